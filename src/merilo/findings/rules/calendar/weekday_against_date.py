"""The wrong day of the week."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from merilo.findings.mends.weekday import right_day
from merilo.findings.rule import Slip, rule
from merilo.findings.story import Story
from merilo.model import Span


@rule("weekday-against-date", severity="error")
def weekday_against_date(story: Story) -> Iterator[Slip]:
    """A date stands beside the name of a day of the week on which it did not fall.

    Silent where the text gives no year and the date of publication is not known, since the year must then be guessed.
    """
    for time in story.reading.times:
        day = time.earliest
        if time.weekday is None or time.impossible or day is None or day != time.latest:
            continue
        if day.isoweekday() == time.weekday or not _year_is_known(story, time.span, day):
            continue
        facts = {"words": story.said(time.span), "day": day.isoformat()}
        yield Slip((time.span,), facts, confidence=0.96, fix=right_day(story, time.span, time.weekday, day))
    yield from _days_behind(story)


def _days_behind(story: Story) -> Iterator[Slip]:
    """The day of the week behind its date, between commas: on 5 March, on Monday."""
    given = story.wording.given
    named = {form: number for number, forms in enumerate(given.days, 1) for form in forms}
    for telling in story.tellings:
        for time in telling.times:
            day = time.earliest
            if time.weekday is not None or time.impossible or day is None or day != time.latest:
                continue
            after = telling.around(time.span, 0, 5)
            if len(after) < 3 or after[0].text != "," or not time.span.of(story.text)[0].isdecimal():
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


def _year_is_known(story: Story, span: Span, day: date) -> bool:
    """The year stands in the words themselves, or the text is dated and the day is within half a year of that."""
    if str(day.year) in span.of(story.text):
        return True
    published = story.reading.article.published
    return published is not None and abs((day - published).days) <= 183
