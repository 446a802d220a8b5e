"""A day that is not in the calendar."""

from __future__ import annotations

from collections.abc import Iterator

from merilo.findings.mends.choice import open_to
from merilo.findings.mends.days import on_a_day_there_is
from merilo.findings.rule import Slip, rule
from merilo.findings.story import Story


@rule("impossible-date", severity="error")
def impossible_date(story: Story) -> Iterator[Slip]:
    """A date that no calendar has: 31 April, 29 February in a year that is not a leap year.

    Silent about figures that are no dates: scores, sections of laws, versions.
    """
    for time in story.reading.times:
        if time.impossible:
            slip = Slip((time.span,), {"date": story.said(time.span)}, confidence=0.97)
            yield open_to(slip, *on_a_day_there_is(story, time))
