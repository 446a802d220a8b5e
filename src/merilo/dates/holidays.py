"""The days on which holidays fall, fixed and movable, in both churches."""

from __future__ import annotations

from datetime import date, timedelta

from merilo.dates.calendar import easter, orthodox_easter

FIXED = {
    "christmas": (12, 25),
    "christmas-eve": (12, 24),
    "boxing-day": (12, 26),
    "orthodox-christmas": (1, 7),
    "orthodox-christmas-eve": (1, 6),
    "new-year": (1, 1),
    "new-year-eve": (12, 31),
    "old-new-year": (1, 14),
    "valentine": (2, 14),
    "womens-day": (3, 8),
    "april-fools": (4, 1),
    "labour-day": (5, 1),
    "europe-day": (5, 9),
    "halloween": (10, 31),
    "all-saints": (11, 1),
    "independence-us": (7, 4),
    "assumption": (8, 15),
    "vidovdan": (6, 28),
    "ilinden": (8, 2),
    "st-george": (5, 6),
    "epiphany": (1, 6),
    "orthodox-epiphany": (1, 19),
    "st-patrick": (3, 17),
    "veterans": (11, 11),
    "flag-day-sq": (11, 28),
}
EASTER = {"easter": 0, "easter-monday": 1, "good-friday": -2, "palm-sunday": -7, "holy-saturday": -1, "ascension": 39}
EASTER |= {"pentecost": 49, "maundy-thursday": -3, "ash-wednesday": -46, "shrove-tuesday": -47, "trinity-sunday": 56}
EASTER |= {"corpus-christi": 60, "whit-monday": 50}
# Month, weekday (Monday is 1), which one in the month (-1: the last).
FLOATING = {
    "thanksgiving": (11, 4, 4),
    "mlk-day": (1, 1, 3),
    "memorial-day": (5, 1, -1),
    "us-labor-day": (9, 1, 1),
    "mothers-day": (5, 7, 2),
    "fathers-day": (6, 7, 3),
    "columbus-day": (10, 1, 2),
}


NEW_CALENDAR = 2023  # the year in which Ukraine moved Christmas to 25 December
# Month and day of the Islamic calendar; the day is set by the moon, so that it may fall one earlier or later.
LUNAR = {"eid-al-fitr": (10, 1), "eid-al-adha": (12, 10), "islamic-new-year": (1, 1), "mawlid": (3, 12)}
HIJRA = 227015  # the ordinal of 1 Muharram 1, civil reckoning


def lunar_day(code: str, year: int) -> date | None:
    """Return the first day in a year on which a holiday of the Islamic calendar falls, by the tabular reckoning."""
    month, day = LUNAR[code]
    for hijri in range(max(1, (year - 622) * 33 // 32 - 1), (year - 622) * 33 // 32 + 4):
        ordinal = HIJRA + day - 1 + (59 * (month - 1) + 1) // 2 + 354 * (hijri - 1) + (3 + 11 * hijri) // 30
        if date.fromordinal(ordinal).year == year:
            return date.fromordinal(ordinal)
    return None


def day_of(code: str, year: int, eastern: bool) -> date | None:
    """Return the day a holiday falls on in a year, by the calendar of the Eastern church where `eastern` says so."""
    if not 2 <= year <= 9998:
        return None
    if code.startswith("western:") and code[8:] in FIXED:
        code, eastern = code[8:], False
    if code == "orthodox:christmas":
        code = "orthodox-christmas"
    if eastern and code in ("christmas", "christmas-eve"):
        code = f"orthodox-{code}"
    if code == "ukrainian-christmas":
        code = "christmas" if year >= NEW_CALENDAR else "orthodox-christmas"
    if code in FIXED:
        return date(year, *FIXED[code])
    if code in LUNAR:
        return lunar_day(code, year) if year > 640 else None
    if code in FLOATING:
        return nth_weekday(year, *FLOATING[code])
    if code == "black-friday":
        thursday = nth_weekday(year, 11, 4, 4)
        return thursday + timedelta(days=1) if thursday else None
    church, _, name = code.rpartition(":")
    if name in EASTER:
        sunday = orthodox_easter(year) if church == "orthodox" or (eastern and church != "western") else easter(year)
        return sunday + timedelta(days=EASTER[name])
    return None


def nth_weekday(year: int, month: int, weekday: int, rank: int) -> date | None:
    """Return the first, second ... or last (-1) such weekday of a month."""
    if rank < 0:
        last = date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)
        return last - timedelta(days=(last.isoweekday() - weekday) % 7)
    first = date(year, month, 1)
    day = first + timedelta(days=(weekday - first.isoweekday()) % 7 + 7 * (rank - 1))
    return day if day.month == month else None
