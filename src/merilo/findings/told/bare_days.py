"""Days written without their month, which stands before them: “from 1 to 14 November, and from 15 to 31”."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from merilo.dates.vocabulary import Vocabulary, plain, vocabulary
from merilo.findings.story import Story, Telling
from merilo.model import Span, TimeRef
from merilo.text.words import Word

TENS = (20, 30)
MONTH = re.compile(r"\d{4}-\d\d")
LAST, FIRST = 31, 28  # only days after the 28th may be none of their month
DAY = 7  # words before "the thirty-first" in which "the last day" or "the evening" stands
FULL_STOPS = frozenset(",.;:)!?–—")


@dataclass(frozen=True, slots=True)
class BareDay:
    """The day with the month and year that it takes from the date before it."""

    span: Span
    year: int
    month: int
    day: int


def bare_days(story: Story) -> Iterator[BareDay]:
    """Yield the late days of a month that take it from the text before them, possible or not."""
    month: tuple[int, int] | None = None
    for telling in story.tellings:
        dated = [
            (t.span.end, (t.earliest.year, t.earliest.month)) for t in telling.times if t.earliest and _has_month(t)
        ]
        for span, value in (*_in_ranges(story, telling), *_in_words(story, telling)):
            if any(time.span.overlaps(span) and time.written for time in telling.times):
                continue
            ahead = [known for end, known in dated if end <= span.start]
            known = ahead[-1] if ahead else month
            if known is not None:
                yield BareDay(span, *known, value)
        month = dated[-1][1] if dated else None


def _has_month(time: TimeRef) -> bool:
    return time.type == "DATE" and MONTH.match(time.value) is not None


def _in_ranges(story: Story, telling: Telling) -> Iterator[tuple[Span, int]]:
    """“From 15 to 31”, in figures and without a noun behind them."""
    signs, row = story.wording.signs, telling.words
    for hit in signs["from"].find(row):
        if hit.last + 2 >= len(row) or not row[hit.last].text.isdecimal():
            continue
        first = int(row[hit.last].text)
        until = signs["until"].at(row, hit.last + 1)
        if until is None or until.last >= len(row) or not row[until.last].text.isdecimal():
            continue
        last, behind = int(row[until.last].text), row[until.last + 1 : until.last + 2]
        closed = not behind or behind[0].text in FULL_STOPS
        if closed and 0 < first < last and FIRST < last <= LAST:
            yield Span(row[hit.last].start, row[until.last].end), last


def _in_words(story: Story, telling: Telling) -> Iterator[tuple[Span, int]]:
    """“The last day of November, the thirty-first,”: between commas, and the words before it speak of a day."""
    known, row = vocabulary(story.profile), telling.words
    keys = [plain(word.lower) for word in row]
    for at in range(1, len(row)):
        if row[at - 1].text not in FULL_STOPS:
            continue
        article = any(symbol == "the" for _, symbol, _ in known.at(keys, at))
        value, last = _ordinal(known, keys, at + article)
        closed = last >= len(row) or row[last].text in FULL_STOPS
        if closed and FIRST < value <= LAST and _of_a_day(story, row[max(0, at - 1 - DAY) : at - 1]):
            yield Span(row[at].start, row[last - 1].end), value


def _ordinal(known: Vocabulary, keys: Sequence[str], at: int) -> tuple[int, int]:
    """The rank that begins at a word, and the word behind it: “thirty-first” is a number and an ordinal."""
    if at >= len(keys):
        return 0, at
    found = [(int(value), last) for last, symbol, value in known.at(keys, at) if symbol == "ORDINAL"]
    if found:
        return found[0]
    tens = [(int(value), last) for last, symbol, value in known.at(keys, at) if symbol == "NUMBER" and value in TENS]
    for value, last in tens:
        for start in range(last, min(last + 2, len(keys))):  # with "and", or a hyphen, or neither
            for end, symbol, ones in known.at(keys, start):
                if symbol == "ORDINAL" and 0 < ones < 10:
                    return value + ones, end
    return 0, at


def _of_a_day(story: Story, row: Sequence[Word]) -> bool:
    signs = story.wording.signs
    return any(signs["length_D"].find(row)) or any(signs["part_of_a_day"].find(row))
