"""Days on which people work: neither a weekend nor a public holiday of the desk's country."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from functools import lru_cache

import holidays
from django.utils import timezone


@lru_cache(maxsize=64)
def _holidays(country: str, year: int) -> frozenset[date]:
    try:
        return frozenset(holidays.country_holidays(country, years=year))
    except NotImplementedError:
        # A country whose holidays nobody has listed: weekends count all the same.
        return frozenset()


def is_workday(day: date, country: str) -> bool:
    """Say whether people work on a day in a country."""
    return day.weekday() < 5 and day not in _holidays(country, day.year)


def workdays_on(day: date, count: int, country: str) -> date:
    """Return the day that lies so many working days after another."""
    while count > 0:
        day += timedelta(days=1)
        count -= is_workday(day, country)
    return day


def hours_on(moment: datetime, hours: int, country: str) -> datetime:
    """Return the moment so many hours later, put off to the next working day where it would fall on a free one."""
    local = timezone.localtime(moment + timedelta(hours=hours))
    while not is_workday(local.date(), country):
        local += timedelta(days=1)
    return local
