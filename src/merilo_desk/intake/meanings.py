"""What submissions mean, side by side in memory: a table of vectors that each process catches up before it looks."""

from __future__ import annotations

from dataclasses import dataclass, field
from threading import Lock

import numpy as np
import numpy.typing as npt

from merilo_desk.engine import meaning_of
from merilo_desk.intake.models import Meaning, Submission
from merilo_desk.languages import language

BATCH = 5_000


@dataclass(slots=True)
class Table:
    """The vectors of one encoder in the order of their submissions."""

    encoder: str
    rows: npt.NDArray[np.int64] = field(default_factory=lambda: np.empty(0, np.int64))
    vectors: npt.NDArray[np.float16] | None = None

    def catch_up(self) -> None:
        """Take in what has been kept since, in batches."""
        last = int(self.rows[-1]) if len(self.rows) else 0
        kept = Meaning.objects.filter(encoder=self.encoder).order_by("pk")
        while fresh := list(kept.filter(pk__gt=last).values_list("pk", "vector")[:BATCH]):
            added = np.stack([np.frombuffer(bytes(vector), np.float16) for _, vector in fresh])
            self.vectors = added if self.vectors is None else np.concatenate([self.vectors, added])
            self.rows = np.concatenate([self.rows, np.array([row for row, _ in fresh], np.int64)])
            last = int(self.rows[-1])

    def nearest(self, vector: npt.NDArray[np.float16], top: int) -> list[tuple[int, float]]:
        """Return the submissions that are nearest in meaning with their cosines, best first."""
        if self.vectors is None:
            return []
        asked = vector.astype(np.float32)
        scores = np.concatenate(
            [self.vectors[at : at + BATCH].astype(np.float32) @ asked for at in range(0, len(self.rows), BATCH)]
        )
        best = np.argsort(-scores)[:top]
        return [(int(self.rows[at]), float(scores[at])) for at in best]


_tables: dict[str, Table] = {}
_lock = Lock()


def near(submission: Submission, top: int = 40) -> dict[int, float]:
    """Keep what a submission means, and return others near to it: {submission: cosine}; {} without an encoder."""
    code = language(submission.language).profile.split("-")[0]
    encoder, vectors = meaning_of([submission.text], [code]) if submission.text.strip() else ("", [])
    if not encoder:
        return {}
    Meaning.objects.update_or_create(submission=submission, defaults={"encoder": encoder, "vector": vectors[0]})
    return {row: cosine for row, cosine in _nearest(encoder, vectors[0], top + 1) if row != submission.pk}


def near_words(words: str, code: str, top: int = 40) -> list[int]:
    """Return the submissions nearest in meaning to some words, best first; none without an encoder."""
    encoder, vectors = meaning_of([words], [language(code).profile.split("-")[0]]) if words.strip() else ("", [])
    return [row for row, _ in _nearest(encoder, vectors[0], top)] if encoder else []


def _nearest(encoder: str, vector: bytes, top: int) -> list[tuple[int, float]]:
    with _lock:
        table = _tables.setdefault(encoder, Table(encoder))
        # A desk that was emptied and filled anew uses the same numbers again (tests do).
        if len(table.rows) and not Meaning.objects.filter(pk=int(table.rows[-1])).exists():
            table = _tables[encoder] = Table(encoder)
        table.catch_up()
        return table.nearest(np.frombuffer(vector, np.float16), top)
