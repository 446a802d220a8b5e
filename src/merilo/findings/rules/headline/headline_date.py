"""A day of the headline that the story does not have."""

from __future__ import annotations

from collections.abc import Iterator

from merilo.dates import times
from merilo.findings.rule import Slip, rule
from merilo.findings.story import Story, story_of
from merilo.findings.told.happenings import explicit
from merilo.findings.told.headline import both_places, headline_alone, in_headline
from merilo.findings.told.matter import meets


@rule("headline-date", severity="warning")
def headline_date(story: Story) -> Iterator[Slip]:
    """A day that the headline names is not in the story, which names another one close by.

    Silent where the story names several days nearby, or none within six weeks.
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
        if len(near) == 1:
            facts = {"date": time.span.of(title.article.text), "there": story.said(near[0].span)}
            yield Slip(both_places(story, time.span, near[0].span), facts, confidence=0.65)
