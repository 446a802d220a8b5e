"""Who told whom: the way of the words from the one who spoke to this text, and what it says of the sources."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from merilo.model import Attribution, Reading, Span
from merilo.text.lexicon import Lexicon
from merilo.text.words import Word, words
from merilo.voices.cast import Cast
from merilo.voices.resolve import publication
from merilo.voices.way import Party, ways

Directness = Literal["direct", "reported", "leaked", "translated"]
AROUND = 60  # characters beside source, cue and carriers in which "leaked" or "translated" speaks of them
BESIDE = 16  # characters before a cue in which „први“ still belongs to it


@dataclass(frozen=True, slots=True)
class Edge:
    """A step on the way of some words: `teller` told `hearer`; `attribution` is its place in the reading."""

    teller: Party
    hearer: Party
    how: Directness
    attribution: int


def edges(reading: Reading) -> tuple[Edge, ...]:
    """Return every step from a speaker to this text, in the order of the attributions; needs `speaker`s."""
    cast = Cast.of(reading)
    text = Party(publication(reading.article.site, reading.entities))
    made: list[Edge] = []
    for at, (told, passed) in enumerate(zip(reading.attributions, ways(cast, reading.attributions), strict=True)):
        steps = (
            [*passed, text] if told.basis is None else []
        )  # what goes on freely came by the way of what it goes on with
        how = _how(cast, told)
        for step, (teller, hearer) in enumerate(pairwise(steps)):
            last = step == len(steps) - 2
            plain: Directness = "direct" if told.mode == "direct" and last and len(steps) == 2 else "reported"
            made.append(Edge(teller, hearer, how or plain, at))
    return tuple(made)


def _how(cast: Cast, told: Attribution) -> Directness | None:
    spans = [span for span in (told.source, told.cue, *told.carriers) if span is not None]
    if not spans:
        return None
    near = Span(max(0, min(s.start for s in spans) - AROUND), min(len(cast.text), max(s.end for s in spans) + AROUND))
    outside = [word for word in words(cast.text, near) if not any(c.start <= word.start < c.end for c in told.content)]
    for lexicon, how in ((cast.words.leaked, "leaked"), (cast.words.translated, "translated")):
        if _has(lexicon, outside):
            return "leaked" if how == "leaked" else "translated"
    return None


def _has(lexicon: Lexicon[str], row: Sequence[Word]) -> bool:
    return any(lexicon.at(row, at) is not None for at in range(len(row)))


def depth(told: Attribution) -> int:
    """Return through how many hands the words came; 0 where the speaker is unknown, 1 where he told this text."""
    return len(dict.fromkeys(told.chain))


def anonymous(reading: Reading) -> tuple[int, ...]:
    """Return the attributions whose source the text keeps nameless ("sources close to ...", „неименуван извор“)."""
    cast = Cast.of(reading)
    return tuple(
        at
        for at, told in enumerate(reading.attributions)
        if told.basis is None
        and told.source is not None
        and told.speaker is None
        and _has(cast.words.anonymous, _plain(cast, told.source))
    )


def _plain(cast: Cast, span: Span) -> Sequence[Word]:
    """Return the words of a span without its marks ("a source, close to ...")."""
    return [word for word in words(cast.text, span) if word.is_word]


def first_reports(reading: Reading) -> tuple[int, ...]:
    """Return the attributions that name who had the story first ("first reported by ...")."""
    cast = Cast.of(reading)
    told = enumerate(reading.attributions)
    return tuple(at for at, each in told if each.basis is None and _has(cast.words.first, _clause(cast, each)))


def _clause(cast: Cast, told: Attribution) -> Sequence[Word]:
    spans = [span for span in (told.source, told.cue) if span is not None]
    if not spans:
        return ()
    return words(cast.text, Span(max(0, min(s.start for s in spans) - BESIDE), max(s.end for s in spans)))


def circles(reading: Reading) -> tuple[tuple[str, str, tuple[int, ...]], ...]:
    """Return pairs of entities that each lean on the other, with the attributions that show it."""
    leaning: dict[tuple[str, str], list[int]] = {}
    for edge in edges(reading):
        if edge.teller.entity and edge.hearer.entity and edge.teller.entity != edge.hearer.entity:
            leaning.setdefault((edge.teller.entity, edge.hearer.entity), []).append(edge.attribution)
    return tuple(_pairs(leaning))


def _pairs(leaning: dict[tuple[str, str], list[int]]) -> Iterator[tuple[str, str, tuple[int, ...]]]:
    for (one, other), rows in leaning.items():
        back = leaning.get((other, one))
        if back is not None and one < other:
            yield one, other, tuple(sorted({*rows, *back}))
