"""Turn a text into the terms that the word index holds: lemmas in one script, cut to what endings leave alone."""

from __future__ import annotations

from functools import lru_cache

import regex
import simplemma

from merilo.library.folding import folded
from merilo.matches.tongue import profile_of, stops
from merilo.resources import load

TOKEN = regex.compile(r"\d+(?:[.,]\d+)*|[\p{L}\p{M}][\p{L}\p{M}\d]*(?:[’'ʼ](?=\p{L})[\p{L}\p{M}]+)*|\d+\p{L}*")
LEMMAS = {"en": "en", "mk": "mk", "sr": "hbs", "hr": "hbs", "bs": "hbs", "bg": "bg", "ru": "ru", "uk": "uk"}
CUT = 6
CLITICS = regex.compile(r"[’'ʼ](?:s|t|re|ve|ll|d|m)$")


def terms(text: str, told: str = "other", *, scripts: bool = True) -> list[str]:
    """Return the terms of a text in order, function words dropped.

    With `scripts` Cyrillic and Latin meet in one term; without it each script keeps to itself.
    """
    profile = profile_of(text, told)
    drop = stops()[profile]
    found = []
    for token in TOKEN.findall(text):
        word = CLITICS.sub("", token.lower())
        if word not in drop and (len(word) > 1 or word.isdigit()):
            found.append(_term(word, profile.split("-")[0], scripts))
    return [term for term in found if term]


def words_asked(text: str) -> list[str]:
    """Return the words of a question to a search, in small letters, without what is only a stop in its language."""
    words = [CLITICS.sub("", token.lower()) for token in TOKEN.findall(text)]
    drop = stops()[profile_of(text)]
    return [word for word in words if word not in drop] or words


def term_of(word: str, language: str) -> str:
    """Return the term of one word in a language that is known ("mk", "sr", ...), in one script."""
    return _term(word.lower(), language.split("-")[0], True)


def lemma_of(word: str, language: str) -> str:
    """Return the lemma of one word in a language that is known, in one script and in its full length."""
    return folded(_lemma(word.lower(), language.split("-")[0]))


@lru_cache(maxsize=200_000)
def _term(word: str, language: str, scripts: bool) -> str:
    if word[0].isdigit():
        return word.replace(",", "").replace(".", "") if len(word) > 3 else word
    return folded(_lemma(word, language), scripts=scripts)[:CUT]


def _lemma(word: str, language: str) -> str:
    if language == "sq":
        return _albanian(word)
    if language in LEMMAS:
        return simplemma.lemmatize(word, LEMMAS[language]).lower()
    return word


def _albanian(word: str) -> str:
    """Take the ending off an Albanian word: article, case and plural, longest first, a root of four letters left."""
    for ending in load("sq", "endings", tuple[str, ...]):
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            return word[: -len(ending)]
    return word
