"""A whole whose first part stands ahead of it: "Five of the eight were from Kent, two from Essex, two from Wales"."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from merilo.findings.story import Story, Telling
from merilo.findings.told.divisions import APART, Division, is_dated
from merilo.findings.told.parts import words_between
from merilo.model import Quantity

FEW = 3  # parts; two may be two counts of the same: "980 of the 1,310 by the union, by the office 810"


def firsts_of(story: Story) -> Iterator[Division]:
    """Yield every whole that is dealt out in a first part, named ahead of it, and others behind commas."""
    for telling in story.tellings:
        row = [q for q in telling.quantities if q.high is None and q.bound == "exact" and q.unit is None]
        for first, total in pairwise(row):
            if first.value < total.value and _of(story, telling, first, total):
                parts = [first, *_others(story, telling, total, row)]
                if len(parts) >= FEW and _of_the_whole(parts) and not is_dated(telling, parts):
                    yield Division(telling, total, tuple(parts), closed=False)


def _of(story: Story, telling: Telling, first: Quantity, total: Quantity) -> bool:
    between = telling.between(first.span.end, total.span.start)
    of = any(hit.first == 0 and hit.last == len(between) for hit in story.wording.signs["of"].find(between))
    return of and not telling.marks & {"part", "compare", "if", "wrong"}


def _others(story: Story, telling: Telling, total: Quantity, row: list[Quantity]) -> Iterator[Quantity]:
    """The parts behind the whole, each behind a comma or "and", and near the one before."""
    before = total
    for part in row:
        if part.span <= total.span:
            continue
        between = telling.between(before.span.end, part.span.start)
        joint = any(w.text == "," for w in between) or any(story.wording.signs["and"].find(between[-1:]))
        if not joint or any(w.text in ".;:" for w in between) or words_between(telling, before.span, part.span) > APART:
            return
        yield part
        before = part


def _of_the_whole(parts: list[Quantity]) -> bool:
    """Those behind the first are not what it is made of itself: "five of the eight, three men and two women"."""
    return sum(part.value for part in parts[1:]) != parts[0].value and all(p.value < parts[0].value for p in parts[1:])
