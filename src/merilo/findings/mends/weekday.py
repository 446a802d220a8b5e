"""The right day of the week in the place of the wrong one."""

from __future__ import annotations

from datetime import date

from merilo.findings.story import Story
from merilo.findings.wording import FindingWords
from merilo.model import Fix, Span
from merilo.text.words import Word, words


def right_day(story: Story, span: Span, named: int, day: date) -> Fix | None:
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
