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

SAMPLE, STATISTICS = 1500, 500
"""Code points looked at in the start, the middle and the end of a long text: for its words, and for statistics."""
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
# Letters that rule Cyrillic languages out; ѝ stands in two, and a foreign name may bring a letter along.
RULED_OUT: Final = {
    **dict.fromkeys("йщьюя", ("mk", "sr")), **dict.fromkeys("јљњџ", ("bg", "ru", "uk")),
    **dict.fromkeys("ыэё", ("bg", "mk", "sr", "uk")), **dict.fromkeys("іїєґ", ("bg", "ru", "mk", "sr")),
    **dict.fromkeys("ђћ", ("bg", "ru", "uk", "mk")), **dict.fromkeys("ѓќѕ", ("bg", "ru", "uk", "sr")),
    "ъ": ("mk", "sr", "uk"), "ў": ("bg", "ru", "uk", "mk", "sr"),
}  # fmt: skip
CYRILLIC: Final = ("mk", "sr", "bg", "ru", "uk")
NEIGHBOURS: Final = ("sr", "hr", "bs")


@dataclass(frozen=True, slots=True)
class Hints:
    """The word list `language-hints`: `strong` stems are this language's alone, `weak` ones it shares with a neighbour.

    A word counts where it begins with a stem that ends in `*`, or is the word. `small` are a language's common small
    words, where `strong` holds others.
    """

    strong: tuple[str, ...]
    weak: tuple[str, ...]
    small: tuple[str, ...] = ()


def language_of(text: str) -> str:
    """Return the language of a text, one of `resources.LANGUAGES`, or "other"; a long text is judged by samples."""
    seen = sample(text, SAMPLE)
    script = script_of(seen)
    if script not in RIVALS or sum(map(str.isalpha, seen[: 40 * LEAST])) < LEAST:
        return "other"
    found = _detector(script).detect_language_of(sample(seen, STATISTICS))
    guess = "other" if found is None else found.iso_code_639_1.name.lower()
    if script == "Cyrl":
        guess = _among_cyrillic(seen, guess)
    if guess in NEIGHBOURS:
        return "sq" if _albanian(seen) else _among_neighbours(seen, script, guess)
    return guess if guess in LANGUAGES else "other"


@cache
def _detector(script: str) -> LanguageDetector:
    languages = [getattr(Language, name) for name in RIVALS[script]]
    return LanguageDetectorBuilder.from_languages(*languages).with_low_accuracy_mode().build()


def _among_cyrillic(text: str, guess: str) -> str:
    """Return the Cyrillic language that the letters allow and small words speak for; statistics settle a draw."""
    counts = Counter(text.lower())
    against: Counter[str] = Counter()
    for letter, languages in RULED_OUT.items():
        for language in languages:
            against[language] += counts[letter]
    least = min(against[language] for language in CYRILLIC)
    ours = guess in CYRILLIC or any(counts[letter] for letter in "јљњџђћѓќѕїєґщ") or (guess == "be" and not counts["ў"])
    if not ours:
        return guess
    scores = dict.fromkeys((each for each in CYRILLIC if against[each] <= least + counts.total() // 200), 0.0)
    seen = [found.group().lower() for found in LETTERS.finditer(text[:SAMPLE])]
    for language in scores:
        strong, weak = _small_words(language)
        scores[language] = sum((word in strong) + 0.3 * (word in weak) for word in seen) / (len(seen) or 1)
    scores[guess] = scores.get(guess, -1.0) + 0.25
    return max(scores, key=lambda language: scores[language])


@cache
def _small_words(language: str) -> tuple[frozenset[str], frozenset[str]]:
    hints: Hints = load(language, "language-hints", Hints)
    return (frozenset(hints.small), frozenset()) if hints.small else (frozenset(hints.strong), frozenset(hints.weak))


def _albanian(text: str) -> bool:
    """Whether statistics took Slavic names for the language: ë and ç stand in no word of the neighbours."""
    counts = Counter(text.lower())
    return counts["ë"] + counts["ç"] > 1 and not any(counts[letter] for letter in "čćžšđ")


def _among_neighbours(text: str, script: str, guess: str) -> str:
    """Tell Serbian, Croatian and Bosnian apart by their words; the statistical guess settles a draw."""
    scores = dict.fromkeys(NEIGHBOURS, 0.0)
    hints = _hints(script)
    for word, count in Counter(found.group().lower() for found in LETTERS.finditer(text)).items():
        for language, weight in _hints_in(word, hints):
            scores[language] += weight * min(count, 4)
    # Statistics hardly tell Serbian in Latin script from Bosnian; without a sign of the latter it is the former.
    scores[guess] += 0.5
    if guess == "bs":
        scores["sr"] += 0.6
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
