"""One temperature in two scales: "80 degrees (27 °C)", „30 степени, односно 86 по Фаренхајт“."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from merilo.findings.story import Story
from merilo.findings.told.counts import Count
from merilo.findings.told.measures import says_so

OF_HEAT = frozenset({"°", "°C", "°F"})
GROWN = frozenset({"growth", "change", "compare"})
ROUNDED = 2.5  # degrees by which a text may round


def misread(story: Story, found: Sequence[Count]) -> Iterator[tuple[Count, Count, float]]:
    """Yield two temperatures of which the second says the first in the other scale, and what it should say.

    Silent where it is right as a difference: "warmer by 2 °C (3.6 °F)".
    """
    row = sorted((each for each in found if each.quantity.unit in OF_HEAT), key=lambda each: each.quantity.span)
    for left, right in pairwise(row):
        one, other = left.quantity, right.quantity
        if left.telling is not right.telling or one.unit == other.unit or one.high or other.high:
            continue
        between = left.telling.between(one.span.end, other.span.start)
        if not says_so(story, between, one_sentence=True):
            continue
        # Of "degrees" alone the scale is the one that the other is not in.
        to_celsius = other.unit == "°C" or one.unit == "°F"
        fitting = (one.value - 32) / 1.8 if to_celsius else one.value * 1.8 + 32
        may_be = [fitting, one.value]
        if left.telling.marks & GROWN:
            may_be.append(one.value / 1.8 if to_celsius else one.value * 1.8)
        if all(abs(other.value - each) > ROUNDED for each in may_be):
            yield left, right, fitting


def unread(value: float, *, celsius: bool) -> float:
    """Return a temperature in the other scale than it is in."""
    return value * 1.8 + 32 if celsius else (value - 32) / 1.8
