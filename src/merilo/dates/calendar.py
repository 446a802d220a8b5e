"""The calendar under the values: TIMEX3 values to their first and last day, steps of months and years, Easter."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta

from merilo.dates.interval import Interval

SEASONS = {"SP": (3, 1, 5), "SU": (6, 1, 8), "FA": (9, 1, 11), "WI": (12, 1, 2)}
VALUE = re.compile(
    r"(?P<year>\d{1,4})"
    r"(?:-(?:W(?P<week>\d\d?)(?P<end>-WE)?|Q(?P<quarter>[1-4])|H(?P<half>[12])|(?P<season>SP|SU|FA|WI)"
    r"|(?P<month>\d\d)(?:-(?P<day>\d\d))?))?"
    r"(?:T.*)?"
)


def is_day(year: int, month: int, day: int) -> bool:
    """Say whether the calendar has such a day."""
    return 1 <= year <= 9999 and 1 <= month <= 12 and 1 <= day <= monthrange(year, month)[1]


def bounds(value: str) -> Interval | None:
    """Return the first and last day of a TIMEX3 date value; None for references, durations, sets and BC dates."""
    found = VALUE.fullmatch(value)
    if found is None:
        return None
    written = found["year"]
    if len(written) < 4:
        return _long(written) if found.end("year") == len(value) else None
    year = int(written)
    if year < 1:
        return None
    if found["week"]:
        return _week(year, int(found["week"]), weekend=bool(found["end"]))
    if found["quarter"]:
        month = 3 * int(found["quarter"])
        return Interval(date(year, month - 2, 1), end_of_month(year, month))
    if found["half"]:
        month = 6 * int(found["half"])
        return Interval(date(year, month - 5, 1), end_of_month(year, month))
    if found["season"]:
        return _season(year, found["season"])
    if found["day"]:
        if not is_day(year, int(found["month"]), int(found["day"])):
            return None
        day = date(year, int(found["month"]), int(found["day"]))
        return Interval(day, day)
    if found["month"]:
        month = int(found["month"])
        return Interval(date(year, month, 1), end_of_month(year, month)) if 1 <= month <= 12 else None
    return Interval(date(year, 1, 1), date(year, 12, 31))


def _long(written: str) -> Interval | None:
    """A decade is written with three digits ("199"), a century with two ("19"), a millennium with one."""
    width = 10 ** (4 - len(written))
    first = int(written) * width
    return Interval(date(max(first, 1), 1, 1), date(first + width - 1, 12, 31))


def _week(year: int, week: int, weekend: bool) -> Interval | None:
    try:
        monday = date.fromisocalendar(year, week, 1)
        sunday = monday + timedelta(days=6)
    except (ValueError, OverflowError):
        return None
    return Interval(monday + timedelta(days=5) if weekend else monday, sunday)


def _season(year: int, season: str) -> Interval | None:
    # Winter takes the name of the year it begins in or the one it ends in; both are possible.
    if season == "WI":
        return Interval(date(year, 1, 1), end_of_month(min(year + 1, 9999), 3))
    first, _, last = SEASONS[season]
    # Astronomers and almanacs begin a season three weeks apart: take in both.
    return Interval(date(year, first, 1), end_of_month(year, last + 1))


def end_of_month(year: int, month: int) -> date:
    """Return the last day of a month."""
    return date(year, month, monthrange(year, month)[1])


def plus_months(day: date, count: int) -> date | None:
    """Return the day so many months on, the last of the month where it has no such day; None off the calendar."""
    at = day.year * 12 + day.month - 1 + count
    year, month = divmod(at, 12)
    if not 1 <= year <= 9999:
        return None
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def plus_days(day: date, count: int) -> date | None:
    """Return the day so many days on; None off the calendar."""
    try:
        return day + timedelta(days=count)
    except OverflowError:
        return None


def week_value(day: date) -> str:
    """Return the ISO week of a day as a TIMEX3 value."""
    year, week, _ = day.isocalendar()
    return f"{year:04d}-W{week:02d}"


def season_of(day: date) -> tuple[int, str]:
    """Return the season a day lies in, with the year it is named by."""
    for season, (first, _, last) in SEASONS.items():
        if first <= day.month <= last:
            return day.year, season
    return (day.year, "WI") if day.month == 12 else (day.year - 1, "WI")


def easter(year: int) -> date:
    """Return Easter Sunday of the Western churches (Gauss and Butcher)."""
    a, b, c = year % 19, year // 100, year % 100
    d, e = divmod(b, 4)
    g = (b - (b + 8) // 25 + 1) // 3
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    m = (32 + 2 * e + 2 * i - h - k) % 7
    n = (a + 11 * h + 22 * m) // 451
    month, day = divmod(h + m - 7 * n + 114, 31)
    return date(year, month, day + 1)


def orthodox_easter(year: int) -> date:
    """Return Easter Sunday of the Eastern churches in the civil calendar (Meeus)."""
    a, b, c = year % 4, year % 7, year % 19
    d = (19 * c + 15) % 30
    e = (2 * a + 4 * b - d + 34) % 7
    month, day = divmod(d + e + 114, 31)
    gap = year // 100 - year // 400 - 2
    return date(year, month, day + 1) + timedelta(days=gap)
