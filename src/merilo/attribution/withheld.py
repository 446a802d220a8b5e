"""What somebody would not tell, by its noun: "declined to name the buyers", «назвать сумму в банке отказались»."""

from __future__ import annotations

from collections.abc import Iterator

from merilo.attribution.apposition import apposition
from merilo.attribution.clauses import clause_start
from merilo.attribution.cues import REFUSES, Tongue
from merilo.attribution.draft import Draft
from merilo.attribution.lines import Cue, Line
from merilo.attribution.objects import before_verb
from merilo.attribution.phrases import before_cue
from merilo.attribution.reported import names_somebody

NEAR = 4  # words between a refusal and the verb of telling


def withheld(line: Line, tongue: Tongue) -> Iterator[Draft]:
    """Yield what somebody would not tell, as left open by him."""
    row = line.row
    for at, word in enumerate(row):
        refuses = word.lower in tongue.unwilling
        if not refuses and not (word.lower in tongue.willing and _negated(line, at, tongue)):
            continue
        first = at
        while first > 0 and (row[first - 1].lower in tongue.negations or row[first - 1].lower in tongue.auxiliaries):
            first -= 1
        cue = Cue(first, at, at + 1, at + 1, REFUSES)
        if any(one.lower in tongue.none_of for one in row[clause_start(line, cue, tongue) : at]):
            continue  # „нико неће да каже“
        draft = _told_behind(line, cue, tongue) or _told_before(line, cue, tongue)
        if draft is not None:
            yield draft


def _negated(line: Line, at: int, tongue: Tongue) -> bool:
    return any(line.row[k].lower in tongue.negations for k in range(max(0, at - 2), at))


def _told_behind(line: Line, cue: Cue, tongue: Tongue) -> Draft | None:
    """Read "declined to name the buyers", „одби да ги именува купувачите“, „суму није хтела да каже“."""
    row, start = line.row, clause_start(line, cue, tongue)
    verb = next((at for at in range(cue.last, min(len(row), cue.last + NEAR)) if row[at].lower in tongue.disclosing), 0)
    if not verb or any(not row[at].is_word for at in range(cue.last, verb)):
        return None
    end = verb + 1
    while end < len(row) and not (line.stops(end) or row[end].lower in (",", ":") or line.is_dash(end)):
        end += 1
    if end > verb + 1 and row[verb + 1].lower in tongue.complementisers:
        return None
    source = before_cue(line, start, cue.first, tongue) or apposition(line, cue, start, tongue)
    if end > verb + 1:
        whole = (_verb_phrase(line, cue, verb, tongue), end)
        return Draft(cue, source, (whole,))
    both = before_verb(line, cue, tongue)
    if both is not None:
        return Draft(cue, both[0], (both[1],))
    return None


def _verb_phrase(line: Line, cue: Cue, verb: int, tongue: Tongue) -> int:
    """Return where "to name" begins, with its small words and without those of the refusal."""
    first = verb
    while first > cue.last and line.row[first - 1].lower not in tongue.unwilling:
        first -= 1
    return first


def _told_before(line: Line, cue: Cue, tongue: Tongue) -> Draft | None:
    """Read «назвать сумму в банке отказались», «раскрыть подробности следователь не захотел»."""
    row, start = line.row, clause_start(line, cue, tongue)
    while start < cue.first and row[start].lower in tongue.breakers:
        start += 1
    if tongue.bare or start >= cue.first:
        return None
    verb = row[cue.first - 1].lower in tongue.disclosing
    who = cue.first - 2  # «Журналы он показать отказался»
    told = verb and who > start and tongue.gender.get(row[who].lower) in ("he", "she")
    end = who if told else cue.first
    first = start + (told and start == 0)  # the capital of a line says nothing
    named = any(_begins_somebody(line, at, tongue) for at in range(first, end))
    if verb and end - start > (not told) and not named:
        return Draft(cue, (who, who + 1) if told else None, ((start, end),))  # «но подробности раскрыть отказались»
    if row[start].lower not in tongue.disclosing:
        return None
    end = start + 1
    while end < cue.first and not _begins_somebody(line, end, tongue):
        end += 1
    if end == start + 1:
        return None
    source = (end + (row[end].lower in tongue.bodies), cue.first) if end < cue.first else None
    if source is not None and (source[0] >= source[1] or not (end < source[0] or names_somebody(line, source, tongue))):
        source = None
    return Draft(cue, source, ((start, end),))


def _begins_somebody(line: Line, at: int, tongue: Tongue) -> bool:
    word = line.row[at]
    return word.lower in tongue.bodies or word.lower in tongue.persons or word.is_capital
