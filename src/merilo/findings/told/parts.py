"""How near the numbers of one sentence stand to each other, and what one leaves to the next."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from merilo.findings.story import Story, Telling
from merilo.model import Quantity, Span
from merilo.text.numerals import read_number, table
from merilo.text.words import words

LEAST_SCALE = 1000
JOINED = 4  # words between two counts that "and" joins


def words_between(telling: Telling, left: Span, right: Span) -> int:
    """Count the words between two spans."""
    return sum(word.is_word for word in telling.between(left.end, right.start))


def scaled_like(story: Story, left: Quantity, right: Quantity) -> Quantity:
    """Return the first of two numbers as large as the second makes it: "from 94 to 87 million"."""
    if left.unit is not None or left.value >= LEAST_SCALE or right.value < LEAST_SCALE:
        return left
    row = words(story.text, right.span)
    number = read_number(row, 0, table(story.profile)) if row else None
    return replace(left, value=left.value * number.scale) if number is not None else left


def joined_sexes(story: Story, telling: Telling, row: Sequence[Quantity]) -> bool:
    """Say whether two numbers are of men and women, or the like, joined by "and" alone: all of them are either."""
    left, right = row[0], row[1]
    between = telling.between(left.span.end, right.span.start)
    if len(between) > JOINED or not any(story.wording.signs["and"].find(between)):
        return False
    return all(_counts(story, each, "sexes") for each in row[:2]) and left.noun != right.noun


def of_two_kinds(story: Story, total: Quantity, parts: Sequence[Quantity]) -> bool:
    """Say whether what is counted falls into what the parts count: matches into those won, drawn and lost."""
    return _counts(story, total, "matches") and bool(parts) and all(_counts(story, each, "outcomes") for each in parts)


def _counts(story: Story, quantity: Quantity, sign: str) -> bool:
    return quantity.noun is not None and any(story.wording.signs[sign].find(words(story.text, quantity.noun)))
