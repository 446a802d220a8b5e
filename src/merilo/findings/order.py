"""The order of dates: ends before their beginnings, lengths and gaps that do not fit, futures told as past."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from merilo.dates.tense import tense_at
from merilo.dates.vocabulary import plain, vocabulary
from merilo.findings.happenings import explicit
from merilo.findings.rule import Slip, rule
from merilo.findings.story import Story, Telling
from merilo.model import Span, TimeRef
from merilo.text.numerals import read_number, table
from merilo.text.words import Word

DASHES = frozenset("-–—")
LENGTH = re.compile(r"P(\d+)([DWMY])")
FAR_AHEAD = 400  # days; when so much later is past, the date of publication is as likely to be wrong
LONGEST = 400  # of a unit; a greater number before "year" is a date
AHEAD = 30  # words ahead of a date among which one that looks ahead may stand: "it will buy all shares ..."
DAYS = {"D": (1, 0), "W": (7, 1), "M": (30.44, 3), "Y": (365.25, 12)}  # days in one; slack in days


def _begun_and_ended(story: Story) -> Iterator[tuple[Telling, TimeRef, TimeRef]]:
    """Yield the two dates of a sentence of which one stands behind "began" and the next behind "and ended"."""
    signs = story.wording.signs
    for telling in story.tellings:
        days = [time for time in telling.times if _placed(time) and explicit(story, time)]
        if len(days) != 2 or telling.marks & {"wrong", "if", "moved", "other"}:
            continue
        first, second = days
        ahead = [w for w in telling.words if w.end <= first.span.start]
        between = [w for w in telling.words if first.span.end <= w.start and w.end <= second.span.start]
        if len(between) <= 6 and any(signs["ended"].find(between)) and any(signs["begun"].find(ahead[-5:])):
            yield telling, first, second


@rule("end-before-start", severity="error")
def end_before_start(story: Story) -> Iterator[Slip]:
    """A stretch of time ends before it begins: from 12 March to 5 March, 2015–2012."""
    for telling, start, end in _ranges(story):
        if start.earliest and end.latest and end.latest < start.earliest and not telling.marks & {"wrong"}:
            facts = {"start": story.said(start.span), "end": story.said(end.span)}
            yield Slip((start.span, end.span), facts, confidence=0.9)
    for _, start, end in _begun_and_ended(story):
        if start.earliest and end.latest and end.latest < start.earliest and _width(start) == _width(end):
            facts = {"start": story.said(start.span), "end": story.said(end.span)}
            yield Slip((start.span, end.span), facts, confidence=0.8, severity="warning")


def _ranges(story: Story) -> Iterator[tuple[Telling, TimeRef, TimeRef]]:
    """Yield the pairs of dates that "from ... to ..." or a dash joins."""
    signs = story.wording.signs
    for telling in story.tellings:
        for left, right in pairwise(telling.times):
            if not (_placed(left) and _placed(right)) or _width(left) != _width(right):
                continue
            between = [w for w in telling.words if left.span.end <= w.start < right.span.start]
            # "4-1" behind a month is a score as often as a stretch of days.
            bare = not any(letter.isalpha() for letter in right.span.of(story.text)) and _width(right) < 2
            joined = len(between) == 1 and between[0].text in DASHES and not bare
            if not joined and 1 <= len(between) <= 2 and any(signs["until"].find(between)):
                ahead = telling.around(left.span, 3, 0)
                joined = any(hit.last >= len(ahead) - 1 for hit in signs["from"].find(ahead))
            if joined:
                yield telling, left, right


def _placed(time: TimeRef) -> bool:
    return time.earliest is not None and time.latest is not None and not time.impossible and time.type != "SET"


def _width(time: TimeRef) -> int:
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


def _lengths(story: Story, telling: Telling) -> Iterator[Length]:
    """Yield the lengths that a sentence names by a number and a unit; the year of a date is none."""
    for time in telling.times:
        found = LENGTH.fullmatch(time.value)
        if time.type == "DURATION" and found is not None and time.mod is None:
            yield _length(time.span, int(found.group(1)), found.group(2))
    loose = [time.span for time in telling.times if time.type == "DURATION" and time.mod is not None]
    numerals, row = table(story.profile), telling.words
    for at in range(len(row) - 1):
        number = read_number(row, at, numerals)
        if number is None or number.last >= len(row) or number.value > LONGEST:
            continue
        behind = number.last + (row[number.last].text in DASHES and number.last + 1 < len(row))
        for unit in DAYS:
            if story.wording.signs[f"length_{unit}"].at(row, behind) is not None:
                span = Span(row[at].start, row[behind].end)
                if not any(span.overlaps(each) for each in loose):
                    yield _length(span, number.value, unit)
                break


def _length(span: Span, count: float, unit: str) -> Length:
    each, slack = DAYS[unit]
    return Length(span, each * count, max(slack * count if unit == "M" else slack, 1))


@rule("duration-against-dates", severity="warning")
def duration_against_dates(story: Story) -> Iterator[Slip]:
    """The length that a sentence gives does not fit the two dates between which it lies."""
    for telling, start, end in _ranges(story):
        if start.earliest is None or end.earliest is None or end.earliest < start.earliest or _width(start) > 2:
            continue
        if telling.marks & {"wrong", "if", "moved", "not"}:
            continue
        between = (end.earliest - start.earliest).days
        for length in _lengths(story, telling):
            if any(time.overlaps(length.span) for time in (start.span, end.span)) or not _near(
                telling, length, start, end
            ):
                continue
            if abs(between - length.days) > length.slack + {0: 1, 1: 62, 2: 366}[_width(start)]:
                facts: dict[str, str | int | float] = {
                    "length": story.said(length.span),
                    "start": story.said(start.span),
                    "end": story.said(end.span),
                    "days": between + 1,
                }
                yield Slip((length.span, start.span, end.span), facts, confidence=0.75)
                break


def _near(telling: Telling, time: Length, start: TimeRef, end: TimeRef) -> bool:
    low, high = (
        (time.span.end, start.span.start) if time.span.end <= start.span.start else (end.span.end, time.span.start)
    )
    return sum(1 for w in telling.words if low <= w.start < high and w.is_word) <= 9


@rule("gap-against-dates", severity="warning")
def gap_against_dates(story: Story) -> Iterator[Slip]:
    """“Two weeks after” does not fit the two dates that stand in the same sentence."""
    signs = story.wording.signs
    for telling in story.tellings:
        days = [time for time in telling.times if _placed(time) and _width(time) == 0 and explicit(story, time)]
        if len(days) != 2 or telling.marks & {"wrong", "if", "moved", "not"}:
            continue
        first, second = sorted(days, key=lambda time: time.earliest or date.min)
        for length in _lengths(story, telling):
            beside = telling.around(length.span, 1, 2)
            if not (any(signs["after"].find(beside)) or any(signs["before"].find(beside))):
                continue
            between = ((second.earliest or date.min) - (first.earliest or date.min)).days
            if abs(between - length.days) > length.slack + (1 if length.days > 6 else 0):
                facts: dict[str, str | int | float] = {
                    "words": story.said(length.span),
                    "start": story.said(first.span),
                    "end": story.said(second.span),
                    "days": between,
                }
                yield Slip((length.span, first.span, second.span), facts, confidence=0.7)
                break


@rule("future-as-past", severity="warning")
def future_as_past(story: Story) -> Iterator[Slip]:
    """Something dated after the day of publication is told as if it had happened.

    Silent where the text bears no date, and beside words that look ahead (will, planned, until, expected).
    """
    published = story.reading.article.published
    if published is None:
        return
    signs = story.wording.signs
    for telling in story.tellings:
        if telling.marks & {"moved", "if", "wrong"}:
            continue
        for time in telling.times:
            if time.earliest is None or time.earliest <= published or not explicit(story, time) or _width(time) > 1:
                continue
            if str(time.earliest.year) not in time.span.of(story.text) and (time.earliest - published).days > 100:
                continue
            near, ahead = telling.around(time.span, 12, 10), telling.around(time.span, AHEAD, 0)
            if any(signs["future"].find((*ahead, *near))):
                continue
            if _told_as_past(story, telling, time, near):
                facts = {"date": story.said(time.span), "published": published.isoformat()}
                far = (time.earliest - published).days > FAR_AHEAD
                yield Slip((time.span,), facts, confidence=0.75, severity="note" if far else None)


def _told_as_past(story: Story, telling: Telling, time: TimeRef, near: tuple[Word, ...]) -> bool:
    if any(story.wording.signs["past"].find(near)):
        return True
    keys = [plain(word.lower) for word in telling.words]
    first = sum(1 for word in telling.words if word.start < time.span.start)
    last = sum(1 for word in telling.words if word.start < time.span.end)
    return tense_at(keys, first, last, vocabulary(story.profile)) == "past"
