"""Content that stands before its cue, or around it: "..., she said, ..."."""

from __future__ import annotations

from collections.abc import Sequence

from merilo.attribution.ahead import REACH, past_circumstances
from merilo.attribution.clauses import goes_on, left_bound
from merilo.attribution.cues import Tongue
from merilo.attribution.lines import DASHES, QUOTED, Cue, Line, Range
from merilo.attribution.phrases import after_cue
from merilo.attribution.questions import opening

NEAR = 3  # words between a cue and the document it names


def behind(
    line: Line, cue: Cue, start: int, source: Range | None, leads: Sequence[Cue | None], tongue: Tongue
) -> tuple[Range, ...] | None:
    """Return the content before the clause of a trailing or inserted cue ("..., she said, ..."), or None."""
    row = line.row
    if start == 0:
        return None
    mark = start - 1
    if not (row[mark].lower in (",", QUOTED) or line.is_dash(mark)):
        return None
    if row[mark].lower == QUOTED and mark not in line.quotes:
        return None
    if cue.kind == "denies" and cue.last < len(row) and tongue.likewise.at(row, cue.last) is not None:
        return None  # „Портпаролот, Лазов, тоа го отфрли како невистина“
    if cue.kind == "impersonal" and row[start].lower in tongue.relatives:
        return None  # „..., која се очекува да поднесе“
    if row[mark].lower == "," and mark - 1 not in line.quotes and goes_on(line, cue, tongue):
        return None  # "..., and asked" goes on with what comes after
    if row[mark].lower == "," and mark - 1 not in line.quotes and cue.kind == "denies" and cue.negated:
        return None  # „Лекарот, чие име е познато, ниту потврди ниту негираше“ reports nothing
    if mark > 2 and row[mark].lower == row[mark - 2].lower == "," and row[mark - 1].lower in tongue.adverbs:
        return None  # „Жителите, пак, не веруваат никому“: their subject stands before
    end = mark + 1 if mark in line.quotes else mark
    begin = left_bound(line, cue, end, leads, tongue)
    asked = opening(line, tongue)
    if end <= begin or (asked is not None and end <= asked[2][1] + 1):
        return None  # „Упитан да ли је видео оружје, одговорио је да није“
    close = _clause_close(line, cue, source is None, mark in line.quotes or at_quote(line, start), tongue)
    if close is None:
        return None
    if begin + 1 < end and (end - 1) in line.quotes and line.row[end - 2].lower in (":",):
        begin = end - 1
    if cue.kind in ("denies", "doubts") and source is None and _is_name(line, begin, end, tongue):
        return None  # „Dritan Meta, kryetar i grupit “Bregu”, dyshon“
    parts = [(begin, end)]
    alone = start == cue.first and close == cue.last and row[mark].lower == "," and cue.kind in ("says", "holds")
    after_quote = end - 1 in line.quotes or at_quote(line, start)
    rest = _resumed(line, close, after_quote, tongue, alone=alone)
    least = 2 if begin == 0 and source is None and not cue.converb else 3  # „Мост затворен, јавља Бета“
    if rest is None and end - begin < least and not any(at in line.quotes for at in range(begin, end)):
        return None  # too little to be what somebody said
    if rest is not None:
        parts.append(rest)
    return tuple(parts)


def _is_name(line: Line, begin: int, end: int, tongue: Tongue) -> bool:
    """Say whether a stretch is only a name and, behind a comma, what he is."""
    row = line.row
    comma = next((at for at in range(begin, end) if row[at].lower == ","), None)
    if comma is None or comma + 1 >= end or tongue.bare or begin in line.quotes:
        return False
    return all(row[at].is_capital for at in range(begin, comma)) and row[comma + 1].lower in tongue.persons


def at_quote(line: Line, start: int) -> bool:
    """Say whether a clause begins right after a quotation, or after the comma and dash that follow one."""
    row = line.row
    at = start - 1
    for _ in range(2):
        if at >= 0 and (row[at].lower == "," or row[at].lower in DASHES):
            at -= 1
    return at in line.quotes


def _clause_close(line: Line, cue: Cue, inverted: bool, quoted: bool, tongue: Tongue) -> int | None:
    """Return where the clause of a trailing cue ends, or None where it goes on and so reports something else.

    After a quotation anything may follow the cue; after a mere comma only a source, and a time or a place.
    """
    row, at = line.row, cue.last
    if inverted:
        named = after_cue(line, at, len(row), tongue)
        at = named[1] if named is not None else at
    at = past_circumstances(line, cue, at, len(row), tongue)
    at = _past_place(line, at, tongue) if inverted else at
    paper = any(row[k].lower in tongue.documents for k in range(cue.last, min(at + 1 + NEAR, len(row))))
    at = _past_paper(line, cue, at, tongue) if paper else at
    budget = REACH if quoted else 1
    while at < len(row) and budget:
        lower = row[at].lower
        if line.stops(at) or lower in (",", ":", QUOTED) or line.is_dash(at):
            return at
        if line.cue_at(at) not in (None, cue):
            return at
        if paper and lower in tongue.relatives and lower not in tongue.complementisers:
            return at  # „... стои во дописот што протече“
        if lower in tongue.complementisers:
            return None if budget > REACH - 2 else at
        at += 1
        budget -= 1
    return at if at >= len(row) else None


def _past_place(line: Line, at: int, tongue: Tongue) -> int:
    """Pass over a place that closes the clause: „..., изјави Петров во Скопје.“"""
    row, last = line.row, at + 1
    if tongue.bare or at >= len(row) or row[at].lower not in tongue.prepositions:
        return at
    while last < len(row) and row[last].is_capital:
        last += 1
    return last if last > at + 1 and (last >= len(row) or not row[last].is_word) else at


def _past_paper(line: Line, cue: Cue, at: int, tongue: Tongue) -> int:
    """Pass over the document that a cue names and whose it is („стои у допису директора Бабића у који је ...“)."""
    row = line.row
    while at < len(row) and not line.stops(at) and row[at].lower not in (",", ":", QUOTED):
        lower = row[at].lower
        if lower in tongue.relatives or lower in tongue.complementisers or line.cue_at(at) not in (None, cue):
            break
        if lower in tongue.prepositions and at + 1 < len(row) and row[at + 1].lower in tongue.relatives:
            return at + 1
        at += 1
    return at


def _joins(lower: str, tongue: Tongue) -> bool:
    return lower in tongue.conjunctions or lower in tongue.complementisers or lower in tongue.breakers


def _resumed(line: Line, close: int, quoted: bool, tongue: Tongue, *, alone: bool) -> Range | None:
    """Return the content that goes on after an inserted cue, or None; one `alone` between commas only interrupts it."""
    row = line.row
    if close >= len(row):
        return None
    if row[close].lower in tongue.relatives:
        return None
    if quoted and close + 2 < len(row) and row[close + 1].lower in tongue.prepositions:
        second = row[close + 2].lower
        if second in tongue.relatives or second in tongue.interrogatives or second in tongue.weak:
            return None  # „„...“, обратио јој се, на шта га је судија опоменула“
    at = close + 1
    while at < len(row) and (row[at].lower in (",", ":") or line.stops(at) or row[at].lower in DASHES):
        at += 1
    if at in line.quotes:
        return at, at + 1
    if close in line.quotes:
        return close, close + 1
    heads = [word.lower for word in row[at : at + NEAR + 1] if word.lower not in tongue.complementisers]
    asks = alone and at < len(row) and row[at].lower in tongue.interrogatives and row[at].lower not in tongue.relatives
    asks = asks or (at < len(row) and row[at].lower in tongue.breakers)  # „..., али само онима који“
    if quoted or (any(lower in tongue.relatives for lower in heads) and not asks):
        return None  # after a quotation, only another one goes on with it
    if (
        alone
        and not tongue.bare
        and row[close].lower == ","
        and len(row) - at > 2
        and not _joins(row[at].lower, tongue)
    ):
        return at, len(row)
    if row[close].lower == "," and len(row) - at > 2 and line.cue_at(at) is None:
        stop = next((cue.first for cue in line.cues if cue.first > at), len(row))
        return (at, len(row)) if stop == len(row) else None
    return None
