"""Who stands in which list, how demand is counted, and how the end of a request is kept."""

from __future__ import annotations

import pytest
from inbox_samples import submission

from merilo_desk.intake.models import Outcome, Submission
from merilo_desk.intake.standing import members_of, settle, stand

pytestmark = pytest.mark.django_db
STATE = Submission.State

LISTS = [
    # (states of three that ask the same, their shelves, demand of the one that stands for the rest)
    (("new", "new", "new"), ("open", "behind", "behind"), 3),
    (("answered", "new", "new"), ("behind", "open", "behind"), 3),
    (("answered", "dismissed", "asked"), ("behind", "behind", "open"), 3),
    (("answered", "answered", "dismissed"), ("closed", "behind", "behind"), 3),
    (("spam", "new", "open"), ("spam", "open", "behind"), 2),
    (("spam", "spam", "spam"), ("spam", "spam", "spam"), 0),
]


def three() -> list[Submission]:
    first = submission()
    return [first, submission(cluster=first.cluster), submission(cluster=first.cluster)]


@pytest.mark.parametrize(("states", "shelves", "demand"), LISTS)
def test_one_stands_for_all_who_ask_the_same(states, shelves, demand) -> None:
    made = three()
    for each, state in zip(made, states, strict=True):
        stand(each, state)
    for each in made:
        each.refresh_from_db()
    assert tuple(each.shelf for each in made) == shelves
    made[0].cluster.refresh_from_db()
    assert made[0].cluster.demand == demand
    assert [each.demand for each in made if each.shelf in {"open", "closed"}] == ([demand] if demand else [])


def test_who_takes_the_place_takes_over_the_work(member) -> None:
    first, second, _third = three()
    settle([first.cluster_id])
    ana = member("ana", "editor")
    Submission.objects.filter(pk=first.pk).update(assignee=ana, severity=3)
    stand(first, STATE.ANSWERED)
    second.refresh_from_db()
    assert (second.shelf, second.assignee, second.severity) == ("open", ana, 3)


def test_an_act_on_the_one_in_the_list_concerns_all(db) -> None:
    first, second, third = three()
    settle([first.cluster_id])
    for each in (first, second, third):
        each.refresh_from_db()
    assert members_of(first) == [first, second, third]
    assert members_of(second) == [second]


def test_every_change_of_state_counts_the_version_up() -> None:
    alone = submission()
    stand(alone, STATE.OPEN)
    assert alone.version == 2


def test_the_end_is_kept_and_goes_when_it_is_taken_up_again() -> None:
    alone = submission()
    stand(alone, STATE.DISMISSED, reason="opinion")
    kept = Outcome.objects.get()
    assert (kept.state, kept.reason, kept.received_on) == ("dismissed", "opinion", alone.received_on)
    stand(alone, STATE.OPEN)
    assert not Outcome.objects.exists()
    stand(alone, STATE.ANSWERED, reason="opinion")
    assert Outcome.objects.get().reason == ""


def test_the_end_outlives_the_request() -> None:
    alone = submission()
    stand(alone, STATE.ANSWERED)
    alone.delete()
    assert Outcome.objects.get().submission is None
