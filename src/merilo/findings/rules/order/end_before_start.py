"""It ends before it begins."""

from __future__ import annotations

from collections.abc import Iterator

from merilo.findings.mends.choice import certain, open_to
from merilo.findings.mends.days import exchanged, in_year
from merilo.findings.rule import Slip, rule
from merilo.findings.story import Story
from merilo.findings.told.begun import begun_and_ended
from merilo.findings.told.stretches import ranges
from merilo.model import TimeRef

MONTH, YEAR = 31, 364  # days
LATE, EARLY = 10, 3  # months between which a stretch runs over the end of a year


@rule("end-before-start", severity="error")
def end_before_start(story: Story) -> Iterator[Slip]:
    """A stretch of time ends before it begins: from 12 March to 5 March, 2015–2012; begun in June, completed in May.

    Silent about scores and sums that look like a stretch of days (4-1), where the text calls a date wrong, where one
    thing ends before another begins, about days of the week (from Monday to Friday), and about a winter without years
    (from November to March).
    """
    for telling, start, end in ranges(story):
        if _floating(story, start) or _floating(story, end) or (_of_any_week(start) and _of_any_week(end)):
            continue
        if start.earliest and end.latest and end.latest < start.earliest and not telling.marks & {"wrong"}:
            facts = {"start": story.said(start.span), "end": story.said(end.span)}
            yield _mended(story, Slip((start.span, end.span), facts, confidence=0.9), start, end)
    for _, start, end in begun_and_ended(story):
        if start.earliest and end.latest and end.latest < start.earliest:
            facts = {"start": story.said(start.span), "end": story.said(end.span)}
            slip = Slip((start.span, end.span), facts, confidence=0.8, severity="warning")
            yield open_to(slip, in_year(story, end, 1), in_year(story, start, -1))


def _floating(story: Story, time: TimeRef) -> bool:
    """A season, or "last year" in a text without a day of its own: nobody knows when."""
    figures = any(letter.isdecimal() for letter in time.span.of(story.text))
    wide = time.earliest is not None and time.latest is not None and MONTH < (time.latest - time.earliest).days < YEAR
    return not figures and (wide or (time.relative and story.reading.article.published is None))


def _of_any_week(time: TimeRef) -> bool:
    """A day of the week without a date: "from Monday to Friday", whatever week it is."""
    return time.weekday is not None and time.written is None


def _mended(story: Story, slip: Slip, start: TimeRef, end: TimeRef) -> Slip:
    """A winter takes its end in the next year; else the two dates may have changed places."""
    begins, ends = start.earliest, end.earliest
    in_winter = begins and ends and begins.year == ends.year and begins.month >= LATE and ends.month <= EARLY
    return certain(slip, in_year(story, end, 1)) if in_winter else open_to(slip, exchanged(story, start, end))
