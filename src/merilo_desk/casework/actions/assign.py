"""Who has a case, and who is at work on it just now."""

from __future__ import annotations

from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from merilo_desk.casework.actions.move import move
from merilo_desk.casework.actions.standing import standing
from merilo_desk.casework.errors import SomebodyIsOnIt, Unusable, WrongState
from merilo_desk.casework.models import Case
from merilo_desk.casework.notices import tell
from merilo_desk.casework.states import OPEN, PUBLIC, State, may_move
from merilo_desk.ledger.record import record
from merilo_desk.newsroom.models import User
from merilo_desk.newsroom.policy import Act, may, require

# A hold that nothing was heard of for so long is nobody's any more.
QUIET = timedelta(minutes=30)


@transaction.atomic
def assign(case: Case, to: User | None, by: User) -> Case:
    """Give a case to a member, or to nobody; one that nobody had goes on to “assigned”.

    Raises:
        PermissionDenied: the member may not assign.
        Unusable: whoever is to have it may not work on cases.
        WrongState: the case was withdrawn.
    """
    require(by, Act.ASSIGN)
    if State(standing(case).state) not in OPEN | PUBLIC:
        raise WrongState(case, State.ASSIGNED)
    if to is not None and not may(to, Act.WORK_ON_CASE):
        raise Unusable("owner", _("%(who)s may not work on cases. Choose another member.") % {"who": to})
    before = case.owner
    if before == to:
        return case
    case.owner = to
    case.save(update_fields=["owner", "changed_at"])
    record(Act.ASSIGN, case, by, what="assigned", to_whom=str(to or ""), from_whom=str(before or ""))
    tell(to, case, "assigned", by)
    tell(before, case, "taken-over", by)
    if to is not None and case.state in {State.NEW, State.TRIAGED}:
        move(case, State.ASSIGNED, by)
    return case


def holder(case: Case) -> User | None:
    """Return who is at work on a case just now; a hold gone quiet is nobody's."""
    seen = case.held_seen or case.held_at
    return case.held_by if case.held_by and seen and abs(timezone.now() - seen) < QUIET else None


@transaction.atomic
def hold(case: Case, by: User, *, take_over: bool = False) -> Case:
    """Say “I'm on it”.

    Raises:
        PermissionDenied: the member may neither work on cases nor translate.
        SomebodyIsOnIt: another member is, and this one did not say that they take over.
    """
    require(by, Act.TRANSLATE if may(by, Act.TRANSLATE) else Act.WORK_ON_CASE)
    now = holder(case)
    if now and now != by:
        if not take_over:
            since = timezone.localtime(case.held_at).strftime("%H:%M") if case.held_at else ""
            raise SomebodyIsOnIt(str(now), since)
        tell(now, case, "hold-taken", by)
    case.held_by, case.held_seen = by, timezone.now()
    case.held_at = case.held_at if now == by else case.held_seen
    case.save(update_fields=["held_by", "held_at", "held_seen"])
    if now != by:
        record(Act.WORK_ON_CASE, case, by, what="hold", from_whom=str(now or ""))
    return case


@transaction.atomic
def release(case: Case, by: User) -> Case:
    """Say that one is no longer at work on a case; another's hold is left alone."""
    if case.held_by == by:
        case.held_by = case.held_at = case.held_seen = None
        case.save(update_fields=["held_by", "held_at", "held_seen"])
        record(Act.WORK_ON_CASE, case, by, what="hold-released")
    return case


@transaction.atomic
def begun_by(case: Case, by: User) -> Case:
    """Bring a case to “drafted” because somebody began to write it; one that nobody has becomes theirs."""
    if not may(by, Act.WORK_ON_CASE):
        return case
    if case.state in {State.NEW, State.TRIAGED}:
        case = assign(case, case.owner or by, by) if case.owner is None else move(case, State.ASSIGNED, by)
    if case.state != State.DRAFTED and may_move(case.state, State.DRAFTED):
        case = move(case, State.DRAFTED, by)
    return case
