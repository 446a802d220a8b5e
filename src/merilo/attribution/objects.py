"""What stands before its verb: the document that "it says in", and what is neither confirmed nor denied."""

from __future__ import annotations

from merilo.attribution.clauses import clause_start
from merilo.attribution.cues import Tongue
from merilo.attribution.lines import Cue, Line, Range

FAR = 8  # words from a document to the comma before "in which"
OBJECT = 4  # words of what is denied


def document_of(line: Line, cue: Cue, tongue: Tongue) -> Range | None:
    """Return the document in which something "is said": „преноси саопштење министарства, у коме се каже да“."""
    row, start = line.row, clause_start(line, cue, tongue)
    if cue.kind != "impersonal":
        return None
    for at in range(start, cue.tail - 1):
        if row[at].lower not in tongue.prepositions:
            continue
        if row[at + 1].lower in tongue.relatives or (at + 2 < cue.tail and row[at + 2].lower in tongue.relatives):
            return _before_relative(line, at, tongue)
    return None


def _before_relative(line: Line, at: int, tongue: Tongue) -> Range | None:
    """Return the document before the comma of a "in which"."""
    row = line.row
    if at < 2 or row[at - 1].lower != ",":
        return None
    first = next((k for k in range(at - 2, max(-1, at - 2 - FAR), -1) if row[k].lower in tongue.documents), None)
    return None if first is None else (first, at - 1)


def before_verb(line: Line, cue: Cue, tongue: Tongue) -> tuple[Range, Range] | None:
    """Return who speaks and what he denies or leaves open, where both stand before the verb; else None.

    „Министар Зоран Лукић те бројке оспорава“, «В колонии жалоб не подтвердили», „Од болницата наводите ги негираа“.
    """
    row, start = line.row, clause_start(line, cue, tongue)
    end = cue.first
    while end > start and (row[end - 1].lower in tongue.auxiliaries or row[end - 1].lower in tongue.clitics):
        end -= 1
    first = start
    body = start < end and row[start].lower in tongue.bodies
    first += body
    named = [at for at in range(first, end) if _names(line, at, start, tongue)]
    split = named[-1] + 1 if named else first + 1
    if body and not named and first < end and row[first].lower in tongue.documents:
        return None
    while split < end and (row[split].lower in tongue.auxiliaries or row[split].lower in tongue.clitics):
        split += 1
    thing = row[split:end]
    if not first < split < end or end - split > OBJECT or (not body and not named):
        return None
    if not all(word.is_word for word in thing) or row[end - 1].lower in tongue.persons:
        return None
    if all(_small(word.lower, tongue) for word in thing) or any(
        word.lower in tongue.prepositions or word.lower in tongue.relatives for word in thing
    ):
        return None
    hit = tongue.points.at(row, split)
    if hit is not None and hit.last >= end:
        return None  # «в ведомстве этого не подтверждают» points back
    return (first, named[-1] + 1 if named else first + 1), (split, end)


def _names(line: Line, at: int, start: int, tongue: Tongue) -> bool:
    word = line.row[at]
    if word.lower in tongue.persons or tongue.gender.get(word.lower) in ("he", "she"):
        return True
    return word.is_capital and (at > start or line.row[at - 1].lower in tongue.bodies)


def _small(lower: str, tongue: Tongue) -> bool:
    return (
        lower in tongue.adverbs
        or lower in tongue.times
        or lower in tongue.pronouns
        or lower in tongue.breakers
        or lower in tongue.conjunctions
        or lower in tongue.negations
        or lower in tongue.complementisers
    )
