"""Every move by every role, from every state."""

from __future__ import annotations

import pytest
from casework_room import *  # noqa: F403
from casework_room import at
from django.core.exceptions import PermissionDenied

from merilo_desk.casework import signals
from merilo_desk.casework.actions import move
from merilo_desk.casework.errors import WrongState
from merilo_desk.casework.states import MOVES, State, may_move
from merilo_desk.ledger.models import Row
from merilo_desk.newsroom.policy import Role

# The roles that may take a case to a state, written out here on purpose and not read from the table.
NEWSROOM, EDITORS = {"reporter", "editor", "chief"}, {"editor", "chief"}
MAY = {
    "triaged": NEWSROOM,
    "assigned": NEWSROOM,
    "drafted": NEWSROOM,
    "in-review": NEWSROOM,
    "back": EDITORS,
    "approved": EDITORS,
    "scheduled": EDITORS,
    "published": EDITORS,
    "corrected": EDITORS,
    "withdrawn": EDITORS,
}
# Where each state may be reached from.
FROM = {
    "triaged": "new",
    "assigned": "new triaged assigned",
    "drafted": "assigned back in-review",
    "in-review": "drafted back",
    "back": "in-review approved scheduled",
    "approved": "in-review scheduled",
    "scheduled": "approved",
    "published": "approved scheduled",
    "corrected": "published corrected",
    "withdrawn": "new triaged assigned drafted in-review back approved scheduled published corrected",
}


def test_the_table_is_whole() -> None:
    assert set(MAY) == set(FROM) == set(MOVES)
    for to, sources in FROM.items():
        for now in State.values:
            assert may_move(now, to) is (now in sources.split()), f"{now} -> {to}"


@pytest.mark.parametrize("role", Role.values)
@pytest.mark.parametrize("to", MAY)
def test_every_move_by_every_role(member, case, to: str, role: str) -> None:
    one = member("one", role)
    at(case, FROM[to].split()[0])
    if role in MAY[to]:
        assert move(case, to, one).state == to
        row = Row.objects.of(case).last()
        assert (row.by, row.facts["from"], row.facts["to"]) == (one, FROM[to].split()[0], to)
    else:
        with pytest.raises(PermissionDenied):
            move(case, to, one)
        case.refresh_from_db()
        assert case.state == FROM[to].split()[0]


@pytest.mark.parametrize(("now", "to"), [(n, t) for t in MAY for n in State.values if n not in FROM[t].split()])
def test_no_other_move_leads_anywhere(ana, case, now: str, to: str) -> None:
    at(case, now)
    with pytest.raises(WrongState) as told:
        move(case, to, ana)
    assert str(State(now).label) in str(told.value)


def test_a_stale_page_goes_by_the_database(ana, case) -> None:
    stale = type(case).objects.get(pk=case.pk)
    at(case, "withdrawn")
    with pytest.raises(WrongState):
        move(stale, "triaged", ana)


def test_only_the_clock_publishes_by_itself_and_only_what_was_scheduled(
    case, django_capture_on_commit_callbacks
) -> None:
    heard = []

    def hear(case, by, **rest) -> None:
        heard.append((case.pk, by))

    signals.published.connect(hear)
    try:
        with django_capture_on_commit_callbacks(execute=True):
            move(at(case, "scheduled"), "published", None)
        assert heard == [(case.pk, None)]
        with pytest.raises(PermissionDenied):
            move(at(case, "approved"), "published", None)
    finally:
        signals.published.disconnect(hear)
