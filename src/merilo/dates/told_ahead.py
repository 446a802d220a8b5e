"""A paragraph of a tale that begins with a day, and names the year with the next: "On 6 May ... By June 1942 ..."."""

from __future__ import annotations

from collections.abc import Sequence

from merilo.dates.meaning import Calendar, Edge, Meaning

OPENING = 24  # characters of a paragraph that may stand before its first date
NEAR = 240  # characters within which the year must follow


def year_ahead(meaning: Meaning, start: int, following: Meaning, at: int, text: str) -> int | None:
    """Return the year that a date at the offset `at` gives to the one at `start`, where that one opens a paragraph."""
    following = following.of if isinstance(following, Edge) else following
    if not isinstance(meaning, Calendar) or not meaning.month or meaning.year is not None:
        return None
    if not isinstance(following, Calendar) or following.year is None or following.short or following.before_christ:
        return None
    if not following.month or (following.month, following.day or 31) < (meaning.month, meaning.day or 1):
        return None
    line = text.rfind("\n", 0, start) + 1
    opens = start - line <= OPENING and "." not in text[line:start]
    between = text[start:at]
    # "On 18 January the siege that had lasted since September 1941" says nothing of the 18th.
    next_opens = any(mark in between[-OPENING:] for mark in ".!?")
    return following.year if opens and next_opens and len(between) <= NEAR and "\n" not in between else None


def opens_before(meanings: Sequence[tuple[Meaning, int]], at: int, text: str) -> int | None:
    """Return the year ahead of the date `at` in a row of meanings and their offsets."""
    if at + 1 >= len(meanings):
        return None
    (meaning, start), (following, further) = meanings[at], meanings[at + 1]
    return year_ahead(meaning, start, following, further, text)
