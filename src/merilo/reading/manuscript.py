"""What came out of a source, before it is an article: the text, and what the source itself said about it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from hashlib import sha256

from merilo.model import Article, ArticleKind, Landmark, Phrase, Span
from merilo.reading.speakers import turns
from merilo.reading.wear import wear
from merilo.resources import LANGUAGES
from merilo.text.language import language_of
from merilo.text.paragraphs import paragraphs
from merilo.text.script import script_of

# Among these three a text of a few lines looks alike, so that the source's own word counts for more than ours.
NEIGHBOURS = frozenset({"sr", "hr", "bs"})


@dataclass(frozen=True, slots=True)
class Manuscript:
    """The text of a source and what the source says of itself; `language` is its own tag, to be believed with care."""

    text: str
    title: str = ""
    published: date | None = None
    site: str = ""
    byline: tuple[str, ...] = ()
    language: str = ""
    kind: ArticleKind = "article"
    landmarks: tuple[Landmark, ...] = ()
    captions: tuple[Span, ...] = ()
    notices: tuple[Phrase, ...] = ()


def article(
    manuscript: Manuscript, *, language: str | None = None, published: date | None = None, source: str = ""
) -> Article:
    """Return the finished article; `language` and `published` say what the person who gave the text knows better."""
    text = manuscript.text
    kind, landmarks = manuscript.kind, manuscript.landmarks
    if not landmarks:
        landmarks = turns(text)
        kind = "transcript" if landmarks else kind
    return Article(
        text=text,
        title=manuscript.title,
        language=code(language) if language else _believed(manuscript),
        script=script_of(text),
        published=published or manuscript.published,
        source=source,
        site=manuscript.site,
        byline=manuscript.byline,
        sha256=sha256(text.encode("utf-8", "surrogatepass")).hexdigest(),
        kind=kind,
        landmarks=landmarks or numbered(text),
        captions=manuscript.captions,
        notices=(*manuscript.notices, *wear(text)),
    )


def numbered(text: str) -> tuple[Landmark, ...]:
    """Return a landmark for every paragraph of a text, counted from 1."""
    return tuple(Landmark(span.start, paragraph=at) for at, span in enumerate(paragraphs(text), 1))


def with_paragraphs(text: str, landmarks: tuple[Landmark, ...]) -> tuple[Landmark, ...]:
    """Return the landmarks (pages, turns) with those of the paragraphs between them laid in."""
    found: dict[int, Landmark] = {}
    at, under = 0, Landmark(0)
    for each in numbered(text):
        while at < len(landmarks) and landmarks[at].start <= each.start:
            under = landmarks[at]
            at += 1
        found[each.start] = replace(under, start=each.start, paragraph=each.paragraph)
    return tuple(found.values())


def code(tag: str) -> str:
    """Return the language of a tag such as "sr-Latn-RS" as one of ours, or "other"."""
    first = tag.strip().lower().replace("_", "-").partition("-")[0]
    return first if first in LANGUAGES else "other"


def _believed(manuscript: Manuscript) -> str:
    """Weigh what the words look like against what the page says: pages often carry the tag of their template."""
    seen = language_of(manuscript.text)
    said = code(manuscript.language) if manuscript.language else ""
    return said if {seen, said} <= NEIGHBOURS and said else seen
