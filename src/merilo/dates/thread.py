"""The thread of a text: which of the dates spoken of the next one leans on."""

from __future__ import annotations

from dataclasses import dataclass, replace

from merilo.dates.calendar import bounds
from merilo.dates.found import Found
from merilo.dates.interval import Interval
from merilo.dates.meaning import Edge, Inside, Meaning, Step

ASIDE = 3  # years: a date farther off than this is an aside until a second one agrees with it
EDGE_MONTHS = {"START": "01", "MID": "06", "END": "12"}
NEAR = 160  # characters within which an aside is still what is spoken of


def leaves(meaning: Meaning) -> bool:
    """Say whether a date is told by the year before or after the one spoken of."""
    inner = meaning.of if isinstance(meaning, Edge) else meaning
    outer = inner.outer if isinstance(inner, Inside) else None
    return isinstance(outer, Step) and outer.unit == "Y" and bool(outer.count)


def counts_years(meaning: Meaning) -> bool:
    """Say whether years are counted from the date last spoken of: "ten years later"."""
    inner = meaning.of if isinstance(meaning, Edge) else meaning
    return isinstance(inner, Step) and inner.anchor == "then" and inner.unit in ("Y", "E") and not inner.whole


@dataclass(frozen=True, slots=True)
class Thread:
    """What was spoken of last: `main` carries the story, `aside` is a single mention of another time.

    `day` is the last full date, `quarter` the quarter a report is about, `guessed` says that the last date was itself
    reckoned from today; `period` is what the last range of dates took in.
    """

    main: str | None = None
    day: str | None = None
    aside: str | None = None
    aside_at: int = -NEAR
    quarter: str | None = None
    guessed: bool = False
    period: Interval | None = None

    def spoken(self, at: int, narrative: bool, years: bool = False) -> str | None:
        """Return the value of the date that a date at the offset `at` leans on.

        `years` says that years are counted from it: "in 1880 the railway came; ten years later" is 1890.
        """
        long = self.aside is not None and (len(self.aside) > 4 or years)
        if self.aside is not None and ((at - self.aside_at < NEAR and long) or not narrative):
            return self.aside
        return self.main

    def after(
        self,
        found: Found,
        at: int,
        narrative: bool,
        opens: bool = True,
        limit: bool = False,
        looks_away: bool = False,
    ) -> Thread:
        """Return the thread once a date has been read at the offset `at`.

        `opens` says that it begins a sentence, `limit` that something lasted until or since then, `looks_away` that it
        is told of another year ("the tunnels, which were used in January of the next year").
        """
        value = found.value.split("T")[0]
        placed = bounds(value)
        if narrative and value.startswith("BC"):
            return replace(self, main=value, aside=None, period=None)
        if found.type not in ("DATE", "TIME") or placed is None or found.impossible:
            return self
        quarter = value if "-Q" in value and found.offset is None else self.quarter
        period = self.period if found.relative else None  # a date with its year begins anew
        made = replace(self, quarter=quarter, guessed=found.relative, period=period)
        if len(value) == 4 and found.mod in EDGE_MONTHS:
            value = f"{value}-{EDGE_MONTHS[found.mod]}"
        if len(value) == 10 and value[4] == "-":
            made = replace(made, day=value)
        if narrative and len(value) < 4:
            return made  # a century or a decade: no day of it is meant
        if not narrative or self.main is None:
            return replace(made, main=value, aside=None)
        main = bounds(self.main)
        if limit and not opens and main is not None and (found.mod or placed.first.year != main.first.year):
            return made
        bare = len(value) == 4 or (len(value) == 7 and found.mod is not None) or looks_away
        if bare and not opens and main is not None and len(self.main) > 4 and placed.first.year != main.first.year:
            return replace(made, aside=value, aside_at=at)
        if main is None or abs(placed.first.year - main.first.year) <= ASIDE:
            return replace(made, main=value, aside=None)
        known = bounds(self.aside) if self.aside else None
        if known is not None and abs(known.first.year - placed.first.year) <= ASIDE:
            return replace(made, main=value, aside=None)
        return replace(made, aside=value, aside_at=at)

    def until(self, found: Found) -> Thread:
        """Return the thread once the second date of a range has been read: what follows may lie within the two."""
        first, last = bounds(self.main) if self.main else None, found.placed
        if first is None or last is None or not first.first <= last.last:
            return self
        made = replace(self, period=Interval(first.first, last.last))
        # The winter of 1917-1918 goes on in the second of its years.
        return replace(made, main=f"{found.value[:4]}-01") if found.value.endswith("-WI") else made
