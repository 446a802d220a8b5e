"""Rules for stretches, sets and vague references: three days, about a decade, every Monday, daily, now."""

from __future__ import annotations

import math
from dataclasses import replace

from merilo.dates.grammar import Line
from merilo.dates.meaning import Calendar, Length, Meaning, Often, Vague

RATED = {"D": ("S", "MIN", "H"), "W": ("H", "D"), "M": ("H", "D", "W"), "Y": ("D", "W", "M")}
HALF = 0.5
# How many of the shorter unit the longer one holds.
PARTS = {("Y", "M"): 12, ("W", "D"): 7, ("D", "H"): 24, ("H", "MIN"): 60, ("MIN", "S"): 60}
BACK = {"last": "last", "previous": "last", "next": "next", "following": "next", "this": "this"}


def length(count: float, unit: str) -> Length | None:
    """Three days; two and a half years; None for "some"."""
    if (unit == "WE" and math.isnan(count)) or count > 9999 or 1900 <= count <= 2100:
        return None
    return Length(unit, None if math.isnan(count) else count)


def age(of: Length) -> Length:
    """A six-year-old: how old somebody is says nothing of when."""
    return replace(of, unit="AGE")


def one(unit: str) -> Length | None:
    """A week; "a second" is more often a rank."""
    return None if unit == "S" else Length(unit, 1.0)


def half_one(unit: str) -> Length | None:
    """Half an hour."""
    return None if unit == "D" else Length(unit, 0.5)


def and_half(count: float, unit: str) -> Length | None:
    """Two and a half years."""
    return None if math.isnan(count) else Length(unit, count + 0.5)


def one_and_half(unit: str) -> Length | None:
    """A year and a half."""
    return Length(unit, 1.5)


def joined(long: Length, short: Length) -> Length | None:
    """Three years and six months; two hours and ten minutes."""
    inside = PARTS.get((long.unit, short.unit))
    if inside is None or long.count is None or short.count is None or long.way or short.way or short.mod:
        return None
    if not 0 < short.count < inside:
        return None
    if (long.unit, short.count) == ("Y", 6):
        return replace(long, count=long.count + HALF)
    return replace(long, unit=short.unit, count=long.count * inside + short.count)


def from_to(low: float, high: float, unit: str) -> Length | None:
    """Two to three weeks: the lower figure, and more; "from 24 until 2029" is no length of years."""
    return Length(unit, low, "EQUAL_OR_MORE") if low < high and not (unit == "Y" and high >= 1900) else None


def bounded(mod: str, of: Length) -> Length | None:
    """About a decade, more than two years."""
    return replace(of, mod=mod) if of.mod is None and of.way is None and of.count is not None else None


def within_way(way: str, of: Length) -> Length | Vague | None:
    """The past three months, the next few days."""
    if way not in BACK or of.way is not None or of.mod in ("MORE_THAN", "LESS_THAN"):
        return None
    return replace(of, way=BACK[way])  # type: ignore[arg-type]


def ranked(rank: int, of: Length) -> Length | None:
    """The first nine months."""
    return of if rank in (1, -1) and of.way is None and (of.count or 2) > 1 else None


def way_units(way: str, unit: str) -> Vague | None:
    """Recent years, coming months."""
    if unit in ("S", "MIN", "H"):
        return None
    if way in ("last", "previous"):
        return Vague("PAST_REF")
    return Vague("FUTURE_REF") if way in ("next", "following") else None


def some(unit: str) -> Length:
    """Years."""
    return Length(unit, None)


def every(unit: str) -> Often | None:
    """Every day."""
    return Often(_period(1, unit))


def every_length(of: Length) -> Often | None:
    """Every two weeks."""
    return Often(_period(of.count, of.unit)) if of.count else None


def every_cycle(date: Calendar) -> Often | None:
    """Every Monday, each May, every summer."""
    if date.weekday:
        return Often(f"XXXX-WXX-{date.weekday}")
    if date.month:
        return Often(f"XXXX-{date.month:02d}")
    return Often(f"XXXX-{date.season}") if date.season else None


def on_weekdays(weekday: int) -> Often:
    """Mondays."""
    return Often(f"XXXX-WXX-{weekday}")


def _rate(of: Length, unit: str) -> bool:
    """Say whether so long in every such unit can be: 24 hours a day, three days a week."""
    return of.way is None and of.unit in RATED.get(unit, ())


def _period(count: float | None, unit: str) -> str:
    return period(unit, count)


def period(unit: str, count: float | None) -> str:
    """Return a TIMEX3 duration: P3D, PT2H, P1E, P2Q, PXW, P6M."""
    if unit == "6M":
        unit, count = "M", None if count is None else 6 * count
    if unit == "N":
        unit = "D"
    if unit == "WE" and count:
        return f"P{_figure(count)}WE"
    figure = "X" if count is None else _figure(count)
    if unit in ("H", "MIN", "S"):
        if unit == "H" and count is not None and count % 1 == HALF:
            return f"PT{int(count)}H30M" if count > 1 else "PT30M"
        if unit == "H" and count is not None and count != int(count):
            return f"PT{_figure(count * 60)}M"
        return f"PT{figure}{unit[0]}"
    if unit == "Y" and count is not None and count % 1 == HALF and count > 1:
        return f"P{int(count)}Y6M"
    if unit == "Y" and count is not None and count != int(count) and (count * 12) == int(count * 12):
        return f"P{_figure(count * 12)}M"
    return f"P{figure}{unit}"


def _figure(count: float) -> str:
    return str(int(count)) if count == int(count) else f"{count:g}"


def meaning(value: Meaning) -> Meaning:
    """Hand on what was found."""
    return value


RULES: list[Line] = [
    ("LEN", "NUM dash/of/more/full? U", length),
    ("LEN", "NUM clitic UNITS", length),
    ("LEN", "NUM U dash? more", length),
    ("LEN", "a U", one),
    ("LEN", "a full/more/link U", one),
    ("LEN", "full U", one),
    ("LEN", "half of/a/link? U", half_one),
    ("LEN", "a half U", half_one),
    ("LEN", "half a U", lambda unit: Length(unit, 0.5)),
    ("LEN", "NUM and andhalf U", and_half),
    ("LEN", "HALFUNIT", half_one),
    ("LEN", "NUM and half U", and_half),
    ("LEN", "NUM and a half U", and_half),
    ("LEN", "a U and half", one_and_half),
    ("LEN", "a U and a half", one_and_half),
    ("LEN", "U and half", one_and_half),
    ("LEN", "LEN joins? LEN", joined),
    ("LEN", "U1 joins LEN", lambda unit, short: joined(Length(unit, 1.0), short)),
    ("LEN", "NUM to/dash/or NUM dash? U", from_to),
    ("LEN", "NUM dash? UNITADJ", length),
    ("LEN", "NUM dash? suffix dash? UNITADJ", length),
    ("LEN", "NUM dash? suffix UNITS", length),
    ("LEN", "LENGTH", meaning),
    ("LEN", "BOUND LEN", bounded),
    ("LEN", "BOUND U1", lambda mod, unit: bounded(mod, Length(unit, 1.0))),
    ("LEN", "deadline U1", one),
    ("LEN", "NUM halfmore U", and_half),
    ("LEN", "NUM U and half/andhalf", and_half),
    ("LEN", "U and andhalf", one_and_half),
    ("LEN", "U and andhalf UNITS", lambda unit, rest: one_and_half(unit) if (unit, rest) == ("Y", "D") else None),
    ("LEN", "LEN orso", lambda of: bounded("APPROX", of)),
    ("LEN", "a U or NUM", lambda unit, count: Length(unit, 1.0, "EQUAL_OR_MORE")),
    ("LEN", "the? WHICH LEN", within_way),
    (
        "LEN",
        "NUM WHICH UNITS",
        lambda count, way, unit: within_way(way, Length(unit, None if math.isnan(count) else count)),
    ),
    ("LEN", "LEN WHICH_AFTER", lambda of, way: within_way(way, of)),
    ("LEN", "LEN link WHICH_AFTER", lambda of, way: within_way(way, of)),
    (
        "LEN",
        "NUM DIG slash DIG U",
        lambda count, top, bottom, unit: Length(unit, count + top / bottom) if bottom else None,
    ),
    ("LEN", "the? RANK LEN", ranked),
    ("LEN", "the LEN", meaning),
    ("AGE", "LEN dash old", age),
    ("LEN", "AGE", meaning),
    ("LEN", "LEN old", age),
    ("LEN", "LEN dash long", meaning),
    ("LEN", "U dash long", one),
    ("LEN", "forword SOMEUNITS", meaning),
    ("SOMEUNITS", "UNITS", some),
    ("VAG", "VAGUE", meaning),
    ("VAG", "the? WHICH UNITS", way_units),
    ("VAG", "UNITS WHICH_AFTER", lambda unit, way: way_units(way, unit)),
    ("VAG", "UNITS link WHICH_AFTER", lambda unit, way: way_units(way, unit)),
    ("SET", "OFTEN", meaning),
    ("SET", "every U", every),
    ("SET", "every PART", lambda part: Often("P1D")),
    ("SET", "every LEN", every_length),
    ("SET", "every other WD", on_weekdays),
    ("SET", "every RANK WD", lambda rank, weekday: on_weekdays(weekday)),
    ("SET", "every CYCLE", every_cycle),
    ("SET", "the? RANK WD of/in? every UNIT", lambda rank, weekday, unit: on_weekdays(weekday)),
    ("SET", "the? WHICH WD of/in? every UNIT", lambda way, weekday, unit: on_weekdays(weekday)),
    ("SET", "WEEKDAYS", on_weekdays),
    ("SET", "per U", every),
    ("SET", "LEN a/per/perunit U", lambda of, unit: every(unit) if _rate(of, unit) else None),
    ("SET", "LEN OFTEN", lambda of, often: often if _rate(of, often.value.lstrip("P1")) else None),
    ("SET", "times/twice a/per/perunit U", every),
    ("SET", "NUM times a/per/perunit U", lambda often, unit: every(unit)),
    ("SET", "NUM times OFTEN", lambda times, often: often),
    ("SET", "twice OFTEN", meaning),
]
