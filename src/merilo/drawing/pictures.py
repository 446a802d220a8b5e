"""The picture of who said what: who spoke, who carried it, who published it, in columns from left to right.

A table beside it says the same. Colours come from the page, so that they follow light and dark.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable
from dataclasses import dataclass, field

from markupsafe import Markup, escape

from merilo.drawing.digest import Digest

BOX, GAP, PAPER = 210, 96, 130
ROW, HEAD, EDGE = 44, 34, 6
MOST_VOICES = 18
LETTERS = 25  # as many as a line of a box holds
MOST_COLUMNS = 3


@dataclass(frozen=True, slots=True)
class Link:
    """A line from one name to the next on the way to the reader."""

    left: str
    right: str


@dataclass(slots=True)
class Web:
    """Names in the order the text brings them, and the lines between; True where words went on word for word."""

    here: str
    names: list[str] = field(default_factory=list)
    links: dict[Link, bool] = field(default_factory=dict)

    def add(self, path: list[str], direct: bool) -> None:
        """Take in one way from a speaker to the reader."""
        self.names += [name for name in dict.fromkeys(path) if name != self.here and name not in self.names]
        for left, right in itertools.pairwise(path):
            link = Link(left, right)
            self.links[link] = direct or self.links.get(link, False)

    def circles(self) -> set[Link]:
        """Return the links from whose end a way leads back to their beginning."""
        onward: dict[str, set[str]] = {}
        for link in self.links:
            onward.setdefault(link.left, set()).add(link.right)
        return {link for link in self.links if link.left in _reached(onward, link.right)}

    def columns(self, circles: set[Link]) -> dict[str, int]:
        """Return the column of each name: 0 for who only speaks, then carriers by their longest way from a speaker."""
        column = dict.fromkeys(self.names, 0)
        onward = [link for link in self.links if link.right != self.here and link not in circles]
        turning = [link for link in circles if self.here not in (link.left, link.right)]
        for _ in range(MOST_COLUMNS):
            for link in onward:
                column[link.right] = max(column[link.right], min(column[link.left] + 1, MOST_COLUMNS))
            # Those who quote each other stand one above the other, so that the circle is seen.
            for link in turning:
                column[link.left] = column[link.right] = max(column[link.left], column[link.right], 1)
        return column


def _reached(onward: dict[str, set[str]], start: str) -> set[str]:
    seen, waiting = {start}, [start]
    while waiting:
        for name in onward.get(waiting.pop(), ()):
            if name not in seen:
                seen.add(name)
                waiting.append(name)
    return seen


@dataclass(frozen=True, slots=True)
class Picture:
    """The picture as SVG ("" where nobody is named), and the names of each circle in it."""

    svg: Markup
    circles: tuple[tuple[str, ...], ...]


def voices(digest: Digest) -> Picture:
    """Return the picture of who said what through whom."""
    web = _web(digest)
    if not web.links:
        return Picture(Markup(""), ())
    circles = web.circles()
    column = web.columns(circles)
    last = max(column.values()) + 1
    spots, rows = _spots(web, column)
    height = HEAD + ROW * rows + EDGE
    width = (BOX + GAP) * last + PAPER + 2
    edge = (BOX + GAP) * last
    title = escape(digest.label("voices"))
    parts = [
        f'<svg viewBox="0 0 {width} {height}" width="{width}" height="{height}" role="img" aria-label="{title}" '
        'xmlns="http://www.w3.org/2000/svg"><defs>',
        *(arrow(kind) for kind in ("direct", "retold", "circle")),
        "</defs>",
        *_heads(digest, last, edge),
        f'<rect class="paper" x="{edge}" y="{HEAD}" width="{PAPER}" height="{ROW * rows}" rx="4"/>',
        wrapped(web.here, edge + PAPER / 2, HEAD + ROW * rows / 2, 15, "name here"),
    ]
    drawn = [_line(web, spots, edge, link, direct, link in circles) for link, direct in web.links.items()]
    turning = {name for link in circles for name in (link.left, link.right)}
    parts += [*drawn, *(_box(spots[name], name, name in turning) for name in web.names), "</svg>"]
    return Picture(Markup("".join(parts)), _rings(web, circles))


def _rings(web: Web, circles: set[Link]) -> tuple[tuple[str, ...], ...]:
    """Return the names that stand in a circle, circle by circle."""
    onward: dict[str, set[str]] = {}
    for link in circles:
        onward.setdefault(link.left, set()).add(link.right)
    rings = {frozenset(_reached(onward, name)) for name in onward}
    return tuple(tuple(name for name in web.names if name in ring) for ring in sorted(rings, key=sorted))


def _web(digest: Digest) -> Web:
    """Return the ways of the first speakers; the table has all of them."""
    web = Web(digest.shown(digest.report.article.site) or digest.label("text"))
    speakers: dict[str, str] = {}
    for voice in digest.voices:
        if not voice.told:
            continue
        known = speakers.setdefault(voice.speaker.casefold(), voice.speaker)
        if len(speakers) > MOST_VOICES and known not in web.names:
            continue
        path = list(dict.fromkeys([known, *(name for name in voice.carriers if name != web.here), web.here]))
        web.add(path, voice.said.mode != "indirect")
    return web


def _spots(web: Web, column: dict[str, int]) -> tuple[dict[str, tuple[int, float]], int]:
    """Return the corner of each box and the number of rows.

    Who is heard directly stands on top, so that the lines of the others do not cross theirs; a carrier stands at the
    height of those it carries, but never in the way of a line that passes its column.
    """
    carried = {link.left for link in web.links if link.right != web.here}
    plain = [name for name in web.names if column[name] == 0 and name not in carried]
    others = [name for name in web.names if column[name] == 0 and name in carried]
    row: dict[str, float] = {name: at for at, name in enumerate([*plain, *others])}
    used = len(row)
    for level in range(1, max(column.values()) + 1):
        free = float(len(plain) if level == 1 else used)
        for name in sorted((n for n in web.names if column[n] == level), key=lambda n: _height(web, row, n)):
            row[name] = max(free, _height(web, row, name))
            free = row[name] + 1.3
            used = max(used, int(row[name] + 1.99))
    return {name: (column[name] * (BOX + GAP), HEAD + ROW * row[name]) for name in web.names}, used


def _height(web: Web, row: dict[str, float], name: str) -> float:
    fed = [row[link.left] for link in web.links if link.right == name and link.left in row]
    return sum(fed) / len(fed) if fed else 0.0


def arrow(kind: str) -> str:
    """Return the head of an arrow of a kind: direct, retold or circle."""
    return (
        f'<marker id="to-{kind}" class="tip {kind}" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="8" '
        'markerHeight="8" markerUnits="userSpaceOnUse" orient="auto"><path d="M0 0L8 4L0 8z"/></marker>'
    )


def _heads(digest: Digest, last: int, edge: int) -> Iterable[str]:
    yield f'<text class="head" x="0" y="16">{escape(digest.label("spoke"))}</text>'
    if last > 1:
        yield f'<text class="head" x="{BOX + GAP}" y="16">{escape(digest.label("carried"))}</text>'
    yield f'<text class="head" x="{edge + PAPER}" y="16" text-anchor="end">{escape(digest.label("published"))}</text>'


def _line(web: Web, spots: dict[str, tuple[int, float]], edge: int, link: Link, direct: bool, circle: bool) -> str:
    middle = (ROW - 8) / 2
    x, y = spots[link.left][0] + BOX, spots[link.left][1] + middle
    kind = "circle" if circle else "direct" if direct else "retold"
    if link.right == web.here:
        way = f"M{x:.0f} {y:.0f}H{edge - 1}"
    else:
        right, below = spots[link.right]
        goal = below + middle
        if right > spots[link.left][0]:
            bend = GAP * 0.55
            way = f"M{x:.0f} {y:.0f}C{x + bend:.0f} {y:.0f} {right - bend:.0f} {goal:.0f} {right - 1:.0f} {goal:.0f}"
        else:
            # Within a column, or backwards: one way bows out on the right, the other on the left.
            down = goal > y
            side = right + BOX if down else right
            bow = side + (GAP * 0.6 if down else -GAP * 0.6)
            way = f"M{side:.0f} {y + 6:.0f}C{bow:.0f} {y:.0f} {bow:.0f} {goal:.0f} {side:.0f} {goal:.0f}"
    return f'<path class="link {kind}" marker-end="url(#to-{kind})" d="{way}"/>'


def _box(spot: tuple[int, float], name: str, turning: bool) -> str:
    x, y = spot
    kind = "box circle" if turning else "box"
    return (
        f'<g><title>{escape(name)}</title><rect class="{kind}" x="{x + 1}" y="{y:.0f}" width="{BOX - 1}" '
        f'height="{ROW - 8}" rx="4"/>{wrapped(name, x + BOX / 2, y + (ROW - 8) / 2, LETTERS, "name")}</g>'
    )


def wrapped(name: str, x: float, y: float, letters: int, classes: str) -> str:
    """Write a name in its box, centred, in two lines at most."""
    lines = [""]
    for word in name.split():
        longer = f"{lines[-1]} {word}".strip()
        if len(longer) <= letters or not lines[-1]:
            lines[-1] = longer
        else:
            lines.append(word)
    if len(lines) > 2:
        lines = [lines[0], f"{lines[1]} …"]
    lines = [line if len(line) <= letters + 2 else line[:letters].rstrip() + "…" for line in lines]
    first = y + 5 - 8 * (len(lines) - 1)
    spans = "".join(
        f'<tspan x="{x:.0f}" y="{first + 16 * at:.0f}">{escape(line)}</tspan>' for at, line in enumerate(lines)
    )
    return f'<text class="{classes}" text-anchor="middle">{spans}</text>'
