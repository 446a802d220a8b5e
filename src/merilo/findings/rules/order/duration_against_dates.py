"""A length of time that does not fit its dates."""

from __future__ import annotations

from collections.abc import Iterator

from merilo.findings.mends.choice import open_to
from merilo.findings.mends.lengths import either_end
from merilo.findings.rule import Slip, rule
from merilo.findings.story import Story, Telling
from merilo.findings.told.stretches import Length, lengths, ranges, width
from merilo.model import TimeRef


@rule("duration-against-dates", severity="warning")
def duration_against_dates(story: Story) -> Iterator[Slip]:
    """The length that a sentence gives does not fit the two dates between which it lies.

    Silent about lengths that are “about” so long, within a day or so, and where something was postponed.
    """
    for telling, start, end in ranges(story):
        if start.earliest is None or end.earliest is None or end.earliest < start.earliest or width(start) > 2:
            continue
        if telling.marks & {"wrong", "if", "moved", "not"}:
            continue
        between = (end.earliest - start.earliest).days
        for length in lengths(story, telling):
            if any(time.overlaps(length.span) for time in (start.span, end.span)) or not _near(
                telling, length, start, end
            ):
                continue
            if abs(between - length.days) > length.slack + {0: 1, 1: 62, 2: 366}[width(start)]:
                facts: dict[str, str | int | float] = {
                    "length": story.said(length.span),
                    "start": story.said(start.span),
                    "end": story.said(end.span),
                    "days": between + 1,
                }
                slip = Slip((length.span, start.span, end.span), facts, confidence=0.75)
                yield open_to(slip, *either_end(story, length, between, start, end))
                break


def _near(telling: Telling, time: Length, start: TimeRef, end: TimeRef) -> bool:
    low, high = (
        (time.span.end, start.span.start) if time.span.end <= start.span.start else (end.span.end, time.span.start)
    )
    return sum(1 for w in telling.words if low <= w.start < high and w.is_word) <= 9
