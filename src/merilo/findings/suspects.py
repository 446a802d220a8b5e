"""The door behind `merilo suspects`: how likely each sentence is to contradict the rest."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import numpy as np

from merilo.encoder.encoded import Encoded
from merilo.findings.find import find
from merilo.findings.suspicion import Floats, suspicion
from merilo.findings.wording import wording
from merilo.model import Reading, Severity, Span
from merilo.resources import profile

# What a finding of a rule says about the sentences it stands in, before its own confidence is counted in.
TOLD_BY_A_RULE: dict[Severity, float] = {"error": 1.0, "warning": 0.95, "note": 0.3}
BELOW_RULES = 0.6


@dataclass(frozen=True, slots=True)
class Suspicion:
    """How likely a text contradicts itself (0 to 1), whether it is thought to, and each sentence with its score."""

    score: float
    contradicts_itself: bool
    sentences: tuple[tuple[Span, float], ...] = ()


@dataclass(frozen=True, slots=True)
class Head:
    """The trained weights: a linear score of the numbers of `suspicion`; from `threshold` on an article is suspect."""

    weights: Floats
    bias: float
    threshold: float

    def judge(self, numbers: Floats) -> Floats:
        """Return a chance between 0 and 1 for each row of numbers."""
        chances: Floats = 1 / (1 + np.exp(-(numbers @ self.weights + self.bias)))
        return chances


@cache
def head() -> Head:
    """Load the weights, once."""
    with (files("merilo") / "models" / "suspects" / "weights.npz").open("rb") as opened:
        kept = np.load(opened)
        return Head(kept["weights"].astype(np.float32), float(kept["bias"]), float(kept["threshold"]))


def suspects(reading: Reading, encoded: Encoded | None) -> Suspicion:
    """Return how likely the text contradicts itself, and its sentences with their scores.

    Scores lie between 0 and 1; the sentences are those of `reading`, in the order of the text, and `encoded` must be of
    the same sentences. Without it the rules judge alone.
    """
    if not reading.sentences:
        return Suspicion(0.0, False)
    # A sentence that stands alone has nothing to contradict.
    judged = encoded is not None and len(reading.sentences) > 1
    scores = _judged(reading, encoded) if judged and encoded is not None else [0.0] * len(reading.sentences)
    strongest = max(scores)
    told = 0.0
    starts = [span.start for span in reading.sentences]
    for finding in reading.findings or find(reading):
        weight = TOLD_BY_A_RULE[finding.severity] * finding.confidence
        if finding.severity != "note":
            told = max(told, weight)
        for span in finding.spans:
            at = max(0, bisect_right(starts, span.start) - 1)
            scores[at] = max(scores[at], weight)
    score = max(strongest, told)
    sure = told > 0 or (judged and strongest >= head().threshold * BELOW_RULES)
    rated = zip(reading.sentences, (round(each, 4) for each in scores), strict=True)
    return Suspicion(round(score, 4), sure, tuple(rated))


def _judged(reading: Reading, encoded: Encoded) -> list[float]:
    """What the trained head makes of each sentence; a rule that speaks always outranks it."""
    article = reading.article
    known = wording(profile(article.language, article.script))
    rows = [span.of(article.text) for span in reading.sentences]
    chances = head().judge(suspicion(rows, encoded.vectors, encoded.middle, known))
    return [float(chance) * BELOW_RULES for chance in chances]
