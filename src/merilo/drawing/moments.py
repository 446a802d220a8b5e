"""The timeline as rows: when, the words around the date, and which findings say that the date is wrong."""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise

import regex

from merilo.drawing.digest import Digest
from merilo.drawing.written import spell
from merilo.model import Answer
from merilo.wire import EventOut, FindingOut, TimeOut

BEFORE, AFTER = 60, 70
MOST_NAMES = 4
# In percent of the picture's width, at its narrowest.
ROOM_FOR_YEAR = 15.0
DAY = regex.compile(r"(\d{4})-(\d{2})-(\d{2})")


@dataclass(frozen=True, slots=True)
class Moment:
    """A row of the timeline.

    `words` are pieces of the sentence around the date, the date itself marked True. `left` and `width` place the bar in
    percent of the picture; `width` is 0 where no calendar has the day. `who` are the people and bodies named in the
    sentence; `before` says whether the row above came before this one: yes, or unknown where the two may overlap.
    """

    when: str
    iso: str
    sure: bool
    words: tuple[tuple[str, bool], ...]
    findings: tuple[tuple[int, FindingOut], ...]
    left: float
    width: float
    who: tuple[str, ...] = ()
    before: Answer = Answer.YES


@dataclass(frozen=True, slots=True)
class Line:
    """All rows in order, and where each year begins in the picture, in percent."""

    moments: tuple[Moment, ...]
    years: tuple[tuple[int, float], ...]


@dataclass(frozen=True, slots=True)
class _Row:
    order: str
    event: EventOut | None
    times: tuple[TimeOut, ...]
    bounds: tuple[date, date]


def moments(digest: Digest) -> Line:
    """Return the timeline: events of one sentence and one date are one row, and impossible dates have theirs."""
    rows = sorted([*_dated(digest), *_impossible(digest)], key=lambda row: row.order)
    if not rows:
        return Line((), ())
    places = _places({each for row in rows for each in row.bounds})
    found = _Finder(digest)
    names = {each.id: each.name for each in digest.report.entities if each.type in ("PER", "ORG")}
    made = [_moment(digest, row, places, found, names) for row in rows]
    ordered = [
        made[0],
        *(replace(each, before=_order(*pair)) for each, pair in zip(made[1:], pairwise(rows), strict=True)),
    ]
    return Line(tuple(ordered), tuple(_years(places)))


def _order(above: _Row, below: _Row) -> Answer:
    """Say whether the row above came before the one below; two on the same days are one time, and need no order."""
    impossible = above.event is None or below.event is None
    if impossible or above.bounds == below.bounds or above.bounds[1] < below.bounds[0]:
        return Answer.YES
    return Answer.UNKNOWN


def _who(row: _Row, names: dict[str, str]) -> tuple[str, ...]:
    """The people and bodies in the sentence, the first few of them."""
    return tuple(names[each] for each in row.event.entities if each in names)[:MOST_NAMES] if row.event else ()


def _dated(digest: Digest) -> Iterable[_Row]:
    """Return the events, those of one sentence and one date made one."""
    merged: dict[tuple[int, str | None, str | None], list[EventOut]] = {}
    for event in digest.report.timeline:
        if event.earliest or event.latest:
            merged.setdefault((event.start, event.earliest, event.latest), []).append(event)
    for events in merged.values():
        first = events[0]
        early, late = first.earliest or first.latest or "", first.latest or first.earliest or ""
        times = tuple(digest.report.times[each.time] for each in events if each.time is not None)
        yield _Row(f"{early} {late}", first, times, (date.fromisoformat(early), date.fromisoformat(late)))


def _impossible(digest: Digest) -> Iterable[_Row]:
    """Return a row for each day that no calendar has, placed where its month ends."""
    for time in digest.report.times:
        parts = DAY.match(time.value)
        if time.earliest or time.latest or not parts:
            continue
        year, month = int(parts[1]), min(max(int(parts[2]), 1), 12)
        if year:
            placed = date(year, month, 28)
            yield _Row(parts[0], None, (time,), (placed, placed))


def _moment(digest: Digest, row: _Row, places: dict[date, float], found: _Finder, names: dict[str, str]) -> Moment:
    left, right = places[row.bounds[0]], places[row.bounds[1]]
    event, times = row.event, row.times
    findings = {n: finding for time in times for n, finding in found.over(time.start, time.end)}
    if event is None:
        when, iso = digest.words(times[0]), ""
    else:
        when = spell(event.earliest, event.latest, digest.language)
        iso = event.earliest if event.earliest and event.earliest == event.latest else ""
    return Moment(
        when,
        iso,
        bool(event) and row.bounds[0] == row.bounds[1],
        _words(digest, event, times),
        tuple(sorted(findings.items())),
        round(left, 2),
        round(max(right - left, 1.0), 2) if event else 0.0,
        tuple(digest.shown(name) for name in _who(row, names)),
    )


def _words(digest: Digest, event: EventOut | None, times: tuple[TimeOut, ...]) -> tuple[tuple[str, bool], ...]:
    """Return a window of words around the first date, whole words only."""
    if not times:
        return ((digest.words(event, BEFORE + AFTER), False),) if event else ()
    time, text = times[0], digest.report.article.text
    around = digest.sentence(time)
    low, high = max(around.start, time.start - BEFORE), min(around.end, time.end + AFTER)
    before, after = text[low : time.start], text[time.end : high]
    if low > around.start:
        before = "… " + before.partition(" ")[2]
    if high < around.end:
        after = after.rpartition(" ")[0] + " …"
    pieces = ((before, False), (text[time.start : time.end], True), (after, False))
    return tuple((digest.spaced(words), marked) for words, marked in pieces if words)


class _Finder:
    """Finds, for a stretch, the errors and warnings that name words in it; built once, so that cost stays linear."""

    def __init__(self, digest: Digest) -> None:
        numbered = ((n, f) for n, f in digest.numbered if f.severity != "note")
        self.spans = sorted(((s.start, s.end, n, f) for n, f in numbered for s in f.spans), key=lambda each: each[:3])
        self.starts = [each[0] for each in self.spans]
        self.longest = max((end - start for start, end, _, _ in self.spans), default=0)

    def over(self, start: int, end: int) -> list[tuple[int, FindingOut]]:
        """Return the findings one of whose spans shares a letter with the stretch."""
        near = self.spans[bisect_left(self.starts, start - self.longest) : bisect_right(self.starts, end - 1)]
        return [(n, finding) for first, last, n, finding in near if first < end and start < last]


def _places(days: set[date]) -> dict[date, float]:
    """Return where each day stands, in percent: a gap takes room by its logarithm, so that years do not hide days."""
    ordered = sorted(days)
    steps = [math.log2(1 + (after - before).days) for before, after in pairwise(ordered)]
    scale = 97 / max(sum(steps), 1.0)
    places, at = {ordered[0]: 1.0}, 1.0
    for each, step in zip(ordered[1:], steps, strict=True):
        at += step * scale
        places[each] = at
    return places


def _years(places: dict[date, float]) -> Iterable[tuple[int, float]]:
    """Yield each year at its first day shown, where there is room to write it."""
    years: set[int] = set()
    last = -ROOM_FOR_YEAR
    for each, at in sorted(places.items()):
        if each.year not in years and at - last >= ROOM_FOR_YEAR and at < 92:
            years.add(each.year)
            last = at
            yield each.year, round(at, 2)
