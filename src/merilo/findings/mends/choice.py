"""Which of two places is the slip: the one that stands alone against the rest of the text, or either."""

from __future__ import annotations

from dataclasses import dataclass, replace

from merilo.findings.rule import Slip
from merilo.model import Fix

USUAL = 3  # times the text gives one of two, before the only other one is a slip
CERTAIN = 0.9  # from here on a finding is mended in a patch


@dataclass(frozen=True, slots=True)
class Side:
    """One of two places that disagree: how often the text says what it says, and the edit that brings it round."""

    times: int
    mend: Fix | None


def decided(slip: Slip, left: Side, right: Side, *, least: int = USUAL) -> Slip:
    """Return the slip with the edit that the rest of the text decides for, or with both edits where it does not."""
    if left.times == 1 and right.times >= least:
        return certain(slip, left.mend)
    if right.times == 1 and left.times >= least:
        return certain(slip, right.mend)
    return open_to(slip, left.mend, right.mend)


def certain(slip: Slip, mend: Fix | None) -> Slip:
    """Return the slip with the one edit that mends it."""
    return slip if mend is None else replace(slip, fix=mend, confidence=max(slip.confidence, CERTAIN))


def open_to(slip: Slip, *mends: Fix | None) -> Slip:
    """Return the slip with edits each of which would mend it; nothing where one of them cannot be written."""
    if any(mend is None for mend in mends):
        return slip
    return replace(slip, options=tuple(mend for mend in mends if mend is not None))
