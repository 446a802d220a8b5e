"""What is told "according to" somebody, or to a document: his name follows, and the rest of the sentence is his."""

from __future__ import annotations

from merilo.attribution.apposition import told_more
from merilo.attribution.clauses import parts_clauses
from merilo.attribution.cues import OF_PRONOUN, Tongue
from merilo.attribution.draft import Draft
from merilo.attribution.lines import DASHES, PREPOSITIONAL, Cue, Line, Range
from merilo.attribution.phrases import after_cue

SHORT = 10  # words that tell more of a document
FEWEST = 4  # words and marks of what it says


def according(line: Line, cue: Cue, tongue: Tongue) -> Draft | None:
    """Read "according to": its source follows, and the rest of the sentence is the content."""
    row = line.row
    own = cue.kind in OF_PRONOUN
    source = None if own else after_cue(line, cue.last, len(row), tongue)
    if source is None and not own:
        return None
    if not own and not tongue.bare and row[cue.last].lower in tongue.relatives:
        return None  # „споразумение, според което ФБР трябва да“
    while source is not None and source[1] - source[0] > 1 and row[source[1] - 1].lower in tongue.relatives:
        source = source[0], source[1] - 1  # „radnika koji je želio ostati anoniman“
    if source is not None and cue.first == 0:
        source = _to_comma(line, source)
    close = cue.last if source is None else source[1]
    content: list[Range] = []
    begin = 0
    for other in line.cues:
        if other.last <= cue.first:
            begin = next((at for at in range(other.last, cue.first) if row[at].lower in tongue.complementisers), begin)
            if (
                other.kind in PREPOSITIONAL
            ):  # «по мнению X, одни ..., а другие, по словам Y, ...»: Y's is the last clause
                begin = max(
                    (at for at in range(other.last, cue.first) if parts_clauses(line, at, tongue)), default=begin
                )
    begin = max((at + 1 for at in range(begin, cue.first) if row[at].lower == ":"), default=begin)  # "Naumov: ..."
    while begin < cue.first and row[begin].lower in tongue.conjunctions:
        begin += 1
    if cue.first - begin > 1:
        content.append((begin, cue.first))
    if content and close < len(row) and row[close].lower in tongue.prepositions:
        # "..., according to the report for 2022, ...": the rest of the sentence goes on after the next comma
        close = next((at for at in range(close, len(row)) if row[at].lower in (",", *DASHES)), len(row))
    if source is not None and (papers := _paper_clause(line, source, close, tongue)) is not None:
        close = papers
    elif source is not None and (aside := told_more(line, close, tongue)) is not None:
        asked = any(tongue.nameless.at(row, at) is not None for at in range(close, aside))
        source, close = ((source[0], aside) if asked else source), aside
    elif not content and cue.first == 0 and (told_of := _told_of_paper(line, source, close, tongue)) is not None:
        close = told_of
    rest = close + 1 if close < len(row) and row[close].lower in (",", ":", *DASHES) else close
    if rest < len(row) and row[rest].lower in tongue.relatives and row[rest].lower not in tongue.complementisers:
        rest = len(row) if content else rest  # "It had, according to Pirie, who held up a list"
    if len(row) - rest > 2:
        content.append((rest, len(row)))
    return Draft(cue, source, tuple(content)) if content else None


def _to_comma(line: Line, source: Range) -> Range:
    """Cut a source at its only comma where no second one parts it from the words: „Според информациите, одборот“."""
    row, (first, last) = line.row, source
    commas = [at for at in range(first, last) if row[at].lower == ","]
    closed = last < len(row) and row[last].lower == ","
    return source if closed or len(commas) != 1 else (first, commas[0])


def _paper_clause(line: Line, source: Range, close: int, tongue: Tongue) -> int | None:
    """Return where what tells more of a document ends ("emails leaked to X, ...", „писмо до кое дојде X, ...“)."""
    row = line.row
    if not any(row[at].lower in tongue.documents for at in range(*source)):
        return None
    at = close + (close < len(row) and row[close].lower == ",")
    if at + 1 >= len(row):
        return None
    relative = row[at].lower in tongue.relatives
    relative = relative or (row[at].lower in tongue.prepositions and row[at + 1].lower in tongue.relatives)
    if not relative and not (tongue.bare and row[at].lower in tongue.outlets):
        return None
    last = len(row) if len(row) - at <= SHORT else None  # it may run on to the sentence's end
    return next((k for k in range(at, min(len(row), at + SHORT)) if row[k].lower == ","), last)


def _told_of_paper(line: Line, source: Range | None, close: int, tongue: Tongue) -> int | None:
    """Return the comma behind what tells more of a document at a line's head: „Према извештају из марта, ...“."""
    row = line.row
    if tongue.bare or source is None or close >= len(row) or row[close].lower not in tongue.prepositions:
        return None
    comma = next((at for at in range(close, min(len(row), close + FEWEST)) if row[at].lower == ","), None)
    if comma is None or len(row) - comma < FEWEST or any(cue.first < comma <= cue.last for cue in line.cues[1:]):
        return None
    told = any(row[at].lower in tongue.auxiliaries or not row[at].text[0].isalnum() for at in range(close, comma))
    return None if told else comma
