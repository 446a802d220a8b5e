"""Hours and minutes between two times of day, as a text counts them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from merilo.findings.story import Story, Telling
from merilo.model import Span
from merilo.text.numerals import read_number, table

CLOCK = re.compile(r"T(\d\d):(\d\d)$")
BESIDE = 3  # words before a length in which what leads to it stands
ROOM = 0.34  # of an hour: lengths are told in round hours
ROUND = 12  # hours by which a time without "am" or "in the evening" may be off
DAY = 24
BACK = 3  # sentences before a length in which the two times of day may stand


def clock_lengths(story: Story, telling: Telling) -> Iterator[tuple[Span, Span, Span]]:
    """Yield the lengths in hours that fit no reading of the two times of day of their sentence."""
    clocks = _clocks(telling)
    apart = not clocks
    if apart:
        before = story.tellings[max(0, telling.index - BACK) : telling.index]
        clocks = [each for other in before for each in _clocks(other)]
    if len(clocks) != 2:
        return
    (first, one), (second, other) = clocks
    fitting = _fitting(one, other)
    for span, hours in _lengths(story, telling, apart=apart):
        if all(abs(hours - each) > ROOM + 0.1 * each for each in fitting):
            yield span, first, second
            return


def _clocks(telling: Telling) -> list[tuple[Span, float]]:
    return [(time.span, at) for time in telling.times if (at := _of_day(time.value)) is not None]


def _fitting(one: float, other: float) -> tuple[float, ...]:
    """The hours that may lie between two times of day; figures up to twelve may be of either half of the day."""
    between = abs(other - one)
    if max(one, other) > ROUND and other > one:
        return (between, DAY + between) if min(one, other) > ROUND else (between, abs(ROUND - between), DAY + between)
    return between, DAY - between, abs(ROUND - between)


def _of_day(value: str) -> float | None:
    found = CLOCK.search(value)
    return int(found.group(1)) + int(found.group(2)) / 60 if found else None


def _lengths(story: Story, telling: Telling, *, apart: bool) -> Iterator[tuple[Span, float]]:
    """Hours that "lasted" or "after" leads to, or "later" follows; figures behind "after" are a time of day.

    Where they stand `apart` from the two times of day, they must open their sentence.
    """
    signs, numerals, row = story.wording.signs, table(story.profile), telling.words
    for at in range(len(row)):
        number = read_number(row, at, numerals)
        if number is None or number.last >= len(row) or not 0 < number.value < DAY:
            continue
        unit = next((name for name in ("hours", "minutes") if signs[name].at(row, number.last) is not None), None)
        if unit is None or (at and read_number(row, at - 1, numerals) is not None):
            continue
        ahead, behind = row[max(0, at - BESIDE) : at], row[number.last + 1 : number.last + 2]
        if apart and sum(1 for word in row[:at] if word.is_word) > BESIDE:
            continue
        whole = any(signs["begun"].find(row)) or any(signs["ended"].find(row))
        lasting = (whole and any(signs["lasted"].find(ahead))) or (not apart and any(signs["after"].find(behind)))
        cued = any(hit.last >= len(ahead) - 1 for hit in signs["throughout"].find(ahead))
        if lasting or (cued and number.spelled):
            span = Span(row[at].start, row[number.last].end)
            yield span, number.value if unit == "hours" else number.value / 60
