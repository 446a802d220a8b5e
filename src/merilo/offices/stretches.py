"""Stretches of a sentence that may tell when an office was held: "from 2016 to 2020", "since May", „во два мандати“."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from merilo.model import Span, Term, TimeRef
from merilo.offices.office_words import TermWords
from merilo.text.lexicon import Lexicon
from merilo.text.numerals import read_number, table
from merilo.text.words import Word

DASHES = frozenset("-–—")
LEAD = 4  # words of the longest entry that opens a stretch („до крајот на“ stands inside the date)
FILL = 1  # words between "took office" and its date
ROOM = 7  # words between "became" and its date, the office among them
MOST = 9  # times that somebody holds an office at the most
SHORTENED = 2  # letters of a word that a full stop shortens: „2019 г.“
JOINS = 2  # words between the two ends of a stretch


@dataclass(frozen=True, slots=True)
class Stretch:
    """A term by its place in the words of its sentence.

    `verb` is True where "took office" or "resigned" tells it; `becomes` is the place behind "became", 0 where none is.
    """

    first: int
    last: int
    term: Term
    verb: bool = False
    bracketed: bool = False
    becomes: int = 0


def stretches(row: Sequence[Word], times: Sequence[TimeRef], words: TermWords, profile: str) -> list[Stretch]:
    """Return the terms that a sentence may tell, in order, none inside another."""
    places = [(time, *_place(row, time)) for time in times if _is_dated(time)]
    found = [*_ranges(row, places, words)]
    taken = {at for each in found for at in range(each.first, each.last)}
    for time, first, last in places:
        if first not in taken:
            found += _by_one_end(row, time, first, last, words)
    found += _lasting(row, times, words, profile)
    return sorted(found, key=lambda each: each.first)


def _is_dated(time: TimeRef) -> bool:
    dated = time.earliest is not None and time.latest is not None and not time.impossible
    return dated and time.type in ("DATE", "TIME")


def _place(row: Sequence[Word], time: TimeRef) -> tuple[int, int]:
    inside = [at for at, word in enumerate(row) if time.span.overlaps(word.span)]
    return inside[0], inside[-1] + 1


def _ranges(row: Sequence[Word], places: Sequence[tuple[TimeRef, int, int]], words: TermWords) -> Iterator[Stretch]:
    """Yield what two dates bound that "from ... to ..." or a dash joins, from the earlier to the later."""
    for (left, first, end), (right, start, last) in pairwise(places):
        if left.earliest is None or right.latest is None or left.earliest >= right.latest:
            continue
        between = [word for word in row[end:start] if word.text != "."]
        dashed = len(between) == 1 and between[0].text in DASHES
        opened = _before(row, first, words.begin, words.since)
        joined = 1 <= len(between) <= JOINS and opened is not None and words.until.at(between, 0) is not None
        if dashed or joined:
            bracketed = first > 0 and row[first - 1].text == "(" and last < len(row) and row[last].text == ")"
            begin = opened if joined and opened is not None else first
            yield Stretch(begin, last, _term(row, begin, last, left, right), bracketed=bracketed)


def _by_one_end(row: Sequence[Word], time: TimeRef, first: int, last: int, words: TermWords) -> Iterator[Stretch]:
    since, ends = _before(row, first, words.since), _before(row, first, words.ends)
    if since is not None:
        yield Stretch(since, last, _term(row, since, last, time, None))
        return
    if ends is not None:
        yield Stretch(ends, last, _term(row, ends, last, None, time))
        return
    became = _near(row, first, last, words.became, ROOM)
    day = time.earliest == time.latest and time.written is None  # "elected on Tuesday": she begins another day
    if became is not None and not day and (became[1] <= first or became[0] - last <= FILL):
        start, end = min(became[0], first), max(became[1], last)
        yield Stretch(start, end, _term(row, start, end, time, None), verb=True, becomes=became[1])
        return
    for lexicon, begins in ((words.took, True), (words.left, False)):
        hit = _near(row, first, last, lexicon, FILL)
        if hit is not None:
            start, end = min(hit[0], first), max(hit[1], last)
            told = (time, None) if begins else (None, time)
            yield Stretch(start, end, _term(row, start, end, *told), verb=True)
            return


def _near(row: Sequence[Word], first: int, last: int, lexicon: Lexicon[bool], room: int) -> tuple[int, int] | None:
    """Return the place of an entry that `room` words at most part from a date, before it or behind it."""
    for at in range(max(0, first - room - LEAD), min(len(row), last + room + 1)):
        hit = lexicon.at(row, at)
        if hit is None:
            continue
        gap = row[hit.last : first] if hit.last <= first else row[last : hit.first]
        if len(gap) <= room and all(word.is_word for word in gap):
            return hit.first, hit.last
    return None


def _before(row: Sequence[Word], first: int, *lexicons: Lexicon[bool]) -> int | None:
    """Return where an entry begins that ends right before a place."""
    for at in range(max(0, first - LEAD), first):
        if any((hit := each.at(row, at)) is not None and hit.last == first for each in lexicons):
            return at
    return None


def _lasting(row: Sequence[Word], times: Sequence[TimeRef], words: TermWords, profile: str) -> Iterator[Stretch]:
    """Yield how long, or how many times, something lasted: "for four years", „во два мандати“."""
    numerals = table(profile)
    for at in range(len(row) - 1):
        number = read_number(row, at, numerals)
        if number is None or number.last >= len(row) or not 1 <= number.value <= MOST:
            continue
        hit = words.mandates.at(row, number.last)
        if hit is not None and number.value == int(number.value):
            first = _before(row, at, words.lasting)
            first = at if first is None else first
            span = _span(row, first, hit.last)
            yield Stretch(first, hit.last, Term(span, count=int(number.value)))
    for time in times:
        if time.type == "DURATION" and time.value.startswith("P") and time.value.endswith("Y"):
            first, last = _place(row, time)
            lead = _before(row, first, words.lasting)
            if lead is not None:
                yield Stretch(lead, last, Term(_span(row, lead, last), length=time.value))


def _term(row: Sequence[Word], first: int, last: int, begins: TimeRef | None, ends: TimeRef | None) -> Term:
    return Term(_span(row, first, last), begins=begins, ends=ends)


def _span(row: Sequence[Word], first: int, last: int) -> Span:
    if row[last - 1].text == "." and len(row[last - 2].text) > SHORTENED:
        last -= 1  # «по 2018 год.»
    return Span(row[first].start, row[last - 1].end)
