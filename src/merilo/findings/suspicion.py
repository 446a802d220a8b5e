"""What shows that a sentence may not fit the rest of its article, as numbers for the trained head."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from merilo.findings.wording import Wording
from merilo.text.words import words

Floats = npt.NDArray[np.float32]

BLOCK = 150  # sentences that are compared with each other; a longer text is taken in pieces
NEAREST = 3
MOST_TOKENS = 64
ONE_BY_ONE = 24  # numbers for each sentence; as many again say how it stands out in its article


def suspicion(rows: Sequence[str], vectors: Floats, states: Sequence[Floats], known: Wording) -> Floats:
    """Return float32 (sentences, 2 * ONE_BY_ONE + 768): numbers, the same within the article, vector, and difference.

    `rows` are the sentences, `vectors` their unit vectors (n, 384), `states` the states of their tokens (t, 384) each.
    """
    found = [
        _block(rows[at : at + BLOCK], vectors[at : at + BLOCK], states[at : at + BLOCK], known)
        for at in range(0, len(rows), BLOCK)
    ]
    return np.concatenate(found)


def together(scores: Floats) -> float:
    """Return what the scores of all sentences (log odds) add up to: several weak suspects make a strong one."""
    most = float(scores.max())
    return most + float(np.log(np.exp(scores - most).sum()))


def _block(rows: Sequence[str], vectors: Floats, states: Sequence[Floats], known: Wording) -> Floats:
    count = len(rows)
    like = vectors @ vectors.T
    np.fill_diagonal(like, -1)
    center = vectors.mean(0)
    center /= np.linalg.norm(center) + 1e-6
    units = [_unit(state[:MOST_TOKENS]) for state in states]
    tokens = [[w.lower for w in words(row)] for row in rows]
    stems = [{known.stem(t) for t in row if t not in known.stop and t[0].isalpha()} for row in tokens]
    numbers = [{t for t in row if t[0].isdecimal()} for row in tokens]
    nots = [sum(t in known.negations for t in row) for row in tokens]
    held = _counts(stems)
    made = np.zeros((count, ONE_BY_ONE), np.float32)
    nearest = like.argmax(1) if count > 1 else np.zeros(count, int)
    for at in range(count):
        order = np.argsort(-like[at])[: min(NEAREST, count - 1)]
        best = int(nearest[at])
        beside = [like[at, near] for near in (at - 1, at + 1) if 0 <= near < count]
        others = [units[near] for near in order] or [units[at]]
        wide = _fit(units[at], np.concatenate(others))
        tight = _fit(units[at], units[best])
        common = len(stems[at] & stems[best]) / max(1, min(len(stems[at]), len(stems[best])))
        fresh = sum(held[stem] == 1 for stem in stems[at]) / max(1, len(stems[at]))
        other_number = bool(numbers[at] and numbers[best] and not numbers[at] & numbers[best])
        made[at] = (
            like[at, best], float(like[at, order].mean()) if len(order) else 0, float(vectors[at] @ center),
            nots[at] > 0, min(nots[at], 3), (nots[at] > 0) != (nots[best] > 0), nots[best] > 0,
            *wide, *tight, at / max(1, count - 1), at == 0, np.log(len(tokens[at]) + 1),
            float(np.mean(beside)) if beside else 0, min(beside, default=0), common, bool(numbers[at]), other_number,
            fresh, count / 30,
        )[:ONE_BY_ONE]  # fmt: skip
    spread = (made - made.mean(0)) / (made.std(0) + 1e-3)
    return np.concatenate([made, spread, vectors, vectors - vectors[nearest]], 1).astype(np.float32)


def _fit(own: Floats, other: Floats) -> tuple[float, ...]:
    """How well each token finds its like: the mean, the least, and the tenth and the quarter from below."""
    if not len(own) or not len(other):
        return (0.0, 0.0, 0.0, 0.0)
    best = (own @ other.T).max(1)
    ordered = np.sort(best)
    return float(best.mean()), float(ordered[0]), float(ordered[len(best) // 10]), float(ordered[len(best) // 4])


def _unit(state: Floats) -> Floats:
    unit: Floats = (state / (np.linalg.norm(state, axis=1, keepdims=True) + 1e-6)).astype(np.float32)
    return unit


def _counts(stems: Sequence[set[str]]) -> dict[str, int]:
    held: dict[str, int] = {}
    for row in stems:
        for stem in row:
            held[stem] = held.get(stem, 0) + 1
    return held
