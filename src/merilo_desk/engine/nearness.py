"""How submissions are found and compared: keys of their words and addresses, and what they mean."""

from __future__ import annotations

from collections.abc import Sequence

from merilo.library.duplicates import url_key
from merilo.library.folding import folded
from merilo.matches.alike import Alike, alike, meaning_name, meanings
from merilo.matches.terms import CUT, term_of, terms, words_asked
from merilo_desk.engine.thread import asked, encoder

VOWELS = "aeiou"

__all__ = ["Alike", "alike", "keys_asked", "keys_kept", "link_key", "meaning_of"]


def keys_kept(text: str, language: str = "other") -> frozenset[str]:
    """Return every key that a text is found by: its lemmas and its written words, in one script, cut short."""
    written = (folded(word)[:CUT] for word in words_asked(text))
    return frozenset({*terms(text, language), *written} - {""})


def keys_asked(text: str, languages: Sequence[str]) -> list[tuple[frozenset[str], str]]:
    """Return for each word of a question the keys it may be kept under, in any of the languages, and how they begin.

    A word is met by one of its keys, or by any key that begins as it does ("" for words too short to say).
    """
    asked = []
    for word in dict.fromkeys(words_asked(text)):
        keys = frozenset({term_of(word, each) for each in languages} | _endings(folded(word)[:CUT])) - {""}
        beginning = folded(word)[:CUT]
        if keys:
            asked.append((keys, beginning if len(beginning) >= 3 and not word[0].isdigit() else ""))
    return asked


def _endings(word: str) -> set[str]:
    """Return a short word with each vowel it may end in: no word list knows every form of "plata"."""
    stem = word[:-1] if word[-1:] in VOWELS else word
    return {word, *((stem + vowel for vowel in ("", *VOWELS)) if 3 <= len(stem) < CUT else ())}


def link_key(address: str) -> str:
    """Return an address without scheme, "www." and tracking marks; "" for none that leads to a page."""
    return url_key(address.strip()) or ""


def meaning_of(texts: Sequence[str], languages: Sequence[str]) -> tuple[str, list[bytes]]:
    """Return the encoder's name and each text's meaning in half precision; nothing where there is no encoder."""

    def work() -> tuple[str, list[bytes]]:
        using = encoder()
        if using is None or not texts:
            return "", []
        return meaning_name(using), [each.astype("float16").tobytes() for each in meanings(texts, languages, using)]

    return asked(work)
