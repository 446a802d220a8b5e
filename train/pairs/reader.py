"""The reader of pairs: the encoder over two sentences at once, its layers 5 to 12 trained on."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn

from merilo.encoder.encoder import BEGIN, END, PAD
from merilo.encoder.graph import EARLY
from merilo.encoder.weights import Weights

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "branches"))
from block import Block

LABELS = ("same", "contradicts", "other")


class Below(nn.Module):
    """The encoder up to layer 4, as it is: pieces (pairs, length) and mask in, states out."""

    def __init__(self, weights: Weights) -> None:
        super().__init__()
        hidden = weights.shape.hidden
        self.words = torch.tensor(weights.matrix("emb.word", hidden)).to(torch.bfloat16)
        self.places = torch.tensor(weights.plain("emb.pos")).view(-1, hidden) + torch.tensor(
            weights.plain("emb.type")[:hidden]
        )
        self.norm = nn.LayerNorm(hidden, eps=weights.shape.epsilon)
        self.norm.weight.data = torch.tensor(weights.plain("emb.ln.w"))
        self.norm.bias.data = torch.tensor(weights.plain("emb.ln.b"))
        self.blocks = nn.ModuleList(Block(weights, n) for n in range(EARLY))
        self.eval()

    @torch.no_grad()
    def forward(self, ids: Tensor, seen: Tensor) -> Tensor:
        x = self.norm(self.words[ids].float() + self.places[: ids.shape[1]])
        for block in self.blocks:
            x = block(x, seen)
        return x


class Reader(nn.Module):
    """States of layer 4 of a pair (pairs, length, 384) -> log odds of LABELS (pairs, 3).

    `side` (pairs, length) is 0 for the first sentence's rows, 1 for the second's, -1 for padding.
    """

    def __init__(self, weights: Weights, last: int) -> None:
        super().__init__()
        hidden = weights.shape.hidden
        self.side = nn.Embedding(2, hidden)
        self.side.weight.data.zero_()
        self.blocks = nn.ModuleList(Block(weights, n) for n in range(EARLY, last))
        self.inner = nn.Linear(3 * hidden, hidden)
        self.drop = nn.Dropout(0.1)
        self.out = nn.Linear(hidden, len(LABELS))

    def forward(self, x: Tensor, side: Tensor) -> Tensor:
        x = x + self.side(side.clamp(min=0))
        seen = (side >= 0)[:, None, :].expand(-1, x.shape[1], -1)
        for block in self.blocks:
            x = block(x, seen)
        parts = [x[:, 0]]
        for number in (0, 1):
            own = (side == number).to(x.dtype)[..., None]
            parts.append((x * own).sum(1) / own.sum(1))
        left, right = parts[1], parts[2]
        both = torch.cat([parts[0], left + right, (left - right).abs()], dim=-1)
        return self.out(self.drop(torch.nn.functional.gelu(self.inner(self.drop(both)))))


Pair = tuple[np.ndarray, np.ndarray]


def laid(pairs: Sequence[Pair], prefix: Sequence[int]) -> tuple[Tensor, Tensor]:
    """Lay the pieces of pairs of sentences out behind each other; returns pieces and sides."""
    rows = [(np.array([BEGIN, *prefix, *left, END]), np.array([END, *right, END])) for left, right in pairs]
    length = max(len(left) + len(right) for left, right in rows)
    ids = np.full((len(rows), length), PAD, np.int64)
    side = np.full((len(rows), length), -1, np.int64)
    for row, (left, right) in enumerate(rows):
        size, end = len(left), len(left) + len(right)
        ids[row, :size], ids[row, size:end] = left, right
        side[row, :size], side[row, size:end] = 0, 1
    return torch.from_numpy(ids), torch.from_numpy(side)
