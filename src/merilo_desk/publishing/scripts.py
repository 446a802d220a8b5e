"""One language in two scripts: Serbian Cyrillic as Latin, with addresses and code left as they were; and slugs."""

from __future__ import annotations

import unicodedata

import cyrtranslit
import regex

from merilo_desk.languages import language

# Addresses and Markdown's code keep their letters.
KEPT = regex.compile(r"https?://\S+|`[^`]*`|\]\([^)]*\)")
LETTERS = {"đ": "dj", "ð": "d", "ł": "l", "ø": "o", "ß": "ss", "æ": "ae", "œ": "oe", "ı": "i", "ь": "", "ъ": ""}
LONGEST = 80


def in_latin(text: str) -> str:
    """Return Serbian Cyrillic in Latin letters."""
    parts, at = [], 0
    for kept in KEPT.finditer(text):
        parts += [cyrtranslit.to_latin(text[at : kept.start()], "sr"), kept.group()]
        at = kept.end()
    return "".join([*parts, cyrtranslit.to_latin(text[at:], "sr")])


def slug_of(text: str, code: str) -> str:
    """Return words as a readable part of an address in plain Latin letters, cut at a word; "check" for no letters."""
    spoken = language(code).profile.split("-")[0]
    if spoken in {"mk", "sr", "bg", "ru", "uk"}:
        text = cyrtranslit.to_latin(text, spoken)
    # What is still Cyrillic is of another language than the page's.
    text = cyrtranslit.to_latin(text, "sr").lower()
    text = "".join(LETTERS.get(letter, letter) for letter in text)
    plain = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    slug = regex.sub(r"[^a-z0-9]+", "-", regex.sub(r"['’ʼ\"]", "", plain)).strip("-")
    if len(slug) > LONGEST:
        slug = slug[: LONGEST + 1].rpartition("-")[0] or slug[:LONGEST]
    return slug or "check"
