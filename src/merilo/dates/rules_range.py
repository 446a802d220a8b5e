"""Rules for stretches of text that give several dates at once: 3 to 5 May, 2015–2017, June and July 2020."""

from __future__ import annotations

from dataclasses import replace

from merilo.dates.grammar import Line, Node
from merilo.dates.meaning import Calendar, Edge, Inside, Length, Part, Run, Several, Which
from merilo.dates.rules_length import ranked


def _filled(left: Calendar, right: Calendar) -> Calendar:
    """Give the left date the month and year that stand only with the right one."""
    month = left.month if left.month is not None else right.month
    year = left.year if left.year is not None else right.year
    return replace(left, month=month, year=year, short=right.short, before_christ=right.before_christ)


def _several(*nodes: Node) -> Several:
    return Several(tuple(Part(node.first, node.last, node.value) for node in nodes))


def days(*nodes: Node) -> Several | None:
    """3 to 5 May: the first days have no month of their own."""
    *left, right = nodes
    full = right.value
    if full.day is None or any(node.value >= 32 for node in left):
        return None
    parts = [Part(node.first, node.last, _filled(Calendar(day=node.value), full)) for node in left]
    return Several((*parts, Part(right.first, right.last, full)))


def month_days(month: Node, first: Node, last: Node, year: Node | None = None) -> Several | None:
    """May 3-5, 2024."""
    if first.value >= last.value:
        return None
    given = year.value if year else Calendar()
    left = Calendar(month=month.value, day=first.value, year=given.year)
    right = Calendar(month=month.value, day=last.value, year=given.year)
    end = year.last if year else last.last
    return Several((Part(month.first, first.last, left), Part(last.first, end, right)))


def two_month_days(month: Node, first: Node, other: Node, last: Node) -> Several | None:
    """July 13 - July 15."""
    if not (1 <= first.value <= 31 and 1 <= last.value <= 31):
        return None
    left = Calendar(month=month.value, day=first.value)
    right = Calendar(month=other.value, day=last.value)
    return Several((Part(month.first, first.last, left), Part(other.first, last.last, right)))


def dates(left: Node, right: Node) -> Several | None:
    """28 April to 3 May 2024; June and July 2020."""
    if left.value.year is not None:
        return _several(left, right) if right.value.month and right.value.year else None
    if right.value.year is None:
        return None
    # "in May and in 2020" is no pair: the right one needs a month of its own
    if right.value.month is None and not (left.value.season and right.value.season):
        return None
    if left.value.month is None and left.value.season is None:
        return None
    year = right.value
    if left.value.month and right.value.month and left.value.month > right.value.month and year.year > 1:
        year = replace(right.value, year=right.value.year - 1)
    whole = _filled(left.value, year) if left.value.month else replace(left.value, year=right.value.year)
    return Several((Part(left.first, left.last, whole), Part(right.first, right.last, right.value)))


def until_edge(left: Node, right: Node) -> Several | None:
    """From June until the end of 1943: the year holds for both."""
    date: Calendar = left.value
    if date.year is not None or not (date.month or date.season):
        return None
    return Several((Part(left.first, left.last, replace(date, year=right.value.of.year)), _part(right)))


def _part(node: Node) -> Part:
    return Part(node.first, node.last, node.value)


def weekdays(left: Node, right: Node) -> Several:
    """Monday and Tuesday: the second follows the first."""
    return Several(tuple(Part(node.first, node.last, Calendar(weekday=node.value)) for node in (left, right)))


def through(left: Node, right: Node) -> Several:
    """From Monday to Friday: of one and the same week, and what was done until Friday began before it."""
    days = (right.value - left.value) % 7
    until = Which("following", Calendar(weekday=right.value))
    return Several((Part(left.first, left.last, Run(left.value, days)), Part(right.first, right.last, until)))


def first_or_last(rank: int, of: Length) -> Length | None:
    """The first nine months; the last three."""
    plain = ranked(rank, of)
    return plain if plain is None or rank == 1 else replace(plain, way="last")


def last_of(way: str, of: Length) -> Length | None:
    """The last three months."""
    return first_or_last(-1, of) if way == "last" else None


def within(length: Node, whole: Node) -> Several:
    """The first nine months of 2025: how long, and of what, which places the one in the other."""
    inner = Inside(length.value, whole.value)
    return Several((Part(length.first, length.last, inner), Part(whole.first, whole.last, whole.value)))


def seasons(left: Node, right: Node) -> Several | None:
    """The winter of 1917–1918, named by both its years."""
    year = right.value.year if isinstance(right.value, Calendar) else left.value.year // 100 * 100 + right.value
    if year != left.value.year + 1:
        return None
    both = (Part(left.first, left.last, left.value), Part(right.first, right.last, replace(left.value, year=year)))
    return Several(both)


def years(left: Node, right: Node) -> Several | None:
    """2015–2017, 480 and 479 BC; "from 30 to 24 until 2029" counts something."""
    if left.value.year < OLD and right.value.year >= MODERN:
        return None
    if right.value.before_christ and not left.value.before_christ:
        return Several(
            (
                Part(left.first, left.last, replace(left.value, before_christ=True)),
                Part(right.first, right.last, right.value),
            )
        )
    return _several(left, right)


def short_years(left: Node, right: Node) -> Several | None:
    """1998-99."""
    century = left.value - left.value % 100
    if right.value <= left.value % 100:
        return None
    return Several(
        (
            Part(left.first, left.last, Calendar(year=left.value)),
            Part(right.first, right.last, Calendar(year=century + right.value)),
        )
    )


# No range of years reaches from before the one to after the other.
OLD, MODERN = 1000, 1500

RULES: list[Line] = [
    ("RANGE", "DAY dash/to/and/comma/slash FULL", days, "nodes"),
    ("RANGE", "DAYDOT dash/slash FULL", days, "nodes"),
    ("DAYDOT", "DIG dot", lambda at: at),
    ("RANGE", "DAY comma DAY comma? and/to/comma FULL", days, "nodes"),
    ("RANGE", "DAY comma DAY comma DAY comma? and/comma FULL", days, "nodes"),
    ("RANGE", "MF DAY dash/to/and DAY", month_days, "nodes"),
    ("RANGE", "MF DAY dash/to/and DAY comma? YEAR", month_days, "nodes"),
    ("RANGE", "MM DIG dash/to DIG", month_days, "nodes"),
    ("RANGE", "MM DIG dash/to MM DIG", two_month_days, "nodes"),
    ("RANGE", "CAL dash/to/and/slash CAL", dates, "nodes"),
    ("RANGE", "CAL and? to EDGED", until_edge, "nodes"),
    ("EDGED", "the? EDGE of/in? the? YEAR", lambda mod, year: Edge(mod, year) if not year.short else None),
    ("RANGE", "WEEKDAY dash/to WEEKDAY", through, "nodes"),
    ("RANGE", "WEEKDAY and/comma WEEKDAY", weekdays, "nodes"),
    ("RANGE", "within? NTHLEN of/in? WHOLE", within, "nodes"),
    ("RANGE", "within? NTHLEN of/in? DATED", within, "nodes"),
    ("NTHLEN", "the? RANK LEN", first_or_last),
    ("NTHLEN", "LEN link? RANK", lambda of, rank: first_or_last(rank, of)),
    ("NTHLEN", "the? WHICH LEN", last_of),
    ("NTHLEN", "LEN link? WHICH_AFTER", lambda of, way: last_of(way, of)),
    ("DATED", "CAL", lambda date: date if date.month and not date.day else None),
    ("RANGE", "SEASYEAR dash/slash YEAR", seasons, "nodes"),
    ("RANGE", "SEASYEAR slash DD yearword? dot?", seasons, "nodes"),
    ("SEASYEAR", "SEAS of/in? YEAR", lambda season, year: replace(season, year=year.year)),
    ("RANGE", "YEAR dash/to/and YEAR", years, "nodes"),
    ("RANGE", "YEARFIG dash/to/and YEAR", years, "nodes"),
    ("YEARFIG", "FIG", lambda value: Calendar(year=int(value)) if 1 < value < 1000 else None),
    ("RANGE", "YEARNUM join/dash DD", short_years, "nodes"),
]
