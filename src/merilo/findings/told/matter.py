"""Are two sentences about the same thing? The comparing that many rules share."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations
from typing import TypeVar

from merilo.findings.story import Story, Telling
from merilo.model import Answer, TimeRef

# A pair of sentences is only looked at when both hold something rare; more than this many sentences that share one key
# are a text's topic, not a clue, and comparing them all would cost the square of its length.
MOST_OF_A_KIND = 24
EXPLAINED = frozenset({"change", "other", "moved", "wrong", "if", "again"})
Item = TypeVar("Item")


def pairs(keyed: Iterable[tuple[object, Item]]) -> Iterator[tuple[Item, Item]]:
    """Yield the pairs that share a key, nearest first in order of the text, a bounded number for each key."""
    rows: dict[object, list[Item]] = defaultdict(list)
    for key, item in keyed:
        if len(rows[key]) < MOST_OF_A_KIND:
            rows[key].append(item)
    for row in rows.values():
        yield from combinations(row, 2)


def explained(left: Telling, right: Telling, kinds: frozenset[str] = EXPLAINED) -> bool:
    """Say whether a word in either sentence tells why they differ ("another", "rose to", "wrongly")."""
    return bool((left.marks | right.marks) & kinds)


def apart(left: Telling, right: Telling) -> bool:
    """Say whether the two name different places, or days that have no day in common: then they may well differ."""
    if left.places and right.places and not left.places & right.places:
        return True
    return _days_apart(left.times, right.times) is Answer.YES


def _days_apart(left: Sequence[TimeRef], right: Sequence[TimeRef]) -> Answer:
    """YES where both are dated and no date of one may fall on a date of the other."""
    ours, theirs = list(dated(left)), list(dated(right))
    if not ours or not theirs:
        return Answer.UNKNOWN
    for one in ours:
        for other in theirs:
            if meets(one, other):
                return Answer.NO
    return Answer.YES


def dated(times: Iterable[TimeRef]) -> Iterator[TimeRef]:
    """Yield the times that can be placed in the calendar."""
    return (time for time in times if time.earliest is not None and time.latest is not None)


def meets(left: TimeRef, right: TimeRef) -> bool:
    """Say whether two placed times may mean the same day."""
    if left.earliest is None or left.latest is None or right.earliest is None or right.latest is None:
        return True
    return left.earliest <= right.latest and right.earliest <= left.latest


def shared_stems(story: Story, left: Iterable[str], right: Iterable[str], but: frozenset[str | None]) -> frozenset[str]:
    """Return the stems both have, without those in `but` and those that the whole story is about."""
    return frozenset(stem for stem in frozenset(left) & frozenset(right) if stem not in but | story.common)
