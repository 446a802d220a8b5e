"""Sentences and their counterparts, from hand-made vectors."""

from __future__ import annotations

import numpy as np
import pytest

from merilo.versions.align import Floats, align


def vectors(*rows: tuple[int, ...]) -> Floats:
    """Return unit vectors over topics: (1,) speaks of topic 1, (1, 2) of two."""
    made = np.full((len(rows), 12), 0.05, dtype=np.float32)
    for at, topics in enumerate(rows):
        for topic in topics:
            made[at, topic] = 1.0
    return (made / np.linalg.norm(made, axis=1, keepdims=True)).astype(np.float32)


CASES = [
    # (topics of the original, topics of the translation, passages)
    ([(1,), (2,), (3,)], [(1,), (2,), (3,)], [((0,), (0,)), ((1,), (1,)), ((2,), (2,))]),
    ([(1,), (2, 3), (4,)], [(1,), (2,), (3,), (4,)], [((0,), (0,)), ((1,), (1, 2)), ((2,), (3,))]),
    ([(1,), (2,), (3,), (4,)], [(1,), (2, 3), (4,)], [((0,), (0,)), ((1, 2), (1,)), ((3,), (2,))]),
    ([(1,), (2,), (3,)], [(1,), (3,)], [((0,), (0,)), ((1,), ()), ((2,), (1,))]),
    ([(1,), (3,)], [(1,), (2,), (3,)], [((0,), (0,)), ((), (1,)), ((1,), (2,))]),
    ([(1,)], [], [((0,), ())]),
    ([], [(1,)], [((), (0,))]),
    ([], [], []),
]


@pytest.mark.parametrize(("left", "right", "passages"), CASES)
def test_sentences_find_their_counterparts(
    left: list[tuple[int, ...]], right: list[tuple[int, ...]], passages: list[tuple[tuple[int, ...], tuple[int, ...]]]
) -> None:
    found = align(vectors(*left), vectors(*right))
    assert [(each.left, each.right) for each in found] == passages


def test_every_sentence_stands_in_one_passage_however_long_the_text() -> None:
    draw = np.random.default_rng(3)
    left = draw.normal(size=(300, 16)).astype(np.float32)
    left /= np.linalg.norm(left, axis=1, keepdims=True)
    found = align(left, left[:250])
    assert [at for each in found for at in each.left] == list(range(300))
    assert [at for each in found for at in each.right] == list(range(250))
