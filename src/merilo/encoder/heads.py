"""Trained taggers on the encoder's states: names, and the parts of attributions.

Both look out of one branch: copies of the encoder's layers 5 to 10, trained on, which take the states after layer 4
that every reading has already. Four of them read each sentence alone, two see a few neighbouring sentences. So the
trunk runs once for all, and so does the branch. (The last layers, being trained for sentence vectors, make the words of
a sentence alike: a poor ground for taggers.)
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Literal, NamedTuple
from weakref import WeakKeyDictionary

import numpy as np
import onnxruntime as runtime  # type: ignore[import-untyped]

from merilo.encoder.decode import stretches
from merilo.encoder.encoded import Encoded, Offsets, Stretch
from merilo.encoder.encoder import default_threads
from merilo.encoder.weights import Floats
from merilo.errors import EncoderUnreadable
from merilo.text.words import words

WINDOW = 160  # tokens that see each other: a few neighbouring sentences
ORDERS = 16  # sentences of a window that the branch tells apart
BUDGET = 384
WIDTH = 384

TaggerName = Literal["names", "attribution"]
KINDS: dict[TaggerName, tuple[str, ...]] = {
    "names": ("PER", "ORG", "LOC", "MISC"),
    "attribution": ("SOURCE", "CUE", "CONTENT"),
}
MORE = "MORE"  # content that goes on from the sentence before


class Tag(NamedTuple):
    """A stretch of whole words with its label and how sure the tagger is (0 to 1); offsets are the article's."""

    start: int
    end: int
    label: str
    probability: float


@dataclass(frozen=True, slots=True)
class Worded:
    """The words of a sentence with the scores of each: log probabilities (words, 9) and (words, 3, 3)."""

    words: Offsets
    names: Floats
    roles: Floats


@dataclass(frozen=True, slots=True)
class Piece:
    """A sentence, or a part of one too long for a window: its number, first and last token."""

    sentence: int
    first: int
    last: int


@dataclass(slots=True)
class Branch:
    """The trained layers; remembers what it said of a reading for as long as the reading lives."""

    lower: runtime.InferenceSession
    upper: runtime.InferenceSession
    said: WeakKeyDictionary[Encoded, tuple[Worded, ...]] = field(default_factory=WeakKeyDictionary)
    passes: int = 0

    def read(self, encoded: Encoded) -> tuple[Worded, ...]:
        """Return the scored words of every sentence."""
        known = self.said.get(encoded)
        if known is None:
            known = self.said[encoded] = tuple(self._read(encoded))
        return known

    def _read(self, encoded: Encoded) -> Iterator[Worded]:
        names = [np.zeros((len(tokens), 9), np.float32) for tokens in encoded.tokens]
        roles = [np.zeros((len(tokens), 3, 3), np.float32) for tokens in encoded.tokens]
        deeper = self._deeper(encoded)
        self.passes += 1
        for batch in _batches([*_windows([len(tokens) for tokens in encoded.tokens])]):
            at_names, at_roles = self._run(deeper, batch)
            for row, window in enumerate(batch):
                at = 0
                for piece in window:
                    size = piece.last - piece.first
                    names[piece.sentence][piece.first : piece.last] = at_names[row, at : at + size]
                    roles[piece.sentence][piece.first : piece.last] = at_roles[row, at : at + size]
                    at += size
        for number, (span, tokens) in enumerate(zip(encoded.spans, encoded.tokens, strict=True)):
            found = words(encoded.text, span) if len(tokens) else ()
            places = np.array([(word.start, word.end) for word in found], np.int32).reshape(-1, 2)
            # A word speaks through its first piece, as in training.
            first = np.minimum(np.searchsorted(tokens[:, 1], places[:, 0], side="right"), max(len(tokens) - 1, 0))
            yield Worded(places, names[number][first], roles[number][first])

    def _deeper(self, encoded: Encoded) -> list[Floats]:
        """Return the states of every sentence's tokens after the layers that read a sentence alone."""
        found = [np.empty((len(tokens), WIDTH), np.float32) for tokens in encoded.tokens]
        for batch in _stretched(encoded.early):
            longest = len(batch[-1].states)
            states = np.zeros((len(batch), longest, WIDTH), np.float32)
            mask = np.zeros((len(batch), longest), np.int32)
            for row, stretch in enumerate(batch):
                states[row, : len(stretch.states)] = stretch.states
                mask[row, : len(stretch.states)] = 1
            (deeper,) = self.lower.run(["deeper"], {"states": states, "mask": mask})
            for row, each in enumerate(batch):
                own = deeper[row, encoded.lead : encoded.lead + each.last - each.first]
                found[each.sentence][each.first : each.last] = own
        return found

    def _run(self, deeper: Sequence[Floats], batch: list[list[Piece]]) -> tuple[Floats, Floats]:
        longest = max(_size(window) for window in batch)
        states = np.zeros((len(batch), longest, WIDTH), np.float32)
        order = np.zeros((len(batch), longest), np.int64)
        mask = np.zeros((len(batch), longest), np.int32)
        for row, window in enumerate(batch):
            at = 0
            for number, piece in enumerate(window):
                end = at + piece.last - piece.first
                states[row, at:end] = deeper[piece.sentence][piece.first : piece.last]
                order[row, at:end] = number
                mask[row, at:end] = 1
                at = end
        names, roles = self.upper.run(["names", "roles"], {"states": states, "order": order, "mask": mask})
        return names, roles


@dataclass(frozen=True, slots=True)
class Tagger:
    """One of the taggers; `tag` gives what it found in every sentence."""

    name: TaggerName
    branch: Branch

    @classmethod
    def load(cls, name: TaggerName) -> Tagger:
        """Return a tagger, its weights loaded at first need.

        Raises:
            EncoderUnreadable: the weights are damaged.
        """
        return cls(name, branch())

    def tag(self, encoded: Encoded) -> list[list[Tag]]:
        """Return for each sentence its tags in text order.

        "names" gives PER, ORG, LOC and MISC (events and products). "attribution" gives SOURCE, CUE and CONTENT,
        which may overlap, and MORE for content that goes on from the sentence before.
        """
        tags = self._names if self.name == "names" else self._roles
        return [sorted(tags(each)) for each in self.branch.read(encoded)]

    def _names(self, worded: Worded) -> Iterator[Tag]:
        for first, last, kind in stretches(worded.names):
            yield _tag(worded, first, last, KINDS["names"][kind], worded.names[:, 1 + 2 * kind : 3 + 2 * kind])

    def _roles(self, worded: Worded) -> Iterator[Tag]:
        for number, label in enumerate(KINDS["attribution"]):
            scores = worded.roles[:, number]
            for first, last, _ in stretches(scores, resumes=label == "CONTENT"):
                goes_on = label == "CONTENT" and first == 0 and scores[0, 2] > scores[0, 1]
                yield _tag(worded, first, last, MORE if goes_on else label, scores[:, 1:])


@cache
def branch() -> Branch:
    """Return the one branch of this process."""
    return Branch(session("taggers", "lower.onnx"), session("taggers", "branch.onnx"))


def session(folder: str, name: str) -> runtime.InferenceSession:
    """Open a graph that ships with the product, in a folder of `models`.

    Raises:
        EncoderUnreadable: it is damaged.
    """
    raw = (files("merilo") / "models" / folder / name).read_bytes()
    options = runtime.SessionOptions()
    options.intra_op_num_threads = default_threads()
    options.log_severity_level = 3
    options.graph_optimization_level = runtime.GraphOptimizationLevel.ORT_ENABLE_BASIC
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    try:
        return runtime.InferenceSession(raw, options, providers=["CPUExecutionProvider"])
    except Exception as broken:  # ONNX Runtime's own errors share no public parent
        raise EncoderUnreadable(f"models/{folder}/{name}", because=str(broken)) from broken


def _tag(worded: Worded, first: int, last: int, label: str, scores: Floats) -> Tag:
    probability = float(np.exp(scores[first:last]).sum(axis=1).mean())
    return Tag(int(worded.words[first, 0]), int(worded.words[last - 1, 1]), label, min(probability, 1.0))


def _windows(sizes: Sequence[int]) -> Iterator[list[Piece]]:
    """Yield neighbouring sentences packed into windows, in order."""
    window: list[Piece] = []
    for sentence, size in enumerate(sizes):
        for first in range(0, size, WINDOW):
            piece = Piece(sentence, first, min(size, first + WINDOW))
            if window and (_size(window) + piece.last - piece.first > WINDOW or len(window) == ORDERS):
                yield window
                window = []
            window.append(piece)
    if window:
        yield window


def _batches(windows: list[list[Piece]]) -> Iterator[list[list[Piece]]]:
    batch: list[list[Piece]] = []
    for window in sorted(windows, key=_size):
        if batch and (len(batch) + 1) * _size(window) > BUDGET:
            yield batch
            batch = []
        batch.append(window)
    if batch:
        yield batch


def _stretched(stretches: Sequence[Stretch]) -> Iterator[list[Stretch]]:
    """Yield what went through the trunk in batches, short ones first."""
    batch: list[Stretch] = []
    for stretch in sorted(stretches, key=lambda stretch: len(stretch.states)):
        if batch and (len(batch) + 1) * len(stretch.states) > BUDGET:
            yield batch
            batch = []
        batch.append(stretch)
    if batch:
        yield batch


def _size(window: list[Piece]) -> int:
    return sum(piece.last - piece.first for piece in window)
