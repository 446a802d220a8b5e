"""The words that make a sentence checkable, or not: which classes of cue stand in it, and where."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields
from functools import cache

from merilo.model import Span
from merilo.resources import load
from merilo.text.lexicon import Lexicon
from merilo.text.words import Word


@dataclass(frozen=True, slots=True)
class ClaimWords:
    """The word list `claims` of a profile: cue classes, each a list of entries as `Lexicon` reads them."""

    future: tuple[str, ...]
    commit: tuple[str, ...]
    expect: tuple[str, ...]
    compare: tuple[str, ...]
    change: tuple[str, ...]
    cause: tuple[str, ...]
    stand: tuple[str, ...]
    think: tuple[str, ...]
    wish: tuple[str, ...]
    joke: tuple[str, ...]
    talk: tuple[str, ...]
    public: tuple[str, ...]
    we: tuple[str, ...]
    they: tuple[str, ...]
    join: tuple[str, ...]
    verb: tuple[str, ...]


CLASSES = tuple(field.name for field in fields(ClaimWords))


@dataclass(frozen=True, slots=True)
class Cue:
    """One cue found: its classes (an entry may stand in several lists) and its place."""

    classes: frozenset[str]
    span: Span


@cache
def lexicon(profile: str) -> Lexicon[frozenset[str]]:
    """Return the cue words of a profile as one lexicon, entry -> the classes it stands in."""
    lists = load(profile, "claims", ClaimWords)
    classes: dict[str, set[str]] = {}
    for name in CLASSES:
        for entry in getattr(lists, name):
            classes.setdefault(entry.lower(), set()).add(name)
    return Lexicon({entry: frozenset(names) for entry, names in classes.items()})


def cues(row: Sequence[Word], profile: str) -> tuple[Cue, ...]:
    """Return the cues in a row of words, left to right."""
    return tuple(
        Cue(hit.entry, Span(row[hit.first].start, row[hit.last - 1].end)) for hit in lexicon(profile).find(row)
    )
