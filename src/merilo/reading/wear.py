"""Signs that a text was damaged or doctored on its way: letters of the wrong character set, hidden marks."""

from __future__ import annotations

import re

from merilo.model import Phrase
from merilo.reading.unbroken import broken_words

# Marks that turn the direction of writing: a text in our languages has no use for them, and they can hide words.
TURNING = re.compile(r"[\u202a-\u202e\u2066-\u2069]")
LOST = re.compile(r"\ufffd")
# UTF-8 read as windows-1252, -1250 or -1251: a lead byte, seen as a letter, and its tail, seen as a sign or letter that
# hardly ever follows it. Cyrillic as 1251 shows as „РЎРєРѕ“, as 1252 as "Ð¡ÐºÐ¾"; č as "Ä\x8d", "ÄŤ".
GARBLED = re.compile(
    r"(?:[ÐÑ][\x80-\xbf\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc\u2013-\u203a\u20ac\u2122]){2,}"
    r"|(?:[РСВ][\u0402-\u040c\u040e\u040f\u0452-\u045c\u045e\u045f°±µ¶·№»\u00a0\u00a4\u00a6-\u00ae\u2013-\u203a\u20ac\u2122јѕїієґ]){3,}"
    r"|â€[\x80-\xbf\u0153\u017e\u0161\u02dc\u2122\u201c\u201d\u02c6\u00a6]?"
    r"|вЂ[\u045a\u045b\u045c\u2122\u201c\u201d\u0161\u0459\u00a6\u045e\u0408]?"
    r"|[ÄĹ][\x80-\xbf\u0104-\u017e\u02c7\u02d8\u02db\u2018-\u2021\u2026\u20ac\u2021‡‘’](?=[a-zčćžšđ\s]|$)"
    r"|Å[\x80-\xbf\u0152\u0153\u0160\u0161\u017d\u017e¡¾½]"
    r"|Ã[\x80-\xbf«§‡‹]"
)
# A word in letters of two scripts that look alike: a Latin "a" in a Cyrillic word is found by no search.
LETTERS = re.compile(r"[^\W\d_]{2,}")
LATIN, CYRILLIC = re.compile(r"[a-zA-Z]"), re.compile(r"[\u0400-\u052f]")
# Marks that nobody sees within a word: soft hyphens, spaces and joiners of no width.
UNSEEN = re.compile(r"(?<=\w)[\u00ad\u200b-\u200d\u2060\ufeff]+(?=\w)")
# A letter that a machine read for a figure: 2O24, l4.
MISREAD = re.compile(r"(?<![\w/])(?:l\d{1,3}|(?<!\d[.,])\d[\d.,]*[OoIl](?=[.,]?\d)[\dOoIl.,]*)(?![\w/])")
ENOUGH = 2


def wear(text: str) -> tuple[Phrase, ...]:
    """Return what a reader should know of the state of the text; the text itself stays as it is."""
    found: list[Phrase] = []
    if turned := len(TURNING.findall(text)):
        found.append(Phrase("reading.direction-marks", {"count": turned}))
    if lost := len(LOST.findall(text)):
        found.append(Phrase("reading.lost-letters", {"count": lost}))
    garbled = GARBLED.findall(text)
    if len(garbled) >= ENOUGH:
        found.append(Phrase("reading.garbled", {"example": garbled[0][:20]}))
    if text.count("\x00"):
        found.append(Phrase("reading.control-marks", {}))
    if broken := broken_words(text):
        found.append(Phrase("reading.broken-words", {"count": broken}))
    mixed = [word for word in LETTERS.findall(text) if LATIN.search(word) and CYRILLIC.search(word)]
    if len(mixed) >= ENOUGH:
        found.append(Phrase("reading.mixed-letters", {"count": len(mixed), "example": mixed[0][:20]}))
    if unseen := len(UNSEEN.findall(text)):
        found.append(Phrase("reading.unseen-marks", {"count": unseen}))
    misread = MISREAD.findall(text)
    if len(misread) >= ENOUGH:
        found.append(Phrase("reading.misread-figures", {"example": misread[0].strip(".,")[:20]}))
    return tuple(found)
