"""The door: an article against a table of known facts."""

from __future__ import annotations

from merilo.facts.lives import lives
from merilo.facts.offices import offices
from merilo.facts.page import leaf_of
from merilo.facts.places import places
from merilo.facts.rows import Facts
from merilo.facts.served import served
from merilo.model import Finding, Reading, Span

MOST = 50


def against(reading: Reading, facts: Facts) -> tuple[Finding, ...]:
    """Hold a reading against a table; return the disagreements in the order of the text, each naming its row.

    What the table does not know is no finding, and each is a warning that is less than sure: a table can be wrong.
    """
    leaf = leaf_of(reading, facts)
    found: dict[tuple[str, tuple[Span, ...]], Finding] = {}
    for part in (offices, served, lives, places):
        for each in part(leaf):
            found.setdefault((each.rule, each.spans), each)
    return tuple(sorted(found.values(), key=lambda each: (each.spans, each.rule)))[:MOST]
