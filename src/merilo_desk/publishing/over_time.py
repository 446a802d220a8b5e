"""Claims, or uses of a term, over time as a picture: a mark for each on its day, in the row of whoever said it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

WIDTH, ROW, LEFT, RIGHT, TOP = 720, 34, 150, 20, 30


@dataclass(frozen=True, slots=True)
class Told:
    """One claim of a narrative: when it was said, by whom, and how it was rated."""

    on: date
    who: str
    bucket: str
    number: int


@dataclass(frozen=True, slots=True)
class Mark:
    """Where a claim stands in the picture."""

    x: float
    y: float
    bucket: str
    number: int


@dataclass(frozen=True, slots=True)
class Picture:
    """Rows for the speakers, ticks for the months or years, marks for the claims."""

    width: int
    height: int
    rows: list[tuple[float, str]]
    ticks: list[tuple[float, str]]
    marks: list[Mark]
    left: int = LEFT
    right: int = WIDTH - RIGHT


def picture(claims: list[Told], other: str) -> Picture | None:
    """Lay the claims out: a row for each of the seven who said most, one for all others; None for fewer than two."""
    if len(claims) < 2:
        return None
    often: dict[str, int] = {}
    for claim in claims:
        often[claim.who] = often.get(claim.who, 0) + 1
    shown = sorted(often, key=lambda who: -often[who])[: 7 if len(often) > 8 else 8]
    names = [*shown, *([other] if len(often) > len(shown) else [])]
    height = TOP + ROW * len(names) + 10
    first, last = min(claim.on for claim in claims), max(claim.on for claim in claims)
    begin, end = first - timedelta(days=15), last + timedelta(days=15)
    across = WIDTH - RIGHT - LEFT

    def at(day: date) -> float:
        return round(LEFT + across * (day - begin).days / (end - begin).days, 1)

    level = {name: TOP + ROW * (number + 0.5) for number, name in enumerate(names)}
    marks = [
        Mark(at(claim.on), level.get(claim.who, level.get(other, TOP)), claim.bucket, claim.number) for claim in claims
    ]
    return Picture(WIDTH, height, [(y, name) for name, y in level.items()], _ticks(begin, end, at), _apart(marks))


def _ticks(begin: date, end: date, at: object) -> list[tuple[float, str]]:
    """Return years, or months where all is within two years; at most a dozen."""
    months = (end.year - begin.year) * 12 + end.month - begin.month
    step = 12 if months > 24 else max(1, -(-months // 10))
    ticks = []
    year, month = begin.year, 1
    while (day := date(year, month, 1)) <= end:
        if day >= begin:
            ticks.append((at(day), str(year) if step == 12 else f"{month:02d}.{year}"))  # type: ignore[operator]
        month += step
        year, month = year + (month - 1) // 12, (month - 1) % 12 + 1
    return ticks


def _apart(marks: list[Mark]) -> list[Mark]:
    """Shift marks that would lie on each other to the right, so that each can be seen."""
    taken: dict[float, float] = {}
    apart = []
    for mark in sorted(marks, key=lambda each: (each.y, each.x)):
        x = max(mark.x, taken.get(mark.y, -100.0) + 15)
        taken[mark.y] = x
        apart.append(Mark(x, mark.y, mark.bucket, mark.number))
    return apart
