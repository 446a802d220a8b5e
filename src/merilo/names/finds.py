"""Names in an article: the rules of the lists, and where there is an encoder the trained tagger, put together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from merilo.model import Article, MentionType, Reading, Span
from merilo.names.judge import evidence, guesses
from merilo.resources import profile as profile_of
from merilo.text.words import Word, words


@dataclass(frozen=True, slots=True)
class Found:
    """A name found: its place, its kind, how sure, what the lists have for it; its words are `rows[row][first:last]`."""

    span: Span
    type: MentionType
    sure: float
    code: str
    name: str
    row: int
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Page:
    """An article cut into sentences and words, once for the whole room."""

    article: Article
    profile: str
    rows: tuple[tuple[Word, ...], ...]


def page(reading: Reading) -> Page:
    """Cut an article into words by its sentences; where it has none it is one sentence."""
    article = reading.article
    spans: Sequence[Span] = reading.sentences
    if not spans and article.text:
        spans = (Span(0, len(article.text)),)
    rows = tuple(words(article.text, span) for span in spans)
    return Page(article, profile_of(article.language, article.script), rows)


def by_rules(leaf: Page) -> tuple[Found, ...]:
    """Return the names that the rules see, in order of the text."""
    seen = evidence(leaf.rows, leaf.profile)
    found = []
    for number, row in enumerate(leaf.rows):
        for guess in guesses(row, leaf.profile, seen):
            span = Span(row[guess.first].start, row[guess.last - 1].end)
            found.append(Found(span, guess.type, guess.sure, guess.code, guess.name, number, guess.first, guess.last))
    return tuple(found)
