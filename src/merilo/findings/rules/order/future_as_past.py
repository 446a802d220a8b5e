"""What is yet to come, told as past."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from merilo.findings.mends.choice import open_to
from merilo.findings.mends.days import in_year
from merilo.findings.rule import Slip, rule
from merilo.findings.story import Story
from merilo.findings.told.happenings import explicit
from merilo.findings.told.looking import is_aside, is_set_for, is_to_come, looks_ahead, past_near
from merilo.findings.told.stretches import width
from merilo.model import Fix, TimeRef
from merilo.text.words import words

LAST_MONTHS = 100  # days back in which a day may be told as yet to come
FAR_AHEAD = 400  # days; when so much later is past, the date of publication is as likely to be wrong
SOON = 100  # days, within which a date without a year is taken to lie ahead


@rule("future-as-past", severity="warning")
def future_as_past(story: Story) -> Iterator[Slip]:
    """Something dated after the day of publication is told as if it had happened.

    Silent where the text bears no date, beside words that look ahead (will, planned, until, expected), and about what
    is done in good time: tickets sold, a date agreed, a deadline given.

    The other way round, a day of the last months that is told as yet to come, where nothing else in its sentence is
    past.
    """
    published = story.reading.article.published
    if published is None:
        return
    for telling in story.tellings:
        if telling.marks & {"moved", "if", "wrong"}:
            continue
        for time in telling.times:
            if _lies_behind(story, time, published) and is_to_come(story, telling, time):
                facts: dict[str, str | int | float] = {"date": story.said(time.span)}
                slip = Slip((time.span,), facts, confidence=0.65, phrase="past-as-future")
                yield open_to(slip, in_year(story, time, 1))
            if (
                not _lies_ahead(story, time, published)
                or is_set_for(story, telling, time)
                or is_aside(story, telling, time)
            ):
                continue
            past = past_near(story, telling, time)
            if past is not None and not looks_ahead(story, telling, time, past) and time.earliest is not None:
                facts = {"date": story.said(time.span), "published": published.isoformat()}
                far = (time.earliest - published).days > FAR_AHEAD
                slip = Slip((time.span,), facts, confidence=0.75, severity="note" if far else None)
                yield open_to(slip, _in_the_past(story, time, published))


def _lies_ahead(story: Story, time: TimeRef, published: date) -> bool:
    """A written day or month wholly behind the day of publication; without a year of its own only a near one."""
    if time.earliest is None or time.earliest <= published or not explicit(story, time) or width(time) > 1:
        return False
    if time.type == "DATE" and time.written is None and not width(time):
        return False  # "the 9th": of which month, the text leaves to its reader
    return str(time.earliest.year) in time.span.of(story.text) or (time.earliest - published).days <= SOON


def _lies_behind(story: Story, time: TimeRef, published: date) -> bool:
    """A day or month wholly before the publication, of the last months, that the text gives with its year."""
    if time.latest is None or time.earliest is None or time.latest >= published or time.type != "DATE":
        return False
    if not explicit(story, time) or width(time) > 1 or (published - time.latest).days > LAST_MONTHS:
        return False
    row = words(story.text, time.span)
    return str(time.earliest.year) in time.span.of(story.text) or any(story.wording.signs["length_Y"].find(row))


def _in_the_past(story: Story, time: TimeRef, published: date) -> Fix | None:
    """The date in the last year in which it lay behind the day of publication."""
    if time.earliest is None:
        return None
    later = (time.earliest.month, time.earliest.day) > (published.month, published.day)
    return in_year(story, time, published.year - time.earliest.year - later)
