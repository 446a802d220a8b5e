"""A turn of the encoder's vectors that brings languages, and posts and claims, closer: learnt from aligned pairs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from importlib.resources import files
from io import BytesIO
from typing import Protocol

import numpy as np

from merilo.encoder import Embedder
from merilo.matches.vectors import Floats

# The weights below were learnt on vectors of this encoder and mean nothing on another's.
LEARNT_ON = "multilingual-e5-small"


class Meaning(Protocol):
    """What turns texts into the vectors that are stored and compared."""

    @property
    def name(self) -> str:
        """What the folder of the vectors is called: vectors of two names are never compared."""
        ...

    @property
    def width(self) -> int:
        """How many numbers a vector has."""
        ...

    def vectors(self, texts: Sequence[str]) -> Floats:
        """Return one unit vector a text: float32 (texts, width)."""
        ...


@dataclass(frozen=True, slots=True)
class Adapted:
    """An embedder with the adapter behind it; an embedder the adapter was not learnt on is left as it is."""

    embedder: Embedder

    @property
    def name(self) -> str:
        """The embedder's name, and which adapter turned its vectors."""
        return f"{self.embedder.name}+{_version()}" if self.turns else self.embedder.name

    @property
    def width(self) -> int:
        """How many numbers a vector has."""
        return self.embedder.width

    @property
    def turns(self) -> bool:
        """Say whether the adapter was learnt on this embedder's vectors."""
        return LEARNT_ON in self.embedder.name

    def vectors(self, texts: Sequence[str]) -> Floats:
        """Return one unit vector a text: float32 (texts, width)."""
        plain = self.embedder.vectors(texts)
        return turned(plain) if self.turns else plain


def turned(vectors: Floats) -> Floats:
    """Put vectors of the encoder through the adapter: float32 (n, 384), unit length."""
    shift, turn = _weights()
    out = (vectors + shift) @ turn
    return np.asarray(out / np.maximum(np.linalg.norm(out, axis=1, keepdims=True), 1e-9), np.float32)


def _raw() -> bytes:
    return (files("merilo") / "models" / "matches" / "adapter.npz").read_bytes()


@cache
def _version() -> str:
    """The digest of the weights: vectors of other weights are made anew, not compared."""
    return sha256(_raw()).hexdigest()[:8]


@cache
def _weights() -> tuple[Floats, Floats]:
    with np.load(BytesIO(_raw())) as parts:
        return parts["shift"].astype(np.float32), parts["turn"].astype(np.float32)
