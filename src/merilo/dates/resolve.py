"""From meanings to values: each kind of meaning is placed on the calendar by where it stands."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta

from merilo.dates import nearest
from merilo.dates.calendar import bounds, is_day, plus_days, plus_months, season_of, week_value
from merilo.dates.context import Context
from merilo.dates.holidays import nth_weekday
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
    Step,
    Vague,
    Which,
)
from merilo.dates.rules_length import period
from merilo.model import TimeType

MONTHS = {"M": 1, "Q": 3, "6M": 6, "Y": 12}
DAYS = {"D": 1, "W": 7, "WE": 7, "N": 1}


@dataclass(frozen=True, slots=True)
class Found:
    """A meaning in its place: the TIMEX3 type and value, and what rules may ask of it."""

    type: TimeType
    value: str
    mod: str | None = None
    relative: bool = False
    impossible: bool = False
    weekday: int | None = None
    written: tuple[int | None, int | None, int | None] | None = None
    offset: str | None = None
    interval: Interval | None = None

    @property
    def placed(self) -> Interval | None:
        """The first and last day it may mean."""
        return None if self.impossible else self.interval or bounds(self.value)


def resolve(meaning: Meaning, context: Context) -> Found | None:
    """Place a meaning; None where it means no time at all."""
    if isinstance(meaning, Calendar):
        return _calendar(meaning, context)
    if isinstance(meaning, Step):
        return _step(meaning, context)
    if isinstance(meaning, Which):
        return _which(meaning, context)
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
        interval=_fiscal(whole) if date_.fiscal else None,
    )


def _fiscal(date_: Calendar) -> Interval | None:
    """A fiscal or school year may begin in either of two calendar years."""
    if date_.year is None or not 1 < date_.year < 9999:
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


def _step(step: Step, context: Context) -> Found | None:
    if step.part == "in":
        return _in(step, context)
    if step.part == "after":
        ahead = context.tense != "past" and context.now is not None
        return _step(replace(step, part=None, anchor="now" if ahead else "then"), context)
    if step.part == "spoken":
        return Found("DATE", context.quarter, relative=True) if context.quarter else None
    if step.count is None:
        return Found("DATE", "PAST_REF")
    base = context.then if step.anchor == "then" else None
    if base is not None and step.unit in ("D", "W") and len(base[1]) != 10:
        base = context.then_day
    if step.anchor == "now":
        if context.now is None:
            base = context.then if not step.whole else None
        else:
            base = (context.now, context.now.isoformat())
    if step.unit == "Y" and not step.whole and not context.narrative:
        if step.count == -1 and context.quarter:
            return Found(
                "DATE", f"{int(context.quarter[:4]) - 1:04d}{context.quarter[4:]}", relative=True, offset="-P1Y"
            )
        if step.anchor == "then" and context.guessed and context.now:
            base = (context.now, context.now.isoformat())
    if base is None:
        return _unplaced(step)
    found = _moved(base, step)
    if found is None:
        return _unplaced(step)
    if step.part:
        found = replace(found, type="TIME", value=f"{found.value}T{step.part}")
    sign = "+" if step.count > 0 else "-"
    offset = sign + period(step.unit, abs(step.count)) if step.count and not step.whole else None
    return replace(found, relative=True, offset=offset)


def _unplaced(step: Step) -> Found:
    """The value of a step that nothing anchors."""
    if not step.count:
        return Found("DATE", "PRESENT_REF", relative=True)
    return Found("DATE", "PAST_REF" if step.count < 0 else "FUTURE_REF", relative=True)


def _quarter(value: str | None) -> bool:
    return value is not None and "-Q" in value


def _moved(base: tuple[date, str], step: Step) -> Found | None:
    """Move a day by so many units and return it as coarse as the unit is."""
    day, value = base
    count, unit = step.count or 0, step.unit
    coarse = len(value.split("T")[0])
    exact = value[4:5] == "-" and coarse == 10
    if unit == "H" and count and count % 24 == 0:
        unit, count = "D", count / 24
    if unit in ("H", "MIN", "S"):
        return Found("TIME", f"{day.isoformat()}TXX:XX") if exact else None
    if count != int(count):
        if unit != "Y":
            return None
        unit, count = "M", count * 12
    count = int(count)
    if unit in DAYS:
        if not exact and not (unit in ("W", "WE") and "-W" in value):
            return Found("DATE", f"{value[:7]}-XX") if coarse == 7 and unit in DAYS and "-" in value else None
        moved = plus_days(day, count * DAYS[unit])
        if moved is None:
            return None
        if unit == "W":
            return _week_found(moved, step)
        if unit == "WE":
            return Found("DATE", f"{week_value(_weekend(day, count))}-WE")
        return Found("DATE", moved.isoformat())
    if unit in MONTHS and unit != "Y":
        if (coarse == 4 and unit == "M") or coarse < 4:
            return None
        moved = plus_months(day, count * MONTHS[unit])
        return None if moved is None else Found("DATE", _by_month(moved, unit))
    if unit == "Y":
        if coarse < 4:
            return None
        if _quarter(value) and count and not step.whole:
            return Found("DATE", f"{int(value[:4]) + count:04d}{value[4:7]}")
        year = day.year + count
        return Found("DATE", f"{year:04d}") if 0 < year < 10000 else None
    if unit == "E":
        return Found("DATE", f"{day.year // 10 + count:03d}") if 0 < day.year // 10 + count < 1000 else None
    if unit == "C":
        return Found("DATE", f"{day.year // 100 + count:02d}") if 0 < day.year // 100 + count < 100 else None
    return None


def _week_found(moved: date, step: Step) -> Found:
    value = week_value(moved)
    if step.whole:
        return Found("DATE", value)
    # "Two weeks ago" is a day about fourteen days back, and often a few off.
    slack = 3 if abs(step.count or 0) < 2 else 6
    first, last = plus_days(moved, -slack), plus_days(moved, slack)
    return Found("DATE", value, interval=Interval(first, last) if first and last else None)


def _weekend(day: date, count: int) -> date:
    """Return a day of the weekend meant; last weekend is the one that is over."""
    monday = day - timedelta(days=day.weekday())
    return monday + timedelta(days=7 * count + 5)


def _by_month(day: date, unit: str) -> str:
    if unit == "Q":
        return f"{day.year:04d}-Q{(day.month + 2) // 3}"
    if unit == "6M":
        return f"{day.year:04d}-H{(day.month + 5) // 6}"
    return f"{day.year:04d}-{day.month:02d}"


def _in(step: Step, context: Context) -> Found | None:
    """In two weeks: where nothing says that it lies ahead, it is how long something took."""
    if context.coming and not context.narrative:
        return _step(replace(step, part=None), context)
    return Found("DURATION", period(step.unit, step.count))


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
    return None


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
    if nth.unit == "M" and len(outer.value) == 4:
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
    found = _moved((day, day.isoformat()), Step(offset.unit, offset.count))
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
    return replace(day, type="TIME", value=f"{day.value.split('T')[0]}T{time}")


def clock_value(clock: Clock) -> str:
    """Return what follows the T of a TIMEX3 time."""
    if clock.hour is None:
        return clock.part or "XX"
    value = f"{clock.hour:02d}:{clock.minute or 0:02d}"
    return value if clock.second is None else f"{value}:{clock.second:02d}"


def _clock(clock: Clock, context: Context) -> Found | None:
    base = context.then or context.base
    time = clock_value(clock)
    if base is None or len(base[1].split("T")[0]) != 10 or base[1][4] != "-":
        return Found("TIME", f"XXXX-XX-XXT{time}", relative=True)
    return Found("TIME", f"{base[0].isoformat()}T{time}", relative=True)


def _length(length: Length, context: Context) -> Found | None:
    value = period(length.unit, length.count)
    interval = None
    if length.way and length.count and context.now is not None:
        step = {"Y": 366, "M": 31, "W": 7, "D": 1, "E": 3660, "Q": 92}.get(length.unit, 0)
        reach = int(step * length.count)
        other = plus_days(context.now, reach if length.way == "next" else -reach)
        if other and reach:
            interval = Interval(min(other, context.now), max(other, context.now))
    return Found("DURATION", value, mod=length.mod, relative=length.way is not None, interval=interval)


__all__ = ["Found", "resolve", "season_of"]
