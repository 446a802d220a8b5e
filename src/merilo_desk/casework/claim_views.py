"""The first pane of a case: the claim in its exact words, with its context and where it stands."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from merilo_desk.casework.models import Case
from merilo_desk.casework.panes import pane


@pane("claim", _("Claim"), "casework/pane_claim.html", order=10)
def claim_pane(request: HttpRequest, case: Case) -> dict[str, Any]:
    """Gather where the claim appeared."""
    appearances = list(case.statement.appearances.select_related("outlet")) if case.statement else []
    return {"appearances": appearances}
