"""Whether a text repeats a claim that the desk itself has checked: which, who says it there, and what differs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from merilo.claims import find
from merilo.encoder import Encoder
from merilo.matches.alike import meanings
from merilo.matches.debunking import says_not_so
from merilo.model import Attribution, Match, Reading, Span
from merilo.pipeline import Means, understood
from merilo.reading.read import article_of
from merilo.speech import say
from merilo_desk.engine.lookup import OWN, looked_up
from merilo_desk.engine.thread import asked, encoder

# Of a long text its beginning is read; a sentence of fewer words says too little to be anybody's claim.
MOST_SENTENCES, FEWEST_WORDS = 150, 4
TOP = 3
# What a library finds is near the matter; from these cosines on a sentence and a claim say one thing. Two sentences of
# one language share words, and their cosine is higher. Set and measured on the pairs of tests/desk/repeat_pairs.py.
NEAR, NEAR_ABROAD = 0.66, 0.6


@dataclass(frozen=True, slots=True)
class Repeat:
    """One claim of a text that was checked before: which case, how near, its words, and who says it ("" unknown).

    `around` is the words with the sentences beside them; `differences` are JSON values {kind, here, there}; `reasons`
    stand in each language asked for. `direct` says that the words are the speaker's own.
    """

    case: int
    relation: str
    score: float
    words: str
    around: str
    language: str
    speaker: str
    direct: bool
    differences: list[dict[str, str]]
    reasons: dict[str, list[str]]


@dataclass(frozen=True, slots=True)
class _Unit:
    span: Span
    sentence: int
    said: Attribution | None


def repeats_in(text: str, *, title: str, published: date | None, speaking: Sequence[str]) -> list[Repeat]:
    """Return the desk's checks whose claim a text repeats, each once, the surest first.

    Silent where the text says beside the claim, or in its headline, that it is not so, where a speaker denies, doubts
    or asks it, and where the words say the opposite: that repeats nothing.
    """
    whole = text if not title or text.startswith(title) else f"{title}{'' if title[-1] in '.!?…' else '.'}\n\n{text}"
    return asked(lambda: _found(whole.strip(), title, published, speaking)) if whole.strip() else []


def _found(whole: str, title: str, published: date | None, speaking: Sequence[str]) -> list[Repeat]:
    using = encoder()
    if using is None:
        return []
    reading, encoded = understood(article_of(whole, title=title or " ", published=published), Means(using))
    language = reading.article.language
    claims = {claim.span: claim.attribution for claim in find(reading, encoded)}
    units = list(_units(reading, claims))
    texts = [" ".join(unit.span.of(whole).split()) for unit in units]
    if not texts or says_not_so(title, language):
        return []
    rows = looked_up(texts, [language] * len(texts), TOP, only=OWN)
    pairs = [
        (unit, words, match)
        for unit, words, row in zip(units, texts, rows, strict=True)
        for match in row
        if match.relation != "related" and not _denied(reading, unit, match)
    ]
    found: dict[int, Repeat] = {}
    for (unit, words, match), cosine in zip(pairs, _cosines(pairs, language, using), strict=True):
        if cosine < (NEAR if match.fact_check.language == language else NEAR_ABROAD):
            continue
        told = _told(reading, unit, words, match, cosine, speaking)
        best = found.get(told.case)
        found[told.case] = told if best is None else _better(best, told)
    return sorted(found.values(), key=lambda each: -each.score)


def _cosines(pairs: Sequence[tuple[_Unit, str, Match]], language: str, using: Encoder) -> list[float]:
    """Return how near in meaning the words and the claim of each pair are."""
    if not pairs:
        return []
    here = meanings([words for _unit, words, _match in pairs], [language] * len(pairs), using)
    checks = [match.fact_check for _unit, _words, match in pairs]
    there = meanings([check.claim for check in checks], [check.language for check in checks], using)
    return [round(float(each), 4) for each in (here * there).sum(axis=1)]


def _units(reading: Reading, claims: dict[Span, int | None]) -> Iterator[_Unit]:
    """Yield what is looked up: every claim, and every sentence of which no claim was cut out; without who says it."""
    whole = reading.article.text
    for at, sentence in enumerate(reading.sentences[:MOST_SENTENCES]):
        inside = [span for span in claims if sentence.start <= span.start < sentence.end]
        for span in inside or [sentence]:
            said = _said(reading, span, claims.get(span))
            bare = _content(said, span, whole) if said else span
            if len(bare.of(whole).split()) >= FEWEST_WORDS:
                yield _Unit(bare, at, said)


def _said(reading: Reading, span: Span, number: int | None) -> Attribution | None:
    if number is not None:
        return reading.attributions[number]
    over = (each for each in reading.attributions if any(span.overlaps(part) for part in each.content))
    return next(over, None)


def _content(said: Attribution, span: Span, whole: str) -> Span:
    """Return what of a stretch is the words said; all of it where that would leave too few."""
    parts = [part for part in said.content if part.overlaps(span)]
    inside = [Span(max(part.start, span.start), min(part.end, span.end)) for part in parts]
    longest = max(inside, key=lambda part: part.end - part.start, default=span)
    return longest if len(longest.of(whole).split()) >= FEWEST_WORDS else span


def _denied(reading: Reading, unit: _Unit, match: Match) -> bool:
    """Say whether the text takes the claim back: by its speaker's stance, a negation, or words beside it."""
    if unit.said is not None and unit.said.stance != "asserts":
        return True
    if any(each.kind == "negation" for each in match.differences):
        return True
    return says_not_so(_around(reading, unit), reading.article.language) is not None


def _around(reading: Reading, unit: _Unit) -> str:
    beside = reading.sentences[max(0, unit.sentence - 1) : unit.sentence + 2]
    return " ".join(" ".join(each.of(reading.article.text).split()) for each in beside)


def _told(reading: Reading, unit: _Unit, words: str, match: Match, score: float, speaking: Sequence[str]) -> Repeat:
    names = {each.id: each.name for each in reading.entities}
    said = unit.said
    source = said.source.of(reading.article.text) if said and said.source else ""
    return Repeat(
        case=int(match.fact_check.id.partition("-")[0]),
        relation=match.relation,
        score=score,
        words=words,
        around=_around(reading, unit),
        language=reading.article.language,
        speaker=names.get(said.speaker or "", source) if said else "",
        direct=said is not None and said.mode != "indirect",
        differences=[{"kind": each.kind, "here": each.here, "there": each.there} for each in match.differences],
        reasons={each: [say(reason, each) for reason in match.reasons] for each in speaking},
    )


def _better(one: Repeat, other: Repeat) -> Repeat:
    """Return the telling that is nearer to the check; of two as near, the one that names its speaker."""
    return max(one, other, key=lambda each: (each.relation == "same", bool(each.speaker), each.score))
