"""So much for each of so many, and what it makes together: 100 pounds for each of two million."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from merilo.findings.story import Story
from merilo.findings.told.counts import Count
from merilo.findings.told.one_thing import given_before
from merilo.findings.wording import marks

BESIDE = 6  # words from "each" or "apiece" to one of the two numbers
REACH = 8  # counts on either side
LATER = 2  # sentences behind, in which what it makes may stand
NOUGHTS = tuple(10.0**tens for tens in (1, 2, 3, 6))  # that a hand leaves out or adds, and a million for a billion
OFF = 1e-6
POUNDS = {"GBP", "lb"}  # "a hundred pounds" may be either
GIVEN = ("exact", "about")


@dataclass(frozen=True, slots=True)
class Product:
    """What each one gets, how many they are, and the amount told for all of them, which is another."""

    each: Count
    many: Count
    told: Count

    @property
    def made(self) -> float:
        """What it makes for all of them."""
        return self.each.quantity.value * self.many.quantity.value


def products(story: Story, found: Sequence[Count]) -> Iterator[Product]:
    """Yield the amounts for all that have the digits of what it makes for each, and not its size."""
    for at, each in enumerate(found):
        if each.quantity.unit in (None, "%", "pp", "×") or each.quantity.bound not in GIVEN:
            continue
        near = found[max(0, at - REACH) : at + REACH]
        for many in near:
            if not _shared_by(story, each, many):
                continue
            for told in near:
                product = Product(each, many, told)
                if _is_for_all(story, product) and _has_other_noughts(told.quantity.value, product.made):
                    yield product


def _shared_by(story: Story, each: Count, many: Count) -> bool:
    """A count of the same sentence, and "each" or the like near one of the two."""
    if many.telling.index != each.telling.index or many.quantity.unit is not None or many.quantity.value < 2:
        return False
    if many.noun is None or many.quantity.bound != "exact":
        return False
    rows = [count.telling.around(count.quantity.span, BESIDE, BESIDE) for count in (each, many)]
    return any(hit for row in rows for hit in story.wording.signs["apiece"].find(row))


def _is_for_all(story: Story, product: Product) -> bool:
    """An amount of the same unit, told later as the sum, or as given before."""
    told, each = product.told, product.each
    units = {told.quantity.unit, each.quantity.unit}
    if (len(units) > 1 and units != POUNDS) or told.quantity.bound != "exact":
        return False
    if not 0 <= told.telling.index - each.telling.index <= LATER or told.quantity.span <= each.quantity.span:
        return False
    if "total" in marks(story.wording, told.telling.words) or given_before(story, told):
        return True
    behind = told.telling.around(told.quantity.span, 0, BESIDE)
    return any(story.wording.signs["the_same"].find(behind))


def _has_other_noughts(told: float, made: float) -> bool:
    if not told or not made:
        return False
    off = max(told, made) / min(told, made)
    return any(abs(off - step) < OFF * step for step in NOUGHTS)
