"""Everything from one source."""

from __future__ import annotations

from collections.abc import Iterator

from merilo.findings.rule import Slip, rule
from merilo.findings.story import Story

ENOUGH = 3  # attributions, before it is worth saying that all are one person's
LONG_STORY = 8  # sentences


@rule("single-source", severity="note")
def single_source(story: Story) -> Iterator[Slip]:
    """Everything that a longer story tells as somebody's words comes from one and the same source."""
    told = [a for a in story.reading.attributions if a.parent is None and a.basis is None]
    speakers = {a.speaker for a in told}
    if len(told) < ENOUGH or len(story.tellings) < LONG_STORY or len(speakers) != 1 or None in speakers:
        return
    spans = [a.source for a in told if a.source is not None]
    speaker = speakers.pop()
    if spans and speaker in story.entities:
        yield Slip((spans[0],), {"source": story.entities[speaker or ""].name}, confidence=0.6)
