"""Train the head of `suspects`: which sentence of an article contradicts the rest?

Data, found through MERILO_DATA: contradoc_2k_en (development part: articles, into some of which a sentence was put that
contradicts the rest). Run: `python train/suspects.py`. It prints scores by cross-validation over the source documents,
so that two versions of one document never stand on both sides, then fits on everything and writes the weights.

A linear head on purpose: with 138 planted sentences to learn from, trees and small networks did no better.
"""

from __future__ import annotations

import json
import os
import random
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from sklearn.decomposition import PCA
from sklearn.linear_model import LogisticRegression
from sklearn.preprocessing import StandardScaler

from merilo.encoder.encoder import Encoder
from merilo.findings.suspicion import ONE_BY_ONE, suspicion, together
from merilo.findings.wording import wording
from merilo.model import Span
from merilo.text.sentences import sentences

DATA = Path(os.environ.get("MERILO_DATA", "data"))
TARGET = Path(__file__).resolve().parent.parent / "src/merilo/models/suspects/weights.npz"
FOLDS, SEEDS, DIRECTIONS, STRENGTH = 5, (1, 2, 3), 128, 0.0003
LET_GO = 0.8  # of the sound documents, that are not called suspect
PLAIN, WIDE = 2 * ONE_BY_ONE, 384


@dataclass
class Row:
    """One document: its numbers, the planted sentence or None, and the source it was made from."""

    source: str
    numbers: np.ndarray
    planted: int | None
    contradicts: bool


def documents() -> list[Row]:
    """Read and encode the development part."""
    encoder, rows = Encoder.open(), []
    for raw in json.loads((DATA / "contradoc_2k_en/dev.json").read_text(encoding="utf-8")):
        text = raw["text"]
        spans = sentences(text, "en")
        read = encoder.read(text, spans, language="en")
        numbers = suspicion([span.of(text) for span in spans], read.vectors, read.middle, wording("en"))
        gold = raw.get("span")
        planted = max(range(len(spans)), key=lambda at: shared(spans[at], gold)) if gold else None
        rows.append(Row(raw["id"].rsplit("_", 1)[0], numbers, planted, raw["label"] == "contradictory"))
    return rows


def shared(span: Span, gold: list[int]) -> int:
    """Return how many characters a sentence shares with the planted one."""
    return min(span.end, gold[1]) - max(span.start, gold[0])


def fit(rows: list[Row]) -> tuple[np.ndarray, float]:
    """Return the weights and the bias of one linear score of all numbers."""
    every = np.concatenate([row.numbers for row in rows])
    truth = np.concatenate(
        [np.arange(len(row.numbers)) == (-1 if row.planted is None else row.planted) for row in rows]
    )
    trust = np.concatenate([np.full(len(row.numbers), 1.0 if row.contradicts else 0.3) for row in rows])
    trust = trust * np.where(truth, (~truth).sum() / truth.sum(), 1)
    own, apart = (
        PCA(DIRECTIONS, random_state=0).fit(every[:, start : start + WIDE]) for start in (PLAIN, PLAIN + WIDE)
    )
    bases = np.zeros((every.shape[1], PLAIN + 2 * DIRECTIONS))
    bases[:PLAIN, :PLAIN] = np.eye(PLAIN)
    bases[PLAIN : PLAIN + WIDE, PLAIN : PLAIN + DIRECTIONS] = own.components_.T
    bases[PLAIN + WIDE :, PLAIN + DIRECTIONS :] = apart.components_.T
    narrow = every @ bases
    scale = StandardScaler().fit(narrow)
    model = LogisticRegression(C=STRENGTH, max_iter=500).fit(scale.transform(narrow), truth, sample_weight=trust)
    weights = bases @ (model.coef_[0] / scale.scale_)
    return weights, float(model.intercept_[0] - (scale.mean_ / scale.scale_) @ model.coef_[0])


def judged(rows: list[Row], weights: np.ndarray, bias: float) -> list[tuple[int | None, float, bool]]:
    """Return for each document: rank of the planted sentence, what all scores add up to, if it contradicts itself."""
    out = []
    for row in rows:
        scores = row.numbers @ weights + bias
        rank = None if row.planted is None else int((scores > scores[row.planted]).sum())
        out.append((rank, float(together(scores)), row.contradicts))
    return out


def main() -> None:
    """Cross-validate, then fit on everything and write the weights."""
    rows, every = documents(), []
    for seed in SEEDS:
        sources = sorted({row.source for row in rows})
        random.Random(seed).shuffle(sources)
        for fold in range(FOLDS):
            held = set(sources[fold::FOLDS])
            weights, bias = fit([row for row in rows if row.source not in held])
            every += judged([row for row in rows if row.source in held], weights, bias)
    ranks = [rank for rank, _, _ in every if rank is not None]
    tops = np.array([[top] for _, top, _ in every])
    chance = LogisticRegression(C=1e3).fit(tops, [contradicts for *_, contradicts in every])
    slope, shift = float(chance.coef_[0, 0]), float(chance.intercept_[0])
    every = [(rank, 1 / (1 + np.exp(-(slope * top + shift))), contradicts) for rank, top, contradicts in every]
    best = max((f1(every, bound), bound) for bound in np.linspace(0.2, 0.8, 121))
    print(f"top 1 {np.mean([r < 1 for r in ranks]):.3f}  top 3 {np.mean([r < 3 for r in ranks]):.3f}  "
          f"document F1 {best[0]:.3f} from {best[1]:.2f}; all suspect: {f1(every, 0):.3f}")  # fmt: skip
    weights, bias = fit(rows)
    TARGET.parent.mkdir(parents=True, exist_ok=True)
    for share in (0.3, 0.5, 0.6, 0.7, 0.8, 0.9):
        bound = float(np.quantile([top for _, top, contradicts in every if not contradicts], share))
        print(f"{share} of the sound ones below {bound:.3f}: F1 {f1(every, bound):.3f}")
    # To call nearly every article suspect would give the best F1 and help nobody: four in five sound ones are let go.
    bound = float(np.quantile([top for _, top, contradicts in every if not contradicts], LET_GO))
    np.savez_compressed(
        TARGET, weights=weights.astype(np.float32), bias=bias, slope=slope, shift=shift, threshold=bound
    )
    called = [(top >= bound, contradicts) for _, top, contradicts in every]
    print(f"threshold {bound:.3f}: {sum(c and y for c, y in called)} of {sum(y for _, y in called)} found, "
          f"{sum(c and not y for c, y in called)} of {sum(not y for _, y in called)} sound ones called")  # fmt: skip


def f1(every: list[tuple[int | None, float, bool]], bound: float) -> float:
    """Return the F1 of calling every document suspect whose strongest score is at least `bound`."""
    right = sum(top >= bound and contradicts for _, top, contradicts in every)
    return 2 * right / max(1, sum(top >= bound for _, top, _ in every) + sum(c for *_, c in every))


if __name__ == "__main__":
    main()
