"""Questions told with whose they are: „На питање судије Бранковић да ли ...“, «На вопрос адвоката, был ли ...»."""

from __future__ import annotations

from collections.abc import Iterator

from merilo.attribution.cues import Tongue
from merilo.attribution.lines import Cue, Line
from merilo.attribution.refused import question_at
from merilo.attribution.reported import Draft, names_somebody

REACH = 8  # words that name who asked, between the noun and the question


def asked(line: Line, tongue: Tongue) -> Iterator[Draft]:
    """Yield the question that opens a line behind a preposition, its noun and the name of who asked it."""
    row = line.row
    if tongue.bare or len(row) < 2 or row[0].lower not in tongue.prepositions or row[1].lower not in tongue.questions:
        return
    for at in range(2, min(len(row), 2 + REACH)):
        begin = question_at(line, at, len(row), tongue)
        if begin is None:
            continue
        first = 2 + (row[2].lower in tongue.attaching)  # „На прашањето на судијката дали“
        source = (first, at)
        close = next((k for k in range(begin, len(row)) if row[k].lower == "," and k > begin), None)
        if first < at and close is not None and names_somebody(line, source, tongue):
            yield Draft(Cue(0, 1, 2, 2, "asks"), source, ((begin, close),))
        return
