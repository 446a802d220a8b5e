"""Figures that a headline has in a way of its own: scores, shares in words, and differences of two figures below."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import combinations

from merilo.findings.story import Story, Telling
from merilo.findings.told.counts import Count
from merilo.findings.told.headline import in_headline
from merilo.findings.told.shares import fits, paired, shares_of
from merilo.model import Quantity, Span
from merilo.text.numerals import read_number, table

SCORE = re.compile(r"(?<![\d:.,–-])(\d{1,3})\s?([:–-])\s?(\d{1,3})(?![\d:.,–-]*\d)")
CLOCK = 24  # 21:45 is a time of day as often as a score
BESIDE = 1  # sentences between two figures that one reckons with
SCORED = 2  # sentences of a story in which the result stands
SCORE_MARKS = frozenset({"-", "–", ":", "−"})
OFF = 1e-6
Score = tuple[int, int]


def accounted_for(story: Story, figure: Quantity, rivals: Sequence[Quantity]) -> bool:
    """Say whether two numbers near a rival make the figure, or differ by it: from 59 to 65, so six more."""
    row = [
        (telling.index, value)
        for telling in story.tellings
        if any(abs(telling.index - at) <= BESIDE for at in _sentences(story, rivals))
        for value in _numbers(story, telling)
    ]
    return any(
        abs(left[0] - right[0]) <= BESIDE
        and any(abs(made - figure.value) < OFF for made in (left[1] + right[1], abs(left[1] - right[1])))
        for left, right in combinations(row, 2)
    )


def _sentences(story: Story, rivals: Sequence[Quantity]) -> frozenset[int]:
    return frozenset(
        telling.index for telling in story.tellings if any(telling.span.holds(each.span) for each in rivals)
    )


def _numbers(story: Story, telling: Telling) -> Iterator[float]:
    """Every number of a sentence but those of the headline, "one" and the figures of dates among them."""
    numerals, at = table(story.profile), 0
    bare: list[float] = []
    while at < len(telling.words):
        number = None if in_headline(story, telling.words[at].span) else read_number(telling.words, at, numerals)
        if number is not None:
            yield number.value
            if number.scale > 1:
                yield from (each * number.scale for each in bare[-1:])  # "from 94 to 87 million"
            bare = [number.value] if number.scale == 1 else []
        at = at + 1 if number is None else number.last


def only_number(body: Sequence[Count], figure: Quantity, least: int, times: float) -> Quantity | None:
    """Return the only number of a story that counts anything, where it may be the figure of the headline."""
    rows = [each.quantity for each in body if each.quantity.unit is None and each.quantity.value >= least]
    if figure.unit is not None or figure.value < least or len({each.value for each in rows}) != 1:
        return None
    low, high = sorted((figure.value, rows[0].value))
    return rows[0] if high <= times * low else None


def scores(text: str, within: Span) -> Iterator[tuple[Score, Span]]:
    """Yield the scores that stand in a stretch of text."""
    for found in SCORE.finditer(text, within.start, within.end):
        first, last = int(found.group(1)), int(found.group(3))
        if found.group(2) == ":" and first <= CLOCK and len(found.group(3)) == 2:
            continue
        yield (first, last), Span(found.start(), found.end())


def other_score(headed: Story, story: Story, body: Sequence[Telling]) -> tuple[Span, Span] | None:
    """Return the one score of the headline and the only one of the lead that shares a half with it.

    The headline's own stands nowhere in the story, in either order; farther down stands the score at half-time.
    """
    above = list(scores(headed.text, Span(0, len(headed.text))))
    told = [each for telling in body for each in scores(story.text, telling.span)]
    if len(above) != 1:
        return None
    ours, place = above[0]
    if any(sorted(ours) == sorted(theirs) for theirs, _ in told):
        return None
    lead = [each for each in told if any(telling.span.holds(each[1]) for telling in body[:SCORED])]
    near = [(theirs, there) for theirs, there in lead if set(ours) & set(theirs)]
    if len({theirs for theirs, _ in near}) != 1:
        return None
    marks = {span.of(text).strip("0123456789 ") for span, text in ((place, headed.text), (near[0][1], story.text))}
    only = len({theirs for theirs, _ in lead}) == 1
    return (place, near[0][1]) if len(marks) == 1 or (only and marks <= SCORE_MARKS) else None


def other_share(headed: Story, story: Story, body: Sequence[Telling]) -> tuple[Span, Span] | None:
    """Return the share that the headline has in words, and the only one of the story, where it is another."""
    if any(any(headed.wording.signs[sign].find(headed.tellings[0].words)) for sign in ("up", "down")):
        return None  # by how much something fell is no share of anything
    above = [share for share in shares_of(headed, headed.tellings[0]) if share.loose]
    told = [(share.span, share.value) for telling in body for share in shares_of(story, telling)]
    told += [(Span(*_ends(pair.part, pair.whole)), pair.share) for telling in body for pair in paired(story, telling)]
    if len(above) != 1 or len(told) != 1 or fits(above[0], told[0][1]):
        return None
    return above[0].span, told[0][0]


def _ends(left: Quantity, right: Quantity) -> tuple[int, int]:
    return min(left.span.start, right.span.start), max(left.span.end, right.span.end)
