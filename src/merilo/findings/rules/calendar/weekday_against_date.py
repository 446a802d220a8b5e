"""The wrong day of the week."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from merilo.findings.mends.weekday import right_day
from merilo.findings.rule import Slip, rule
from merilo.findings.story import Story
from merilo.findings.told.calendar_slips import told_as_slip
from merilo.findings.told.weekdays import fits, tied_days
from merilo.model import Span, TimeRef

HALF_A_YEAR, NEAR = 183, 60  # days
CLOSE = 300  # letters between two dates of one matter


@rule("weekday-against-date", severity="error")
def weekday_against_date(story: Story) -> Iterator[Slip]:
    """A date stands beside the name of a day of the week on which it did not fall.

    Or the text ties a day of the week to it: “that Thursday”, “fell on a Sunday”, “on Saturday evening, on 12 June”.
    Silent where nothing gives the year, not even “last year”, and the date of publication is unknown or far off,
    and where the text itself speaks of the mistake.
    """
    for time in story.reading.times:
        day = _day(time)
        if time.weekday is None or day is None:
            continue
        if day.isoweekday() == time.weekday or not _year_is_known(story, time.span, day):
            continue
        if told_as_slip(story, time.span):
            continue
        facts = {"words": story.said(time.span), "day": day.isoformat()}
        yield Slip((time.span,), facts, confidence=0.96, fix=right_day(story, time.span, time.weekday, day))
    yield from _days_behind(story)
    yield from _days_tied(story)


def _day(time: TimeRef) -> date | None:
    return time.earliest if not time.impossible and time.earliest == time.latest else None


def _days_behind(story: Story) -> Iterator[Slip]:
    """The day of the week behind its date, between commas: on 5 March, on Monday."""
    given = story.wording.given
    named = {form: number for number, forms in enumerate(given.days, 1) for form in forms}
    for telling in story.tellings:
        for time in telling.times:
            day = _day(time)
            if time.weekday is not None or day is None:
                continue
            after = telling.around(time.span, 0, 5)
            if len(after) < 3 or after[0].text != "," or not time.written:
                continue
            at = 2 if after[1].lower in given.day_after else 1
            number = named.get(after[at].lower)
            closed = at + 1 == len(after) or (not after[at + 1].is_word and not after[at + 1].text[0].isdecimal())
            if number is None or not closed or number == day.isoweekday() or not _year_is_known(story, time.span, day):
                continue
            span = Span(time.span.start, after[at].end)
            facts = {"words": story.said(span), "day": day.isoformat()}
            fix = right_day(story, Span(after[1].start, after[at].end), number, day)
            yield Slip((span,), facts, confidence=0.85, fix=fix, severity="warning")


def _days_tied(story: Story) -> Iterator[Slip]:
    """The day of the week apart from its date, of which the text says that it is that of the date."""
    for tied in tied_days(story):
        day = _day(tied.time)
        if day is None or fits(tied, day) or not _year_is_known(story, tied.time.span, day):
            continue
        if _of_another_year(story, tied.time, day):
            continue
        if told_as_slip(story, tied.span) or told_as_slip(story, tied.time.span):
            continue
        facts = {"words": story.said(tied.span), "day": day.isoformat()}
        fix = right_day(story, tied.span, tied.number, day) if tied.number else None
        yield Slip((tied.span, tied.time.span), facts, confidence=0.8, fix=fix, severity="warning")


def _of_another_year(story: Story, time: TimeRef, day: date) -> bool:
    """“Later than last year, when they came on 17 June, a Tuesday”: the sentence is of another year."""
    if str(day.year) in time.span.of(story.text):
        return False
    telling = story.holding(time.span)
    others = [t for t in telling.times if t.earliest and t.latest and t.type == "DATE"] if telling else []
    return any(
        t.earliest and t.earliest.year != day.year and t.earliest.year == t.latest.year for t in others if t.latest
    )


def _year_is_known(story: Story, span: Span, day: date) -> bool:
    """The year stands in the words or their sentence ("last year"), or the day is within half a year of the text's.

    In a text without a day of its own the year is a guess, be it from its sentence ("a budget for 2027, passed on
    Thursday, 26 November"): another day of the week has to bear it out, or a date in full that stands beside it.
    """
    if str(day.year) in span.of(story.text):
        return True
    published = story.reading.article.published
    if published is None:
        return any(_bears_out(story, span, day, time) for time in story.reading.times)
    telling = story.holding(span)
    if telling is not None and any(time.value == str(day.year) for time in telling.times):
        return True
    return abs((day - published).days) <= HALF_A_YEAR


def _bears_out(story: Story, span: Span, day: date, time: TimeRef) -> bool:
    """Another date of about that time falls on its day of the week, or is written out with its year close by."""
    other = _day(time)
    if other is None or time.span.overlaps(span) or not time.written:
        return False
    if time.weekday == other.isoweekday():
        return abs((day - other).days) <= HALF_A_YEAR
    near = abs(time.span.start - span.start) <= CLOSE and abs((day - other).days) <= NEAR
    return near and time.written[0] is not None
