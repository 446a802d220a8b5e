"""How the source, and the text itself, stand to what is reported."""

from __future__ import annotations

from dataclasses import replace

import regex

from merilo.attribution.cues import REFUSES, Tongue
from merilo.attribution.draft import Draft
from merilo.attribution.lines import PREPOSITIONAL, Line
from merilo.model import Attribution, Span, Stance
from merilo.text.words import words as words_of

NEAR = 3  # words before a cue or its source in which "allegedly" still speaks of the whole
# A quotation that is one question and nothing else, whatever its verb: "Am I a liar?" interrupted Pryce.
ONE_QUESTION = regex.compile(r"[^.!?…\n]+\?[!?]*[\s\"»“”’',]*")
BEHIND = 24  # characters behind a cue in which the rest of "called for" or „настоя да“ stands


def stance(draft: Draft) -> Stance:
    """Return what the cue of a draft says of its content."""
    return "asserts" if draft.cue is None else stance_of(draft.cue.kind, draft.cue.negated)


def stance_of(kind: str, negated: bool) -> Stance:
    """Return what a cue says of its content: that it is so, is not so, may not be so, is asked, or is left open.

    "Did not deny" and "did not confirm" leave it open; "does not believe" says it is not so.
    """
    if kind == "asks":
        return "asks"
    if kind == REFUSES:
        return "unconfirmed"
    if kind in ("denies", "doubts") and not negated:
        return "denies" if kind == "denies" else "doubts"
    if not negated:
        return "asserts"
    return "denies" if kind == "holds" else "unconfirmed"


def hedged(line: Line, draft: Draft, words: Tongue) -> bool:
    """Say whether the text keeps its distance: "allegedly", «якобы» by the cue or where the content begins."""
    places: list[tuple[int, int]] = []
    if draft.cue is not None:
        places.append((max(0, draft.cue.first - NEAR), min(len(line.row), draft.cue.last + NEAR)))
    if draft.cue is not None and line.row[draft.cue.tail - 1].lower in words.prepositions:
        places = []  # „thuhet në njoftimin“ names the document
    places += [(first, min(last, first + 2 * NEAR)) for first, last in draft.content]
    return any(words.hedges.at(line.row, at) is not None for first, last in places for at in range(first, last))


def _infinitive(each: Attribution, text: str, tongue: Tongue) -> bool:
    """Say whether a content begins as what somebody shall do: "to resign", "not to speak"."""
    head = [word.lower() for word in each.content[-1].of(text).split(None, 2)[:2]]
    return head[0] in tongue.infinitives or (head[0] in tongue.negations and head[-1] in tongue.infinitives)


def demanded(text: str, each: Attribution, tongue: Tongue) -> Attribution:
    """Return what is one question as asked, and what a cue asks to be done ("called for", „побара“) as demanded.

    "Asked him to resign" asks for something too; "citing" is no call on anybody.
    """
    if each.cue is None or each.stance not in ("asserts", "asks"):
        return each
    if each.mode == "direct" and each.stance == "asserts" and ONE_QUESTION.fullmatch(each.content[-1].of(text)):
        return replace(each, stance="asks") if len(each.content) == 1 else each
    row = words_of(text, Span(each.cue.start, min(len(text), each.cue.end + BEHIND)))
    inside = [at for at, word in enumerate(row) if word.start < each.cue.end]
    if any((hit := tongue.cues.at(row, at)) is not None and hit.entry in PREPOSITIONAL for at in inside):
        return each
    called = any(tongue.demands.at(row, at) is not None for at in inside)
    told_to = _infinitive(each, text, tongue) and (
        each.stance == "asks" or any(row[at].lower in tongue.recipients for at in inside)
    )
    bidden = each.content[0].of(text).split(None, 1)[0].lower() in tongue.commands
    bidden = bidden and any(row[at].lower in tongue.bids for at in inside)
    return replace(each, stance="demands") if called or told_to or bidden else each
