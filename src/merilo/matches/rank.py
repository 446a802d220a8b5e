"""Candidates of a query: what either index finds, told apart by their features."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

import regex

from merilo.library.folding import folded
from merilo.library.store import Stored
from merilo.matches.score import Features, covered
from merilo.matches.terms import CUT, terms

NUMBER = regex.compile(r"\d+(?:[.,]\d+)*")
CAPITAL = regex.compile(r"(?<![.!?:]\s)(?<!^)\b\p{Lu}[\p{L}\p{M}]+")


@dataclass(frozen=True, slots=True)
class Query:
    """A claim as it is looked up: cleaned words, language, terms, numbers."""

    text: str
    language: str
    terms: tuple[str, ...]
    numbers: frozenset[str]
    stems: frozenset[str]


@dataclass(frozen=True, slots=True)
class Side:
    """What of a record is compared with the query."""

    claim: tuple[str, ...]
    title: tuple[str, ...]
    whole: frozenset[str]
    numbers: frozenset[str]
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Candidate:
    """A record found for a query, with what speaks for it; `order` sorts, `sure` is calibrated."""

    stored: Stored
    features: Features
    order: float
    sure: float


def query_of(text: str, language: str = "other") -> Query:
    """Prepare a cleaned claim."""
    return Query(text, language, tuple(terms(text, language)), numbers_in(text), stems(text))


def numbers_in(text: str) -> frozenset[str]:
    """Return the figures of a text, without separators of thousands."""
    return frozenset(regex.sub(r"[.,](?=\d{3}\b)", "", found) for found in NUMBER.findall(text))


def stems(text: str) -> frozenset[str]:
    """Return the words of a text in one script, cut short: what names are looked up by, across endings."""
    return frozenset(word[: CUT - 1] for word in regex.findall(r"\w+", folded(text)))


def names_in(text: str) -> tuple[str, ...]:
    """Return the capitalised words inside sentences, in one script, cut short."""
    return tuple(dict.fromkeys(folded(word)[: CUT - 1] for word in CAPITAL.findall(text)))


@lru_cache(maxsize=20_000)
def _side(claim: str, title: str, summary: str, language: str) -> Side:
    headline = title if title != claim else ""
    of_claim, of_title = terms(claim, language), terms(headline, language) if headline else []
    whole = frozenset((*of_claim, *of_title, *terms(summary[:600], language)))
    both = f"{claim} {headline}"
    return Side(tuple(of_claim), tuple(of_title), whole, numbers_in(both), names_in(claim))


def side_of(stored: Stored) -> Side:
    """Return what of a record is compared; the same record is not read twice."""
    check = stored.check
    return _side(check.claim, check.title, check.summary, check.language)


def features_of(
    query: Query,
    sides: Sequence[Side],
    cosines: Sequence[float],
    bm25: Sequence[float],
    rarity: Mapping[str, float],
) -> list[Features]:
    """Return the features of the candidates of one query; all sequences are in one order."""
    best_meaning, best_words = max(cosines, default=0.0), max(bm25, default=0.0)
    by_meaning, by_words = _places(cosines), _places(bm25)
    asked = frozenset(query.terms)
    return [
        Features(
            meaning=cosine,
            words=score / 10,
            meaning_gap=best_meaning - cosine,
            words_gap=(best_words - score) / max(best_words, 1e-6),
            claim_covered=covered(side.claim, asked, rarity),
            title_covered=covered(side.title or side.claim, asked, rarity),
            query_covered=covered(query.terms, side.whole, rarity),
            names_covered=_share(side.names, query.stems),
            numbers_covered=_share(tuple(side.numbers), query.numbers),
            numbers_missed=float(bool(side.numbers and query.numbers and not side.numbers & query.numbers)),
            rank_meaning=1 / by_meaning[at],
            rank_words=1 / by_words[at] if score > 0 else 0.0,
            short_claim=1 / (1 + len(side.claim)),
        )
        for at, (side, cosine, score) in enumerate(zip(sides, cosines, bm25, strict=True))
    ]


def _share(part: Sequence[str], whole: frozenset[str]) -> float:
    return sum(each in whole for each in part) / len(part) if part else 0.0


def _places(scores: Sequence[float]) -> list[int]:
    places = [0] * len(scores)
    for place, at in enumerate(sorted(range(len(scores)), key=lambda at: -scores[at]), 1):
        places[at] = place
    return places
