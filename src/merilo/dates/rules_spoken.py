"""Rules for times of day told in words: ten to eight, седам и петнаест, без четверти семь, в половине седьмого.

What might as well count something ("u pet do sedam slučajeva", "во шест и пол милиони") is a time only beside a part of
the day or a day; what nobody says of anything else is one after the words for "at" too.
"""

from __future__ import annotations

from merilo.dates.grammar import Line
from merilo.dates.meaning import Clock
from merilo.dates.rules_clock import clock, half_to, minutes_past, minutes_to

HOURS = range(1, 25)
MINUTES = range(1, 60)
QUARTER = 15
NOON = 12


def hour(value: float) -> int | None:
    """Seven, of a clock."""
    return int(value) if value in HOURS else None


def minutes(value: float) -> int | None:
    """Ten, of a clock."""
    return int(value) if value in MINUTES else None


def counted(value: float, unit: str) -> int | None:
    """Ten minutes."""
    return minutes(value) if unit == "MIN" else None


def less(at: int, so_many: int) -> Clock | None:
    """Eight less ten."""
    return minutes_to(so_many, at)


def to_hour(so_many: int, at: int) -> Clock | None:
    """Ten to eight."""
    return minutes_to(so_many, at)


def surely_to(so_many: int, at: int) -> Clock | None:
    """Ten to eight is a time where the minutes are more than the hour: five to eight may be a number of things."""
    return minutes_to(so_many, at) if so_many > at else None


def of_the_next(so_many: int, rank: int) -> Clock | None:
    """Четверть девятого: a quarter of the ninth hour has passed."""
    return minutes_past(so_many, rank - 1) if rank in HOURS else None


def half_of_the_next(rank: int) -> Clock | None:
    """В половине седьмого."""
    return half_to(rank) if rank in HOURS else None


def less_than_rank(so_many: int, rank: int) -> Clock | None:
    """За десять восьма."""
    return minutes_to(so_many, rank) if rank in HOURS else None


def and_minutes(at: int, so_many: int) -> Clock | None:
    """Седам и петнаест; "nine and ten in the evening" are two hours."""
    return minutes_past(so_many, at) if so_many > NOON else None


def two_figures(at: float, so_many: float) -> Clock | None:
    """Seven fifteen; "twenty two" is one number."""
    return clock(at, so_many) if 0 < at <= NOON < so_many else None


RULES: list[Line] = [
    ("HRW", "WN", hour),
    ("HRW", "DIG", hour),
    ("MINS", "WN", minutes),
    ("MINS", "DIG", minutes),
    ("COUNTED", "WN U", counted),
    ("MINS", "COUNTED", minutes),
    ("QUARTERHOUR", "a? quarterhour", lambda: QUARTER),
    ("MINS", "QUARTERHOUR", minutes),
    ("SURELY", "HRW minus MINS", less),
    ("SURELY", "minus MINS HRW", to_hour),
    ("SURELY", "MINS minto HRW", surely_to),
    ("SURELY", "QUARTERHOUR past HRW", minutes_past),
    ("SURELY", "HRW and QUARTERHOUR", lambda at, so_many: minutes_past(so_many, at)),
    ("SURELY", "QUARTERHOUR pastto? RANK", of_the_next),
    ("SURELY", "half pastto RANK", half_of_the_next),
    ("AP", "SURELY", lambda at: at),
    ("CLOCK", "attime SURELY", lambda at: at),
    ("AP", "MINS minto HRW", to_hour),
    ("AP", "HRW and MINS", and_minutes),
    ("AP", "HRW and half/andhalf", lambda at: clock(at, 30)),
    ("AP", "WN WN", two_figures),
    ("AP", "COUNTED RANK", of_the_next),
    ("AP", "half RANK", half_of_the_next),
    ("AP", "within MINS RANK", less_than_rank),
    ("BARE", "attime half RANK", half_of_the_next),
    ("BARE", "attime HRW and half/andhalf", lambda at: clock(at, 30)),
]
