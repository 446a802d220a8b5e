"""Pictures of promises as plain SVG values: bars of shares, and shares over time; templates draw them by a table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from merilo_desk.promises.standing import Share

WIDTH = 720
HEIGHT = 44
COLUMN, TALL = 48, 200
# Room for the day below each column, and how many are named at most.
BELOW, NAMED = 26, 6


@dataclass(frozen=True, slots=True)
class Bar:
    """A stretch of a bar: where it lies, whose it is, and which pattern sets it apart besides its colour."""

    x: float
    y: float
    width: float
    height: float
    bucket: str
    pattern: int
    share: Share


@dataclass(frozen=True, slots=True)
class Column:
    """One day of the picture over time."""

    day: date
    x: float
    bars: tuple[Bar, ...]
    named: bool = False

    @property
    def middle(self) -> float:
        """Where its name stands."""
        return round(self.x + COLUMN / 2, 1)

    @property
    def anchor(self) -> str:
        """How the name lies there, so that the first and the last stay within the picture."""
        return "start" if self.x <= 0 else "end" if self.x >= WIDTH - COLUMN else "middle"

    @property
    def at(self) -> float:
        """Where the name begins, ends or has its middle."""
        return {"start": self.x, "end": round(self.x + COLUMN, 1)}.get(self.anchor, self.middle)


def one_bar(shares: Sequence[Share]) -> list[Bar]:
    """Return the shares as one bar from left to right; nothing is drawn for a share of none."""
    bars, x = [], 0.0
    for at, share in enumerate(shares):
        width = share.share * WIDTH
        if width:
            bars.append(Bar(round(x, 1), 0, round(width, 1), HEIGHT, _bucket(share), at % 7, share))
        x += width
    return bars


def columns(history: Sequence[tuple[date, Sequence[Share]]]) -> list[Column]:
    """Return the shares over time as columns, the first status at the bottom."""
    step = (WIDTH - COLUMN) / max(len(history) - 1, 1)
    made = []
    for at, (day, shares) in enumerate(history):
        bars, y, x = [], float(TALL), round(at * step, 1)
        for order, share in enumerate(shares):
            height = share.share * TALL
            y -= height
            if height:
                bars.append(Bar(x, round(y, 1), COLUMN, round(height, 1), _bucket(share), order % 7, share))
        made.append(Column(day, x, tuple(bars), named=_is_named(at, len(history))))
    return made


def _is_named(at: int, count: int) -> bool:
    """Say whether a column bears its day: the first and the last do, and so many between that none touch."""
    every = max(1, -(-(count - 1) // (NAMED - 1)))
    last = count - 1
    return at == last or (at % every == 0 and last - at >= every)


def _bucket(share: Share) -> str:
    return share.rating.bucket if share.rating else "open"
