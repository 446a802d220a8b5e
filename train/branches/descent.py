"""One way down for all that is trained here: AdamW, a rate that rises and falls, averaged weights that are kept."""

from __future__ import annotations

from collections.abc import Callable

import torch
from torch import Tensor, nn
from torch.optim.swa_utils import AveragedModel, get_ema_multi_avg_fn

DECAY = 0.01
LONGEST = 1.0  # of a step's gradient


class Descent:
    """Trains `model`; `rate` gives the highest rate of each of its tensors by name.

    The rate rises in the first `warm` of the way and falls to `low` of itself; of the averaged weights `kept` stays at
    each step.
    """

    def __init__(self, model: nn.Module, rate: Callable[[str], float], *, warm: float, low: float, kept: float) -> None:
        self.model, self.warm, self.low = model, warm, low
        self.mean = AveragedModel(model, multi_avg_fn=get_ema_multi_avg_fn(kept))
        self.tops = [rate(name) for name, _ in model.named_parameters()]
        groups = [{"params": [value]} for value in model.parameters()]
        self.optimizer = torch.optim.AdamW(groups, lr=0.0, weight_decay=DECAY)
        self.steps = 0

    def step(self, loss: Tensor, gone: float) -> float:
        """Take a step, `gone` (0 to 1) of the way; returns the loss."""
        share = min(1, (gone + 1e-3) / self.warm) * max(self.low, 1 - gone)
        for group, top in zip(self.optimizer.param_groups, self.tops, strict=True):
            group["lr"] = top * share
        self.optimizer.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(self.model.parameters(), LONGEST)
        self.optimizer.step()
        self.mean.update_parameters(self.model)
        self.steps += 1
        return float(loss.detach())
