"""Which statuses a promise may have."""

from __future__ import annotations

from typing import Any

from merilo_desk.promises.models import Government
from merilo_desk.scales.models import Family, Rating, Scale


def statuses_for(government: Government | None) -> Any:
    """Return the statuses that a government's promises may have: those of its scale, else of the scales in use."""
    found = Rating.objects.on().filter(scale__family=Family.PROMISE)
    if government and government.scale_id:
        return found.filter(scale=government.scale_id)
    used = found.filter(scale__used=True)
    return used if used.exists() else found


def promise_scales() -> Any:
    """Return the scales of statuses there are."""
    return Scale.objects.filter(family=Family.PROMISE)
