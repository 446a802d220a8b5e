"""A correction of an invented check, so that the public ledger has a first line."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from merilo_desk.casework.models import Case
from merilo_desk.corrections import actions
from merilo_desk.newsroom.models import User


def bring_correction(row: Mapping[str, Any], case: Case, *, members: Mapping[str, User]) -> str:
    """Correct a published case in every language in which it is out; return a line that says so."""
    case.refresh_from_db()
    writer, second = members["marko"], members["besa"]
    opened = actions.open_correction(case, kind=row["kind"], by=writer)
    texts = actions.texts_of(case)
    mended = {
        code: {name: _changed(text, row["changes"]) for name, text in parts.items()} for code, parts in texts.items()
    }
    actions.write(opened, kind=row["kind"], texts=mended, notices=row["notices"], rating=case.rating, by=writer)
    entry = actions.publish(opened, by=second)
    return f"a correction: line {entry.number} of the ledger"


def _changed(text: str, changes: Iterable[tuple[str, str]]) -> str:
    for old, new in changes:
        text = text.replace(old, new)
    return text
