"""Where in a story names, words of saying, reported words and quotations stand, for quick questions about a stretch."""

from __future__ import annotations

from merilo.findings.story import Story, once
from merilo.model import Attribution, Mention, Quote, Span
from merilo.text.placed import Placed


@once
def cues(story: Story) -> Placed[Span]:
    """Return the words by which somebody is said to speak."""
    return Placed((each.cue, each.cue) for each in story.reading.attributions if each.cue is not None)


@once
def told_by(story: Story) -> Placed[Span]:
    """Return the words for who is said to speak, and those by which they are."""
    rows = story.reading.attributions
    return Placed((span, span) for each in rows for span in (each.source, each.cue) if span is not None)


@once
def reported(story: Story) -> Placed[Attribution]:
    """Return the attributions by the words that they report."""
    rows = story.reading.attributions
    return Placed((part, each) for each in rows for part in each.content)


@once
def names(story: Story) -> Placed[Mention]:
    """Return the names."""
    return Placed((each.span, each) for each in story.reading.mentions)


@once
def quotations(story: Story) -> Placed[Quote]:
    """Return the quotations by their words without the marks."""
    return Placed((each.words, each) for each in story.reading.quotes)
