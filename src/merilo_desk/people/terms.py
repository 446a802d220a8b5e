"""Terms of office beside each other: which of them overlap."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

from merilo_desk.people.models import Office


def overlapping(offices: Sequence[Office]) -> list[tuple[Office, Office]]:
    """Return the pairs of offices that were held on the same days; membership of a party is no office."""
    held = [each for each in offices if each.body is None or each.body.kind != "party"]
    return [(one, other) for one, other in combinations(held, 2) if one.overlaps(other)]
