"""The published checks as lists: newest first, by language, topic, speaker, verdict and year."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Count, F, Max, QuerySet
from django.http import QueryDict

from merilo_desk.casework.standards import Share
from merilo_desk.newsroom.models import Topic
from merilo_desk.people.models import Actor
from merilo_desk.publishing.editions import kept
from merilo_desk.publishing.models import CheckQuerySet, FactCheckPage
from merilo_desk.scales.models import Bucket, Rating

ON_A_PAGE = 20
# A list of names longer than this helps nobody to choose; the search finds everybody.
SPEAKERS_OFFERED = 100
UNRATED = frozenset({Bucket.UNRATED, Bucket.OPEN})


def checks(language: str = "") -> CheckQuerySet:
    """Return the checks that stand, newest first, in one language or in all."""
    found = FactCheckPage.objects.standing()
    if language:
        found = found.speaking(language)
    return (
        found.select_related("locale", "rating__scale", "speaker", "topic")
        .defer("body", "method", "keys")
        .order_by("-checked_on", "-pk")
    )


def in_order(numbers: Sequence[int], rows: CheckQuerySet | None = None) -> list[FactCheckPage]:
    """Return checks that stand by their numbers, in the order of these; as `rows` reads them, else without texts."""
    found = {page.pk: page for page in (checks() if rows is None else rows).order_by().filter(pk__in=numbers)}
    return [found[number] for number in numbers if number in found]


def newest(found: CheckQuerySet, count: int, rows: CheckQuerySet | None = None) -> list[FactCheckPage]:
    """Return the first checks of some: which ones is asked of an index, and only those are read."""
    return in_order(list(found.values_list("pk", flat=True)[:count]), rows)


class Shelf(Paginator):
    """Checks page by page: first which ones, which an index answers, then those alone are read."""

    def __init__(self, found: CheckQuerySet | Sequence[int], count: int = ON_A_PAGE) -> None:
        super().__init__(found.values_list("pk", flat=True) if isinstance(found, CheckQuerySet) else found, count)

    def page(self, number: int | str) -> Page[FactCheckPage]:
        """Return one page."""
        numbers = list(super().page(number))
        return Page(in_order(numbers), self.validate_number(number), self)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a reader filters the list by; whatever is not there filters nothing."""

    topic: str = ""
    speaker: str = ""
    rating: int = 0
    year: int = 0

    @classmethod
    def of(cls, query: QueryDict) -> Wanted:
        """Read the filters of an address; what is no number is no filter."""
        return cls(
            topic=query.get("topic", "")[:60],
            speaker=query.get("speaker", "")[:80],
            rating=_number(query.get("rating", "")),
            year=_number(query.get("year", "")),
        )

    def of_all(self, found: CheckQuerySet) -> CheckQuerySet:
        """Return those of some checks that are wanted."""
        if self.topic:
            found = found.filter(topic__slug=self.topic)
        if self.speaker:
            found = found.filter(speaker__slug=self.speaker)
        if self.rating:
            found = found.filter(rating_id=self.rating)
        if self.year:
            found = found.filter(checked_on__year=self.year)
        return found

    def __bool__(self) -> bool:
        return bool(self.topic or self.speaker or self.rating or self.year)


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0


@dataclass(frozen=True, slots=True)
class Choices:
    """What the list can be filtered by: only what some check bears; of many speakers those who were checked most."""

    topics: list[Topic] = field(default_factory=list)
    speakers: list[Actor] = field(default_factory=list)
    ratings: list[Rating] = field(default_factory=list)
    years: list[int] = field(default_factory=list)

    @property
    def some_speakers(self) -> bool:
        """Say whether there may be more speakers than are offered."""
        return len(self.speakers) >= SPEAKERS_OFFERED

    def with_chosen(self, wanted: Wanted) -> Choices:
        """Return the filters with the speaker whom a reader has chosen among them."""
        if not wanted.speaker or any(each.slug == wanted.speaker for each in self.speakers):
            return self
        # Only somebody who was checked: the register tells readers of nobody else.
        of_checks = FactCheckPage.objects.standing().filter(speaker__slug=wanted.speaker)
        checked = list(of_checks.order_by().values_list("speaker", flat=True)[:1])
        return replace(self, speakers=[*Actor.objects.visible_to(None).filter(pk__in=checked), *self.speakers])


def choices(language: str) -> Choices:
    """Return the filters of a language's list."""
    return kept(f"choices:{language}", partial(_choices, language))


def _choices(language: str) -> Choices:
    found = FactCheckPage.objects.standing().speaking(language).order_by()
    often = found.exclude(speaker=None).values("speaker").annotate(times=Count("pk")).order_by("-times", "speaker")
    topics = Topic.objects.filter(pk__in=list(found.values_list("topic", flat=True).distinct()))
    speakers = Actor.objects.visible_to(None).filter(pk__in=[row["speaker"] for row in often[:SPEAKERS_OFFERED]])
    ratings = Rating.objects.filter(pk__in=list(found.values_list("rating", flat=True).distinct()))
    return Choices(
        topics=sorted(topics, key=lambda topic: str(topic.called(language))),
        speakers=sorted(speakers, key=lambda actor: actor.called(language)),
        ratings=list(ratings.select_related("scale").order_by("scale__family", "scale", "order")),
        years=sorted({day.year for day in found.values_list("checked_on", flat=True).distinct()}, reverse=True),
    )


def versions_of(page: FactCheckPage) -> list[FactCheckPage]:
    """Return a check in every language it is out in, the page itself among them."""
    return list(
        FactCheckPage.objects.visible_to(None).filter(case_id=page.case_id).select_related("locale").order_by("pk")
    )


def one_each(found: CheckQuerySet, language: str, first: int = 0, count: int = ON_A_PAGE) -> list[FactCheckPage]:
    """Return one page of each case: in the reader's language where there is one, else as it was first written.

    Two queries, whatever the number of languages: which cases, then their pages.
    """
    newest = (
        found.order_by()
        .values("case_id")
        .annotate(newest=Max("checked_on"))
        .order_by("-newest", "-case_id")[first : first + count]
    )
    order = [row["case_id"] for row in newest]
    chosen: dict[int, FactCheckPage] = {}
    for page in found.filter(case_id__in=order).order_by("pk"):
        if page.case_id not in chosen or page.locale.language_code == language:
            chosen[page.case_id] = page
    return [chosen[case] for case in order if case in chosen]


@dataclass(frozen=True, slots=True)
class Counted:
    """How often each value of one scale was given, of how many; never an average."""

    scale: Any
    rows: list[tuple[Rating, int]]

    @property
    def rated(self) -> int:
        """How many of them could be rated; shares are told of these alone."""
        return sum(count for rating, count in self.rows if rating.bucket not in UNRATED)

    @property
    def shares(self) -> list[tuple[Rating, int, Share | None]]:
        """Each value with its count, and its share of what could be rated; None for what could not."""
        rated = self.rated
        return [
            (rating, count, None if rating.bucket in UNRATED else Share(count, rated)) for rating, count in self.rows
        ]

    @property
    def of(self) -> int:
        """How many checks that is."""
        return sum(count for _, count in self.rows)

    @property
    def most(self) -> int:
        """The greatest count, for drawing."""
        return max((count for _, count in self.rows), default=0)


def counted(found: CheckQuerySet) -> list[Counted]:
    """Count checks by verdict, each case once, scale by scale: values of two scales are never counted together."""
    rows = list(
        found.order_by()
        .exclude(rating=None)
        .values(given=F("rating_id"))
        .annotate(times=Count("case_id", distinct=True))
    )
    times = {row["given"]: row["times"] for row in rows}
    by_scale: dict[int, list[tuple[Rating, int]]] = {}
    for rating in _ratings(times):
        by_scale.setdefault(rating.scale_id, []).append((rating, times[rating.pk]))
    return [Counted(rows[0][0].scale, rows) for rows in by_scale.values()]


def _ratings(keys: Iterable[int]) -> QuerySet[Rating]:
    return Rating.objects.filter(pk__in=list(keys)).select_related("scale").order_by("scale", "order", "pk")
