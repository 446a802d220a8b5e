"""A case's rows of the ledger as sentences: who did what, when."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from merilo_desk.casework.models import Case, Seen
from merilo_desk.ledger.listing import told
from merilo_desk.ledger.listing import who as named
from merilo_desk.ledger.models import Row
from merilo_desk.newsroom.models import User

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
        words, who = told(row), named(row)
        last = entries[-1] if entries else None
        if last and row.facts.get("what") == "draft-saved" and (last.who, last.words) == (who, words):
            entries[-1] = Entry(who, words, last.at, last.times + 1, last.new)
        else:
            entries.append(Entry(who, words, row.at, 1, row.pk > seen, _detail(row.facts)))
    return entries


def _detail(facts: Mapping[str, Any]) -> str:
    """Return the new values of what was planned, and the comment of whoever moved a case."""
    after = facts.get("after")
    if isinstance(after, dict):
        return " · ".join(str(value) for value in after.values() if value)
    return str(facts.get("comment", ""))
