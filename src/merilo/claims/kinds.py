"""What kind of claim a stretch makes, or that it makes none."""

from __future__ import annotations

from merilo.claims.signs import Signs
from merilo.model import ClaimKind

CHECKABLE = ("compare", "change", "cause", "stand", "commit", "expect")


def kind_of(part: Signs, *, quoted: bool, placed: bool, named: bool) -> ClaimKind | None:
    """Return the kind of claim that a stretch makes, or None where it makes none.

    Args:
        part: the signs of the stretch.
        quoted: most of it is somebody's words.
        placed: it stands at a time of its own.
        named: a person, body or place is named in it.
    """
    if part.asks or part.length < 3 or _only_talk(part):
        return None
    if part.has("commit"):
        return "promise"
    if part.has("expect") or (part.has("future") and (part.quantities or placed)):
        return "prediction"
    if part.quantities:
        return "comparison" if part.has("compare") and not _measures(part) else "quantity"
    if part.has("think", "wish") and not part.has("cause", "change"):
        return None
    if part.has("future"):
        return "prediction" if part.has("public") and named else None
    if part.has("cause"):
        return "cause"
    if part.has("stand") and (named or part.has("we", "they")):
        return "position"
    if part.has("compare") and (named or part.has("public")):
        return "comparison"
    if part.has("change") and (named or part.has("public")):
        return "event"
    if quoted and named:
        return "quotation"
    if named and (placed or part.has("public")):
        return "event"
    return None


def _measures(part: Signs) -> bool:
    """Say whether the figure, not the comparison, is the point: it measures something in a unit."""
    return any(quantity.unit for quantity in part.quantities)


def _only_talk(part: Signs) -> bool:
    """Say whether it is a greeting, thanks or a marked joke and nothing more."""
    return part.has("joke") or (part.has("talk") and not part.quantities and not part.has(*CHECKABLE))
