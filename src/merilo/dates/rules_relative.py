"""Rules for dates reckoned from another: yesterday, last May, two weeks ago, the first week of October, early June."""

from __future__ import annotations

import math
from dataclasses import replace

from merilo.dates.grammar import Line
from merilo.dates.meaning import (
    Anchor,
    Calendar,
    Edge,
    Inside,
    Length,
    Meaning,
    Nth,
    Offset,
    Step,
    Vague,
    Which,
)

SHIFT = {"last": -1, "this": 0, "next": 1, "previous": -1, "following": 1, "same": 0, "beforelast": -2, "afternext": 2}
LONG_UNITS = frozenset({"D", "W", "M", "Q", "6M", "Y", "E", "C", "WE"})


LATER = {"EARLIER": "START", "LATER": "END"}


def count_of(value: float | None) -> float | None:
    """None for "some"."""
    return None if value is None or math.isnan(value) else value


def which_unit(way: str, unit: str) -> Step | Vague | None:
    """Last week, this year, the following day."""
    if unit not in LONG_UNITS:
        return Vague("PRESENT_REF") if way in ("this", "same") and unit in ("H", "MIN", "S") else None
    anchor: Anchor = "then" if way in ("previous", "following", "same") else "now"
    return Step(unit, SHIFT[way], anchor, whole=True)


def unit_which(unit: str, way: str) -> Step | Vague | None:
    """Java e kaluar."""
    return which_unit(way, unit)


def which(way: str, date: Calendar) -> Which | None:
    """Last May, next Monday, this summer."""
    if date.year is not None or date.day is not None or date.decade is not None or date.century is not None:
        return None
    if not (date.month or date.weekday or date.season or date.holiday or date.quarter):
        return None
    return Which(way, date)  # type: ignore[arg-type]


def which_weekday(way: str, weekday: int) -> Which | None:
    """Last Friday."""
    return which(way, Calendar(weekday=weekday))


def weekday_which(weekday: int, way: str) -> Which | None:
    """Të hënën e kaluar."""
    return which(way, Calendar(weekday=weekday))


def the_unit(unit: str) -> Step | None:
    """The quarter (the one spoken of), the weekend (the last one)."""
    if unit == "Q":
        return Step("Q", 0, "then", part="spoken", whole=True)
    if unit in ("Y", "W"):
        return Step(unit, 0, "then", part="here", whole=True)
    return Step("WE", 0, part="weekend", whole=True) if unit == "WE" else None


def bare_weekend(unit: str) -> Step | None:
    """Tijekom vikenda: one weekend or all of them, as the tense of the clause shows."""
    return Step("WE", 0, part="a weekend", whole=True) if unit == "WE" else None


def around(unit: str, sign: str, of: Meaning) -> Meaning | None:
    """The week before Christmas, the day after Easter."""
    return offset(Length(unit, 1.0), sign, of) if unit in ("D", "W") else None


def date_which(date: Calendar, way: str) -> Which | None:
    """Pranverën e kaluar."""
    return which(way, date)


def ago(length: Length) -> Meaning | None:
    """Two weeks ago."""
    return _step(length, -1, "now")


def about_ago(mod: str, length: Length) -> Meaning | None:
    """About two weeks ago, where the word for ago stands first."""
    step = ago(length)
    return None if step is None else bounded(mod, step)


def hence(length: Length) -> Meaning | None:
    """Two weeks from now."""
    return _step(length, 1, "now")


def within(length: Length) -> Meaning | None:
    """In two weeks: a date where something will be, a stretch where it was done; the clause decides."""
    if length.count is None or length.way is not None:
        return None
    return Step(length.unit, length.count, "now", part="in")


def after(length: Length) -> Meaning | None:
    """През 3 дня, след две години: from now where it lies ahead, from the date spoken of in a tale."""
    if length.count is None or length.way is not None:
        return later(length)
    return Step(length.unit, length.count, "then", part="after")


def later(length: Length) -> Meaning | None:
    """Two weeks later."""
    return _step(length, 1, "then")


def earlier(length: Length) -> Meaning | None:
    """Two weeks earlier."""
    return _step(length, -1, "then")


def _step(length: Length, sign: int, anchor: str) -> Meaning | None:
    if length.way is not None:
        return None
    if length.count is None:
        return Vague("PAST_REF" if sign < 0 else "FUTURE_REF")
    step = Step(length.unit, sign * length.count, "then" if anchor == "then" else "now")
    return Edge("APPROX", step) if length.mod == "APPROX" else Edge(length.mod, step) if length.mod else step


def inside(inner: Meaning, outer: Meaning) -> Meaning | None:
    """May of last year; Monday of next week; the first week of October."""
    if isinstance(inner, Calendar):
        if inner.year is not None or inner.decade is not None or inner.century is not None:
            return None
        if inner.weekday and not inner.day:
            return Inside(inner, outer) if _unit(outer) == "W" else None
        return Inside(inner, outer) if _unit(outer) == "Y" else None
    return Inside(inner, outer)


def _unit(outer: Meaning) -> str:
    if isinstance(outer, Step):
        return outer.unit if outer.whole else ""
    return "Y" if isinstance(outer, Calendar) and outer.year is not None and outer.month is None else ""


def nth_unit(rank: int, unit: str, outer: Meaning) -> Meaning | None:
    """The first week of October."""
    return Inside(Nth(rank, unit=unit), outer) if unit in ("D", "W", "M", "Q", "WE", "E") and rank < 54 else None


def nth_weekday(rank: int, weekday: int, outer: Meaning) -> Meaning | None:
    """The last Sunday in March."""
    return Inside(Nth(rank, weekday=weekday), outer) if rank <= 5 else None


def edge(mod: str, of: Meaning) -> Meaning | None:
    """Early June, the end of last year."""
    if mod in LATER:
        if not isinstance(of, Step) or of.unit in ("D", "H") or not of.whole:
            return None
        mod = LATER[mod]
        of = replace(of, anchor="now", part=None) if of.part == "here" else of
    if isinstance(of, Edge) or (isinstance(of, Calendar) and of.day and of.month and mod == "MID"):
        return None
    if isinstance(of, Calendar) and of.day is not None and mod != "END" and mod != "START":
        return None
    return Edge(mod, of)


def bounded(mod: str, of: Meaning) -> Meaning | None:
    """About 1990."""
    if mod != "APPROX" or isinstance(of, Edge | Which) or (isinstance(of, Calendar) and of.weekday):
        return None
    return None if isinstance(of, Step) and of.whole else Edge("APPROX", of)


def half_of(half: Calendar, of: Calendar) -> Meaning | None:
    """The second half of May, of the fifties or of the 19th century: its start or its end."""
    long = (of.month is not None and of.day is None) or of.decade is not None or of.century is not None
    return Edge("START" if half.half == 1 else "END", of) if half.half and long else None


def edge_unit(mod: str, unit: str) -> Meaning | None:
    """The end of the month."""
    if mod in LATER:
        return Edge(LATER[mod], Step(unit, 0, "now", whole=True)) if unit in ("Y", "M", "W") else None
    return Edge(mod, Step(unit, 0, "then", part="here", whole=True)) if unit in LONG_UNITS else None


def offset(length: Length, sign: str, of: Meaning) -> Meaning | None:
    """Two weeks after Easter."""
    if length.count is None or length.way or not isinstance(of, Calendar | Step):
        return None
    if isinstance(of, Calendar) and not (of.holiday or of.day):
        return None
    return Offset(length.unit, length.count if sign == "AFTER" else -length.count, of)


def nth_weekday_offset(rank: int, weekday: int, of: Calendar) -> Meaning | None:
    """The third Tuesday after Christmas."""
    return Offset(f"WD{weekday}", rank, of) if of.holiday and rank > 0 else None


def holiday_only(date: Calendar) -> Calendar | None:
    """Let only holidays through."""
    return date if date.holiday else None


def outside(outer: Meaning, inner: Calendar) -> Meaning | None:
    """This year's third quarter."""
    return inside(inner, outer)


def last_unit(way: str, unit: str, outer: Meaning) -> Meaning | None:
    """The last week of October."""
    return nth_unit(-1, unit, outer) if way == "last" else None


def last_weekday(way: str, weekday: int, outer: Meaning) -> Meaning | None:
    """The last Sunday of March."""
    return nth_weekday(-1, weekday, outer) if way == "last" else None


def month_only(date: Calendar) -> Calendar | None:
    """Let only months through: the last Sunday of March, where "of" is a case."""
    return date if date.month and not date.day else None


def weekday_date(value: int) -> Calendar:
    """A bare weekday."""
    return Calendar(weekday=value)


def year_step(step: Step) -> Step | None:
    """Only whole years."""
    return step if step.unit in ("Y", "M", "W") and step.whole else None


RULES: list[Line] = [
    ("U", "UNIT", lambda unit: unit),
    ("U", "UNITS", lambda unit: unit),
    ("U", "UNIT_SHORT dot?", lambda unit: unit),
    ("REL", "DEICTIC", lambda step: step),
    ("REL", "the? LATELY", lambda unit: Length(unit, 1.0, way="last")),
    ("REL", "the? WHICH UNIT/UNIT_SHORT", which_unit),
    ("REL", "the UNIT beforelast", lambda unit: Step(unit, -2, whole=True) if unit in LONG_UNITS else None),
    ("RELC", "the CYCLE beforelast", lambda date: which("beforelast", date)),
    ("REL", "UNIT link? WHICH_AFTER", unit_which),
    ("REL", "WHICH clitic UNIT", which_unit),
    ("RELC", "WHICH clitic CYCLE", which),
    ("RELC", "the? WHICH CYCLE", which),
    ("RELC", "CYCLE WHICH_AFTER", date_which),
    ("RELC", "CYCLE link WHICH_AFTER", date_which),
    ("CYCLE", "M", lambda month: Calendar(month=month)),
    ("CYCLE", "WD", weekday_date),
    ("CYCLE", "SEASON", lambda season: Calendar(season=season)),
    ("CYCLE", "HOLIDAY", lambda code: Calendar(holiday=code)),
    ("CYCLE", "QTR", lambda date: date),
    ("REL", "LEN ago", ago),
    ("REL", "LEN fromnow", hence),
    ("REL", "before LEN", ago),
    ("REL", "BOUND before LEN", about_ago),
    ("REL", "within more? LEN", within),
    ("REL", "after LEN", after),
    ("REL", "LEN later", later),
    ("REL", "LEN earlier", earlier),
    ("REL", "earlierpre LEN", earlier),
    ("REL", "LEN AFTERBEFORE thisthen", lambda length, sign: later(length) if sign == "AFTER" else earlier(length)),
    ("REL", "the/a? yearago", lambda: Step("Y", -1)),
    ("REL", "the? yearago periodword", lambda: Step("Y", -1)),
    (
        "REL",
        "the WHICH periodword",
        lambda way: Step("Q", 0, "then", part="spoken", whole=True) if way == "last" else None,
    ),
    ("REL", "the? yearago UNIT", lambda unit: Step("Y", -1) if unit == "Q" else None),
    ("REL", "the UNIT", the_unit),
    ("REL", "UNIT", bare_weekend),
    ("RELC", "thatone SEASON", lambda season: which("same", Calendar(season=season))),
    ("REL", "before exact LEN", ago),
    ("REL", "after exact LEN", after),
    ("REL", "exact LEN ago", ago),
    ("REL", "the UNIT AFTERBEFORE HOLI", around),
    ("DATE", "yearend", lambda: Edge("END", Step("Y", 0, "now", whole=True))),
    ("WHOLE", "REL", lambda step: year_step(step) if isinstance(step, Step) else None),
    ("WHOLE", "YEAR", lambda year: year),
    ("IN", "CAL comma? of/in? WHOLE", inside),
    ("IN", "YEARS CYCLE", outside),
    ("YEARS", "DEICTIC", lambda step: step if step.unit == "Y" and step.anchor == "now" else None),
    ("IN", "WD comma? of/in? WHOLE", lambda weekday, outer: inside(Calendar(weekday=weekday), outer)),
    ("IN", "WHOLE in/on? WD", lambda outer, weekday: inside(Calendar(weekday=weekday), outer)),
    ("IN", "the? RANK U of/in DATE", nth_unit),
    ("IN", "the? RANK U GEN", nth_unit),
    ("IN", "the? RANK U MCAL", nth_unit),
    ("IN", "the? RANK WD MCAL", nth_weekday),
    ("MCAL", "CAL", month_only),
    ("REL", "after U1", lambda unit: after(Length(unit, 1.0))),
    ("REL", "before U1", lambda unit: ago(Length(unit, 1.0))),
    ("REL", "U1 later", lambda unit: later(Length(unit, 1.0))),
    ("REL", "U1 ago", lambda unit: ago(Length(unit, 1.0))),
    ("IN", "the? RANK WD of/in DATE", nth_weekday),
    ("IN", "the? RANK WD GEN", nth_weekday),
    ("IN", "HALF of/in? WHOLE", inside),
    ("IN", "HALF of/in? the? U", lambda half, unit: inside(half, Step(unit, 0, "then", whole=True))),
    ("IN", "WHOLE genitive QTR", outside),
    ("IN", "the? WHICH U of/in DATE", last_unit),
    ("IN", "the? WHICH WD of/in DATE", last_weekday),
    ("IN", "the? WHICH UNIT WHOLE", last_unit),
    ("IN", "UNIT WHICH_AFTER of WHOLE", lambda unit, way, outer: last_unit(way, unit, outer)),
    ("IN", "UNIT RANK of/in DATE", lambda unit, rank, outer: nth_unit(rank, unit, outer)),
    ("IN", "WD RANK of/in DATE", lambda weekday, rank, outer: nth_weekday(rank, weekday, outer)),
    ("IN", "the? WHICH U MCAL", last_unit),
    ("IN", "the? WHICH WD MCAL", last_weekday),
    ("IN", "DAY of/in WHOLE", lambda at, outer: Inside(Nth(at, unit="D"), outer) if _unit(outer) == "M" else None),
    ("IN", "WHOLE genitive UNIT", lambda outer, unit: outer if unit == "Q" else None),
    ("IN", "the UNIT of FULL", lambda unit, date: Offset("W", 0, date) if unit == "W" else None),
    ("GEN", "genitive DATE", lambda date: date),
    ("DATE", "CAL", lambda date: date),
    ("DATE", "WEEKDAY", weekday_date),
    ("DATE", "WEEKDAY_SHORT dot?", weekday_date),
    ("DATE", "REL", lambda date: date),
    ("DATE", "RELC", lambda date: date),
    ("DATE", "IN", lambda date: date),
    ("DATE", "the? EDGE of/dash/in? the? DATE", edge),
    ("DATE", "the? EDGE of/in? the? UNIT/UNIT_SHORT", edge_unit),
    ("DATE", "HALF of/in? the? CAL", half_of),
    ("DATE", "DATE EDGEPOST", lambda date, mod: edge(mod, date)),
    ("DATE", "BOUND DATE", bounded),
    ("REL", "LEN AFTERBEFORE HOLI", offset),
    ("HOLI", "CAL", holiday_only),
    ("HOLI", "REL", lambda step: step if isinstance(step, Step) and step.unit == "D" else None),
    ("REL", "RANK WD AFTERBEFORE HOLI", lambda rank, weekday, sign, of: nth_weekday_offset(rank, weekday, of)),
]
