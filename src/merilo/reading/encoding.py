"""Bytes into words: which character set they are in, told by marks, by trial, and by the letters of our languages."""

from __future__ import annotations

import codecs
import math
import re
from collections import Counter
from dataclasses import dataclass
from functools import cache

from merilo.errors import BinarySource, EmptySource, WrongEncoding
from merilo.model import Phrase
from merilo.resources import LANGUAGES, load

MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# What each starts with: where the letters hardly decide, the commoner one wins.
EIGHT_BIT = {
    "cp1251": 0.0,
    "cp1250": 0.0,
    "cp1252": -0.01,
    "koi8-u": -0.05,
    "iso-8859-5": -0.1,
    "iso-8859-2": -0.1,
    "mac-cyrillic": -0.03,
    "cp866": -0.2,
    "cp855": -0.3,
    "mac-latin2": -0.3,
    "cp852": -0.2,
}
SAMPLE = 1 << 16
# Where so few bytes are beyond ASCII the words can be read whatever they are.
FEW = 0.2
WORDS = re.compile(r"[^\s\x00\ufeff]")
# What a letter weighs that no language of ours has, a sign that is none of ordinary print, and a letter of the wrong
# case inside a word; an ordinary letter weighs 0 to -1 by its rank.
STRANGE, ODD_SIGN, WRONG_CASE, MIXED = -6.0, -3.0, -6.0, -1.5
ORDINARY_SIGN, GLUED = -0.9, -3.0
GOOD_ENOUGH = -2.5
PRINT = frozenset("„“”«»‘’‚‹›–—…•§°€£©®™·№×±½¼¾²³´¨\u00a0\u00ad¡¿")
MIXED_CASE = re.compile(r"[a-zà-ÿčćžšđа-яђ-џґ][A-ZÀ-ÞČĆŽŠĐА-ЯЂ-Џ]")
# Signs that stand at the edge of a word or alone, never within one.
INSIDE = re.compile(r"[^\W\d_][„“«»…•§°€£©®™·№×±½¼¾²³´¨¡¿†‡‰¶¤¦¬][^\W\d_]")
MIXED_SCRIPT = re.compile(r"[A-Za-zÀ-ž][Ѐ-ӿ]|[Ѐ-ӿ][A-Za-zÀ-ž]")
SAFE_CONTROLS = frozenset(b"\t\n\r\x0b\x0c\x1a\x1b\x1c\x1d\x1e\x1f\x7f\x08")


@dataclass(frozen=True, slots=True)
class Decoded:
    """The words, the character set they were in, and whether that had to be guessed from the letters."""

    text: str
    encoding: str
    guessed: bool = False

    @property
    def notices(self) -> tuple[Phrase, ...]:
        """What a reader should know of it."""
        return (Phrase("reading.encoding-guessed", {"encoding": self.encoding}),) if self.guessed else ()


@dataclass(frozen=True, slots=True)
class Words:
    """The part of the word list `reading` that is wanted here: the letters, the most frequent first."""

    letters: str


def decode(data: bytes, name: str, *, said: str | None = None) -> Decoded:
    """Return the bytes as text; `said` is the character set that a header or the page itself names.

    Raises:
        EmptySource: there is nothing but white space.
        BinarySource: the bytes are no text.
        WrongEncoding: they are text in no character set we know.
    """
    if not data.strip(b" \t\r\n\0"):
        raise EmptySource(name)
    found = _marked(data) or _wide(data)
    if found is None:
        if _is_binary(data):
            raise BinarySource(name)
        found = _trial(data, "utf-8") or _said(data, said) or _cut_off(data) or _guess(data, name)
    if not WORDS.search(found.text):
        raise EmptySource(name)
    return found


def _marked(data: bytes) -> Decoded | None:
    for mark, encoding in MARKS:
        if data.startswith(mark):
            # A file may break off in the middle of a letter: that loses one letter, not the text.
            return Decoded(data.decode(encoding, "replace"), encoding.removesuffix("-sig"))
    return None


def _wide(data: bytes) -> Decoded | None:
    """UTF-16 without a mark: every second byte is then a 0, 1 (č, ž) or 4 (Cyrillic)."""
    sample = data[: SAMPLE & ~1]
    if len(sample) < 4:
        return None
    even, odd = Counter(sample[0::2]), Counter(sample[1::2])
    half = len(sample) // 2
    for high, low, encoding in ((odd, even, "utf-16-le"), (even, odd, "utf-16-be")):
        letters = high[0] + high[1] + high[4]
        if letters > half / 2 and letters + high[0x20] + high[0x21] > 0.9 * half and low[0] < 0.05 * half:
            text = data.decode(encoding, "replace")
            if text.count("\ufffd") <= 1:
                return Decoded(text, encoding)
    return None


def _is_binary(data: bytes) -> bool:
    sample = data[:SAMPLE]
    odd = sum(count for byte, count in Counter(sample).items() if byte < 32 and byte not in SAFE_CONTROLS)
    return odd > len(sample) // 200 + 1 or sample.count(0) > len(sample) // 1000 + 1


def _trial(data: bytes, encoding: str) -> Decoded | None:
    try:
        return Decoded(data.decode(encoding), encoding)
    except (UnicodeDecodeError, LookupError):
        return None


def _said(data: bytes, said: str | None) -> Decoded | None:
    """Take the source at its word if the bytes can be read so, and the result looks like writing."""
    if not said:
        return None
    try:
        encoding = codecs.lookup(said.strip().lower()).name
        if encoding in {"utf-8", "ascii"}:
            return None
        # "Latin 1" on a page has always meant windows-1252.
        found = _trial(data, "cp1252" if encoding == "iso8859-1" else encoding)
    except (LookupError, ValueError, UnicodeError):
        return None
    if found is None or not isinstance(found.text, str) or looks(found.text[:SAMPLE]) < GOOD_ENOUGH:
        return None
    return found


def _cut_off(data: bytes) -> Decoded | None:
    """UTF-8 with a few broken letters is UTF-8 all the same: the file was cut off, or patched together."""
    text = data.decode("utf-8", "replace")
    whole = sum(1 for each in text if each > "\x7f" and each != "\ufffd")
    lost = text.count("\ufffd")
    if lost and whole >= 10 * lost and looks(text.replace("\ufffd", "")[:SAMPLE]) > GOOD_ENOUGH:
        return Decoded(text, "utf-8")
    return None


def _guess(data: bytes, name: str) -> Decoded:
    """Read the bytes in the eight-bit character set whose letters look most like one of our languages."""
    sample = data[:SAMPLE]
    best: tuple[float, str] = (-math.inf, "")
    for encoding, prior in EIGHT_BIT.items():
        try:
            score = prior + looks(sample.decode(encoding))
        except UnicodeDecodeError:
            score = prior + looks(sample.decode(encoding, "replace")) + STRANGE / 4
        if score > best[0]:
            best = (score, encoding)
    score, encoding = best
    if score >= GOOD_ENOUGH:
        return Decoded(data.decode(encoding, "replace"), encoding, guessed=True)
    from charset_normalizer import from_bytes  # only for languages that are not ours: it is slow, and to load as well

    other = from_bytes(sample).best()
    if other is None or other.encoding is None:
        if sum(byte > 127 for byte in sample) > FEW * len(sample):
            raise WrongEncoding(name)
        return Decoded(data.decode(encoding, "replace"), encoding, guessed=True)
    return Decoded(data.decode(other.encoding, "replace"), other.encoding, guessed=True)


def looks(text: str) -> float:
    """Return how much the letters beyond ASCII look like one of our languages: 0 very much, -6 not at all."""
    counts = Counter(text)
    foreign = {each: count for each, count in counts.items() if each > "\x7f"}
    total = sum(foreign.values())
    if not total:
        return 0.0
    fixed = sum(count * _sign(each) for each, count in foreign.items() if not each.isalpha())
    letters = {each: count for each, count in foreign.items() if each.isalpha()}
    written = max(
        (sum(count * ranks.get(each.lower(), STRANGE) for each, count in letters.items()) for ranks in _alphabets()),
        default=0.0,
    )
    wrong = len(MIXED_CASE.findall(text)) * WRONG_CASE + len(MIXED_SCRIPT.findall(text)) * MIXED
    wrong += len(INSIDE.findall(text)) * GLUED
    return (fixed + written + wrong) / total


def _sign(each: str) -> float:
    return ORDINARY_SIGN if each in PRINT else ODD_SIGN if each.isprintable() else STRANGE


@cache
def _alphabets() -> tuple[dict[str, float], ...]:
    """Return, for each language, what its letters weigh: the most frequent 0, the rarest -1."""
    lists = [load(each, "reading", Words).letters for each in (*LANGUAGES, "sr-Latn")]
    return tuple({letter: -at / len(letters) for at, letter in enumerate(letters)} for letters in lists)
