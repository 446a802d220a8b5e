"""The caption against the text."""

from __future__ import annotations

from collections.abc import Iterator

from merilo.findings.mends.counts import TWICE, mended
from merilo.findings.rule import Slip, rule
from merilo.findings.story import Story
from merilo.findings.told.counts import conflicts
from merilo.findings.told.event_again import pictured_elsewhere
from merilo.findings.told.headline import in_captions
from merilo.findings.told.one_age import in_caption_and_text
from merilo.findings.told.people import two_names
from merilo.findings.told.pictured import elsewhere, more_than_told, somebody_else
from merilo.model import Span


@rule("caption-against-text", severity="warning")
def caption_against_text(story: Story) -> Iterator[Slip]:
    """The words under a picture give another number, age, person or place for one thing than the text.

    A picture may show fewer than the text counts, not more. Silent where the text itself
    explains it: the number rose, was corrected, is of another place or day.
    """
    told: set[Span] = set()
    for left, right in conflicts(story):
        if in_captions(story, left.quantity.span) != in_captions(story, right.quantity.span):
            caption, text = (left, right) if in_captions(story, left.quantity.span) else (right, left)
            told.add(caption.quantity.span)
            yield mended(story, caption, text, least=TWICE)
    for caption, text in more_than_told(story):
        if caption.quantity.span not in told:
            yield mended(story, caption, text, least=TWICE)
    for shown, given in in_caption_and_text(story):
        yield Slip((shown, given), {"here": story.said(shown), "there": story.said(given)}, confidence=0.7)
    for below, above in (*somebody_else(story), *elsewhere(story), *pictured_elsewhere(story)):
        yield two_names(story, above.span, below.span, 0.6)
