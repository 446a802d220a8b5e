"""The two pictures of a reading, drawn as SVG: when it happened, and who said it through whom.

Each stands beside a table that says the same; colours come from the page, so that they follow light and dark.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from markupsafe import Markup, escape

from merilo.cli.digest import Digest
from merilo.wire import EventOut

WIDTH, LEFT, ROW = 720, 150, 30
MOST_EVENTS, MOST_VOICES = 24, 16
COLUMN, NODE = 26, 34


def timeline(digest: Digest) -> Markup:
    """Return the events on a line where long empty stretches are drawn short; "" where nothing is dated."""
    events = [event for event in digest.report.timeline if event.earliest and event.latest][:MOST_EVENTS]
    if not events:
        return Markup("")
    bounds = [(_day(event.earliest), _day(event.latest)) for event in events]
    places = _places({day for pair in bounds for day in pair})
    height = ROW * len(events) + 30
    parts = [_opening(height, digest.label("timeline")), _grid(places, height)]
    parts += [
        _event(digest, event, row, places[first], places[last])
        for row, (event, (first, last)) in enumerate(zip(events, bounds, strict=True))
    ]
    return Markup("".join([*parts, "</svg>"]))


def _opening(height: int, title: str) -> str:
    return (
        f'<svg viewBox="0 0 {WIDTH} {height}" width="{WIDTH}" height="{height}" role="img" '
        f'aria-label="{escape(title)}" xmlns="http://www.w3.org/2000/svg"><title>{escape(title)}</title>'
        '<defs><linearGradient id="fade"><stop offset="0" stop-opacity=".15"/><stop offset=".25" stop-opacity="1"/>'
        '<stop offset=".75" stop-opacity="1"/><stop offset="1" stop-opacity=".15"/></linearGradient></defs>'
    )


def _places(days: Iterable[date]) -> dict[date, float]:
    """Return where each day stands: a gap takes room by its logarithm, so that years do not hide days."""
    ordered = sorted(days)
    steps = [math.log2(1 + (after - before).days) for before, after in itertools.pairwise(ordered)]
    scale = (WIDTH - LEFT - 20) / max(sum(steps), 1.0)
    places, at = {ordered[0]: float(LEFT)}, float(LEFT)
    for day, step in zip(ordered[1:], steps, strict=True):
        at += step * scale
        places[day] = at
    return places


def _grid(places: dict[date, float], height: int) -> str:
    """Draw a fine line where a new year begins among the days shown, with its number."""
    drawn, last = [], -100.0
    years: set[int] = set()
    for day, x in sorted(places.items()):
        if day.year in years or x - last < 44:
            continue
        years.add(day.year)
        last = x
        drawn.append(f'<line class="grid" x1="{x:.0f}" x2="{x:.0f}" y1="20" y2="{height}"/>')
        drawn.append(f'<text class="tick" x="{x:.0f}" y="14">{day.year}</text>')
    return "".join(drawn)


def _event(digest: Digest, event: EventOut, row: int, left: float, right: float) -> str:
    y = 30 + row * ROW
    width = max(right - left, 7)
    sure = event.earliest == event.latest
    style = 'class="bar"' if sure else 'class="bar wide" fill="url(#fade)"'
    words = digest.words(event, 60)
    # The words stand on the side of the bar where there is more room.
    beside = (right + 12, "start") if left < WIDTH / 2 else (left - 8, "end")
    room = int((WIDTH - beside[0] if beside[1] == "start" else beside[0] - LEFT) / 6.6)
    shown = words if len(words) <= room else words[: max(room - 1, 0)].rstrip() + "…"
    when = event.earliest if sure else f"{event.earliest} – {event.latest}"
    return (
        f"<g><title>{escape(when)}: {escape(digest.words(event, 300))}</title>"
        f'<text class="when" x="{LEFT - 12}" y="{y + 12}" text-anchor="end">{escape(event.earliest)}</text>'
        f'<rect {style} x="{left:.1f}" y="{y + 3}" width="{width:.1f}" height="11" rx="2"/>'
        f'<text class="words" x="{beside[0]:.0f}" y="{y + 13}" text-anchor="{beside[1]}">{escape(shown)}</text></g>'
    )


@dataclass(frozen=True, slots=True)
class Link:
    """A line from one name to the next on the way to the reader; `direct` where words were quoted."""

    left: str
    right: str
    direct: bool


def voices(digest: Digest) -> Markup:
    """Return who said it, who carried it, who published it, from left to right; "" where nobody is named."""
    here = digest.report.article.site or digest.label("text")
    links, order = _links(digest, here)
    if not links:
        return Markup("")
    layers = _layers(links, here)
    columns = max(layers.values()) + 1
    rows: dict[int, list[str]] = {}
    for name in order:
        rows.setdefault(layers[name], []).append(name)
    tallest = max(len(names) for names in rows.values())
    height = tallest * NODE + 20
    spots: dict[str, tuple[float, float]] = {}
    for layer, names in rows.items():
        x = WIDTH - 12 - layer * (WIDTH - 24) / max(columns - 1, 1)
        gap = height / len(names)
        for at, name in enumerate(names):
            spots[name] = (x, gap * (at + 0.5))
    circles = _circles(links)
    parts = [_opening(height, digest.label("voices"))]
    parts += [_line(spots, link, link in circles) for link in dict.fromkeys(links)]
    parts += [_name(spots[name], name, columns, layers[name]) for name in order]
    return Markup("".join([*parts, "</svg>"]))


def _links(digest: Digest, here: str) -> tuple[list[Link], list[str]]:
    links: list[Link] = []
    order: list[str] = []
    speakers = 0
    for voice in digest.voices:
        if not voice.speaker:
            continue
        if voice.speaker not in order:
            if speakers == MOST_VOICES:
                continue
            speakers += 1
        path = [voice.speaker, *(name for name in voice.carriers if name != here), here]
        path = list(dict.fromkeys(path))
        order += [name for name in path[:-1] if name not in order]
        direct = voice.said.mode != "indirect"
        links += [Link(left, right, direct) for left, right in itertools.pairwise(path)]
    return links, [*order, here] if links else order


def _layers(links: Sequence[Link], here: str) -> dict[str, int]:
    """Return how far each name is from the reader, by its longest way; a circle does not push for ever."""
    names = {name for link in links for name in (link.left, link.right)}
    layers = dict.fromkeys(names, 0)
    for _ in range(min(len(names), 5)):
        for link in links:
            layers[link.left] = max(layers[link.left], min(layers[link.right] + 1, 4))
    layers[here] = 0
    return layers


def _circles(links: Sequence[Link]) -> set[Link]:
    """Return the links that have one going the other way."""
    ways = {(link.left, link.right) for link in links}
    return {link for link in links if (link.right, link.left) in ways}


def _line(spots: dict[str, tuple[float, float]], link: Link, circle: bool) -> str:
    (x1, y1), (x2, y2) = spots[link.left], spots[link.right]
    middle = (x1 + x2) / 2
    classes = " ".join(["link", "direct" if link.direct else "retold", *(["circle"] if circle else [])])
    bend = f"M{x1:.0f} {y1:.0f} C{middle:.0f} {y1:.0f} {middle:.0f} {y2:.0f} {x2:.0f} {y2:.0f}"
    return f'<path class="{classes}" d="{bend}"/>'


def _name(spot: tuple[float, float], name: str, columns: int, layer: int) -> str:
    x, y = spot
    last, first = layer == 0, layer == columns - 1
    anchor, shift = ("end", -9) if last else ("start", 9) if first else ("middle", 0)
    lift = -8 if not (last or first) else 5
    shown = name if len(name) <= 34 else name[:33].rstrip() + "…"
    return (
        f'<g><title>{escape(name)}</title><circle class="dot" cx="{x:.0f}" cy="{y:.0f}" r="4"/>'
        f'<text class="name" x="{x + shift:.0f}" y="{y + lift:.0f}" text-anchor="{anchor}">{escape(shown)}</text></g>'
    )


def _day(written: str | None) -> date:
    return date.fromisoformat(written or "")
