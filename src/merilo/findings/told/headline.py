"""Where the headline and the captions stand, and the headline as a reading of its own."""

from __future__ import annotations

from merilo.findings.story import Story, once
from merilo.model import Article, Reading, Span
from merilo.text.placed import Placed

LABEL = 100  # letters of a line, in which the label of a caption stands


def in_headline(story: Story, span: Span) -> bool:
    """Say whether a span stands in the headline itself, which a plain text carries as its first line."""
    at = headline_at(story)
    return at is not None and span.start < at + len(story.reading.article.title.strip())


def headline_at(story: Story) -> int | None:
    """Return where the headline begins in the text; None where the text does not carry it."""
    title = story.reading.article.title.strip()
    at = story.text.find(title, 0, len(title) + 5) if title else -1
    return at if at >= 0 else None


def both_places(story: Story, headed: Span, told: Span) -> tuple[Span, ...]:
    """Return the place in the headline, where it stands in the text, and the place in the story.

    `headed` is a span of the headline as such, without the white space around it.
    """
    at = headline_at(story)
    return (told,) if at is None else (Span(headed.start + at, headed.end + at), told)


def in_captions(story: Story, span: Span) -> bool:
    """Say whether a span stands under a picture: in a caption, or a line that calls itself one (“Photo: ...”)."""
    if _captions(story).touching(span):
        return True
    first = story.text.rfind("\n", 0, span.start) + 1
    line = story.text[first : min(span.start, first + LABEL)].lstrip("*_[(> ").lower()
    return line.startswith(tuple(story.wording.given.signs["caption_label"]))


@once
def _captions(story: Story) -> Placed[Span]:
    return Placed((span, span) for span in story.reading.article.captions)


def headline_alone(story: Story) -> Reading | None:
    """Return the headline as a reading of its own; None where there is none."""
    title = story.reading.article.title.strip()
    if not title:
        return None
    given = story.reading.article
    article = Article(title, language=given.language, script=given.script, published=given.published)
    return Reading(article, sentences=(Span(0, len(title)),))
