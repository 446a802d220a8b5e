"""Rules for nights between two days, and for hours that a door is open: the night of 10-11 January, from 9 to 17."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from merilo.dates.calendar import end_of_month, plus_months
from merilo.dates.grammar import Line, Node
from merilo.dates.meaning import At, Calendar, Clock, Meaning, Part, Several

OFFICE = 8  # o'clock: "from 9 to 17" are times of day, "from two to five hours" is a length
LEAP = 2024  # a year that has every day
MONTHS = 12


def night_between(part: str, first: int, full: Calendar) -> Meaning | None:
    """The night of 10 to 11 January is that of the 10th."""
    if part != "NI" or full.day is None or full.month is None:
        return None
    begin = replace(full, day=first)
    if first > full.day:
        begin = _month_before(begin)
    return At(begin, Clock(part=part))


def night_between_dates(part: str, first: Calendar, last: Calendar) -> Meaning | None:
    """The night of 31 December to 1 January."""
    if part != "NI" or first.day is None or last.day is None or first.month is None or last.month is None:
        return None
    if first.year is None and last.year is not None:
        first = replace(first, year=last.year - (first.month > last.month), short=last.short)
    return At(first, Clock(part=part))


def night_of_days(part: str, month: int, first: int, last: int) -> Meaning | None:
    """The night of January 10-11."""
    return At(Calendar(month=month, day=first), Clock(part=part)) if part == "NI" and first < last else None


def night_of_weekdays(part: str, first: int, last: int) -> Meaning | None:
    """The night from Friday to Saturday."""
    return At(Calendar(weekday=first), Clock(part=part)) if part == "NI" and (last - first) % 7 == 1 else None


def night_before(part: str, day: Meaning) -> Meaning | None:
    """В ночь на 3 ноября: the night that ends on the 3rd."""
    named = isinstance(day, Calendar) and (day.day or day.weekday) and not day.holiday
    return At(day, Clock(part=part), eve=True) if part == "NI" and named else None


def hours(first: Node, last: Node) -> Several | None:
    """From 9 to 17 o'clock; from 22 to 6."""
    start, end = first.value, last.value
    if not (0 <= start <= 24 and 0 <= end <= 24) or start == end or start != int(start) or end != int(end):
        return None
    if start < end < OFFICE:
        return None
    return Several(
        tuple(Part(node.first, node.last, Clock(hour=int(node.value), minute=0, habit=True)) for node in (first, last))
    )


def clocks(first: Node, last: Node) -> Several | None:
    """From 9:00 to 17:30."""
    if first.value.part or last.value.part:
        return None
    return Several(tuple(Part(node.first, node.last, replace(node.value, habit=True)) for node in (first, last)))


def _month_before(date: Calendar) -> Calendar:
    last = end_of_month(date.year or LEAP, date.month or 1)
    before = plus_months(last, -1) or last - timedelta(days=last.day)
    year = date.year - 1 if date.year and before.month == MONTHS else date.year
    return replace(date, month=before.month, year=year)


RULES: list[Line] = [
    ("ATIME", "the? PART nightof DAY dot? to/and/dash/nightto FULL", night_between),
    ("ATIME", "the? PART DAY dot? dash/nightto FULL", night_between),
    ("ATIME", "the? PART nightof? FULL to/and/dash/nightto FULL", night_between_dates),
    ("ATIME", "the? PART nightof MF DAY dash/to DAY", night_of_days),
    ("ATIME", "the? PART nightof? WD to/and/dash/nightto the? WD", night_of_weekdays),
    ("ATIME", "the? PART nightof? WD to/and/dash/nightto weekish", lambda part, day: night_of_weekdays(part, day, 7)),
    ("ATIME", "the? PART eveof FULL", night_before),
    ("ATIME", "the? PART eveof WD", lambda part, weekday: night_before(part, Calendar(weekday=weekday))),
    ("RANGE", "from HR to/dash HR hour/hourunit", hours, "nodes"),
    ("RANGE", "from HR hour/hourunit to/dash HR hour/hourunit", hours, "nodes"),
    ("RANGE", "from CLOCK to/dash CLOCK", clocks, "nodes"),
    ("HR", "DIG", float),
    ("HR", "WN", lambda value: value),
    ("HR", "DIG dash? suffix", float),
    ("HR", "RANK", float),
]
