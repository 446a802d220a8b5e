"""What the scores of the sentences say of the whole article."""

from __future__ import annotations

import numpy as np
import pytest

from merilo.findings.suspects import head
from merilo.findings.suspicion import ONE_BY_ONE, together


@pytest.mark.parametrize("scores", [[0.0], [-3.0, 1.0, 2.0], [-900.0, 800.0]])
def test_together_is_at_least_the_strongest_and_grows_with_each(scores: list[float]) -> None:
    made = together(np.array(scores, np.float32))
    assert max(scores) <= made <= max(scores) + np.log(len(scores)) + 1e-6
    assert together(np.array([*scores, max(scores)], np.float32)) > made


def test_order_says_nothing() -> None:
    scores = np.array([0.5, -1.0, 2.0], np.float32)
    assert together(scores) == pytest.approx(together(scores[::-1]))


def test_the_head_gives_chances_and_a_stronger_sentence_a_stronger_article() -> None:
    known = head()
    dice = np.random.default_rng(1)
    numbers = dice.normal(0, 0.1, (6, 2 * ONE_BY_ONE + 768)).astype(np.float32)
    chances, whole = known.judge(numbers)
    assert chances.shape == (6,)
    assert 0 <= chances.min() <= chances.max() <= 1
    assert 0 < known.threshold < 1
    numbers[2] += known.weights / np.linalg.norm(known.weights) ** 2 * 4
    lifted, more = known.judge(numbers)
    assert lifted[2] > chances[2]
    assert more > whole
