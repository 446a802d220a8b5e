"""A long sentence may hold several claims: cut it where each part says something checkable of its own."""

from __future__ import annotations

from collections.abc import Iterator

from merilo.claims.signs import Signs
from merilo.model import Span
from merilo.text.words import Word

FEWEST_WORDS = 4
VERBS = ("verb", "change", "cause", "stand", "commit", "expect", "future")
CORES = ("change", "compare", "cause", "stand", "commit", "expect")


def parts(whole: Signs) -> tuple[Span, ...]:
    """Return the spans of the claims in a sentence: the sentence itself where it cannot be cut.

    A cut falls at a semicolon, or at a comma or dash with a joining word after it, and only where both sides have
    a verb and something checkable; so "19 women, 11 men and 6 children" stays whole.
    """
    found: list[Span] = []
    rest = whole
    for at in _joints(whole):
        left = _trimmed(rest, rest.span.start, at)
        right = _trimmed(rest, at, rest.span.end)
        if left and right and _stands_alone(rest.within(left)) and _stands_alone(rest.within(right)):
            found.append(left)
            rest = rest.within(right)
    found.append(rest.span)
    return tuple(found)


def _joints(whole: Signs) -> Iterator[int]:
    """Yield the offsets at which a sentence might be cut; quotations are left in one piece by their marks' balance."""
    joins = {cue.span.start for cue in whole.of("join")}
    for at, word in enumerate(whole.row[:-1]):
        following = whole.row[at + 1]
        if word.text == ";" or (word.text in ",–—" and following.start in joins):
            yield word.start


def _stands_alone(part: Signs) -> bool:
    return part.length >= FEWEST_WORDS and part.has(*VERBS) and (bool(part.quantities) or part.has(*CORES))


def _trimmed(whole: Signs, start: int, end: int) -> Span | None:
    """Return the stretch without the marks and joining words at its edges."""
    joins = {cue.span.start for cue in whole.of("join")}
    row = [word for word in whole.row if start <= word.start < end]
    while row and (not _begins(row[0]) or (row[0].start in joins and row[0].start != whole.span.start)):
        row.pop(0)
    while row and row[-1].text in ",;–—":
        row.pop()
    return Span(row[0].start, row[-1].end) if row else None


def _begins(word: Word) -> bool:
    return word.text[0].isalnum() or word.text in "„“”\"«»'‘’($€£"
