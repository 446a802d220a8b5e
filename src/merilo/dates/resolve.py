"""From meanings to values: each kind of meaning is placed on the calendar by where it stands."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from math import ceil

from merilo.dates import nearest
from merilo.dates.calendar import bounds, is_day, plus_days, plus_months, week_value
from merilo.dates.context import Context
from merilo.dates.found import Found
from merilo.dates.holidays import LUNAR, nth_weekday
from merilo.dates.interval import Interval
from merilo.dates.meaning import (
    At,
    Calendar,
    Clock,
    Edge,
    Inside,
    Length,
    Meaning,
    Nth,
    Offset,
    Often,
    Run,
    Step,
    Vague,
    Which,
)
from merilo.dates.rules_length import period
from merilo.dates.steps import MONTHS, moved_by, step_from

YEAR = 4  # characters of a value that names a year
QUARTERS = 4


def resolve(meaning: Meaning, context: Context) -> Found | None:
    """Place a meaning; None where it means no time at all."""
    if isinstance(meaning, Calendar):
        return _calendar(meaning, context)
    if isinstance(meaning, Step):
        return step_from(meaning, context)
    if isinstance(meaning, Which):
        return _which(meaning, context)
    if isinstance(meaning, Run):
        return _run(meaning, context)
    if isinstance(meaning, Inside):
        return _inside(meaning, context)
    if isinstance(meaning, Offset):
        return _offset(meaning, context)
    if isinstance(meaning, Edge):
        return _edge(meaning, context)
    if isinstance(meaning, At):
        return _at(meaning, context)
    if isinstance(meaning, Clock):
        return _clock(meaning, context)
    if isinstance(meaning, Length):
        return _length(meaning, context)
    if isinstance(meaning, Often):
        return Found("SET", meaning.value)
    if isinstance(meaning, Vague):
        return Found("DATE", meaning.value)
    return None


def _calendar(date_: Calendar, context: Context) -> Found | None:
    whole = nearest.completed(date_, context)
    written = (date_.year, date_.month, date_.day) if date_.day and date_.month else None
    value = value_of(whole, context)
    if value is None:
        return None
    impossible = False
    if whole.day and whole.month and not whole.before_christ:
        leap = date_.year is None and (whole.month, whole.day) == (2, 29)
        impossible = not is_day(2024 if leap or whole.year is None else whole.year, whole.month, whole.day)
    return Found(
        "DATE",
        value,
        relative=date_.year is None and date_.decade is None and date_.century is None,
        impossible=impossible,
        weekday=date_.weekday,
        written=written,
        interval=_lunar(value) if date_.holiday in LUNAR else _fiscal(whole),
    )


def _lunar(value: str) -> Interval | None:
    day = bounds(value)
    return _about(day) if day is not None else None


def _fiscal(date_: Calendar) -> Interval | None:
    """A fiscal year may begin in either of two calendar years, a school year in the first that it names."""
    if date_.year is None or not 1 < date_.year < 9999:
        return None
    if date_.school:
        return Interval(date(date_.year, 1, 1), date(date_.year + 1, 12, 31))
    if not date_.fiscal:
        return None
    return Interval(date(date_.year - 1, 1, 1), date(date_.year + 1, 12, 31))


def value_of(date_: Calendar, context: Context) -> str | None:
    """Return the TIMEX3 value of a calendar place whose year is settled, or shows X for what is not."""
    if date_.century is not None:
        return f"BC{date_.century:02d}" if date_.before_christ else f"{date_.century:02d}"
    if date_.decade is not None:
        return f"{date_.decade:03d}"
    year = "XXXX" if date_.year is None else f"{date_.year:04d}"
    if date_.before_christ:
        year = f"BC{year}"
    if date_.holiday:
        day = nearest.holiday(date_, context)
        return day.isoformat() if day else None
    if date_.season:
        return f"{year}-{date_.season}"
    if date_.quarter:
        return f"{year}-Q{date_.quarter}"
    if date_.half:
        return f"{year}-H{date_.half}"
    if date_.month and date_.day:
        return f"{year}-{date_.month:02d}-{date_.day:02d}"
    if date_.month:
        return f"{year}-{date_.month:02d}"
    if date_.day:
        return f"{year}-XX-{date_.day:02d}"
    if date_.weekday:
        return f"XXXX-WXX-{date_.weekday}"
    return year if date_.year is not None else None


def _which(which: Which, context: Context) -> Found | None:
    base = context.then if which.way in ("same", "following", "previous") else None
    if base is None and context.published is not None and not context.narrative:
        base = (context.published, context.published.isoformat())
    base = base or context.then
    if base is None:
        return _calendar(which.what, context)
    found = nearest.which(which.way, which.what, base[0], context)
    return None if found is None else Found("DATE", found, relative=True)


def _inside(meaning: Inside, context: Context) -> Found | None:
    outer = resolve(meaning.outer, context)
    if outer is None:
        return None
    inner = meaning.inner
    if isinstance(inner, Calendar):
        if inner.weekday and not inner.day:
            within = bounds(outer.value)
            if within is None or "-W" not in outer.value:
                return None
            day = within.first + timedelta(days=inner.weekday - within.first.isoweekday())
            return Found("DATE", day.isoformat(), relative=True)
        if not outer.value[:4].isdigit() or len(outer.value) < 4:
            return None
        found = _calendar(replace(inner, year=int(outer.value[:4])), context)
        if found is None:
            return None
        written = (None, inner.month, inner.day) if inner.month and inner.day else None
        return replace(found, relative=outer.relative, written=written)
    if isinstance(inner, Nth):
        return _nth(inner, outer)
    return _part_of(inner, outer, context) if isinstance(inner, Length) else None


def _part_of(inner: Length, outer: Found, context: Context) -> Found | None:
    """The first nine months of 2025, the last ten days of May: a length with its first and last day."""
    last, within = inner.way == "last", outer.placed
    found = _length(replace(inner, way=None), context)
    if within is None or inner.count is None or found is None:
        return found
    start, sign = (within.last, -1) if last else (within.first, 1)
    months = MONTHS.get(inner.unit)
    if months:
        edge = start if not last else start + timedelta(days=1)
        other = plus_months(edge, sign * int(inner.count * months))
    else:
        other = plus_days(start, sign * int(inner.count * {"W": 7, "D": 1}.get(inner.unit, 0)))
        other = plus_days(other, 1) if last and other else other
    if other is None or other == start:
        return found
    first, end = (other, within.last) if last else (within.first, other - timedelta(days=1))
    fits = within.first <= first <= end <= within.last
    return replace(found, interval=Interval(first, end)) if fits else found


def _run(run: Run, context: Context) -> Found | None:
    """The first day of a run: what is over was over by now, what nothing dates is of this week."""
    first = _calendar(Calendar(weekday=run.weekday), context)
    if first is None or first.placed is None or context.published is None or context.narrative:
        return first
    day = first.placed.first
    over = context.tense == "past" and day + timedelta(days=run.days) > context.published
    moved = plus_days(day, -7) if over else day
    return replace(first, value=moved.isoformat()) if moved else first


def _nth(nth: Nth, outer: Found) -> Found | None:
    within = outer.placed
    if within is None:
        return None
    if nth.weekday is not None:
        if len(outer.value) != 7 or "-Q" in outer.value:
            return None
        day = nth_weekday(within.first.year, within.first.month, nth.weekday, nth.ordinal)
        return None if day is None else Found("DATE", day.isoformat(), relative=outer.relative)
    back = nth.ordinal < 0
    count = -nth.ordinal - 1 if back else nth.ordinal - 1
    if nth.unit == "D":
        day = plus_days(within.last, -count) if back else plus_days(within.first, count)
        return Found("DATE", day.isoformat(), relative=outer.relative) if day else None
    if nth.unit in ("W", "WE"):
        return _nth_week(nth, outer, within, count)
    if nth.unit == "Q" and len(outer.value) == YEAR:
        quarter = QUARTERS + 1 + nth.ordinal if back else nth.ordinal
        value = f"{outer.value}-Q{quarter}"
        return Found("DATE", value, relative=outer.relative) if 1 <= quarter <= QUARTERS else None
    if nth.unit == "M" and len(outer.value) == YEAR:
        month = 13 + nth.ordinal if back else nth.ordinal
        return Found("DATE", f"{outer.value}-{month:02d}", relative=outer.relative) if 1 <= month <= 12 else None
    return None


def _nth_week(nth: Nth, outer: Found, within: Interval, count: int) -> Found | None:
    """The first week is the first that begins in the month, the last the last that ends in it."""
    weekend = nth.unit == "WE"
    if nth.ordinal < 0:
        sunday = plus_days(within.last, -(within.last.isoweekday() % 7) - 7 * count)
        monday = plus_days(sunday, -6) if sunday else None
    else:
        monday = plus_days(within.first, (8 - within.first.isoweekday()) % 7 + 7 * count)
        if weekend and monday and within.first.isoweekday() not in (1, 7):
            monday = plus_days(monday, -7)
    if monday is None:
        return None
    end = monday + timedelta(days=6)
    found = Found("DATE", week_value(monday) + ("-WE" if weekend else ""), relative=outer.relative)
    if weekend:
        return found
    # People also count from the first of the month, whatever its weekday: leave room for both.
    if nth.ordinal < 0:
        return replace(found, interval=Interval(monday, max(end, within.last if not count else end)))
    return replace(found, interval=Interval(min(monday, within.first) if not count else monday, end))


def _offset(offset: Offset, context: Context) -> Found | None:
    start = resolve(offset.of, context)
    if start is None or start.placed is None or offset.count is None:
        return None
    day = start.placed.first
    if offset.unit.startswith("WD"):
        weekday = int(offset.unit[2:])
        first = day + timedelta(days=(weekday - day.isoweekday() - 1) % 7 + 1)
        moved = plus_days(first, 7 * (int(offset.count) - 1))
        return Found("DATE", moved.isoformat(), relative=True) if moved else None
    if offset.unit in ("M", "Y") and len(start.value) == 10:
        moved = plus_months(day, int(offset.count) * MONTHS[offset.unit])
        return Found("DATE", moved.isoformat(), relative=True) if moved else None
    found = moved_by((day, day.isoformat()), Step(offset.unit, offset.count))
    return None if found is None else replace(found, relative=True)


def _edge(edge: Edge, context: Context) -> Found | None:
    found = resolve(edge.of, context)
    if found is None:
        return None
    if edge.mod not in ("START", "MID", "END"):
        return replace(found, mod=edge.mod, interval=_about(found.placed))
    return replace(found, mod=edge.mod, interval=_third(found.placed, edge.mod))


def _about(within: Interval | None) -> Interval | None:
    """About 1990 may be a year off: as much to either side as it is long."""
    if within is None:
        return None
    first, last = plus_days(within.first, -within.days), plus_days(within.last, within.days)
    return Interval(first, last) if first and last else within


def _third(within: Interval | None, mod: str) -> Interval | None:
    """Early is in the first half at the latest, late in the second, the middle leaves a sixth on either side."""
    if within is None or within.days < 6:
        return within
    half, sixth = timedelta(days=within.days // 2), timedelta(days=within.days // 6)
    if mod == "START":
        return Interval(within.first, within.first + half)
    if mod == "END":
        return Interval(within.last - half, within.last)
    return Interval(within.first + sixth, within.last - sixth)


def _at(at: At, context: Context) -> Found | None:
    day = resolve(at.day, context)
    if day is None:
        return None
    time = clock_value(at.clock)
    found = replace(day, type="TIME", value=f"{day.value.split('T')[0]}T{time}")
    before = plus_days(day.placed.first, -1) if at.eve and day.placed else None
    return replace(found, interval=Interval(before, day.placed.last)) if before and day.placed else found


def clock_value(clock: Clock) -> str:
    """Return what follows the T of a TIMEX3 time."""
    if clock.hour is None:
        return clock.part or "XX"
    value = f"{clock.hour:02d}:{clock.minute or 0:02d}"
    return value if clock.second is None else f"{value}:{clock.second:02d}"


def _clock(clock: Clock, context: Context) -> Found | None:
    base = context.then_day if clock.habit and context.day else None if clock.habit else context.then or context.base
    time = clock_value(clock)
    if base is None or len(base[1].split("T")[0]) != 10 or base[1][4] != "-":
        return Found("TIME", f"XXXX-XX-XXT{time}", relative=True)
    return Found("TIME", f"{base[0].isoformat()}T{time}", relative=True)


def _length(length: Length, context: Context) -> Found | None:
    value = period(length.unit, length.count)
    interval = None
    if length.way and length.count and context.now is not None:
        step = {"Y": 366, "M": 31, "W": 7, "D": 1, "E": 3660, "Q": 92, "H": 1 / 24}.get(length.unit, 0)
        reach = ceil(step * length.count)
        other = plus_days(context.now, reach if length.way == "next" else -reach)
        if other and reach:
            interval = Interval(min(other, context.now), max(other, context.now))
    return Found("DURATION", value, mod=length.mod, relative=length.way is not None, interval=interval)
