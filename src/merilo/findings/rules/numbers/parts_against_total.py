"""Parts that do not add up to their total."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import pairwise

from merilo.findings.mends.choice import certain, open_to
from merilo.findings.mends.figures import reckoned
from merilo.findings.rule import Slip, rule
from merilo.findings.story import Story, once
from merilo.findings.told.divisions import LIKELY, Division, divisions, slack
from merilo.findings.told.first_of import firsts_of
from merilo.findings.told.spread import spread
from merilo.findings.told.votes import all_voted, votes
from merilo.model import Quantity

ROW = 3  # words between two parts that follow one another
TOO_FEW = 2  # one and two stand everywhere
MOST_EDITS = 4  # a longer choice is no help


@rule("parts-against-total", severity="warning")
def parts_against_total(story: Story) -> Iterator[Slip]:
    """The parts that a text lists make more than the whole that it gives, or, where it lists all, not the whole.

    All are listed behind a colon, or in a row of parts said alike ("20 from the valley, 12 from the coast and 9 from
    abroad"), or in a sentence or two of their own that nearly make the whole before them; or the last is “the
    remaining” so many, or the whole sums them up. Votes for and against and those who abstained are held against how
    many were there. Silent where a part may count some twice, where the list is not said to be whole or names members
    that it does not count, where some of the parts alone make the whole or one of them, and about rounded figures.
    """
    told: set[Quantity] = set()
    for each in (*divisions(story), *firsts_of(story), *spread(story)):
        off = each.made - each.total.value
        room = slack(story, (each.total, *each.parts))
        if (
            abs(off) <= room
            or not _likely(each)
            or _made_by_some(story, each, room)
            or each.total in told
            or _is_a_part_too(story, each)
        ):
            continue
        if off > 0 or each.closed:
            told.add(each.total)
            yield _unequal(story, each)
    for voted in (*votes(story), *all_voted(story)):
        yield _unequal(story, voted)


def _likely(division: Division) -> bool:
    """No part is the whole or more, and the sum is near enough to be meant."""
    low, high = LIKELY
    return (
        max(part.value for part in division.parts) < division.total.value
        and low <= division.made / division.total.value <= high
    )


def _made_by_some(story: Story, division: Division, room: float) -> bool:
    """Some parts that stand together make the whole, or another part that is told with them.

    "402 pupils, of them 268 here and 134 there; and 44 teachers"; "20 came: 12 boys and 8 girls".
    """
    parts = division.parts
    values = [part.value for part in parts]
    runs = [
        (first, last, sum(values[first:last]))
        for first in range(len(values))
        for last in range(first + 2, len(values) + 1)
        if last - first < len(values)
    ]
    listed = _in_a_row(story, division) and all(part.noun is None for part in parts)
    if any(abs(run - division.total.value) <= room for _, _, run in runs) and not listed:
        return True
    return any(
        abs(run - values[at]) <= room and not _in_a_row(story, division)
        for first, last, run in runs
        for at in (first - 1, last)
        if 0 <= at < len(values)
    )


def _is_a_part_too(story: Story, division: Division) -> bool:
    """The figure ahead is one more part: with the others it makes a whole that the text gives elsewhere."""
    whole = division.total.value + division.made
    return any(q.value == whole and q.unit == division.total.unit for t in story.tellings for q in t.quantities)


def _in_a_row(story: Story, division: Division) -> bool:
    """The parts follow one another by commas and "and" alone, so that none is made of others."""
    for left, right in pairwise(division.parts):
        between = [w for w in division.telling.words if left.span.end <= w.start < right.span.start]
        marks = [w.text for w in between if not w.is_word]
        if len([w for w in between if w.is_word]) > ROW or any(mark != "," for mark in marks):
            return False
        if any(story.wording.signs["of_whom"].find(between)):
            return False
    return True


def _unequal(story: Story, division: Division) -> Slip:
    total, parts = division.total, division.parts
    listed = " + ".join(story.said(part.span) for part in parts)
    facts: dict[str, str | int | float] = {"total": story.said(total.span), "parts": listed, "sum": division.made}
    slip = Slip((total.span, *(part.span for part in parts)), facts, confidence=0.75)
    return _mended(story, slip, total, parts, division.made)


def _mended(story: Story, slip: Slip, total: Quantity, parts: Sequence[Quantity], made: float) -> Slip:
    """The sum or one of the parts is wrong: whichever the rest of the text gives otherwise, or either of them."""
    said = _said_elsewhere(story, total)
    fitting = {part: total.value - (made - part.value) for part in parts}
    whole = reckoned(story, total, made)
    if said(made) and not said(total.value):
        return certain(slip, whole)
    likely = [part for part in parts if said(fitting[part]) and not said(part.value)]
    if said(total.value) and len(likely) == 1:
        return certain(slip, reckoned(story, likely[0], fitting[likely[0]]))
    edits = [whole, *(reckoned(story, part, fitting[part]) for part in parts if fitting[part] > 0)]
    return open_to(slip, *edits) if len(edits) <= MOST_EDITS else slip


def _said_elsewhere(story: Story, total: Quantity) -> Callable[[float], bool]:
    """Whether another sentence than that of the whole gives a value, measured as the whole is."""
    held = story.holding(total.span)
    own = Counter(each.value for each in held.quantities if each.unit == total.unit) if held else Counter[float]()
    every = _values_told(story).get(total.unit, Counter[float]())
    return lambda value: value > TOO_FEW and every[value] > own[value]


@once
def _values_told(story: Story) -> Mapping[str | None, Counter[float]]:
    found: dict[str | None, Counter[float]] = defaultdict(Counter)
    for telling in story.tellings:
        for each in telling.quantities:
            found[each.unit][each.value] += 1
    return found
