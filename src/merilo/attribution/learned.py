"""News that somebody has from somebody else: "the Courier has learned from two employees that ..."."""

from __future__ import annotations

from collections.abc import Sequence

from merilo.attribution.clauses import clause_start, content_end, left_bound
from merilo.attribution.cues import Tongue
from merilo.attribution.draft import Draft
from merilo.attribution.lines import QUOTED, Cue, Line, Range
from merilo.attribution.phrases import MARKS, after_cue, before_cue


def learned(line: Line, drafts: Sequence[Draft], tongue: Tongue) -> list[Draft]:
    """Return the drafts, with what was learned from somebody: he is its source, and who learned it carried it."""
    made = list(drafts)
    for which, cue in enumerate(line.cues):
        if not any(word.lower in tongue.learning for word in line.row[cue.head : cue.tail]):
            continue
        start, close = _clause(line, cue, tongue)
        found = _told(line, cue, (start, close), tongue)
        if found is None:
            continue
        source, teller = found
        leads = [draft.cue for draft in made if draft.cue is not None and draft.cue.head < cue.head]
        content = _content(line, which, (start, close), leads, tongue)
        if content:
            made = [draft for draft in made if draft.cue is None or draft.cue.head != cue.head]
            made.append(Draft(cue, source, content, through=teller))
    return made


def _clause(line: Line, cue: Cue, tongue: Tongue) -> Range:
    """Return the clause of a cue, without the "as" that may open it."""
    row, close = line.row, cue.last
    start = clause_start(line, cue, tongue)
    if start < cue.first and (hit := tongue.likewise.at(row, start)) is not None:
        start = min(hit.last, cue.first)
    while close < len(row) and not (row[close].lower in (",", ":", QUOTED) or line.stops(close) or line.is_dash(close)):
        if row[close].lower in tongue.complementisers:
            break
        close += 1
    return start, close


def _told(line: Line, cue: Cue, clause: Range, tongue: Tongue) -> tuple[Range, Range | None] | None:
    """Return who told it, and who learned it where that is named, in a clause with a "from"; else None."""
    row, (start, close) = line.row, clause
    for at in (*range(start, cue.first), *range(cue.last, close)):
        if row[at].lower not in tongue.learned_from:
            continue
        first, last = at + 1, cue.first if at < cue.first else close
        if at < cue.first:  # „Од извор близок до владата „Форум плус“ дознава дека“
            last = next((k for k in range(first + 1, last) if row[k].text in MARKS), last)
        if last > first and _is_somebody(line, (first, last), tongue):
            return (first, last), _teller(line, cue, (start, close), (at, last), tongue)
    return None


def _teller(line: Line, cue: Cue, clause: Range, told: Range, tongue: Tongue) -> Range | None:
    """Return who learned it: before the "from" or the cue, between the two, or behind both."""
    start, close = clause
    at, last = told
    if at < cue.first:
        if last < cue.first:
            return last, cue.first
        before = before_cue(line, start, at, tongue) if at > start else None
        return before or after_cue(line, cue.last, close, tongue)
    before = before_cue(line, start, cue.first, tongue) if cue.first > start else None
    return before or (after_cue(line, cue.last, at, tongue) if at > cue.last else None)


def _is_somebody(line: Line, told: Range, tongue: Tongue) -> bool:
    row = line.row
    if tongue.bare and row[told[0]].lower in tongue.articles:
        return True
    return any(
        row[at].is_capital
        or row[at].lower in tongue.persons
        or row[at].lower in tongue.documents
        or tongue.anonymous.at(row, at) is not None
        for at in range(*told)
    )


def _content(line: Line, which: int, clause: Range, leads: Sequence[Cue | None], tongue: Tongue) -> tuple[Range, ...]:
    """Return what was learned: behind "that", or what stands before the clause and goes on after it."""
    row, close = line.row, clause[1]
    opening = close + (close + 1 < len(row) and row[close].lower == ",")
    if opening < len(row) and (row[opening].lower in tongue.complementisers or row[close].lower in (":", QUOTED)):
        begin = close + (row[close].lower in (",", ":"))
        return ((begin, content_end(line, which, begin, tongue)),)
    cue = line.cues[which]
    before = clause_start(line, cue, tongue)
    if before > 0 and (hit := tongue.likewise.at(row, before - 1)) is not None and hit.last == before:
        before -= 1  # „..., kako je doznao Otočni list“
    parts: list[Range] = []
    if before > 1 and (row[before - 1].lower == "," or line.is_dash(before - 1)):
        begin = left_bound(line, cue, before - 1, leads, tongue)
        parts = [(begin, before - 1)] if before - 1 > begin else []
    if close + 2 < len(row) and row[close].lower == ",":
        parts.append((close + 1, len(row)))
    return tuple(parts)
