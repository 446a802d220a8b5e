"""Limits for the whole desk, never for one person: a bucket of each kind, filled by the clock."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone

from merilo_desk.intake.models import Bucket
from merilo_desk.jobs import by_the_clock

# How many times more often than a submission is taken something may be done.
TIMES = {"send": 1, "hold": 1, "talk": 5, "look up": 10, "match": 10, "ask": 10}


def room(name: str) -> int:
    """Return how much a bucket holds: what may be done in an hour."""
    return TIMES[name] * int(settings.SEND_PER_HOUR)


def take(name: str) -> bool:
    """Take one from a bucket; False where it is empty for now."""
    today = timezone.localdate()
    bucket, _ = Bucket.objects.get_or_create(name=name, defaults={"tokens": room(name), "day": today})
    if bucket.day != today:
        Bucket.objects.filter(name=name).exclude(day=today).update(tokens=room(name), day=today)
    return bool(Bucket.objects.filter(name=name, tokens__gte=1).update(tokens=models.F("tokens") - 1))


@by_the_clock
def fill_buckets() -> None:
    """Put into each bucket what a minute allows."""
    for name in TIMES:
        full = float(room(name))
        missing = Bucket.objects.filter(name=name, tokens__lt=full)
        missing.update(tokens=models.functions.Least(models.F("tokens") + full / 60, models.Value(full)))
