"""Where promises stand: today, on any day before, and all of a government's together under several weightings.

Only approved changes count. Overdue is reckoned, never typed: the deadline has passed and the status is not final.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from merilo_desk.promises.models import Promise, StatusChange
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


def shares(
    found: Sequence[tuple[Promise, Standing]], ratings: Sequence[Rating], weighting: str = "equal"
) -> list[Share]:
    """Return how promises are spread over the statuses of one scale, in the scale's order, those without one last.

    `weighting` is "equal" (each promise counts the same), "weight" (by the editors' weights) or "topic" (each topic
    counts the same, however many promises were made in it).
    """
    per_topic: dict[int | None, int] = defaultdict(int)
    for promise, _ in found:
        per_topic[promise.topic_id] += 1

    def weigh(promise: Promise) -> float:
        if weighting == "weight":
            return float(promise.weight)
        return 1.0 / per_topic[promise.topic_id] if weighting == "topic" else 1.0

    whole = sum(weigh(promise) for promise, _ in found)
    rows = []
    for rating in [*ratings, None]:
        here = [(p, s) for p, s in found if (s.rating.pk if s.rating else None) == (rating.pk if rating else None)]
        if rating is None and not here:
            continue
        weight = sum(weigh(promise) for promise, _ in here)
        late = sum(stands.overdue for _, stands in here)
        rows.append(Share(rating, len(here), weight, weight / whole if whole else 0.0, late))
    return rows


def stood(promises: Iterable[Promise], on: date) -> list[tuple[Promise, Standing]]:
    """Return each promise with where it stood on a day."""
    return [(promise, standing(promise, on)) for promise in promises]


def over_time(
    promises: Sequence[Promise],
    ratings: Sequence[Rating],
    first: date,
    last: date,
    weighting: str = "equal",
    most: int = 12,
) -> list[tuple[date, list[Share]]]:
    """Return the shares on evenly spread days from the first to the last, `most` at most, both ends among them."""
    length = max((last - first).days, 1)
    steps = min(most - 1, length)
    days = sorted({first.fromordinal(first.toordinal() + round(length * at / steps)) for at in range(steps + 1)})
    return [(day, shares(stood(promises, day), ratings, weighting)) for day in days]


def by_topic(found: Sequence[tuple[Promise, Standing]]) -> Mapping[str, list[tuple[Promise, Standing]]]:
    """Return promises with their standing by the name of their topic, in the reader's language."""
    rows: dict[str, list[tuple[Promise, Standing]]] = defaultdict(list)
    for promise, stands in found:
        rows[str(promise.topic) if promise.topic else ""].append((promise, stands))
    return dict(sorted(rows.items(), key=lambda row: (not row[0], row[0])))
