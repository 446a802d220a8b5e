"""Stretches of time: from when to when, and how long a text says that they are."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from merilo.findings.story import Story, Telling
from merilo.findings.told.ages import ages_in
from merilo.model import Span, TimeRef
from merilo.text.numerals import read_number, table

DASHES = frozenset("-–—")
LENGTH = re.compile(r"P(\d+)([DWMY])")
SHORTEST_WINTER = 100  # days back from its end to its beginning, at the least
SUMMER_BREAK = 60  # the same from month to month: "from September to June"
OF_THINGS = 20  # years; what is "51-year-old" is a person
LONGEST = 400  # of a unit; a greater number before "year" is a date
DAYS = {"D": (1, 0), "W": (7, 1), "M": (30.44, 3), "Y": (365.25, 12)}  # days in one; slack in days


def ranges(story: Story) -> Iterator[tuple[Telling, TimeRef, TimeRef]]:
    """Yield the pairs of dates that "from ... to ..." or a dash joins."""
    signs = story.wording.signs
    for telling in story.tellings:
        for left, right in pairwise(telling.times):
            if not (placed(left) and placed(right)) or width(left) != width(right):
                continue
            between = telling.between(left.span.end, right.span.start)
            # "4-1" behind a month is a score as often as a stretch of days.
            bare = not any(letter.isalpha() for letter in right.span.of(story.text)) and width(right) < 2
            joined = len(between) == 1 and between[0].text in DASHES and not bare
            if not joined and 1 <= len(between) <= 2 and any(signs["until"].find(between)):
                ahead = telling.around(left.span, 3, 0)
                joined = any(hit.last >= len(ahead) - 1 for hit in signs["from"].find(ahead))
            if joined and not over_new_year(story, left, right):
                yield telling, left, right


def over_new_year(story: Story, left: TimeRef, right: TimeRef) -> bool:
    """A winter without years: "from 15 November to 1 March" is no stretch that ends before it begins."""
    if left.earliest is None or right.earliest is None or right.earliest >= left.earliest:
        return False
    if any(str(time.earliest.year) in time.span.of(story.text) for time in (left, right) if time.earliest):
        return False
    return width(left) < 2 and (left.earliest - right.earliest).days > (SHORTEST_WINTER, SUMMER_BREAK)[width(left)]


def placed(time: TimeRef) -> bool:
    """Say whether a time stands in the calendar and does not come round."""
    return time.earliest is not None and time.latest is not None and not time.impossible and time.type != "SET"


def width(time: TimeRef) -> int:
    """0 for a day, 1 for a month, 2 for a year, 3 for anything longer or odd."""
    if time.earliest is None or time.latest is None:
        return 3
    days = (time.latest - time.earliest).days
    return 0 if days == 0 else 1 if 27 <= days <= 30 else 2 if 364 <= days <= 365 else 3


@dataclass(frozen=True, slots=True)
class Length:
    """A length of time in words: "two weeks" is 14 days, which may be off by `slack`."""

    span: Span
    days: float
    slack: float
    count: float = 0
    unit: str = "D"


def lengths(story: Story, telling: Telling) -> Iterator[Length]:
    """Yield the lengths that a sentence names by a number and a unit; the year of a date is none."""
    for time in telling.times:
        found = LENGTH.fullmatch(time.value)
        if time.type == "DURATION" and found is not None and time.mod is None and not _of_else(story, telling, time):
            yield _length(time.span, int(found.group(1)), found.group(2))
    of_lives = [span for span, value in ages_in(story, telling) if value > OF_THINGS]
    loose = [time.span for time in telling.times if time.type == "DURATION" and time.mod is not None]
    numerals, row, of_age = table(story.profile), telling.words, tuple(story.wording.given.signs["aged_endings"])
    yield from _one_of_a_unit(story, telling)
    for at in range(len(row) - 1):
        number = read_number(row, at, numerals)
        if number is None or number.last >= len(row) or number.value > LONGEST:
            continue
        if at and number.spelled and read_number(row, at - 1, numerals) is not None:
            continue  # the second word of a longer number
        behind = number.last + (row[number.last].text in DASHES and number.last + 1 < len(row))
        kind = story.wording.signs["kind_of_time"].at(row, behind)  # "forty-five school years"
        behind = kind.last if kind is not None and kind.last < len(row) else behind
        for unit in DAYS:
            if story.wording.signs[f"length_{unit}"].at(row, behind) is not None:
                span = Span(row[at].start, row[behind].end)
                aged = behind > number.last and number.value > OF_THINGS and row[behind].lower.endswith(of_age)
                if not aged and not any(span.overlaps(each) for each in (*loose, *of_lives)):
                    yield _length(span, number.value, unit)
                break


def _of_else(story: Story, telling: Telling, time: TimeRef) -> bool:
    """An amount "a month", or what is "51-year-old": no stretch of time."""
    written = telling.between(time.span.start, time.span.end)
    endings = tuple(story.wording.given.signs["aged_endings"])
    if any(time.span.overlaps(span) for span, value in ages_in(story, telling) if value > OF_THINGS):
        return True
    aged = written and any(w.text in DASHES for w in written) and written[-1].lower.endswith(endings)
    if aged and int("".join(each for each in time.value if each.isdecimal()) or 0) > OF_THINGS:
        return True
    first = telling.words[telling.place(time.span.start) - 1] if telling.place(time.span.start) else None
    return (
        first is not None
        and not any(letter.isdecimal() for letter in time.span.of(story.text))
        and any(q.span.end == first.end for q in telling.quantities)
    )


def _one_of_a_unit(story: Story, telling: Telling) -> Iterator[Length]:
    """“Exactly a week”: one of a unit, where a language leaves the "one" out."""
    row = telling.words
    hits = [*story.wording.signs["exactly"].find(row), *story.wording.signs["lasted"].find(row)]
    for hit in hits:
        for unit in DAYS:
            if hit.last < len(row) and story.wording.signs[f"length_{unit}"].at(row, hit.last) is not None:
                yield _length(Span(row[hit.last].start, row[hit.last].end), 1, unit)


def _length(span: Span, count: float, unit: str) -> Length:
    each, slack = DAYS[unit]
    return Length(span, each * count, max(slack * count if unit == "M" else slack, 1), count, unit)
