"""Sightings counted by month, quarter or year, as columns of a picture and rows of a table; the highest is the peak."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

WIDTH, HEIGHT, TOP, FOOT, LEFT = 720, 190, 26, 26, 8
MONTHS_MOST, QUARTERS_MOST = 24, 32


class Step(StrEnum):
    """What one column stands for."""

    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"


@dataclass(frozen=True, slots=True)
class Column:
    """One stretch of time: its first day, how much was met in it, and where its column stands."""

    begins: date
    count: int
    x: float
    y: float
    width: float
    height: float
    peak: bool
    labelled: bool

    @property
    def middle(self) -> float:
        """Where the column's words stand."""
        return round(self.x + self.width / 2, 1)


@dataclass(frozen=True, slots=True)
class Columns:
    """The picture: its columns in order, those of no sighting among them."""

    step: Step
    columns: list[Column]
    width: int = WIDTH
    height: int = HEIGHT
    base: int = HEIGHT - FOOT

    @property
    def peaks(self) -> list[Column]:
        """The stretches in which most was met."""
        return [each for each in self.columns if each.peak]

    @property
    def filled(self) -> list[Column]:
        """The stretches in which something was met, for the table."""
        return [each for each in self.columns if each.count]


def columns(days: Sequence[date]) -> Columns | None:
    """Lay days out in columns: months up to two years, then quarters, then years. None where there is nothing to see.

    A peak stands out from the rest: there is none while every stretch that has any has the same number.
    """
    if len(days) < 2:
        return None
    first, last = min(days), max(days)
    step = _step(first, last)
    counts = Counter(_begin(day, step) for day in days)
    stretches = list(_stretches(_begin(first, step), _begin(last, step), step))
    if len(stretches) < 2:
        return None
    most = max(counts.values())
    stands_out = most > min(counts.values())
    wide = (WIDTH - 2 * LEFT) / len(stretches)
    every = -(-len(stretches) // 12)
    made = []
    for at, begins in enumerate(stretches):
        count = counts.get(begins, 0)
        high = round((HEIGHT - TOP - FOOT) * count / most, 1)
        made.append(
            Column(
                begins=begins,
                count=count,
                x=round(LEFT + at * wide + wide * 0.14, 1),
                y=round(HEIGHT - FOOT - high, 1),
                width=round(min(wide * 0.72, 60), 1),
                height=high,
                peak=stands_out and count == most,
                labelled=at % every == 0,
            )
        )
    return Columns(step, made)


def _step(first: date, last: date) -> Step:
    months = (last.year - first.year) * 12 + last.month - first.month + 1
    if months <= MONTHS_MOST:
        return Step.MONTH
    return Step.QUARTER if months <= QUARTERS_MOST * 3 else Step.YEAR


def _begin(day: date, step: Step) -> date:
    month = {Step.MONTH: day.month, Step.QUARTER: (day.month - 1) // 3 * 3 + 1, Step.YEAR: 1}[step]
    return date(day.year, month, 1)


def _stretches(first: date, last: date, step: Step) -> list[date]:
    months = {Step.MONTH: 1, Step.QUARTER: 3, Step.YEAR: 12}[step]
    found, year, month = [], first.year, first.month
    while (day := date(year, month, 1)) <= last:
        found.append(day)
        month += months
        year, month = year + (month - 1) // 12, (month - 1) % 12 + 1
    return found
