"""Questions that are told of: where one begins, and the one that opens a line with whose it is."""

from __future__ import annotations

from merilo.attribution.cues import Tongue
from merilo.attribution.lines import Cue, Line, Range

SECOND = 4  # words of a question before its particle: «подписан ли»
REACH = 8  # words that name who asked, between the noun and the question
HEAD = 5  # words from "when" to the verb: „Кога новинарите го прашаа“


def question_at(line: Line, at: int, end: int, tongue: Tongue) -> int | None:
    """Return where a question begins at an item or right behind its comma, or None."""
    row = line.row
    begin = at + (at < end and row[at].lower == ",")
    begin += (
        begin + 1 < end and row[begin].lower in tongue.prepositions and row[begin + 1].lower in tongue.interrogatives
    )
    if begin >= end:
        return None
    if tongue.whether.at(row, begin) is not None or row[begin].lower in tongue.interrogatives:
        return begin
    second = any(row[k].lower in tongue.second for k in range(begin + 1, min(end, begin + SECOND)))
    return begin if second and (begin > at or row[begin + 1].lower in tongue.second) else None


def opening(line: Line, tongue: Tongue) -> tuple[Cue, Range | None, Range] | None:
    """Return the question that a line opens with before its main clause: its cue, who asked, and its words.

    "Asked by the judge why ..., she"; „На питање судије Бранковић да ли ..., рекла је“; „Кога го прашаа кој ..., тој“.
    """
    found = _by_noun(line, tongue) or _by_participle(line, tongue) or _by_clause(line, tongue)
    if found is None:
        return None
    cue, source, begin = found
    close = next((at for at in range(begin + 1, len(line.row)) if line.row[at].lower == ","), None)
    return None if close is None else (cue, source, (begin, close))


def _by_noun(line: Line, tongue: Tongue) -> tuple[Cue, Range | None, int] | None:
    row = line.row
    noun = 0 if row[0].lower in tongue.questions and tongue.linkers.whole else 1
    if tongue.bare or len(row) < 2 or row[noun].lower not in tongue.questions:
        return None
    if noun and row[0].lower not in tongue.prepositions:
        return None
    first = noun + 1
    for at in range(first, min(len(row), first + REACH)):
        begin = question_at(line, at, len(row), tongue)
        if begin is not None:
            while first < at and (row[first].lower in tongue.prepositions or row[first].lower in tongue.linkers):
                first += 1  # „На прашањето на судијката дали“, „Pyetjes së gjyqtarit nëse“
            source = (first, at) if first < at else None
            return Cue(0, noun, noun + 1, noun + 1, "asks"), source, begin
    return None


def _by_participle(line: Line, tongue: Tongue) -> tuple[Cue, Range | None, int] | None:
    row = line.row
    hit = tongue.asked.at(row, 0)
    if hit is None:
        return None
    by = hit.last
    if by < len(row) and row[by].lower in tongue.by:
        for at in range(by + 1, min(len(row), by + REACH)):
            begin = question_at(line, at, len(row), tongue)
            if begin is not None:
                return Cue(0, 0, hit.last, hit.last, "asks"), ((by + 1, at) if at > by + 1 else None), begin
    begin = question_at(line, by, len(row), tongue)
    return None if begin is None else (Cue(0, 0, hit.last, hit.last, "asks"), None, begin)


def _by_clause(line: Line, tongue: Tongue) -> tuple[Cue, Range | None, int] | None:
    row = line.row
    if row[0].lower not in tongue.temporal:
        return None
    cue = next((each for each in line.cues if each.kind == "asks" and each.first <= HEAD), None)
    if cue is None:
        return None
    begin = question_at(line, cue.last, len(row), tongue)
    if begin is None:
        return None
    named = [at for at in range(1, cue.first) if row[at].lower in tongue.persons or row[at].is_capital]
    return cue, ((named[0], named[-1] + 1) if named else None), begin
