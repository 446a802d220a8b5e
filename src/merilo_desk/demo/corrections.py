"""A correction of an invented check, so that the public ledger has a first line."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from merilo_desk.casework.models import Case
from merilo_desk.corrections import actions
from merilo_desk.newsroom.models import User


def bring_correction(row: Mapping[str, Any], case: Case, *, members: Mapping[str, User]) -> str:
    """Correct one part of a published case in every language in which it is out; return a line that says so."""
    case.refresh_from_db()
    writer, second = members["marko"], members["besa"]
    opened = actions.open_correction(case, kind=row["kind"], by=writer)
    texts = actions.texts_of(case)
    mended = {
        code: {**parts, row["part"]: parts[row["part"]].replace(row["old"], row["new"])}
        for code, parts in texts.items()
    }
    actions.write(opened, kind=row["kind"], texts=mended, notices=row["notices"], rating=case.rating, by=writer)
    entry = actions.publish(opened, by=second)
    return f"a correction: line {entry.number} of the ledger"
