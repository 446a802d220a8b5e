"""The list of cases: what is asked for, in which order, a page at a time by key."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from urllib.parse import urlencode

from django.core import signing
from django.db.models import Exists, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from merilo_desk import engine
from merilo_desk.casework.models import WORDS, Case, Notice
from merilo_desk.casework.states import OPEN, PUBLIC, State
from merilo_desk.newsroom.models import User
from merilo_desk.newsroom.tongues import tongues

PAGE = 50
# Counting stops here: nobody wants to know whether 2,345 or 2,346 cases lie behind.
COUNTED = 1000
# What of a case no row of the list shows.
UNSHOWN = (
    "context", "why_chosen", "withdrawn_because", "keys", "sentences",
    "statement__context", "statement__meaning", "statement__speaker__abouts",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Order:
    """A way to sort: the column to sort by, and whether the greatest comes first; the newest case breaks ties."""

    name: str | Promise
    by: str
    falling: bool


ORDERS: Mapping[str, Order] = {
    "new": Order(_("Newest first"), "", True),
    "due": Order(_("Due soonest"), "due_order", False),
    "priority": Order(_("Most urgent"), "priority", True),
    "changed": Order(_("Changed last"), "changed_at", True),
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
        # Sorted by anything but its number, a list is walked in the index of that order: asked for by its state, all
        # that stands there would be collected first and sorted then.
        by_state = "state__in" if wanted.order == "new" else "stands__in"
        found = found.alias(stands=Coalesce("state", Value(""))).filter(**{by_state: states})
    if wanted.mine:
        found = found.filter(owner=user)
    if wanted.topic:
        found = found.filter(topic_id=int(wanted.topic))
    if wanted.language:
        found = found.filter(language=wanted.language)
    if wanted.speaker:
        found = found.filter(statement__speaker_id=int(wanted.speaker))
    if wanted.overdue:
        found = found.filter(due_order__lt=timezone.localdate(), state__in=OPEN)
    return _holding(found, wanted.words) if wanted.words else found


def _holding(found: QuerySet[Case], words: str) -> QuerySet[Case]:
    """Return the cases that hold every word, in either script and any form that one of the desk's languages knows."""
    if words.isdecimal() and len(words) < 12:
        return found.filter(pk=int(words)) | WORDS.holding(found, [({words}, "")])
    asked = engine.keys_asked(words, tongues())
    return WORDS.holding(found, asked) if asked else found.none()


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
    counted = found.order_by().values("pk")[: COUNTED + 1].count()
    found = found.order_by(*([f"{'-' if sort.falling else ''}{sort.by}"] if sort.by else []), "-pk")
    if mark := _read_mark(after):
        found = _behind(found, sort, mark)
    # The keys come from an index alone; of wide rows only those that are shown are read.
    keys = list(found.values_list("pk", flat=True)[: size + 1])
    unread = Notice.objects.filter(case=OuterRef("pk"), user=user, read_at=None)
    shown = Case.objects.visible_to(user).filter(pk__in=keys[:size]).annotate(news=Exists(unread))
    shown = shown.select_related("owner", "topic", "statement__speaker", "cluster", "rating")
    rows = {each.pk: each for each in shown.defer(*UNSHOWN)}
    cases = [rows[key] for key in keys[:size] if key in rows]
    return Part(cases, _mark(cases[-1], sort) if len(keys) > size else "", min(counted, COUNTED), counted > COUNTED)


def _behind(found: QuerySet[Case], sort: Order, mark: tuple[Any, int]) -> QuerySet[Case]:
    value, pk = mark
    if not sort.by:
        return found.filter(pk__lt=pk)
    beyond = "lt" if sort.falling else "gt"
    # The first condition lets the index begin at the place; the second leaves out what was on the page before.
    further = Q(**{f"{sort.by}__{beyond}": value}) | Q(**{sort.by: value}, pk__lt=pk)
    return found.filter(**{f"{sort.by}__{beyond}e": value}).filter(further)


def _mark(case: Any, sort: Order) -> str:
    value = getattr(case, sort.by) if sort.by else ""
    value = getattr(value, "isoformat", lambda: value)()
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
