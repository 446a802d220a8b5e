"""Who had it first."""

from __future__ import annotations

from collections.abc import Iterator

from merilo.findings.rule import Slip, rule
from merilo.findings.story import Story
from merilo.voices.chain import first_reports


@rule("first-reported", severity="note")
def first_reported(story: Story) -> Iterator[Slip]:
    """The text says who had the story first: that is the source to look at."""
    for at in first_reports(story.reading):
        told = story.reading.attributions[at]
        if told.source is not None:
            name = story.entities[told.speaker].name if told.speaker in story.entities else story.said(told.source)
            yield Slip((told.source,), {"source": name}, confidence=0.7)
