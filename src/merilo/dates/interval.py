"""Imprecise time: the first and last day something may have happened, compared with three answers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from merilo.model import Answer


@dataclass(frozen=True, slots=True, order=True)
class Interval:
    """Some day, or some days, not before `first` and not after `last` (both included).

    Raises:
        ValueError: `last` lies before `first`.
    """

    first: date
    last: date

    def __post_init__(self) -> None:
        if self.last < self.first:
            raise ValueError(f"not an interval: {self.first}..{self.last}")

    @property
    def days(self) -> int:
        """How many days it is long, at least 1."""
        return (self.last - self.first).days + 1


def is_before(left: Interval, right: Interval) -> Answer:
    """Say whether what is dated `left` came on an earlier day than what is dated `right`."""
    if left.last < right.first:
        return Answer.YES
    if left.first >= right.last:
        return Answer.NO
    return Answer.UNKNOWN


def is_after(left: Interval, right: Interval) -> Answer:
    """Say whether what is dated `left` came on a later day than what is dated `right`."""
    return is_before(right, left)


def is_during(left: Interval, right: Interval) -> Answer:
    """Say whether the day dated `left` falls within the stretch of days `right`."""
    if right.first <= left.first and left.last <= right.last:
        return Answer.YES
    if left.last < right.first or right.last < left.first:
        return Answer.NO
    return Answer.UNKNOWN


def overlaps(left: Interval, right: Interval) -> Answer:
    """Say whether the two may speak of one and the same day: YES only where they surely do."""
    if left.last < right.first or right.last < left.first:
        return Answer.NO
    if left.days == 1 or right.days == 1:
        inner, outer = (left, right) if left.days <= right.days else (right, left)
        if outer.days == 1 or inner == outer:
            return Answer.YES
        return Answer.UNKNOWN
    return Answer.UNKNOWN
