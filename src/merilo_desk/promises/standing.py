"""Where promises stand: today, on any day before, and all of a government's together under several weightings.

Only approved changes count. Overdue is reckoned, never typed: the deadline has passed and the status is not final.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import accumulate

from merilo_desk.promises.models import Promise, PromiseQuerySet, StatusChange
from merilo_desk.scales.models import Rating


@dataclass(frozen=True, slots=True)
class Standing:
    """Where one promise stands on a day: its status (None before the first approved one), since when, and overdue."""

    rating: Rating | None
    since: date | None
    overdue: bool
    change: StatusChange | None = None


def standing(promise: Promise, on: date) -> Standing:
    """Return where a promise stood on a day; `promise.changes` should be prefetched with their ratings."""
    counted = [change for change in promise.changes.all() if change.approved_at and change.since <= on]
    # Of two changes on one day the later entered one holds; a promise may go back.
    last = max(counted, key=lambda change: (change.since, change.pk), default=None)
    final = bool(last and last.rating.final)
    late = promise.deadline is not None and promise.deadline < on and not final
    return Standing(last.rating if last else None, last.since if last else None, late, last)


@dataclass(frozen=True, slots=True)
class Share:
    """How much of the whole stands at one status: how many promises, their weight, and the share from 0 to 1."""

    rating: Rating | None
    count: int
    weight: float
    share: float
    overdue: int


@dataclass(frozen=True, slots=True)
class Followed:
    """What counting asks of one promise: its number, topic, weight and deadline, and each status it had, in order.

    A status is the day it began, the number of its value, and whether that is final.
    """

    pk: int
    topic: int | None
    weight: int
    deadline: date | None
    held: list[tuple[date, int, bool]]


def followed(promises: PromiseQuerySet) -> list[Followed]:
    """Return what counting asks of some promises, two questions for any number of them."""
    rows = promises.order_by("pk").values_list("pk", "topic", "weight", "deadline")
    found = {row[0]: Followed(*row, []) for row in rows}
    changes = StatusChange.objects.filter(promise__in=promises.order_by().values("pk")).exclude(approved_at=None)
    # Of two changes on one day the later entered one holds.
    for pk, *held in changes.order_by("since", "pk").values_list("promise", "since", "rating", "rating__final"):
        if pk in found:
            found[pk].held.append(tuple(held))
    return list(found.values())


def stood(promises: Iterable[Promise], on: date) -> list[tuple[Promise, Standing]]:
    """Return each promise with where it stood on a day."""
    return [(promise, standing(promise, on)) for promise in promises]


def shares(found: Sequence[Followed], ratings: Sequence[Rating], on: date, weighting: str = "equal") -> list[Share]:
    """Return how promises were spread on a day over the statuses of one scale, in its order, those without one last.

    `weighting` is "equal" (each promise counts the same), "weight" (by the editors' weights) or "topic" (each topic
    counts the same, however many promises were made in it).
    """
    return spread(found, ratings, [on], weighting)[0]


def over_time(
    found: Sequence[Followed],
    ratings: Sequence[Rating],
    first: date,
    last: date,
    weighting: str = "equal",
    most: int = 12,
) -> list[tuple[date, list[Share]]]:
    """Return the shares on evenly spread days from the first to the last, `most` at most, both ends among them."""
    first = min(first, last)  # a term that is still to come has been nothing yet
    length = max((last - first).days, 1)
    steps = min(most - 1, length)
    days = sorted({first.fromordinal(first.toordinal() + round(length * at / steps)) for at in range(steps + 1)})
    return list(zip(days, spread(found, ratings, days, weighting), strict=True))


def spread(
    found: Sequence[Followed], ratings: Sequence[Rating], days: Sequence[date], weighting: str = "equal"
) -> list[list[Share]]:
    """Return the shares on each of some days, which follow one another; a promise is walked once for all of them."""
    per_topic = Counter(each.topic for each in found)
    # What begins (and what ends) on each of the days, by status: added up, it is what stands on each.
    counts, weights, late = (defaultdict(lambda: [0.0] * (len(days) + 1)) for _ in range(3))
    for each in found:
        weight = {"weight": float(each.weight), "topic": 1 / per_topic[each.topic]}.get(weighting, 1.0)
        overdue = len(days) if each.deadline is None else bisect_right(days, each.deadline)
        for begin, end, status, final in _stretches(each, days):
            for tally, by, start in ((counts, 1.0, begin), (weights, weight, begin), (late, 1.0, max(begin, overdue))):
                if start < end and not (final and tally is late):
                    tally[status][start] += by
                    tally[status][end] -= by
    counts, weights, late = (
        {status: list(accumulate(row)) for status, row in tally.items()} for tally in (counts, weights, late)
    )
    whole = sum(row[0] for row in weights.values())
    nothing = [0.0] * len(days)
    made = []
    for at in range(len(days)):
        rows = []
        for rating in [*ratings, None]:
            status = rating.pk if rating else None
            count = round(counts.get(status, nothing)[at])
            if rating is None and not count:
                continue
            weight = weights.get(status, nothing)[at] if count else 0.0
            overdue = round(late.get(status, nothing)[at])
            rows.append(Share(rating, count, weight, weight / whole if whole else 0.0, overdue))
        made.append(rows)
    return made


def _stretches(each: Followed, days: Sequence[date]) -> Iterable[tuple[int, int, int | None, bool]]:
    """Yield which of some days each status of a promise holds on: from, up to, its number, whether it is final."""
    begin, status, final = 0, None, False
    for since, following, ends in each.held:
        if (end := bisect_left(days, since)) > begin:
            yield begin, end, status, final
            begin = end
        status, final = following, ends
    yield begin, len(days), status, final
