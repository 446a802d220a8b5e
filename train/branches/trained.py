"""What was trained, as the drawing of graphs asks for it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

import torch

from merilo.encoder import weights
from merilo.encoder.graph import EARLY
from merilo.encoder.weights import Floats, Shape


@dataclass(slots=True)
class Trained:
    """The tensors of a checkpoint. `block` names the block that goes on from the encoder's layer EARLY + n."""

    shape: Shape
    state: Mapping[str, Floats]
    block: Callable[[int], str]

    @classmethod
    def of(cls, checkpoint: Path, block: Callable[[int], str]) -> Trained:
        """Open a checkpoint."""
        state = {name: value.numpy() for name, value in torch.load(checkpoint, map_location="cpu").items()}
        return cls(weights.read(weights.wheel_file()).shape, state, block)

    def _theirs(self, name: str) -> str:
        number, part, kind = name.split(".")
        return f"{self.block(int(number[1:]) - EARLY)}.{part}.{'weight' if kind == 'w' else 'bias'}"

    def plain(self, name: str) -> Floats:
        """Return a tensor of the encoder's name as one row."""
        return self.state[self._theirs(name)].reshape(-1)

    def matrix(self, name: str, columns: int) -> Floats:
        """Return a tensor of the encoder's name as a matrix."""
        return self.state[self._theirs(name)].reshape(-1, columns)
