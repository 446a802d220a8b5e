"""Stretches of capitalised words, and where a capital means nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from merilo.names.lists import bodies, given_names, word_set
from merilo.text.lexicon import Lexicon
from merilo.text.words import Word

# After these a capital may only be the beginning of a sentence.
OPENING = frozenset("„“”\"«»‘’'(—–-:•*…?!.[\u201a")
CLOSING = frozenset("“”\"»«’'")


@dataclass(frozen=True, slots=True)
class Run:
    """`row[first:last]`: capitalised words in a row; `doubtful` where the first may be capital only by its place."""

    first: int
    last: int
    doubtful: bool


@cache
def openers(profile: str) -> frozenset[str]:
    """Words that are no names although they stand capitalised at the beginning of a sentence."""
    return word_set(given_names(profile).openers)


@cache
def residents(profile: str) -> frozenset[str]:
    """Words for those who live somewhere, in small letters."""
    return word_set(given_names(profile).residents)


@cache
def stops(profile: str) -> Lexicon[bool]:
    """Words that are capitalised and yet name nobody."""
    return Lexicon(dict.fromkeys(bodies(profile).stops, True))


def is_name_like(word: Word) -> bool:
    """Say whether a word begins with a capital letter, or holds one (iPhone, eBay)."""
    return word.is_capital or (word.text[0].isalpha() and any(letter.isupper() for letter in word.text[1:]))


def runs(row: Sequence[Word], profile: str) -> tuple[Run, ...]:
    """Return the runs of capitalised words in the words of one sentence."""
    particles = word_set(given_names(profile).particles)
    found: list[Run] = []
    at, size = 0, len(row)
    while at < size:
        if not row[at].is_word or not is_name_like(row[at]):
            at += 1
            continue
        first, last = at, at + 1
        while last < size:
            word = row[last]
            if word.is_word and is_name_like(word):
                last += 1
            elif word.lower in particles and last + 1 < size and is_name_like(row[last + 1]) and row[last + 1].is_word:
                last += 2
            elif word.text == "." and len(row[last - 1].text) <= 2 and last + 1 < size and row[last + 1].is_capital:
                last += 1  # an initial: J. K. Rowling
            elif word.text == "&" and last + 1 < size and row[last + 1].is_capital:
                last += 2
            else:
                break
        found.append(Run(first, last, is_doubtful(row, first)))
        at = last
    return tuple(found)


def is_doubtful(row: Sequence[Word], first: int) -> bool:
    """Say whether the capital of a word may be there only because a sentence or a quotation begins."""
    return first == 0 or row[first - 1].text in OPENING or all(not word.is_word for word in row[:first])


def is_shouted(row: Sequence[Word], profile: str) -> bool:
    """Say whether a sentence is written in capitals, or in English each Word With One: there they say little."""
    long = [word for word in row if word.is_word and len(word.text) > 3]
    if len(long) < 4:
        return False
    if sum(word.text.isupper() for word in long) >= 0.8 * len(long):
        return True
    return profile == "en" and row[-1].text != "." and sum(word.is_capital for word in long) >= 0.8 * len(long) >= 4
