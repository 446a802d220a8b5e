"""The local encoder: multilingual-e5-small on ONNX Runtime, offline.

Texts go through the model sorted by length, in batches of a token budget, so that hardly any padding is computed.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import numpy as np
import numpy.typing as npt
import onnxruntime as runtime  # type: ignore[import-untyped]

from merilo.encoder import bundle
from merilo.encoder.bundle import Bundle
from merilo.encoder.embedder import Kind
from merilo.encoder.encoded import Encoded, Offsets, Stretch
from merilo.encoder.letters import wants_latin
from merilo.encoder.weights import Floats
from merilo.errors import EncoderUnreadable
from merilo.model import Phrase, Span

WIDTH = 384
IdRows = npt.NDArray[np.int64]
BEGIN, PAD, END = 0, 1, 2
POSITIONS = 512  # the longest sequence the model takes
BUDGET = 384  # tokens a batch, padding counted: what stays in a core's cache


@dataclass(frozen=True, slots=True)
class Window:
    """A stretch of a text's tokens that goes through the model at once: first and last token, half-open."""

    text: int
    first: int
    last: int
    ids: list[int]


@dataclass(slots=True)
class Passes:
    """How much has gone through the model so far: it shows that every head works on one pass."""

    batches: int = 0
    windows: int = 0
    tokens: int = 0


@dataclass(slots=True)
class Encoder:
    """The model, ready to run; safe to use from several threads. `passes` counts what it did."""

    bundle: Bundle
    session: runtime.InferenceSession
    prefixes: dict[Kind, list[int]]
    passes: Passes = field(default_factory=Passes)
    threads: int = 1
    below: runtime.InferenceSession | None = None
    notices: tuple[Phrase, ...] = ()

    @classmethod
    def open(cls, *, threads: int | None = None, within: Path | None = None) -> Encoder:
        """Make the encoder ready; `threads` None takes MERILO_THREADS or every core, `within` another cache folder.

        Raises:
            EncoderMissing: the weights are not on this machine.
            EncoderUnreadable: they are damaged.
        """
        parts = bundle.opened(within)
        prefixes: dict[Kind, list[int]] = {
            "query": parts.unigram.cut("query:").ids,
            "passage": parts.unigram.cut("passage:").ids,
        }
        notices = () if parts.entry.lasting else (Phrase("encoder.not-kept"),)
        count = threads or default_threads()
        return cls(parts, open_session(parts.graph, count), prefixes, threads=count, notices=notices)

    @property
    def name(self) -> str:
        """The model, how it is written, and the digest of its files."""
        return f"{bundle.NAME}-{self.bundle.entry.digest}"

    @property
    def width(self) -> int:
        """How many numbers a vector has."""
        return WIDTH

    def vectors(self, texts: Sequence[str], kind: Kind = "query", *, language: str = "other") -> Floats:
        """Return one unit vector a text: float32 (texts, 384).

        `language` "sr", "bs" or "hr" has Cyrillic read as Latin, which the model knows better.
        """
        cuts = [self._cut(text, language)[0] for text in texts]
        sums = np.zeros((len(cuts), WIDTH), np.float32)
        for batch in self._batches(cuts, self.prefixes[kind]):
            (mean,) = self._run(batch, ["mean"])
            for row, window in enumerate(batch):
                sums[window.text] += mean[row] * (window.last - window.first + 1)
        return _unit(sums)

    def read(self, text: str, spans: Sequence[Span], *, language: str = "other") -> Encoded:
        """Return vectors and token states of stretches (sentences) of a text, all from one pass each.

        Stretches longer than the model takes are read in several windows and put together again.
        """
        prefix = self.prefixes["query"]
        cuts = [self._cut(span.of(text), language) for span in spans]
        tokens = tuple(offsets + np.int32(span.start) for (_, offsets), span in zip(cuts, spans, strict=True))
        sums = np.zeros((len(spans), WIDTH), np.float32)
        last = tuple(np.empty((len(offsets), WIDTH), np.float32) for offsets in tokens)
        middle = tuple(np.empty((len(offsets), WIDTH), np.float32) for offsets in tokens)
        early: list[Stretch] = []
        lead = 1 + len(prefix)
        for batch in self._batches([ids for ids, _ in cuts], prefix):
            mean, at_last, at_middle, at_early = self._run(batch, ["mean", "last", "middle", "early"])
            for row, window in enumerate(batch):
                size, stretch = window.last - window.first, slice(window.first, window.last)
                sums[window.text] += mean[row] * (size + 1)
                last[window.text][stretch] = at_last[row, lead : lead + size]
                middle[window.text][stretch] = at_middle[row, lead : lead + size]
                states = at_early[row, : lead + size + 1].copy()  # no view: a batch would live as long as its rows
                early.append(Stretch(window.text, window.first, window.last, states))
        pieces = tuple(ids for ids, _ in cuts)
        return Encoded(tuple(spans), _unit(sums), tokens, last, middle, text, tuple(early), lead, pieces)

    def early(self, ids: IdRows) -> Floats:
        """Return the states after layer 4 of rows of pieces, marks and padding included: float32 (rows, length, 384).

        Only these layers run; for a trained head that reads more than one sentence at once.
        """
        if self.below is None:
            self.below = open_session(self.bundle.below, self.threads)
        given = {"ids": ids, "mask": (ids != PAD).astype(np.int64)}
        found: list[Floats] = self.below.run(["early"], given)
        return found[0]

    def pieces(self, text: str, language: str = "other") -> list[int]:
        """Return the numbers of the pieces that a text is cut into, without the model's own marks."""
        return self._cut(text, language)[0]

    def _cut(self, text: str, language: str) -> tuple[list[int], Offsets]:
        """Return a text's piece numbers, and where in the text each piece stands: int32 (pieces, 2)."""
        letters = self.bundle.alphabet.read(text, latin=wants_latin(text, language))
        cut = self.bundle.unigram.cut(letters.text)
        offsets = np.array((cut.starts, cut.ends), np.int32).T.reshape(-1, 2)
        if letters.starts is None or letters.ends is None:
            return cut.ids, offsets
        starts, ends = (np.array([*places, len(text)], np.int32) for places in (letters.starts, letters.ends))
        begin = starts[offsets[:, 0]]
        finish = np.where(offsets[:, 1] > offsets[:, 0], ends[offsets[:, 1] - 1], begin)
        return cut.ids, np.stack([begin, finish], axis=1)

    def _batches(self, cuts: Sequence[list[int]], prefix: list[int]) -> Iterator[list[Window]]:
        """Yield windows in batches, short ones first, each batch within the budget."""
        batch: list[Window] = []
        for window in sorted(_windows(cuts, prefix), key=lambda window: len(window.ids)):
            if batch and (len(batch) + 1) * len(window.ids) > BUDGET:
                yield batch
                batch = []
            batch.append(window)
        if batch:
            yield batch

    def _run(self, batch: list[Window], outputs: list[str]) -> list[Floats]:
        longest = len(batch[-1].ids)
        ids = np.full((len(batch), longest), PAD, np.int64)
        for row, window in enumerate(batch):
            ids[row, : len(window.ids)] = window.ids
        self.passes.batches += 1
        self.passes.windows += len(batch)
        self.passes.tokens += sum(len(window.ids) for window in batch)
        found: list[Floats] = self.session.run(outputs, {"ids": ids, "mask": (ids != PAD).astype(np.int64)})
        return found


def default_threads() -> int:
    """Return MERILO_THREADS, or as many threads as this process may use cores."""
    named = os.environ.get("MERILO_THREADS", "")
    if named.isdigit() and int(named) > 0:
        return int(named)
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


@cache
def shared() -> Encoder:
    """Return the one encoder of this process, opened at first need."""
    return Encoder.open()


def _windows(cuts: Sequence[list[int]], prefix: list[int]) -> Iterator[Window]:
    """Yield each text as one window, or a text too long for the model as several of about the same length."""
    room = POSITIONS - len(prefix) - 2
    for number, ids in enumerate(cuts):
        parts = max(1, -(-len(ids) // room))
        for part in range(parts):
            first, last = len(ids) * part // parts, len(ids) * (part + 1) // parts
            yield Window(number, first, last, [BEGIN, *prefix, *ids[first:last], END])


def open_session(path: Path, threads: int) -> runtime.InferenceSession:
    """Open a drawn graph; `threads` 0 leaves their number to ONNX Runtime.

    Raises:
        EncoderUnreadable: the file is no graph, or its weights are not beside it.
    """
    options = runtime.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    # The graph is drawn as it should run; more would fuse its layer norms into a much slower one.
    options.graph_optimization_level = runtime.GraphOptimizationLevel.ORT_ENABLE_BASIC
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    try:
        return runtime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
    except Exception as broken:  # ONNX Runtime's own errors share no public parent
        raise EncoderUnreadable(str(path), because=str(broken)) from broken


def _unit(sums: Floats) -> Floats:
    lengths = np.linalg.norm(sums, axis=1, keepdims=True)
    unit: Floats = sums / np.maximum(lengths, 1e-12)
    return unit
