"""The caption against the text."""

from __future__ import annotations

from collections.abc import Iterator

from merilo.findings.mends.counts import TWICE, mended
from merilo.findings.rule import Slip, rule
from merilo.findings.story import Story
from merilo.findings.told.counts import conflicts
from merilo.findings.told.headline import in_captions


@rule("caption-against-text", severity="warning")
def caption_against_text(story: Story) -> Iterator[Slip]:
    """The words under a picture give another number than the text does.

    Silent where the text itself explains it: the number rose, was corrected, is of another place or day.
    """
    for left, right in conflicts(story):
        if in_captions(story, left.quantity.span) != in_captions(story, right.quantity.span):
            caption, text = (left, right) if in_captions(story, left.quantity.span) else (right, left)
            yield mended(story, caption, text, least=TWICE)
