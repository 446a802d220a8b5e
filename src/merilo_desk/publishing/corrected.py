"""Corrections as a page shows them: the room of corrections tells them here, publishing draws them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
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


Teller = Callable[[FactCheckPage], Iterable[Notice]]
TELLERS: list[Teller] = []


def tells_corrections(teller: Teller) -> Teller:
    """Register who knows of a page's corrections; called in the room's `apps.ready`."""
    TELLERS.append(teller)
    return teller


def notices_for(page: FactCheckPage) -> list[Notice]:
    """Return the corrections of a page, the latest first."""
    found = [notice for teller in TELLERS for notice in teller(page)]
    return sorted(found, key=lambda notice: notice.on, reverse=True)
