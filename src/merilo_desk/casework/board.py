"""The list of cases: what is asked for, in which order, a page at a time by key."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from urllib.parse import urlencode

from django.core import signing
from django.db.models import Exists, F, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from merilo_desk import engine
from merilo_desk.casework.models import Case, Notice
from merilo_desk.casework.states import OPEN, PUBLIC, State
from merilo_desk.languages import language as language_of
from merilo_desk.newsroom.models import User, the_desk

PAGE = 50
# Counting stops here: nobody wants to know whether 2,345 or 2,346 cases lie behind.
COUNTED = 1000
NEVER = date(9999, 12, 31)


@dataclass(frozen=True, slots=True)
class Order:
    """A way to sort: the value to sort by, and whether the greatest comes first; the newest case breaks ties."""

    name: str | Promise
    by: Any
    falling: bool


ORDERS: Mapping[str, Order] = {
    "new": Order(_("Newest first"), None, True),
    "due": Order(_("Due soonest"), Coalesce("due", Value(NEVER)), False),
    "priority": Order(_("Most urgent"), F("priority"), True),
    "changed": Order(_("Changed last"), F("changed_at"), True),
}
GROUPS: Mapping[str, tuple[str | Promise, frozenset[State]]] = {
    "open": (pgettext_lazy("cases", "Open"), OPEN),
    "waiting": (_("Nobody's yet"), frozenset({State.NEW, State.TRIAGED})),
    "work": (_("In work"), frozenset({State.ASSIGNED, State.DRAFTED, State.BACK})),
    "review": (_("In review"), frozenset({State.IN_REVIEW})),
    "ready": (pgettext_lazy("cases", "Approved"), frozenset({State.APPROVED, State.SCHEDULED})),
    "out": (pgettext_lazy("cases", "Published"), PUBLIC),
    "all": (pgettext_lazy("cases", "All"), frozenset(State)),
}


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a member asked the list for, read from the address; what makes no sense there is left out."""

    group: str = "open"
    mine: bool = False
    state: str = ""
    topic: str = ""
    language: str = ""
    speaker: str = ""
    overdue: bool = False
    words: str = ""
    order: str = "new"

    @classmethod
    def read(cls, given: Mapping[str, str]) -> Wanted:
        """Read what was asked for."""
        number = {name: given.get(name, "") if given.get(name, "").isdecimal() else "" for name in ("topic", "speaker")}
        return cls(
            group=given.get("group", "") if given.get("group") in GROUPS else "open",
            mine=given.get("mine") == "on",
            state=given.get("state", "") if given.get("state") in State.values else "",
            topic=number["topic"][:18],
            language=given.get("language", "")[:10],
            speaker=number["speaker"][:18],
            overdue=given.get("overdue") == "on",
            words=given.get("words", "").strip()[:200],
            order=given.get("order", "") if given.get("order") in ORDERS else "new",
        )

    def query(self, **changed: Any) -> str:
        """Return the address's query for this, with some of it changed."""
        plain = {"group": "open", "order": "new"}
        values = {name: getattr(self, name) for name in self.__slots__} | changed
        kept = {k: "on" if v is True else v for k, v in values.items() if v and plain.get(k) != v}
        return f"?{urlencode(kept)}"


def wanted_cases(wanted: Wanted, user: User) -> QuerySet[Case]:
    """Return the cases that were asked for, of those that the member may see, in no order yet."""
    found = Case.objects.visible_to(user)
    states = [wanted.state] if wanted.state else sorted(GROUPS[wanted.group][1])
    if len(states) < len(State):
        found = found.filter(state__in=states)
    if wanted.mine:
        found = found.filter(owner=user)
    if wanted.topic:
        found = found.filter(topic_id=int(wanted.topic))
    if wanted.language:
        found = found.filter(language=wanted.language)
    if wanted.speaker:
        found = found.filter(statement__speaker_id=int(wanted.speaker))
    if wanted.overdue:
        found = found.filter(due__lt=timezone.localdate(), state__in=OPEN)
    if wanted.words:
        found = found.filter(_words(wanted.words, user))
    return found


def _words(words: str, user: User) -> Q:
    """Match cases that hold every word, in either script and any form that one of the desk's languages knows."""
    if words.isdecimal() and len(words) < 12:
        return Q(pk=int(words)) | Q(keys__contains=f" {words} ")
    profiles = {language_of(code).profile.split("-")[0] for code in (user.language, *the_desk().languages)}
    whole = Q(pk__in=[])
    for keys in {engine.search_keys(words, profile) for profile in sorted(profiles)}:
        every = Q()
        for key in keys.split():
            every &= Q(keys__contains=f" {key} ")
        whole |= every if keys else Q(pk__in=[])
    return whole


@dataclass(frozen=True, slots=True)
class Part:
    """One page of the list, and where the next begins ("" at the end)."""

    cases: list[Case]
    after: str
    count: int
    more_than_counted: bool


def page_of(found: QuerySet[Case], order: str, user: User, after: str = "", size: int = PAGE) -> Part:
    """Return a page of cases: the one that begins behind the mark `after`, which is a mark of an earlier page."""
    sort = ORDERS[order]
    counted = found.order_by()[: COUNTED + 1].count()
    if sort.by is not None:
        found = found.annotate(sorted_by=sort.by)
        found = found.order_by("-sorted_by" if sort.falling else "sorted_by", "-pk")
    else:
        found = found.order_by("-pk")
    if mark := _read_mark(after):
        found = found.filter(_behind(sort, mark))
    unread = Notice.objects.filter(case=OuterRef("pk"), user=user, read_at=None)
    found = found.select_related("owner", "topic", "statement__speaker", "held_by", "cluster", "rating")
    rows = list(found.annotate(news=Exists(unread))[: size + 1])
    last = rows[size - 1] if len(rows) > size else None
    return Part(rows[:size], _mark(last, sort) if last else "", min(counted, COUNTED), counted > COUNTED)


def _behind(sort: Order, mark: tuple[str, int]) -> Q:
    value, pk = mark
    if sort.by is None:
        return Q(pk__lt=pk)
    further = {"sorted_by__lt" if sort.falling else "sorted_by__gt": value}
    return Q(**further) | Q(sorted_by=value, pk__lt=pk)


def _mark(case: Any, sort: Order) -> str:
    value = "" if sort.by is None else getattr(case.sorted_by, "isoformat", lambda: case.sorted_by)()
    return signing.dumps([value, case.pk], salt="casework.board")


def _read_mark(text: str) -> tuple[Any, int] | None:
    """Return what a mark says; None for one that is not ours, so that the list begins at its beginning."""
    if not text:
        return None
    try:
        value, pk = signing.loads(text, salt="casework.board")
    except (signing.BadSignature, ValueError, json.JSONDecodeError):
        return None
    return value, int(pk)


def lateness(case: Case, today: date | None = None) -> str:
    """Say whether a case is late ("late"), wanted within two days ("soon"), or neither ("")."""
    if case.due is None or case.state not in OPEN:
        return ""
    left = case.due - (today or timezone.localdate())
    return "late" if left < timedelta(0) else "soon" if left <= timedelta(days=2) else ""
