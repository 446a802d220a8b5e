"""Saving drafts: nothing is overwritten, nothing is lost, everything is kept."""

from __future__ import annotations

import pytest
from casework_room import *  # noqa: F403
from casework_room import at
from django.core.exceptions import PermissionDenied

from merilo_desk.casework.actions import save_draft
from merilo_desk.casework.actions.draft import TEXTS, texts_of
from merilo_desk.casework.errors import NotOpenForWork, Unusable
from merilo_desk.casework.models import Draft, DraftVersion
from merilo_desk.casework.states import EDITABLE, State
from merilo_desk.ledger.models import Row

FIRST = {"title": "Наслов", "claim": "Тврдење", "reason": "Затоа.", "body": "Најдовме.", "method": "Проверивме."}


def saved(case, by, began_from: int, sitting: str = "", **changed: str):
    """Save the first texts with some parts changed."""
    return save_draft(case, "mk", by, began_from=began_from, texts={**FIRST, **changed}, sitting=sitting)


@pytest.fixture
def draft(case, goce) -> Draft:
    """A draft at version 1."""
    return saved(case, goce, 0).draft


def test_the_first_save_makes_the_case_the_writers(case, goce, draft) -> None:
    case.refresh_from_db()
    assert (case.state, case.owner, case.version) == ("drafted", goce, 2)
    assert draft.version == 1
    assert texts_of(draft) == FIRST
    assert [row.facts.get("what") or row.facts["to"] for row in Row.objects.of(case)] == [
        "opened",
        "draft-saved",
        "assigned",
        "assigned",
        "drafted",
    ]


def test_the_same_text_again_changes_nothing(case, goce, draft) -> None:
    assert saved(case, goce, 0).draft.version == 1
    assert saved(case, goce, 1, body="Најдовме.\r\n".strip()).draft.version == 1
    assert DraftVersion.objects.count() == 1


# (what ana changed, what goce changed, from one version) -> (parts taken over, whether goce's text is kept aside)
MEANWHILE = [
    ({"title": "А"}, {"body": "Г"}, ("title",), False),
    ({"title": "А"}, {"title": "А", "body": "Г"}, (), False),
    ({"title": "А", "reason": "А"}, {"body": "Г"}, ("title", "reason"), False),
    ({"body": "А"}, {"body": "Г"}, (), True),
    ({"title": "А", "body": "А"}, {"reason": "Г", "body": "Г"}, (), True),
    ({"body": ""}, {"body": "Г"}, (), True),
]


@pytest.mark.parametrize(("hers", "his", "taken", "aside"), MEANWHILE)
def test_two_editors(case, ana, goce, draft, hers, his, taken, aside) -> None:
    assert saved(case, ana, 1, **hers).draft.version == 2
    result = saved(case, goce, 1, **his)
    draft.refresh_from_db()
    assert result.taken == taken
    if aside:
        assert texts_of(draft) == {**FIRST, **hers}, "hers stands"
        assert result.aside.texts == {**FIRST, **his}, "his is kept"
        assert result.aside.by == goce
    else:
        assert result.aside is None
        assert texts_of(draft) == {**FIRST, **hers, **his}


def test_a_sitting_that_goes_on_typing_keeps_one_text_aside(case, ana, goce, draft) -> None:
    saved(case, ana, 1, body="А")
    saved(case, goce, 1, "sits", body="Г")
    again = saved(case, goce, 1, "sits", body="Гоце пишува уште")
    assert DraftVersion.objects.filter(aside=True).count() == 1
    assert again.aside.texts["body"] == "Гоце пишува уште"


def test_an_answer_lost_on_the_way_is_no_conflict_with_oneself(case, goce, draft) -> None:
    assert saved(case, goce, 1, "sits", body="Еден").draft.version == 2
    # The browser never heard of version 2 and goes on from 1.
    result = saved(case, goce, 1, "sits", body="Еден два")
    assert (result.aside, result.draft.version, result.draft.body) == (None, 3, "Еден два")
    # Another window of the same member is another sitting.
    assert saved(case, goce, 1, "other", body="Три").aside


def test_putting_together_settles(case, ana, goce, draft) -> None:
    saved(case, ana, 1, body="А")
    aside = saved(case, goce, 1, body="Г").aside
    save_draft(case, "mk", goce, began_from=2, texts={**FIRST, "body": "А и Г"}, settles=aside)
    aside.refresh_from_db()
    draft.refresh_from_db()
    assert aside.settled_at
    assert draft.body == "А и Г"
    assert [each.texts["body"] for each in draft.versions.filter(aside=False)] == ["А и Г", "А", "Најдовме."]


def test_a_version_that_never_was_overwrites_nothing(case, goce, draft) -> None:
    assert saved(case, goce, 99, body="Од резервна копија").aside
    draft.refresh_from_db()
    assert draft.body == "Најдовме."


@pytest.mark.parametrize("state", State.values)
def test_only_an_open_case_is_written(case, goce, draft, state: str) -> None:
    at(case, state)
    if State(state) in EDITABLE:
        assert saved(case, goce, 1, body="Ново").draft.version == 2
    else:
        with pytest.raises(NotOpenForWork):
            saved(case, goce, 1, body="Ново")


@pytest.mark.parametrize(
    ("role", "may"), [("reporter", True), ("chief", True), ("translator", True), ("inbox", False), ("auditor", False)]
)
def test_who_may_write(case, member, role: str, may: bool) -> None:
    one = member("one", role)
    if may:
        saved(case, one, 0)
        case.refresh_from_db()
        assert case.state == ("new" if role == "translator" else "drafted")
    else:
        with pytest.raises(PermissionDenied):
            saved(case, one, 0)


def test_too_long_is_told_by_its_part(case, goce, draft) -> None:
    with pytest.raises(Unusable) as told:
        saved(case, goce, 1, body="х" * 200_001)
    assert told.value.field == "body"
    assert "200001" in str(told.value)
    assert set(FIRST) == set(TEXTS)
