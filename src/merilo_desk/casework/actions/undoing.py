"""Undo an approval when what was approved is not what stands any more."""

from __future__ import annotations

from django.utils import timezone

from merilo_desk.casework.models import Case
from merilo_desk.casework.notices import concerned, tell
from merilo_desk.casework.states import State
from merilo_desk.casework.verdict_models import Review
from merilo_desk.ledger.record import record
from merilo_desk.newsroom.policy import Act

APPROVED = frozenset({State.APPROVED, State.SCHEDULED})


def undo_approval(case: Case, because: str) -> None:
    """Send an approved or scheduled case back to review work; say so to the approver and to whoever has the case.

    Called inside the action that made the change, so that there is never a changed case that counts as approved.
    """
    now = Case.objects.select_related("owner", "opened_by").get(pk=case.pk)
    if State(now.state) not in APPROVED:
        return
    review = now.reviews.filter(decision=Review.Decision.APPROVED, undone_at=None).first()
    if review:
        review.undone_at, review.undone_because = timezone.now(), because[:200]
        review.save(update_fields=["undone_at", "undone_because"])
    before = now.state
    Case.objects.filter(pk=case.pk).update(state=State.BACK, publish_at=None, changed_at=timezone.now())
    case.state, case.publish_at = State.BACK, None
    record(Act.REVIEW, case, None, **{"from": before, "to": State.BACK.value}, what="approval-undone", because=because)
    for each in {each.pk: each for each in (review and review.reviewer, concerned(now)) if each}.values():
        tell(each, now, "approval-undone", because=because)
