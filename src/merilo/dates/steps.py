"""So many units from a day: yesterday, last week, two years later, in three days."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta

from merilo.dates.calendar import bounds, plus_days, plus_months, week_value
from merilo.dates.context import Context
from merilo.dates.found import Found
from merilo.dates.interval import Interval
from merilo.dates.meaning import Step
from merilo.dates.rules_length import period

MONTHS = {"M": 1, "Q": 3, "6M": 6, "Y": 12}
FAR = 3  # years: "after 43 years", with nothing that looks ahead, is how long something had lasted
YEAR, MONTH = 4, 7  # characters of a value that names a year, a month
AGES = {"E": 10, "C": 100}  # years of a decade and of a century
SLACK = 2  # months: "a year and a half ago" is that much off
YEAR_BC = re.compile(r"BC(\d{4})")
DAYS = {"D": 1, "W": 7, "WE": 7, "N": 1}


def step_from(step: Step, context: Context) -> Found | None:
    """Place a step: from today, or from the date last spoken of; a reference where there is nothing to count from."""
    if step.part == "in":
        return _in(step, context)
    if step.part == "after":
        return _after(step, context)
    if step.part == "here":  # the end of the year: of the one spoken of, else of ours
        ours = not context.narrative and (context.spoken is None or context.coming)
        return step_from(replace(step, part=None, anchor="now" if ours else "then"), context)
    if step.part == "a weekend" and context.tense is None:
        return None
    if step.part in ("weekend", "a weekend"):
        return step_from(replace(step, part=None, count=0 if context.coming else -1), context)
    if step.part == "spoken":
        return Found("DATE", context.quarter, relative=True) if context.quarter else None
    if step.count is None:
        return Found("DATE", "PAST_REF")
    if step.anchor == "then" and step.unit == "Y" and (spoken := YEAR_BC.match(context.spoken or "")):
        year = int(spoken[1]) - int(step.count)
        return Found("DATE", f"BC{year:04d}", relative=True) if year > 0 else None
    base = context.then if step.anchor == "then" else None
    if (
        step.anchor == "then"
        and step.count >= 0
        and context.spoken is None
        and context.tense not in ("future", "ahead")
    ):
        return _unplaced(step)  # "two years later", and no date to count from
    if base is not None and step.unit in ("D", "W") and len(base[1]) != 10:
        base = context.then_day
    if step.anchor == "now":
        if context.now is None:
            base = context.then if step.count or not step.whole else None
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
    found = moved_by(base, step)
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


def moved_by(base: tuple[date, str], step: Step) -> Found | None:
    """Move a day by so many units and return it as coarse as the unit is."""
    day, value = base
    count, unit = step.count or 0, step.unit
    coarse = len(value.split("T")[0])
    exact = value[4:5] == "-" and coarse == 10
    if unit == "H" and count and count % 24 == 0:
        unit, count = "D", count / 24
    if unit in ("H", "MIN", "S"):
        return Found("TIME", f"{day.isoformat()}TXX:XX") if exact else None
    if count != int(count) and unit in ("C", "E"):
        return _by_half_an_age(day, count, unit) if coarse >= YEAR else None
    if count != int(count):
        moved = _by_half(day, count, unit)
        if moved is None or coarse < MONTH:
            return None
        slack = SLACK if unit == "Y" else 1
        first, last = plus_months(moved, -slack), plus_months(moved, slack)
        return Found("DATE", _by_month(moved, "M"), interval=Interval(first, last) if first and last else None)
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
    return _ages_away(day, count, step) if unit in ("E", "C") else None


def _by_half_an_age(day: date, count: float, unit: str) -> Found | None:
    """Half a century ago: a year, give or take two."""
    year = day.year + int(count * AGES[unit])
    around = _years_around(year, "E")
    return Found("DATE", f"{year:04d}", interval=around) if around else None


def _ages_away(day: date, count: int, step: Step) -> Found | None:
    """The last decade is one of the calendar's; a decade ago lies about ten years back."""
    size = AGES[step.unit]
    age = day.year // size + count
    if not 0 < age < 10000 // size:
        return None
    around = None if step.whole or not count else _years_around(day.year + count * size, step.unit)
    return Found("DATE", f"{age:0{2 if step.unit == 'C' else 3}d}", interval=around)


def _years_around(year: int, unit: str) -> Interval | None:
    slack = AGES[unit] // 5
    if not slack < year < 9999 - slack:
        return None
    return Interval(date(year - slack, 1, 1), date(year + slack, 12, 31))


def _by_half(day: date, count: float, unit: str) -> date | None:
    """Move a day by a year and a half, or a month and a half."""
    if unit == "Y":
        return plus_months(day, int(count * 12))
    moved = plus_months(day, int(count)) if unit == "M" else None
    return plus_days(moved, int((count - int(count)) * 30)) if moved else None


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


def _after(step: Step, context: Context) -> Found | None:
    """In five days, or after five days: from now where it lies ahead, else from the date spoken of.

    What would then still lie ahead did not happen that long after: it is how long something had lasted.
    """
    near = step.unit != "Y" or abs(step.count or 0) < FAR
    ahead = (context.coming or (context.tense is None and near)) and context.now is not None
    found = step_from(replace(step, part=None, anchor="now" if ahead else "then"), context)
    if found is None or ahead or context.coming:
        return found
    placed = bounds(found.value) if found.value else None
    beyond = placed is not None and context.now is not None and placed.first > context.now
    return (
        Found("DURATION", period(step.unit, step.count))
        if beyond or (not near and found.value == "FUTURE_REF")
        else found
    )


def _in(step: Step, context: Context) -> Found | None:
    """In two weeks: where nothing says that it lies ahead, it is how long something took."""
    if context.coming and not context.narrative:
        return step_from(replace(step, part=None), context)
    return Found("DURATION", period(step.unit, step.count))
