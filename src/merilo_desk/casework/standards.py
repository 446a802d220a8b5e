"""What IFCN asks of a desk as a whole: how often it publishes, on what, and about whom. Counted, with intervals."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from math import sqrt

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from merilo_desk.casework.models import Case
from merilo_desk.newsroom.models import User
from merilo_desk.people.models import Actor
from merilo_desk.scales.models import Bucket

# IFCN: at least one fact check a week on average (1.3); three in four on what touches people's welfare (1.4).
A_WEEK = 1.0
WELFARE = 0.75
PERIODS = (6, 12)
Z = 1.96
# How a claim came to the desk; never who asked for it.
WAYS = {
    "asked": _("a reader asked for it"),
    "read": _("found while reading articles, speeches and debates"),
    "desk": _("the desk's own choice"),
}
NEGATIVE = frozenset({Bucket.MOSTLY_FALSE, Bucket.FALSE})


@dataclass(frozen=True, slots=True)
class Share:
    """So many of so many, with the interval that 95 of 100 such counts would lie in (Wilson)."""

    count: int
    of: int

    @property
    def share(self) -> float | None:
        """The share from 0 to 1; None of nothing."""
        return self.count / self.of if self.of else None

    @property
    def interval(self) -> tuple[float, float] | None:
        """The lower and upper end; None of nothing."""
        if not self.of:
            return None
        p, n, zz = self.count / self.of, self.of, Z * Z
        middle, width = p + zz / (2 * n), Z * sqrt(p * (1 - p) / n + zz / (4 * n * n))
        low, high = (middle - width) / (1 + zz / n), (middle + width) / (1 + zz / n)
        return max(0.0, low), min(1.0, high)


@dataclass(frozen=True, slots=True)
class Pace:
    """How many were published in a period, and how many a week that is."""

    months: int
    count: int
    weeks: float

    @property
    def a_week(self) -> float:
        """Fact checks a week on average."""
        return self.count / self.weeks

    @property
    def enough(self) -> bool:
        """Say whether that is one a week or more."""
        return self.a_week >= A_WEEK


@dataclass(frozen=True, slots=True)
class Checked:
    """One side that was checked: how large a share of all, and how often the verdict was against it."""

    name: str
    actor: Actor | None
    share: Share
    against: Share


@dataclass(frozen=True, slots=True)
class Period:
    """The counts of so many months."""

    pace: Pace
    welfare: Share
    without_topic: int
    parties: tuple[Checked, ...]


def pace(days: Iterable[date], months: int, today: date) -> Pace:
    """Count the days of publication that lie in the months before a day."""
    first = since(months, today)
    return Pace(months, sum(first < day <= today for day in days), (today - first).days / 7)


def since(months: int, today: date) -> date:
    """Return the day so many months before another; the last of the month where that day is not in it."""
    whole = today.year * 12 + today.month - 1 - months
    year, month = divmod(whole, 12)
    last = (date(year + (month == 11), (month + 1) % 12 + 1, 1) - timedelta(days=1)).day
    return date(year, month + 1, min(today.day, last))


def periods(user: User, today: date | None = None) -> list[Period]:
    """Return the counts of the last six and twelve months, of cases that a member may see."""
    now = today or timezone.localdate()
    first = since(max(PERIODS), now)
    rows = list(
        Case.objects.visible_to(user).published().filter(published_at__date__gt=first, published_at__date__lte=now)
        .select_related("topic", "rating", "statement__speaker")
        .prefetch_related("statement__speaker__offices__body")
    )  # fmt: skip
    return [_period(rows, months, now) for months in PERIODS]


def _period(rows: list[Case], months: int, today: date) -> Period:
    first = since(months, today)
    inside = [each for each in rows if each.published_at and timezone.localtime(each.published_at).date() > first]
    days = [timezone.localtime(each.published_at).date() for each in inside if each.published_at]
    topics = [each.topic for each in inside if each.topic is not None]
    return Period(
        pace(days, months, today),
        Share(sum(each.welfare for each in topics), len(inside)),
        len(inside) - len(topics),
        tuple(balance(inside)),
    )


def balance(cases: Iterable[Case]) -> list[Checked]:
    """Return by party whom the desk checked, the most often checked first; last, those whose party is not known."""
    parties = {each.pk: (each, party_of(each)) for each in cases}
    counts = Counter(party.pk if party else 0 for _case, party in parties.values())
    total, checked = sum(counts.values()), []
    for pk, count in sorted(counts.items(), key=lambda each: (each[0] == 0, -each[1], each[0])):
        own = [(case, party) for case, party in parties.values() if (party.pk if party else 0) == pk]
        rated = [
            case for case, _party in own if case.rating and case.rating.bucket not in {Bucket.UNRATED, Bucket.OPEN}
        ]
        against = sum(case.rating.bucket in NEGATIVE for case in rated if case.rating)
        party = own[0][1]
        checked.append(Checked(str(party or ""), party, Share(count, total), Share(against, len(rated))))
    return checked


def party_of(case: Case) -> Actor | None:
    """Return the party that the speaker stood for when the claim was made; None where the register does not say."""
    return party_at(case.speaker, said_on(case))


def party_at(speaker: Actor | None, day: date) -> Actor | None:
    """Return the party that somebody stood for on a day; None where the register does not say."""
    if speaker is None or speaker.kind == Actor.Kind.PARTY:
        return speaker
    for office in speaker.offices.all():
        if office.body is not None and office.body.kind == Actor.Kind.PARTY and office.held_on(day):
            return office.body
    return None


def said_on(case: Case) -> date:
    """Return the day of a claim as far as it is known, else when its case was opened."""
    return (case.statement and case.statement.said_on) or timezone.localtime(case.opened_at).date()


def way_of(case: Case) -> str:
    """Return how a claim came to the desk, as a key of `WAYS`."""
    return way_by(case.cluster_id, case.article_id)


def way_by(cluster: int | None, article: int | None) -> str:
    """Return how a claim came to the desk, by the request and the article that it came from."""
    return "asked" if cluster else "read" if article else "desk"
