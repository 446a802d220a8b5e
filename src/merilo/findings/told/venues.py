"""Where something was, by a common noun: "in the great hall of the town hall", "on a car park behind the station"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from merilo.attribution.cues import tongue
from merilo.findings.story import Story, Telling
from merilo.model import Span
from merilo.text.words import Word

AHEAD = 4  # words between "in" and the noun
BEHIND = 3  # words behind it that say which one
OF = frozenset({"of", "на", "i", "e", "të", "së"})  # words that do not end what says which one


@dataclass(frozen=True, slots=True)
class Venue:
    """A place told by what it is, the stems of all that says which one it is, and where it stands."""

    telling: Telling
    span: Span
    stems: frozenset[str]


def venues(story: Story, telling: Telling) -> Iterator[Venue]:
    """Yield the places of a sentence behind "in", "on", "at" that are a hall, a square, a car park."""
    row = telling.words
    where = story.wording.signs["where"]
    told: list[Span] = []
    for hit in story.wording.signs["venues"].find(row):
        opens = next(
            (
                at
                for at in range(hit.first - 1, max(-1, hit.first - AHEAD - 2), -1)
                if where.at(row, at) is not None or not row[at].is_word
            ),
            None,
        )
        if opens is None or not row[opens].is_word:
            continue
        whole = [*row[opens + 1 : hit.last], *_which(story, row[hit.last : hit.last + BEHIND])]
        span = Span(whole[0].start, whole[-1].end)
        if not any(span.overlaps(each) for each in told):
            told.append(span)
            yield Venue(telling, span, story.stems_of(whole))


def _which(story: Story, row: tuple[Word, ...]) -> Iterator[Word]:
    for word in row:
        if not word.is_word or (word.lower in tongue(story.profile).prepositions and word.lower not in OF):
            return
        if word.lower in tongue(story.profile).relatives or word.lower in tongue(story.profile).conjunctions:
            return
        yield word
