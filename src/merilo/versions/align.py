"""Which sentences of a translation stand for which of the original: monotone, one to one, one to two, two to one."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]

# How much nearer than two sentences at random two must be to be a pair, as a cosine.
BASE = 0.03
# What joining two sentences into one costs: it must be better than leaving one of them out.
JOINING = 0.02
# Translations keep to the order: no sentence is looked for farther from its place than this.
BAND = 60
MOVES = ((1, 1), (1, 2), (2, 1))


@dataclass(frozen=True, slots=True)
class Passage:
    """Sentences of the original and of the translation that say the same, by number; one side may be empty."""

    left: tuple[int, ...]
    right: tuple[int, ...]
    alike: float = 0.0


def align(left: Floats, right: Floats) -> tuple[Passage, ...]:
    """Align sentences by their vectors, float32 (sentences, width) of unit length each; in the order of the text.

    Every sentence stands in exactly one passage; one without a counterpart stands in one whose other side is empty.
    The cost grows with the number of sentences times the width of the band.
    """
    rows, columns = len(left), len(right)
    if not rows or not columns:
        return (*(Passage((at,), ()) for at in range(rows)), *(Passage((), (at,)) for at in range(columns)))
    left_mean, right_mean = left.mean(axis=0), right.mean(axis=0)
    ours = {size: _joined(left, size) for size in (1, 2)}
    theirs = {size: _joined(right, size) for size in (1, 2)}
    # A sentence that is near to everything is no better pair for it: what counts is how much nearer it is.
    lean_left = {size: vectors @ right_mean for size, vectors in ours.items()}
    lean_right = {size: vectors @ left_mean for size, vectors in theirs.items()}
    best = np.full((rows + 1, columns + 1), -np.inf, dtype=np.float32) if rows * columns < 4_000_000 else None
    if best is None:
        return _halves(left, right)
    best[0, 0] = 0.0
    back: dict[tuple[int, int], tuple[int, int]] = {}
    width = BAND + abs(rows - columns)
    for i in range(rows + 1):
        middle = round(i * columns / rows)
        for j in range(max(0, middle - width), min(columns, middle + width) + 1):
            if i == j == 0:
                continue
            options: list[tuple[float, tuple[int, int]]] = []
            if i:
                options.append((float(best[i - 1, j]), (1, 0)))
            if j:
                options.append((float(best[i, j - 1]), (0, 1)))
            for down, across in MOVES:
                if i >= down and j >= across:
                    a, b = i - down, j - across
                    near = float(ours[down][a] @ theirs[across][b])
                    lean = (float(lean_left[down][a]) + float(lean_right[across][b])) / 2
                    gain = (down + across) / 2 * (near - lean - BASE) - JOINING * (down + across - 2)
                    options.append((float(best[a, b]) + gain, (down, across)))
            score, move = max(options, key=lambda option: (option[0], option[1]))
            best[i, j] = score
            back[i, j] = move
    return _walked(back, rows, columns, left, right)


def _halves(left: Floats, right: Floats) -> tuple[Passage, ...]:
    """Align a very long text in two halves, cut in the middle of each."""
    i, j = len(left) // 2, len(right) // 2
    second = align(left[i:], right[j:])
    moved = (
        Passage(tuple(at + i for at in each.left), tuple(at + j for at in each.right), each.alike) for each in second
    )
    return (*align(left[:i], right[:j]), *moved)


def _walked(
    back: dict[tuple[int, int], tuple[int, int]], i: int, j: int, left: Floats, right: Floats
) -> tuple[Passage, ...]:
    found: list[Passage] = []
    while i or j:
        down, across = back[i, j]
        ours, theirs = tuple(range(i - down, i)), tuple(range(j - across, j))
        alike = 0.0
        if ours and theirs:
            alike = float(_unit(left[list(ours)].sum(axis=0)) @ _unit(right[list(theirs)].sum(axis=0)))
        found.append(Passage(ours, theirs, alike))
        i, j = i - down, j - across
    return tuple(reversed(found))


def _joined(vectors: Floats, size: int) -> Floats:
    if size == 1:
        return vectors
    both = vectors[:-1] + vectors[1:]
    joined: Floats = (both / np.maximum(np.linalg.norm(both, axis=1, keepdims=True), 1e-9)).astype(np.float32)
    return joined


def _unit(vector: Floats) -> Floats:
    unit: Floats = (vector / max(float(np.linalg.norm(vector)), 1e-9)).astype(np.float32)
    return unit
