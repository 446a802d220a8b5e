"""Whether two sentences give numbers, days, people or places of which none is the other's."""

from __future__ import annotations

from collections.abc import Set as AbstractSet

from merilo.findings.story import Story, Telling

FARTHEST = 5  # times; numbers so far apart are not two values of one thing


def disagreeing(story: Story, left: int, right: int) -> bool:
    """Say whether two sentences could disagree about a number, a time, a person or a place.

    Numbers do where one of the same unit stands in each and not in the other; the rest do where both have some and
    share none.
    """
    ours, theirs = story.tellings[left], story.tellings[right]
    times = {time.value for time in ours.times}, {time.value for time in theirs.times}
    named = ((ours.people, theirs.people), (ours.places, theirs.places), times)
    return any(_apart(*pair) for pair in named) or _other_numbers(ours, theirs)


def _apart(ours: AbstractSet[str], theirs: AbstractSet[str]) -> bool:
    return bool(ours) and bool(theirs) and not ours & theirs


def _other_numbers(left: Telling, right: Telling) -> bool:
    ours, theirs = ({(each.unit, each.value) for each in telling.quantities} for telling in (left, right))
    return any(
        unit == other and one and two and max(abs(one / two), abs(two / one)) <= FARTHEST
        for unit, one in ours - theirs
        for other, two in theirs - ours
    )
