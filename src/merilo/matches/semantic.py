"""The meaning index: vectors of fact checks under faiss, flat while they are few, IVF with eight-bit codes later."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from pathlib import Path

import cyrtranslit  # type: ignore[import-untyped]
import faiss
import numpy as np
import regex

from merilo.library.store import Stored
from merilo.matches.adapter import Meaning
from merilo.matches.tongue import profile_of
from merilo.matches.vectors import Floats, Rows, VectorFile

FLAT_BELOW = 200_000
# How many of the checks at the end may stand outside the trained index before it is trained again.
TAIL = 0.2
PROBES = 48
BATCH = 256
SAFE = regex.compile(r"[^\w.-]+")
# The encoder knows the South Slavic languages that write in two scripts better in Latin.
LATIN = {"sr": "sr", "bs-Cyrl": "sr"}


def text_of(stored: Stored) -> str:
    """Return what of a check is put into one vector: what it is headed, and what was claimed."""
    check = stored.check
    if not check.title or check.title == check.claim:
        return readable(check.claim, check.language)
    return readable(f"{check.title}. {check.claim}", check.language)


def readable(text: str, language: str) -> str:
    """Return the text in the script that the encoder reads best."""
    if text.isascii():
        return text
    profile = profile_of(text, language)
    return str(cyrtranslit.to_latin(text, LATIN[profile])) if profile in LATIN else text


class MeaningIndex:
    """Finds fact checks by what they mean. Reading needs no lock; only one process may add at a time."""

    def __init__(self, folder: Path, embedder: Meaning) -> None:
        self._embedder = embedder
        self._folder = folder / SAFE.sub("-", embedder.name)
        self._file = VectorFile(self._folder, embedder.width)
        self._lists = self._folder / "trained.faiss"
        self._rows: Rows = np.empty(0, np.int64)
        self._flat = faiss.IndexFlatIP(embedder.width)
        self._trained: faiss.Index | None = None
        self.reload()

    def seen(self) -> int:
        """Return the last row that has its vector, 0 for none."""
        return self._file.seen()

    def add(self, batches: Iterable[Sequence[Stored]]) -> int:
        """Add checks in the order of their rows; each batch is on disk before the next is read. Returns how many."""
        count = 0
        if not len(self._file):  # begun anew: lists of earlier vectors mean nothing
            self._lists.unlink(missing_ok=True)
            self._trained = None
        for batch in batches:
            for first in range(0, len(batch), BATCH):
                some = batch[first : first + BATCH]
                vectors = self._embedder.vectors([text_of(stored) for stored in some])
                self._file.add(np.array([stored.row for stored in some], np.int64), vectors)
            count += len(batch)
        self.train()
        return count

    def wants_training(self) -> bool:
        """Say whether too many vectors stand outside the lists: they are found all the same, but slowly."""
        count = len(self._file)
        return count >= FLAT_BELOW and self._covered() < (1 - TAIL) * count

    def encoded(self, texts: Sequence[str], languages: Sequence[str]) -> Floats:
        """Return the vectors of queries: float32 (texts, width)."""
        return self._embedder.vectors([readable(*pair) for pair in zip(texts, languages, strict=True)])

    def find(self, vectors: Floats, top: int) -> list[list[tuple[int, float]]]:
        """Return for each query the rows nearest in meaning with their cosines, best first."""
        near: list[list[tuple[int, float]]] = [[] for _ in range(len(vectors))]
        parts: list[tuple[faiss.Index, int]] = [(self._flat, self._covered())] if self._flat.ntotal else []
        if self._trained is not None:
            parts.append((self._trained, 0))
        for index, shift in parts:
            scores, places = index.search(np.ascontiguousarray(vectors, np.float32), min(top, index.ntotal))
            for query, (row_scores, row_places) in enumerate(zip(scores, places, strict=True)):
                near[query].extend(
                    (int(self._rows[place + shift]), float(score))
                    for score, place in zip(row_scores, row_places, strict=True)
                    if place >= 0
                )
        return [sorted(each, key=lambda pair: -pair[1])[:top] for each in near]

    def vectors_of(self, rows: Sequence[int]) -> Floats:
        """Return the vectors of rows: float32 (rows, width); zeros for a row that has none."""
        out = np.zeros((len(rows), self._embedder.width), np.float32)
        if not len(self._rows):
            return out
        places = np.searchsorted(self._rows, rows)
        known = (places < len(self._rows)) & (self._rows[np.minimum(places, len(self._rows) - 1)] == rows)
        if known.any():
            out[known] = self._mapped[places[known]]
        return out

    def reload(self) -> None:
        """Take in what has been added to the files since, by this process or another."""
        if self._trained is None and (read := _read(self._lists)) is not None:
            self._trained = read
            self._flat.reset()
            self._rows = np.empty(0, np.int64)
        count = len(self._file)
        have = self._covered() + self._flat.ntotal
        if have > count:  # another writer has begun anew
            self._trained, have = None, 0
            self._flat.reset()
        if have < count:
            for first in range(have, count, 50_000):
                self._flat.add(self._file.vectors(first, min(first + 50_000, count)))
        self._rows = self._file.rows()[:count]
        self._mapped = self._file.mapped()

    def _covered(self) -> int:
        return 0 if self._trained is None else int(self._trained.ntotal)

    def train(self) -> None:
        """Put the vectors into lists where there are enough of them and most stand outside; see what is there now."""
        if self.wants_training():
            self._train()
        self.reload()

    def _train(self) -> None:
        count = len(self._file)
        lists = int(4 * count**0.5)
        index = faiss.index_factory(self._embedder.width, f"IVF{lists},SQ8", faiss.METRIC_INNER_PRODUCT)
        chosen = np.random.default_rng(7).choice(count, min(count, lists * 40), replace=False)
        index.train(self._file.mapped()[np.sort(chosen)].astype(np.float32))
        for first in range(0, count, 50_000):
            index.add(self._file.vectors(first, min(first + 50_000, count)))
        beside = self._folder / f".trained.{os.getpid()}"
        faiss.write_index(index, str(beside))
        beside.replace(self._lists)
        self._trained = None


def _read(path: Path) -> faiss.Index | None:
    """Return the lists; None where there are none, or a file that a crash or a full disk has harmed."""
    if not path.exists():
        return None
    try:
        index = faiss.read_index(str(path))
    except RuntimeError:
        return None
    faiss.ParameterSpace().set_index_parameter(index, "nprobe", PROBES)
    return index
