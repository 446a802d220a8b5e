"""How a name sounds, in one script: so that «Бил Гејтс» and “Bill Gates” are near, and cities have one name."""

from __future__ import annotations

from functools import cache, lru_cache

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


# What one letter may stand for: Slavic and Albanian c, q and x are hissed, western ones are not; j as in "Jugoslavija"
# or as in "Johnson".
EITHER: dict[str, tuple[str, ...]] = {"c": ("k", "s"), "q": ("k", "s"), "x": ("ks", "s"), "G": ("g", "s")}
HISSED = regex.compile(r"dž|[čćçчћцшщжšžѓђđџњљ]")
AS_HEARD = {"dž": "s", **dict.fromkeys("čćçчћцшщжšžѓђđџ", "s"), "њ": "n", "љ": "l"}
BONES = (
    (regex.compile(r"tsch|sch|tch|dzh|dz|dž|xh|gj|dj|zh|sh|ch|z"), "s"),
    (regex.compile(r"ph"), "f"),
    (regex.compile(r"kh"), "h"),
    (regex.compile(r"ck"), "k"),
    (regex.compile(r"^u(?=[aeio])|w"), "v"),
    (regex.compile(r"(?<=.)h"), ""),
    (regex.compile(r"g(?=[eiy])"), "G"),  # "Kissinger"
)
VOWELS = regex.compile(r"[aeiouyj']")
TWICE = regex.compile(r"(.)\1+")
# A capital may begin a sentence as well as a name: what is done with it must bear that.
NAME = regex.compile(r"(?<![\p{L}\p{N}@#])\p{Lu}[\p{L}\p{M}’'ʼ-]{3,}")
# Endings of names in our languages that are no part of the name.
ENDING = regex.compile(r"(?:ome|og|om|em|im|ih|ot|ov|ev|it|in|ut|un)$")
SHORTEST_KEY = 3
MOST_KEYS = 8


@lru_cache(maxsize=50_000)
def bones(name: str) -> frozenset[str]:
    """Return the consonants of a name as they are heard, once for each way to read its letters.

    “Navallni”, “Navaljni” and “Navalny” share one; so do “Gejts” and “Gates”. Names with few consonants have none.
    """
    key = folded(HISSED.sub(lambda found: AS_HEARD[found.group()], name.lower()))
    starts = ["s" + key[1:], key] if key.startswith("j") else [key]
    found: set[str] = set()
    for start in starts:
        for pattern, letter in BONES:
            start = pattern.sub(letter, start)
        ways = [""]
        for letter in start:
            ways = [way + read for way in ways for read in EITHER.get(letter, (letter,))][:MOST_KEYS]
        for way in ways:
            first = "a" if VOWELS.match(way) else ""
            found.add(TWICE.sub(r"\1", first + VOWELS.sub("", way)))
    return frozenset(each for each in found if len(each) >= SHORTEST_KEY)


def bones_asked(name: str) -> frozenset[str]:
    """Return the keys of a name that may stand in any case."""
    bare = ENDING.sub("", name.lower())
    return bones(name) | (bones(bare) if len(bare) >= 4 else frozenset())
