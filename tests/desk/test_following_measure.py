"""How many repeats are found, and how many of what is found are none: on items written after the bounds were set."""

from __future__ import annotations

from typing import Any

import pytest
from repeat_pairs import CHECKS, MEASURED, SET

from merilo_desk import engine

# Measured: .75 and 1.0 (of 20 repeats and 12 items that repeat nothing). Floors a little under that.
FOUND, RIGHT = 0.7, 0.9


@pytest.fixture
def library(settings: Any, tmp_path: Any):
    """The invented checks, in a library of their own."""
    settings.HOME = tmp_path
    engine.forget_libraries()
    engine.put_into_library(
        [engine.FactCheck(engine.identifier(n, code), claim, language=code) for n, code, claim in CHECKS]
    )
    yield
    engine.forget_libraries()


def told(items: list[tuple[str, int]]) -> tuple[float, float, list[tuple[str, int, list[int]]]]:
    """Return which share of the repeats is found, which share of what is found is right, and every miss."""
    rows = [
        (text, right, [each.case for each in engine.repeats_in(text, title="", published=None, speaking=["en"])])
        for text, right in items
    ]
    hits = sum(right in found for _text, right, found in rows if right)
    return (
        hits / sum(right > 0 for _text, right, _found in rows),
        hits / max(1, sum(len(found) for _text, _right, found in rows)),
        [row for row in rows if row[2] != ([row[1]] if row[1] else [])],
    )


@pytest.mark.parametrize("items", [SET, MEASURED], ids=["set", "measured"])
def test_repeats_are_found_and_little_else(library, items: list[tuple[str, int]]) -> None:
    found, right, wrong = told(items)
    assert (found >= FOUND, right >= RIGHT) == (True, True), (found, right, wrong)
