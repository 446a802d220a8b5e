"""A layer of the encoder that training goes on with."""

from __future__ import annotations

import torch
from torch import Tensor, nn
from torch.nn.functional import gelu

from merilo.encoder.weights import Weights

FAR = -1e4  # what a token that is not to be seen is like


class Block(nn.Module):
    """One layer, as the encoder has it."""

    def __init__(self, weights: Weights, number: int) -> None:
        super().__init__()
        shape = weights.shape
        self.heads = shape.heads
        for part, width in (
            ("q", shape.hidden),
            ("k", shape.hidden),
            ("v", shape.hidden),
            ("ao", shape.hidden),
            ("fi", shape.hidden),
            ("fo", shape.feed),
        ):
            matrix = torch.tensor(weights.matrix(f"l{number}.{part}.w", width))
            made = nn.Linear(width, matrix.shape[0])
            made.weight.data, made.bias.data = matrix, torch.tensor(weights.plain(f"l{number}.{part}.b"))
            setattr(self, part, made)
        for part in ("aln", "oln"):
            norm = nn.LayerNorm(shape.hidden, eps=shape.epsilon)
            norm.weight.data = torch.tensor(weights.plain(f"l{number}.{part}.w"))
            norm.bias.data = torch.tensor(weights.plain(f"l{number}.{part}.b"))
            setattr(self, part, norm)
        self.drop = nn.Dropout(0.1)

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        b, n, h = x.shape
        q, k, v = (layer(x).view(b, n, self.heads, -1).transpose(1, 2) for layer in (self.q, self.k, self.v))
        # Not torch's fused attention, whose way back takes four times as long on a processor.
        likeness = (q * (h // self.heads) ** -0.5) @ k.transpose(-1, -2)
        a = likeness.masked_fill(~mask[:, None], FAR).softmax(-1).to(v.dtype) @ v
        x = self.aln(x + self.drop(self.ao(a.transpose(1, 2).reshape(b, n, h))))
        return self.oln(x + self.drop(self.fo(gelu(self.fi(x)))))
