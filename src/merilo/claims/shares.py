"""Proportions of people or things, which are claims however small their numbers: "three out of five", "every third"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from merilo.model import Span
from merilo.resources import load
from merilo.text.lexicon import Lexicon
from merilo.text.words import Word

HUNDRED = 100  # "3 in 2019" is no proportion
Words = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ShareWords:
    """The word list `shares` of a profile, as written."""

    counts: Words
    out_of: Words
    every: Words
    ordinals: Words
    spells: Words


@cache
def _lists(profile: str) -> tuple[frozenset[str], Lexicon[str], Lexicon[str], frozenset[str], frozenset[str]]:
    listed = load(profile, "shares", ShareWords)
    return (
        frozenset(listed.counts),
        Lexicon({each: each for each in listed.out_of}),
        Lexicon({each: each for each in listed.every}),
        frozenset(listed.ordinals),
        frozenset(listed.spells),
    )


def shares(row: Sequence[Word], profile: str) -> Iterator[Span]:
    """Yield the proportions of a row: a count out of a greater one, or every so-manieth of something."""
    counts, out_of, every, ordinals, spells = _lists(profile)
    for at, word in enumerate(row[:-1]):
        joint = out_of.at(row, at + 1)
        if joint is not None and joint.last < len(row):
            whole = row[joint.last]
            if _counts(word, counts) and _counts(whole, counts) and _less(word, whole):
                yield Span(word.start, whole.end)
        each = every.at(row, at)
        if each is not None and each.last + 1 < len(row) and row[each.last].lower in ordinals:
            counted = row[each.last + 1]
            if counted.is_word and counted.lower not in spells:
                yield Span(word.start, row[each.last].end)


def _counts(word: Word, counts: frozenset[str]) -> bool:
    return word.lower in counts or (word.text.isdecimal() and int(word.text) <= HUNDRED)


def _less(part: Word, whole: Word) -> bool:
    """Say whether the part may be smaller than the whole; words are taken at their word."""
    if part.text.isdecimal() and whole.text.isdecimal():
        return int(part.text) < int(whole.text)
    return part.lower != whole.lower
