"""How the desk corrects itself, in numbers that are published: how many of each kind, and how long they took."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from statistics import median

from django.db.models import Q
from django.utils import timezone

from merilo_desk.corrections.models import Correction
from merilo_desk.newsroom.models import the_desk
from merilo_desk.newsroom.workdays import workdays_between


@dataclass(frozen=True, slots=True)
class Figures:
    """The desk's corrections so far: published by kind, refused, open, and working days from request to answer."""

    published: int
    kinds: dict[str, int]
    refused: int
    open: int
    overdue: int
    days: int | None
    in_time: int
    closed: int


def figures(year: int | None = None) -> Figures:
    """Count corrections, those asked for in one year or all of them."""
    found = Correction.objects.all()
    if year:
        found = found.filter(asked_on__year=year)
    country, today = the_desk().country, timezone.localdate()
    closed = [
        (asked, timezone.localtime(done).date(), due)
        for asked, done, due in found.exclude(closed_at=None).values_list("asked_on", "closed_at", "due")
    ]
    days = [workdays_between(asked, done, country) for asked, done, _ in closed]
    published = found.exclude(published_at=None)
    kinds = Counter(published.values_list("kind", flat=True))
    return Figures(
        published=sum(kinds.values()),
        kinds={kind: kinds[kind] for kind in Correction.Kind.values if kinds[kind]},
        refused=found.filter(published_at=None).exclude(closed_at=None).count(),
        open=found.filter(closed_at=None).count(),
        overdue=found.filter(Q(closed_at=None) & Q(due__lt=today)).count(),
        days=round(median(days)) if days else None,
        in_time=sum(done <= due for _, done, due in closed),
        closed=len(closed),
    )
