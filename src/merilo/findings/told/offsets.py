"""“A week later, on 24 September”: how far a date lies from another one, told right beside it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from merilo.findings.story import Story, Telling
from merilo.findings.told.stretches import DAYS
from merilo.model import Span, TimeRef
from merilo.text.numerals import read_number, table
from merilo.text.words import Word

LITTLE = 3  # letters: “on”
LONGEST = 7  # words that tell the step
MOST = 400  # of a unit
REACH = 10  # words from a step that opens a sentence to its date
THING = 2  # words behind "two weeks after" that may name what was told before
ROOM = {"D": 1.0, "W": 2.0, "M": 5.0, "Y": 45.0}  # days by which a step of one such unit may be off


@dataclass(frozen=True, slots=True)
class Offset:
    """A step of so many days (before a date: fewer than none) to the date that stands beside it."""

    span: Span
    days: float
    room: float


def offset_of(story: Story, telling: Telling, time: TimeRef) -> Offset | None:
    """Return the step told right ahead of a date, or right behind it between commas."""
    day = _next_day(story, telling, time)
    if day is not None:
        return day
    for row in (_ahead(story, telling, time), _behind(story, telling, time)):
        found = _read(story, telling, row) if row else None
        if found is not None:
            return found
    return None


def opening_step(story: Story, telling: Telling, time: TimeRef) -> Offset | None:
    """“Ten days after that they played in Vienna, on 26 July”: the step opens the sentence, its date is later."""
    row = list(_telling_words(story, iter(telling.words)))
    if not row or row[-1].end > time.span.start:
        return None
    if sum(1 for w in telling.words if row[-1].end <= w.start < time.span.start) > REACH:
        return None
    return _read(story, telling, row)


def step_after_that(story: Story, telling: Telling, time: TimeRef, earlier: Sequence[TimeRef]) -> Offset | None:
    """“On 3 July, two weeks after the fall, ...”, where the sentence of the date before has told of the fall."""
    after = [w for w in telling.words if w.start >= time.span.end]
    if not earlier or not after or after[0].text != ",":
        return None
    row = list(_telling_words(story, iter(after[1:])))
    of = after[len(row) + 1 : len(row) + 1 + THING]
    told = story.holding(earlier[-1].span)
    stems = story.stems_of([word for word in of if word.is_word])
    if told is None or told is telling or not stems & story.stems_of(told.words):
        return None
    return _read(story, telling, row)


def _next_day(story: Story, telling: Telling, time: TimeRef) -> Offset | None:
    """“The next day, 6 March”: the words for it stand right before the date."""
    before = [w for w in telling.words if w.end <= time.span.start]
    if before and before[-1].is_word and before[-1].lower in story.wording.stop and len(before[-1].text) < LITTLE:
        before.pop()
    if before and before[-1].text in (",", "–", "—", "-", "("):
        before.pop()
    row = before[-LONGEST:]
    for hit in story.wording.signs["next_day"].find(row):
        if hit.last == len(row):
            return Offset(Span(row[hit.first].start, row[-1].end), 1, 0)
    return None


def _ahead(story: Story, telling: Telling, time: TimeRef) -> list[Word]:
    before = [w for w in telling.words if w.end <= time.span.start]
    if before and _is_little(story, before[-1]):
        before.pop()  # "on 12 May", „през 2001 г.“
    if before and before[-1].text in (",", "–", "—", "-"):
        before.pop()
    return list(reversed(list(_telling_words(story, reversed(before)))))


def _is_little(story: Story, word: Word) -> bool:
    """A preposition of a date; a longer one that reckons from it („пред“) is none."""
    reckons = any(story.wording.signs[sign].at((word,), 0) for sign in ("after", "before"))
    room = LITTLE if reckons else LITTLE + 1
    return word.is_word and word.lower in story.wording.stop and len(word.text) <= room


def _behind(story: Story, telling: Telling, time: TimeRef) -> list[Word]:
    after = [w for w in telling.words if w.start >= time.span.end]
    if not after or after[0].text != ",":
        return []
    row = list(_telling_words(story, iter(after[1:])))
    end = len(row) + 1
    return row if end < len(after) and after[end].text in ",.;" else []


def _telling_words(story: Story, row: Iterator[Word]) -> Iterator[Word]:
    """Yield the words, from the date on, of which a step may consist: numbers, units, "later", little words."""
    numerals, lists = table(story.profile), story.wording.given.signs
    names = ("after", "before", "exactly", "kind_of_time", *(f"length_{unit}" for unit in DAYS))
    known = {part for name in names for entry in lists[name] for part in entry.split()}
    for count, word in enumerate(row):
        number = word.text.isdecimal() or word.lower in numerals.values
        if word.text == "-":
            continue  # «по-късно»
        if count >= LONGEST or not word.text[0].isalnum():
            return
        if not (word.lower in known or number or word.lower in story.wording.stop):
            return
        yield word


def _read(story: Story, telling: Telling, row: list[Word]) -> Offset | None:
    signs, numerals = story.wording.signs, table(story.profile)
    after, before = any(signs["after"].find(row)), any(signs["before"].find(row))
    if after == before:
        return None
    for at in range(len(row)):
        unit = next((each for each in DAYS if signs[f"length_{each}"].at(row, at) is not None), None)
        if unit is None:
            continue
        start = next((first for first in range(at) if _number(row, first, at, story) is not None), None)
        count = 1.0 if start is None else _number(row, start, at, story)
        first = at if start is None else start
        if start is None and not _one(story, telling, row, at, unit):
            return None
        if count is None or not 0 < count <= MOST:
            return None
        if any(read_number(row, other, numerals) for other in range(at + 1, len(row))):
            return None
        days = count * DAYS[unit][0] * (1 if after else -1)
        room = ROOM[unit] * (count if unit == "M" else 1) if count > 1 or unit != "D" else 0.0
        return Offset(Span(row[min(first, 0)].start, row[-1].end), days, room)
    return None


def _number(row: list[Word], at: int, last: int, story: Story) -> float | None:
    number = read_number(row, at, table(story.profile))
    return number.value if number is not None and number.last == last and not number.about else None


def _one(story: Story, telling: Telling, row: list[Word], at: int, unit: str) -> bool:
    """A unit without a number is one of it where it begins the clause, or follows "after": „tjedan dana poslije“."""
    if unit == "D":
        return False
    signs = (story.wording.signs["after"], story.wording.signs["before"])
    if any(hit.last == at for sign in signs for hit in sign.find(row[:at])):
        return True
    ahead = [w for w in telling.words if w.end <= row[at].start]
    return not ahead or not ahead[-1].is_word or (row[at - 1].lower in story.wording.stop and at <= LITTLE)
