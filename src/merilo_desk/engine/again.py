"""A published text read once more against itself: only what can hardly be meant is told.

A fact check sets a wrong figure beside the right one by its trade. So nothing is told that rests on words in quotation
marks, or on a figure of the claim that is checked; and rules that weigh style or sources are not asked at all.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

import regex

from merilo.model import Article, Finding, Reading, Span
from merilo.pipeline import check
from merilo.speech import say
from merilo.text.script import script_of

# What a text says of the calendar and of its own sums: true or false whoever is quoted beside it.
CERTAIN = frozenset(
    {
        "impossible-date",
        "weekday-against-date",
        "end-before-start",
        "duration-against-dates",
        "gap-against-dates",
        "age-against-birth",
        "parts-against-total",
        "percentage-against-counts",
        "ranking-against-numbers",
        "share-over-hundred",
        "unit-conflict",
    }
)
# One thing told in two ways: a mistake, unless one of the two is what the claim says.
TWO_WAYS = frozenset(
    {
        "age-two-values",
        "count-two-values",
        "length-two-values",
        "magnitude-slip",
        "event-two-dates",
        "event-two-places",
        "headline-date",
        "headline-figure",
        "headline-name",
        "name-spelt-two-ways",
        "two-given-names",
    }
)
SURE = 0.8
FIGURE = regex.compile(r"\d+(?:[.,\u00a0 ]\d+)*")


@dataclass(frozen=True, slots=True)
class Slip:
    """Where a text contradicts itself: the words, the sentences they stand in, and why, in each profile."""

    rule: str
    quotes: tuple[str, ...]
    sentences: tuple[str, ...]
    words: dict[str, str]


def slips_in(
    text: str, *, title: str, claim: str, language: str, published: date | None, speaking: Sequence[str]
) -> list[Slip]:
    """Return what in a fact check's text contradicts itself beyond doubt, in the order of the text.

    Args:
        text: the text without marks of its own (no Markdown).
        title: its title.
        claim: the claim that is checked: what it says, the text may contradict.
        language: the text's language as the engine knows it.
        published: when it came out.
        speaking: the profiles in which to say why.
    """
    article = Article(text=text, title=title, language=language, script=script_of(text), published=published)
    reading = check(article).reading
    kept = (each for each in reading.findings if _certain(each, reading, claim))
    return [
        Slip(
            each.rule,
            tuple(span.of(text) for span in each.spans),
            tuple(dict.fromkeys(_sentence(reading, span) for span in each.spans)),
            {profile: say(each.message, profile) for profile in dict.fromkeys(speaking)},
        )
        for each in kept
    ]


def _certain(found: Finding, reading: Reading, claim: str) -> bool:
    if found.rule not in CERTAIN | TWO_WAYS or found.confidence < SURE or found.severity == "note":
        return False
    if any(_covers(quote.span, span) for quote in reading.quotes for span in found.spans):
        return False
    if found.rule not in TWO_WAYS:
        return True
    said = {_plain(each) for each in _figures(claim)}
    told = {_plain(each) for span in found.spans for each in _figures(span.of(reading.article.text))}
    if said & told:
        return False
    # Names and days have no figure to compare: what the claim calls by the same words is the claim's affair.
    folded = claim.casefold()
    return not any(span.of(reading.article.text).casefold() in folded for span in found.spans)


def _covers(outer: Span, inner: Span) -> bool:
    return outer.start <= inner.start and inner.end <= outer.end


def _figures(text: str) -> Iterator[str]:
    return (found.group() for found in FIGURE.finditer(text))


def _plain(figure: str) -> str:
    return regex.sub(r"[\u00a0 ]", "", figure).replace(",", ".")


def _sentence(reading: Reading, span: Span) -> str:
    text = reading.article.text
    around = next((each for each in reading.sentences if _covers(each, span)), span)
    return " ".join(around.of(text).split())
