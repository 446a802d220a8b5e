"""One name in two spellings, rather than two names or two cases of one."""

from __future__ import annotations

import unicodedata
from functools import cache
from itertools import groupby

from rapidfuzz.distance import DamerauLevenshtein

LONG_NAME = 5


def as_one(lower: str) -> str:
    """Return a word as it would be typed in one way: one apostrophe, letters and their marks in one sign."""
    return unicodedata.normalize("NFKC", lower).replace("’", "'").replace("ʼ", "'")


@cache
def misspelt(one: str, other: str) -> bool:
    """Say whether two words are one name in two spellings, rather than two names or two cases of one.

    They begin alike, one letter differs, and it is not in the ending, where names take their cases.
    """
    one, other = as_one(one).removesuffix("'s"), as_one(other).removesuffix("'s")
    if one == other or not _begin_alike(one, other) or min(len(one), len(other)) < LONG_NAME:
        return False
    if len(one) == len(other) > LONG_NAME and one[-2:] == other[-2:] and _undoubled(one) == _undoubled(other):
        return True  # Wasilla, Wassila
    if abs(len(one) - len(other)) > 1 or DamerauLevenshtein.distance(one, other, score_cutoff=1) > 1:
        return False
    body = min(len(one), len(other)) - 2
    return one[:body] != other[:body]


# Letters by which one sound is written in names from elsewhere, the longer ones first.
SOUNDS = (("ph", "f"), ("ck", "k"), ("y", "i"), ("w", "v"), ("дж", "џ"), ("й", "и"), ("ё", "е"))


@cache
def sounds_alike(one: str, other: str) -> bool:
    """Say whether two words are spelt otherwise and sound the same: Pemphreys, Pemfreys; Marsilla, Marsila."""
    if one == other or min(len(one), len(other)) < LONG_NAME or abs(len(one) - len(other)) > 1:
        return False
    return one[:2] == other[:2] and _sounded(one) == _sounded(other)


def _sounded(name: str) -> str:
    for letters, sound in SOUNDS:
        name = name.replace(letters, sound)
    return _undoubled(name)


def _undoubled(name: str) -> str:
    return "".join(letter for letter, _ in groupby(name))


LIKE_LETTERS = ({"ч", "ћ"}, {"č", "ć"}, {"џ", "ђ"}, {"e", "i"}, {"и", "і"}, {"е", "є"}, {"q", "ç"})


def _begin_alike(one: str, other: str) -> bool:
    """They begin with one letter, or with two that writers take for each other."""
    return one[0] == other[0] or (one[1:] == other[1:] and {one[0], other[0]} in LIKE_LETTERS)
