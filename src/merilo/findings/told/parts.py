"""How near the numbers of one sentence stand to each other, and what one leaves to the next."""

from __future__ import annotations

from dataclasses import replace

from merilo.findings.story import Story, Telling
from merilo.model import Quantity, Span
from merilo.text.numerals import read_number, table
from merilo.text.words import words

LEAST_SCALE = 1000


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
