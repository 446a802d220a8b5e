"""What the calendar itself rules out: days that never were, and dates under the wrong day of the week."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from merilo.findings.rule import Slip, rule
from merilo.findings.story import Story
from merilo.findings.wording import FindingWords
from merilo.model import Fix, Span
from merilo.text.words import Word, words


@rule("impossible-date", severity="error")
def impossible_date(story: Story) -> Iterator[Slip]:
    """A date that no calendar has: 31 April, 29 February in a year that is not a leap year."""
    for time in story.reading.times:
        if time.impossible:
            yield Slip((time.span,), {"date": story.said(time.span)}, confidence=0.97)


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
        yield Slip((time.span,), facts, confidence=0.96, fix=_right_day(story, time.span, time.weekday, day))
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
            fix = _right_day(story, Span(after[1].start, after[at].end), number, day)
            yield Slip((span,), facts, confidence=0.85, fix=fix, severity="warning")


def _year_is_known(story: Story, span: Span, day: date) -> bool:
    """The year stands in the words themselves, or the text is dated and the day is within half a year of that."""
    if str(day.year) in span.of(story.text):
        return True
    published = story.reading.article.published
    return published is not None and abs((day - published).days) <= 183


def _right_day(story: Story, span: Span, named: int, day: date) -> Fix | None:
    """Put the right weekday in the place of the wrong one, in the same form and with the same capital."""
    given = story.wording.given
    forms, right = given.days[named - 1], given.days[day.isoweekday() - 1]
    row = words(story.text, span)
    for length in (2, 1):
        for first in range(len(row) - length + 1):
            part = row[first : first + length]
            as_written = " ".join(word.lower for word in part)
            if as_written not in forms:
                continue
            place = Span(part[0].start, part[-1].end)
            ahead = words(story.text, Span(max(0, place.start - 4), place.start)) if place.start else ()
            if ahead and ahead[-1].lower in given.day_after:
                return _after_a_word(given, ahead[-1], place, right[-1], place.of(story.text))
            fit = right[min(forms.index(as_written), len(right) - 1)]
            return Fix(place, _capital_like(place.of(story.text), fit))
    return None


def _after_a_word(given: FindingWords, ahead: Word, place: Span, fit: str, as_written: str) -> Fix:
    """The form that follows a preposition, and the preposition itself where the day asks for another one."""
    written = _capital_like(as_written, fit)
    before = given.day_after_instead.get(fit, ahead.lower if not given.day_after_instead else given.day_after[0])
    if before == ahead.lower:
        return Fix(place, written)
    return Fix(Span(ahead.start, place.end), f"{_capital_like(ahead.text, before)} {written}")


def _capital_like(model: str, written: str) -> str:
    if model.isupper() and len(model) > 1:
        return written.upper()
    if not model[0].isupper():
        return written
    return " ".join(word.capitalize() for word in written.split()) if model.istitle() else written.capitalize()
