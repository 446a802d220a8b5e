"""How a name sounds, in one script: so that «Бил Гејтс» and “Bill Gates” are near, and cities have one name."""

from __future__ import annotations

from functools import cache

import regex
from rapidfuzz import fuzz

from merilo.library.folding import folded
from merilo.matches.tongue import words_of

# What English and Albanian write with two letters or for a foreign sound, and the Slavic alphabets with one.
SPELT = (
    (regex.compile(r"sch|sh|zh|ch|x|q"), "s"),
    (regex.compile(r"ph"), "f"),
    (regex.compile(r"th"), "t"),
    (regex.compile(r"ck|k|c"), "k"),
    (regex.compile(r"w"), "v"),
    (regex.compile(r"y|j"), "i"),
    (regex.compile(r"(.)\1+"), r"\1"),
)


def sound(name: str) -> str:
    """Return a rough key of how a name sounds: Latin, small letters, spellings of one sound made one."""
    key = folded(name)
    for pattern, letter in SPELT:
        key = pattern.sub(letter, key)
    return key


def ratio(left: str, right: str) -> float:
    """Return how alike two keys are, 0 to 100, whatever the order of their words."""
    return float(fuzz.token_sort_ratio(left, right))


@cache
def _cities(profile: str) -> tuple[tuple[str, str], ...]:
    return tuple((stem.lower(), code) for code, stems in words_of(profile).cities.items() for stem in stems)


def city_of(name: str, profile: str) -> str | None:
    """Return the code of a city that languages call by different names, or None."""
    lower = name.lower()
    return next((code for stem, code in _cities(profile) if lower.startswith(stem)), None)
