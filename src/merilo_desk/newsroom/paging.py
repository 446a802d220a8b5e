"""A long list a page at a time, at a cost that does not grow with it: for every list of the desk, with `pages.html`.

The keys of a page are read first, from an index that holds all that the list is narrowed and sorted by; the wide rows
only for what is shown. No count goes on beyond `counting.CAP`.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import models

from merilo_desk.newsroom.counting import CAP

# Further than any list reaches; an address may say what it likes.
LAST = 1_000_000


@dataclass(frozen=True, slots=True)
class Pages:
    """How many pages there are, as far as was counted, and whether there are more."""

    count: int
    num_pages: int
    more: bool


@dataclass(frozen=True, slots=True)
class PageOf:
    """One page of a list, with the names that Django's own has."""

    object_list: list[Any]
    number: int
    paginator: Pages
    has_next: bool

    def __iter__(self) -> Iterator[Any]:
        """Yield the rows."""
        return iter(self.object_list)

    def __len__(self) -> int:
        """Return how many rows the page has."""
        return len(self.object_list)

    @property
    def has_previous(self) -> bool:
        """Whether it is not the first."""
        return self.number > 1

    @property
    def has_other_pages(self) -> bool:
        """Whether there is any other."""
        return self.has_previous or self.has_next

    @property
    def previous_page_number(self) -> int:
        """The number of the page before."""
        return self.number - 1

    @property
    def next_page_number(self) -> int:
        """The number of the page behind."""
        return self.number + 1


def page_of(
    rows: models.QuerySet[Any] | Sequence[Any], asked: str | None, size: int, shown: models.QuerySet[Any] | None = None
) -> PageOf:
    """Return the page of a list that an address asks for: its first where that says nothing, its last beyond the end.

    Args:
        rows: the whole list in its order, of which no more is read than keys; or all its keys, which want `shown`.
        asked: the page's number, as the address has it.
        size: how many rows a page has.
        shown: where the rows that are shown are read from, with all that a page needs of them; by default `rows`.
    """
    number = min(max(int(asked), 1), LAST) if asked and asked.isascii() and asked.isdecimal() else 1
    # One walk of the index counts as far as is counted, and finds all pages but those far behind.
    near = list((rows.values_list("pk", flat=True) if isinstance(rows, models.QuerySet) else rows)[: CAP + 1])
    keys = _keys(rows, near, number, size)
    if not keys and number > 1:
        number = max(1, math.ceil((len(near) if len(near) <= CAP else _all(rows)) / size))
        keys = _keys(rows, near, number, size)
    count = min(len(near), CAP)
    pages = Pages(count, max(1, math.ceil(count / size)), len(near) > CAP)
    found = {each.pk: each for each in (rows if shown is None else shown).filter(pk__in=keys[:size])}
    return PageOf([found[key] for key in keys[:size] if key in found], number, pages, len(keys) > size)


def _keys(rows: models.QuerySet[Any] | Sequence[Any], near: list[Any], number: int, size: int) -> list[Any]:
    first = (number - 1) * size
    if first + size < len(near) or len(near) <= CAP:
        return near[first : first + size + 1]
    further = rows.values_list("pk", flat=True) if isinstance(rows, models.QuerySet) else rows
    return list(further[first : first + size + 1])


def _all(rows: models.QuerySet[Any] | Sequence[Any]) -> int:
    return int(rows.order_by().count()) if isinstance(rows, models.QuerySet) else len(rows)
