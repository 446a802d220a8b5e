"""Whom and what the desk checked: its own choice counted out for everybody to judge, each share with its interval."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import cast

from django.core.cache import cache
from django.db.models import Count, Max, Prefetch
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from merilo_desk.casework.models import Case
from merilo_desk.casework.standards import WAYS, Share, party_of, way_of
from merilo_desk.newsroom.wording import said
from merilo_desk.people.models import Actor, Office
from merilo_desk.publishing.shelf import checks

# Rows of a table; what is rarer is counted together.
ROWS = 20
KEPT_SECONDS = 600


@dataclass(frozen=True, slots=True)
class Part:
    """One row: its name, and how large a share of all it is."""

    name: str | Promise
    share: Share


@dataclass(frozen=True, slots=True)
class Balance:
    """One way of counting: its name, and its rows, the largest first and what is not known last."""

    key: str
    name: str | Promise
    parts: tuple[Part, ...]


def balances_kept() -> tuple[int, list[Balance]]:
    """Return `balances`, counted anew when a check comes out or changes, and at least every ten minutes.

    Anybody may ask for the page, and ten thousand checks take seconds to count.
    """
    state = checks().order_by().aggregate(last=Max("last_published_at"), many=Count("pk"))
    last = state["last"].timestamp() if state["last"] else 0
    key = f"balance:{get_language()}:{timezone.localdate()}:{state['many']}:{last}"
    return cast("tuple[int, list[Balance]]", cache.get_or_set(key, balances, KEPT_SECONDS))


def balances() -> tuple[int, list[Balance]]:
    """Return how many cases stand published, and each way of counting them."""
    numbers = checks().order_by().values("case_id").distinct()
    offices = Prefetch(
        "statement__speaker__offices", Office.objects.select_related("body").prefetch_related("body__offices")
    )
    cases = list(
        Case.objects.filter(pk__in=numbers).select_related("topic", "statement__speaker").prefetch_related(offices)
    )
    ways: Sequence[tuple[str, str | Promise, Callable[[Case], Hashable], Callable[[Hashable], str | Promise]]] = (
        ("sides", _("By government and opposition"), side_of, lambda key: Office.Side(key).label),
        ("parties", _("By party"), party_of, str),
        ("offices", _("By office"), office_of, lambda key: str(key)),
        ("topics", _("By topic"), lambda case: case.topic, lambda topic: str(topic)),
        ("ways", _("By how the claim came to us"), way_of, lambda key: WAYS[str(key)]),
    )
    return len(cases), [Balance(key, name, parts(map(of, cases), called)) for key, name, of, called in ways]


def parts(values: Iterable[Hashable], called: Callable[[Hashable], str | Promise]) -> tuple[Part, ...]:
    """Count values out; what is not known (None or "") comes last under its own name, and is never left out."""
    counts = Counter(values)
    total, unknown = sum(counts.values()), counts.pop(None, 0) + counts.pop("", 0)
    most = counts.most_common()
    rows = [Part(called(value), Share(count, total)) for value, count in most[:ROWS]]
    rest = sum(count for _value, count in most[ROWS:])
    rows += [Part(_("others"), Share(rest, total))] if rest else []
    rows += [Part(_("not known"), Share(unknown, total))] if unknown else []
    return tuple(rows)


def side_of(case: Case) -> str:
    """Return whether the speaker, or else the speaker's party, governed when the claim was made; "" if not known."""
    day = said_on(case)
    own = _held(case.speaker, day)
    sides = [each.side for each in own if each.side]
    parties = [each.body for each in own if each.body is not None and each.body.kind == Actor.Kind.PARTY]
    sides += [each.side for party in parties for each in party.offices.all() if each.side and each.held_on(day)]
    return sides[0] if sides else ""


def office_of(case: Case) -> str:
    """Return the office that the speaker held when the claim was made; a party's membership is none."""
    for each in _held(case.speaker, said_on(case)):
        if each.body is None or each.body.kind != Actor.Kind.PARTY:
            return said(each.titles)
    return ""


def said_on(case: Case) -> date:
    """Return the day of a claim as far as it is known, else when its case was opened."""
    return (case.statement.said_on if case.statement else None) or timezone.localtime(case.opened_at).date()


def _held(speaker: Actor | None, day: date) -> list[Office]:
    return [each for each in speaker.offices.all() if each.held_on(day)] if speaker else []
