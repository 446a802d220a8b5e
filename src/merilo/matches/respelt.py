"""A name that the library does not know is asked for in the spelling that it has: “Navallni” as “Navalny”."""

from __future__ import annotations

from merilo.library.collection import Library
from merilo.matches.lexical import WordIndex, text_of
from merilo.matches.sound import NAME, bones, bones_asked, ratio, sound
from merilo.matches.terms import terms
from merilo.matches.tongue import profile_of

LOOKED_AT = 30
# Consonants alone are the same too easily: the whole must sound alike too (0 to 100).
ALIKE = 60.0
MOST_NAMES = 8


def respelt(text: str, language: str, words: WordIndex, library: Library) -> str:
    """Return a claim with the names that stand in no check written as a check in another language writes them."""
    ours = base_of(text, language)
    spelt: dict[str, str] = {}
    for name in list(dict.fromkeys(NAME.findall(text)))[:MOST_NAMES]:
        asked = terms(name, language)
        if asked and not any(words.knows(term) for term in asked) and (other := _spelling(name, ours, words, library)):
            spelt[name] = other
    return NAME.sub(lambda found: spelt.get(found.group(), found.group()), text) if spelt else text


def _spelling(name: str, ours: str, words: WordIndex, library: Library) -> str:
    """Return the name that sounds most like this one in a check of another language, or nothing.

    One language writes a name in one way, so what sounds alike there is another name.
    """
    asked = bones_asked(name)
    rows = words.sounding(sorted(asked), LOOKED_AT) if asked else []
    heard = sound(name)
    found: dict[str, float] = {}
    for stored in library.at(rows).values():
        if base_of(stored.check.claim, stored.check.language) == ours:
            continue
        for other in frozenset(NAME.findall(text_of(stored))):
            if bones(other) & asked:
                found[other] = max(ratio(heard, sound(other)), found.get(other, 0.0))
    best = max(found, key=lambda each: (found[each], each), default="")
    return best if best and found[best] >= ALIKE else ""


def base_of(text: str, told: str) -> str:
    """Return the language of a text without its script."""
    return profile_of(text, told).split("-")[0]
