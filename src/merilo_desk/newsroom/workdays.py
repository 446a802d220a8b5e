"""Working days of a country: no weekends, none of its public holidays."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from functools import cache, lru_cache

import holidays
from django.utils import timezone

WEEKEND = 5


@cache
def _free_days(country: str) -> holidays.HolidayBase | dict[date, str]:
    try:
        return holidays.country_holidays(country)
    except NotImplementedError:
        # A country that the library does not know has weekends all the same.
        return {}


def is_workday(day: date, country: str) -> bool:
    """Say whether people work on a day in a country (ISO 3166)."""
    return day.weekday() < WEEKEND and day not in _free_days(country)


def after_workdays(day: date, count: int, country: str) -> date:
    """Return the day on which so many working days after a day have passed."""
    while count > 0:
        day += timedelta(days=1)
        count -= is_workday(day, country)
    return day


@lru_cache(maxsize=20_000)  # asked of every closed correction each time the desk's figures are shown
def workdays_between(first: date, last: date, country: str) -> int:
    """Return how many working days lie after the first day, up to and with the last; 0 where the last is not later."""
    days = (first + timedelta(days=n) for n in range(1, (last - first).days + 1))
    return sum(is_workday(day, country) for day in days)


def hours_on(moment: datetime, hours: int, country: str) -> datetime:
    """Return the moment so many hours later, put off to the next working day where it would fall on a free one."""
    local = timezone.localtime(moment + timedelta(hours=hours))
    while not is_workday(local.date(), country):
        local += timedelta(days=1)
    return local
