"""What any source of sentence vectors must offer, the encoder's own or an endpoint's."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, Protocol, runtime_checkable

from merilo.encoder.weights import Floats

Kind = Literal["query", "passage"]


@runtime_checkable
class Embedder(Protocol):
    """Turns texts into vectors whose dot product says how alike they are."""

    @property
    def name(self) -> str:
        """What to store beside the vectors: vectors of two names are never compared."""
        ...

    @property
    def width(self) -> int:
        """How many numbers a vector has."""
        ...

    def vectors(self, texts: Sequence[str], kind: Kind = "query") -> Floats:
        """Return one unit vector a text: float32 of shape (texts, width).

        "query" fits sentences that are compared with each other; "passage" fits what a query is looked up in.
        """
        ...
