"""One quotation, two wordings."""

from __future__ import annotations

from collections.abc import Iterator

from rapidfuzz.distance import Levenshtein

from merilo.findings.rule import Slip, rule
from merilo.findings.story import Story
from merilo.findings.told.sayings import Saying, doubles

ALIKE = 0.76  # of the words; below this they are two sayings


@rule("quote-two-wordings", severity="warning")
def quote_two_wordings(story: Story) -> Iterator[Slip]:
    """One quotation of one person, or one that the text says is repeated, stands in two wordings.

    Silent where the second is only a part of the first, or marks what it leaves out, and where more than one number
    differs: a person may fill one frame twice.
    """
    for left, right, alike in doubles(story):
        if not ALIKE <= alike < 1 or left.cut or right.cut or not _one_saying(left, right):
            continue
        edits = Levenshtein.opcodes(left.row, right.row)
        if any(edit.tag == "replace" for edit in edits) or _negated(story, left, right):
            facts = {"here": story.said(left.span), "there": story.said(right.span)}
            yield Slip((left.span, right.span), facts, confidence=0.8)


def _one_saying(left: Saying, right: Saying) -> bool:
    """They are of one speaker, or of nobody known and told as repeated, and at most one number in them differs."""
    if left.speaker != right.speaker or (left.speaker is None and not (left.again or right.again)):
        return False
    return Levenshtein.distance(left.numbers, right.numbers) <= 1


def _negated(story: Story, left: Saying, right: Saying) -> bool:
    """One has a "not" more than the other."""
    shorter, longer = sorted((set(left.row), set(right.row)), key=len)
    return bool((longer - shorter) & set(story.wording.given.marks["not"])) and len(longer - shorter) <= 2
