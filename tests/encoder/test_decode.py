"""Do scores become stretches that are well formed, whatever the scores?"""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from merilo.encoder.decode import best, stretches

O, B, I = 0, 1, 2  # noqa: E741


def scores(labels: list[int], kinds: int = 1, sure: float = 0.9) -> np.ndarray:
    """Return log probabilities that favour the labels given."""
    size = 1 + 2 * kinds
    made = np.full((len(labels), size), (1 - sure) / (size - 1), np.float32)
    made[np.arange(len(labels)), labels] = sure
    return np.log(made)


CASES = [
    # (labels, resumes, stretches)
    ([], False, []),
    ([O, O, O], False, []),
    ([B, I, O], False, [(0, 2, 0)]),
    ([B, B, I], False, [(0, 1, 0), (1, 3, 0)]),
    ([O, I, I, O], False, [(1, 3, 0)]),  # an inside without a beginning becomes one
    ([I, I, O], True, [(0, 2, 0)]),  # unless it goes on from before
    ([O, B, I], True, [(1, 3, 0)]),
]


@pytest.mark.parametrize(("labels", "resumes", "expected"), CASES)
def test_stretches(labels: list[int], resumes: bool, expected: list[tuple[int, int, int]]) -> None:
    assert list(stretches(scores(labels), resumes=resumes)) == expected


def test_kinds_do_not_run_into_each_other() -> None:
    assert list(stretches(scores([1, 2, 3, 4, 1], kinds=2))) == [(0, 2, 0), (2, 4, 1), (4, 5, 0)]


@given(st.lists(st.lists(st.floats(-20, 0), min_size=9, max_size=9), min_size=1, max_size=12), st.booleans())
def test_any_scores_give_an_allowed_row_of_labels(rows: list[list[float]], resumes: bool) -> None:
    labels = best(np.array(rows, np.float32), resumes=resumes)
    assert len(labels) == len(rows)
    for before, label in zip([None, *labels], labels, strict=False):
        if label and label % 2 == 0 and not (before is None and resumes):
            assert before in (label, label - 1)
