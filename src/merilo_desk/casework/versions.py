"""The kept states of a draft, gathered into sittings: what one member wrote in one go."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from merilo_desk.casework.models import Draft, DraftVersion

# A pause of so long ends a sitting.
PAUSE = timedelta(minutes=30)
KEPT = 2000


@dataclass(frozen=True, slots=True)
class Sitting:
    """What one member wrote in one go: its last state, its first, and how many saves it took."""

    last: DraftVersion
    first: DraftVersion
    saves: int


def sittings(draft: Draft) -> list[Sitting]:
    """Return the sittings of a draft, newest first."""
    rows = draft.versions.filter(aside=False).select_related("by").defer("texts").order_by("-version")[:KEPT]
    groups: list[list[DraftVersion]] = []
    for row in rows:
        later = groups[-1][-1] if groups else None
        if later and later.by_id == row.by_id and later.at - row.at < PAUSE:
            groups[-1].append(row)
        else:
            groups.append([row])
    return [Sitting(group[0], group[-1], len(group)) for group in groups]


def version_of(draft: Draft, number: str) -> DraftVersion | None:
    """Return the version that a number from an address names."""
    if not number.isdecimal() or len(number) > 9:
        return None
    return draft.versions.filter(aside=False, version=int(number)).select_related("by").first()
