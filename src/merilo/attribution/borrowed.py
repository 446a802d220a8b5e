"""News that one outlet has from another: "..., citing Reuters", "named the portal as its source"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from merilo.attribution.apposition import leading
from merilo.attribution.cues import Tongue
from merilo.attribution.draft import Draft
from merilo.attribution.lines import Cue, Line, Range
from merilo.attribution.phrases import after_cue

NEAR = 4  # words between "as its source" and the verb that names it


def cited(drafts: Sequence[Draft]) -> list[Draft]:
    """Return the drafts, those of a "citing" with the content of the one who cites and with him as their carrier."""
    made: list[Draft] = []
    for at, draft in enumerate(drafts):
        if draft.cue is not None and draft.cue.kind == "citing":
            around = [other for other in (*reversed(drafts[:at]), *drafts[at + 1 :]) if _cites(other, draft)]
            if around:
                draft = replace(draft, content=around[0].content, through=around[0].source)
        made.append(draft)
    return made


def _cites(other: Draft, draft: Draft) -> bool:
    """Say whether another draft's source may be the one who cites."""
    if other.cue is None or draft.cue is None or other.source is None or other.source == draft.source:
        return False
    if other.cue.kind in ("according", "initial"):  # „Според весникот „Глас“, кој се повикува на „Мост““
        return 0 <= draft.cue.first - other.source[1] <= NEAR
    return other.cue.kind in ("says", "relays", "holds", "denies")


def as_source(line: Line, tongue: Tongue) -> Iterator[Draft]:
    """Yield what a line names "as its source": the source, with the subject of the line as the carrier."""
    row = line.row
    for hit in tongue.as_source.find(row):
        verbs = [cue for cue in line.cues if abs(cue.first - hit.last) <= NEAR or cue.last <= hit.first]
        if not verbs:
            continue
        after = next((cue for cue in verbs if cue.first >= hit.last), None)
        verb = after or verbs[-1]
        if after is not None:
            source = after_cue(line, verb.last, len(row), tongue)
        else:
            source = after_cue(line, verb.last, hit.first, tongue) or after_cue(line, hit.last, len(row), tongue)
        teller = _subject(line, min(hit.first, verb.first), tongue)
        if source is None or teller is None:
            continue
        joint = min(hit.first, verb.first)
        while joint > teller[1] and row[joint - 1].lower in tongue.conjunctions:
            joint -= 1
        begin = _past_small(line, teller[1], joint, tongue)
        told = (begin, joint) if joint > begin else None
        if told is not None and line.stretch(*told) is not None:
            first, last = min(hit.first, verb.first), max(hit.last, verb.last)
            cue = (
                Cue(hit.first, hit.first, hit.last, hit.last, "citing")
                if after is None
                else Cue(first, first, last, last, "citing")
            )
            yield Draft(cue, source, (told,), through=teller)


def _past_small(line: Line, at: int, end: int, tongue: Tongue) -> int:
    """Return where a stretch begins without the marks and small words at its head (", пак, ја ...")."""
    row = line.row
    while at < end and (
        not row[at].is_word
        or row[at].lower in tongue.adverbs
        or row[at].lower in tongue.auxiliaries
        or row[at].lower in tongue.clitics
    ):
        at += 1
    return at


def _subject(line: Line, end: int, tongue: Tongue) -> Range | None:
    """Return the name or title that the line begins with."""
    row, first = line.row, 0
    while first < end and not (row[first].is_word or row[first].text[0].isdigit()):
        first += 1
    return leading(line, first, end, tongue)
