"""Pictures of promises as plain SVG values: bars of shares, and shares over time; templates draw them by a table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from merilo_desk.promises.standing import Share

WIDTH = 720
HEIGHT = 44
COLUMN, TALL = 48, 200


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
        made.append(Column(day, x, tuple(bars)))
    return made


def _bucket(share: Share) -> str:
    return share.rating.bucket if share.rating else "open"
