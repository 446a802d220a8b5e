"""Days, spells and numbers written as a language writes them."""

from __future__ import annotations

from calendar import monthrange
from datetime import date
from functools import cache

from babel import Locale
from babel.dates import format_date, format_interval, format_skeleton
from babel.numbers import format_decimal


def day(written: str, language: str) -> str:
    """Return a day given as ISO 8601 the way a language writes it: "4 March 2024", „4. март 2024.“."""
    return format_date(date.fromisoformat(written), "long", _locale(language))


def spell(earliest: str | None, latest: str | None, language: str) -> str:
    """Return a stretch of days: a day, a month, a year, a range, one with an open end; "" where neither is known."""
    if not (earliest and latest):
        left, right = (day(each, language) if each else "…" for each in (earliest, latest))
        return f"{left} – {right}" if earliest or latest else ""
    first, last = date.fromisoformat(earliest), date.fromisoformat(latest)
    locale = _locale(language)
    if first == last:
        return day(earliest, language)
    if (first.month, first.day, last.month, last.day) == (1, 1, 12, 31):
        return str(first.year) if first.year == last.year else f"{first.year}–{last.year}"
    if first.day == 1 and last.day == monthrange(last.year, last.month)[1]:
        if (first.year, first.month) == (last.year, last.month):
            return format_skeleton("yMMMM", first, locale=locale)
        return format_interval(first, last, "yMMM", locale=locale)
    return format_interval(first, last, "yMMMd", locale=locale)


def score(value: float, language: str) -> str:
    """Return a number between 0 and 1 with two places and the language's own decimal mark."""
    return format_decimal(value, "0.00", locale=_locale(language))


@cache
def _locale(profile: str) -> Locale:
    return Locale.parse("en_GB" if profile == "en" else profile.replace("-", "_"))
