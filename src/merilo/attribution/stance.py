"""How the source, and the text itself, stand to what is reported."""

from __future__ import annotations

from merilo.attribution.cues import REFUSES, Tongue
from merilo.attribution.lines import Line
from merilo.attribution.reported import Draft
from merilo.model import Stance

NEAR = 3  # words before a cue or its source in which "allegedly" still speaks of the whole


def stance(draft: Draft) -> Stance:
    """Return what the cue of a draft says of its content."""
    return "asserts" if draft.cue is None else stance_of(draft.cue.kind, draft.cue.negated)


def stance_of(kind: str, negated: bool) -> Stance:
    """Return what a cue says of its content: that it is so, is not so, may not be so, is asked, or is left open.

    "Did not deny" and "did not confirm" leave it open; "does not believe" says it is not so.
    """
    if kind == "asks":
        return "asks"
    if kind == REFUSES:
        return "unconfirmed"
    if kind in ("denies", "doubts") and not negated:
        return "denies" if kind == "denies" else "doubts"
    if not negated:
        return "asserts"
    return "denies" if kind == "holds" else "unconfirmed"


def hedged(line: Line, draft: Draft, words: Tongue) -> bool:
    """Say whether the text keeps its distance: "allegedly", «якобы» by the cue or where the content begins."""
    places: list[tuple[int, int]] = []
    if draft.cue is not None:
        places.append((max(0, draft.cue.first - NEAR), min(len(line.row), draft.cue.last + NEAR)))
    if draft.cue is not None and line.row[draft.cue.tail - 1].lower in words.prepositions:
        places = []  # „thuhet në njoftimin“ names the document
    places += [(first, min(last, first + 2 * NEAR)) for first, last in draft.content]
    return any(words.hedges.at(line.row, at) is not None for first, last in places for at in range(first, last))
