"""Take a case from one state to another, by the table in `states.py`."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from merilo_desk.casework.errors import WrongState
from merilo_desk.casework.models import Case
from merilo_desk.casework.signals import corrected, published, withdrawn
from merilo_desk.casework.states import MOVES, PUBLIC, State
from merilo_desk.ledger.record import record
from merilo_desk.newsroom.models import User
from merilo_desk.newsroom.policy import require

TOLD = {State.PUBLISHED: published, State.CORRECTED: corrected, State.WITHDRAWN: withdrawn}


@transaction.atomic
def move(case: Case, to: str, by: User | None, **facts: Any) -> Case:
    """Take a case to another state and write it down.

    Args:
        case: the case; it is brought up to date with what the database holds.
        to: the state to go to.
        by: who takes the step. Only the clock may be None, and only to publish what was scheduled.
        facts: what the ledger keeps of it besides the two states.

    Raises:
        PermissionDenied: the member's roles do not include the step.
        WrongState: no move leads from where the case stands to there.
    """
    step = MOVES[State(to)]
    case.state = Case.objects.select_for_update().values_list("state", flat=True).get(pk=case.pk)
    clock = by is None and (case.state, to) == (State.SCHEDULED, State.PUBLISHED)
    if not clock:
        require(by, step.act)
    if State(case.state) not in step.sources:
        raise WrongState(case, to)
    before, case.state = State(case.state), State(to)
    case.save(update_fields=["state", "changed_at"])
    record(step.act, case, by, **{"from": str(before), "to": str(case.state), **facts})
    if (signal := TOLD.get(State(to))) and (signal is not withdrawn or before in PUBLIC):
        transaction.on_commit(lambda: signal.send(sender=Case, case=case, by=by))
    return case
