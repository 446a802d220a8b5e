"""One script for all: words without case and marks, Cyrillic as Latin, so that «Ђорђе» and “Djordje” can meet.

This is a key to look things up by, not a transliteration for readers: it forgets on purpose: ш, š and s are one letter.
"""

from __future__ import annotations

import unicodedata
from functools import cache

import regex

CYRILLIC = (
    "аa бb вv гg дd ђdj ѓdj еe жz зz ѕdz иi йj јj кk лl љlj мm нn њnj оo пp рr сs тt ћc ќc уu ўu фf хh цc чc џdz шs "
    "щst ъa ыi ь эe юju яja ёe єje іi їi ґg ѐe ѝi"
)
MARKED = {
    "đ": "dj",
    "ð": "d",
    "ł": "l",
    "ø": "o",
    "ß": "ss",
    "æ": "ae",
    "œ": "oe",
    "ı": "i",
    "’": "'",
    "‘": "'",
    "ʼ": "'",
}
APOSTROPHE = regex.compile(r"(?<=\p{L})[’'ʼ](?=\p{L})")
MARKS = regex.compile(r"\p{Mn}+")


@cache
def _table() -> dict[int, str]:
    table = {ord(pair[0]): pair[1:] for pair in CYRILLIC.split(" ")}
    return table | {ord(letter): plain for letter, plain in MARKED.items()}


def folded(text: str, *, scripts: bool = True) -> str:
    """Return the text in small letters without marks; with `scripts`, Cyrillic as Latin.

    Its length may differ from the text's: use it for keys, never for spans.
    """
    text = text.lower()
    if scripts:
        text = text.translate(_table())  # before marks go: й and ѓ are letters, not marked ones
    if not text.isascii():
        text = MARKS.sub("", unicodedata.normalize("NFKD", text))
    return APOSTROPHE.sub("", text) if "'" in text else text
