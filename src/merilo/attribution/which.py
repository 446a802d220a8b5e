"""What a clause with "which" says of the one before it: „Кључ је код чувара, што он пориче“."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from merilo.attribution.cues import Tongue
from merilo.attribution.draft import Draft
from merilo.attribution.lines import Cue, Line, Range
from merilo.attribution.phrases import after_cue, before_cue
from merilo.attribution.reported import names_somebody

FAR = 8  # words from "which" to its verb
FEWEST = 2  # words of what is confirmed or denied
KINDS = ("denies", "doubts")


def which(line: Line, drafts: Sequence[Draft], tongue: Tongue) -> list[Draft]:
    """Return the drafts, with who denies or confirms, by a "which", what stands in the clause before."""
    found = list(_pointing_back(line, drafts, tongue))
    heads = {draft.cue.head for draft in found if draft.cue is not None}
    return [draft for draft in drafts if draft.cue is None or draft.cue.head not in heads] + found


def _pointing_back(line: Line, drafts: Sequence[Draft], tongue: Tongue) -> Iterator[Draft]:
    row = line.row
    for cue in line.cues:
        confirms = tongue.confirms.at(row, cue.head) is not None
        tells = any(draft.cue == cue and draft.content[-1][1] > cue.last for draft in drafts)
        if (cue.kind not in KINDS and not confirms) or tells:
            continue
        at = next((k for k in range(cue.first - 1, max(0, cue.first - FAR), -1) if row[k].lower == ","), None)
        hit = None if at is None else tongue.which.at(row, at + 1)
        if at is None or hit is None or hit.last > cue.head or any(_opens(draft, at) for draft in drafts):
            continue
        close = cue.last
        while close < len(row) and row[close].is_word and line.cue_at(close) in (None, cue):
            close += 1
        if close < len(row) and not (line.stops(close) or row[close].lower == ","):
            continue
        source = _source(line, cue, hit.last, close, tongue)
        content = _before(line, at, drafts)
        if source is not None and content[1] - content[0] >= FEWEST:
            yield Draft(replace(cue, first=max(cue.first, hit.last)), source, (content,))


def _opens(draft: Draft, at: int) -> bool:
    """Say whether a "which" is the "that" of what somebody said: «сообщил, что мэр это отрицает»."""
    return any(first in (at, at + 1) for first, _ in draft.content)


def _source(line: Line, cue: Cue, start: int, close: int, tongue: Tongue) -> Range | None:
    latter = next((hit for hit in tongue.latter.find(line.row) if start <= hit.first and hit.last <= cue.head), None)
    if latter is not None:
        return latter.first, latter.last  # „што је овај одбацио“
    behind = cue.last
    while behind < close and line.row[behind].lower in tongue.conjunctions:
        behind += 1  # „što je potvrdila i ravnateljica“
    found = (
        before_cue(line, start, cue.first, tongue) if start < cue.first else None,
        after_cue(line, behind, close, tongue) if close > behind else None,
    )
    return next((each for each in found if each is not None and names_somebody(line, each, tongue)), None)


def _before(line: Line, comma: int, drafts: Sequence[Draft]) -> Range:
    """Return what is meant: what somebody said right before, or else the sentence up to there."""
    for draft in drafts:
        for first, last in draft.content:
            if first < comma <= last:
                return first, comma
    return 0, comma
