"""Small repairs of what real records get wrong: mangled letters, numbers and dates in words of their own."""

from __future__ import annotations

import html
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime

import regex

SPACE = regex.compile(r"\s+")
TAGS = regex.compile(r"<(?:/?[a-zA-Z][^<>]{0,400}|!--.{0,400}?--)>")
# What UTF-8 read in one of our eight-bit character sets looks like: a lead byte shown as a letter, then another byte.
MANGLED: Mapping[str, regex.Pattern[str]] = {
    "cp1252": regex.compile(r"[ÂÃÄÅÐÑÎÏâ][\u0080-\u00bf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]"),
    "cp1250": regex.compile(r"[ÂĂÄĹĐŃâ][\u0080-\u00bf€‚„…†‡‰Š‹ŚŤŽŹ‘’“”•–—™š›śťžźˇ˘ŁĄŞŻ˛łąşĽ˝ľż]"),
    "cp1251": regex.compile(r"[ВГДЕРСв][\u0080-\u00bfЂЃ‚ѓ„…†‡€‰Љ‹ЊЌЋЏђ‘’“”•–—™љ›њќћџЎўЈҐЁЄЇІіґё№єјЅѕї]"),
}
EDGES = "\ufeff\u200b\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
CONTROL = regex.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")


def text_of(value: object) -> str:
    """Return the words of a value on one line: of a list its first words, of an object its name; tags are dropped."""
    return _line(_words(value))


def sound_text(value: object) -> tuple[str, bool]:
    """Return the words of a value on one line with mangled letters put right, and whether there were any."""
    given = _words(value)
    # Before blanks are made one: a mangled Š or Р holds a no-break space.
    sound = unmangled(given)
    return _line(sound), sound != given


def _words(value: object) -> str:
    for _ in range(8):  # values nest in the wild, and a cyclic one must end
        if isinstance(value, Mapping):
            value = next((value[key] for key in ("@value", "name", "alternateName", "@id") if value.get(key)), "")
        elif isinstance(value, Sequence) and not isinstance(value, (str, bytes)):
            value = next((each for each in value if each not in (None, "", [], {})), "")
        else:
            break
    if value is None or isinstance(value, (Mapping, list, tuple)):
        return ""
    text = CONTROL.sub("", str(value))
    return html.unescape(text) if "&" in text else text


def _line(text: str) -> str:
    if "<" in text:
        text = TAGS.sub(" ", text)
    return SPACE.sub(" ", text).strip().strip(EDGES).strip()


def unmangled(text: str) -> str:
    """Return the text with UTF-8 that was read as Windows-1252, 1250 or 1251 put right; a sound text stays as it is.

    Where only a part can be read back, its words are put right one by one.
    """
    if text.isascii():
        return text
    marks = {encoding: len(pattern.findall(text)) for encoding, pattern in MANGLED.items()}
    for encoding in sorted(marks, key=lambda each: -marks[each]):
        # A sound Cyrillic letter is seldom followed by such a sign, so three of them must be read back without a fault.
        enough = 3 if encoding == "cp1251" else 1
        if marks[encoding] < enough or marks[encoding] * 20 < len(text.split()):
            continue
        if (whole := _reread(text, encoding)) is not None:
            return whole
        if encoding != "cp1251":
            words = [_reread(word, encoding) if MANGLED[encoding].search(word) else None for word in text.split(" ")]
            return " ".join(new or old for new, old in zip(words, text.split(" "), strict=True))
    return text


def _reread(text: str, encoding: str) -> str | None:
    try:
        return b"".join(_byte(letter, encoding) for letter in text).decode("utf-8")
    except (UnicodeDecodeError, UnicodeEncodeError):
        return None


def _byte(letter: str, encoding: str) -> bytes:
    # These sets leave a few bytes without a letter; they come through as Latin-1 controls.
    try:
        return letter.encode(encoding)
    except UnicodeEncodeError:
        return letter.encode("latin-1")


NUMBER = regex.compile(r"[-+]?\d+(?:[.,]\d+)?")


def number_of(value: object) -> float | None:
    """Return a number, also one that is written as a string ("4", "2,5", "5/5"), or None."""
    if isinstance(value, bool):
        return None
    if isinstance(value, (int, float)):
        return float(value) if -1e12 < value < 1e12 else None
    found = NUMBER.match(text_of(value))
    return float(found.group().replace(",", ".")) if found else None


MONTHS = {
    name: at
    for at, names in enumerate(
        ("jan january", "feb february", "mar march", "apr april", "may", "jun june", "jul july", "aug august",
         "sep sept september", "oct october", "nov november", "dec december"),
        1,
    )
    for name in names.split()
}  # fmt: skip
ISO = regex.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})")
BACKWARD = regex.compile(r"(\d{1,2})[-/.]\s?(\d{1,2})[-/.]\s?(\d{4}|\d{2})\b")
NAMED = regex.compile(
    r"(?:(\d{1,2})(?:st|nd|rd|th)?\.?\s+)?([A-Za-z]{3,9})\.?\s+(?:(\d{1,2})(?:st|nd|rd|th)?,?\s+)?(\d{4})"
)
MONTH_ONLY = regex.compile(r"(\d{4})-(\d{2})$")


def day_of(value: object) -> date | None:
    """Return the day of a machine's date (ISO, RFC 822, "5 May 2021", a Unix time); None where it is none or unclear.

    "03/04/2021" could be two days and is read as neither; "25/12/2020" can be one only.
    """
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        if not 1e8 < value < 1e13:
            return None
        return datetime.fromtimestamp(value / (1000 if value > 1e11 else 1), UTC).date()
    text = text_of(value)[:80]
    if found := ISO.match(text):
        return _day(*map(int, found.groups()))
    if found := BACKWARD.match(text):
        first, second, year = map(int, found.groups())
        year += 2000 if year < 100 else 0
        if second > 12 or first == second:
            return _day(year, first, second)
        if first > 12 or "." in text:
            return _day(year, second, first)
        return None
    if found := NAMED.search(text):
        before, month, after, year_text = found.groups()
        if (at := MONTHS.get(month.lower())) and (before or after):
            return _day(int(year_text), at, int(before or after))
    return None


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day) if 1000 <= year <= 9999 else None
    except ValueError:
        return None
