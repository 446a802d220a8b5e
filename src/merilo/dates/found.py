"""A meaning in its place: what the resolver hands on, and what rules may ask of it."""

from __future__ import annotations

from dataclasses import dataclass

from merilo.dates.calendar import bounds
from merilo.dates.interval import Interval
from merilo.model import TimeType


@dataclass(frozen=True, slots=True)
class Found:
    """A meaning in its place: the TIMEX3 type and value, and what rules may ask of it."""

    type: TimeType
    value: str
    mod: str | None = None
    relative: bool = False
    impossible: bool = False
    weekday: int | None = None
    written: tuple[int | None, int | None, int | None] | None = None
    offset: str | None = None
    interval: Interval | None = None

    @property
    def placed(self) -> Interval | None:
        """The first and last day it may mean."""
        return None if self.impossible else self.interval or bounds(self.value)
