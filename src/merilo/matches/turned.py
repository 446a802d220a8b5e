"""What somebody said earlier that may go against what they say now, in any language and script, best candidate first.

A ranking for an editor's eyes, never a verdict: on one matter, and as far as words and numbers show, opposed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

import numpy as np

from merilo.encoder import Embedder
from merilo.matches.adapter import Adapted
from merilo.matches.differences import differences
from merilo.matches.facts import denials, facts_of
from merilo.matches.semantic import readable
from merilo.matches.terms import terms
from merilo.matches.tongue import profile_of
from merilo.matches.vectors import Floats
from merilo.model import Difference, Phrase, Span
from merilo.resources import load
from merilo.text.lexicon import Lexicon
from merilo.text.sentences import sentences
from merilo.text.words import words

# What each sign adds to the cosine; from `merilo bench consistency`, rounded.
HUB, SHARED, OTHER_LANGUAGE, OPPOSITE, TURNED, COUNTED = 1.2, 0.5, 0.15, 0.1, 0.03, 0.05
# Below this, nothing is shown: it is another matter.
FAINT = 0.3
# What somebody's statements have in common, where there are too few of them to tell.
USUAL_HUB, FEW = 0.15, 6
# So many sentences of a statement are compared, and so many statements are looked at word by word.
MOST_PARTS, DEPTH = 8, 40
# Sentences of fewer telling words are greetings and asides.
TELLING = 2


@dataclass(frozen=True, slots=True)
class Said:
    """A statement: its sentences, its language, and what each sentence means (unit vectors, one a row)."""

    parts: tuple[str, ...]
    language: str
    vectors: Floats


@dataclass(frozen=True, slots=True)
class Opposed:
    """Words of two statements that stand on opposite sides of one question: "raise" here, "lower" there."""

    here: Span
    there: Span


@dataclass(frozen=True, slots=True)
class Earlier:
    """An earlier statement: which of those given, how strong a candidate, the sentences that meet, what is opposed."""

    place: int
    score: float
    here: str
    there: str
    opposed: tuple[Opposed, ...]
    differences: tuple[Difference, ...]
    reasons: tuple[Phrase, ...]


@dataclass(frozen=True, slots=True)
class Sides:
    """The list `turns` of a language: words by concept, on the `one` side of a question or on the `other`."""

    one: dict[str, tuple[str, ...]]
    other: dict[str, tuple[str, ...]]


@lru_cache(maxsize=8_192)  # asked of all that somebody has said whenever one of their statements is looked at
def parts_of(text: str, language: str) -> tuple[str, ...]:
    """Return the sentences of a statement that are compared: "Good evening" and the like only where nothing else is."""
    found = tuple(span.of(text) for span in sentences(text, profile_of(text, language)))
    telling = tuple(part for part in found if len(terms(part, language)) >= TELLING)
    return (telling or found)[:MOST_PARTS] or ((text,) if text.strip() else ())


def said(text: str, language: str, embedder: Embedder) -> Said:
    """Return a statement with its sentences and what they mean."""
    parts = parts_of(text, language)
    return Said(parts, language, Adapted(embedder).vectors([readable(part, language) for part in parts]))


def earlier(now: Said, before: Sequence[Said], top: int = 10) -> tuple[Earlier, ...]:
    """Return the earlier statements that `now` may go against, the likeliest first; none that is on another matter."""
    rows = [(place, at) for place, each in enumerate(before) for at in range(len(each.parts))]
    if not rows or not now.parts:
        return ()
    vectors = np.concatenate([each.vectors for each in before if len(each.parts)])
    # A sentence that is near to whatever this person says ("we will do more") is near to this one for no reason.
    alike = vectors @ vectors.T
    hubs = (alike.sum(1) - 1) / (len(rows) - 1) if len(rows) >= FEW else np.full(len(rows), USUAL_HUB)
    # A sentence in another language never comes as near as one in the same.
    abroad = np.array([OTHER_LANGUAGE * (before[place].language != now.language) for place, _ in rows])
    cosines = now.vectors @ vectors.T
    near = cosines - HUB * hubs + abroad
    best: dict[int, tuple[float, int, int]] = {}
    for column, (place, _) in enumerate(rows):
        mine = int(near[:, column].argmax())
        best[place] = max(best.get(place, (-9.0, 0, 0)), (float(near[mine, column]), mine, column))
    chosen = sorted(best.items(), key=lambda each: -each[1][0])[: max(DEPTH, top)]
    found = [
        _compared(now, before[place], place, score, mine, rows[column][1], float(cosines[mine, column]))
        for place, (score, mine, column) in chosen
    ]
    kept = [each for each in found if each.score >= FAINT]
    return tuple(sorted(kept, key=lambda each: (-each.score, each.place))[:top])


def _compared(now: Said, then: Said, place: int, near: float, mine: int, theirs: int, cosine: float) -> Earlier:
    here, there = now.parts[mine], then.parts[theirs]
    ours, other = _terms(here, now.language), _terms(there, then.language)
    shared = len(ours & other) / max(1, min(len(ours), len(other)))
    opposed = opposites(here, now.language, there, then.language)
    parted = differences(facts_of(here, now.language), facts_of(there, then.language))
    counted = tuple(each for each in parted if each.kind in ("number", "unit", "date"))
    turned = leaning(here, now.language) * leaning(there, then.language) < 0
    score = near + SHARED * shared + OPPOSITE * bool(opposed) + TURNED * turned + COUNTED * bool(counted)
    told = _reasons(cosine, now.language != then.language, here, there, opposed, parted)
    return Earlier(place, round(score, 4), here, there, opposed, parted, told)


def opposites(here: str, language: str, there: str, other_language: str) -> tuple[Opposed, ...]:
    """Return the words of two sentences that stand on opposite sides, with an odd number of denials turning one round.

    A concept that stands on both sides of one sentence says nothing.
    """
    ours, theirs = _stands(here, language), _stands(there, other_language)
    turned = -1 if _denies(here, language) != _denies(there, other_language) else 1
    return tuple(
        Opposed(span, theirs[concept][1])
        for concept, (side, span) in ours.items()
        if concept in theirs and side * theirs[concept][0] * turned < 0
    )


def leaning(text: str, language: str) -> int:
    """Return whether a sentence is rather for something (1), against it (-1), or neither (0)."""
    total = sum(side for side, _ in _stands(text, language).values())
    way = (total > 0) - (total < 0)
    return -way if _denies(text, language) else way


def _reasons(
    cosine: float, abroad: bool, here: str, there: str, opposed: Sequence[Opposed], parted: Sequence[Difference]
) -> tuple[Phrase, ...]:
    matter = Phrase("matches.same-matter") if cosine < 0.6 else Phrase("matches.meaning", {"percent": _percent(cosine)})
    told = [matter, *([Phrase("matches.said-abroad")] if abroad else [])]
    told += [
        Phrase("matches.opposite", {"here": each.here.of(here), "there": each.there.of(there)}) for each in opposed
    ]
    told += [
        Phrase(f"matches.{each.kind}-differs", {"here": each.here or "–", "there": each.there or "–"})
        for each in parted
        if each.kind in ("number", "unit", "date", "negation")
    ]
    return tuple(told)


def _percent(cosine: float) -> int:
    return round(100 * cosine)


@lru_cache(maxsize=4_096)
def _stands(text: str, language: str) -> dict[str, tuple[int, Span]]:
    row = words(text)
    met: dict[str, list[tuple[int, Span]]] = {}
    for hit in _lexicon(profile_of(text, language)).find(row):
        for concept, side in hit.entry:
            met.setdefault(concept, []).append((side, Span(row[hit.first].span.start, row[hit.last - 1].span.end)))
    return {concept: each[0] for concept, each in met.items() if len({side for side, _ in each}) == 1}


@lru_cache(maxsize=4_096)
def _terms(text: str, language: str) -> frozenset[str]:
    return frozenset(terms(text, language))


@lru_cache(maxsize=4_096)
def _denies(text: str, language: str) -> bool:
    return len(denials(text, profile_of(text, language))) % 2 == 1


@cache
def _lexicon(profile: str) -> Lexicon[tuple[tuple[str, int], ...]]:
    listed = load(profile, "turns", Sides)
    entries: dict[str, tuple[tuple[str, int], ...]] = {}
    for concepts, side in ((listed.one, 1), (listed.other, -1)):
        for concept, written in concepts.items():
            for entry in written:
                entries[entry] = (*entries.get(entry, ()), (concept, side))
    return Lexicon(entries)
