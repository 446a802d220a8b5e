"""How the source, and the text itself, stand to what is reported."""

from __future__ import annotations

from merilo.attribution.cues import Tongue
from merilo.attribution.lines import Line
from merilo.attribution.reported import Draft
from merilo.model import Stance

NEAR = 3  # words before a cue or its source in which "allegedly" still speaks of the whole


def stance(line: Line, draft: Draft) -> Stance:
    """Return what the cue says of its content: that it is so, is not so, may not be so, is asked, or is left open.

    "Did not deny" and "did not confirm" leave it open; "does not believe" says it is not so.
    """
    cue = draft.cue
    if cue is None:
        return "asserts"
    if cue.kind == "asks":
        return "asks"
    if cue.kind == "denies":
        return "unconfirmed" if cue.negated else "denies"
    if cue.kind == "doubts":
        return "unconfirmed" if cue.negated else "doubts"
    if not cue.negated:
        return "asserts"
    return "denies" if cue.kind == "holds" else "unconfirmed"


def hedged(line: Line, draft: Draft, words: Tongue) -> bool:
    """Say whether the text keeps its distance: "allegedly", «якобы» by the cue or where the content begins."""
    places: list[tuple[int, int]] = []
    if draft.cue is not None:
        places.append((max(0, draft.cue.first - NEAR), min(len(line.row), draft.cue.last + NEAR)))
    places += [(first, min(last, first + 2 * NEAR)) for first, last in draft.content]
    return any(words.hedges.at(line.row, at) is not None for first, last in places for at in range(first, last))
