"""State why a point of the pre-flight is not met, or take that back."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from merilo_desk.casework.errors import Unusable
from merilo_desk.casework.models import Case
from merilo_desk.casework.preflight import POINTS
from merilo_desk.casework.verdict_models import Exemption
from merilo_desk.ledger.record import record
from merilo_desk.newsroom.models import User
from merilo_desk.newsroom.policy import Act, require

SHORTEST, LONGEST = 15, 1000


@transaction.atomic
def state_exception(case: Case, key: str, by: User, *, reason: str) -> Exemption:
    """Say why a case is published although it does not meet a point; readers see the reason.

    Raises:
        PermissionDenied: the member may not.
        Unusable: the point allows no exception, or the reason says too little or too much.
    """
    require(by, Act.STATE_EXCEPTION)
    point = POINTS.get(key)
    if point is None or not point.excusable:
        raise Unusable("reason", _("This point allows no exception. Mend what is missing."))
    reason = reason.strip()
    if not SHORTEST <= len(reason) <= LONGEST:
        raise Unusable("reason", _("Say in a sentence why, so that a reader understands: the reason is published."))
    made, _new = Exemption.objects.update_or_create(case=case, point=key, defaults={"reason": reason, "by": by})
    record(Act.STATE_EXCEPTION, case, by, what="stated", point=key, reason=reason)
    return made


@transaction.atomic
def take_back_exception(case: Case, key: str, by: User) -> None:
    """Take a stated exception back."""
    require(by, Act.STATE_EXCEPTION)
    count, _rows = case.exemptions.filter(point=key).delete()
    if count:
        record(Act.STATE_EXCEPTION, case, by, what="taken-back", point=key)
