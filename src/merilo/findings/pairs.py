"""The trained reader of pairs: whether two sentences of one article tell the same, or cannot both be true.

The encoder reads both at once, one behind the other: its first four layers as they are, then copies of the others that
`train/pairs` has trained on.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import combinations, islice
from weakref import WeakKeyDictionary

import numpy as np
import onnxruntime as runtime  # type: ignore[import-untyped]

from merilo.encoder.encoded import Encoded
from merilo.encoder.encoder import BEGIN, END, PAD, Encoder, shared
from merilo.encoder.heads import session
from merilo.encoder.weights import Floats

NEAREST = 6  # sentences that one is held against, those most like it
MOST_PAIRS = 300  # of a text: what a feature of 1,500 words has; beyond them time would grow without bound
MOST_ASKED = 40  # pairs of which one finding wants to know
BLOCK = 500  # sentences whose likeness to all is worked out at once
MOST_PIECES = 112  # of a sentence; what stands behind them is not read
DOUBTFUL = 0.3  # from here on a pair is read the other way round too
BUDGET = 900  # pieces a batch
HEADLINE = -1  # the number of a headline that the text does not carry
SAME, CONTRADICTS, OTHER = range(3)

Pair = tuple[int, int]


@dataclass(slots=True)
class PairReader:
    """The model, ready to run; remembers what it said of a reading for as long as the reading lives."""

    encoder: Encoder
    model: runtime.InferenceSession
    said: WeakKeyDictionary[Encoded, dict[Pair, Floats]] = field(default_factory=WeakKeyDictionary)

    def chances(self, encoded: Encoded, pairs: Sequence[Pair]) -> Floats:
        """Return how likely two sentences tell the same, contradict each other, or neither: float32 (pairs, 3).

        A pair is the numbers of two sentences, the one that stands first in the text first; `HEADLINE` stands before
        all of them.
        """
        known = self.said.setdefault(encoded, {})
        new = sorted(set(pairs) - set(known))
        if new:
            rows = [(_pieces(encoded, left), _pieces(encoded, right)) for left, right in new]
            found = self.read(rows)
            doubtful = np.flatnonzero(found[:, CONTRADICTS] >= DOUBTFUL)
            found[doubtful] = (found[doubtful] + self.read([rows[at][::-1] for at in doubtful])) / 2
            known.update(zip(new, found, strict=True))
        return np.stack([known[pair] for pair in pairs]) if pairs else np.zeros((0, 3), np.float32)

    def read(self, pairs: Sequence[tuple[Sequence[int], Sequence[int]]]) -> Floats:
        """Return the same for the pieces of two sentences each: float32 (pairs, 3)."""
        made = np.zeros((len(pairs), 3), np.float32)
        for batch in _batches([len(left) + len(right) for left, right in pairs]):
            ids, side = self._laid([pairs[at] for at in batch])
            mask = (ids != PAD).astype(np.int32)
            (odds,) = self.model.run(["odds"], {"states": self.encoder.early(ids), "side": side, "mask": mask})
            made[batch] = np.exp(odds)
        return made

    def _laid(self, pairs: Sequence[tuple[Sequence[int], Sequence[int]]]) -> tuple[np.ndarray, np.ndarray]:
        """Lay pairs out as the model reads them: the pieces, and 1 where a row is of the second sentence."""
        prefix = self.encoder.prefixes["query"]
        rows = [([BEGIN, *prefix, *left, END], [END, *right, END]) for left, right in pairs]
        length = max(len(left) + len(right) for left, right in rows)
        ids, side = np.full((len(rows), length), PAD, np.int64), np.zeros((len(rows), length), np.int64)
        for row, (left, right) in enumerate(rows):
            size, end = len(left), len(left) + len(right)
            ids[row, :size], ids[row, size:end] = left, right
            side[row, size:end] = 1
        return ids, side


@dataclass(frozen=True, slots=True, eq=False)
class Pairwise:
    """The reader over the sentences of one article."""

    encoded: Encoded
    reader: PairReader

    def likely(self) -> list[tuple[Pair, float]]:
        """Return every sentence, and the headline, with those most like it, and how likely both cannot be true."""
        pairs = near(self.encoded.vectors)
        if self.encoded.headline is not None:
            like = self.encoded.vectors @ self.encoded.headline.vectors[0]
            pairs += [(HEADLINE, int(at)) for at in np.argsort(-like)[:NEAREST]]
        return list(zip(pairs, self.reader.chances(self.encoded, pairs)[:, CONTRADICTS].tolist(), strict=True))

    def likeliest(self, numbers: Sequence[int]) -> float | None:
        """Return how likely some two of these sentences cannot both be true; None where fewer than two are named."""
        pairs = list(islice(combinations(sorted(set(numbers)), 2), MOST_ASKED))
        return float(self.reader.chances(self.encoded, pairs)[:, CONTRADICTS].max()) if pairs else None


def near(vectors: Floats) -> list[Pair]:
    """Return the pairs of sentences of which one is among the `NEAREST` of the other, the likest `MOST_PAIRS` of them.

    Vectors are of unit length; the pairs are in the order of the text.
    """
    found: dict[Pair, float] = {}
    for start in range(0, len(vectors), BLOCK):
        like = vectors[start : start + BLOCK] @ vectors.T
        for row, values in enumerate(like):
            at = start + row
            values[at] = -1
            nearest = np.argsort(-values)[: min(NEAREST, len(vectors) - 1)]
            found.update(((min(at, int(other)), max(at, int(other))), float(values[other])) for other in nearest)
    return sorted(sorted(found, key=lambda pair: -found[pair])[:MOST_PAIRS])


@cache
def pair_reader() -> PairReader:
    """Return the one reader of this process."""
    return PairReader(shared(), session("pairs", "reader.onnx"))


def _pieces(encoded: Encoded, number: int) -> Sequence[int]:
    if number == HEADLINE and encoded.headline is not None:
        return encoded.headline.pieces[0][:MOST_PIECES]
    return encoded.pieces[number][:MOST_PIECES]


def _batches(sizes: Sequence[int]) -> Iterator[list[int]]:
    """Yield the numbers of pairs in batches, short ones first, each within the budget."""
    batch: list[int] = []
    for at in sorted(range(len(sizes)), key=lambda at: sizes[at]):
        if batch and (len(batch) + 1) * sizes[at] > BUDGET:
            yield batch
            batch = []
        batch.append(at)
    if batch:
        yield batch
