"""Several articles of one story: which sentences say the same, who had it first, and what changed on the way."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from merilo.encoder import Embedder
from merilo.matches.adapter import Adapted
from merilo.matches.differences import differences
from merilo.matches.facts import Facts, facts_of
from merilo.matches.semantic import readable
from merilo.model import Article, Difference, Span
from merilo.text.words import words

# From this cosine on two sentences of one story tell the same thing. `bench relations` has 0.5 for single claims;
# sentences of one story share their names and places and are nearer to each other by that alone. On the sample article
# in three languages 0.55 joins 129 of 153 sentences two and two, none of them wrongly.
SAME = 0.55
# Shorter sentences ("She laughed.") are in every story.
FEWEST_WORDS = 5
# Of a debate only so many sentences are laid beside the others.
MOST = 1_500
LONGEST_DATELINE = 50


@dataclass(frozen=True, slots=True)
class Telling:
    """One article's sentence: `article` is its number, `parted` what differs from the first telling, here and there."""

    article: int
    span: Span
    alike: float
    parted: tuple[Difference, ...] = ()


@dataclass(frozen=True, slots=True)
class Thread:
    """One thing that two or more articles tell, in the order of the articles; the first telling is the yardstick."""

    tellings: tuple[Telling, ...]


@dataclass(slots=True)
class _Row:
    """A thread while it is spun."""

    tellings: list[tuple[int, Span, float]]
    vectors: list[int] = field(default_factory=list)


def threads(articles: Sequence[Article], sentences: Sequence[Sequence[Span]], embedder: Embedder) -> tuple[Thread, ...]:
    """Join the sentences of articles that tell the same; articles come in the order in which they were published.

    A sentence stands in one thread, and a thread has one sentence of an article. What only one article tells is
    left out.
    """
    spans = [_telling(article, found) for article, found in zip(articles, sentences, strict=True)]
    flat = [(number, span) for number, row in enumerate(spans) for span in row]
    if not flat:
        return ()
    texts = [readable(_undated(span.of(articles[number].text)), articles[number].language) for number, span in flat]
    vectors = Adapted(embedder).vectors(texts)
    rows: list[_Row] = []
    owner: list[int] = []  # of each vector taken in so far, its row
    at = 0
    for number, row in enumerate(spans):
        own = range(at, at + len(row))
        at += len(row)
        taken = _nearest(vectors[: own.start], vectors[own.start : own.stop], owner)
        for place in range(len(own)):
            found, alike = taken.get(place, (len(rows), 1.0))
            if found == len(rows):
                rows.append(_Row([]))
            rows[found].tellings.append((number, row[place], alike))
            owner.append(found)
    return tuple(_thread(articles, each) for each in rows if len(each.tellings) > 1)


def _undated(sentence: str) -> str:
    """Return a sentence without the place and day that stand before its dash: they say when it was written."""
    head, dash, told = sentence.partition("—")
    return told.strip() if dash and told and len(head) <= LONGEST_DATELINE else sentence


def _telling(article: Article, found: Sequence[Span]) -> list[Span]:
    """Return the sentences that say something, the same one once."""
    kept: dict[str, Span] = {}
    for span in found[:MOST]:
        row = [word.lower for word in words(article.text, span) if word.is_word]
        if len(row) >= FEWEST_WORDS:
            kept.setdefault(" ".join(row), span)
    return list(kept.values())


def _nearest(
    earlier: np.ndarray[tuple[int, int], np.dtype[np.float32]],
    ours: np.ndarray[tuple[int, int], np.dtype[np.float32]],
    owner: Sequence[int],
) -> dict[int, tuple[int, float]]:
    """Return for each of our sentences the thread it continues and how alike it is; the nearest pairs come first."""
    if not len(earlier) or not len(ours):
        return {}
    near = ours @ earlier.T
    left, right = np.nonzero(near >= SAME)
    pairs = sorted(zip(left.tolist(), right.tolist(), strict=True), key=lambda pair: -near[pair])
    found: dict[int, tuple[int, float]] = {}
    used: set[int] = set()
    for mine, other in pairs:
        if mine not in found and owner[other] not in used:
            found[mine] = owner[other], round(float(near[mine, other]), 4)
            used.add(owner[other])
    return found


def _thread(articles: Sequence[Article], row: _Row) -> Thread:
    number, span, alike = row.tellings[0]
    first = articles[number]
    yardstick = facts_of(span.of(first.text), first.language, first.published)
    tellings = [Telling(number, span, alike)]
    for number, span, alike in row.tellings[1:]:
        article = articles[number]
        facts = facts_of(span.of(article.text), article.language, article.published)
        parted = tuple(
            each
            for each in differences(facts, yardstick)
            if not (_is_dateline(each.here_span, facts, article) or _is_dateline(each.there_span, yardstick, first))
        )
        tellings.append(Telling(number, span, alike, parted))
    return Thread(tuple(tellings))


def _is_dateline(place: Span | None, facts: Facts, article: Article) -> bool:
    """Say whether words give the day of publication itself, which of course differs from article to article."""
    day = article.published
    return day is not None and any(
        time.span == place and time.earliest == day == time.latest and not time.relative for time in facts.times
    )
