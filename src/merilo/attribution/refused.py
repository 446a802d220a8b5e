"""What somebody would not say: "asked whether she had read them, Teague declined to answer" leaves it open."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from merilo.attribution.apposition import apposition
from merilo.attribution.clauses import clause_start
from merilo.attribution.cues import REFUSES, Tongue
from merilo.attribution.draft import Draft
from merilo.attribution.lines import QUOTED, Cue, Line, Range
from merilo.attribution.phrases import after_cue, before_cue
from merilo.attribution.questions import opening, question_at
from merilo.attribution.reported import names_somebody
from merilo.text.lexicon import Hit

NEAR = 5  # words between a refusal and the question: "the question of", „на прашањето“
HEAD = 3  # words before "question" at the head of a line: "To the repeated question"


def refused(line: Line, drafts: Sequence[Draft], tongue: Tongue) -> list[Draft]:
    """Return the drafts, with questions that somebody would not answer as left open by him, and by nobody else."""
    made = list(drafts)
    for hit in tongue.refuses.find(line.row):
        cue = Cue(hit.first, hit.first, hit.last, hit.last, REFUSES)
        made = [_until(line, draft, hit.first, tongue) for draft in made]
        content = _before(line, cue, tongue) or _behind(line, hit, tongue)
        if content is None or _nobody(line, cue, tongue):
            # „нико неће да каже“, „одби да коментира“: nothing is told
            made = [draft for draft in made if not _only_refusal(draft, hit)]
            continue
        source = _source(line, cue, content, tongue)
        gone = [draft for draft in made if _of_refusal(draft, hit, content)]
        if source is None:
            known = (draft.source for draft in gone if draft.source is not None)
            source = next((each for each in known if each[1] <= hit.first or each[0] >= hit.last), None)
        made = [draft for draft in made if draft not in gone]
        made.append(Draft(cue, source, (content,)))
    return made


def _until(line: Line, draft: Draft, start: int, tongue: Tongue) -> Draft:
    """Return a draft whose content ends where a refusal takes over: «подтвердили, что ..., но подробности не ...»."""
    if not draft.content or draft.cue is None or draft.cue.last > start:
        return draft
    first, last = draft.content[-1]
    if not first < start < last:
        return draft
    joins = (at for at in range(start, first + 1, -1) if line.row[at].lower in tongue.breakers)
    at = next((at for at in joins if line.row[at - 1].lower == ","), None)
    if at is None or any(cue.first > first and cue.last <= at for cue in line.cues):
        return draft
    return replace(draft, content=(*draft.content[:-1], (first, at - 1)))


def cut_at(line: Line, draft: Draft, refusals: Sequence[Draft], tongue: Tongue) -> Draft:
    """Return a draft whose content ends where what somebody would not tell begins."""
    for each in refusals:
        draft = _until(line, draft, each.content[0][0], tongue) if draft.cue != each.cue else draft
    return draft


def _before(line: Line, cue: Cue, tongue: Tongue) -> Range | None:
    """Return the question that a line begins with: "Asked whether ...,", „На прашањето дали ...,“."""
    row = line.row
    start = clause_start(line, cue, tongue)
    found = opening(line, tongue)
    if found is not None and found[2][1] < cue.first:
        return found[2]
    if start < HEAD or row[start - 1].lower != ",":
        return None
    first = line.cues[0] if line.cues else None
    if first is not None and first.first <= 1 and tongue.asked.at(row, first.head) is not None:
        begin = first.tail
    elif question_at(line, 0, start - 1, tongue) == 0:
        begin = 0  # „Дали ќе се врати, не знае да каже“
    else:
        noun = next((at for at in range(min(HEAD, start)) if row[at].lower in tongue.questions), None)
        if noun is None or row[0].lower not in tongue.prepositions:
            return None
        begin = noun + 1
    begin = question_at(line, begin, start - 1, tongue) or begin
    while begin < start and row[begin].lower == ",":
        begin += 1
    return (begin, start - 1) if start - 1 > begin else None


def _behind(line: Line, hit: Hit[str], tongue: Tongue) -> Range | None:
    """Return the question that follows a refusal: "declined to comment on whether", «не ответил, подписан ли»."""
    row = line.row
    for at in range(hit.last, min(len(row), hit.last + NEAR)):
        if line.stops(at) or row[at].lower in (":", QUOTED) or at in line.quotes:
            return None
        begin = question_at(line, at, len(row), tongue)
        if begin is not None and begin <= at + 1:
            return begin, _end(line, begin)
        if row[at].lower == ",":
            return None
    return None


def _end(line: Line, begin: int) -> int:
    return next((at for at in range(begin, len(line.row)) if line.stops(at) or line.is_dash(at)), len(line.row))


def _source(line: Line, cue: Cue, content: Range, tongue: Tongue) -> Range | None:
    start = clause_start(line, cue, tongue)
    named = before_cue(line, start, cue.first, tongue) if start < cue.first else None
    end = content[0] if content[0] >= cue.last else len(line.row)
    named = named or apposition(line, cue, start, tongue) or after_cue(line, cue.last, end, tongue)
    if named is None or tongue.bare or names_somebody(line, named, tongue):
        return named
    return None  # «не признаются вторую неделю»


def _nobody(line: Line, cue: Cue, tongue: Tongue) -> bool:
    """Say whether nobody at all would speak: „нико неће да каже“."""
    start = clause_start(line, cue, tongue)
    return any(word.lower in tongue.none_of for word in line.row[start : cue.first])


def _only_refusal(draft: Draft, hit: Hit[str]) -> bool:
    """Say whether a draft took what would not be done for words: „nuk pranoi të komentojë“."""
    return draft.cue is not None and all(hit.first <= first and last <= hit.last for first, last in draft.content)


def _of_refusal(draft: Draft, hit: Hit[str], content: Range) -> bool:
    """Say whether a draft read the refusal, or the question before it, in its own way."""
    if draft.cue is None:
        return False
    own = draft.cue.first < hit.last and hit.first < draft.cue.last
    return own or any(first <= content[0] and content[1] <= last for first, last in draft.content)
