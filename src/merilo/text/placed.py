"""Finds by their place in a text, to be asked which of them touch a stretch of it without looking at all of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Generic, TypeVar

from merilo.model import Span

V = TypeVar("V")
SHELF = 256  # characters of text whose finds are kept together


class Placed(Generic[V]):
    """Finds with their spans, which may overlap each other and stand one inside another."""

    def __init__(self, finds: Iterable[tuple[Span, V]]) -> None:
        self._finds = list(finds)
        self._shelves: dict[int, list[int]] = defaultdict(list)
        for at, (span, _find) in enumerate(self._finds):
            for shelf in _shelves(span):
                self._shelves[shelf].append(at)

    def touching(self, span: Span) -> list[V]:
        """Return the finds that share a character with a span, in the order in which they were given."""
        near = {at for shelf in _shelves(span) for at in self._shelves.get(shelf, ())}
        return [self._finds[at][1] for at in sorted(near) if self._finds[at][0].overlaps(span)]


def _shelves(span: Span) -> range:
    return range(span.start // SHELF, (span.end - 1) // SHELF + 1)
