"""How two versions of a draft differ, part by part."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from merilo_desk.casework.actions.draft import TEXTS
from merilo_desk.newsroom.difference import Piece, difference

PARTS: Mapping[str, str | Promise] = {
    "title": _("Title"),
    "claim": _("Claim"),
    "reason": _("The reason"),
    "body": _("What we found"),
    "method": _("How we checked it"),
}


def pinned_to(anchor: str) -> str:
    """Say where a note is pinned in the language in use: the name of the part, and the words of it where some are."""
    part, colon, words = anchor.partition(": ")
    return f"{PARTS[part]}{colon}{words}" if part in PARTS else anchor


@dataclass(frozen=True, slots=True)
class PartDifference:
    """One part of a draft in two versions."""

    part: str
    name: str | Promise
    before: str
    after: str
    pieces: tuple[Piece, ...]


def differing(before: Mapping[str, str], after: Mapping[str, str]) -> list[PartDifference]:
    """Return the parts of a draft that are not the same in two versions."""
    return [
        PartDifference(part, PARTS[part], old, new, tuple(difference(old, new)))
        for part in TEXTS
        if (old := before.get(part, "")) != (new := after.get(part, ""))
    ]
