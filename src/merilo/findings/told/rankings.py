"""What the words say of one number against others: the most, the least, and what follows in a list."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from merilo.findings.story import Story, Telling
from merilo.findings.told.parts import words_between
from merilo.model import Quantity, Span
from merilo.text.words import Word

REACH = 9  # words from a superlative to its number
OPENING = 4  # words of a sentence in which "it is followed by" may stand
APART = 10  # words between the numbers of one list
LARGE = 1000  # a number from here on may leave its unit to the one before
FEW = 3
HOURS, MINUTES = 24, 60
OWN = 2  # words from a number to a superlative that goes with it
ALIKE = 25  # times; numbers farther apart count two things

Rank = Literal["most", "least", "either"]
# Of a superlative that no list knows it is not said which end it means: "the nearest", "the coldest".
RANKS: tuple[tuple[str, Rank], ...] = (
    ("most", "most"), ("least", "least"), ("first", "most"), ("superlative", "either"),
)  # fmt: skip
# 2:01.46 and 1:12:03,5 are times of a race; 12:30 is the time of day as often.
RACE_TIME = re.compile(r"(?<![\d:.,])(?:(\d{1,2}):)?(\d{1,2}):(\d\d)(?:[.,](\d{1,2}))?(?![\d:])")


@dataclass(frozen=True, slots=True)
class Ranked:
    """A number that is said to be the most or the least of a list, or either, and the other numbers of the list."""

    telling: Telling
    rank: Rank
    quantity: Quantity
    others: tuple[Quantity, ...]


@dataclass(frozen=True, slots=True)
class RaceTime:
    """How long somebody took, in seconds."""

    span: Span
    seconds: float


def race_times(story: Story, telling: Telling) -> Iterator[RaceTime]:
    """Yield the times of a race in a sentence: with hundredths, or with hours, minutes and seconds."""
    for found in RACE_TIME.finditer(story.text, telling.span.start, telling.span.end):
        hours, minutes, seconds, part = found.groups()
        if hours is not None or part is not None:
            whole = int(hours or 0) * 3600 + int(minutes) * 60 + int(seconds)
            yield RaceTime(Span(found.start(), found.end()), whole + float(f"0.{part or 0}"))


def ranked(story: Story, telling: Telling) -> Iterator[Ranked]:
    """Yield the numbers of a sentence that a superlative ranks, each with the numbers that it is ranked against."""
    row = [q for q in telling.quantities if q.high is None and q.bound in ("exact", "about", "at-least")]
    known: set[int] = set()
    for sign, rank in RANKS:
        for hit in story.wording.signs[sign].find(telling.words):
            if rank == "either" and hit.first in known:
                continue
            known.add(hit.first)
            last = telling.words[hit.last - 1]
            after = telling.words[hit.last] if hit.last < len(telling.words) else None
            if after is not None and after.text[0].isdecimal():
                continue  # "at least 60": the word is of the number itself
            own = next((q for q in row if q.span.start >= last.end), None)
            if own is None or own.bound == "at-least" or _is_a_time_of_day(story, telling, own):
                continue
            between = telling.between(last.end, own.span.start)
            if len([w for w in between if w.is_word]) > REACH or any(w.text in ".;:!?" for w in between):
                continue
            if own is not row[0] and _behind_its_own(telling, row[row.index(own) - 1], hit.first, between):
                continue
            if sign == "first" and (own.value <= FEW or own.unit is not None):
                continue  # the first in a race has the shortest time, and the first of three is no rank
            # The youngest is 17 years old, whatever the next sentence counts.
            aged = any(story.wording.signs[sign].at(telling.words, hit.first) for sign in ("oldest", "youngest"))
            listed = (*_beside(story, telling, row, own), *(() if aged else _in_the_next(story, telling, row, own)))
            others = tuple(
                each
                for each in listed
                if each.span.start > own.span.start
                # "98 million, seven million less than the year before"
                and not any(story.wording.signs["exceeding"].find(_next_word(telling, each)))
            )
            if others:
                yield Ranked(telling, rank, own, others)


def _is_a_time_of_day(story: Story, telling: Telling, quantity: Quantity) -> bool:
    """ "It was strongest from 16 and 25 to 16 and 40", as clocks are told in some languages."""
    behind = telling.around(quantity.span, 0, 2)
    joined = len(behind) == OWN and story.wording.signs["and"].at(behind, 0) is not None and behind[1].text.isdecimal()
    return joined and quantity.value < HOURS and int(behind[1].text) < MINUTES


def _next_word(telling: Telling, quantity: Quantity) -> tuple[Word, ...]:
    return telling.around(quantity.span, 0, 1)


def _behind_its_own(telling: Telling, before: Quantity, at: int, between: Sequence[Word]) -> bool:
    """The superlative goes with the number ahead of it: "58 per cent fear prices most, and 49 the rent"."""
    ahead = [word for word in telling.words[:at] if word.start >= before.span.end]
    near = len(ahead) <= OWN and not any(word.text in ",;:–—" for word in ahead)
    return near and any(word.text in ",;" for word in between)


def least_first(story: Story, telling: Telling) -> bool:
    """Say whether a list may go from the least to the most: "the coldest was Holm with 11, followed by ... 14"."""
    signs = story.wording.signs
    most = {hit.first for hit in signs["most"].find(telling.words)}
    return any(hit.first not in most for sign in ("least", "superlative") for hit in signs[sign].find(telling.words))


def _beside(story: Story, telling: Telling, row: Sequence[Quantity], own: Quantity) -> tuple[Quantity, ...]:
    """The numbers of the list in which one stands: each close to the next, and counting the same."""
    found: list[Quantity] = []
    at = row.index(own)
    for step, side in ((1, row[at + 1 :]), (-1, row[:at][::-1])):
        last = own
        for other in side:
            first, second = (last, other) if step > 0 else (other, last)
            if _parted(story, telling, first, second) or _out_of(story, telling, first, second):
                break
            if words_between(telling, first.span, second.span) > APART or not alike(story, telling, own, other):
                break
            found.append(other)
            last = other
    return tuple(found)


def _out_of(story: Story, telling: Telling, left: Quantity, right: Quantity) -> bool:
    """ "10 of 31": the second number is of all of them."""
    between = telling.between(left.span.end, right.span.start)
    return (
        bool(between)
        and any(hit.last == len(between) for hit in story.wording.signs["of"].find(between[-2:]))
        and len(between) <= 2
    )


def _parted(story: Story, telling: Telling, left: Quantity, right: Quantity) -> bool:
    """A semicolon stands between two numbers, and no "followed by" behind it."""
    between = telling.between(left.span.end, right.span.start)
    at = next((place for place, w in enumerate(between) if w.text == ";"), None)
    return at is not None and not any(hit.first <= 1 for hit in story.wording.signs["followed"].find(between[at + 1 :]))


def _in_the_next(story: Story, telling: Telling, row: Sequence[Quantity], own: Quantity) -> tuple[Quantity, ...]:
    """The numbers of the next sentence, where that goes on with who follows the one that ends this one."""
    if telling.index + 1 == len(story.tellings) or row[-1] is not own:
        return ()
    following = story.tellings[telling.index + 1]
    if not any(story.wording.signs["followed"].find(following.words[:OPENING])):
        return tuple(_named_alone(story, following, own))
    return tuple(q for q in following.quantities if q.high is None and alike(story, following, own, q))


def _named_alone(story: Story, following: Telling, own: Quantity) -> Iterator[Quantity]:
    """ "Thorn has 11, Pike 23": names with bare numbers, which go on with what was counted before."""
    if own.noun is None and own.unit is None:
        names = [m.span.start for m in following.mentions]
        for quantity in following.quantities:
            ahead = following.around(quantity.span, OPENING - 1, 0)
            named = any(word.start in names or (word.is_capital and at) for at, word in enumerate(ahead))
            if named and quantity.unit is None and quantity.noun is None and quantity.high is None:
                yield quantity


def alike(story: Story, telling: Telling, own: Quantity, other: Quantity) -> bool:
    """Say whether two numbers of a list count the same: one unit, and no two nouns."""
    if not own.value or not other.value:
        return False
    if own.unit != other.unit and not (other.unit is None and own.unit and other.value >= LARGE):
        return False
    if max(own.value, other.value) > ALIKE * min(own.value, other.value):
        return False
    ours, theirs = (_noun(story, telling, each) for each in (own, other))
    return ours is None or theirs is None or ours == theirs


def _noun(story: Story, telling: Telling, quantity: Quantity) -> str | None:
    """The stem of what is counted, where the word stands right behind the number and is no name."""
    if quantity.noun is None or quantity.unit is not None:
        return None
    first = telling.around(quantity.span, 0, 1)
    if not first or first[0].lower in story.wording.stop or first[0].is_capital:
        return None
    return story.wording.stem(quantity.noun.of(story.text).lower().split()[-1])
