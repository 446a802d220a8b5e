"""Told at second or third hand."""

from __future__ import annotations

from collections.abc import Iterator

from merilo.findings.rule import Slip, rule
from merilo.findings.story import Story


@rule("hearsay", severity="note")
def hearsay(story: Story) -> Iterator[Slip]:
    """Words that reached the text through two hands or more: one who says what another said that a third said."""
    for attribution in (each for each in story.reading.attributions if each.basis is None):
        if len(set(attribution.chain)) >= 3 or (attribution.hedged and len(set(attribution.chain)) >= 2):
            nearest = attribution.chain[-1]
            span = attribution.source or attribution.content[0]
            name = story.entities[nearest].name if nearest in story.entities else story.said(span)
            yield Slip((span,), {"source": name}, confidence=0.55)
