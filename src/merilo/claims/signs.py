"""What can be read off a sentence without a model: the signs that kinds, features and reasons are made from."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from operator import attrgetter

from merilo.claims.cues import Cue, cues
from merilo.claims.shares import shares
from merilo.model import Quantity, Span
from merilo.text.words import Word

COMPARES = frozenset(("compare",))
SHARE = frozenset(("share",))


@dataclass(frozen=True, slots=True)
class Signs:
    """The signs of one stretch: its words, cues and quantities."""

    span: Span
    row: tuple[Word, ...]
    cues: tuple[Cue, ...]
    quantities: tuple[Quantity, ...]

    def of(self, *names: str) -> tuple[Cue, ...]:
        """Return the cues of any of the classes."""
        return tuple(cue for cue in self.cues if cue.classes.intersection(names))

    def has(self, *names: str) -> bool:
        """Say whether a cue of any of the classes is there."""
        return any(cue.classes.intersection(names) for cue in self.cues)

    @property
    def asks(self) -> bool:
        """Say whether it ends as a question."""
        return any(word.text == "?" for word in self.row[-3:])

    @property
    def length(self) -> int:
        """How many words, marks left out."""
        return sum(word.is_word for word in self.row)

    def within(self, span: Span) -> Signs:
        """Return the signs of a part of this stretch."""
        return Signs(
            span,
            self.row[self.place(span.start) : self.place(span.end)],
            tuple(c for c in self.cues if span.start <= c.span.start < span.end),
            tuple(q for q in self.quantities if span.start <= q.span.start < span.end),
        )

    def place(self, offset: int) -> int:
        """Return the place in `row` of the first word that begins at an offset or behind it."""
        return bisect_left(self.row, offset, key=attrgetter("start"))

    def cue_at(self, offset: int) -> Cue | None:
        """Return the cue that covers an offset; they stand in order and none overlaps another."""
        at = bisect_right(self.cues, offset, key=attrgetter("span.start"))
        return self.cues[at - 1] if at and offset < self.cues[at - 1].span.end else None


def signs(span: Span, row: Sequence[Word], quantities: Sequence[Quantity], profile: str) -> Signs:
    """Read the signs of a stretch from its words and the quantities that lie in it.

    Figures in idioms are none, and a comparison that only bounds a figure ("more than 20") is none. A proportion is a
    cue of its own.
    """
    found = cues(row, profile)
    idioms = [cue.span for cue in found if "idiom" in cue.classes]
    figures = tuple(each for each in quantities if not any(each.span.overlaps(idiom) for idiom in idioms))
    return Signs(
        span,
        tuple(row),
        (
            *(cue for cue in found if "idiom" not in cue.classes and not _bounds(cue, figures)),
            *(Cue(SHARE, each) for each in shares(row, profile)),
        ),
        figures,
    )


def _bounds(cue: Cue, figures: Sequence[Quantity]) -> bool:
    return cue.classes == COMPARES and any(
        cue.span.overlaps(figure.span) or 0 <= figure.span.start - cue.span.end <= 1 for figure in figures
    )
