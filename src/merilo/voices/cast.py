"""The people of a text, ready to be asked who is meant."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from operator import attrgetter

from merilo.attribution.cues import Tongue, tongue
from merilo.errors import MissingWords
from merilo.model import Entity, Mention, Reading, Span
from merilo.names.lists import bodies
from merilo.names.titles import title_words
from merilo.resources import profile
from merilo.text.words import Word, words

REACH = 900  # characters back within which a pronoun, a title or no word at all still means the same person


@dataclass(frozen=True, slots=True)
class Cast:
    """The people of a text, ready to be asked who is meant: its mentions in order, its entities by id."""

    text: str
    mentions: tuple[Mention, ...]
    starts: tuple[int, ...]
    entities: Mapping[str, Entity]
    words: Tongue
    profile: str
    sentences: tuple[Span, ...] = ()
    apart: frozenset[str] = frozenset()  # whom no pronoun may mean: who speaks, and whom he speaks to
    rows: dict[Span, tuple[Word, ...]] = field(default_factory=dict, repr=False, compare=False)

    @classmethod
    def of(cls, reading: Reading) -> Cast:
        """Gather the cast of a reading whose mentions and entities are known."""
        mentions = tuple(sorted(reading.mentions, key=lambda each: each.span))
        try:
            known = tongue(profile(reading.article.language, reading.article.script))
        except MissingWords:
            known = tongue("en")
        return cls(
            reading.article.text,
            mentions,
            tuple(each.span.start for each in mentions),
            {each.id: each for each in reading.entities},
            known,
            profile(reading.article.language, reading.article.script),
            reading.sentences,
        )

    def within(self, span: Span) -> tuple[Mention, ...]:
        """Return the mentions that overlap a span, in order."""
        at = bisect_left(self.starts, span.start)
        while at > 0 and self.mentions[at - 1].span.end > span.start:
            at -= 1
        found = []
        while at < len(self.mentions) and self.mentions[at].span.start < span.end:
            if self.mentions[at].span.overlaps(span):
                found.append(self.mentions[at])
            at += 1
        return tuple(found)

    def sentences_of(self, span: Span) -> tuple[Span, ...]:
        """Return the sentences that overlap a span, in order."""
        first = bisect_right(self.sentences, span.start, key=attrgetter("end"))
        last = bisect_left(self.sentences, span.end, key=attrgetter("start"))
        return self.sentences[first:last]

    def row(self, span: Span) -> tuple[Word, ...]:
        """Return the words of a sentence, which is taken apart once for all that is told in it."""
        if span not in self.rows:
            self.rows[span] = words(self.text, span)
        return self.rows[span]

    def gender_of_title(self, heads: Sequence[str]) -> str | None:
        """Return "f" where a title is of the form that only women bear („министерката“); None else.

        A masculine form says nothing: many women are called „министер“.
        """
        known = title_words(self.profile)
        hits = [hit for at in range(len(heads)) if (hit := known.at([Word(0, 0, each, each) for each in heads], at))]
        return "f" if hits and hits[0].entry.gender == "f" else None

    def before(self, at: int) -> Sequence[Mention]:
        """Return the mentions that begin within reach before an offset, nearest first."""
        last, first = bisect_left(self.starts, at), bisect_left(self.starts, max(0, at - REACH))
        return self.mentions[first:last][::-1]


@cache
def body_words(profile: str) -> frozenset[str]:
    """Return the words that open or close the name of a body: "ministry", „министерството“."""
    found = bodies(profile)
    return frozenset(each.lower() for each in (*found.heads, *found.heads_after))
