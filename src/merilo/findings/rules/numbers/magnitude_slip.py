"""Thousand, million or billion?"""

from __future__ import annotations

from collections.abc import Iterator

from merilo.findings.mends.counts import mended
from merilo.findings.rule import Slip, rule
from merilo.findings.story import Story
from merilo.findings.told.amounts import one_amount, telling_digits
from merilo.findings.told.counts import counts
from merilo.findings.told.matter import pairs

NEAR = 3  # sentences
SLIPS = (1e3, 1e6, 1e9)


@rule("magnitude-slip", severity="warning")
def magnitude_slip(story: Story) -> Iterator[Slip]:
    """One amount stands twice with the same digits, but as thousands here and as millions or billions there.

    Silent where the two are said to be different things, of different places or days.
    """
    found = [each for each in counts(story) if each.quantity.value]
    for left, right in pairs(((telling_digits(each.quantity), each.quantity.unit), each) for each in found):
        low, high = sorted((left.quantity.value, right.quantity.value))
        if low <= 0 or not any(abs(high / low - slip) < 1e-6 * slip for slip in SLIPS):
            continue
        # Two amounts of the same telling digits in neighbouring sentences need less to be one.
        digits = telling_digits(left.quantity).replace(".", "")
        near = abs(left.telling.index - right.telling.index) <= NEAR and len(digits) > 1
        if one_amount(story, left, right, 1 if near and left.quantity.unit else 2):
            yield mended(story, left, right)
