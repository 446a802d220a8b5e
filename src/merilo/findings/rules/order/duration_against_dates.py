"""A length of time that does not fit its dates."""

from __future__ import annotations

from collections.abc import Iterator

from merilo.findings.mends.choice import open_to
from merilo.findings.mends.lengths import either_end
from merilo.findings.rule import Slip, rule
from merilo.findings.story import Story, Telling
from merilo.findings.told.begun import begun_and_ended, lasted
from merilo.findings.told.stretches import Length, lengths, ranges, width
from merilo.model import TimeRef

SILENT = frozenset({"wrong", "if", "moved", "not"})


@rule("duration-against-dates", severity="warning")
def duration_against_dates(story: Story) -> Iterator[Slip]:
    """The length that a text gives does not fit the two dates between which it lies.

    The dates stand as “from ... to ...”, or as the days on which it began and ended, and then the length may be told in
    the next sentence. Silent about lengths that are “about” so long, within a day or so, and where something was
    postponed.
    """
    for telling, start, end in ranges(story):
        if not telling.marks & SILENT:
            yield from _against(story, telling, telling, start, end, joined=True)
    for telling, start, end in begun_and_ended(story):
        for other in story.tellings[telling.index : telling.index + 2]:
            if not other.marks & SILENT and (other is telling or not _dated(other)):
                yield from _against(story, telling, other, start, end, joined=False)


def _against(
    story: Story, telling: Telling, where: Telling, start: TimeRef, end: TimeRef, *, joined: bool
) -> Iterator[Slip]:
    """Hold the lengths of a sentence against two dates; `joined` where the dates make one expression."""
    if start.earliest is None or end.earliest is None or end.earliest < start.earliest or width(start) > 2:
        return
    between = (end.earliest - start.earliest).days
    for length in lengths(story, where):
        if any(time.overlaps(length.span) for time in (start.span, end.span)):
            continue
        said = lasted(story, where, length)
        if not (said or (joined and _near(telling, length, start, end))):
            continue
        wide = {0: 1, 1: 62, 2: 366}[max(width(start), width(end))]
        if abs(between - length.days) > length.slack + wide:
            facts: dict[str, str | int | float] = {
                "length": story.said(length.span),
                "start": story.said(start.span),
                "end": story.said(end.span),
                "days": between + 1,
            }
            slip = Slip((length.span, start.span, end.span), facts, confidence=0.75)
            yield open_to(slip, *either_end(story, length, between, start, end))
            return


def _dated(telling: Telling) -> bool:
    return any(time.type != "DURATION" and time.earliest is not None for time in telling.times)


def _near(telling: Telling, time: Length, start: TimeRef, end: TimeRef) -> bool:
    low, high = (
        (time.span.end, start.span.start) if time.span.end <= start.span.start else (end.span.end, time.span.start)
    )
    return sum(1 for w in telling.words if low <= w.start < high and w.is_word) <= 9
