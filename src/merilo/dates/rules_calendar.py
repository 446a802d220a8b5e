"""Rules for dates as the calendar has them: days, months, years, seasons, quarters, decades, centuries, holidays."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from merilo.dates.grammar import Line
from merilo.dates.meaning import Calendar


def number(*values: float) -> float | None:
    """Add up a numeral of one or two words: twenty five, two hundred."""
    if len(values) == 1:
        return values[0]
    left, right = values
    if left >= 100 and right < 100:
        return left + right
    if right in (100, 1000) and left < 100:
        return left * right
    return left + right if left in (20, 30, 40, 50, 60, 70, 80, 90) and 0 < right < 10 else None


def spoken_year(century: float, rest: float) -> Calendar | None:
    """Nineteen ninety-six."""
    return Calendar(year=int(century * 100 + rest)) if 13 <= century <= 20 and 10 <= rest <= 99 else None


def thousand_year(thousand: float, rest: float) -> Calendar | None:
    """Two thousand nineteen."""
    return Calendar(year=int(thousand + rest)) if thousand in (1000, 2000) and 0 < rest < 100 else None


def ordinal(value: float, rest: int | None = None) -> int | None:
    """Return the rank; "twenty first" is 21."""
    if rest is None:
        return int(value) if value == int(value) else None
    return int(value) + rest if value in (20, 30, 40, 50, 60, 70, 80, 90) and 0 < rest < 10 else None


def day(value: int) -> int | None:
    """A day of the month as written: 31 in April is for the calendar to refuse, 32 is no day at all."""
    return value if 1 <= value <= 31 else None


def day_month(at: int, month: int) -> Calendar:
    """5 May."""
    return Calendar(month=month, day=at)


def month_day(month: int, at: int) -> Calendar:
    """May 5."""
    return Calendar(month=month, day=at)


def with_year(date: Calendar, year: Calendar) -> Calendar | None:
    """Give a date its year."""
    if date.year is not None:
        return None
    return replace(date, year=year.year, short=year.short, before_christ=year.before_christ)


def year_of(value: int) -> Calendar:
    """2024."""
    return Calendar(year=value)


def short_year(value: int) -> Calendar:
    """'98."""
    return Calendar(year=value, short=True)


def era(year: Calendar, mark: str) -> Calendar:
    """480 BC."""
    return replace(year, before_christ=mark == "BC")


def era_figure(value: int | float, mark: str) -> Calendar | None:
    """480 BC, where the year has fewer than four figures."""
    if value != int(value) or not 0 < value < 4000:
        return None
    return Calendar(year=int(value), before_christ=mark == "BC")


def numeric(parts: tuple[int, int, int]) -> Calendar | None:
    """05.03.2024 or 5.3.24; only the day first."""
    first, second, year = parts
    if not (1 <= first <= 39 and 1 <= second <= 19) or (first > 31 and second > 12):
        return None
    return Calendar(year=year, month=second, day=first, short=year < 100)


def day_first(at: int, month: int, year: int | None = None) -> Calendar | None:
    """12/05/2024 where the day comes first."""
    if month > 12 and at <= 12:
        at, month = month, at
    if not (1 <= at <= 31 and 1 <= month <= 12):
        return None
    return Calendar(year=year, month=month, day=at, short=year is not None and year < 100)


def figures(at: int, month: int, year: Calendar) -> Calendar | None:
    """31. 12. 2023."""
    return replace(year, month=month, day=at) if 1 <= at <= 31 and 1 <= month <= 12 and not year.short else None


def month_first(month: int, at: int, year: int | None = None) -> Calendar | None:
    """12/05/2024 where the month comes first."""
    return day_first(at, month, year)


def iso(year: int, month: int, at: int) -> Calendar | None:
    """2024-05-12."""
    return Calendar(year=year, month=month, day=at) if 1 <= month <= 12 and 1 <= at <= 31 else None


def iso_month(year: int, month: int) -> Calendar | None:
    """2024-05; 2015-16 is a range of years."""
    return Calendar(year=year, month=month) if 1 <= month <= 12 else None


def short_iso(year: int, month: int, at: int) -> Calendar | None:
    """74-10-31."""
    return Calendar(year=year, month=month, day=at, short=True) if year > 31 and month <= 12 and at <= 31 else None


def day_month_figures(parts: tuple[int, int, int]) -> Calendar | None:
    """15.02 or 10.12."""
    at, month, width = parts
    return Calendar(month=month, day=at) if 1 <= at <= 31 and 1 <= month <= 12 and width <= 2 else None


def named_day(weekday: int, date: Calendar) -> Calendar | None:
    """Monday, 5 May."""
    return replace(date, weekday=weekday) if date.day is not None and date.weekday is None else None


def day_named(date: Calendar, weekday: int) -> Calendar | None:
    """5 May, Monday."""
    return named_day(weekday, date)


def weekday_day(weekday: int, at: int) -> Calendar:
    """Monday the 5th."""
    return Calendar(weekday=weekday, day=at)


def season(value: str) -> Calendar:
    """Summer."""
    return Calendar(season=value)


def quarter(rank: int, unit: str) -> Calendar | None:
    """The third quarter; the first half-year."""
    if unit == "Q" and 1 <= rank <= 4:
        return Calendar(quarter=rank)
    return Calendar(half=rank) if unit == "6M" and rank in (1, 2) else None


def quarter_figure(rank: int) -> Calendar | None:
    """Q3."""
    return Calendar(quarter=rank) if 1 <= rank <= 4 else None


def half(rank: int) -> Calendar | None:
    """The first half; the last one is the second."""
    return Calendar(half=2 if rank == -1 else rank) if rank in (1, 2, -1) else None


def decade(year: int) -> Calendar | None:
    """The 1990s."""
    return Calendar(decade=year // 10) if year % 10 == 0 else None


def short_decade(value: int) -> Calendar | None:
    """The 90s."""
    return Calendar(decade=190 + value // 10) if value % 10 == 0 and value >= 10 else None


def decade_of(date: Calendar, way: str, unit: str) -> Calendar | None:
    """The eighties of the last century, or of this one."""
    if unit != "C" or date.decade is None or date.decade // 10 != 19:
        return None
    return date if way == "last" else replace(date, decade=date.decade + 10) if way == "this" else None


def decade_in(date: Calendar, within: Calendar) -> Calendar | None:
    """The forties of the 19th century."""
    if date.decade is None or within.century is None or within.before_christ:
        return None
    return Calendar(decade=within.century * 10 + date.decade % 10)


def century(rank: int, unit: str) -> Calendar | None:
    """The 20th century."""
    return Calendar(century=rank - 1) if unit == "C" and 1 <= rank <= 30 else None


def century_era(date: Calendar, mark: str) -> Calendar | None:
    """The 5th century BC."""
    return replace(date, before_christ=mark == "BC") if date.century is not None else None


def holiday(code: str) -> Calendar:
    """Christmas."""
    return Calendar(holiday=code)


def fiscal(date: Calendar) -> Calendar:
    """Fiscal 1989."""
    return replace(date, fiscal=True)


def school_year(first: int, second: int) -> Calendar | None:
    """2023/24: named by the year it begins in."""
    return Calendar(year=first, school=True) if second in ((first + 1) % 100, first + 1) else None


def same(value: Any) -> Any:
    """Hand on what was found."""
    return value


RULES: list[Line] = [
    ("NUM", "WN", same),
    ("WN", "NUMBER", same),
    ("WN", "NUMBER and/dash? NUMBER", number),
    ("NUM", "DIG", float),
    ("NUM", "FIG", same),
    ("RANK", "ORDINAL", ordinal),
    ("RANK", "NUMBER and/dash? ORDINAL", ordinal),
    ("RANK", "DIG dash? suffix", ordinal),
    ("RANK", "DIG rankdot", ordinal),
    ("RANKR", "ROMAN", ordinal),
    ("RANKR", "ROMAN rankdot", ordinal),
    ("DAY", "DIG", day),
    ("DAY", "RANK", day),
    ("DAY", "the DAY", day),
    ("DAY", "RANK daynoun of?", day),
    ("YEAR", "YEARNUM", year_of),
    ("YEAR", "YEARNUM rankdot", year_of),
    ("YEAR", "YEARNUM dot? yearword dot?", year_of),
    ("YEAR", "YEARNUM dash? yearsuffix yearword? dot?", year_of),
    ("YEAR", "the? yearword of? YEARNUM", year_of),
    ("YEAR", "YEAR_START WN", spoken_year),
    ("YEAR", "the? yearword YEAR_START WN", spoken_year),
    ("YEAR", "the? yearword WN WN", thousand_year),
    ("YEAR", "the yearword WN", lambda value: Calendar(year=int(value)) if value in (1000, 2000) else None),
    ("YEAR", "YEAR ERA dot?", era),
    ("YEAR", "FIG rankdot? yearword? dot? ERA dot?", era_figure),
    ("YEAR", "FIG dash? suffix yearword? dot? ERA dot?", era_figure),
    ("YEAR", "AD FIG", lambda value: era_figure(value, "AD")),
    ("SHORT", "apo DIG", short_year),
    ("M", "MONTH", same),
    ("M", "MONTH monthword", same),
    ("M", "monthword link? MONTH", same),
    ("HALF", "the? RANK quarterword", lambda rank: Calendar(quarter=rank) if 1 <= rank <= 4 else None),
    ("MM", "MONTH_SHORT dot?", same),
    ("MM", "MONTH", same),
    ("WD", "WEEKDAY", same),
    ("WD", "WEEKDAY_SHORT dot?", same),
    ("WD", "WEEKDAY dash? suffix", same),
    ("DM", "DAY of? MM", day_month),
    ("DM", "DAY dash MM", day_month),
    ("DM", "DAY_NUMBER MM", day_month),
    ("DM", "MF dot? DAY", month_day),
    ("DM", "MM DIG rankdot", month_day),
    ("FULL", "MM DIG comma YEAR", lambda month, at, year: with_year(Calendar(month=month, day=at), year)),
    ("FULL", "DM", same),
    ("FULL", "DM comma/of/in? YEAR", with_year),
    ("FULL", "DM dash YEAR", with_year),
    ("FULL", "DM SHORT", with_year),
    ("FULL", "DIG rankdot DIG rankdot YEAR", lambda at, month, year: figures(at, month, year)),
    ("FULL", "NUMDATE dot? yearword? dot?", numeric),
    ("FULL", "DAYPAIR dot?", day_month_figures),
    ("FULL", "DD slash DIG", lambda at, month: day_first(at, month) if 12 < at <= 31 and month <= 12 else None),
    ("FULL", "DIG slash DIG slash YEARNUM", day_first),
    ("FULL", "DIG mslash DIG mslash YEARNUM", month_first),
    ("FULL", "DIG mslash DIG mslash DD", month_first),
    ("FULL", "DIG slash DIG slash DD", day_first),
    ("FULL", "YEARNUM join DIG join DIG", iso),
    ("FULL", "YEARNUM slash DIG slash DIG", iso),
    ("FULL", "DD join DIG join DIG", short_iso),
    ("FULL", "DIG join DIG join YEARNUM", day_first),
    ("CAL", "FULL", same),
    ("CAL", "the? WHICH weekish comma? in? FULL", lambda way, date: date),
    ("CAL", "the? WHICH WD comma? in? FULL", lambda way, weekday, date: named_day(weekday, date)),
    ("CAL", "WD comma? in? FULL", named_day),
    ("CAL", "FULL comma? WD", day_named),
    ("CAL", "FULL comma a WD", day_named),
    ("CAL", "FULL comma in/on WD comma/dot/stop", day_named),
    ("CAL", "WD link FULL", named_day),
    ("CAL", "FULL lpar WD rpar", day_named),
    ("CAL", "WD lpar FULL rpar", named_day),
    ("CAL", "WEEKDAY the RANK", weekday_day),
    ("CAL", "the DIG suffix", lambda at: Calendar(day=at) if 1 <= at <= 31 else None),
    ("CAL", "M", lambda value: Calendar(month=value)),
    ("CAL", "MM comma/of/in? YEAR", lambda month, year: with_year(Calendar(month=month), year)),
    ("CAL", "MM SHORT", lambda month, year: with_year(Calendar(month=month), year)),
    ("CAL", "YEARNUM join DD", iso_month),
    ("CAL", "YEAR", same),
    ("CAL", "SEAS", same),
    ("SEAS", "the? SEASON", season),
    ("CAL", "SEAS comma/of/in? YEAR", with_year),
    ("QTR", "the? RANK dash? UNIT", quarter),
    ("QTR", "UNIT RANK", lambda unit, rank: quarter(rank, unit)),
    ("QTR", "the? fiscal dash? QTR", same),
    ("QTR", "quarterletter DIG", quarter_figure),
    ("HALF", "the? RANK half", half),
    ("HALF", "half link RANK", half),
    ("CAL", "HALF of/in? YEAR", with_year),
    ("CAL", "QTR", same),
    ("CAL", "QTR of/in? YEAR", with_year),
    ("CAL", "the? YEAR QTR", lambda year, date: with_year(date, year)),
    ("DEC", "YEARNUM apo? plural", decade),
    ("DEC", "YEARNUM dash? plsuffix", decade),
    ("DEC", "apo? DIG apo? plural", short_decade),
    ("DEC", "DIG dash? plsuffix", short_decade),
    ("DEC", "DECADE", lambda value: Calendar(decade=190 + value // 10)),
    ("DEC", "decadeword YEARNUM", decade),
    ("DEC", "decadeword apo? DIG", short_decade),
    ("DEC", "the DEC", same),
    ("DEC", "DEC dot? yearword dot?", same),
    ("DEC", "decadeword WN", lambda value: short_decade(int(value)) if 20 <= value <= 90 else None),
    ("DEC", "DEC of? WHICH UNIT", lambda date, way, unit: decade_of(date, way, unit)),
    ("DEC", "DEC of? UNIT link? WHICH_AFTER", lambda date, unit, way: decade_of(date, way, unit)),
    ("DEC", "DEC of/in? CENT", decade_in),
    ("CAL", "DEC", same),
    ("CAL", "MONTH_ADJECTIVE", lambda month: Calendar(month=month)),
    ("CAL", "MONTH_ADJECTIVE YEAR", lambda month, year: with_year(Calendar(month=month), year)),
    ("CENT", "DIG/RANKR UNIT dot?", century),
    ("CENT", "UNIT link? RANKR", lambda unit, rank: century(rank, unit)),
    ("CENT", "UNIT link? RANK", lambda unit, rank: century(rank, unit)),
    ("CENT", "UNIT DIG", lambda unit, rank: century(rank, unit)),
    ("QTR", "RANKR dash? UNIT", quarter),
    ("CENT", "the? RANK dash? UNIT dot?", century),
    ("CENT", "CENT ERA", century_era),
    ("CENT", "CENT ERA dot", century_era),
    ("CAL", "CENT", same),
    ("CAL", "HOLIDAY", holiday),
    ("CAL", "HOLIDAY of/in? YEAR", lambda code, year: with_year(holiday(code), year)),
    ("CAL", "fiscal yearword? CAL", fiscal),
    ("CAL", "SCHOOL", same),
    ("CAL", "SCHOOL rankdot? yearword dot?", same),
    ("SCHOOL", "YEARNUM rankdot? slash/mslash DIG", school_year),
    ("SCHOOL", "YEARNUM rankdot? slash/mslash YEARNUM", school_year),
    ("CAL", "schoolyear yearword? SCHOOL", same),
    ("CAL", "schoolyear yearword? YEARNUM rankdot? dash DIG", school_year),
    ("CAL", "schoolyear yearword? YEARNUM rankdot? dash YEARNUM", school_year),
]
