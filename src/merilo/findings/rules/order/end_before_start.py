"""It ends before it begins."""

from __future__ import annotations

from collections.abc import Iterator

from merilo.findings.mends.choice import certain, open_to
from merilo.findings.mends.days import exchanged, in_year
from merilo.findings.rule import Slip, rule
from merilo.findings.story import Story, Telling
from merilo.findings.told.happenings import explicit
from merilo.findings.told.stretches import placed, ranges, width
from merilo.model import TimeRef

LATE, EARLY = 10, 3  # months between which a stretch runs over the end of a year


@rule("end-before-start", severity="error")
def end_before_start(story: Story) -> Iterator[Slip]:
    """A stretch of time ends before it begins: from 12 March to 5 March, 2015–2012.

    Silent about scores and sums that look like a stretch of days (4-1), and where the text calls a date wrong.
    """
    for telling, start, end in ranges(story):
        if start.earliest and end.latest and end.latest < start.earliest and not telling.marks & {"wrong"}:
            facts = {"start": story.said(start.span), "end": story.said(end.span)}
            yield _mended(story, Slip((start.span, end.span), facts, confidence=0.9), start, end)
    for _, start, end in _begun_and_ended(story):
        if start.earliest and end.latest and end.latest < start.earliest and width(start) == width(end):
            facts = {"start": story.said(start.span), "end": story.said(end.span)}
            slip = Slip((start.span, end.span), facts, confidence=0.8, severity="warning")
            yield open_to(slip, in_year(story, end, 1), in_year(story, start, -1))


def _mended(story: Story, slip: Slip, start: TimeRef, end: TimeRef) -> Slip:
    """A winter takes its end in the next year; else the two dates may have changed places."""
    begins, ends = start.earliest, end.earliest
    in_winter = begins and ends and begins.year == ends.year and begins.month >= LATE and ends.month <= EARLY
    return certain(slip, in_year(story, end, 1)) if in_winter else open_to(slip, exchanged(story, start, end))


def _begun_and_ended(story: Story) -> Iterator[tuple[Telling, TimeRef, TimeRef]]:
    """Yield the two dates of a sentence of which one stands behind "began" and the next behind "and ended"."""
    signs = story.wording.signs
    for telling in story.tellings:
        days = [time for time in telling.times if placed(time) and explicit(story, time)]
        if len(days) != 2 or telling.marks & {"wrong", "if", "moved", "other"}:
            continue
        first, second = days
        ahead = [w for w in telling.words if w.end <= first.span.start]
        between = [w for w in telling.words if first.span.end <= w.start and w.end <= second.span.start]
        if len(between) <= 6 and any(signs["ended"].find(between)) and any(signs["begun"].find(ahead[-5:])):
            yield telling, first, second
