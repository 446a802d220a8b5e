"""The lists of the inbox: what an address asks for, said once, and the rows of one page of it.

A page begins after a row, not at a number, and no count goes on beyond a thousand: so a list of fifty thousand costs
what a list of a hundred costs.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from types import MappingProxyType
from typing import Any
from urllib.parse import urlencode

from django.db import models
from django.http import QueryDict
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from merilo_desk.intake.finding import found
from merilo_desk.intake.models import Likeness, Submission
from merilo_desk.newsroom.models import LANGUAGE_CHOICES, User

ROWS = 25
Shelf = Submission.Shelf
# What is dear, from here on: the score of check-worthiness that the engine itself calls worth a check.
WORTHY = 0.5


@dataclass(frozen=True, slots=True)
class Order:
    """One way to sort: the column, whether the most comes first, and how a row's place is read back."""

    name: str | Promise
    column: str
    down: bool
    read: Any


ORDERS: Mapping[str, Order] = MappingProxyType(
    {
        "new": Order(_("Newest first"), "", True, None),
        "demand": Order(_("Most asked first"), "demand", True, int),
        "worth": Order(_("Most worth a check first"), "worth_order", True, float),
        "due": Order(_("Due first"), "due_order", False, date.fromisoformat),
    }
)
DUES = MappingProxyType({"late": _("Overdue"), "week": _("Due within seven days"), "none": _("No due date")})
HOLDERS = MappingProxyType({"me": _("Me"), "nobody": _("Nobody")})
CHOICES: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        "list": frozenset({Shelf.OPEN, Shelf.CLOSED, Shelf.SPAM}),
        "kind": frozenset(Submission.Kind.values),
        "state": frozenset(Submission.State.values),
        "language": frozenset(code for code, _name in LANGUAGE_CHOICES),
        "severity": frozenset(str(value) for value in Submission.Severity.values),
        "due": frozenset(DUES),
        "sort": frozenset(ORDERS),
        "demand": frozenset({"2", "5", "20"}),
        "worth": frozenset({"1"}),
        "matched": frozenset({"1"}),
        "alike": frozenset({"1"}),
    }
)
DEFAULTS = MappingProxyType({"list": "open", "sort": "new"})


@dataclass(frozen=True, slots=True)
class Asked:
    """What a list is asked for; anything in an address that is no such thing is passed over."""

    values: Mapping[str, str]
    after: str = ""

    @classmethod
    def of(cls, query: QueryDict | Mapping[str, str]) -> Asked:
        """Read an address."""
        values: dict[str, str] = {}
        for name, allowed in CHOICES.items():
            if (given := str(query.get(name, ""))) in allowed and given != DEFAULTS.get(name):
                values[name] = given
        for name in ("topic", "who"):
            given = str(query.get(name, ""))
            if (given.isascii() and given.isdigit() and len(given) < 16) or (name == "who" and given in HOLDERS):
                values[name] = given
        if words := str(query.get("q", "")).replace("\x00", "").strip()[:500]:
            values["q"] = words
        return cls(MappingProxyType(values), str(query.get("after", ""))[:60])

    def get(self, name: str) -> str:
        """Return what is asked for under a name; "" for nothing."""
        return self.values.get(name, DEFAULTS.get(name, ""))

    @property
    def order(self) -> Order:
        """How it is sorted."""
        return ORDERS[self.get("sort")]

    @property
    def query(self) -> str:
        """The list as the end of an address, without the place in it."""
        return urlencode(sorted(self.values.items()))

    @property
    def narrow(self) -> bool:
        """Whether anything but the list itself and its order is asked for."""
        return bool(set(self.values) - {"list", "sort"})

    @property
    def sieved(self) -> bool:
        """Whether anything is asked for in the form of the sieve, which then stands open."""
        return bool(set(self.values) - {"list", "sort", "q", "alike"})

    def but(self, **changed: str) -> Asked:
        """Return the same list with something else asked for, from its beginning; "" asks for nothing."""
        return Asked.of({**self.values, **changed})

    def rows(self, user: User) -> models.QuerySet[Submission]:
        """Return everything in the list, in its order."""
        rows = Submission.objects.visible_to(user).filter(shelf=self.get("list"))
        for name in ("kind", "state", "language", "severity"):
            if self.get(name):
                rows = rows.filter(**{name: self.get(name)})
        if self.get("topic"):
            rows = rows.filter(topic=int(self.get("topic")))
        rows = self._held(rows, user)
        if self.get("demand"):
            rows = rows.filter(demand__gte=int(self.get("demand")))
        if self.get("worth"):
            rows = rows.filter(worth_order__gte=WORTHY)
        if self.get("matched"):
            rows = rows.filter(matched=True)
        if self.get("alike"):
            open_questions = Likeness.objects.filter(judged=Likeness.Judged.SUGGESTED)
            rows = rows.filter(pk__in=open_questions.values("submission"))
        rows = self._due(rows)
        if self.get("q"):
            rows = found(rows, self.get("q"))
        column = self.order.column
        return rows.order_by(*([f"{'-' if self.order.down else ''}{column}"] if column else []), "-pk")

    def _held(self, rows: models.QuerySet[Submission], user: User) -> models.QuerySet[Submission]:
        who = self.get("who")
        if who == "nobody":
            return rows.filter(assignee=None)
        return rows.filter(assignee=user.pk if who == "me" else int(who)) if who else rows

    def _due(self, rows: models.QuerySet[Submission]) -> models.QuerySet[Submission]:
        today = timezone.localdate()
        if self.get("due") == "late":
            return rows.filter(due_order__lt=today)
        if self.get("due") == "week":
            return rows.filter(due_order__lte=today + timedelta(days=7))
        return rows.filter(due_order=date.max) if self.get("due") == "none" else rows

    def page(self, user: User) -> Page:
        """Return the rows of the page that begins after the row named in the address."""
        keys = list(self._from(self.rows(user)).values_list("pk", flat=True)[: ROWS + 1])
        shown = keys[:ROWS]
        return Page(shown, f"{self._place_of(shown[-1])}" if len(keys) > ROWS else "", bool(self.after))

    def _place_of(self, pk: int) -> str:
        if not (column := self.order.column):
            return str(pk)
        value = Submission.objects.values_list(column, flat=True).get(pk=pk)
        return f"{value}_{pk}"

    def _from(self, rows: models.QuerySet[Submission]) -> models.QuerySet[Submission]:
        """Begin after a row; a place that cannot be read is the beginning."""
        value, _sign, pk = self.after.rpartition("_")
        if not (pk.isascii() and pk.isdigit() and len(pk) < 16):
            return rows
        if not (column := self.order.column):
            return rows.filter(pk__lt=int(pk))
        try:
            at = self.order.read(value)
        except ValueError:
            return rows
        beyond = "lt" if self.order.down else "gt"
        # The first condition lets the index begin at the place; the second leaves out what was on the page before.
        return rows.filter(**{f"{column}__{beyond}e": at}).filter(
            models.Q(**{f"{column}__{beyond}": at}) | models.Q(**{column: at}, pk__lt=int(pk))
        )

    def first(self) -> Asked:
        """Return the list from its beginning."""
        return replace(self, after="")


@dataclass(frozen=True, slots=True)
class Page:
    """One page of a list: its rows, where the next begins ("" where there is none), and whether it is not the first."""

    keys: list[int]
    next: str
    later: bool
