"""One amount in two units that cannot both hold."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from merilo.findings.mends.choice import open_to
from merilo.findings.mends.counts import in_one_unit
from merilo.findings.mends.figures import decimals_of, reckoned
from merilo.findings.rule import Slip, rule
from merilo.findings.story import Story
from merilo.findings.told.amounts import one_amount, one_by_its_digits, one_measure, telling_digits
from merilo.findings.told.counts import Count, both_told, counts
from merilo.findings.told.matter import pairs

# How many of each are one of the first of its row. Lengths, areas and weights; and the currencies whose rate is fixed
# to the euro by law or held there for years, so that a text which gives both can be held to it.
FAMILIES: tuple[dict[str, float], ...] = (
    {"m": 1, "km": 1e-3, "cm": 100, "mm": 1000, "mi": 1 / 1609.344, "ft": 3.28084, "in": 39.3701, "yd": 1.09361},
    {"m2": 1, "m²": 1, "km2": 1e-6, "km²": 1e-6, "ha": 1e-4, "acre": 2.47105e-4},
    {"kg": 1, "g": 1000, "t": 1e-3, "lb": 2.20462, "oz": 35.274},
    {"m3": 1, "m³": 1, "L": 1000, "gal": 264.172, "bbl": 6.28981},
    {"kW": 1, "MW": 1e-3, "GW": 1e-6},
    {"kWh": 1, "MWh": 1e-3, "GWh": 1e-6},
    {"km/h": 1, "m/s": 1 / 3.6, "mph": 0.621371},
    {"EUR": 1, "BAM": 1.95583, "BGN": 1.95583, "MKD": 61.6, "HRK": 7.53},
)
LOOSE = 0.12  # a text rounds when it converts
MONEY = frozenset({"EUR", "USD", "GBP", "MKD", "RSD", "HRK", "BAM", "BGN", "ALL", "RUB", "UAH", "CHF", "JPY", "CNY"})


@rule("unit-conflict", severity="warning")
def unit_conflict(story: Story) -> Iterator[Slip]:
    """One amount stands in two units that cannot both hold: euros here and dollars there, or a wrong conversion.

    So are "84 metres" and "all 84 kilometres", where the figure is one that two measures seldom share by chance. A
    conversion is checked where one amount stands in brackets behind the other, and the rate is fixed. Silent about
    currencies whose rate moves, about roundings, and where two sentences built alike set two things against each other.
    """
    found = [each for each in counts(story) if each.quantity.unit and each.quantity.unit not in ("%", "pp")]
    for left, right in pairs((telling_digits(each.quantity), each) for each in found):
        one, other = left.quantity, right.quantity
        if one.value != other.value or not _same_measure(one.unit, other.unit):
            continue
        near = one_measure(story, left, right, money={one.unit, other.unit} <= MONEY)
        if near or one_amount(story, left, right, 2) or one_by_its_digits(story, left, right):
            yield in_one_unit(story, left, right)
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
                    back = other.value * one.value / fitting
                    converted = reckoned(story, other, fitting, decimals=decimals_of(story, other))
                    yield open_to(
                        both_told(story, left, right),
                        converted,
                        reckoned(story, one, back, decimals=decimals_of(story, one)),
                    )


def _between(story: Story, left: Count, right: Count) -> list[str]:
    last = left.quantity.span.end
    return [w.text for w in left.telling.words if last <= w.start < right.quantity.span.start]
