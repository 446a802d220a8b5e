"""How the desk corrects itself, in numbers that are published: how many of each kind, and how long they took."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from statistics import median

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
    """Count corrections, of one year's requests or all: one walk of an index, whatever their texts weigh."""
    found = Correction.objects.order_by()
    if year:
        found = found.filter(asked_on__year=year)
    country, today = the_desk().country, timezone.localdate()
    rows = list(found.values_list("kind", "asked_on", "due", "closed_at", "published_at"))
    closed = [(asked, timezone.localtime(done).date(), due) for _, asked, due, done, _ in rows if done]
    days = [workdays_between(asked, done, country) for asked, done, _ in closed]
    kinds = Counter(kind for kind, *_, out in rows if out)
    return Figures(
        published=sum(kinds.values()),
        kinds={kind: kinds[kind] for kind in Correction.Kind.values if kinds[kind]},
        refused=sum(1 for *_, done, out in rows if done and not out),
        open=sum(1 for *_, done, _out in rows if not done),
        overdue=sum(1 for _, _asked, due, done, _out in rows if not done and due < today),
        days=round(median(days)) if days else None,
        in_time=sum(done <= due for _, done, due in closed),
        closed=len(closed),
    )
