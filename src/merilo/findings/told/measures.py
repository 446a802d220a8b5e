"""Measures of one dimension: how many of one unit make another, and whether one amount is told in two of them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from merilo.findings.story import Story
from merilo.findings.told.counts import Count
from merilo.findings.told.matter import apart, shared_stems
from merilo.findings.told.one_thing import given_before
from merilo.findings.told.restated import is_restated, is_such, set_against, stems_within, telling_digits
from merilo.findings.wording import marks
from merilo.model import Quantity, Span
from merilo.text.words import Word

# How many of each are one of the first of its row. Lengths, areas and weights; and the currencies whose rate is fixed
# to the euro by law or held there for years, so that a text which gives both can be held to it.
FAMILIES: tuple[Mapping[str, float], ...] = (
    {"m": 1, "km": 1e-3, "cm": 100, "mm": 1000, "mi": 1 / 1609.344, "ft": 3.28084, "in": 39.3701, "yd": 1.09361},
    {"m2": 1, "m²": 1, "km2": 1e-6, "km²": 1e-6, "ha": 1e-4, "daa": 1e-3, "ar": 0.01, "acre": 2.47105e-4},
    {"kg": 1, "g": 1000, "dag": 100, "mg": 1e6, "q": 0.01, "t": 1e-3, "lb": 2.20462, "oz": 35.274},
    {
        "m3": 1, "m³": 1, "L": 1000, "dL": 1e4, "cL": 1e5, "mL": 1e6, "hL": 10, "gal": 264.172, "bbl": 6.28981,
    },
    {"W": 1000, "kW": 1, "MW": 1e-3, "GW": 1e-6},
    {"kWh": 1, "MWh": 1e-3, "GWh": 1e-6},
    {"MB": 1, "GB": 1e-3, "TB": 1e-6},
    {"s": 3600, "min": 60, "h": 1},
    {"km/h": 1, "m/s": 1 / 3.6, "mph": 0.621371},
    {"EUR": 1, "BAM": 1.95583, "BGN": 1.95583, "MKD": 61.6, "HRK": 7.53},
)  # fmt: skip
WEIGHTS = frozenset({"kg", "g", "t"})
MONEY = frozenset({"EUR", "USD", "GBP", "MKD", "RSD", "HRK", "BAM", "BGN", "ALL", "RUB", "UAH", "CHF", "JPY", "CNY"})
LOOSE = 0.12  # a text rounds when it converts
BRACKET = 2  # a bracket and one word more
TELLING = 2  # digits that two amounts seldom share by chance
ROUND = frozenset("125")  # the first digit of 10, 200, 5,000
NEAR = 3  # sentences
REACH = 12  # amounts behind one, among which the other may stand
AHEAD = 2  # words between an amount and "that is"
NOUGHTS = tuple(10.0**tens for tens in (1, 2, 3, 4))  # by which a wrong conversion is off
SIXTIES = (60.0, 3600.0)  # and one of hours, minutes or seconds
HOURS = re.compile(r"PT(\d+)([HMS])")
CLOCK = {"H": "h", "M": "min", "S": "s"}


def measured(story: Story, found: Sequence[Count]) -> list[Count]:
    """Return the amounts that have a unit, in order, hours and minutes among them; "7 kg and 200 g" is one."""
    row = [each for each in found if each.quantity.unit and each.quantity.unit not in ("%", "pp")]
    row = sorted((*row, *_hours(story)), key=lambda each: each.quantity.span)
    joined: list[Count] = []
    for each in row:
        before = joined[-1] if joined else None
        if before is not None and _goes_on(story, before, each):
            more = (converted(each, before) or 0.0) + before.quantity.value
            span = Span(before.quantity.span.start, each.quantity.span.end)
            joined[-1] = replace(before, quantity=replace(before.quantity, span=span, value=more))
        else:
            joined.append(each)
    return _weighed(story, joined)


def _weighed(story: Story, row: list[Count]) -> list[Count]:
    """Pounds beside kilograms in a bracket are a weight, also in a language with one word for both: „фунти“."""
    for at, (left, right) in enumerate(pairwise(row)):
        between = left.telling.between(left.quantity.span.end, right.quantity.span.start)
        if left.telling is not right.telling or not is_bracketed(between):
            continue
        for place, one, other in ((at, left, right), (at + 1, right, left)):
            if (
                one.quantity.unit == "GBP"
                and other.quantity.unit in WEIGHTS
                and "£" not in story.said(one.quantity.span)
            ):
                row[place] = replace(one, quantity=replace(one.quantity, unit="lb"))
    return row


def _hours(story: Story) -> Iterator[Count]:
    """The lengths of hours, minutes or seconds."""
    for telling in story.tellings:
        for time in telling.times:
            told = HOURS.fullmatch(time.value) if time.type == "DURATION" and time.mod is None else None
            if told is not None:
                clause = telling.clause(time.span)
                quantity = Quantity(time.span, float(told.group(1)), None, CLOCK[told.group(2)])
                about = story.stems_of(clause) & telling.stems
                yield Count(telling, quantity, None, None, about, marks(story.wording, clause))


def _goes_on(story: Story, left: Count, right: Count) -> bool:
    """The right amount is the smaller part of the left one: seven kilograms and two hundred grams."""
    if left.telling.index != right.telling.index:
        return False
    last = left.quantity.span.end
    between = left.telling.between(last, right.quantity.span.start)
    fitting = converted(right, left)
    one = left.quantity.value
    if fitting is None or fitting >= 1 or one != int(one) or {left.quantity.unit, right.quantity.unit} & MONEY:
        return False
    return not between or (len(between) == 1 and any(story.wording.signs["and"].find(between)))


def same_measure(left: str | None, right: str | None) -> bool:
    """Say whether these are two different units of one dimension; percent against percentage points is none."""
    if left is None or right is None or left == right:
        return False
    return {left, right} <= MONEY or any({left, right} <= set(family) for family in FAMILIES)


def converted(left: Count, right: Count) -> float | None:
    """Return what the left amount is in the unit of the right one; None where nothing fixes it."""
    one, other = left.quantity.unit, right.quantity.unit
    family = next((each for each in FAMILIES if one in each and other in each), None)
    if family is None or one is None or other is None or one == other:
        return None
    return left.quantity.value * family[other] / family[one]


def fits(value: float, fitting: float) -> bool:
    """Say whether a converted amount is right but for its rounding."""
    return abs(value - fitting) <= LOOSE * fitting + min(0.6, fitting / 2)


def said_in_another_unit(story: Story, found: Sequence[Count]) -> Iterator[tuple[Count, Count]]:
    """Yield neighbouring amounts of which one says the other: "(7 miles)", „односно 1.200 метри“, "That is 80 m/s"."""
    for left, right in pairwise(found):
        if converted(left, right) is None or right.telling.index - left.telling.index > 1:
            continue
        if left.telling.index == right.telling.index:
            last = left.quantity.span.end
            between = left.telling.between(last, right.quantity.span.start)
        else:
            between = right.telling.words[: right.telling.place(right.quantity.span.start)]
        if says_so(story, between, one_sentence=left.telling.index == right.telling.index):
            yield left, right


def is_bracketed(between: Sequence[Word]) -> bool:
    """Say whether nothing but a bracket parts two amounts, with one word in it: "40 miles (about 64 kilometres)"."""
    return bool(between) and between[0].text == "(" and len(between) <= BRACKET and all(w.is_word for w in between[1:])


def says_so(story: Story, between: Sequence[Word], *, one_sentence: bool) -> bool:
    """Say whether one amount says the other: only a bracket parts them, with "about" in it, or "that is"."""
    if one_sentence and is_bracketed(between):
        return True
    row = [word for word in between if word.is_word]
    # "14 kilometres long, or 9 miles"
    hit = next((each for each in story.wording.signs["that_is"].find(row) if each.first <= AHEAD), None)
    return hit is not None and len(row) - hit.last <= 1


def one_measure(story: Story, left: Count, right: Count, *, money: bool) -> bool:
    """Say whether one figure with two units in two sentences is of one thing: given before, or seldom by chance.

    Two amounts of money need two words in common, or "all", "those" before one of them; and so do round figures.
    """
    if left.telling.index == right.telling.index or apart(left.telling, right.telling):
        return False
    if {"wrong", "if"} & (left.marks | right.marks) or set_against(story, left, right):
        return False
    again = any(given_before(story, each) or is_such(story, each) for each in (left, right))
    shared = shared_stems(story, left.telling.stems, right.telling.stems, stems_within(story, left, right))
    digits = telling_digits(left.quantity)
    if len(digits) < TELLING:
        return again and (bool(shared) or digits not in ROUND or is_such(story, right))
    return again or len(shared) > 1 or not money


def told_too_large_or_small(story: Story, found: Sequence[Count]) -> Iterator[tuple[Count, Count]]:
    """Yield amounts that are one but for their noughts: 14 kilograms, and "those 1,400 grams" a sentence later."""
    for at, left in enumerate(found):
        for right in found[at + 1 : at + 1 + REACH]:
            if not 0 < right.telling.index - left.telling.index <= NEAR:
                continue
            fitting = converted(left, right)
            if fitting is None or {left.quantity.unit, right.quantity.unit} & MONEY or not right.quantity.value:
                continue
            off = max(right.quantity.value, fitting) / min(right.quantity.value, fitting)
            steps = SIXTIES if right.quantity.unit in CLOCK.values() else NOUGHTS
            if not any(abs(off - step) < 1e-6 * step for step in steps):
                continue
            if _goes_back(story, left, right):
                yield left, right


def _goes_back(story: Story, left: Count, right: Count) -> bool:
    if apart(left.telling, right.telling) or {"wrong", "other"} & marks(
        story.wording, right.telling.around(right.quantity.span, NEAR, NEAR)
    ):
        return False
    if is_restated(story, left, right):
        return True
    hours = right.quantity.unit in CLOCK.values()
    return not hours and len(telling_digits(left.quantity)) >= TELLING and not set_against(story, left, right)
