"""How far the numbers inside the encoder reach: what integer arithmetic has to cover, channel by channel.

Scaling every batch by its own largest number would make a sentence's vector depend on its neighbours. So the ranges
are measured once over many languages (`train/encoder_ranges.py`) and fixed. Some channels reach thirty times as far as
the rest; part of that reach is moved into the weights, as SmoothQuant does, so that the rest keeps its resolution.
"""

from __future__ import annotations

import platform
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from io import BytesIO
from pathlib import Path

import numpy as np

from merilo.encoder.weights import Floats

MOVED = 0.75  # how much of a channel's reach goes into the weights; best of 0, .5, .6, .75, .9 against float32
MARGIN = 1.05  # room for texts that reach further than those measured


@cache
def ranges() -> Mapping[str, Floats]:
    """Return the input of a linear layer ("l0.state", "l0.ao", "l0.fi", "l0.fo") -> (2, channels): lowest, highest."""
    raw = (files("merilo") / "models" / "encoder" / "ranges.npz").read_bytes()
    with np.load(BytesIO(raw)) as kept:
        return {name: kept[name].astype(np.float32) * np.float32(MARGIN) for name in kept.files}


def moved(reach: Floats, matrices: Sequence[Floats]) -> Floats:
    """Return by how much each channel is divided before it is made an integer (and its weights multiplied)."""
    inputs = np.maximum(np.abs(reach).max(axis=0), 1e-3)
    weights = np.maximum(np.max([np.abs(matrix).max(axis=0) for matrix in matrices], axis=0), 1e-5)
    factors: Floats = (inputs**MOVED / weights ** (1 - MOVED)).astype(np.float32)
    return factors


def step(reach: Floats) -> tuple[np.float32, np.uint8]:
    """Return the scale and zero point that spread 0..255 over a range."""
    low, high = min(float(reach.min()), 0.0), max(float(reach.max()), 1e-6)
    scale = (high - low) / 255
    return np.float32(scale), np.uint8(round(-low / scale))


def signed_weights() -> bool:
    """Say whether this processor multiplies unsigned by signed bytes without losing any of the sum.

    Intel's and AMD's do so from VNNI on; earlier ones need weights that are unsigned too.
    """
    if platform.machine().lower() not in {"x86_64", "amd64", "i686"}:
        return True
    try:
        flags = set(Path("/proc/cpuinfo").read_text(encoding="ascii", errors="replace").split())
    except OSError:
        return False
    return bool(flags & {"avx512_vnni", "avx_vnni"})
