"""Thousand, million or billion?"""

from __future__ import annotations

from collections.abc import Iterator

from merilo.findings.mends.counts import mended
from merilo.findings.rule import Slip, rule
from merilo.findings.story import Story
from merilo.findings.told.amounts import one_amount, one_by_its_digits, telling_digits
from merilo.findings.told.counts import counts
from merilo.findings.told.matter import pairs

NEAR = 3  # sentences
SLIPS = (1e3, 1e6, 1e9)
MILLION = 1e6


@rule("magnitude-slip", severity="warning")
def magnitude_slip(story: Story) -> Iterator[Slip]:
    """One amount stands twice with the same digits, but as thousands here and as millions or billions there.

    Amounts of money from a million up that share two digits need no other word in common, unless they stand in
    neighbouring sentences. Silent where the two are said to be different things, of different places or days.
    """
    found = [each for each in counts(story) if each.quantity.value]
    for left, right in pairs((telling_digits(each.quantity), each) for each in found):
        low, high = sorted((left.quantity.value, right.quantity.value))
        if low <= 0 or not any(abs(high / low - slip) < 1e-6 * slip for slip in SLIPS):
            continue
        if left.quantity.unit != right.quantity.unit:
            # "It will cost 74 million": in what, the text has said elsewhere.
            bare = next((each for each in (left, right) if each.quantity.unit is None), None)
            if bare is None or bare.noun or low < MILLION or not one_by_its_digits(story, left, right):
                continue
            yield mended(story, left, right)
            continue
        # Two amounts of the same telling digits in neighbouring sentences need less to be one.
        digits = telling_digits(left.quantity).replace(".", "")
        near = abs(left.telling.index - right.telling.index) <= NEAR and len(digits) > 1
        money = left.quantity.unit is not None and low >= MILLION
        if (money and one_by_its_digits(story, left, right)) or one_amount(
            story, left, right, 1 if near and left.quantity.unit else 2
        ):
            yield mended(story, left, right)
