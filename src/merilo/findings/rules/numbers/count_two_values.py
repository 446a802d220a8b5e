"""One count, two numbers."""

from __future__ import annotations

from collections.abc import Iterator

from merilo.findings.mends.counts import mended
from merilo.findings.rule import Slip, rule
from merilo.findings.story import Story
from merilo.findings.told.counts import conflicts, counts
from merilo.findings.told.headline import in_captions, in_headline
from merilo.findings.told.swapped import swapped


@rule("count-two-values", severity="warning")
def count_two_values(story: Story) -> Iterator[Slip]:
    """One count has two values in two places of the text, told alike or with the same digits in another order.

    Silent where a word explains it: the number rose to or fell to, was updated, is another one, at least, about; or
    where the two sentences name different places or days.
    """
    for left, right in (*conflicts(story), *swapped(story, counts(story))):
        spans = (left.quantity.span, right.quantity.span)
        if not any(in_captions(story, span) or in_headline(story, span) for span in spans):
            yield mended(story, left, right)
