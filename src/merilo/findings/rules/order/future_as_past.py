"""What is yet to come, told as past."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from merilo.dates.tense import tense_at
from merilo.dates.vocabulary import plain, vocabulary
from merilo.findings.mends.choice import open_to
from merilo.findings.mends.days import in_year
from merilo.findings.rule import Slip, rule
from merilo.findings.story import Story, Telling
from merilo.findings.told.happenings import explicit
from merilo.findings.told.stretches import width
from merilo.model import Fix, TimeRef
from merilo.text.words import Word

FAR_AHEAD = 400  # days; when so much later is past, the date of publication is as likely to be wrong
AHEAD = 30  # words ahead of a date among which one that looks ahead may stand: "it will buy all shares ..."


@rule("future-as-past", severity="warning")
def future_as_past(story: Story) -> Iterator[Slip]:
    """Something dated after the day of publication is told as if it had happened.

    Silent where the text bears no date, and beside words that look ahead (will, planned, until, expected).
    """
    published = story.reading.article.published
    if published is None:
        return
    signs = story.wording.signs
    for telling in story.tellings:
        if telling.marks & {"moved", "if", "wrong"}:
            continue
        for time in telling.times:
            if time.earliest is None or time.earliest <= published or not explicit(story, time) or width(time) > 1:
                continue
            if str(time.earliest.year) not in time.span.of(story.text) and (time.earliest - published).days > 100:
                continue
            near, ahead = telling.around(time.span, 12, 10), telling.around(time.span, AHEAD, 0)
            if any(signs["future"].find((*ahead, *near))) or _is_set_for(story, telling, time):
                continue
            if _told_as_past(story, telling, time, near):
                facts = {"date": story.said(time.span), "published": published.isoformat()}
                far = (time.earliest - published).days > FAR_AHEAD
                slip = Slip((time.span,), facts, confidence=0.75, severity="note" if far else None)
                yield open_to(slip, _in_the_past(story, time, published))


def _is_set_for(story: Story, telling: Telling, time: TimeRef) -> bool:
    """Something was called, announced or put down for that day: the word before it says so."""
    return any(story.wording.signs["planned_for"].find(telling.around(time.span, 2, 0)))


def _in_the_past(story: Story, time: TimeRef, published: date) -> Fix | None:
    """The date in the last year in which it lay behind the day of publication."""
    if time.earliest is None:
        return None
    later = (time.earliest.month, time.earliest.day) > (published.month, published.day)
    return in_year(story, time, published.year - time.earliest.year - later)


def _told_as_past(story: Story, telling: Telling, time: TimeRef, near: tuple[Word, ...]) -> bool:
    if any(story.wording.signs["past"].find(near)):
        return True
    keys = [plain(word.lower) for word in telling.words]
    first = sum(1 for word in telling.words if word.start < time.span.start)
    last = sum(1 for word in telling.words if word.start < time.span.end)
    return tense_at(keys, first, last, vocabulary(story.profile)) == "past"
