"""A day of the headline that the story does not have."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

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

EXCUSES = ("moved", "wrong")  # a headline names the valley, and the story its villages
NOT_IN_THE_STORY = 0.7  # what it counts, in the score of one event, that the story never names the headline's day


@rule("headline-date", severity="warning")
def headline_date(story: Story) -> Iterator[Slip]:
    """A day that the headline names is not in the story, which names another one close by.

    Silent where the story names several days nearby, unless the score of one event picks one of them, or none within
    six weeks.
    """
    title = headline_alone(story)
    if title is None or not any(letter.isdigit() for letter in title.article.text):
        return
    body = [t for t in story.reading.times if not in_headline(story, t.span)]
    theirs = [t for t in body if explicit(story, t) and t.earliest == t.latest]
    headed = story_of(title)
    for time in times(title):
        if not explicit(headed, time) or time.earliest is None or time.earliest != time.latest:
            continue
        if any(meets(time, other) for other in body if other.type != "DURATION" and other.earliest):
            continue
        near = [t for t in theirs if t.earliest and abs((t.earliest - time.earliest).days) <= 45]
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


def _of_what_is_headed(story: Story) -> Iterator[Slip]:
    """The story gives another day to what the headline tells, in whatever words, and never the headline's own."""
    told = {each.day for each in days(story) if not in_headline(story, each.time.span)}
    for ours, theirs in one_event(story, NOT_IN_THE_STORY, EXCUSES):
        headed = [in_headline(story, each.time.span) for each in (ours, theirs)]
        if headed == [True, False] and ours.day not in told:
            facts = {"date": story.said(ours.time.span), "there": story.said(theirs.time.span)}
            yield Slip((ours.time.span, theirs.time.span), facts, confidence=0.65)


def _lead(story: Story) -> tuple[Telling, ...]:
    """The first two sentences of the story itself."""
    return tuple(each for each in story.tellings if not in_headline(story, each.span))[:2]
