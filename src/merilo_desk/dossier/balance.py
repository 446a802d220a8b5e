"""Whether the desk looks at all sides alike: its checks of a year by party, topic, verdict and how they came."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.utils.functional import Promise

from merilo_desk.casework.models import Case
from merilo_desk.casework.standards import WAYS, Checked, Share, balance, way_of
from merilo_desk.newsroom.wording import said


@dataclass(frozen=True, slots=True)
class Counted:
    """One row of a table: its name (empty where none was noted), its share of all, and whether it touches welfare."""

    name: str | Promise
    share: Share
    welfare: bool = False


@dataclass(frozen=True, slots=True)
class Balance:
    """The checks of a year, counted four ways, and how many of them touch people's welfare."""

    parties: tuple[Checked, ...]
    topics: tuple[Counted, ...]
    verdicts: tuple[tuple[str, tuple[Counted, ...]], ...]
    ways: tuple[Counted, ...]
    welfare: Share


def balance_of(cases: Sequence[Case], code: str) -> Balance:
    """Count the checks of a year; verdicts of different scales are never counted together."""
    scales = {case.rating.scale_id: case.rating.scale for case in cases if case.rating}
    welfare = sum(bool(case.topic and case.topic.welfare) for case in cases)
    return Balance(
        parties=tuple(balance(cases)),
        topics=_topics(cases, code),
        verdicts=tuple(
            (said(scale.names, code), _verdicts([c for c in cases if c.rating and c.rating.scale_id == pk], code))
            for pk, scale in scales.items()
        ),
        ways=tuple(
            Counted(WAYS[str(way)], Share(count, len(cases))) for way, count in _counts(cases, way_of).most_common()
        ),
        welfare=Share(welfare, len(cases)),
    )


def _topics(cases: Sequence[Case], code: str) -> tuple[Counted, ...]:
    topics = {case.topic_id: case.topic for case in cases}
    rows = []
    for pk, count in _counts(cases, lambda case: case.topic_id).most_common():
        topic = topics[pk]
        share = Share(count, len(cases))
        rows.append(Counted(topic.called(code) if topic else "", share, bool(topic and topic.welfare)))
    return tuple(sorted(rows, key=lambda row: not row.name))


def _verdicts(cases: Sequence[Case], code: str) -> tuple[Counted, ...]:
    ratings = {case.rating.pk: case.rating for case in cases if case.rating}
    counts = _counts(cases, lambda case: case.rating_id)
    ordered = sorted(ratings.values(), key=lambda rating: rating.order)
    return tuple(Counted(said(each.labels, code), Share(counts[each.pk], len(cases))) for each in ordered)


def _counts(cases: Sequence[Case], key: Callable[[Case], object]) -> Counter[object]:
    return Counter(key(case) for case in cases)
