"""One amount that stands twice: the digits it is written with, and whether two places speak of it."""

from __future__ import annotations

from merilo.findings.story import Story
from merilo.findings.told.counts import Count, shared_about
from merilo.findings.told.matter import apart, shared_stems
from merilo.findings.told.one_thing import given_before
from merilo.findings.wording import marks
from merilo.model import Quantity

SILENT = frozenset({"other", "wrong", "if", "again", "compare"})
ROUND = frozenset("125")  # the first digit of 10, 200, 5,000
TELLING = 2  # digits that two amounts seldom share by chance
BUILT_ALIKE = 0.5  # likeness of two clauses from which on they are told in the same way
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
    may be set against each other, so that there it takes more than digits; and a budget is not what is paid out of it.
    """
    if abs(left.telling.index - right.telling.index) <= BESIDE or apart(left.telling, right.telling):
        return False
    digits = telling_digits(left.quantity).replace(".", "")
    if len(digits) < TELLING or "wrong" in left.marks | right.marks:
        return False
    budgets = ["budget" in marks(story.wording, each.telling.words) for each in (left, right)]
    if budgets[0] != budgets[1]:
        return False  # 38 million for a canal, and the budget of the state
    return not _set_against(story, left, right)


def one_measure(story: Story, left: Count, right: Count, *, money: bool) -> bool:
    """Say whether one figure with two units in two sentences is of one thing: given before, or seldom by chance.

    Two amounts of money need two words in common, or "all", "those" before one of them; and so do round figures.
    """
    if left.telling.index == right.telling.index or apart(left.telling, right.telling):
        return False
    if {"wrong", "if"} & (left.marks | right.marks) or _set_against(story, left, right):
        return False
    again = any(given_before(story, each) for each in (left, right))
    shared = shared_stems(story, left.telling.stems, right.telling.stems, _measure(story, left, right))
    digits = telling_digits(left.quantity).replace(".", "")
    if len(digits) < TELLING:
        return again and (bool(shared) or digits not in ROUND)
    return again or len(shared) > 1 or not money


def _set_against(story: Story, left: Count, right: Count) -> bool:
    """Two sentences built alike that share hardly a word: the roof costs so many euros, the garden so many dollars."""
    clauses = [each.telling.clause(each.quantity.span) for each in (left, right)]
    like = story.likeness(left.telling, clauses[0], right.telling, clauses[1])
    if like is None or like < BUILT_ALIKE:
        return False
    return len(shared_stems(story, left.telling.stems, right.telling.stems, _measure(story, left, right))) < 2


def _measure(story: Story, left: Count, right: Count) -> frozenset[str | None]:
    """The stems of the words of the amounts themselves, their units among them."""
    inside = [w for each in (left, right) for w in each.telling.words if each.quantity.span.holds(w.span)]
    return frozenset(story.wording.stem(word.lower) for word in inside)
