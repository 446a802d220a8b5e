"""An event that is named again with its place: "the fair was held in X", "... with the fair in Y"."""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from merilo.attribution.cues import tongue
from merilo.findings.story import Story, Telling
from merilo.findings.told.headline import in_captions, in_headline
from merilo.findings.told.matter import explained
from merilo.findings.told.roles import akin
from merilo.findings.told.towns import far_apart, located
from merilo.findings.wording import marks
from merilo.model import Mention
from merilo.text.words import Word, words

BEHIND = 4  # words behind the name of an event in which its place stands
AHEAD = 3  # words before it that say which one
SHORT = 3  # letters of a name
LATER = 4  # sentences within which an event is named again
EXCUSES = frozenset({"other", "moved", "wrong", "if", "again", "change"})


@dataclass(frozen=True, slots=True)
class Placed:
    """A place, the sentence it stands in, and the stem of the event whose place it is."""

    telling: Telling
    event: str
    place: Mention


def named_again(story: Story) -> Iterator[tuple[Placed, Placed]]:
    """Yield an event with its place and the same one with another, some sentences later, where there is one such event.

    The later place stands right behind the event: "the winner of the race in Y". The earlier is the only one of its
    sentence.
    """
    where: dict[int, list[Mention]] = defaultdict(list)
    for telling in story.tellings:
        # A line that calls itself a caption does so in its first words.
        if telling.words and not in_headline(story, telling.span) and not telling.quoted:
            where[telling.index] = [m for m in places_of(story, telling) if not in_captions(story, m.span)]
    for later in story.tellings:
        for event, place in _right_behind(story, later, where[later.index]):
            stem = story.wording.stem(event.lower)
            for earlier in story.tellings[max(0, later.index - LATER) : later.index]:
                told = where[earlier.index]
                if len(told) != 1 or explained(earlier, later, EXCUSES) or _dated_apart(earlier, later):
                    continue
                if any(akin(stem, each) or _of_one_root(stem, each, SHORT + 1) for each in earlier.stems) or any(
                    _of_one_root(stem, each, SHORT - 1) for each in _events(story, earlier)
                ):
                    yield Placed(earlier, stem, told[0]), Placed(later, stem, place)


def places_of(story: Story, telling: Telling) -> Iterator[Mention]:
    """Yield the names behind a preposition, and those found to be places."""
    row, before = telling.words, tongue(story.profile).prepositions
    told = [m for m in telling.mentions if m.type == "LOC"]
    yield from told
    for at in range(1, len(row)):
        word = row[at]
        named = any(m.span.overlaps(word.span) for m in telling.mentions)
        if word.is_capital and len(word.text) > SHORT and row[at - 1].lower in before and not named:
            yield Mention(word.span, "LOC", f"~{story.wording.stem(word.lower)}")


def are_two(story: Story, left: Mention, right: Mention) -> bool:
    """Say whether two names may be of two places: no word in both, and far apart where both are known."""
    if left.entity == right.entity:
        return False
    rows = [[story.wording.stem(w.lower) for w in words(story.text, each.span)] for each in (left, right)]
    if any(akin(one, other) or _of_one_root(one, other, SHORT) for one in rows[0] for other in rows[1]):
        return False
    lie = [located(story, each) for each in (left, right)]
    return not all(lie) or far_apart(*lie)


def _right_behind(story: Story, telling: Telling, places: list[Mention]) -> Iterator[tuple[Word, Mention]]:
    """The names of events with a place right behind them: "the fair in Y", "tournament, in Y,"."""
    row, before = telling.words, tongue(story.profile).prepositions
    for hit in story.wording.signs["event_nouns"].find(row):
        if "other" in marks(story.wording, row[max(0, hit.first - AHEAD) : hit.first]):
            continue
        for at in range(hit.last, min(len(row), hit.last + BEHIND)):
            if row[at].lower in before:
                place = next((m for m in places if at + 1 < len(row) and m.span.start == row[at + 1].start), None)
                if place is not None:
                    yield row[hit.last - 1], place
                break
            if row[at].is_word:
                break


def _events(story: Story, telling: Telling) -> list[str]:
    hits = story.wording.signs["event_nouns"].find(telling.words)
    return [story.wording.stem(telling.words[hit.last - 1].lower) for hit in hits]


def _of_one_root(noun: str, other: str, least: int) -> bool:
    """A verb and its noun, or two forms of one noun: more than so many letters at the beginning."""
    same = itertools.takewhile(lambda pair: pair[0] == pair[1], zip(noun, other, strict=False))
    return sum(1 for _ in same) > least


def _dated_apart(left: Telling, right: Telling) -> bool:
    """Both are dated, and not alike."""
    ours, theirs = ({each.value for each in telling.times if each.type == "DATE"} for telling in (left, right))
    return bool(ours and theirs and not ours & theirs)
