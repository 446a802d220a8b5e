"""Which year, which week: a date that is written in part belongs to the nearest one that fits the clause."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from merilo.dates.calendar import bounds, is_day, plus_days, season_of
from merilo.dates.context import Context
from merilo.dates.holidays import day_of
from merilo.dates.interval import Interval
from merilo.dates.meaning import Calendar, Way

SOON = 45  # days: a date so near may still be told in the past ("the vote was set for Friday, May 3")
BEHIND = 99  # a note that is nothing but a date does not look back
BACKWARD = 1.3  # a tale goes on more often than it goes back


def completed(written: Calendar, context: Context) -> Calendar:
    """Return the date with the year, month or day that the text leaves to the reader."""
    if written.year is not None:
        return _century(written, context) if written.short else written
    if written.decade is not None or written.century is not None:
        return written
    base = context.base
    if base is None:
        return written
    day, value = base
    if written.weekday and not written.day:
        return _weekday(written, context)
    if written.day and not written.month:
        return _day_of_month(written, day)
    narrative = context.narrative or context.published is None
    if narrative:
        return replace(written, year=_told_year(written, day, value, context.period))
    if written.month:
        return replace(written, year=_month_year(written, day, context))
    if written.season or written.quarter or written.half:
        return replace(written, year=_part_year(written, day, context))
    return written


def _century(written: Calendar, context: Context) -> Calendar:
    now = context.published.year if context.published else 2025
    year = (written.year or 0) + now // 100 * 100
    return replace(written, year=year - 100 if year > now + 20 else year, short=False)


def _weekday(written: Calendar, context: Context) -> Calendar:
    base = context.base
    if base is None or written.weekday is None or len(base[1].split("T")[0]) != 10 or "-W" in base[1]:
        return written
    day = base[0]
    if context.coming and not context.narrative:
        gap = (written.weekday - day.isoweekday()) % 7
        moved = plus_days(day, gap or (7 if context.tense == "ahead" else 0))
    elif context.narrative:
        moved = plus_days(day, (written.weekday - day.isoweekday()) % 7)
    else:
        moved = plus_days(day, -((day.isoweekday() - written.weekday) % 7))
    return written if moved is None else replace(written, year=moved.year, month=moved.month, day=moved.day)


def _day_of_month(written: Calendar, day: date) -> Calendar:
    """The 5th is the nearest 5th; Monday the 5th the nearest that is a Monday."""
    best: date | None = None
    for months in range(-7, 8):
        at = day.year * 12 + day.month - 1 + months
        year, month = divmod(at, 12)
        if written.day is None or not is_day(year, month + 1, written.day):
            continue
        one = date(year, month + 1, written.day)
        if written.weekday and one.isoweekday() != written.weekday:
            continue
        if best is None or abs((one - day).days) < abs((best - day).days):
            best = one
    return written if best is None else replace(written, year=best.year, month=best.month)


def _within(year: int, month: int, period: Interval) -> bool:
    return 1 <= year <= 9999 and period.first <= date(year, month, 15) <= period.last


def _told_year(written: Calendar, day: date, value: str, period: Interval | None) -> int:
    """In a tale, the year last spoken of, or the next one where the tale has gone past December."""
    if len(value.split("T")[0]) <= 4 or value[4:5] != "-":
        return day.year
    month = written.month or {"SP": 4, "SU": 7, "FA": 10, "WI": 1}.get(written.season or "", 0)
    if not month:
        return day.year
    around = (day.year - 1, day.year, day.year + 1)
    # A tale stays within the stretch that it has named: "(June 1943 - May 1944) On 18 January ..."
    years = [year for year in around if period and _within(year, month, period)] or around
    gaps = []
    for year in years:
        gap = (year - day.year) * 12 + month - day.month
        gaps.append((abs(gap) * (1 if gap >= 0 else BACKWARD), year))
    return min(gaps)[1]


def _month_year(written: Calendar, day: date, context: Context) -> int:
    """The year of 5 May or of May: the nearest that the clause's tense allows."""
    month = written.month or 1
    options = []
    reach = 8 if (month, written.day) == (2, 29) else 1
    for year in range(day.year - reach, day.year + reach + 1):
        if not 1 <= year <= 9999 or not 1 <= month <= 12:
            continue
        when = date(year, month, min(written.day, 28) if written.day else 15)
        gap = (when - day).days
        if written.weekday and written.day and is_day(year, month, written.day):
            right = date(year, month, written.day).isoweekday() == written.weekday
            gap += 0 if right or abs(gap) < 150 else 150
        if (month, written.day) == (2, 29) and not is_day(year, 2, 29):
            continue
        past, future = -gap, gap
        if (year, month) == (day.year, day.month):
            options.append((0, year))
        elif gap < 0:
            options.append((past * (BEHIND if context.tense == "ahead" else 3 if context.coming else 1), year))
        else:
            weight = 1.0 if context.coming else (12.0 if gap > SOON else 4.0) if context.tense == "past" else 2.0
            options.append((int(future * weight), year))
    return min(options)[1] if options else day.year


def _part_year(written: Calendar, day: date, context: Context) -> int:
    """The year of a bare season, quarter or half: the one that is on or was last, ahead where the clause says so."""
    best: tuple[int, int] | None = None
    for year in (day.year - 1, day.year, day.year + 1):
        part = written.season or (f"Q{written.quarter}" if written.quarter else f"H{written.half}")
        within = bounds(f"{year:04d}-{part}")
        if within is None:
            continue
        if within.first <= day <= within.last and not written.season:
            gap = 1
        elif within.last < day:
            gap = (day - within.last).days * (BEHIND if context.tense == "ahead" else 3 if context.coming else 1)
        else:
            gap = max((within.first - day).days, 0) * (1 if context.coming else 2)
        if best is None or gap < best[0]:
            best = (gap, year)
    return best[1] if best else day.year


def holiday(written: Calendar, context: Context) -> date | None:
    """Return the day of a holiday: in its year, or the nearest one."""
    code = written.holiday or ""
    if written.year is not None:
        return day_of(code, written.year, context.eastern) if 1 < written.year < 9999 else None
    base = context.base
    if base is None:
        return None
    days = [day_of(code, base[0].year + shift, context.eastern) for shift in (-1, 0, 1)]
    gaps = []
    for day in days:
        if day is not None:
            gap = (day - base[0]).days
            weight = (BEHIND if context.tense == "ahead" else 3) if (gap < 0) == context.coming else 1
            gaps.append((abs(gap) * weight, day))
    return min(gaps)[1] if gaps else None


def which(way: Way, what: Calendar, base: date, context: Context) -> str | None:
    """Return the value of last, this or next weekday, month, season, quarter or holiday, seen from a day."""
    if what.weekday:
        return _which_weekday(way, what.weekday, base, context)
    if what.month:
        year = _which_year(way, base.month - what.month, base.year)
        return f"{year:04d}-{what.month:02d}"
    if what.quarter:
        year = _which_year(way, (base.month + 2) // 3 - what.quarter, base.year)
        return f"{year:04d}-Q{what.quarter}"
    if what.holiday:
        return _which_holiday(way, what.holiday, base, context)
    if what.season:
        if way in ("this", "same"):
            return f"{base.year - (what.season == 'WI' and base.month < 6):04d}-{what.season}"
        order = ["SP", "SU", "FA", "WI"]
        year, now = season_of(base)
        return f"{_which_year(way, order.index(now) - order.index(what.season), year):04d}-{what.season}"
    return None


def _which_year(way: Way, ahead: int, year: int) -> int:
    """`ahead` is how far the present month, season or quarter stands past the one named."""
    if way in ("last", "previous"):
        return year if ahead > 0 else year - 1
    if way in ("next", "following"):
        return year + 1 if ahead >= 0 else year
    return year


def _which_weekday(way: Way, weekday: int, base: date, context: Context) -> str | None:
    monday = base - timedelta(days=base.weekday())
    last = plus_days(base, -((base.isoweekday() - weekday - 1) % 7 + 1))
    ahead = plus_days(base, (weekday - base.isoweekday() - 1) % 7 + 1)
    day: date | None
    if way in ("last", "previous"):
        day = last
    elif way == "beforelast":
        day = plus_days(last, -7) if last else None
    elif way == "afternext":
        day = plus_days(ahead, 7) if ahead else None
    elif way in ("next", "following"):
        day = ahead
    else:
        day = plus_days(monday, weekday - 1)
        if context.coming and day and day <= base:
            day = plus_days(day, 7)
        elif context.tense == "past" and day and day > base:
            day = plus_days(day, -7)
    return day.isoformat() if day else None


def _which_holiday(way: Way, code: str, base: date, context: Context) -> str | None:
    days = [day_of(code, base.year + shift, context.eastern) for shift in (-1, 0, 1)]
    known = [day for day in days if day is not None]
    if way in ("last", "previous"):
        past = [day for day in known if day < base]
        return past[-1].isoformat() if past else None
    if way in ("next", "following"):
        ahead = [day for day in known if day > base]
        return ahead[0].isoformat() if ahead else None
    return known[1].isoformat() if len(known) > 1 else None
