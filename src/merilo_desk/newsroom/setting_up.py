"""What else a new desk needs: rooms register a step in their `apps.ready`."""

from __future__ import annotations

from collections.abc import Callable

from merilo_desk.newsroom.models import Desk

Step = Callable[[Desk, tuple[str, ...]], None]
STEPS: list[Step] = []


def sets_up(step: Step) -> Step:
    """Register a step of `merilo desk init`: it is given the desk and the scales that were chosen."""
    STEPS.append(step)
    return step
