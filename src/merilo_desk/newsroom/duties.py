"""What waits for one member today: rooms register what they know of, the page of the day shows it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.utils.functional import Promise


@dataclass(frozen=True, slots=True)
class Duty:
    """One thing that waits for somebody: what it is, where it is done, why it waits, by when, and why else."""

    title: str
    address: str
    why: str | Promise
    due: date | None = None
    language: str = ""
    also: tuple[str | Promise, ...] = ()


Source = Callable[[Any], Iterable[Duty]]
SOURCES: list[Source] = []


def duties_from(source: Source) -> Source:
    """Register a source of duties; called in a room's `apps.ready`."""
    SOURCES.append(source)
    return source


def duties_of(user: Any, most: int = 50) -> list[Duty]:
    """Return what waits for a member, what is due first on top; what has no day comes last."""
    lines: list[Duty] = []
    places: dict[str, list[int]] = {}
    for duty in (duty for source in SOURCES for duty in source(user)):
        # Only what has the same words can be one line.
        alike = places.setdefault(duty.title, [])
        at = next((n for n in alike if _same(lines[n], duty)), None)
        if at is None:
            alike.append(len(lines))
            lines.append(duty)
        else:
            lines[at] = _together(lines[at], duty)
    return sorted(lines, key=lambda duty: (duty.due is None, duty.due or date.max))[:most]


def _same(first: Duty, second: Duty) -> bool:
    """Say whether two duties of the same words wait at one thing: one address lies within the other."""
    return first.address.startswith(second.address) or second.address.startswith(first.address)


def _together(first: Duty, second: Duty) -> Duty:
    """Make one line of two that wait at one thing: the closer address leads there, the earlier day counts."""
    reasons = dict.fromkeys((*first.also, second.why))
    reasons.pop(first.why, None)
    days = [day for day in (first.due, second.due) if day]
    address = max(first.address, second.address, key=len)
    return replace(first, address=address, also=tuple(reasons), due=min(days, default=None))
