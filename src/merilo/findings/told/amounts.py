"""One amount that stands twice: the digits it is written with, and whether two places speak of it."""

from __future__ import annotations

from merilo.findings.story import Story
from merilo.findings.told.counts import Count, shared_about
from merilo.findings.told.matter import apart
from merilo.model import Quantity

SILENT = frozenset({"other", "wrong", "if", "again", "compare"})
TELLING = 2  # digits that two amounts seldom share by chance
BESIDE = 1  # sentences; two amounts so near may be two that are set against each other


def one_amount(story: Story, left: Count, right: Count, least: int) -> bool:
    """Say whether two counts may be one amount: they share so many stems, and no word parts them."""
    if left.telling.index == right.telling.index or apart(left.telling, right.telling):
        return False
    if (left.marks | right.marks) & SILENT:
        return False
    if not (left.quantity.unit or right.quantity.unit) and left.noun != right.noun:
        return False  # eight guns and 8,000 rifles
    but = frozenset({left.noun, right.noun} - {None})
    shared = shared_about(story, left, right, but)
    names = (left.telling.people | left.telling.places) & (right.telling.people | right.telling.places)
    return len(shared) >= least or (len(shared) >= 1 and bool(names))


def telling_digits(quantity: Quantity) -> str:
    """Return the digits of a value without its size: 46 million and 46 billion have the same."""
    return f"{quantity.value:.6e}".partition("e")[0].rstrip("0").rstrip(".")


def one_by_its_digits(story: Story, left: Count, right: Count) -> bool:
    """Say whether two amounts are one because their digits are the same, and no word says that they are two.

    In 620 untouched articles no two amounts shared two telling digits by chance. In neighbouring sentences two things
    may be set against each other, so that there it takes more than digits.
    """
    if abs(left.telling.index - right.telling.index) <= BESIDE or apart(left.telling, right.telling):
        return False
    digits = telling_digits(left.quantity).replace(".", "")
    return len(digits) >= TELLING and "wrong" not in left.marks | right.marks
