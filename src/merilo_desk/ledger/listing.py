"""The ledger as a person reads it: who did what to what, each line a sentence, and what one may look for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from merilo_desk.ledger.acts import BY_THE_PUBLIC
from merilo_desk.ledger.models import Row, RowQuerySet
from merilo_desk.newsroom import brought
from merilo_desk.newsroom.policy import Act
from merilo_desk.newsroom.telling import THINGS, in_words, sentence

# Where nobody is named: what the clock did, and what readers did.
NOBODY = {"clock": False, "public": True}
LONGEST = 160
FILTERS = ("by", "act", "thing", "subject", "since", "until", "before")


@dataclass(frozen=True, slots=True)
class Line:
    """One act: who did it, what it was in words, the thing it was done to, and the facts as they are kept."""

    row: Row
    who: str
    words: str
    kind: str | Promise
    called: str
    where: str
    facts: tuple[tuple[str, str], ...]
    dated: bool

    @property
    def subject(self) -> str:
        """The thing, as the filter names it."""
        return f"{self.row.subject}:{self.row.subject_id}"


def chosen(asked: Mapping[str, str]) -> dict[str, str]:
    """Return what is looked for, by name."""
    return {name: asked.get(name, "").strip() for name in FILTERS}


def found(rows: RowQuerySet, wanted: Mapping[str, str]) -> RowQuerySet:
    """Return the rows that fit, newest first; what is no person, day or thing is left out of the search."""
    if by := brought.number(wanted["by"]):
        rows = rows.filter(by=by)
    elif wanted["by"] in NOBODY:
        rows = rows.filter(by=None)
        public = NOBODY[wanted["by"]]
        rows = rows.filter(act__in=BY_THE_PUBLIC) if public else rows.exclude(act__in=BY_THE_PUBLIC)
    if wanted["act"] in set(Act):
        rows = rows.filter(act=wanted["act"])
    if wanted["thing"] in THINGS:
        rows = rows.filter(subject=wanted["thing"])
    label, _colon, number = wanted["subject"].partition(":")
    if label and (one := brought.number(number)):
        rows = rows.filter(subject=label, subject_id=one)
    if since := _day(wanted["since"]):
        rows = rows.filter(at__gte=_begin(since))
    if until := _day(wanted["until"]):
        rows = rows.filter(at__lt=_begin(until + timedelta(days=1)))
    return rows.select_related("by").order_by("-pk")


def lines(rows: Sequence[Row], user: Any) -> list[Line]:
    """Return rows as they are read: one more query for each kind of thing among them, however many they are."""
    keys: dict[str, set[int]] = defaultdict(set)
    for row in rows:
        if row.subject in THINGS:
            keys[row.subject].add(row.subject_id)
    things = {label: THINGS[label].found(label, some, user) for label, some in keys.items()}
    return [_line(row, things.get(row.subject, {}).get(row.subject_id)) for row in rows]


def told(row: Row) -> str:
    """Say what a row tells, after the name of whoever did it; what an older Merilo wrote, by its code."""
    return sentence(row.act, row.facts) or _("did: %(act)s") % {"act": row.act}


def who(row: Row) -> str:
    """Say who acted."""
    if row.by:
        return str(row.by)
    return _("The public") if row.act in BY_THE_PUBLIC else _("The desk by itself")


def _line(row: Row, thing: Any) -> Line:
    kind = THINGS.get(row.subject)
    return Line(
        row,
        who(row),
        told(row),
        kind.name if kind else row.subject,
        _short(kind.called(thing)) if kind and thing is not None else "",
        kind.where(thing) if kind and kind.where and thing is not None else "",
        tuple((name, _short(in_words(name, value))) for name, value in row.facts.items() if value not in ("", None)),
        # A row without a name that begins a day is dated to that day alone.
        timezone.localtime(row.at).time() == time(),
    )


def _short(text: str) -> str:
    return text if len(text) <= LONGEST else text[: LONGEST - 1].rstrip() + "…"


def _day(text: str) -> date | None:
    try:
        day = parse_date(text)
    except ValueError:
        return None
    # At the ends of the calendar there is no day before or after, by which the clock of a place could be told.
    return day if day and 1900 <= day.year < 3000 else None


def _begin(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time()))
