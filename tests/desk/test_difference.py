"""What changed between two texts, and which days people work."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from merilo_desk.newsroom.difference import difference
from merilo_desk.newsroom.templatetags.merilo import bare
from merilo_desk.newsroom.workdays import after_workdays, is_workday, workdays_between

CHANGES = [
    # (old, new, pieces)
    ("четири отсто", "девет отсто", [("gone", "четири"), ("new", "девет"), ("same", " отсто")]),
    ("исто", "исто", [("same", "исто")]),
    ("", "ново", [("new", "ново")]),
    ("старо", "", [("gone", "старо")]),
    ("две три куќи", "пет шест куќи", [("gone", "две три"), ("new", "пет шест"), ("same", " куќи")]),
]


@pytest.mark.parametrize(("old", "new", "pieces"), CHANGES)
def test_changes_read_as_phrases(old: str, new: str, pieces: list[tuple[str, str]]) -> None:
    assert [(piece.kind, piece.text) for piece in difference(old, new)] == pieces


@given(st.text(max_size=300), st.text(max_size=300))
def test_nothing_is_lost_on_either_side(old: str, new: str) -> None:
    pieces = difference(old, new)
    assert "".join(piece.text for piece in pieces if piece.kind != "new") == old
    assert "".join(piece.text for piece in pieces if piece.kind != "gone") == new


def test_long_texts_too() -> None:
    old = "\n\n".join(f"Пасус {n} со исти зборови." for n in range(400))
    new = old.replace("Пасус 200 со исти", "Пасус 200 со други")
    changed = [(piece.kind, piece.text) for piece in difference(old, new) if piece.kind != "same"]
    assert changed == [("gone", "исти"), ("new", "други")]


DAYS = [
    # (asked on, working days, country, due)
    (date(2026, 11, 30), 7, "MK", date(2026, 12, 10)),  # 8 December is St Clement of Ohrid
    (date(2026, 11, 30), 7, "RS", date(2026, 12, 9)),
    (date(2026, 12, 24), 7, "HR", date(2027, 1, 7)),  # Christmas, St Stephen's, New Year, Epiphany
    (date(2026, 4, 30), 1, "RS", date(2026, 5, 4)),
    (date(2026, 11, 28), 1, "XX", date(2026, 11, 30)),
]


@pytest.mark.parametrize(("asked", "count", "country", "due"), DAYS)
def test_a_clock_of_working_days(asked: date, count: int, country: str, due: date) -> None:
    found = after_workdays(asked, count, country)
    assert is_workday(found, country)
    assert workdays_between(asked, found, country) == count
    assert found == due


MARKED = [
    ("На **12** дена", "На 12 дена"),
    ("*слаб* и **силен**", "слаб и силен"),
    ("2 * 3 = 6 и 4 * 5", "2 * 3 = 6 и 4 * 5"),
    ("snake_case_name", "snake_case_name"),
    ("_косо_ слово", "косо слово"),
]


@pytest.mark.parametrize(("written", "read"), MARKED)
def test_changes_are_shown_without_the_marks_of_markdown(written: str, read: str) -> None:
    assert bare(written) == read
