"""Shares of one whole that a text lists, with those that leave their "per cent" to the one before."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from merilo.findings.story import Story, Telling
from merilo.findings.told.parts import words_between
from merilo.model import Quantity

APART = 9  # words at most between two shares of one list
OPENING = 3  # words of a sentence in which "the rest" may stand
LEAST = 3  # shares of a list that needs no word to say that it deals out one whole


@dataclass(frozen=True, slots=True)
class Dealt:
    """Shares of one sentence in order; `closed` where the last of them is what is left over, be it a sentence on."""

    telling: Telling
    shares: tuple[Quantity, ...]
    closed: bool = False

    @property
    def sum(self) -> float:
        """What the shares make together."""
        return sum(share.value for share in self.shares)


def dealt(story: Story) -> Iterator[Dealt]:
    """Yield the shares of each sentence that has two or more of them."""
    for telling in story.tellings:
        shares = _with_bare_ones(telling)
        if len(shares) < LEAST - 1 or any(share.bound not in ("exact", "about") for share in shares):
            continue
        rest = _left_over(story, telling.index + 1) if telling.index + 1 < len(story.tellings) else None
        yield Dealt(telling, (*shares, rest), closed=True) if rest else Dealt(telling, shares)


def _with_bare_ones(telling: Telling) -> tuple[Quantity, ...]:
    """The shares, and between the first and the last the bare numbers too: "48 per cent, Zurich 27, Graz 19"."""
    shares = [q for q in telling.quantities if q.unit == "%" and q.high is None and q.value <= 100]
    if len(shares) < LEAST - 1:
        return tuple(shares)
    first, last = shares[0].span.end, shares[-1].span.start
    taken = [*(q.span for q in telling.quantities if q.unit or q.noun), *(time.span for time in telling.times)]
    bare = [
        Quantity(word.span, float(word.text), None, "%")
        for word, after in pairwise(telling.words)
        if first <= word.start < last and word.text.isdecimal() and len(word.text) < 3 and after.text in ",;"
        if not any(word.span.overlaps(span) for span in taken)
    ]
    return tuple(sorted((*shares, *bare), key=lambda each: each.span))


def _left_over(story: Story, index: int) -> Quantity | None:
    """The one share of a sentence that begins with "the rest"."""
    telling = story.tellings[index]
    shares = [q for q in telling.quantities if q.unit == "%"]
    if len(shares) != 1 or not any(story.wording.signs["remaining"].find(telling.words[:OPENING])):
        return None
    return shares[0] if shares[0].high is None and shares[0].value <= 100 else None


def listed_alike(telling: Telling, shares: Sequence[Quantity]) -> bool:
    """Say whether three shares or more follow one another in one list, none far from the next."""
    own = [share for share in shares if telling.span.holds(share.span)]
    near = all(words_between(telling, left.span, right.span) <= APART for left, right in pairwise(own))
    return near and len(own) >= LEAST
