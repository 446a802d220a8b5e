"""What happened to a case, and taking it back."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from merilo_desk.casework.history import history
from merilo_desk.casework.models import Case
from merilo_desk.casework.panes import pane


@pane("history", _("History"), "casework/pane_history.html", order=90, letter="9")
def history_pane(request: HttpRequest, case: Case) -> dict[str, Any]:
    """Gather the case's rows of the ledger."""
    return {"entries": history(case, request.user)}
