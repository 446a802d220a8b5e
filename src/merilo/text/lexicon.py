"""Look up word lists in running text: entries of one or several words, whole or as stems."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from merilo.text.words import Word, words

V = TypeVar("V")


@dataclass(frozen=True, slots=True)
class Hit(Generic[V]):
    """An entry found: it covers `words[first:last]`, and `entry` is what it stands for."""

    first: int
    last: int
    entry: V


class Lexicon(Generic[V]):
    """Entries as people write them in YAML: "according to", "изјав*" (any ending), "* rekao" is not allowed.

    A word ending in `*` stands for any word that begins with it. The longest entry wins; where two are equally long,
    the one with more letters written out.
    """

    def __init__(self, entries: Mapping[str, V]) -> None:
        self._whole: dict[str, list[tuple[tuple[str, ...], V]]] = {}
        self._stems: dict[str, list[tuple[tuple[str, ...], V]]] = {}
        self._shortest, self._longest = 99, 0
        for written, value in entries.items():
            parts = _parts(written)
            if not parts:
                continue
            head = parts[0]
            if head.endswith("*"):
                stem = head[:-1]
                self._shortest = min(self._shortest, len(stem))
                self._longest = max(self._longest, len(stem))
                self._stems.setdefault(stem, []).append((parts, value))
            else:
                self._whole.setdefault(head, []).append((parts, value))
        for table in (self._whole, self._stems):
            for rows in table.values():
                rows.sort(key=lambda row: (len(row[0]), sum(map(len, row[0]))), reverse=True)

    def at(self, row: Sequence[Word], first: int) -> Hit[V] | None:
        """Return the longest entry that begins at the word `first`, or None."""
        lower = row[first].lower
        best: tuple[int, int, V] | None = None
        for parts, value in self._candidates(lower):
            if best is not None and (len(parts), sum(map(len, parts))) <= best[:2]:
                continue
            if first + len(parts) <= len(row) and all(
                _fits(part, row[first + at].lower) for at, part in enumerate(parts)
            ):
                best = (len(parts), sum(map(len, parts)), value)
        return None if best is None else Hit(first, first + best[0], best[2])

    def find(self, row: Sequence[Word]) -> Iterator[Hit[V]]:
        """Yield the entries found in a row of words, left to right, none overlapping another."""
        at = 0
        while at < len(row):
            hit = self.at(row, at)
            if hit is None:
                at += 1
            else:
                yield hit
                at = hit.last

    def _candidates(self, lower: str) -> Iterator[tuple[tuple[str, ...], V]]:
        yield from self._whole.get(lower, ())
        for length in range(min(len(lower), self._longest), self._shortest - 1, -1):
            yield from self._stems.get(lower[:length], ())


def _fits(part: str, lower: str) -> bool:
    return lower.startswith(part[:-1]) if part.endswith("*") else lower == part


def _parts(written: str) -> tuple[str, ...]:
    """Split an entry as running text is split, keeping the star on its word."""
    parts: list[str] = []
    for word in words(written.strip()):
        if word.text == "*" and parts:
            parts[-1] += "*"
        else:
            parts.append(word.lower)
    return tuple(parts)
