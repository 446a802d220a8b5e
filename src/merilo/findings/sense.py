"""What the words around a number, a date or a place mean, as the encoder sees them, without that number itself."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import IO, TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from merilo.model import Span

if TYPE_CHECKING:
    from merilo.encoder.encoded import Encoded
    from merilo.text.words import Word

Floats = npt.NDArray[np.float32]

USUAL = 10  # sentences: so much does what all news has in common weigh beside what this article has in common


@dataclass(frozen=True, slots=True)
class Sense:
    """The token states of an article, and how like two stretches of its sentences are.

    What all sentences have in common is taken off first: the mean of news as such, and of this article the more, the
    longer it is. No sentence goes through the encoder again.
    """

    states: tuple[Floats, ...]
    tokens: tuple[npt.NDArray[np.int32], ...]
    usual: Floats
    _made: dict[tuple[int, tuple[int, ...], tuple[Span, ...]], Floats | None] = field(default_factory=dict)

    def likeness(
        self,
        left: tuple[int, Sequence[Word], Iterable[Span]],
        right: tuple[int, Sequence[Word], Iterable[Span]],
    ) -> float:
        """Say how like two rows of words are, -1 to 1: each its sentence's number, the words, and what to leave out."""
        ours, theirs = self._vector(*left), self._vector(*right)
        return 0.0 if ours is None or theirs is None else float(ours @ theirs)

    def _vector(self, sentence: int, row: Sequence[Word], without: Iterable[Span]) -> Floats | None:
        if not row:
            return None
        out = tuple(without)
        key = (sentence, tuple(word.start for word in row), out)
        if key not in self._made:
            self._made[key] = self._mean(sentence, row, out)
        return self._made[key]

    def _mean(self, sentence: int, row: Sequence[Word], without: Sequence[Span]) -> Floats | None:
        """The mean state of the tokens of the words, of unit length."""
        at = self.tokens[sentence]
        taken = np.zeros(len(at), bool)
        for word in row:
            if word.is_word and not any(word.start < span.end and word.end > span.start for span in without):
                taken |= (at[:, 0] < word.end) & (at[:, 1] > word.start) & (at[:, 0] < at[:, 1])
        if not taken.any():
            return None
        mean = self.states[sentence][taken].mean(0) - self.usual
        unit: Floats = (mean / (np.linalg.norm(mean) + 1e-6)).astype(np.float32)
        return unit


def sense_of(encoded: Encoded) -> Sense:
    """Take the states of one forward pass."""
    count = len(encoded.last)
    filled = [states for states in encoded.last if len(states)]
    own = np.concatenate(filled).mean(0) if filled else news()
    usual = ((USUAL * news() + count * own) / (USUAL + count)).astype(np.float32)
    return Sense(tuple(encoded.last), tuple(encoded.tokens), usual)


@dataclass(frozen=True, slots=True)
class Weights:
    """The trained weights of a score: from `threshold` on, two places of a text tell of one thing."""

    each: Floats
    bias: float
    threshold: float

    def score(self, numbers: Sequence[float]) -> float:
        """Return the log odds that two places tell of one thing, as the training saw them."""
        return float(np.dot(self.each, np.array(numbers, np.float32))) + self.bias


def weights_of(kind: str) -> Weights:
    """Load the weights for a kind of thing: "counts" or "events"."""
    with _opened() as opened:
        kept = np.load(opened)
        bias, threshold = float(kept[f"{kind}_bias"]), float(kept[f"{kind}_threshold"])
        return Weights(kept[kind].astype(np.float32), bias, threshold)


def _opened() -> IO[bytes]:
    return (files("merilo") / "models" / "one_thing" / "weights.npz").open("rb")


@cache
def news() -> Floats:
    """Return the mean state of the tokens of news in ten profiles; see `models/one_thing/README.md`."""
    with _opened() as opened:
        kept: Floats = np.load(opened)["usual"].astype(np.float32)
        return kept
