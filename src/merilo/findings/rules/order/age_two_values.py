"""One person, two ages."""

from __future__ import annotations

from collections.abc import Iterator

from merilo.findings.rule import Slip, rule
from merilo.findings.story import Story
from merilo.findings.told.one_age import two_ages


@rule("age-two-values", severity="warning")
def age_two_values(story: Story) -> Iterator[Slip]:
    """A person has two ages in two places of the text, by name or as "the 57-year-old" who was 52 before.

    Whether both are told of one person, a score over everything that the words give away has the last word where no
    name decides. Silent where the two stand beside different names, where one is of a man and one of a woman, and
    where an age is of then or of another time.
    """
    for left, right in two_ages(story):
        facts = {"here": story.said(left), "there": story.said(right)}
        yield Slip((left, right), facts, confidence=0.7)
