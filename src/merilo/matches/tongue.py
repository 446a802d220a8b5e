"""The words that claims are compared by, and a quick guess of the language of a claim, which is often given wrong."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

import regex

from merilo.resources import PROFILES, load, profile
from merilo.text.language import language_of

TOKEN = regex.compile(r"[\p{L}\p{M}’'ʼ]+")
# Letters that among the languages we read only those of Bosnia, Croatia and Serbia have in Latin.
SLAVIC = regex.compile(r"[čćđšžČĆĐŠŽ]")
CYRILLIC = regex.compile(r"\p{Cyrillic}")


@dataclass(frozen=True, slots=True)
class Words:
    """The `matching` list of a language: function words, negation, and stems of the names of
    cities that languages call by different names."""

    stop: tuple[str, ...]
    negation: tuple[str, ...]
    cities: Mapping[str, tuple[str, ...]]


def words_of(profile: str) -> Words:
    """Return the list of a profile.

    Raises:
        MissingWords: it has none.
    """
    found: Words = load(profile, "matching", Words)
    return found


@cache
def stops() -> Mapping[str, frozenset[str]]:
    """Return the function words of every profile."""
    return {profile: frozenset(words_of(profile).stop) for profile in PROFILES}


def profile_of(text: str, told: str = "other") -> str:
    """Guess the profile of a short text from its script and function words; `told` breaks ties.

    A language that is told but whose script or words do not show in the text is not believed.
    """
    tokens = [token.lower() for token in TOKEN.findall(text)[:60]]
    cyrillic = 2 * len(CYRILLIC.findall(text[:600])) > sum(map(str.isalpha, text[:600]))
    best, most = "", 0.0
    for name, words in stops().items():
        if _cyrillic(name) != cyrillic:
            continue
        hits = sum(token in words for token in tokens) + (0.6 if name.split("-")[0] == told else 0.0)
        if hits > most:
            best, most = name, hits
    return best or _by_letters(text[:600], cyrillic)


@lru_cache(maxsize=10_000)
def _by_letters(text: str, cyrillic: bool) -> str:
    """Guess by statistics, where no function word tells."""
    if not cyrillic and SLAVIC.search(text):
        return "hr"
    found = profile(language_of(text), "Cyrl" if cyrillic else "Latn")
    return found if _cyrillic(found) == cyrillic else "ru" if cyrillic else "en"


@cache
def _cyrillic(profile: str) -> bool:
    return bool(CYRILLIC.search(" ".join(words_of(profile).stop[:20])))
