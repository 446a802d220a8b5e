"""One event, two dates."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations

from rapidfuzz.distance import Levenshtein

from merilo.findings.mends.choice import Side, decided, open_to
from merilo.findings.mends.days import as_dated
from merilo.findings.rule import Slip, rule
from merilo.findings.story import Story, Telling
from merilo.findings.told.event_again import on_another_day
from merilo.findings.told.happenings import (
    DISASTERS,
    EXCUSES,
    OF_A_PERSON,
    ONCE,
    SOON,
    Happening,
    chronicled_kinds,
    days_between,
    explicit,
    of_the_day,
    own_stems,
)
from merilo.findings.told.headline import in_headline
from merilo.findings.told.matter import explained, meets, pairs, shared_stems
from merilo.findings.told.one_event import one_event
from merilo.findings.wording import marks
from merilo.model import TimeRef

BESIDE = 6  # words to either side of a date
SAME_WORDS = 2
MOST_DATES = 60
NEAR = 45  # days


@rule("event-two-dates", severity="warning", doubted=True)
def event_two_dates(story: Story) -> Iterator[Slip]:
    """One event is told with two dates that cannot both hold.

    With the encoder the event needs no name: a score weighs likeness, shared words, and how near the two days are to a
    slip of the finger. An event that is named again by its noun may have another day of the week beside it, too ("the
    storm that struck on Tuesday"). Silent where it was moved, comes every year, is another one, where one date is
    said to be wrong, and about two days to come of which nothing is told in common.
    """
    told = [
        Happening(telling, event, time.span, time=time)
        for telling in story.tellings
        for time in telling.times
        if explicit(story, time) and (near := of_the_day(story, telling, time.span))
        for event in {min(near)[1], *(each for _, each in near if each in DISASTERS)}
    ]
    chronicled = chronicled_kinds((each.event, each.time.earliest) for each in told if each.time)
    for left, right in pairs((each.event, each) for each in told):
        if left.time is None or right.time is None or left.telling.index == right.telling.index:
            continue
        if meets(left.time, right.time) or explained(left.telling, right.telling, EXCUSES):
            continue
        if left.event not in ONCE and days_between(left.time, right.time) > NEAR:
            continue
        if _one_event(story, left, right, 3 if left.event in chronicled else 2):
            facts = {"here": story.said(left.span), "there": story.said(right.span)}
            slip = Slip((left.span, right.span), facts, confidence=0.75)
            one = Side(_times_told(told, left), as_dated(story, left.time, right.time))
            yield decided(slip, one, Side(_times_told(told, right), as_dated(story, right.time, left.time)))
    yield from _one_key_apart(story)
    for ours, theirs in one_event(story):
        if not any(in_headline(story, each.time.span) for each in (ours, theirs)):
            facts = {"here": story.said(ours.time.span), "there": story.said(theirs.time.span)}
            slip = Slip((ours.time.span, theirs.time.span), facts, confidence=0.7)
            yield open_to(slip, as_dated(story, ours.time, theirs.time), as_dated(story, theirs.time, ours.time))
    for first, later in on_another_day(story):
        yield Slip((first.span, later.span), {"here": story.said(first.span), "there": story.said(later.span)}, 0.6)


def _times_told(told: Sequence[Happening], here: Happening) -> int:
    """How often the text gives an event of this kind this date."""
    return sum(
        each.event == here.event and each.time is not None and here.time is not None and meets(each.time, here.time)
        for each in told
    )


def _one_key_apart(story: Story) -> Iterator[Slip]:
    """Two days that one key parts, with the same words right beside them, whatever it is that happened."""
    told = [
        (time, telling, story.stems_of(telling.around(time.span, BESIDE, BESIDE)) - story.common)
        for telling in story.tellings
        for time in telling.times
        if explicit(story, time) and time.earliest == time.latest
    ]
    for (left, here, ours), (right, there, theirs) in combinations(told[:MOST_DATES], 2):
        if here.index == there.index or not _is_mistyped(left, right):
            continue
        said = _said_beside(story, here, left) | _said_beside(story, there, right)
        if said & EXCUSES or (here.marks | there.marks) & {"wrong", "moved"}:
            continue
        if "wrong" in here.marks | there.marks:
            continue
        if here.places and there.places and not here.places & there.places:
            continue
        dates = story.stems_of(
            [w for t, row in ((left, here), (right, there)) for w in row.words if t.span.holds(w.span)]
        )
        shared = ((ours & there.stems) | (theirs & here.stems)) - dates - story.common
        days = {time.earliest for time, _, near in told if len(near & shared) >= SAME_WORDS}
        if ours & theirs - dates and len(shared) >= SAME_WORDS and len(days) == len((left, right)):
            facts = {"here": story.said(left.span), "there": story.said(right.span)}
            slip = Slip((left.span, right.span), facts, confidence=0.7)
            yield open_to(slip, as_dated(story, left, right), as_dated(story, right, left))


def _said_beside(story: Story, telling: Telling, time: TimeRef) -> frozenset[str]:
    return marks(story.wording, telling.around(time.span, 4, 3))


def _is_mistyped(left: TimeRef, right: TimeRef) -> bool:
    """Two days that one key parts: 8 and 18 July, 11 and 17 July."""
    one, other = left.earliest, right.earliest
    if one is None or other is None or (one.year, one.month) != (other.year, other.month):
        return False
    return Levenshtein.distance(str(one.day), str(other.day)) == 1


def _one_event(story: Story, left: Happening, right: Happening, least_shared: int) -> bool:
    """The two sentences share who or what it happened to: so many stems, or in a short sentence a third of them."""
    one, other = left.telling, right.telling
    if one.places and other.places and not one.places & other.places:
        return False
    if left.event in OF_A_PERSON and (one.people or other.people):
        return bool(one.people & other.people)
    own = own_stems(story, one) | own_stems(story, other)
    shared = shared_stems(story, one.stems, other.stems, own)
    names = (one.people & other.people) | (one.places & other.places)
    if left.event in DISASTERS and left.time and right.time and days_between(left.time, right.time) <= SOON:
        # Two disasters of one kind to one thing within days would be told as two ("another", "a second").
        if names or (one.stems & other.stems) - own:
            return True
        return least_shared == 2 and _is_mistyped(left.time, right.time)
    least = max(1, min(len(one.stems - own), len(other.stems - own)))
    if least_shared > 2:
        return len(shared) >= least_shared and len(shared) / least >= 0.5
    return len(shared) >= 2 or len(shared) / least >= 0.34 or (bool(names) and len(shared) >= 1)
