"""What would show that a promise was kept: its measure and where it began, its last day or term, who is to do it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

import regex

from merilo.dates.calendar import plus_days, plus_months
from merilo.model import Quantity, Reading, Span, TimeRef
from merilo.pledges.lists import Words, word_list
from merilo.resources import profile
from merilo.text.lexicon import Lexicon
from merilo.text.words import Word, words

# A length of time of TIMEX3 in one unit.
LENGTH = regex.compile(r"P(T?)(\d+)([YQMWDH])")
DAYS = {"Y": 365, "Q": 91, "M": 30, "W": 7, "D": 1}
MONTHS = {"Y": 12, "Q": 3, "M": 1}
# A shorter time to do something in is how well it is to be done ("within 48 hours of a report"), not a term.
SHORTEST_TERM = 60
BESIDE = 3  # words that what stands before a time may have
FARTHEST = 5  # words that may stand between "from 20" and "to 14"
LONGEST_SUBJECT = 9
LONG_ENOUGH = 6  # letters of a verb that its future has grown into; shorter words only look so


@dataclass(frozen=True, slots=True)
class Pledge:
    """One promise: its span, and what would show that it was kept.

    `measure` is the figure that counts what is promised, else a length of time (its `noun` is then the unit of time);
    `baseline` what the text says it is now. `deadline` is the last day by which it was promised, `term` the time that
    whoever promises it gives himself from when he takes office, as a TIMEX3 duration ("P18M"). `body` is who is named
    as the one to do it. Each is None where the text does not say. A promise with neither measure nor deadline nor term
    is `vague`: nobody could tell whether it was kept.
    """

    span: Span
    measure: Quantity | None = None
    deadline: date | None = None
    body: Span | None = None
    baseline: Quantity | None = None
    term: str | None = None

    @property
    def vague(self) -> bool:
        """Say whether nothing in it could be measured or dated."""
        return self.measure is None and self.deadline is None and self.term is None

    def due(self, since: date | None) -> date | None:
        """Return the last day to keep it, where a term counts from the day on which whoever promised it took office."""
        found = LENGTH.fullmatch(self.term) if self.term else None
        if self.deadline or found is None or since is None:
            return self.deadline
        count = int(found[2])
        return (
            plus_months(since, MONTHS[found[3]] * count)
            if found[3] in MONTHS
            else plus_days(since, DAYS[found[3]] * count)
        )


def detailed(span: Span, reading: Reading) -> Pledge:
    """Return the promise of a stretch with all that would show whether it was kept."""
    article = reading.article
    seen = word_list(profile(article.language, article.script))
    row = words(article.text, span)
    times = [each for each in reading.times if span.holds(each.span)]
    term = next((each for each in times if _is_term(each, row, seen)), None)
    before, measure = _figures(span, row, times, term, reading, seen)
    deadline = _deadline(times, row, article.published, seen)
    return Pledge(span, measure, deadline, _body(row, times, reading, seen), before, _term(term))


def _figures(
    span: Span, row: Sequence[Word], times: Sequence[TimeRef], term: TimeRef | None, reading: Reading, seen: Words
) -> tuple[Quantity | None, Quantity | None]:
    """Return what is now and what is promised, each None where the text does not say."""
    figures = [
        each
        for each in reading.quantities
        if span.holds(each.span) and not any(time.span.overlaps(each.span) for time in times)
    ]
    for old, new in pairwise(figures):
        between = [word for word in row if old.span.end <= word.start < new.span.start]
        if len(between) <= FARTHEST and _behind(row, old.span, seen.old) and _behind(row, new.span, seen.new):
            return old, new
    counted = [each for each in figures if each.unit or each.noun or each.bound != "exact"]
    lengths = [made for each in times if each is not term and (made := _length(each, reading.article.text)) is not None]
    return None, next(iter((*counted, *lengths, *figures)), None)


def _behind(row: Sequence[Word], span: Span, lexicon: Lexicon[bool]) -> bool:
    """Say whether one of the words stands right before a stretch."""
    at = next((at for at, word in enumerate(row) if word.end > span.start), len(row))
    return any((hit := lexicon.at(row, first)) is not None and hit.last == at for first in range(max(0, at - 2), at))


def _counted(time: TimeRef) -> regex.Match[str] | None:
    """Return the length of a time, and of the time from now ("in 30 days"), where it is one."""
    counted = time.value if time.type in ("DURATION", "SET") else (time.offset or "").removeprefix("+")
    return LENGTH.fullmatch(counted)


def _length(time: TimeRef, text: str) -> Quantity | None:
    found = _counted(time)
    if found is None or (found[2] == "1" and time.type == "SET"):
        return None
    last = [word for word in words(text, time.span) if word.is_word]
    return Quantity(time.span, float(found[2]), noun=last[-1].span if last else None)


def _is_term(time: TimeRef, row: Sequence[Word], seen: Words) -> bool:
    found = _counted(time) if time.type != "SET" else None
    if found is None or found[1] or int(found[2]) * DAYS[found[3]] < SHORTEST_TERM:
        return False
    return time.type == "DATE" or _near(row, time.span, seen.within)


def _term(time: TimeRef | None) -> str | None:
    found = None if time is None else _counted(time)
    return None if found is None else found.group()


def _near(row: Sequence[Word], span: Span, lexicon: Lexicon[bool]) -> bool:
    """Say whether one of the words stands in a stretch, right before it or a word or two behind it."""
    first = next((at for at, word in enumerate(row) if word.end > span.start), len(row))
    last = next((at for at, word in enumerate(row) if word.start >= span.end), len(row))
    hits = (lexicon.at(row, at) for at in range(max(0, first - BESIDE), min(len(row), last + 2)))
    return any(hit is not None and hit.last >= first for hit in hits)


def _deadline(times: Sequence[TimeRef], row: Sequence[Word], published: date | None, seen: Words) -> date | None:
    """Return the last day that the point names, unless it lies before the programme, only begins it, or comes again."""
    again = any(seen.yearly.at(row, at) for at in range(len(row)))
    days = [
        time.latest
        for time in times
        if time.latest and time.type in {"DATE", "TIME"} and not time.offset and not _behind(row, time.span, seen.after)
        if not (again and (time.written is None or time.written[0] is None))
    ]
    later = [day for day in days if published is None or day > published]
    return max(later, default=None)


def _body(row: Sequence[Word], times: Sequence[TimeRef], reading: Reading, seen: Words) -> Span | None:
    """Return who is to do it: the subject, if it is a body or an office, or whoever it is done by."""
    bodies = [each.span for each in reading.mentions if each.type == "ORG"]
    for at in range(len(row)):
        hit = seen.agents.at(row, at)
        if hit is not None and (doer := _doer(row[hit.last :], bodies, seen)):
            return doer
    first = _beginning(row, times)
    to_come = next((at for at in range(first, len(row)) if _is_future(row, at, seen)), None)
    if to_come is None:
        return _doer(row[first : first + 1], bodies, seen)
    if to_come - first > LONGEST_SUBJECT or _we(row[first : to_come + 3], seen):
        return None
    subject = row[first:to_come]
    if not subject or subject[0].lower in seen.objects or _doer(subject, bodies, seen) is None:
        return None
    skip = 1 if subject[0].lower in ("the", "a", "an") and len(subject) > 1 else 0
    return Span(subject[skip].start, subject[-1].end)


def _beginning(row: Sequence[Word], times: Sequence[TimeRef]) -> int:
    """Return where the point begins behind a time that opens it ("By the end of 2028, ...")."""
    for time in times:
        last = next((at for at, word in enumerate(row) if word.start >= time.span.end), len(row))
        first = next((at for at, word in enumerate(row) if word.end > time.span.start), 0)
        if first <= 2:
            while last < len(row) and not row[last].is_word:
                last += 1
            return last
    return 0


def _is_future(row: Sequence[Word], at: int, seen: Words) -> bool:
    """Say whether a word tells what is to come, or is the infinitive of a headline ("The council to open ...")."""
    lower = row[at].lower
    if seen.future.at(row, at) is not None or (len(lower) >= LONG_ENOUGH and lower.endswith(seen.grown)):
        return True
    return lower in seen.infinitive and any(True for _ in seen.doers.find(row[:at]))


def _we(row: Sequence[Word], seen: Words) -> bool:
    return any(word.lower in seen.ours or (len(word.lower) > 4 and word.lower.endswith(seen.ours)) for word in row)


def _doer(row: Sequence[Word], bodies: Sequence[Span], seen: Words) -> Span | None:
    """Return the body or office that a row of words begins with, or None."""
    for at, word in enumerate(row[:3]):
        for body in bodies:
            if body.start == word.start:
                return body
        if hit := seen.doers.at(row, at):
            return Span(word.start, row[hit.last - 1].end)
        if word.lower in seen.objects:
            return None
    return None
