"""The door behind `merilo suspects`: how likely each sentence is to contradict the rest."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import numpy as np

from merilo.encoder.encoded import Encoded
from merilo.findings.find import find
from merilo.findings.suspicion import Floats, suspicion, together
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
    """The trained weights: a linear score of the numbers of `suspicion`, and what the scores of all sentences say.

    From the chance `threshold` on an article is suspect; four in five sound ones lie below it.
    """

    weights: Floats
    bias: float
    slope: float
    shift: float
    threshold: float

    def judge(self, numbers: Floats) -> tuple[Floats, float]:
        """Return a chance between 0 and 1 for each row of numbers, and the chance that any of them is right."""
        scores: Floats = numbers @ self.weights + self.bias
        whole = 1 / (1 + np.exp(-(self.slope * together(scores) + self.shift)))
        chances: Floats = (1 / (1 + np.exp(-scores))).astype(np.float32)
        return chances, float(whole)


@cache
def head() -> Head:
    """Load the weights, once."""
    with (files("merilo") / "models" / "suspects" / "weights.npz").open("rb") as opened:
        kept = np.load(opened)
        bias, slope, shift, threshold = (float(kept[name]) for name in ("bias", "slope", "shift", "threshold"))
        return Head(kept["weights"].astype(np.float32), bias, slope, shift, threshold)


def suspects(reading: Reading, encoded: Encoded | None) -> Suspicion:
    """Return how likely the text contradicts itself, and its sentences with their scores.

    Scores lie between 0 and 1; the sentences are those of `reading`, in the order of the text, and `encoded` must be of
    the same sentences. Without it the rules judge alone.
    """
    if not reading.sentences:
        return Suspicion(0.0, False)
    # A sentence that stands alone has nothing to contradict.
    scores, whole = [0.0] * len(reading.sentences), 0.0
    if encoded is not None and len(reading.sentences) > 1:
        scores, whole = _judged(reading, encoded)
    told = 0.0
    starts = [span.start for span in reading.sentences]
    for finding in reading.findings or find(reading, encoded):
        weight = TOLD_BY_A_RULE[finding.severity] * finding.confidence
        if finding.severity != "note":
            told = max(told, weight)
        for span in finding.spans:
            at = max(0, bisect_right(starts, span.start) - 1)
            scores[at] = max(scores[at], weight)
    score = max(whole, told)
    sure = told > 0 or whole >= head().threshold
    rated = zip(reading.sentences, (round(each, 4) for each in scores), strict=True)
    return Suspicion(round(score, 4), sure, tuple(rated))


def _judged(reading: Reading, encoded: Encoded) -> tuple[list[float], float]:
    """What the trained head makes of each sentence, and of all; a rule that speaks always outranks it."""
    article = reading.article
    known = wording(profile(article.language, article.script))
    rows = [span.of(article.text) for span in reading.sentences]
    chances, whole = head().judge(suspicion(rows, encoded.vectors, encoded.middle, known))
    return [float(chance) * BELOW_RULES for chance in chances], whole
