"""A year that opens a clause holds for the day told in it: "Last year it opened on 7 June"."""

from __future__ import annotations

from collections.abc import Sequence

import regex

from merilo.dates.meaning import Calendar, Meaning
from merilo.text.words import Word

LEADING = 2  # words that may stand before the year in its clause: "in", "already in"
FAR = 14  # words between the year and the day
BREAK = regex.compile(r"[!?;:\n(—–]|[.](?=\s+\p{Lu})|,(?!\s*$)")
OPENING = regex.compile(r"[.,;:!?\n(—–„“\"«»]")


def is_told_of(first: int, last: int, row: Sequence[Word], text: str, *, relative: bool) -> bool:
    """Say whether what a clause tells is told of the year in the tokens from `first` to `last`.

    A year that is reckoned from today may stand anywhere, a figure must open the clause ("by the law of 2019"); neither
    belongs to a noun ("last year's flood").
    """
    if last < len(row) and row[last].text in ("'s", "’s"):
        return False
    if relative or first <= LEADING:
        return True
    return OPENING.search(text[row[first - LEADING - 1].start : row[first].start]) is not None


def holds_for(end: int, meaning: Meaning, start: int, between: int, text: str) -> bool:
    """Say whether a year that ends at the offset `end` is that of a day without a year at the offset `start`.

    `between` is how many tokens stand between the two. One comma may part them, where nothing else does: "In 2024, on".
    """
    if not isinstance(meaning, Calendar) or not meaning.month or not meaning.day or meaning.year is not None:
        return False
    return 0 <= between <= FAR and not BREAK.search(text[end:start].lstrip(" ,"))
