"""Rules for times of day: 16:30, 3 p.m., eight in the evening, noon, Tuesday morning, the night of 3 May."""

from __future__ import annotations

from dataclasses import replace

from merilo.dates.grammar import Line
from merilo.dates.meaning import At, Calendar, Clock, Edge, Inside, Meaning, Step, Which

AFTER_NOON = {"AF": 12, "EV": 12, "DT": 12}


def clock(hour: int | float, minute: int | float = 0, second: int | float = 0) -> Clock | None:
    """16:30, 16:30:15."""
    if not (0 <= hour <= 24 and 0 <= minute < 60 and 0 <= second < 60) or hour != int(hour):
        return None
    return Clock(int(hour), int(minute), int(second) or None)


def pair(parts: tuple[int, int, int]) -> Clock | None:
    """16.30 as a time."""
    return clock(parts[0], parts[1]) if parts[2] == 2 else None


def hours_and(hour: float, minute: float, unit: str) -> Clock | None:
    """У 20 часова и 15 минута."""
    return clock(hour, minute) if unit == "MIN" else None


def half_day(at: Clock, mark: str) -> Clock | None:
    """3:15 p.m."""
    if at.hour is None or at.hour > 12 or at.part:
        return at if at.hour is not None and at.hour > 12 and mark == "PM" else None
    hour = at.hour % 12 + (12 if mark == "PM" else 0)
    return replace(at, hour=hour)


def in_part(at: Clock, part: str) -> Clock | None:
    """Eight in the evening, three at night."""
    if at.hour is None:
        return None
    if at.hour <= 12 and part in AFTER_NOON:
        if part == "EV" and at.hour == 12:
            return replace(at, hour=24)
        return replace(at, hour=at.hour + 12 if at.hour < 12 and not (part == "DT" and at.hour > 8) else at.hour)
    if part == "NI" and at.hour <= 12:
        hour = at.hour + 12 if 6 < at.hour < 12 else 0 if at.hour == 12 else at.hour
        return replace(at, hour=hour)
    return at


def part_at(part: str, at: Clock) -> Clock | None:
    """In the evening at eight."""
    return in_part(at, part)


def part_of_day(value: str) -> Clock:
    """Morning."""
    return Clock(part=value)


def minutes_past(minute: float, hour: float) -> Clock | None:
    """A quarter past three."""
    return clock(hour, minute)


def minutes_to(minute: float, hour: float) -> Clock | None:
    """A quarter to three."""
    return clock(hour - 1, 60 - minute) if hour >= 1 else None


def half_to(hour: float) -> Clock | None:
    """Pola četiri: half past three."""
    return clock(hour - 1, 30) if 1 <= hour <= 24 else None


def at_day(day: Meaning, time: Clock) -> Meaning | None:
    """Tuesday at 16:30; yesterday evening."""
    if isinstance(day, Edge):
        return None if day.mod == "APPROX" else Edge(day.mod, At(day.of, time)) if is_day(day.of) else None
    if isinstance(day, Step) and day.part and time.hour is not None:
        return At(replace(day, part=None), _in(time, day.part))
    return At(day, time) if is_day(day) else None


def time_day(time: Clock, day: Meaning) -> Meaning | None:
    """16:30 on Tuesday; the evening of 3 May."""
    return at_day(day, time)


def _in(time: Clock, part: str) -> Clock:
    return in_part(time, part) or time


def is_day(day: Meaning) -> bool:
    """Say whether a meaning names one day."""
    if isinstance(day, Calendar):
        return bool(day.day or day.holiday or (day.weekday and not day.year))
    if isinstance(day, Step):
        return day.unit == "D"
    if isinstance(day, Which):
        return bool(day.what.weekday or day.what.holiday)
    return isinstance(day, Inside)


def this_part(way: str, part: str) -> Meaning | None:
    """This morning; the same evening; last night."""
    if way not in ("this", "same", "last", "next", "following", "previous"):
        return None
    way = {"next": "following"}.get(way, way)
    shift = {"last": -1, "previous": -1, "next": 1, "following": 1}.get(way, 0)
    return Step("D", shift, "then" if way in ("same", "following", "previous") else "now", part=part, whole=True)


def alone(time: Clock) -> Clock | None:
    """A part of the day standing alone."""
    return time


RULES: list[Line] = [
    ("HM", "DIG colon DD", clock),
    ("HM", "DIG colon DD colon DD", clock),
    ("HM", "DIG hour DD", clock),
    ("HM", "DIG hourglued DD", clock),
    ("HM", "NUMPAIR hour/hourunit dot?", pair),
    ("HM", "attime NUMPAIR", pair),
    ("HM", "COMMAPAIR hour/hourunit dot?", pair),
    ("HM", "DIG colon DD hour/hourunit dot?", clock),
    ("HM", "attime DIG hourunit", clock),
    ("HM", "attime WN hourunit", clock),
    ("HM", "attime DIG/WN hour/hourunit and? DIG/WN U", hours_and),
    ("HM", "DIG hourunit PART_OF", lambda hour, part: in_part(clock(hour) or Clock(), part)),
    ("HM", "WN hourunit PART_OF", lambda hour, part: in_part(clock(hour) or Clock(), part)),
    ("HM", "DIG/WN hourunit in/at? PART", lambda hour, part: in_part(clock(hour) or Clock(), part)),
    ("HM", "DIG hour dot?", clock),
    ("HM", "WN hour", clock),
    ("BARE", "attime DIG", clock),
    ("BARE", "attime WN", clock),
    ("HM", "hour DIG colon DD", clock),
    ("HM", "hour DIG", clock),
    ("HM", "hour NUMPAIR", pair),
    ("CLOCK", "HM", lambda at: at),
    ("AP", "DIG", clock),
    ("AP", "WN", clock),
    ("AP", "HM", lambda at: at),
    ("AP", "NUMPAIR", pair),
    ("CLOCK", "AP AMPM dot?", half_day),
    ("CLOCK", "AP in/at? the? PART", in_part),
    ("CLOCK", "CLOCK in/at? the? PART", in_part),
    ("CLOCK", "AP PART_OF", in_part),
    ("CLOCK", "CLOCK PART_OF", in_part),
    ("CLOCK", "attime CLOCK", lambda at: at),
    ("CLOCK", "NUMPAIR TZ", lambda parts, zone: pair(parts)),
    ("CLOCK", "CLOCK/AP link PART", in_part),
    ("CLOCK", "CLOCK TZ", lambda at, zone: at),
    ("CLOCK", "CLOCKWORD", lambda at: at),
    ("CLOCK", "NUM past AP", lambda minute, at: minutes_past(minute, at.hour)),
    ("CLOCK", "half past AP", lambda at: minutes_past(30, at.hour)),
    ("CLOCK", "halfto AP", lambda at: half_to(at.hour)),
    ("TIME", "CLOCK", lambda at: at),
    ("TIME", "PT", alone),
    ("PT", "PART", part_of_day),
    ("PT", "the? PART", part_of_day),
    ("PT", "EDGE PART", lambda mod, part: part_of_day(part)),
    ("PT", "EDGE dash PART", lambda mod, part: part_of_day(part)),
    ("TIME", "the? WHICH PART", this_part),
    ("TIME", "PART WHICH_AFTER", lambda part, way: this_part(way, part)),
    ("TIME", "PART link WHICH_AFTER", lambda part, way: this_part(way, part)),
    ("ATIME", "DATE comma/in/at/on? PT", at_day),
    ("ATIME", "DATE EDGE in/at/on? the? PT", lambda day, mod, time: at_day(day, time)),
    ("ATIME", "DATE comma? at/in/on? CLOCK", at_day),
    ("ATIME", "DATE comma? from CLOCK", at_day),
    ("ATIME", "DATE comma? from HR hour/hourunit", lambda day, hour: at_day(day, clock(hour) or Clock())),
    ("ATIME", "WHICHPART comma? from CLOCK", at_day),
    ("ATIME", "WHICHPART comma? from HR hour/hourunit", lambda day, hour: at_day(day, clock(hour) or Clock())),
    ("ATIME", "DATE comma? at DIG", lambda day, hour: at_day(day, clock(hour) or Clock())),
    ("ATIME", "PT of/in/on? the? DATE", time_day),
    ("ATIME", "DATE BARE", at_day),
    ("ATIME", "BARE DATE", time_day),
    ("CLOCK", "BARE PART", in_part),
    ("CLOCK", "BARE PART_OF/PART_DAY", in_part),
    ("CLOCK", "HM PART_DAY", in_part),
    ("CLOCK", "attime attime HM", lambda at: at),
    ("ATIME", "CLOCK comma? of/in/on? DATE", time_day),
    ("ATIME", "WHICHPART comma? at/in? CLOCK", at_day),
    ("WHICHPART", "the? WHICH PART", this_part),
    ("ATIME", "DATE PT comma? at/in? AP", lambda day, part, at: at_day(day, _in(at, part.part))),
    ("TIME", "ATIME", lambda at: at),
    ("TIME", "EDGE ATIME", lambda mod, at: Edge(mod, at)),
]
