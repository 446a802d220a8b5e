"""Corrections as a page shows them: the room of corrections tells them here, publishing draws them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from merilo_desk.publishing.models import FactCheckPage


@dataclass(frozen=True, slots=True)
class Notice:
    """What readers are told of one change: the sort in words, the day, the text, where more is."""

    kind: str
    word: str
    on: date
    text: str
    address: str = ""


# Is asked about many pages at once, and tells each notice with the number of its page.
Teller = Callable[[Sequence[FactCheckPage]], Iterable[tuple[int | None, Notice]]]
TELLERS: list[Teller] = []


def tells_corrections(teller: Teller) -> Teller:
    """Register who knows of a page's corrections; called in the room's `apps.ready`."""
    TELLERS.append(teller)
    return teller


def notices_for(page: FactCheckPage) -> list[Notice]:
    """Return the corrections of a page, the latest first."""
    return notices_of([page]).get(page.pk, [])


def notices_of(pages: Sequence[FactCheckPage]) -> dict[int | None, list[Notice]]:
    """Return the corrections of each page that has any, by its number, the latest first."""
    found: dict[int | None, list[Notice]] = {}
    for teller in TELLERS if pages else ():
        for number, notice in teller(pages):
            found.setdefault(number, []).append(notice)
    return {number: sorted(told, key=lambda one: one.on, reverse=True) for number, told in found.items()}
