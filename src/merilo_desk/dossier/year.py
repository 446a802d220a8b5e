"""The stretch of time that a dossier is about: a year, or as much of it as has passed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from merilo_desk.dossier.errors import NotBegun

EARLIEST = 2000


@dataclass(frozen=True, slots=True)
class Year:
    """From the first day to the last that has passed, both included."""

    number: int
    first: date
    last: date

    @property
    def weeks(self) -> float:
        """How many weeks have passed."""
        return ((self.last - self.first).days + 1) / 7

    @property
    def going_on(self) -> bool:
        """Say whether the year is not over yet."""
        return self.last < date(self.number, 12, 31)

    @property
    def months(self) -> list[date]:
        """The first day of every month that has begun."""
        return [date(self.number, month, 1) for month in range(1, self.last.month + 1)]

    def holds(self, day: date | None) -> bool:
        """Say whether a day lies in it."""
        return day is not None and self.first <= day <= self.last


def year_of(number: int, today: date | None = None) -> Year:
    """Return a year up to today.

    Raises:
        NotBegun: the year is yet to come, or none that a desk could have.
    """
    now = today or timezone.localdate()
    if not EARLIEST <= number <= now.year:
        raise NotBegun(number)
    return Year(number, date(number, 1, 1), min(date(number, 12, 31), now))
