"""Dates with slashes: one could be two days, but a whole table shows which way round it writes them."""

from __future__ import annotations

from typing import Literal

import regex

SLASHED = regex.compile(r"(?<![\d/])(\d{1,2})/(\d{1,2})/(\d{4}|\d{2})(?![\d/])")
Order = Literal["month-first", "day-first"]


def order_of(sample: str) -> Order | None:
    """Return which way round the dates of a table stand, None where its beginning does not show it or shows both."""
    dates = SLASHED.findall(sample)
    day_first = any(int(first) > 12 for first, _, _ in dates)
    month_first = any(int(second) > 12 for _, second, _ in dates)
    if day_first == month_first:
        return None
    return "day-first" if day_first else "month-first"


def as_iso(cell: str, order: Order) -> str:
    """Return a cell that is nothing but such a date as year-month-day; any other cell as it is."""
    found = SLASHED.fullmatch(cell.strip())
    if not found:
        return cell
    first, second, year = found.groups()
    month, day = (first, second) if order == "month-first" else (second, first)
    return f"{int(year) + (2000 if len(year) == 2 else 0):04}-{int(month):02}-{int(day):02}"
