"""The branch of the taggers: copies of the encoder's layers 5 to 10, fine-tuned on the states of layer 4.

The lower ones read a sentence alone, its marks included, as the encoder does; the upper ones see a few neighbouring
sentences.
"""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn.functional import cross_entropy

from merilo.encoder.graph import EARLY
from merilo.encoder.weights import Weights

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "branches"))
from block import Block

NAMES, ROLES, BIO = 9, 3, 3
LOWER, UPPER = 4, 2  # more of the encoder's layers only make the words of a sentence more alike
LEAD = 4  # rows of a sentence before its first token: the model's own marks
ORDERS = 16  # sentences of a window that the branch tells apart


class Branch(nn.Module):
    """States of layer 4 (windows, length, 384) and each token's sentence in its window -> names, roles.

    `own` (windows, length) is False for the model's marks and for padding, whose `order` is -1.
    """

    def __init__(self, weights: Weights) -> None:
        super().__init__()
        self.order = nn.Embedding(ORDERS, weights.shape.hidden)
        self.order.weight.data.zero_()
        self.lower = nn.ModuleList(Block(weights, n) for n in range(EARLY, EARLY + LOWER))
        self.blocks = nn.ModuleList(Block(weights, n) for n in range(EARLY + LOWER, EARLY + LOWER + UPPER))
        self.drop = nn.Dropout(0.1)
        self.names = nn.Linear(2 * weights.shape.hidden, NAMES)
        self.roles = nn.Linear(2 * weights.shape.hidden, ROLES * BIO)

    def forward(self, x: Tensor, order: Tensor, own: Tensor) -> tuple[Tensor, Tensor]:
        within = order[:, :, None] == order[:, None, :]
        for block in self.lower:
            x = block(x, within)
        given = x
        x = x + self.order(order.clamp(min=0))
        across = own[:, None, :].expand_as(within)
        for block in self.blocks:
            x = block(x, across)
        x = self.drop(torch.cat([given, x], dim=-1))
        return self.names(x), self.roles(x).unflatten(-1, (ROLES, BIO))


def names_loss(scores: Tensor, gold: Tensor, whole: Tensor, weight: Tensor | None = None) -> Tensor:
    """Cross entropy; where MISC was not annotated, O stands for O or MISC together."""
    log = scores.float().log_softmax(-1)
    merged = torch.logsumexp(log[:, [0, 7, 8]], dim=-1)
    chosen = log.gather(1, gold[:, None])[:, 0]
    chosen = torch.where(~whole & (gold == 0), merged, chosen)
    return -(chosen if weight is None else chosen * weight).mean()


def roles_loss(scores: Tensor, gold: Tensor, weight: Tensor) -> Tensor:
    """Cross entropy of the three BIO rows together; `weight` says how much a word counts."""
    each = cross_entropy(scores.float().flatten(0, 1), gold.flatten(), reduction="none").view(len(weight), ROLES)
    return (each.mean(dim=1) * weight).mean()


# ── windows ──────────────────────────────────────────────────────────────────────────────────────────────────


def windows(sentences: list, limit: int) -> list[list]:
    """Pack neighbouring sentences of a document into windows of at most `limit` tokens."""
    packed: list[list] = []
    size = limit + 1
    for sentence in sentences:
        own = sentence[1] - LEAD - 1
        if size + own > limit or len(packed[-1]) == ORDERS:
            packed.append([])
            size = 0
        packed[-1].append(sentence)
        size += own
    return packed


def batched(parts: list[tuple], budget: int, rng: np.random.Generator | None) -> list[list[tuple]]:
    """Group (states, window, whole) of about the same length into batches of a token budget."""
    order = sorted(
        range(len(parts)), key=lambda n: sum(s[1] for s in parts[n][1]) + (rng.integers(0, 24) if rng else 0)
    )
    made, now = [], []
    for n in order:
        if now and (len(now) + 1) * sum(s[1] for s in parts[n][1]) > budget:
            made.append(now)
            now = []
        now.append(parts[n])
    made.append(now)
    if rng:
        rng.shuffle(made)  # type: ignore[arg-type]
    return made


def tensors(batch: list[tuple]) -> dict[str, Tensor]:
    """Lay a batch out as tensors; labelled words are picked by row and place."""
    length = max(sum(s[1] for s in window) for _, window, *_ in batch)
    x = np.zeros((len(batch), length, 384), np.float16)
    order = np.full((len(batch), length), -1, np.int64)
    own = np.zeros((len(batch), length), bool)
    rows: dict[str, list] = {"nr": [], "np": [], "ng": [], "nw": [], "nv": [], "rr": [], "rp": [], "rg": [], "rw": []}
    for row, (states, window, whole, *rest) in enumerate(batch):
        at = 0
        for number, (start, size, first, names, roles) in enumerate(window):
            x[row, at : at + size] = states[start : start + size]
            order[row, at : at + size] = number
            own[row, at + LEAD : at + size - 1] = True
            if names is not None:
                (
                    rows["nr"].append(np.full(len(first), row)),
                    rows["np"].append(first + at),
                    rows["ng"].append(names),
                )
                rows["nw"].append(np.full(len(first), whole))
                rows["nv"].append(np.full(len(first), 100 * (rest[0] if rest else 1)))
            if roles is not None:
                (
                    rows["rr"].append(np.full(len(first), row)),
                    rows["rp"].append(first + at),
                    rows["rg"].append(roles),
                    rows["rw"].append(np.full(len(first), 100 * (rest[0] if rest else 1))),
                )
            at += size
    made = {"x": torch.from_numpy(x).float(), "order": torch.from_numpy(order), "own": torch.from_numpy(own)}
    for key, value in rows.items():
        if value:
            made[key] = torch.from_numpy(np.concatenate(value).astype(np.int64))
    return made
