"""Tables of phrases and what they mean: Duckling's corpora, dateparser's tests of languages.

A phrase is right where it is read as one time that agrees with the table: the same days for a day, week, month,
quarter or year, the same clock for a time of day. Two habits of assistants are not those of news and are set aside: a
bare weekday, day or month is the coming one for them, so that here only the parts written must agree; and a bare hour
("at three") or seconds and minutes from now are left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from merilo.bench.registry import benchmark
from merilo.dates import times
from merilo.dates.calendar import end_of_month
from merilo.model import Article, Reading, TimeRef

NOW = date(2013, 2, 12)
EXAMPLES = re.compile(r"examples \((\w+)\s+(.*?)\)\s*\[(.*?)\n\s*\]", re.S)
DATE = re.compile(r"\((-?\d+),\s*(\d+),\s*(\d+),\s*(\d+),\s*(\d+),\s*(\d+)\)")
PHRASE = re.compile(r'"((?:[^"\\]|\\.)*)"')
GRAIN = re.compile(r"\b(Second|Minute|Hour|Day|Week|Month|Quarter|Year)\b")
SCRIPTS = {"HR": ("hr", "Latn"), "RU": ("ru", "Cyrl"), "BG": ("bg", "Cyrl"), "UK": ("uk", "Cyrl"), "EN": ("en", "Latn")}


@dataclass(frozen=True, slots=True)
class Row:
    """A phrase with the days and, where it names one, the clock that it means."""

    phrase: str
    first: date
    last: date
    grain: str
    clock: str | None = None
    kind: str = "datetime"
    known_holidays: bool = True  # the English table holds many of the Indian, Jewish and Islamic calendars


def duckling(path: Path) -> Iterator[Row]:
    """Yield the rows of a Duckling corpus."""
    source = path.read_text(encoding="utf-8")
    for found in EXAMPLES.finditer(source):
        kind, meaning, phrases = found[1], found[2], found[3]
        points = [tuple(map(int, point)) for point in DATE.findall(meaning)]
        grain = GRAIN.search(meaning)
        if not points or not grain or points[0][0] < 1:
            continue
        first, last = _days(points, grain[1])
        clock = f"{points[0][3]:02d}:{points[0][4]:02d}" if grain[1] in ("Hour", "Minute", "Second") else None
        for phrase in PHRASE.findall(phrases):
            yield Row(phrase, first, last, grain[1], clock, kind, not path.name.startswith("EN"))


def _days(points: list[tuple[int, ...]], grain: str) -> tuple[date, date]:
    year, month, day = points[0][:3]
    first = date(year, month or 1, day or 1)
    if len(points) > 1:
        end = date(points[1][0], points[1][1] or 1, points[1][2] or 1)
        return first, max(first, end - timedelta(days=1))
    if grain == "Week":
        return first, first + timedelta(days=6)
    if grain == "Month":
        return first, end_of_month(year, first.month)
    if grain == "Quarter":
        return first, end_of_month(year, first.month + 2)
    return first, date(year, 12, 31) if grain == "Year" else first


def for_news(row: Row) -> bool:
    """Say whether a phrase is one that news could print."""
    if row.grain in ("Second", "Minute", "Hour") and (
        row.first == NOW or re.fullmatch(r"[\d:.\w]+( \w+)?", row.phrase)
    ):
        return False
    if "Holiday" in row.kind and not row.known_holidays:
        return False
    if re.search(r"gmt|cet|pst|cst|bst", row.phrase, re.I):
        return False
    if row.kind == "datetimeOpenInterval" or (
        row.kind.startswith("datetimeInterval") and row.grain in ("Second", "Minute")
    ):
        return False
    return not re.fullmatch(r"(at|в|о|u)? ?[\w@.]+", row.phrase) or row.grain in ("Day", "Month", "Year", "Week")


def agrees(row: Row, refs: tuple[TimeRef, ...]) -> bool:
    """Say whether what was read is what the table means."""
    placed = [ref for ref in refs if ref.earliest is not None and ref.latest is not None]
    if not placed:
        return bool(refs) and row.kind.startswith("datetimeInterval") and refs[0].type == "DURATION"
    first = min(ref.earliest for ref in placed if ref.earliest)
    last = max(ref.latest for ref in placed if ref.latest)
    if row.clock and row.clock != "00:00" and row.kind == "datetime" and "T" in refs[-1].value:
        clocks = [ref.value.split("T")[1][:5] for ref in refs if "T" in ref.value]
        if row.clock not in clocks and any(":" in clock for clock in clocks if "X" not in clock):
            return False
    if refs[0].type == "DURATION" and first <= row.first <= last:
        return True
    if (first, last) == (row.first, row.last) or (first <= row.first and row.last <= last and (last - first).days < 15):
        return True
    if row.kind.startswith("datetimeInterval"):
        return (refs[0].type == "DURATION") or (first <= row.last and row.first <= last)
    whole = row.grain == "Year" and first.year <= row.first.year <= last.year
    return whole or _habit(row, placed[-1])


def _habit(row: Row, ref: TimeRef) -> bool:
    """A bare weekday, day or month: news looks back where assistants look ahead."""
    if ref.earliest is None or ref.latest is None or ref.offset:
        return ref.earliest is not None and ref.latest is not None and _near(row, ref.earliest, ref.latest)
    if ref.weekday and ref.written is None:
        return row.first.isoweekday() == ref.earliest.isoweekday()
    if ref.written and ref.written[0] is None:
        return (row.first.month, row.first.day) == (ref.earliest.month, ref.earliest.day)
    same_months = row.first.month == ref.earliest.month and ref.latest != ref.earliest
    return ref.relative and same_months and row.grain in ("Month", "Quarter")


def _near(row: Row, first: date, last: date) -> bool:
    """Three months ago is a month for us and a day for the table."""
    return first <= row.last and row.first <= last


def read(phrase: str, language: str, script: str, now: date = NOW) -> tuple[TimeRef, ...]:
    """Read a phrase as if it stood in an article of that day."""
    return times(Reading(Article(text=phrase, language=language, script=script, published=now)))


@benchmark("dates-duckling")
def duckling_tables(data: Path) -> Mapping[str, float]:
    """Duckling's phrases in English, Croatian, Bulgarian, Russian and Ukrainian that news could print: share right."""
    folder = data / "duckling_time"
    if not folder.is_dir():
        raise FileNotFoundError(folder)
    shares: dict[str, float] = {}
    for code, (language, script) in SCRIPTS.items():
        rows = [row for row in duckling(folder / f"{code}_Corpus.hs") if for_news(row)]
        right = sum(agrees(row, read(row.phrase, language, script)) for row in rows)
        shares[language] = right / max(len(rows), 1)
    return shares
