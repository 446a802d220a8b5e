"""One amount in two units that cannot both hold."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from merilo.findings.mends.choice import open_to
from merilo.findings.mends.counts import in_one_unit
from merilo.findings.mends.figures import decimals_of, reckoned
from merilo.findings.rule import Slip, rule
from merilo.findings.story import Story, Telling
from merilo.findings.told.amounts import one_amount, one_by_its_digits
from merilo.findings.told.counts import Count, both_told, counts
from merilo.findings.told.matter import pairs
from merilo.findings.told.measures import (
    MONEY,
    converted,
    fits,
    is_bracketed,
    measured,
    one_measure,
    said_in_another_unit,
    same_measure,
    told_too_large_or_small,
)
from merilo.findings.told.restated import telling_digits
from merilo.findings.told.temperatures import misread, unread
from merilo.model import Fix, Quantity

ROUNDED = 0.03  # of an amount; more is lost where it is rounded


@rule("unit-conflict", severity="warning")
def unit_conflict(story: Story) -> Iterator[Slip]:
    """One amount stands in two units that cannot both hold: euros here and dollars there, or a wrong conversion.

    So are "84 metres" and "all 84 kilometres", where the figure is one that two measures seldom share by chance. A
    conversion is checked where one amount says the other, in brackets or behind "that is"; and in another sentence,
    where it has the same digits with a nought more or less. Silent about currencies whose rate moves, about roundings,
    and where two sentences built alike set two things against each other.
    """
    found = measured(story, counts(story))
    for left, right in pairs((telling_digits(each.quantity), each) for each in found):
        one, other = left.quantity, right.quantity
        if one.value != other.value or not same_measure(one.unit, other.unit):
            continue
        near = one_measure(story, left, right, money={one.unit, other.unit} <= MONEY)
        if near or one_amount(story, left, right, 2) or one_by_its_digits(story, left, right):
            yield in_one_unit(story, left, right)
    told = set()
    for left, right in said_in_another_unit(story, found):
        told.add((left.quantity.span, right.quantity.span))
        fitting = converted(left, right)
        if fitting and not fits(right.quantity.value, fitting) and not _so_many_of_each(left, right, fitting):
            yield _not_converted(story, left, right, fitting)
    for left, right, fitting in misread(story, found):
        back = unread(right.quantity.value, celsius=right.quantity.unit == "°C" or left.quantity.unit == "°F")
        edits = _put(story, right.quantity, fitting), _put(story, left.quantity, back)
        yield open_to(both_told(story, left, right), *edits)
    for left, right in _ranges(story):
        yield both_told(story, left, right)
    for left, right in told_too_large_or_small(story, found):
        fitting = converted(left, right)
        if fitting and (left.quantity.span, right.quantity.span) not in told:
            yield _not_converted(story, left, right, fitting)


def _ranges(story: Story) -> Iterator[tuple[Count, Count]]:
    """Two ranges of which the second says the first in another unit, in brackets: "2 to 4 inches (20 to 40 cm)"."""
    for telling in story.tellings:
        for one, other in pairwise(telling.quantities):
            between = telling.between(one.span.end, other.span.start)
            if one.high is None or other.high is None or not is_bracketed(between):
                continue
            rows = [(_count(telling, one, at), _count(telling, other, to)) for at, to in _ends(one, other)]
            right = [converted(*row) for row in rows]
            if all(value and not fits(row[1].quantity.value, value) for value, row in zip(right, rows, strict=True)):
                yield _count(telling, one, one.value), _count(telling, other, other.value)


def _ends(one: Quantity, other: Quantity) -> Iterator[tuple[float, float]]:
    yield one.value, other.value
    yield one.high or one.value, other.high or other.value


def _count(telling: Telling, quantity: Quantity, value: float) -> Count:
    return Count(telling, replace(quantity, value=value, high=None), None, None, frozenset(), frozenset())


def _so_many_of_each(left: Count, right: Count, fitting: float) -> bool:
    """ "90 bags of 50 kilograms. That is four and a half tonnes": another number of the sentence says how many."""
    return any(
        each.unit is None and each.value > 1 and fits(right.quantity.value, fitting * each.value)
        for each in left.telling.quantities
    )


def _not_converted(story: Story, left: Count, right: Count, fitting: float) -> Slip:
    one, other = left.quantity, right.quantity
    back = other.value * one.value / fitting
    return open_to(both_told(story, left, right), _put(story, other, fitting), _put(story, one, back))


def _put(story: Story, quantity: Quantity, value: float) -> Fix | None:
    """The amount with another number, with as many decimals as it has, or more where it would be rounded away."""
    decimals = decimals_of(story, quantity)
    while abs(round(value, decimals) - value) > ROUNDED * value:
        decimals += 1
    return reckoned(story, quantity, value, decimals=decimals)
