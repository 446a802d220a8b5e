"""Thousand, million or billion?"""

from __future__ import annotations

from collections.abc import Iterator

from merilo.findings.mends.counts import mended
from merilo.findings.rule import Slip, rule
from merilo.findings.story import Story
from merilo.findings.told.amounts import resized
from merilo.findings.told.counts import counts
from merilo.findings.told.products import products


@rule("magnitude-slip", severity="warning")
def magnitude_slip(story: Story) -> Iterator[Slip]:
    """One amount stands twice with the same digits, but as thousands here and as millions or billions there.

    Amounts of money from a million up that share two digits need no other word in common, unless they stand in
    neighbouring sentences: then the later one must go back to the first ("those 46 billion", "the loss of"). So much
    for each of so many is held against what the text says that it makes together. Silent where the two are said to be
    different things, of different places or days.
    """
    found = counts(story)
    for left, right in resized(story, found):
        yield mended(story, left, right)
    for product in products(story, found):
        spans = tuple(count.quantity.span for count in (product.each, product.many, product.told))
        facts = dict(zip(("each", "count", "there"), map(story.said, spans), strict=True))
        yield Slip(spans, facts, confidence=0.75, phrase="each-times-many")
