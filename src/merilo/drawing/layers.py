"""The picture of a story: its articles from left to right as they came out, and who told what others had told first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup, escape

from merilo.drawing.pictures import BOX, GAP, HEAD, ROW, arrow, wrapped

EDGE = 8
LETTERS = 24
# A line is so much thicker for every thing that is shared, up to the thickest.
THIN, STEP, THICK = 1.5, 0.6, 7.0


@dataclass(frozen=True, slots=True)
class Told:
    """An article in the picture: what it is called, and the day it came out ("" where that is not known)."""

    name: str
    day: str


@dataclass(frozen=True, slots=True)
class Passed:
    """`count` things that the article at `first` told before the one at `later`; `named` where the later names it."""

    first: int
    later: int
    count: int
    named: bool


def layers(articles: Sequence[Told], passed: Sequence[Passed], title: str) -> Markup:
    """Return the picture as SVG; articles of one day stand in one column. Colours come from the page."""
    days = list(dict.fromkeys(each.day for each in articles))
    column = [days.index(each.day) for each in articles]
    row: list[int] = []
    for at, place in enumerate(column):
        # Every other column hangs a little lower, so that lines pass above the boxes between.
        row.append(sum(earlier == place for earlier in column[:at]))
    depth = [2 * down + (place % 2) for down, place in zip(row, column, strict=True)]
    width = len(days) * BOX + (len(days) - 1) * GAP + 2 * EDGE
    height = HEAD + (max(depth, default=0) + 1) * ROW + EDGE
    spots = [(EDGE + place * (BOX + GAP), HEAD + down * ROW) for place, down in zip(column, depth, strict=True)]
    parts = [
        f'<svg viewBox="0 0 {width} {height}" width="{width}" height="{height}" role="img" '
        f'aria-label="{escape(title)}" xmlns="http://www.w3.org/2000/svg"><defs>',
        *(arrow(kind) for kind in ("direct", "retold")),
        "</defs>",
        *(
            f'<text class="head" x="{EDGE + at * (BOX + GAP)}" y="16">{escape(day)}</text>'
            for at, day in enumerate(days)
        ),
        *(_line(spots, each) for each in sorted(passed, key=lambda each: each.count)),
        *(_box(spot, each.name) for spot, each in zip(spots, articles, strict=True)),
        "</svg>",
    ]
    return Markup("".join(parts))


def _line(spots: Sequence[tuple[int, int]], each: Passed) -> str:
    (x, y), (right, below) = spots[each.first], spots[each.later]
    middle = (ROW - 8) / 2
    kind = "direct" if each.named else "retold"
    # Thickness is an attribute of the picture, not a style: the page's own rules forbid styles.
    thick = min(THIN + STEP * (each.count - 1), THICK)
    if right > x:
        x += BOX
        bend = (right - x) / 2
        goal = below + middle
        way = f"M{x} {y + middle:.0f}C{x + bend:.0f} {y + middle:.0f} {right - bend:.0f} {goal:.0f} {right} {goal:.0f}"
    else:
        side, bow = x + BOX, x + BOX + GAP * 0.6
        out, into = y + middle, below + middle
        way = f"M{side} {out:.0f}C{bow:.0f} {out:.0f} {bow:.0f} {into:.0f} {side} {into:.0f}"
    return (
        f'<path class="link {kind}" marker-end="url(#to-{kind})" stroke-width="{thick:.1f}" d="{way}">'
        f"<title>{each.count}</title></path>"
    )


def _box(spot: tuple[int, int], name: str) -> str:
    x, y = spot
    return (
        f'<g><title>{escape(name)}</title><rect class="box" x="{x}" y="{y}" width="{BOX}" height="{ROW - 8}" rx="4"/>'
        f"{wrapped(name, x + BOX / 2, y + (ROW - 8) / 2, LETTERS, 'name')}</g>"
    )
