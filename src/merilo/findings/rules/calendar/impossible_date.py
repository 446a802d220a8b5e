"""A day that is not in the calendar."""

from __future__ import annotations

from collections.abc import Iterator

from merilo.dates.calendar import is_day
from merilo.findings.mends.choice import open_to
from merilo.findings.mends.days import on_a_day_there_is
from merilo.findings.rule import Slip, rule
from merilo.findings.story import Story
from merilo.findings.told.bare_days import bare_days
from merilo.findings.told.calendar_slips import told_as_slip
from merilo.model import TimeRef

LEAP_DAY = (2, 29)


@rule("impossible-date", severity="error")
def impossible_date(story: Story) -> Iterator[Slip]:
    """A date that no calendar has: 31 April, 29 February in a year that is not a leap year.

    Also a day whose month stands before it (“from 1 to 14 November and from 15 to 31”), and 29 February without a year
    in a text from between two leap years. Silent about figures that are no dates: scores, sections of laws, versions;
    and where the text itself speaks of the mistake.
    """
    for time in story.reading.times:
        if (time.impossible or _no_leap_year(story, time)) and not told_as_slip(story, time.span):
            slip = Slip((time.span,), {"date": story.said(time.span)}, confidence=0.97 if time.impossible else 0.8)
            yield open_to(slip, *on_a_day_there_is(story, time)) if time.impossible else slip
    for day in bare_days(story):
        if not is_day(day.year, day.month, day.day) and not told_as_slip(story, day.span):
            yield Slip((day.span,), {"date": story.said(day.span)}, confidence=0.8)


def _no_leap_year(story: Story, time: TimeRef) -> bool:
    """29 February without a year, told soon after the publication or before it: in neither year there was one."""
    published = story.reading.article.published
    if published is None or time.written is None or time.written[0] is not None or time.written[1:] != LEAP_DAY:
        return False
    if any(is_day(published.year + step, *LEAP_DAY) for step in (-1, 0, 1)):
        return False
    telling = story.holding(time.span)
    return telling is not None and not any(story.wording.signs["leap"].find(telling.words))
