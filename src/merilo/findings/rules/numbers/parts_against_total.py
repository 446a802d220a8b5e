"""Parts that do not add up to their total."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from merilo.findings.mends.choice import certain, open_to
from merilo.findings.mends.figures import reckoned
from merilo.findings.rule import Slip, rule
from merilo.findings.story import Story, Telling
from merilo.findings.told.parts import words_between
from merilo.model import Quantity

MOST_EDITS = 4  # a longer choice is no help


@rule("parts-against-total", severity="warning")
def parts_against_total(story: Story) -> Iterator[Slip]:
    """The parts that a sentence lists make more than the whole that it gives, or, where it lists all, not the whole.

    Silent where a part may count some twice, or where the list is not said to be whole.
    """
    for telling in story.tellings:
        whole = [q for q in telling.quantities if q.unit in (None, "EUR") and q.bound == "exact" and q.high is None]
        if len(whole) < 3:
            continue
        total, parts = whole[0], whole[1:]
        if any(part.unit != total.unit for part in parts) or not _lists(telling, total, parts):
            continue
        made = sum(part.value for part in parts)
        ahead = telling.around(total.span, 2, 0)
        marked = bool({"part", "total"} & telling.marks) or any(story.wording.signs["of"].find(ahead))
        colon = any(w.text == ":" and total.span.end <= w.start < parts[0].span.start for w in telling.words)
        over = made > total.value and (marked or colon)
        under = made < total.value and colon and "part" not in telling.marks
        if (over or under) and max(part.value for part in parts) < total.value:
            yield _unequal(story, total, parts, made)


def _lists(telling: Telling, total: Quantity, parts: Sequence[Quantity]) -> bool:
    """The parts stand one after another in one list, with few words between them."""
    row = [w for w in telling.words if w.start >= total.span.end]
    if any(w.text in ".;!?" and w.start < parts[-1].span.start for w in row):
        return False
    return all(words_between(row, left.span, right.span) <= 7 for left, right in pairwise(parts))


def _unequal(story: Story, total: Quantity, parts: Sequence[Quantity], made: float) -> Slip:
    spans = (total.span, *(part.span for part in parts))
    listed = " + ".join(story.said(part.span) for part in parts)
    facts: dict[str, str | int | float] = {"total": story.said(total.span), "parts": listed, "sum": made}
    return _mended(story, Slip(spans, facts, confidence=0.75), total, parts, made)


def _mended(story: Story, slip: Slip, total: Quantity, parts: Sequence[Quantity], made: float) -> Slip:
    """The sum or one of the parts is wrong: whichever the rest of the text gives otherwise, or either of them."""
    elsewhere = [
        each
        for telling in story.tellings
        for each in telling.quantities
        if each.unit == total.unit and not telling.span.holds(total.span) and each.value > 2
    ]
    said = {each.value for each in elsewhere}
    fitting = {part: total.value - (made - part.value) for part in parts}
    whole = reckoned(story, total, made)
    if made in said and total.value not in said:
        return certain(slip, whole)
    likely = [part for part in parts if fitting[part] in said and part.value not in said]
    if total.value in said and len(likely) == 1:
        return certain(slip, reckoned(story, likely[0], fitting[likely[0]]))
    edits = [whole, *(reckoned(story, part, fitting[part]) for part in parts if fitting[part] > 0)]
    return open_to(slip, *edits) if len(edits) <= MOST_EDITS else slip
