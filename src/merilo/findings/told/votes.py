"""Votes for and against, those who abstained, and how many a text says were there to vote."""

from __future__ import annotations

from collections.abc import Iterator

from merilo.findings.story import Story, Telling
from merilo.findings.told.divisions import Division
from merilo.findings.told.shares import plain

BACK = 2  # sentences in which it may have been said how many were there
MOST = 1.25  # times those who were there; more votes than that are another vote's
WAYS = 3  # to vote: for, against, and to abstain


def votes(story: Story) -> Iterator[Division]:
    """Yield the votes that make more than the number that was there, as the parts of that number.

    Fewer are no slip: somebody may have left the hall or not have voted.
    """
    for telling in story.tellings:
        cast = [q for q in plain(telling) if q.bound == "exact"]
        if len(cast) != WAYS or telling.marks & {"wrong", "if"} or not _voted(story, telling):
            continue
        made = sum(q.value for q in cast)
        there = [
            q
            for earlier in story.tellings[max(0, telling.index - BACK) : telling.index]
            for q in plain(earlier)
            if q.value > max(each.value for each in cast)
        ]
        if len(there) == 1 and there[0].bound == "exact" and there[0].value < made <= MOST * there[0].value:
            yield Division(telling, there[0], tuple(cast), closed=True)


def all_voted(story: Story) -> Iterator[Division]:
    """ "Of the 114 who voted, 78 were for it and 32 against, with nobody abstaining": these are all of them."""
    for telling in story.tellings:
        cast = [q for q in plain(telling) if q.bound == "exact"]
        signs = story.wording.signs
        if (
            len(cast) != WAYS
            or not any(signs["nobody_abstained"].find(telling.words))
            or telling.marks & {"wrong", "if"}
        ):
            continue
        there, made = cast[0], cast[1].value + cast[2].value
        if any(signs["nay"].find(telling.words)) and there.value != made and made <= MOST * there.value:
            yield Division(telling, there, tuple(cast[1:]), closed=True)


def _voted(story: Story, telling: Telling) -> bool:
    """It says how many were against, and how many abstained."""
    abstained = any(hit.entry == "abstained" for hit in story.wording.counted.find(telling.words))
    return abstained and any(story.wording.signs["nay"].find(telling.words))
