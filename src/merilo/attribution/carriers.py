"""Through whom or what the words came: "told Reuters", „за МИА“, "in a letter", "as the BBC reported"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from merilo.attribution.cues import Tongue
from merilo.attribution.draft import Draft
from merilo.attribution.lines import Line, Range
from merilo.attribution.phrases import in_marks
from merilo.model import Span

NEAR = 3  # words between a preposition and the document it introduces
LONGEST = 4  # words of an outlet's name
OPENING = '„“«"'  # before an outlet's name


def carriers(line: Line, draft: Draft, others: Sequence[Draft], tongue: Tongue) -> tuple[Span, ...]:
    """Return what carried the words of a draft: documents and outlets it names, then media that report it around it."""
    if draft.through is not None and (teller := line.stretch(*draft.through)) is not None:
        return (teller,)
    own = [*_documents(line, draft, tongue), *_outlets(line, draft, tongue)]
    found = [line.stretch(*each) for each in sorted(own)]
    for other in others:
        if other is not draft and _relays(other, draft) and other.source is not None:
            found.append(line.stretch(*other.source))
    distinct: list[Span] = []
    for span in found:
        if span is not None and not any(span.overlaps(each) for each in distinct):
            distinct.append(span)
    return tuple(distinct)


def without_outlet(line: Line, draft: Draft, tongue: Tongue) -> Range | None:
    """Return the source without an outlet that a preposition ties to its end ("Sturridge for LiverpoolFC.com")."""
    if draft.source is None:
        return None
    first, last = draft.source
    for at in range(first + 1, last - 1):
        row = line.row
        named = row[at + 1].is_capital or (row[at + 1].text in OPENING and at + 2 < last and row[at + 2].is_capital)
        told = any(row[k].lower == "," and row[k + 1].is_capital for k in range(at + 1, last - 1))
        if told:
            continue  # „Kryetari i Lëvizjes për Drejtësi, Ilir Kelmendi“
        if row[at].lower in tongue.outlets and named and row[at - 1].is_capital and not in_marks(line, first, at):
            return first, at
    return draft.source


def _relays(other: Draft, draft: Draft) -> bool:
    """Say whether another draft of the line is a medium that reports this one."""
    if other.cue is None or draft.cue is None or other.cue.kind != "relays":
        return False
    return any(first <= draft.cue.first and draft.cue.last <= last for first, last in other.content)


def _outside(line: Line, draft: Draft, tongue: Tongue) -> Iterator[int]:
    """Yield the places of a draft's clause that are not its content, up to the next cue."""
    if draft.cue is None:
        return
    free = draft.source is None and draft.cue.kind in ("impersonal", "says")  # „У записнику који ... пише да“
    low = 0 if free else max((other.last for other in line.cues if other.last <= draft.cue.first), default=0)
    high = min((other.first for other in line.cues if other.first >= draft.cue.last), default=len(line.row))
    relatives = (k for k in range(draft.cue.last + 1, high) if _goes_into_relative(line, k, tongue))
    for at in range(low, next(relatives, high)):
        if not any(first <= at < last for first, last in draft.content):
            yield at


def _goes_into_relative(line: Line, at: int, tongue: Tongue) -> bool:
    """Say whether a clause about somebody begins at an item (", who worked for Google")."""
    lower = line.row[at].lower
    return line.row[at - 1].lower == "," and lower in tongue.relatives and lower not in tongue.complementisers


def _outlets(line: Line, draft: Draft, tongue: Tongue) -> Iterator[Range]:
    row = line.row
    for at in _outside(line, draft, tongue):
        told = draft.cue is not None and at + 1 == draft.cue.last and row[at].lower in tongue.recipients
        spoke = row[at].lower in tongue.interviews
        close_by = spoke or row[at - 1].lower in tongue.occasions
        if not (told or spoke or (row[at].lower in tongue.outlets and (len(row[at].text) > 1 or close_by))):
            continue
        first = at + 1
        while first < len(row) and (
            row[first].lower in tongue.articles
            or ((close_by or row[at - 1].is_capital) and row[first].text in OPENING)
            or (row[first].lower in tongue.media and not row[first].is_capital)
            or _tells_of_medium(line, first, tongue)
        ):
            first += 1
        last = first
        marked = row[first - 1].text in OPENING
        while (
            last < len(row)
            and last - first < LONGEST
            and (row[last].is_capital or row[last].text.isdigit() or (marked and row[last].is_word))
        ):
            last += 1
        named = last > first and row[first].is_capital
        named = named and (row[first].lower not in tongue.occasions or row[first].lower in tongue.media)
        within = draft.source is not None and draft.source[0] <= at < draft.source[1]
        if within and draft.source is not None and in_marks(line, draft.source[0], at):
            continue  # „Shoqata “Qytetarët për Ujin”“ is one name
        if named and not _inside(first, draft) and (not within or row[at - 1].is_capital):
            yield first, last


def _tells_of_medium(line: Line, at: int, tongue: Tongue) -> bool:
    """Say whether an adjective before a medium's kind stands at an item: „за немачки лист „Хандлунг““."""
    row = line.row
    medium = at + 1 < len(row) and row[at + 1].lower in tongue.media and not row[at + 1].is_capital
    return medium and row[at].is_word and not row[at].is_capital and row[at].lower not in tongue.prepositions


def _documents(line: Line, draft: Draft, tongue: Tongue) -> Iterator[Range]:
    row = line.row
    ends = [draft.cue.last - 1] if draft.cue is not None and draft.cue.kind == "impersonal" else []  # „стоји у“
    for at in (*_outside(line, draft, tongue), *ends):
        if row[at].lower not in tongue.prepositions or (draft.source and draft.source[0] <= at < draft.source[1]):
            continue
        for ahead in range(at + 1, min(len(row), at + 1 + NEAR)):
            if not row[ahead].is_word or _inside(ahead, draft) or row[ahead].lower in tongue.prepositions:
                break
            if row[ahead].lower in tongue.documents:
                yield at + 1, ahead + 1
                break


def _inside(at: int, draft: Draft) -> bool:
    return any(first <= at < last for first, last in draft.content)
