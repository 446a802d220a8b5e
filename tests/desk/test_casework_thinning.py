"""Old autosaved states of a draft are thinned out; nothing that anybody may still want is."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from casework_room import ana, case, goce  # noqa: F401

from merilo_desk.casework import thinning
from merilo_desk.casework.actions.draft import save_draft, texts_of
from merilo_desk.casework.hands import writers
from merilo_desk.casework.models import Case, Draft, DraftVersion
from merilo_desk.casework.versions import sittings
from merilo_desk.newsroom.models import User

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 11, 2, 12, 0, tzinfo=UTC)
OLD = NOON + timedelta(days=15)


def written(case: Case, *saves: tuple[User, int]) -> Draft:  # noqa: F811
    """Save a draft so many minutes after noon, by whom is said."""
    for number, (by, minutes) in enumerate(saves, 1):
        saved = save_draft(case, "mk", by, began_from=number - 1, texts={"body": f"state {number}"})
        DraftVersion.objects.filter(draft=saved.draft, version=number).update(at=NOON + timedelta(minutes=minutes))
    return saved.draft


def kept(draft: Draft) -> list[int]:
    """Return the numbers of the states that are there."""
    return sorted(draft.versions.values_list("version", flat=True))


def test_the_last_state_of_each_hour_of_a_sitting_stays(case: Case, goce: User) -> None:  # noqa: F811
    draft = written(case, *((goce, each) for each in (0, 5, 10, 35, 62, 64, 200)))
    assert thinning.thin(OLD) == 4
    assert kept(draft) == [4, 6, 7]
    assert [each.last.texts["body"] for each in sittings(draft)] == ["state 7", "state 6"]
    assert thinning.thin(OLD) == 0


def test_what_is_young_stays(case: Case, goce: User) -> None:  # noqa: F811
    draft = written(case, (goce, 0), (goce, 1), (goce, 2))
    assert thinning.thin(NOON + timedelta(days=13)) == 0
    assert kept(draft) == [1, 2, 3]


def test_two_hands_are_two_sittings(case: Case, goce: User, ana: User) -> None:  # noqa: F811
    draft = written(case, (goce, 0), (ana, 1), (goce, 2), (goce, 3))
    before = writers(case)
    assert thinning.thin(OLD) == 1
    assert kept(draft) == [1, 2, 4]
    assert writers(case) == before == {goce.pk, ana.pk}


def test_a_pause_ends_a_sitting(case: Case, goce: User) -> None:  # noqa: F811
    draft = written(case, (goce, 0), (goce, 31), (goce, 59))
    assert thinning.thin(OLD) == 1
    assert kept(draft) == [1, 3]


def test_the_draft_and_what_is_kept_aside_stay(case: Case, goce: User, ana: User) -> None:  # noqa: F811
    draft = written(case, (goce, 0), (goce, 1))
    aside = save_draft(case, "mk", ana, began_from=1, texts={"body": "another text"}).aside
    assert aside
    DraftVersion.objects.filter(pk=aside.pk).update(at=NOON)
    assert thinning.thin(OLD) == 1
    draft.refresh_from_db()
    assert texts_of(draft)["body"] == "state 2"
    assert DraftVersion.objects.filter(pk=aside.pk).exists()
    assert draft.versions.filter(version=2, aside=False).exists()


def test_it_is_done_once_an_hour(case: Case, goce: User, monkeypatch: pytest.MonkeyPatch) -> None:  # noqa: F811
    draft = written(case, (goce, 0), (goce, 1))
    for minute, left in ((16, [1, 2]), (17, [2])):
        monkeypatch.setattr(thinning.timezone, "now", lambda minute=minute: OLD.replace(minute=minute))
        thinning.thin_drafts()
        assert kept(draft) == left


def test_many_are_thinned_a_part_at_a_time(case: Case, goce: User, monkeypatch: pytest.MonkeyPatch) -> None:  # noqa: F811
    monkeypatch.setattr(thinning, "AT_ONCE", 2)
    draft = written(case, *((goce, each) for each in range(6)))
    assert [thinning.thin(OLD) for _ in range(4)] == [2, 2, 1, 0]
    assert kept(draft) == [6]
