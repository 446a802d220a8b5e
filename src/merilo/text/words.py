"""Words with their places: the one tokeniser that word lists are looked up with."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import regex

from merilo.model import Span

# A word may hold inner apostrophes, hyphens and full stops between single letters (U.S., т.е.); a number may hold
# separators; anything else that is not space stands alone.
WORD = regex.compile(
    r"(?:\p{L}\.){2,}"
    r"|\p{L}[\p{L}\p{M}]*(?:[’'ʼ\-‑]\p{L}[\p{L}\p{M}]*)*"
    r"|\d+(?:[.,\u00a0\u202f]\d+)*"
    r"|\p{S}|\p{P}|\p{No}",
)


@dataclass(frozen=True, slots=True)
class Word:
    """A word, number or mark of the text: where it stands, as written, and in small letters."""

    start: int
    end: int
    text: str
    lower: str

    @property
    def span(self) -> Span:
        """Where the word stands."""
        return Span(self.start, self.end)

    @property
    def is_word(self) -> bool:
        """Say whether it begins with a letter."""
        return self.text[0].isalpha()

    @property
    def is_capital(self) -> bool:
        """Say whether it begins with a capital letter."""
        return self.text[0].isupper()


def words(text: str, within: Span | None = None) -> tuple[Word, ...]:
    """Return the words, numbers and marks of a text, or of one stretch of it, in order."""
    return tuple(walk(text, within or (Span(0, len(text)) if text else None)))


def walk(text: str, within: Span | None) -> Iterator[Word]:
    """Yield the words one by one; offsets count in the whole text."""
    if within is None:
        return
    for found in WORD.finditer(text, within.start, within.end):
        as_written = found.group()
        yield Word(found.start(), found.end(), as_written, as_written.lower())
