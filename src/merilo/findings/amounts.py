"""One amount written two ways that cannot both hold: another unit, another currency, a thousand times more."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from merilo.findings.counts import Count, counts, shared_about, told
from merilo.findings.events import apart, pairs
from merilo.findings.rule import Slip, rule
from merilo.findings.story import Story
from merilo.model import Quantity

SLIPS = (1e3, 1e6, 1e9)
SILENT = frozenset({"other", "wrong", "if", "again", "compare"})

# How many of each are one of the first of its row. Lengths, areas and weights; and the currencies whose rate is fixed
# to the euro by law or held there for years, so that a text which gives both can be held to it.
FAMILIES: tuple[dict[str, float], ...] = (
    {"m": 1, "km": 1e-3, "cm": 100, "mm": 1000, "mi": 1 / 1609.344, "ft": 3.28084, "in": 39.3701, "yd": 1.09361},
    {"m2": 1, "m²": 1, "km2": 1e-6, "km²": 1e-6, "ha": 1e-4, "acre": 2.47105e-4},
    {"kg": 1, "g": 1000, "t": 1e-3, "lb": 2.20462, "oz": 35.274},
    {"EUR": 1, "BAM": 1.95583, "BGN": 1.95583, "MKD": 61.6, "HRK": 7.53},
)
LOOSE = 0.12  # a text rounds when it converts
MONEY = frozenset({"EUR", "USD", "GBP", "MKD", "RSD", "HRK", "BAM", "BGN", "ALL", "RUB", "UAH", "CHF", "JPY", "CNY"})


def _linked(story: Story, left: Count, right: Count, least: int) -> bool:
    if left.telling.index == right.telling.index or apart(left.telling, right.telling):
        return False
    if (left.marks | right.marks) & SILENT:
        return False
    if not (left.quantity.unit or right.quantity.unit) and left.noun != right.noun:
        return False  # eight guns and 8,000 rifles
    but = frozenset({left.noun, right.noun} - {None})
    shared = shared_about(story, left, right, but)
    names = (left.telling.people | left.telling.places) & (right.telling.people | right.telling.places)
    return len(shared) >= least or (len(shared) >= 1 and bool(names))


def _digits(quantity: Quantity) -> str:
    return f"{quantity.value:.6e}".partition("e")[0].rstrip("0").rstrip(".")


@rule("magnitude-slip", severity="warning")
def magnitude_slip(story: Story) -> Iterator[Slip]:
    """One amount stands twice with the same digits, but as thousands here and as millions or billions there.

    Silent where the two are said to be different things, of different places or days.
    """
    found = [each for each in counts(story) if each.quantity.value]
    for left, right in pairs(((_digits(each.quantity), each.quantity.unit), each) for each in found):
        low, high = sorted((left.quantity.value, right.quantity.value))
        if low <= 0 or not any(abs(high / low - slip) < 1e-6 * slip for slip in SLIPS):
            continue
        # Two amounts of the same telling digits in neighbouring sentences need less to be one.
        near = abs(left.telling.index - right.telling.index) <= 1 and len(_digits(left.quantity).replace(".", "")) > 1
        if _linked(story, left, right, 1 if near and left.quantity.unit else 2):
            yield told(story, left, right)


@rule("unit-conflict", severity="warning")
def unit_conflict(story: Story) -> Iterator[Slip]:
    """One amount stands in two units that cannot both hold: euros here and dollars there, or a wrong conversion.

    A conversion is checked where one amount stands in brackets behind the other, and the rate is fixed.
    """
    found = [each for each in counts(story) if each.quantity.unit and each.quantity.unit not in ("%", "pp")]
    for left, right in pairs((_digits(each.quantity), each) for each in found):
        one, other = left.quantity, right.quantity
        if one.value == other.value and _same_measure(one.unit, other.unit) and _linked(story, left, right, 2):
            yield told(story, left, right)
    yield from _conversions(story, found)


def _same_measure(left: str | None, right: str | None) -> bool:
    """Two different units of one dimension; percent against percentage points is another matter."""
    if left is None or right is None or left == right:
        return False
    return {left, right} <= MONEY or any({left, right} <= set(family) for family in FAMILIES)


def _conversions(story: Story, found: list[Count]) -> Iterator[Slip]:
    for left, right in pairwise(found):
        if left.telling.index != right.telling.index:
            continue
        if _between(story, left, right) != ["("]:
            continue
        for family in FAMILIES:
            one, other = left.quantity, right.quantity
            if one.unit in family and other.unit in family and one.unit != other.unit and one.value:
                fitting = one.value * family[other.unit or ""] / family[one.unit or ""]
                if abs(other.value - fitting) > LOOSE * fitting + 0.6:
                    yield told(story, left, right)


def _between(story: Story, left: Count, right: Count) -> list[str]:
    last = left.quantity.span.end
    return [w.text for w in left.telling.words if last <= w.start < right.quantity.span.start]
