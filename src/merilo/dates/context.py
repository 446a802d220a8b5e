"""What a date is reckoned from: the day of publication, the date last spoken of, and the tense of the clause."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from merilo.dates.calendar import bounds
from merilo.dates.interval import Interval

# "ahead" is a note that is nothing but a date: "Thursday, 8:00" on a poster is the coming one.
Tense = Literal["past", "future", "ahead"] | None


@dataclass(frozen=True, slots=True)
class Context:
    """Where a date stands: `published` may be unknown; `spoken` is the value of the date last spoken of.

    `narrative` says that the text tells of times long gone: what it dates partly belongs to the date last spoken of
    and not to the day of publication.
    """

    published: date | None = None
    spoken: str | None = None
    narrative: bool = False
    tense: Tense = None
    quarter: str | None = None  # the quarter a report is about
    guessed: bool = False  # the date last spoken of was itself reckoned from today
    eastern: bool = False  # whose Easter and Christmas a bare word means
    day: str | None = None  # the last full date spoken of
    period: Interval | None = None  # what the last range of dates took in

    @property
    def coming(self) -> bool:
        """Say whether what is dated lies ahead."""
        return self.tense in ("future", "ahead")

    @property
    def spoken_interval(self) -> Interval | None:
        """The first and last day of the date last spoken of."""
        return bounds(self.spoken) if self.spoken else None

    @property
    def now(self) -> date | None:
        """The day that "today" is: none where the text tells of the past."""
        return None if self.narrative else self.published

    @property
    def base(self) -> tuple[date, str] | None:
        """The day that a partial date is nearest to, and the value it came from."""
        if self.narrative and self.spoken and self.spoken.startswith("BC"):
            return None  # the calendar does not reach so far back
        if self.narrative or self.published is None:
            interval = self.spoken_interval
            if interval is not None and self.spoken:
                return interval.first, self.spoken
        if self.published is not None:
            return self.published, self.published.isoformat()
        return None

    @property
    def then_day(self) -> tuple[date, str] | None:
        """The last full date spoken of, for "the next day" after a month or a year was named."""
        interval = bounds(self.day) if self.day else None
        return (interval.first, self.day) if interval is not None and self.day else self.then

    @property
    def then(self) -> tuple[date, str] | None:
        """The day that "the next day" is reckoned from."""
        interval = self.spoken_interval
        if interval is not None and self.spoken:
            return interval.first, self.spoken
        if self.published is not None and not self.narrative:
            return self.published, self.published.isoformat()
        return None
