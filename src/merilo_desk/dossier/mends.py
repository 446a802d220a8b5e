"""The corrections of a year with their times, and whether the public ledger holds."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils import timezone

from merilo_desk import engine
from merilo_desk.corrections.chain import head, lines
from merilo_desk.corrections.figures import Figures, figures
from merilo_desk.corrections.models import AskedOfOthers, Correction
from merilo_desk.dossier.year import Year
from merilo_desk.newsroom.models import the_desk
from merilo_desk.newsroom.troubles import said
from merilo_desk.newsroom.workdays import workdays_between


@dataclass(frozen=True, slots=True)
class Mend:
    """One request or correction: when it was asked, acknowledged and closed, and how many working days that took."""

    correction: Correction
    line: int | None
    closed_on: date | None
    days: int | None
    late: bool
    notice: Mapping[str, str]
    changes: int


@dataclass(frozen=True, slots=True)
class Mends:
    """All of a year, their figures, what was asked of others, and the ledger: `broken` says what is wrong with it."""

    rows: tuple[Mend, ...]
    figures: Figures
    asked: tuple[AskedOfOthers, ...]
    lines: int
    head: str
    broken: str


def mends_of(year: Year) -> Mends:
    """Return the corrections that were asked for or published in a year. Who asked is not among it."""
    country, today = the_desk().country, timezone.localdate()
    found = (
        Correction.objects.filter(asked_on__lte=year.last)
        .exclude(closed_at__date__lt=year.first)
        .select_related("case", "entry", "old_rating", "new_rating")
        .order_by("asked_on", "pk")
    )
    ledger = list(lines())
    asked = AskedOfOthers.objects.filter(asked_on__range=(year.first, year.last)).select_related("asked")
    return Mends(
        rows=tuple(_mend(each, country, today) for each in found),
        figures=figures(year.number),
        asked=tuple(asked.order_by("asked_on", "pk")),
        lines=len(ledger),
        head=head(),
        broken=_broken(ledger),
    )


def _mend(each: Correction, country: str, today: date) -> Mend:
    entry = getattr(each, "entry", None)
    closed = timezone.localtime(each.closed_at).date() if each.closed_at else None
    content: dict[str, Any] = json.loads(entry.content) if entry else {}
    return Mend(
        correction=each,
        line=entry.number if entry else None,
        closed_on=closed,
        days=workdays_between(each.asked_on, closed, country) if closed else None,
        late=(closed or today) > each.due,
        notice=content.get("notices", {}),
        changes=sum(len(texts) for texts in content.get("changes", {}).values()),
    )


def _broken(ledger: Sequence[str]) -> str:
    try:
        engine.ledger.verify(ledger, head=head())
    except engine.MeriloError as trouble:
        return said(trouble)
    return ""
