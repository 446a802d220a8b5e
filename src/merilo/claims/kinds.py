"""What kind of claim a stretch makes, or that it makes none."""

from __future__ import annotations

from dataclasses import dataclass

from merilo.claims.signs import Signs
from merilo.model import ClaimKind

CHECKABLE = ("compare", "change", "cause", "stand", "commit", "expect")
FEWEST_WORDS = 3
FEW = 10  # below it, a count of things that are neither public nor dated is part of the story ("two defenders")


@dataclass(frozen=True, slots=True)
class Setting:
    """What stands around a stretch: `quoted`, most of it is somebody's words; `placed`, it stands at a time of its own;
    `named`, a person, body or place is named in it; `public`, it was cut from a stretch that tells of public matters.
    """

    quoted: bool = False
    placed: bool = False
    named: bool = False
    public: bool = False


def kind_of(part: Signs, setting: Setting) -> ClaimKind | None:
    """Return the kind of claim that a stretch makes, or None where it makes none."""
    if part.asks or part.length < FEWEST_WORDS or _idle(part):
        return None
    if _wished(part):
        return None
    anchored = setting.named or setting.public or part.has("public")
    if part.has("commit") or (part.has("ours") and (part.has("public") or part.quantities)):
        return "promise"
    if part.has("expect") and (part.quantities or anchored or setting.placed):
        return "prediction"
    if part.has("future"):
        return "prediction" if part.quantities or (anchored and (setting.placed or part.has(*CHECKABLE))) else None
    if _figures(part, setting):
        return "comparison" if part.has("compare") and not _measures(part) else "quantity"
    return _without_figure(part, setting, anchored=anchored)


def _without_figure(part: Signs, setting: Setting, *, anchored: bool) -> ClaimKind | None:
    """Return the kind of a stretch that gives no figure: it must speak of something public or named."""
    if not (anchored or setting.placed) or part.has("think"):
        return None
    private = part.has("me") and not setting.named and len(part.of("public")) < 2
    if private:
        return None
    if part.has("cause"):
        return "cause"
    if part.has("stand"):
        return "position"
    if part.has("compare") and anchored:
        return "comparison"
    if part.has("change"):
        return "event"
    acts = part.has("verb") and part.length > FEWEST_WORDS
    if anchored and (setting.placed or (acts and setting.named and part.has("public"))):
        return "event" if part.length > FEWEST_WORDS else None
    return "quotation" if setting.quoted and setting.named and acts else None


def _figures(part: Signs, setting: Setting) -> bool:
    """Say whether it gives a figure that can be looked up: not the two apples that somebody ate."""
    if part.has("share") and not part.has("me"):
        return True
    if not part.quantities:
        return False
    wide = part.has("public", *CHECKABLE) or setting.named or setting.placed or setting.public
    if part.has("me"):
        return part.has("public") or part.has("think")
    many = any(quantity.value >= FEW for quantity in part.quantities)
    return _measures(part) or (wide if many else setting.placed or setting.public or part.has("public", *CHECKABLE))


def _measures(part: Signs) -> bool:
    """Say whether the figure, not the comparison, is the point: it measures something in a unit."""
    return any(quantity.unit for quantity in part.quantities)


def _wished(part: Signs) -> bool:
    """Say whether it tells what ought to be or is wished for, and not what is."""
    return part.has("wish", "ought") and not part.has("commit", "expect", "stand")


def _idle(part: Signs) -> bool:
    """Say whether it is a command, a marked joke, or a courtesy, or that somebody would not speak, and nothing more."""
    if part.has("joke", "order"):
        return True
    return part.has("talk", "silent") and not part.quantities and not part.has(*CHECKABLE)
