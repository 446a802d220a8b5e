"""Publish an approved case, at once or at a set time."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from merilo_desk.casework.actions.move import move
from merilo_desk.casework.actions.review import standing_approval
from merilo_desk.casework.actions.standing import standing
from merilo_desk.casework.actions.undoing import undo_approval
from merilo_desk.casework.errors import CaseworkError, Unusable, WrongState
from merilo_desk.casework.models import Case
from merilo_desk.casework.notices import concerned, tell
from merilo_desk.casework.preflight import missing
from merilo_desk.casework.states import State
from merilo_desk.casework.verdict_errors import NotReady
from merilo_desk.jobs import by_the_clock
from merilo_desk.ledger.record import record
from merilo_desk.newsroom.models import User
from merilo_desk.newsroom.policy import Act, require

# The clock ticks every minute; what is later than this was missed, and is said to be.
LATE = timedelta(minutes=5)
FURTHEST = timedelta(days=366)


@transaction.atomic
def publish(case: Case, by: User | None) -> Case:
    """Publish an approved or scheduled case. Only the clock may be None.

    Raises:
        PermissionDenied: the member may not publish.
        WrongState: the case is not approved.
        NotReady: points of the pre-flight are not met.
    """
    if by is not None:
        require(by, Act.PUBLISH)
    before = State(standing(case).state)
    if before not in ({State.APPROVED, State.SCHEDULED} if by else {State.SCHEDULED}):
        raise WrongState(case, State.PUBLISHED)
    _refuse_unready(case)
    due, now = case.publish_at, timezone.now()
    late = int((now - due).total_seconds() // 60) if by is None and due and now - due > LATE else 0
    Case.objects.filter(pk=case.pk).update(published_at=now, publish_at=None)
    case.published_at, case.publish_at = now, None
    facts = {"late_minutes": late, "due": due.isoformat()} if late and due else {}
    move(case, State.PUBLISHED, by, version=case.version, **facts)
    told = "published" if by else "published-late" if late else "published-by-clock"
    tell(concerned(case), case, told, by, minutes=late)
    return case


@transaction.atomic
def schedule(case: Case, at: datetime, by: User) -> Case:
    """Have the clock publish an approved case at a set time.

    Raises:
        PermissionDenied: the member may not publish.
        WrongState: the case is not approved.
        NotReady: points of the pre-flight are not met.
        Unusable: the time is past, or more than a year away.
    """
    require(by, Act.PUBLISH)
    if State(standing(case).state) != State.APPROVED:
        raise WrongState(case, State.SCHEDULED)
    if at <= timezone.now():
        raise Unusable("at", _("This time is past. Choose a later one, or publish now."))
    if at > timezone.now() + FURTHEST:
        raise Unusable("at", _("This is more than a year away. Choose an earlier time."))
    _refuse_unready(case)
    case.publish_at = at
    case.save(update_fields=["publish_at", "changed_at"])
    return move(case, State.SCHEDULED, by, at=at.isoformat())


@transaction.atomic
def unschedule(case: Case, by: User) -> Case:
    """Take a case off the clock; it stays approved."""
    require(by, Act.PUBLISH)
    if State(standing(case).state) != State.SCHEDULED:
        raise WrongState(case, State.APPROVED)
    case.publish_at = None
    case.save(update_fields=["publish_at", "changed_at"])
    return move(case, State.APPROVED, by, what="unscheduled")


@by_the_clock
def publish_due() -> None:
    """Publish what is due; called by the clock. What cannot be published goes back to approved, and that is said."""
    for case in Case.objects.filter(state=State.SCHEDULED, publish_at__lte=timezone.now()).order_by("publish_at"):
        try:
            publish(case, None)
        except CaseworkError as told:
            _held_up(case, told)


@transaction.atomic
def _held_up(case: Case, told: CaseworkError) -> None:
    if State(standing(case).state) != State.SCHEDULED:
        return
    if standing_approval(case) is None:
        undo_approval(case, str(told))
        return
    Case.objects.filter(pk=case.pk).update(state=State.APPROVED, publish_at=None, changed_at=timezone.now())
    lacking = told.missing if isinstance(told, NotReady) else [str(told)]
    record(
        Act.PUBLISH, case, None, what="held-up", missing=lacking, because=" ".join(lacking),
        **{"from": State.SCHEDULED.value, "to": State.APPROVED.value},
    )  # fmt: skip
    tell(concerned(case), case, "held-up", because=lacking[0])


def _refuse_unready(case: Case) -> None:
    lacking = missing(case)
    if lacking:
        raise NotReady(lacking)
