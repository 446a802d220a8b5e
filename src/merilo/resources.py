"""Typed word lists by language, compiled from `resources/<language>/<topic>.yaml`.

A *profile* is a language in one script: "sr" is Serbian in Cyrillic and "sr-Latn" in Latin, "bs" is Bosnian in Latin
and "bs-Cyrl" in Cyrillic; the second script of each is made from the first when the lists are compiled. Every other
language is its own profile.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import TypeVar

import msgspec

from merilo.errors import MissingWords

LANGUAGES = ("en", "mk", "sr", "hr", "bs", "sq", "bg", "ru", "uk")
PROFILES = (*LANGUAGES, "sr-Latn", "bs-Cyrl")

T = TypeVar("T")


def profile(language: str, script: str) -> str:
    """Return the profile whose word lists fit a text; English serves where the language is not one of ours."""
    if language not in LANGUAGES:
        return "en"
    second = f"{language}-{script}"
    return second if second in PROFILES else language


@cache
def load(profile: str, topic: str, kind: type[T]) -> T:
    """Return the word list `topic` of a profile as a value of `kind` (a dataclass, or dict[str, ...]).

    Raises:
        MissingWords: the profile has no such list.
        msgspec.ValidationError: the list does not have the shape of `kind`.
    """
    path = files("merilo") / "wordlists" / profile / f"{topic}.json"
    try:
        raw = path.read_bytes()
    except FileNotFoundError:
        raise MissingWords(profile, topic) from None
    return msgspec.json.decode(raw, type=kind)
