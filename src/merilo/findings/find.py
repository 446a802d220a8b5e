"""The door of the room: ask every rule about a reading."""

from __future__ import annotations

from merilo.findings import (
    age,
    amounts,
    calendar,
    counts,
    happenings,
    headline,
    order,
    people,
    quotations,
    ranking,
    sources,
    sums,
)
from merilo.findings.rule import RULES, ask
from merilo.findings.story import story_of
from merilo.model import Finding, Reading

# The modules that hold rules. Naming them here is what puts their rules on the list.
ROOMS = (calendar, happenings, order, age, counts, amounts, sums, ranking, people, headline, quotations, sources)


def find(reading: Reading, encoded: object | None = None) -> tuple[Finding, ...]:
    """Return what contradicts itself in a reading, in the order of the text.

    Every rule has its say; what a rule cannot know for sure it leaves unsaid.
    """
    if not reading.sentences:
        return ()
    return ask(story_of(reading), RULES)
