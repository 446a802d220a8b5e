"""Days of the week that a text ties to a date without writing them beside it: “that Thursday”, “fell on a Sunday”."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from merilo.findings.story import Story, Telling
from merilo.findings.told.happenings import explicit
from merilo.model import Span, TimeRef
from merilo.text.lexicon import Lexicon
from merilo.text.words import Word

BACK = 2  # sentences before "that Thursday" in which its date may stand
FAR = 6  # words from a date to "fell on" and the like
NEAR = 3  # words from there to the day of the week
BETWEEN = 2  # words between "that" and the day: "that supposedly unlucky Friday"
SATURDAY = 6


@dataclass(frozen=True, slots=True)
class Tied:
    """A day of the week at `span` (1 is Monday; a day of work in general is 0), and the date it is told of."""

    span: Span
    number: int
    time: TimeRef


@dataclass(frozen=True, slots=True)
class _Named:
    """A day of the week among the words of a sentence, from word to word; `bare` in the form of the dictionary."""

    first: int
    last: int
    number: int
    bare: bool


def tied_days(story: Story) -> Iterator[Tied]:
    """Yield the days of the week that are told of a date, whether they fit or not."""
    for telling in story.tellings:
        for named in _named(story, telling):
            span = Span(telling.words[named.first].start, telling.words[named.last - 1].end)
            if any(time.written and time.weekday is not None and time.span.overlaps(span) for time in telling.times):
                continue
            time = (
                _fell_on(story, telling, named)
                or _evening_before(story, telling, named)
                or _that_day(story, telling, named)
                or _it_was(story, telling, named)
            )
            if time is not None:
                yield Tied(span, named.number, time)
        yield from _by_adjective(story, telling)
        yield from _days_of_work(story, telling)


def _named(story: Story, telling: Telling) -> Iterator[_Named]:
    forms = Lexicon({form: at for at, row in enumerate(story.wording.given.days, 1) for form in row})
    bare = [set(row[:1]) for row in story.wording.given.days]
    for hit in forms.find(telling.words):
        written = " ".join(word.lower for word in telling.words[hit.first : hit.last])
        yield _Named(hit.first, hit.last, hit.entry, written in bare[hit.entry - 1])


def _days(story: Story, telling: Telling) -> list[TimeRef]:
    """The days that a sentence writes out, without the day of the week."""
    return [t for t in telling.times if t.written and explicit(story, t) and t.earliest == t.latest]


def _place(telling: Telling, time: TimeRef) -> tuple[int, int]:
    """The first word of a time and the one behind its last."""
    first = sum(1 for word in telling.words if word.end <= time.span.start)
    return first, first + sum(1 for word in telling.words if time.span.holds(word.span))


def _ahead(story: Story, telling: Telling, named: _Named) -> tuple[TimeRef, Sequence[Word]] | None:
    """The last date before a day of the week in its sentence, with the words between them."""
    places = [(_place(telling, time)[1], time) for time in _days(story, telling)]
    before = [(last, time) for last, time in places if last <= named.first]
    if not before or before[-1][1].weekday is not None:
        return None
    return before[-1][1], telling.words[before[-1][0] : named.first]


def _fell_on(story: Story, telling: Telling, named: _Named) -> TimeRef | None:
    """“1 May falls on a Sunday”, “13 October was a Friday”."""
    found = _ahead(story, telling, named)
    if found is None:
        return None
    time, between = found
    for sign, near in (("falls_on", NEAR), ("day_was", 0)):
        if sign == "day_was" and not named.bare:
            continue
        for hit in story.wording.signs[sign].find(between):
            behind = between[hit.last :]
            if hit.first <= FAR and len(behind) <= near and all(word.is_word for word in behind):
                return time
    return None


def _evening_before(story: Story, telling: Telling, named: _Named) -> TimeRef | None:
    """“On Tuesday evening, on 17 September”: the date stands right behind, after a comma."""
    row, days = telling.words, _days(story, telling)
    span = row[named.first].span
    whole = next((t for t in telling.times if t.type == "TIME" and t.weekday and t.span.overlaps(span)), None)
    if whole is None or whole.written:
        return None
    first = _place(telling, whole)[1]
    for time in days:
        between = row[first : _place(telling, time)[0]]
        if between and between[0].text == "," and len(between) <= 2 and time.weekday is None:
            return time
    return None


def _that_day(story: Story, telling: Telling, named: _Named) -> TimeRef | None:
    """“That Thursday”, in the sentence of the date or in the next ones, where no other day stands in between."""
    row = telling.words
    ahead = row[max(0, named.first - NEAR - 1) : named.first]
    told = any(
        len(ahead) - hit.last <= BETWEEN and all(w.is_word and w.lower not in _joints(story) for w in ahead[hit.last :])
        for hit in story.wording.signs["that_day"].find(ahead)
    )
    if not told and not _opens_with_that(story, row, named):
        return None
    near = [t for each in story.tellings[max(0, telling.index - BACK) : telling.index + 1] for t in each.times]
    start = row[named.first].start
    near = [t for t in near if t.earliest and t.earliest == t.latest and t.type == "DATE" and t.span.end <= start]
    near = [t for t in near if not t.span.holds(row[named.first].span)]
    if not near or near[-1].weekday is not None or not (near[-1].written and explicit(story, near[-1])):
        return None
    if telling.span.holds(near[-1].span):
        return near[-1]
    others = any(t.earliest and t.earliest.isoweekday() == named.number for t in near)
    return None if others else near[-1]


def _joints(story: Story) -> frozenset[str]:
    return frozenset(story.wording.given.day_after) | frozenset(story.wording.given.signs["in"])


def _opens_with_that(story: Story, row: Sequence[Word], named: _Named) -> bool:
    """“That Friday” opens the sentence, or “, that supposedly unlucky Friday” stands behind a comma."""
    that = frozenset(story.wording.given.signs["that_day_open"])
    for at in range(max(0, named.first - NEAR), named.first):
        between = row[at + 1 : named.first]
        if row[at].lower in that and (at == 0 or row[at - 1].text in ",–—("):
            return all(word.is_word for word in between)
    return False


def _it_was(story: Story, telling: Telling, named: _Named) -> TimeRef | None:
    """“It was a Saturday”: a sentence that opens so and has no date of its own is of the one before."""
    row = telling.words[: named.first]
    if telling.index == 0 or not named.bare or len(row) > NEAR or _days(story, telling):
        return None
    if not any(hit.last == len(row) for hit in story.wording.signs["day_was"].find(row)):
        return None
    before = story.tellings[telling.index - 1]
    days = _days(story, before)
    alone = len(days) == 1 and days[0].weekday is None and not any(t.weekday for t in before.times)
    return days[0] if alone else None


def _by_adjective(story: Story, telling: Telling) -> Iterator[Tied]:
    """«12 июня, субботним утром»: an adjective of the day of the week with a part of the day, behind the one date."""
    rows = story.wording.given.day_adjectives
    days = _days(story, telling)
    if not rows or len(days) != 1 or days[0].weekday is not None:
        return
    at = _place(telling, days[0])[1]
    forms = Lexicon({form: number for number, row in enumerate(rows, 1) for form in row})
    for hit in forms.find(telling.words):
        behind = telling.words[hit.last : hit.last + BETWEEN]
        if at <= hit.first <= at + FAR and any(story.wording.signs["part_of_a_day"].find(behind)):
            yield Tied(telling.words[hit.first].span, hit.entry, days[0])


def _days_of_work(story: Story, telling: Telling) -> Iterator[Tied]:
    """“19 September, a working day,” which was a Saturday."""
    row = telling.words
    for time in _days(story, telling):
        at = _place(telling, time)[1]
        hit = story.wording.signs["workday"].at(row, at + 1) if at + 1 < len(row) and row[at].text == "," else None
        closed = hit is not None and (hit.last == len(row) or not row[hit.last].is_word)
        if hit is not None and closed and time.weekday is None:
            yield Tied(Span(row[hit.first].start, row[hit.last - 1].end), 0, time)


def fits(tied: Tied, day: date) -> bool:
    """Say whether the day of the week is that of the date."""
    return day.isoweekday() == tied.number if tied.number else day.isoweekday() < SATURDAY
