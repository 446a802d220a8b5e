"""The script of a text, as an ISO 15924 code."""

from __future__ import annotations

import unicodedata
from collections import Counter

SAMPLE = 4000
# The first word of a character's Unicode name says its script.
CODES = {
    "LATIN": "Latn", "CYRILLIC": "Cyrl", "GREEK": "Grek", "ARABIC": "Arab", "HEBREW": "Hebr", "ARMENIAN": "Armn",
    "GEORGIAN": "Geor", "DEVANAGARI": "Deva", "BENGALI": "Beng", "TAMIL": "Taml", "TELUGU": "Telu", "THAI": "Thai",
    "CJK": "Hani", "HIRAGANA": "Jpan", "KATAKANA": "Jpan", "HANGUL": "Kore", "ETHIOPIC": "Ethi", "KHMER": "Khmr",
    "LAO": "Laoo", "MYANMAR": "Mymr", "SINHALA": "Sinh", "MALAYALAM": "Mlym", "KANNADA": "Knda", "GUJARATI": "Gujr",
    "GURMUKHI": "Guru", "ORIYA": "Orya", "TIBETAN": "Tibt", "MONGOLIAN": "Mong", "SYRIAC": "Syrc", "THAANA": "Thaa",
    "GLAGOLITIC": "Glag", "COPTIC": "Copt", "CHEROKEE": "Cher", "FULLWIDTH": "Latn",
}  # fmt: skip


def script_of(text: str) -> str:
    """Return the script that most letters of a text are in: "Cyrl", "Latn", "Grek" ...; "Zyyy" where it has no letters.

    A long text is judged by samples from its beginning, its middle and its end.
    """
    counts = Counter(sample(text))
    found: Counter[str] = Counter()
    for letter, count in counts.items():
        if letter.isalpha():
            found[_script(letter)] += count
    return found.most_common(1)[0][0] if found else "Zyyy"


def sample(text: str, length: int = SAMPLE) -> str:
    """Return the text, or where it is longer than three times `length` that much of its start, middle and end."""
    if len(text) <= 3 * length:
        return text
    middle = (len(text) - length) // 2
    return " ".join((text[:length], text[middle : middle + length], text[-length:]))


def _script(letter: str) -> str:
    if letter.isascii():
        return "Latn"
    if "\u0400" <= letter <= "\u052f":
        return "Cyrl"
    return CODES.get(unicodedata.name(letter, "?").split()[0].split("-")[0], "Zzzz")
