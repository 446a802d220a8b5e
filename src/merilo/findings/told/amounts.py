"""One amount that stands twice, as millions here and as billions there."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from merilo.findings.story import Story
from merilo.findings.told.counts import Count, shared_about
from merilo.findings.told.matter import apart, pairs
from merilo.findings.told.measures import MONEY, TELLING
from merilo.findings.told.restated import is_restated, set_against, telling_digits
from merilo.findings.wording import marks
from merilo.model import Quantity

SILENT = frozenset({"other", "wrong", "if", "again", "compare"})
BESIDE = 1  # sentences; two amounts so near may be two that are set against each other
NEAR = 3  # sentences
SLIPS = (1e3, 1e6, 1e9)
MILLION = 1e6
TEN_THOUSAND = 1e4
THOUSAND = 1e3


def resized(story: Story, found: Sequence[Count]) -> Iterator[tuple[Count, Count]]:
    """Yield the pairs of one amount that is so many thousands, millions or billions here and there."""
    given = [each for each in found if each.quantity.value]
    for left, right in pairs((telling_digits(each.quantity), each) for each in given):
        low, high = sorted((left.quantity.value, right.quantity.value))
        if low <= 0 or not any(abs(high / low - slip) < 1e-6 * slip for slip in SLIPS):
            continue
        if left.quantity.unit == right.quantity.unit:
            if _one_of_a_unit(story, left, right, low):
                yield left, right
        elif _bare(left, right) is not None and _one_with_a_bare(story, left, right, low):
            yield left, right


def _one_of_a_unit(story: Story, left: Count, right: Count, low: float) -> bool:
    measured = left.quantity.unit is not None
    telling = len(telling_digits(left.quantity)) >= TELLING
    near = abs(left.telling.index - right.telling.index) <= NEAR and telling
    # No two counts of millions, and no two measures but of money, share two telling digits by chance.
    large = low >= MILLION or (measured and low >= TEN_THOUSAND and left.quantity.unit not in MONEY)
    if large and one_by_its_digits(story, left, right):
        return True
    if low >= TEN_THOUSAND and telling and left.kind is not None and left.kind == right.kind:
        return not apart(left.telling, right.telling) and not (left.marks | right.marks) & SILENT
    # Two amounts of the same telling digits in neighbouring sentences need less to be one.
    if one_amount(story, left, right, 1 if near and measured else 2):
        return True
    return measured and low >= THOUSAND and _goes_back(story, left, right)


def _is_exact(count: Count) -> bool:
    """It has three telling digits: two counts of 20.4 million and of 20.4 billion are one."""
    return len(telling_digits(count.quantity)) > TELLING


def _bare(left: Count, right: Count) -> Count | None:
    """The one of the two without a unit: "It will cost 74 million": in what, the text has said elsewhere."""
    return next((each for each in (left, right) if each.quantity.unit is None), None)


def _one_with_a_bare(story: Story, left: Count, right: Count, low: float) -> bool:
    bare = left if left.quantity.unit is None else right
    if low >= MILLION and not bare.noun and one_by_its_digits(story, left, right):
        return True
    if bare is left or low < THOUSAND or bare.is_people:
        return False
    # Behind "seven million" may stand what else there are seven million of, or the verb.
    few_digits = len(telling_digits(left.quantity)) < TELLING
    if few_digits and _counts_a_thing(story, bare.quantity) and not _points_back(story, left, bare):
        return False
    return _goes_back(story, left, right)


def _points_back(story: Story, first: Count, later: Count) -> bool:
    """ "Those" or the like stands right before the amount, in the next sentence."""
    ahead = later.telling.around(later.quantity.span, 1, 0)
    return later.telling.index - first.telling.index == 1 and any(story.wording.signs["these"].find(ahead))


def _counts_a_thing(story: Story, quantity: Quantity) -> bool:
    return quantity.noun is not None and not quantity.noun.of(story.text)[:1].isupper()


def _goes_back(story: Story, first: Count, later: Count) -> bool:
    if later.telling.index - first.telling.index > NEAR or apart(first.telling, later.telling):
        return False
    if any(
        each.value == later.quantity.value and each.unit == later.quantity.unit and each.span < later.quantity.span
        for telling in story.tellings[: later.telling.index + 1]
        for each in telling.quantities
    ):
        return False  # it goes back to that one
    near = marks(story.wording, later.telling.around(later.quantity.span, NEAR, NEAR))
    return not near & {"wrong", "total"} and is_restated(story, first, later)


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


def one_by_its_digits(story: Story, left: Count, right: Count) -> bool:
    """Say whether two amounts are one because their digits are the same, and no word says that they are two.

    In 620 untouched articles no two amounts shared two telling digits by chance. In neighbouring sentences two things
    may be set against each other, so that there it takes more than digits; and a budget is not what is paid out of it.
    """
    if abs(left.telling.index - right.telling.index) <= BESIDE or apart(left.telling, right.telling):
        return False
    if len(telling_digits(left.quantity)) < TELLING or "wrong" in left.marks | right.marks:
        return False
    budgets = ["budget" in marks(story.wording, each.telling.words) for each in (left, right)]
    if budgets[0] != budgets[1]:
        return False  # 38 million for a canal, and the budget of the state
    return _is_exact(left) or not set_against(story, left, right)
