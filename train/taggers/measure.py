"""Score a branch on labelled windows: names by whole spans and kind, roles by words."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from branch import batched, tensors

from merilo.encoder.decode import stretches

Scorer = Callable[[list[tuple]], tuple[np.ndarray, np.ndarray]]
KINDS = ("PER", "ORG", "LOC", "MISC")
ROLES = ("source", "cue", "content")


def measure(score: Scorer, rows: list[tuple]) -> dict[str, float]:
    """Return F1 by kind and altogether. `score` gives log probabilities of names and roles for a batch."""
    names, roles = np.zeros((4, 3)), np.zeros((3, 3))  # right, too many, missed
    for batch in batched(rows, 2600, None):
        given = tensors(batch)
        at_names, at_roles = score(batch)
        if "nr" in given:
            names += _names(at_names[given["nr"], given["np"]], given["ng"].numpy(), batch)
        if "rr" in given:
            said = at_roles[given["rr"], given["rp"]].argmax(-1) > 0
            gold = given["rg"].numpy() > 0
            roles += np.stack([(said & gold).sum(0), (said & ~gold).sum(0), (~said & gold).sum(0)], axis=1)
    found = {"names": _f1(names.sum(0))} | {kind: _f1(row) for kind, row in zip(KINDS, names, strict=True)}
    found |= {role: _f1(row) for role, row in zip(ROLES, roles, strict=True)}
    return {name: round(value, 4) for name, value in found.items() if value >= 0}


def _names(scores: np.ndarray, gold: np.ndarray, batch: list[tuple]) -> np.ndarray:
    counts = np.zeros((4, 3))
    at = 0
    for _, window, whole, *_ in batch:
        for _, _, first, *_ in window:
            words = len(first)
            labels = np.full((words, 9), -20.0, np.float32)
            labels[np.arange(words), gold[at : at + words]] = 0
            said, right = set(stretches(scores[at : at + words])), set(stretches(labels))
            at += words
            for column, spans in enumerate((said & right, said - right, right - said)):
                for _, _, kind in spans:
                    if whole or kind != 3:
                        counts[kind, column] += 1
    return counts


def _f1(row: np.ndarray) -> float:
    right, much, missed = row
    return float(2 * right / (2 * right + much + missed)) if row.sum() else -1.0
