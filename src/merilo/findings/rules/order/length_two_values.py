"""One length of time, two values."""

from __future__ import annotations

from collections.abc import Iterator

from merilo.findings.rule import Slip, rule
from merilo.findings.story import Story
from merilo.findings.told.counts import Count
from merilo.findings.told.headline import in_captions, in_headline
from merilo.findings.told.one_thing import twice
from merilo.findings.told.sized import sized

UTMOST = 5  # words before a length in which a superlative may stand


@rule("length-two-values", severity="warning")
def length_two_values(story: Story) -> Iterator[Slip]:
    """One length of time has two values: a sentence of three years and "the five-year term", a contract, a mandate.

    With the encoder, a score over everything that the words give away says whether both are of one thing. Silent where
    a word explains it: what was asked for, at most, from another time or place, or another one of its kind, or the
    longest and the shortest of several.
    """
    for left, right in twice(story, sized(story)["lengths"], "lengths"):
        spans = (left.quantity.span, right.quantity.span)
        if any(_is_utmost(story, each) for each in (left, right)):
            continue
        if not any(in_captions(story, span) or in_headline(story, span) for span in spans):
            yield Slip(spans, {"here": story.said(spans[0]), "there": story.said(spans[1])}, confidence=0.65)


def _is_utmost(story: Story, count: Count) -> bool:
    """The longest or the shortest of several: "3.9 days on average, and the least in Lika, 2.8"."""
    near = count.telling.around(count.quantity.span, UTMOST, 0)
    return any(any(story.wording.signs[sign].find(near)) for sign in ("most", "least", "superlative"))
