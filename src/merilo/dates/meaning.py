"""What a date expression means before it is known when it was written: small values that the grammar builds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Anchor = Literal["now", "then"]
Way = Literal["last", "this", "next", "previous", "following", "same", "beforelast", "afternext"]


@dataclass(frozen=True, slots=True)
class Calendar:
    """A place on the calendar with the parts that are written; a month and day are as written, possible or not.

    `season` is SP, SU, FA or WI; `decade` is 199 for the nineties (90 standing alone gives `short`), `century` 19 for
    the twentieth; `holiday` a code of the word lists; `short` says the year was written with two digits; `fiscal`
    says that the year is not the calendar's, `school` that it is named by the year it begins in.
    """

    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    season: str | None = None
    quarter: int | None = None
    half: int | None = None
    decade: int | None = None
    century: int | None = None
    holiday: str | None = None
    short: bool = False
    before_christ: bool = False
    fiscal: bool = False
    school: bool = False


@dataclass(frozen=True, slots=True)
class Step:
    """So many units from now, or from the date last spoken of; `count` is None where the text says "some".

    `unit` is one of S MIN H D W M Q 6M Y E (decade) C (century) WE (weekend).
    """

    unit: str
    count: float | None
    anchor: Anchor = "now"
    part: str | None = None
    whole: bool = False  # "last week" names the week; "a week ago" a day about seven days back


@dataclass(frozen=True, slots=True)
class Which:
    """Last, this or next of something that comes round: a weekday, a month, a season, a holiday, a quarter."""

    way: Way
    what: Calendar


@dataclass(frozen=True, slots=True)
class Run:
    """The first of so many days that run on: from Monday to Friday."""

    weekday: int
    days: int


@dataclass(frozen=True, slots=True)
class Nth:
    """The first, third or last (-1) day, week, month or weekday inside something longer."""

    ordinal: int
    unit: str | None = None
    weekday: int | None = None


@dataclass(frozen=True, slots=True)
class Inside:
    """Something within something longer: May of last year, the first week of October, Monday of next week."""

    inner: Meaning
    outer: Meaning


@dataclass(frozen=True, slots=True)
class Offset:
    """So many units before or after a date the text itself gives: two weeks after Easter."""

    unit: str
    count: float | None
    of: Meaning


@dataclass(frozen=True, slots=True)
class Edge:
    """The beginning, middle or end of something, or another TIMEX3 `mod` of it."""

    mod: str
    of: Meaning


@dataclass(frozen=True, slots=True)
class Clock:
    """A time of day: hour (0 to 24), minute, second; or a part of the day (MO, MI, AF, EV, NI, DT) without a clock.

    `habit` is an hour that comes round, such as when an office opens.
    """

    hour: int | None = None
    minute: int | None = None
    second: int | None = None
    part: str | None = None
    habit: bool = False


@dataclass(frozen=True, slots=True)
class At:
    """A time of day on a day; `eve` is the night that ends on it."""

    day: Meaning
    clock: Clock
    eve: bool = False


@dataclass(frozen=True, slots=True)
class Length:
    """A stretch of so many units; `count` None is "some". `mod` as in TIMEX3."""

    unit: str
    count: float | None
    mod: str | None = None
    way: Way | None = None

    def __post_init__(self) -> None:
        if self.count is not None and self.count != self.count:
            object.__setattr__(self, "count", None)  # "some" is no number in the word lists


@dataclass(frozen=True, slots=True)
class Often:
    """A set: every day, weekly, each May; `value` is the TIMEX3 value."""

    value: str


@dataclass(frozen=True, slots=True)
class Vague:
    """PRESENT_REF, PAST_REF or FUTURE_REF."""

    value: str


Meaning = Calendar | Step | Which | Run | Nth | Inside | Offset | Edge | Clock | At | Length | Often | Vague


@dataclass(frozen=True, slots=True)
class Part:
    """One of several dates that a single stretch gives: its tokens, counted in the stretch, and what it means."""

    first: int
    last: int
    meaning: Meaning


@dataclass(frozen=True, slots=True)
class Several:
    """A range or a list: its dates in the order of the text."""

    parts: tuple[Part, ...]
