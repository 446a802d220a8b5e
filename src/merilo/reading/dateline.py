"""The day an article was published, as its own lines say it: „Објавено: 12 мај 2024“, "SARAJEVO, 12. maja 2024. –"."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

import regex

from merilo.resources import LANGUAGES, PROFILES, load

FIRST_YEAR = 1900
# What may stand in a line besides the date and still leave it a line about the date: a place, a time, a name.
OTHER_WORDS, LONGEST_LINE, LONGEST_DATELINE = 5, 120, 90

NUMERIC = regex.compile(
    r"(?<![\d.,])(?:(?P<y1>(?:19|20)\d\d)[-./](?P<m1>\d{1,2})[-./](?P<d1>\d{1,2})"
    r"|(?P<d2>\d{1,2})(?P<sep>[./-])[ \u00a0]?(?P<m2>\d{1,2})(?P=sep)[ \u00a0]?(?P<y2>(?:19|20)\d\d))(?!\d|[.,]\d)"
)
LETTERS = regex.compile(r"\p{L}+")
SENTENCE_END = regex.compile(r"\p{Ll}{4,}\.\s*$")
AFTER_DATELINE = regex.compile(
    r"\.?[ \u00a0]*(?:\p{L}{1,5}\.)?[)/]?[ ,\u00a0]*(?:[(/][^()/]{1,30}[)/])?[ \u00a0]*[–—-][ \u00a0]"
)


@dataclass(frozen=True, slots=True)
class Words:
    """The part of the word list `reading` that is wanted here; the codes of `months` are English, three letters."""

    months: dict[str, list[str]]
    weekdays: list[str]
    published: list[str]
    byline: list[str]
    clock: list[str]
    ordinals: list[str]
    year: list[str]
    conjunctions: list[str]


CODES = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


def date_among(lines: Iterable[str], *, bare: bool = True) -> date | None:
    """Return the day that the first line about a date gives, or a dateline that opens a paragraph.

    With `bare` off only lines count that say in words that it is the day of publication.
    """
    for line in lines:
        day = (date_line(line) or _dateline(line)) if bare or is_labelled(line) else None
        if day is not None:
            return day
    return None


def is_labelled(line: str) -> bool:
    """Say whether a line begins with a word for publication („Објавено“, "Published")."""
    opening = " ".join([*LETTERS.findall(line[:60].casefold()), ""])
    return opening.startswith(_labels())


def date_line(line: str, *, day_first: bool = False) -> date | None:
    """Return the day a short line gives that is about little else ("Published: 12 May 2024, 10:35"), or None.

    Of two days (published, changed) it is the earlier one. `day_first` says that 05/06/2024 is in June.
    """
    if len(line) > LONGEST_LINE:
        return None
    found = _first(line, day_first)
    if found is None:
        return None
    day, start, end = found
    rest = line[:start] + " " + line[end:]
    if second := _first(line[end:], day_first):
        if not is_labelled(line):
            return None  # from one day to another: a heading
        day = min(day, second[0])
        rest = line[:start] + " " + line[end : end + second[1]] + " " + line[end + second[2] :]
    rest = _clock().sub(" ", rest)
    others = [word for word in LETTERS.findall(rest.casefold()) if word not in _furniture()]
    return day if len(others) <= OTHER_WORDS and line[-1] not in "?!" and not _is_sentence(others, line) else None


def _is_sentence(others: list[str], line: str) -> bool:
    """A line with more words that ends in a word and a full stop tells something rather than dates something."""
    return len(others) > 1 and SENTENCE_END.search(line) is not None


def _dateline(line: str) -> date | None:
    """Return the day between a place and a dash that open a paragraph: „СКОПЈЕ, 12 мај 2024 (МИА) – ...“."""
    found = _first(line[:LONGEST_DATELINE])
    if found is None or not line[:1].isupper():
        return None
    place = line[: found[1]].rstrip()
    if len(LETTERS.findall(place)) > 3 or not (place.endswith((",", "(", "/")) or place.isupper()):
        return None
    return found[0] if AFTER_DATELINE.match(line, found[2]) else None


def _first(line: str, day_first: bool = False) -> tuple[date, int, int] | None:
    """Return the first whole date in a line, and where it stands."""
    for found in _worded().finditer(line):
        month = _months().get((found["m1"] or found["m2"]).casefold())
        day = month and made(found["y1"] or found["y2"], month, found["d1"] or found["d2"])
        if day:
            return day, found.start(), found.end()
    for found in NUMERIC.finditer(line):
        day = made(found["y1"] or found["y2"], found["m1"] or found["m2"], found["d1"] or found["d2"])
        # 5/4/2024 is May in one country and April in another.
        if day and (day_first or found["sep"] != "/" or day.day > 12 or day.day == day.month):
            return day, found.start(), found.end()
    return None


def made(year: str | int, month: str | int, day: str | int) -> date | None:
    """Return a credible day of publication: one the calendar knows, and no later than tomorrow (time zones)."""
    try:
        found = date(int(year), int(month), int(day))
    except ValueError:
        return None
    return found if found.year >= FIRST_YEAR and found <= date.today() + timedelta(days=1) else None


@cache
def _worded() -> regex.Pattern[str]:
    """A day with the name of its month, before or after it: „12-ти мај 2024“, "12. maja 2024", "May 12th, 2024"."""
    after = "|".join(sorted(map(regex.escape, entries("ordinals"))))
    return regex.compile(
        rf"(?<![\d.,\p{{L}}])(?:(?P<d1>\d{{1,2}})(?:[-‑]?(?:{after}))?[.]?[ \u00a0]*"
        r"(?P<m1>\p{L}{3,12})[.,]?[ \u00a0]+(?P<y1>(?:19|20)\d\d)"
        rf"|(?P<m2>\p{{L}}{{3,12}})[.]?[ \u00a0]+(?P<d2>\d{{1,2}})(?:{after})?,?[ \u00a0]+(?P<y2>(?:19|20)\d\d))(?!\d)",
    )


@cache
def _clock() -> regex.Pattern[str]:
    after = "|".join(map(regex.escape, sorted(entries("clock"), key=len, reverse=True)))
    return regex.compile(rf"\d{{1,2}}[:.]\d\d(?:[:.]\d\d)?(?:[ \u00a0]?(?:{after})\b)?", regex.IGNORECASE)


@cache
def entries(topic: str) -> frozenset[str]:
    """Return all that the lists of all languages have under a heading of `Words`, in small letters."""
    return frozenset(
        entry.casefold()
        for language in (*LANGUAGES, "sr-Latn")
        for entry in getattr(load(language, "reading", Words), topic)
    )


@cache
def _months() -> dict[str, int]:
    return {
        name.casefold(): CODES.index(code) + 1
        for profile in PROFILES
        if profile != "bs-Cyrl"
        for code, names in load(profile, "reading", Words).months.items()
        for name in names
    }


@cache
def _labels() -> tuple[str, ...]:
    return tuple(f"{entry} " for entry in entries("published"))


@cache
def _furniture() -> frozenset[str]:
    """Words that may stand beside a date without making the line about something else."""
    return frozenset(
        word
        for topic in ("weekdays", "published", "byline", "year", "clock")
        for entry in entries(topic)
        for word in LETTERS.findall(entry)
    )
