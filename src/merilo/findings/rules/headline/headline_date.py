"""A day of the headline that the story does not have."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from merilo.dates import times
from merilo.findings.mends.choice import Side, decided
from merilo.findings.mends.counts import TWICE
from merilo.findings.mends.days import as_dated
from merilo.findings.rule import Slip, rule
from merilo.findings.story import Story, Telling, story_of
from merilo.findings.told.happenings import explicit
from merilo.findings.told.headline import both_places, headline_alone, headline_at, in_headline
from merilo.findings.told.matter import meets
from merilo.findings.told.one_event import days, one_event
from merilo.model import Span
from merilo.text.words import Word, words

CLOSE, HALF_YEAR = 45, 185  # days
SHARED = 2  # words of the headline in a sentence that tells the same
ROOT = 4  # letters
SLIP = 3  # days by which a date that is mistaken is mostly off

MOVED = frozenset({"moved", "wrong"})
EXCUSES = ("moved", "wrong")  # a headline names the valley, and the story its villages
NOT_IN_THE_STORY = 0.7  # what it counts, in the score of one event, that the story never names the headline's day


@rule("headline-date", severity="warning")
def headline_date(story: Story) -> Iterator[Slip]:
    """A day that the headline names is not in the story, which names another one close by.

    So is a day of the week that the headline gives to what a sentence of the story tells of another day.

    Silent where the story names several days nearby, unless the score of one event picks one of them, or none within
    six weeks.
    """
    title = headline_alone(story)
    if title is None:
        return
    body = [t for t in story.reading.times if not in_headline(story, t.span)]
    theirs = [t for t in body if explicit(story, t) and t.earliest == t.latest]
    headed = story_of(title)
    for time in times(title):
        if not explicit(headed, time) or time.earliest is None or time.earliest != time.latest:
            continue
        same = [t for t in body if t.type != "DURATION" and t.earliest and meets(time, t)]
        if any(t.earliest == t.latest for t in same):
            continue
        near = [t for t in theirs if t.earliest and _is_near(t.earliest, time.earliest)]
        if len(near) > 1:
            days = {t.earliest for t in near if t.earliest and abs((t.earliest - time.earliest).days) <= SLIP}
            if len(days) == 1:
                near = [t for t in near if t.earliest in days][:1]
        if len(near) > 1:
            near = next((lead for telling in _lead(story) if (lead := [t for t in near if t in telling.times])), [])
        if len(near) == 1:
            facts = {"date": time.span.of(title.article.text), "there": story.said(near[0].span)}
            slip = Slip(both_places(story, time.span, near[0].span), facts, confidence=0.65)
            at = headline_at(story)
            if at is not None:
                headed_time = replace(time, span=Span(time.span.start + at, time.span.end + at))
                said = sum(meets(near[0], other) for other in theirs)
                ours = Side(1, as_dated(story, headed_time, near[0]))
                slip = decided(slip, ours, Side(said, as_dated(story, near[0], headed_time)), least=TWICE)
            yield slip
    yield from _of_what_is_headed(story)
    yield from _weekdays(story)


def _is_near(told: date, headed: date) -> bool:
    """Within six weeks, or the same day of another month of the half year: 29 March, 29 May."""
    away = abs((told - headed).days)
    return away <= CLOSE or (told.day == headed.day and away <= HALF_YEAR)


def _of_what_is_headed(story: Story) -> Iterator[Slip]:
    """The story gives another day to what the headline tells, in whatever words, and never the headline's own."""
    told = {each.day for each in days(story) if not in_headline(story, each.time.span)}
    for ours, theirs in one_event(story, NOT_IN_THE_STORY, EXCUSES):
        headed = [in_headline(story, each.time.span) for each in (ours, theirs)]
        if headed == [True, False] and ours.day not in told:
            facts = {"date": story.said(ours.time.span), "there": story.said(theirs.time.span)}
            yield Slip((ours.time.span, theirs.time.span), facts, confidence=0.65)


def _weekdays(story: Story) -> Iterator[Slip]:
    """“From Friday a new bus”, and the one day of the week in the story is a Thursday, beside its date."""
    title, at = story.reading.article.title.strip(), headline_at(story)
    headed = list(_named_days(story, words(title))) if title else []
    if len(headed) != 1 or at is None or any(letter.isdecimal() for letter in title):
        return
    day, span = headed[0]
    body = [t for t in story.tellings if not in_headline(story, t.span)]
    yield from _of_the_same(story, body, day, span)
    if any(telling.marks & MOVED for telling in story.tellings):
        return
    told = [row for telling in body for row in _named_days(story, telling.words)]
    placed = [time for telling in body for time in telling.times if time.type == "DATE"]
    dated = {time.earliest.weekday() for time in placed if time.earliest and time.earliest == time.latest}
    beside = any(time.weekday is not None and time.written for time in placed)
    if beside and len({each for each, _ in told}) == 1 and len(dated) == 1 and day not in dated:
        facts = {"date": span.of(title), "there": story.said(told[0][1])}
        yield Slip(both_places(story, span, told[0][1]), facts, confidence=0.65)


def _of_the_same(story: Story, body: Sequence[Telling], day: int, span: Span) -> Iterator[Slip]:
    """A sentence that tells what the headline tells names one day of the week, and none the headline's."""
    title = words(story.reading.article.title.strip())
    told = {each for telling in body for each, _ in _named_days(story, telling.words)}
    told |= {t.earliest.weekday() for x in body for t in x.times if t.earliest and t.earliest == t.latest}
    if day in told:
        return
    own = story.stems_of([word for word in title if not word.span.overlaps(span)])
    for telling in body:
        named = list(_named_days(story, telling.words))
        theirs = telling.stems | story.stems_of(telling.words)
        shared = {one for one in own if any(_is_of_one_word(one, other) for other in theirs)}
        if len({each for each, _ in named}) == 1 and len(shared) >= SHARED and not telling.marks & MOVED:
            facts = {"date": span.of(story.reading.article.title.strip()), "there": story.said(named[0][1])}
            yield Slip(both_places(story, span, named[0][1]), facts, confidence=0.6)
            return


def _is_of_one_word(one: str, other: str) -> bool:
    """Two stems of one word: articles behind a word leave more or less of it."""
    short, long = sorted((one, other), key=len)
    return one == other or (len(short) >= ROOT and long.startswith(short))


def _named_days(story: Story, row: Sequence[Word]) -> Iterator[tuple[int, Span]]:
    """Yield the days of the week among some words: 0 is Monday."""
    for word in row:
        for day, forms in enumerate(story.wording.given.days):
            if word.lower in forms:
                yield day, word.span


def _lead(story: Story) -> tuple[Telling, ...]:
    """The first two sentences of the story itself."""
    return tuple(each for each in story.tellings if not in_headline(story, each.span))[:2]
