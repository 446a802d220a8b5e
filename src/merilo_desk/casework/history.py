"""A case's rows of the ledger as sentences: who did what, when."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from merilo_desk.casework.models import Case, Seen
from merilo_desk.casework.states import State
from merilo_desk.languages import language
from merilo_desk.ledger.models import Row
from merilo_desk.newsroom.models import User

SAID: Mapping[str, str | Promise] = {
    "opened": gettext_lazy("opened the case"),
    "assigned": gettext_lazy("gave the case to %(to_whom)s"),
    "unassigned": gettext_lazy("took the case from %(from_whom)s"),
    "hold": gettext_lazy("began to work on it"),
    "hold-released": gettext_lazy("stopped working on it"),
    "planned": gettext_lazy("changed %(fields)s"),
    "attributed": gettext_lazy("noted who said it: %(speaker)s"),
    "evidence-added": gettext_lazy("added source [%(number)s] %(title)s"),
    "evidence-changed": gettext_lazy("changed source [%(number)s] %(title)s"),
    "evidence-removed": gettext_lazy("took out source [%(number)s] %(title)s"),
    "evidence-restored": gettext_lazy("put back source [%(number)s] %(title)s"),
    "evidence-ordered": gettext_lazy("put the evidence in another order"),
    "draft-saved": gettext_lazy("wrote the text in %(language)s"),
    "draft-aside": gettext_lazy("wrote at the same time as somebody else (%(language)s); both texts are kept"),
    "asked": gettext_lazy("asked %(whom)s for a reply (%(how)s)"),
    "not-asked": gettext_lazy("noted why nobody was asked: %(because)s"),
    "answer-logged": gettext_lazy("wrote down the answer of %(whom)s (%(how)s)"),
    "answer": gettext_lazy("%(whom)s answered"),
    "answer-amended": gettext_lazy("%(whom)s changed the answer"),
    "link-renewed": gettext_lazy("gave %(whom)s more time and a new link"),
    "task-added": gettext_lazy("wrote down a task: %(text)s"),
    "task-done": gettext_lazy("did a task: %(text)s"),
    "task-reopened": gettext_lazy("opened a task again: %(text)s"),
    "note": gettext_lazy("left a note: %(text)s"),
    "note-public": gettext_lazy("left a note for the public: %(text)s"),
    "note-resolved": gettext_lazy("settled a note: %(text)s"),
    "note-reopened": gettext_lazy("opened a note again: %(text)s"),
    "moved": gettext_lazy("moved the case from “%(from)s” to “%(to)s”"),
    "round-opened": gettext_lazy("opened a vote on the verdict"),
    "excused": gettext_lazy("excused %(who)s from the vote"),
    "round-closed": gettext_lazy("closed the vote"),
    "round-broken-off": gettext_lazy("broke off the vote"),
    "decided": gettext_lazy("decided the verdict"),
    "review-approved": gettext_lazy("approved the case"),
    "review-back": gettext_lazy("sent the case back with comments"),
    "approval-undone": gettext_lazy("The approval no longer stands: %(because)s"),
    "taken-back": gettext_lazy("took an exception back"),
    "unscheduled": gettext_lazy("took the set time of publication back"),
    "held-up": gettext_lazy("The case was not published: %(because)s"),
    # Acts of the verdict, by their own names in the policy.
    "cases.vote": gettext_lazy("voted"),
    "cases.review": gettext_lazy("reviewed it"),
    "cases.state-exception": gettext_lazy("stated an exception"),
    "cases.withdraw": gettext_lazy("withdrew the case: %(because)s"),
    "cases.publish": gettext_lazy("published it"),
}
FIELDS = {
    "priority": gettext_lazy("priority"),
    "due": gettext_lazy("due date"),
    "topic": gettext_lazy("topic"),
    "context": gettext_lazy("context"),
    "why_chosen": gettext_lazy("why we check this"),
}
KEPT = 300


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the history; `times` counts what was done again and again in one go, `new` what was not seen yet."""

    who: str
    words: str
    at: datetime
    times: int
    new: bool
    detail: str = ""


def history(case: Case, reader: User) -> list[Entry]:
    """Return what happened to a case, newest first, and note that the reader has seen it."""
    rows = list(Row.objects.of(case).select_related("by").order_by("-pk")[:KEPT])
    seen, _made = Seen.objects.get_or_create(user=reader, case=case)
    entries = _entries(rows, seen.row)
    if rows and rows[0].pk > seen.row:
        seen.row = rows[0].pk
        seen.save(update_fields=["row"])
    return entries


def _entries(rows: Iterable[Row], seen: int) -> list[Entry]:
    entries: list[Entry] = []
    for row in rows:
        words, who = words_of(row), str(row.by) if row.by else ""
        last = entries[-1] if entries else None
        if last and row.facts.get("what") == "draft-saved" and (last.who, last.words) == (who, words):
            entries[-1] = Entry(who, words, last.at, last.times + 1, last.new)
        else:
            entries.append(Entry(who, words, row.at, 1, row.pk > seen, _detail(row.facts)))
    return entries


def words_of(row: Row) -> str:
    """Say what a row tells, after the name of whoever did it."""
    facts: dict[str, Any] = {name: value for name, value in row.facts.items() if not isinstance(value, dict | list)}
    what = facts.get("what", "")
    if what == "assigned" and not facts.get("to_whom"):
        what = "unassigned"
    if what == "planned":
        changed = row.facts.get("after", {})
        facts["fields"] = ", ".join(str(FIELDS.get(field, field)) for field in changed)
    if "language" in facts:
        facts["language"] = language(facts["language"]).name
    if not what and row.act == "cases.withdraw":
        what = "cases.withdraw"
    elif not what and {"from", "to"} <= set(facts):
        what, facts = "moved", {**facts, **{end: _state(facts[end]) for end in ("from", "to")}}
    words = SAID.get(what) or SAID.get(str(row.act))
    if words is None:
        return _("did: %(act)s") % {"act": row.act}
    return str(words) % _Blank(facts)


def _state(value: str) -> str:
    return str(State(value).label) if value in State.values else value


def _detail(facts: Mapping[str, Any]) -> str:
    """Return the new values of what was planned, and the comment of whoever moved a case."""
    after = facts.get("after")
    if isinstance(after, dict):
        return " · ".join(str(value) for value in after.values() if value)
    return str(facts.get("comment", ""))


class _Blank(dict[str, Any]):
    """Facts of a row written by an older version may lack what a sentence wants now."""

    def __missing__(self, key: str) -> str:
        return "…"
