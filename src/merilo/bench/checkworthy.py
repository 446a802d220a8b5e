"""Check-worthiness against people's marks: debates and posts that the heads never learned from."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np

from merilo.bench.registry import Scores, benchmark
from merilo.claims import Sentence, judge
from merilo.claims.worth import Floats
from merilo.encoder import shared

BINS = 10
# File, column of the text, column of the label, language.
DEBATES = {
    "dev-test": ("ct24_t1_checkworthy_en/CT24_checkworthy_english_dev-test.tsv", "Text", "class_label", "en"),
    "2020": ("claimbuster_en/two_class_2020_debate.tsv", "text", "label", "en"),
}
POSTS = {
    "posts-en-2020": ("claimbuster_en/clef20_task1_test-gold.tsv", "tweet_text", "claim_worthiness", "en"),
    "posts-en-2020-dev": ("claimbuster_en/clef20_task1_dev_v2.tsv", "tweet_text", "check_worthiness", "en"),
}


@benchmark("checkworthy")
def checkworthy(data: Path) -> Scores:
    """Check-worthiness of debates and posts that no head, calibration or threshold was fitted on.

    For each set, with the encoder and (`-signs`) without: F1 of Yes, average precision, and the expected calibration
    error over ten bins (`-ece`, a ceiling is pinned). Posts in Bulgarian are cross-validated by `train/checkworthy.py`.
    """
    scores: dict[str, float] = {}
    for name, (path, text, label, language) in {**DEBATES, **POSTS}.items():
        sentences, labels = table(data / path, text, label, language)
        for suffix, encoder in (("", shared()), ("-signs", None)):
            judged = judge(sentences, encoder)
            sure = np.array([each.score for each in judged], np.float32)
            chosen = np.array([each.checkworthy for each in judged])
            scores[f"{name}{suffix}-f1"] = f1_of_yes(chosen, labels)
            scores[f"{name}{suffix}-ap"] = average_precision(sure, labels)
            scores[f"{name}{suffix}-ece"] = calibration_error(sure, labels)
    return scores


def table(path: Path, text: str, label: str, language: str) -> tuple[list[Sentence], Floats]:
    """Return the sentences of a table and their labels, 0 or 1."""
    quoted = "two_class" in path.name
    with path.open(encoding="utf-8", newline="") as file:
        lines = csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_MINIMAL if quoted else csv.QUOTE_NONE)
        rows = list(_rows(lines, text, label))
    return [Sentence(words, language, "Latn") for words, _ in rows], np.array([yes for _, yes in rows], np.float32)


def _rows(rows: csv.DictReader[str], text: str, label: str) -> Iterator[tuple[str, int]]:
    for row in rows:
        words = row[text].strip().strip('"').replace('""', '"')
        if words:
            yield words, int(row[label].strip() in ("Yes", "1"))


def f1_of_yes(chosen: np.ndarray[tuple[int], np.dtype[np.bool_]], labels: Floats) -> float:
    """Return F1 of the class Yes."""
    right = float((labels[chosen] == 1).sum())
    return 2 * right / float(chosen.sum() + labels.sum()) if right else 0.0


def average_precision(sure: Floats, labels: Floats) -> float:
    """Return the mean of the precisions at each Yes, the surest first."""
    ranked = labels[np.argsort(-sure, kind="stable")]
    precision = np.cumsum(ranked) / np.arange(1, len(ranked) + 1)
    return float((precision * ranked).sum() / max(ranked.sum(), 1))


def reliability(sure: Floats, labels: Floats) -> Sequence[tuple[float, float, int]]:
    """Return, bin by bin, the mean probability, the share of Yes and how many; empty bins are left out."""
    at = np.minimum((sure * BINS).astype(int), BINS - 1)
    return [
        (float(sure[at == each].mean()), float(labels[at == each].mean()), int((at == each).sum()))
        for each in range(BINS)
        if (at == each).any()
    ]


def calibration_error(sure: Floats, labels: Floats) -> float:
    """Return how far probability and share of Yes lie apart, weighted by how many."""
    return sum(abs(told - true) * many for told, true, many in reliability(sure, labels)) / len(labels)
