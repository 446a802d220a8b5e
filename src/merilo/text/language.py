"""The language of a text: statistics first, then words that tell close neighbours apart."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Final

import regex
from lingua import Language, LanguageDetector, LanguageDetectorBuilder

from merilo.resources import LANGUAGES, load
from merilo.text.script import sample, script_of

SAMPLE = 1500
"""Code points looked at in the start, the middle and the end of a long text."""
LEAST = 3
"""Fewer letters than this are no language."""
LETTERS: Final = regex.compile(r"\p{L}+")
# Languages told apart by statistics, by script; those that are not ours are there so that "other" can be true.
RIVALS: Final[Mapping[str, tuple[str, ...]]] = {
    "Cyrl": ("MACEDONIAN", "SERBIAN", "BULGARIAN", "RUSSIAN", "UKRAINIAN", "BELARUSIAN", "KAZAKH", "MONGOLIAN"),
    "Latn": (
        "ENGLISH", "BOSNIAN", "CROATIAN", "SERBIAN", "ALBANIAN", "SLOVENE", "SLOVAK", "CZECH", "POLISH", "ROMANIAN",
        "HUNGARIAN", "TURKISH", "GERMAN", "FRENCH", "ITALIAN", "SPANISH", "PORTUGUESE", "DUTCH", "SWEDISH", "DANISH",
        "FINNISH", "LITHUANIAN", "LATVIAN", "ESTONIAN", "AZERBAIJANI", "INDONESIAN", "LATIN",
    ),
}  # fmt: skip
# Letters that one language alone among ours has; ј is Macedonian and Serbian, щ and ь are not theirs.
TELLTALE: Final = {
    "ѓ": "mk", "ќ": "mk", "ѕ": "mk", "ѝ": "mk", "ђ": "sr", "ћ": "sr", "ы": "ru", "э": "ru", "ё": "ru",
    "і": "uk", "ї": "uk", "є": "uk", "ґ": "uk", "ъ": "bg", "ў": "other",
}  # fmt: skip
NEIGHBOURS: Final = ("sr", "hr", "bs")


@dataclass(frozen=True, slots=True)
class Hints:
    """The word list `language-hints`: `strong` stems are this language's alone, `weak` ones it shares with a neighbour.

    A word counts where it begins with a stem that ends in `*`, or is the word.
    """

    strong: tuple[str, ...]
    weak: tuple[str, ...]


def language_of(text: str) -> str:
    """Return the language of a text, one of `resources.LANGUAGES`, or "other"; a long text is judged by samples."""
    seen = sample(text, SAMPLE)
    script = script_of(seen)
    if script not in RIVALS or sum(map(str.isalpha, seen[: 40 * LEAST])) < LEAST:
        return "other"
    guess = _by_letters(seen) if script == "Cyrl" else None
    if guess is None:
        found = _detector(script).detect_language_of(seen)
        guess = "other" if found is None else found.iso_code_639_1.name.lower()
    if guess in NEIGHBOURS:
        return _among_neighbours(seen, script, guess)
    return guess if guess in LANGUAGES else "other"


@cache
def _detector(script: str) -> LanguageDetector:
    languages = [getattr(Language, name) for name in RIVALS[script]]
    return LanguageDetectorBuilder.from_languages(*languages).with_low_accuracy_mode().build()


def _by_letters(text: str) -> str | None:
    """Return the Cyrillic language whose own letters the text has, where no other language's own letters are there."""
    counts = Counter(text.lower())
    found: Counter[str] = Counter()
    for letter, language in TELLTALE.items():
        found[language] += counts[letter]
    if counts["ъ"] and counts["ы"] + counts["э"]:
        found["bg"] = 0  # Russian has it too
    ranked = [each for each in found.most_common(2) if each[1]]
    if not ranked or (len(ranked) == 2 and ranked[0][1] < 5 * ranked[1][1]):
        return None
    return ranked[0][0] if ranked[0][1] > 1 or len(text) < 200 else None


def _among_neighbours(text: str, script: str, guess: str) -> str:
    """Tell Serbian, Croatian and Bosnian apart by their words; the statistical guess settles a draw."""
    scores = dict.fromkeys(NEIGHBOURS, 0.0)
    hints = _hints(script)
    for word, count in Counter(found.group().lower() for found in LETTERS.finditer(text)).items():
        for language, weight in _hints_in(word, hints):
            scores[language] += weight * min(count, 4)
    scores[guess] += 0.5
    if script == "Cyrl":
        # Bosnian is written in Latin nearly always, Croatian always.
        scores["sr"] += 2.0
        scores["hr"] = -1.0
    return max(NEIGHBOURS, key=lambda language: scores[language])


def _hints_in(word: str, hints: Mapping[str, tuple[tuple[str, float], ...]]) -> Iterable[tuple[str, float]]:
    whole = hints.get(word)
    if whole is not None:
        return whole
    for length in range(len(word), 2, -1):
        stem = hints.get(word[:length] + "*")
        if stem is not None:
            return stem
    return ()


@cache
def _hints(script: str) -> Mapping[str, tuple[tuple[str, float], ...]]:
    """Return stem -> (language, weight) ...; what a language's list has and another's has not speaks for it."""
    found: dict[str, list[tuple[str, float]]] = {}
    profiles = {"sr": "sr", "bs": "bs-Cyrl"} if script == "Cyrl" else {"sr": "sr-Latn", "hr": "hr", "bs": "bs"}
    for language, profile in profiles.items():
        hints: Hints = load(profile, "language-hints", Hints)
        for stems, weight in ((hints.strong, 2.0), (hints.weak, 1.0)):
            for stem in stems:
                found.setdefault(stem, []).append((language, weight))
    return {stem: tuple(rows) for stem, rows in found.items()}
