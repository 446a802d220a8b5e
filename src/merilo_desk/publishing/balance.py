"""Whom and what the desk checked: its own choice counted out for everybody to judge, each share with its interval."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from merilo_desk.casework.models import Case
from merilo_desk.casework.standards import WAYS, Share, party_at, way_by
from merilo_desk.newsroom.models import Topic
from merilo_desk.newsroom.wording import said
from merilo_desk.people.models import Actor, Office
from merilo_desk.publishing.editions import kept
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


@dataclass(frozen=True, slots=True)
class Choice:
    """One published claim as far as it is counted: whose, of which day, on what, and how it came to the desk."""

    speaker: Actor | None
    day: date
    topic: Topic | None
    way: str


def balances_kept() -> tuple[int, list[Balance]]:
    """Return `balances`, counted anew when a check comes out or changes, and every ten minutes."""
    return kept(f"balance:{get_language()}:{timezone.localdate()}", balances, KEPT_SECONDS)


def balances() -> tuple[int, list[Balance]]:
    """Return how many cases stand published, and each way of counting them."""
    chosen = list(_chosen())
    ways: Sequence[tuple[str, str | Promise, Callable[[Choice], Hashable], Callable[[Hashable], str | Promise]]] = (
        ("sides", _("By government and opposition"), side_of, lambda key: Office.Side(key).label),
        ("parties", _("By party"), lambda each: party_at(each.speaker, each.day), str),
        ("offices", _("By office"), office_of, str),
        ("topics", _("By topic"), lambda each: each.topic, str),
        ("ways", _("By how the claim came to us"), lambda each: each.way, lambda key: WAYS[str(key)]),
    )
    return len(chosen), [Balance(key, name, parts(map(of, chosen), called)) for key, name, of, called in ways]


def _chosen() -> Iterator[Choice]:
    """Yield every case that stands published: four columns of each, and each speaker once."""
    rows = Case.objects.filter(pk__in=checks().order_by().values("case_id")).values_list(
        "statement__speaker_id", "statement__said_on", "opened_at", "topic_id", "cluster_id", "article_id"
    )
    offices = Office.objects.select_related("body").prefetch_related("body__offices")
    speakers = Actor.objects.filter(statements__cases__pages__stands=True).distinct()
    known = {each.pk: each for each in speakers.prefetch_related(Prefetch("offices", offices))}
    topics = {topic.pk: topic for topic in Topic.objects.all()}
    for speaker, spoken_on, opened, topic, cluster, article in rows.iterator():
        day = spoken_on or timezone.localtime(opened).date()
        yield Choice(known.get(speaker), day, topics.get(topic), way_by(cluster, article))


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


def side_of(choice: Choice) -> str:
    """Return whether the speaker, or else the speaker's party, governed when the claim was made; "" if not known."""
    own = _held(choice)
    sides = [each.side for each in own if each.side]
    parties = [each.body for each in own if each.body is not None and each.body.kind == Actor.Kind.PARTY]
    sides += [each.side for party in parties for each in party.offices.all() if each.side and each.held_on(choice.day)]
    return sides[0] if sides else ""


def office_of(choice: Choice) -> str:
    """Return the office that the speaker held when the claim was made; a party's membership is none."""
    for each in _held(choice):
        if each.body is None or each.body.kind != Actor.Kind.PARTY:
            return said(each.titles)
    return ""


def _held(choice: Choice) -> list[Office]:
    return [each for each in choice.speaker.offices.all() if each.held_on(choice.day)] if choice.speaker else []
