"""dateparser's table of phrases in nine of its languages, each beside its English translation.

The translation ("in 2 month", "4 september 2009 09:18 am", "3 day ago") is turned into days here; a phrase is right
where it is read as the same ones. Rows whose day and weekday cannot both hold only test spelling, and so only the day
has to agree.
"""

from __future__ import annotations

import re
from calendar import month_name
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from pathlib import Path

from merilo.bench.dates_tables import NOW, read
from merilo.bench.registry import benchmark
from merilo.dates.calendar import is_day, plus_months
from merilo.model import TimeRef

ROW = re.compile(r'param\(\s*"([\w-]+)",\s*"([^"]*)",\s*"([^"]*)"')
MONTHS = [month.lower() for month in month_name[1:]]
AGO = re.compile(r"(?:(in) )?(\d+) (second|minute|hour|day|week|month|year)( ago)?")
LANGUAGES = {
    "sr": ("sr", "Cyrl"),
    "sr-Cyrl": ("sr", "Cyrl"),
    "sr-Latn": ("sr", "Latn"),
    "bs": ("bs", "Latn"),
    "bs-Latn": ("bs", "Latn"),
    "bs-Cyrl": ("bs", "Cyrl"),
    "hr": ("hr", "Latn"),
    "mk": ("mk", "Cyrl"),
    "sq": ("sq", "Latn"),
    "ru": ("ru", "Cyrl"),
    "bg": ("bg", "Cyrl"),
    "uk": ("uk", "Cyrl"),
}
SLACK = timedelta(days=3)


def rows(path: Path) -> Iterator[tuple[str, str, str]]:
    """Yield (language, phrase, English) for the languages that are ours."""
    for language, phrase, english in ROW.findall(path.read_text(encoding="utf-8")):
        if language in LANGUAGES:
            yield language, phrase, english.strip()


def meant(english: str) -> tuple[date, date] | None:
    """Return the first and last day that the English may mean; None where it names no day."""
    found = AGO.fullmatch(re.sub(r" \d\d?:\d\d.*", "", english))
    if found:
        count, unit = int(found[2]), found[3]
        return _moved(count if found[1] else -count if found[4] else None, unit)
    words = re.findall(r"[a-z]+|\d+", english)
    month = next((MONTHS.index(word) + 1 for word in words if word in MONTHS), None)
    numbers = [int(word) for word in words if word.isdigit()]
    year = next((number for number in numbers if number > 31), None)
    if month is None or year is None:
        return None
    day = next((number for number in numbers if number <= 31), None) if re.search(r"\b\d\d?\b(?!:)", english) else None
    if day is None or not is_day(year, month, day):
        return (date(year, month, 1), date(year, month, 28)) if day is None else None
    return date(year, month, day), date(year, month, day)


def _moved(count: int | None, unit: str) -> tuple[date, date] | None:
    if count is None or unit in ("second", "minute"):
        return None
    if unit == "hour":
        return NOW + timedelta(days=count // 24 if count % 24 == 0 else 0), NOW + timedelta(days=-(-count // 24))
    if unit in ("day", "week"):
        day = NOW + timedelta(days=count * (7 if unit == "week" else 1))
        return day, day
    moved = plus_months(NOW, count * (12 if unit == "year" else 1))
    return None if moved is None else (moved, moved)


def agrees(expected: tuple[date, date], refs: tuple[TimeRef, ...]) -> bool:
    """Say whether what was read lies where the table has it."""
    placed = [ref for ref in refs if ref.earliest is not None and ref.latest is not None]
    if not placed:
        return False
    first, last = expected
    return any(
        (ref.earliest <= first and last <= ref.latest) or (first <= ref.earliest and ref.latest <= last + SLACK)
        for ref in placed
        if ref.earliest and ref.latest
    )


@benchmark("dates-dateparser")
def dateparser_table(data: Path) -> Mapping[str, float]:
    """dateparser's phrases in Serbian, Macedonian, Bosnian, Croatian, Albanian, Russian, Bulgarian and Ukrainian."""
    path = data / "dateparser_tests" / "test_languages.py"
    if not path.is_file():
        raise FileNotFoundError(path)
    right: dict[str, list[bool]] = {}
    for code, phrase, english in rows(path):
        expected = meant(english)
        if expected is None:
            continue
        language, script = LANGUAGES[code]
        right.setdefault(language, []).append(agrees(expected, read(phrase, language, script)))
    return {language: sum(hits) / len(hits) for language, hits in sorted(right.items())}
