"""Who asks and who answers in an interview whose turns bear no names: the headline, the lead or the credit says it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from merilo.attribution.exchange import Turn, exchange
from merilo.model import Attribution, Reading, Span
from merilo.text.paragraphs import paragraphs
from merilo.text.words import words
from merilo.voices.cast import Cast

CREDIT = 8  # words of the line that names who asked


@dataclass(frozen=True, slots=True)
class Interview:
    """The turns by where they begin, and the entities of the two; None where the text does not decide."""

    turns: dict[int, Turn]
    asking: str | None = None
    answering: str | None = None

    def speaker(self, told: Attribution) -> str | None:
        """Return who speaks where an attribution is a turn of the interview."""
        turn = self.turns.get(told.content[0].start)
        if turn is None or told.cue is not None or told.source is not None:
            return None
        return self.asking if turn.asks else self.answering

    @property
    def two(self) -> frozenset[str]:
        """Return the people that "he" and "she" cannot mean in a turn."""
        return frozenset(who for who in (self.asking, self.answering) if who is not None)


def interview(reading: Reading, cast: Cast) -> Interview:
    """Return who asks and answers; without turns where the text is no interview without names.

    The one who answers is the only person named before the first question, the one who asked left out; of several the
    only one whom both the headline and the lead name.
    """
    turns = exchange(reading, cast.words)
    if not turns:
        return Interview({})
    first, last = turns[0].span.start, turns[-1].span.end
    asking = _credited(cast, [Span(0, first)] + ([Span(last, len(cast.text))] if last < len(cast.text) else []))
    headline = next((part.end for part in paragraphs(cast.text)), 0)
    named = {each.entity for each in cast.mentions if each.type == "PER" and each.span.end <= first} - {asking}
    above = {each.entity for each in cast.mentions if each.span.end <= headline}
    below = {each.entity for each in cast.mentions if headline < each.span.start < first}
    alone = named if len(named) == 1 else named & above & below
    answering = next(iter(alone)) if len(alone) == 1 else None
    return Interview({turn.span.start: turn for turn in turns}, asking, answering)


def _credited(cast: Cast, parts: Sequence[Span]) -> str | None:
    """Return whom a short line of its own names as who asked: „Разговараше: Билјана Стојкова“."""
    for paragraph in paragraphs(cast.text):
        if not any(part.holds(paragraph) for part in parts):
            continue
        row = words(cast.text, paragraph)
        if sum(word.is_word for word in row) > CREDIT:
            continue
        if any(cast.words.interviewers.at(row, at) is not None for at in range(len(row))):
            people = {each.entity for each in cast.within(paragraph) if each.type == "PER"}
            if len(people) == 1:
                return people.pop()
    return None
