"""What waits for one member today: rooms register what they know of, the page of the day shows it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.functional import Promise


@dataclass(frozen=True, slots=True)
class Duty:
    """One thing that waits for somebody: what it is, where it is done, why it waits, and by when."""

    title: str
    address: str
    why: str | Promise
    due: date | None = None
    language: str = ""


Source = Callable[[Any], Iterable[Duty]]
SOURCES: list[Source] = []


def duties_from(source: Source) -> Source:
    """Register a source of duties; called in a room's `apps.ready`."""
    SOURCES.append(source)
    return source


def duties_of(user: Any, most: int = 50) -> list[Duty]:
    """Return what waits for a member, what is due first on top; what has no day comes last."""
    found = [duty for source in SOURCES for duty in source(user)]
    return sorted(found, key=lambda duty: (duty.due is None, duty.due or date.max))[:most]
