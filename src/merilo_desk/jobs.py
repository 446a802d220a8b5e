"""Work that waits: tasks in the desk's own database, tried again with longer and longer pauses, and a clock.

A task is a function under `@job`; `later(task, ...)` puts it into the queue once the transaction at hand is
committed. `merilo desk serve` runs a worker beside the web server. What is due by the clock is listed in `CLOCK`.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import timedelta
from functools import wraps
from typing import Any

from django.db import transaction
from django.utils import timezone
from django_tasks import task

log = logging.getLogger("merilo_desk.jobs")
# Seconds until the next try after the first, second, ... failure.
PAUSES = (10, 60, 600, 3600, 6 * 3600)
# Every so many seconds the clock calls each of these; each does what is due and is quick when nothing is.
CLOCK: list[Callable[[], Any]] = []
CLOCK_SECONDS = 60


def job(function: Callable[..., Any]) -> Any:
    """Make a function a job: its arguments are JSON values, and it may run more than once (so it must not mind)."""

    @wraps(function)
    def tried(*args: Any, attempt: int = 1, **kwargs: Any) -> Any:
        try:
            return function(*args, **kwargs)
        except Exception:
            if attempt > len(PAUSES):
                log.exception("%s was given up after %d tries", function.__name__, attempt)
                raise
            log.warning("%s failed (try %d) and is tried again", function.__name__, attempt, exc_info=True)
            when = timezone.now() + timedelta(seconds=PAUSES[attempt - 1])
            made.using(run_after=when).enqueue(*args, attempt=attempt + 1, **kwargs)
            return None

    made = task()(tried)
    return made


def later(task: Any, *args: Any, **kwargs: Any) -> None:
    """Put a job into the queue when the transaction at hand has been committed."""
    transaction.on_commit(lambda: task.enqueue(*args, **kwargs))


def by_the_clock(function: Callable[[], Any]) -> Callable[[], Any]:
    """Have the clock call a function every minute."""
    CLOCK.append(function)
    return function


def tick() -> None:
    """Do what is due by the clock; one failure does not keep the rest from being done."""
    for function in CLOCK:
        try:
            function()
        except Exception:
            log.exception("%s failed by the clock", function.__qualname__)
