"""Sources without a name."""

from __future__ import annotations

from collections.abc import Iterator

from merilo.findings.rule import Slip, rule
from merilo.findings.story import Story
from merilo.voices.chain import anonymous


@rule("anonymous-sources", severity="note")
def anonymous_sources(story: Story) -> Iterator[Slip]:
    """Words of people whom the text keeps nameless: how many there are, and where."""
    told = [story.reading.attributions[at] for at in anonymous(story.reading)]
    spans = tuple(each.source for each in told if each.source is not None)
    if spans:
        yield Slip(spans, {"count": len(spans)}, confidence=0.8)
