"""Promises of a programme, for the room of promises."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from merilo import claims
from merilo.model import Article, Quantity
from merilo.pipeline import Means, understood
from merilo.pledges import pledges
from merilo_desk.engine.thread import asked, encoder


@dataclass(frozen=True, slots=True)
class Point:
    """One promise of a programme: its words and place, its page where the source has pages, and what would show it."""

    start: int
    end: int
    words: str
    page: int | None
    measure: float | None
    unit: str
    baseline: float | None
    deadline: date | None
    body: str
    vague: bool


def points_of(article: Article, since: date | None = None) -> list[Point]:
    """Return the promises of a programme, in the order of the text.

    A term ("within 18 months") counts from `since`, the day on which whoever promises took office; None where unknown.
    """

    def work() -> list[Point]:
        reading, encoded = understood(article, Means(encoder()))
        found = pledges(replace(reading, claims=claims.find(reading, encoded)))
        return [
            Point(
                start=each.span.start,
                end=each.span.end,
                words=" ".join(each.span.of(article.text).split()),
                page=_page(article, each.span.start),
                measure=each.measure.value if each.measure else None,
                unit=_unit(each.measure, article.text) if each.measure else "",
                baseline=each.baseline.value if each.baseline else None,
                deadline=each.due(since),
                body=each.body.of(article.text) if each.body else "",
                vague=each.vague,
            )
            for each in found
        ]

    return asked(work)


def _unit(measure: Quantity, text: str) -> str:
    """Return the unit of a figure, or the word of what it counts."""
    return measure.unit or (measure.noun.of(text) if measure.noun else "")


def _page(article: Article, at: int) -> int | None:
    pages = [mark.page for mark in article.landmarks if mark.start <= at and mark.page is not None]
    return pages[-1] if pages else None
