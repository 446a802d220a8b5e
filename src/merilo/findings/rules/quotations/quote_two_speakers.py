"""One quotation, two speakers."""

from __future__ import annotations

from collections.abc import Iterator

from merilo.findings.rule import Slip, rule
from merilo.findings.story import Story
from merilo.findings.told.sayings import SHORTEST, Saying, doubles

STOCK_PHRASE = 5  # words: two people may well say so short a sentence alike,
TELLING = 3  # and one that is a word longer unless so many of its words tell something
SAME = 0.9  # and from here one, but for a word


@rule("quote-two-speakers", severity="warning")
def quote_two_speakers(story: Story) -> Iterator[Slip]:
    """The same words, numbers included, are given to two different people.

    Silent where they are few enough to be a stock phrase, or where a word tells that one repeats the other.
    """
    for left, right, alike in doubles(story):
        if alike < SAME or left.numbers != right.numbers or _stock(story, left) or _stock(story, right):
            continue
        one, other = left.speaker, right.speaker
        if one is None or other is None or one == other or left.again or right.again:
            continue
        names = [story.entities[each].name for each in (one, other) if each in story.entities]
        if len(names) == 2:
            facts = {"words": story.said(left.span), "here": names[0], "there": names[1]}
            yield Slip((left.span, right.span), facts, confidence=0.75)


def _stock(story: Story, saying: Saying) -> bool:
    """So short, or so empty, that two people may well have said it ("we wish you all the best")."""
    count = len(saying.row)
    telling = sum(len(word) >= SHORTEST and word not in story.wording.stop for word in saying.row)
    return count <= STOCK_PHRASE or (count == STOCK_PHRASE + 1 and telling < TELLING)
