"""A second speaker by the verb of the first: „Она је најавила да ..., а председник Кецман да ...“."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from merilo.attribution.cues import Tongue
from merilo.attribution.draft import Draft
from merilo.attribution.lines import Line, Range
from merilo.attribution.reported import names_somebody

LONGEST = 8  # words that name the second speaker
KINDS = ("says", "holds", "denies", "relays")


def gapped(line: Line, drafts: Sequence[Draft], tongue: Tongue) -> list[Draft]:
    """Return the drafts, what a second speaker says by the verb of the first apart from what the first says."""
    made: list[Draft] = []
    for draft in drafts:
        made += _split(line, draft, tongue)
    return made


def _split(line: Line, draft: Draft, tongue: Tongue) -> list[Draft]:
    if draft.cue is None or draft.cue.kind not in KINDS or draft.trailing or draft.source is None:
        return [draft]
    begin, end = draft.content[-1]
    joins = line.row[begin].lower
    if joins not in tongue.complementisers or draft.cue.last > begin:
        return [draft]
    for at in range(begin + 1, end - 2):
        if line.row[at].lower == joins:
            return [draft]  # „каже да Лукић хоће да оде, а Симић да остане“: the verb inside may be meant as well
        second = _second(line, at, end, joins, tongue)
        if second is not None:
            source, rest = second
            first = replace(draft, content=(*draft.content[:-1], (begin, at)))
            return [first, *_split(line, replace(draft, source=source, content=((rest, end),)), tongue)]
    return [draft]


def _second(line: Line, at: int, end: int, joins: str, tongue: Tongue) -> tuple[Range, int] | None:
    """Return who else speaks behind a comma and "while", and where his words begin: ", а Симић да"."""
    row = line.row
    joined = row[at + 1].lower in tongue.breakers or (tongue.bare and row[at + 1].lower in tongue.conjunctions)
    if row[at].lower != "," or not joined:
        return None
    for that in range(at + 3, min(end - 1, at + 3 + LONGEST)):
        if row[that].lower == joins:
            close = that - (row[that - 1].lower == "," or line.is_dash(that - 1))
            source = (at + 2, close)
            return (source, that) if source[0] < close and _is_name(line, source, tongue) else None
        if row[that].lower in (",", ":") and that + 1 < end and row[that + 1].lower != joins:
            return None
    return None


def _is_name(line: Line, source: Range, tongue: Tongue) -> bool:
    """Say whether nothing but somebody's name and title stands in a stretch."""
    if tongue.bare and not line.row[source[1] - 1].is_capital:
        return False  # "and those that had left"
    owned = line.row[source[0]].lower in tongue.possessives  # „а његов менаџер да“
    return (owned or names_somebody(line, source, tongue)) and not any(
        word.lower in tongue.auxiliaries
        or word.lower in tongue.adverbs
        or word.lower in tongue.negations
        or line.cue_at(at) is not None
        for at, word in enumerate(line.row[slice(*source)], source[0])
    )
