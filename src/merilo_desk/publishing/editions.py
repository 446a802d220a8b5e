"""The state of the published checks by name, so that what takes long to count is counted once for each state."""

from __future__ import annotations

from collections.abc import Callable
from threading import RLock
from typing import TypeVar, cast

from django.core.cache import caches
from wagtail.models import Revision

from merilo_desk.publishing.models import FactCheckPage

Counted = TypeVar("Counted")

# Names in the register may change without a check changing; a page that counts may be so old.
KEPT_SECONDS = 60
_COUNTING = RLock()
_NOTHING = object()


def edition() -> str:
    """Name the state of the checks: another one as soon as a page comes out, changes or is withdrawn."""
    last = Revision.objects.order_by("-pk").values_list("pk", "created_at").first()
    pk, at = last or (0, None)
    return f"{pk}-{at.timestamp() if at else 0}-{FactCheckPage.objects.standing().count()}"


def kept(name: str, made: Callable[[], Counted], seconds: int = KEPT_SECONDS) -> Counted:
    """Return what was counted for this edition; where nobody has yet, one counts and the others wait for it.

    It is kept in the desk's folder, so that what one process has counted is there for all.

    Args:
        name: what is counted; with the language where its words are in one.
        made: counts it.
        seconds: how long it may be kept, whatever else changes.
    """
    key, cache = f"{name}:{edition()}", caches["counted"]
    found = cache.get(key, _NOTHING)
    if found is _NOTHING:
        with _COUNTING:
            found = cache.get(key, _NOTHING)
            if found is _NOTHING:
                found = made()
                cache.set(key, found, seconds)
    return cast("Counted", found)
