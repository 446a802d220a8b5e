"""Who repeated a claim after its check was out, as public pages show it: the room of followed feeds tells them here."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from merilo_desk.people.models import Actor


@dataclass(frozen=True, slots=True)
class Repeated:
    """One repetition: which case, who (somebody of the register where that is sure), where, when, and what differs.

    `outlet` is whose feed it stood in; `differences` are pairs: the words there, and those that were checked.
    """

    case: int
    speaker: Actor | None
    speaker_words: str
    outlet: Actor
    url: str
    title: str
    language: str
    on: date
    archived: str
    differences: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Teller:
    """Who knows repetitions: those of some cases, those by an actor, and when the ones of a case last changed."""

    of_cases: Callable[[Collection[int]], Iterable[Repeated]]
    by_actor: Callable[[Actor], Iterable[Repeated]]
    changed_at: Callable[[int], datetime | None]


TELLERS: list[Teller] = []


def tells_repeats(teller: Teller) -> Teller:
    """Register who knows repetitions; called in the room's `apps.ready`."""
    TELLERS.append(teller)
    return teller


def repeats_of(page: Any) -> list[Repeated]:
    """Return who repeated the claim of a check after it was out, the latest first; nobody where it was withdrawn."""
    if page.withdrawn_on or not page.case_id:
        return []
    return repeats_of_cases([page.case_id]).get(page.case_id, [])


def repeats_of_cases(cases: Collection[int]) -> dict[int, list[Repeated]]:
    """Return the repetitions of each case that has any, the latest first."""
    found: dict[int, list[Repeated]] = {}
    for teller in TELLERS if cases else ():
        for each in teller.of_cases(cases):
            found.setdefault(each.case, []).append(each)
    return {case: sorted(told, key=lambda one: one.on, reverse=True) for case, told in found.items()}


def repeats_by(actor: Actor) -> list[Repeated]:
    """Return what an actor repeated after it was checked, the latest first."""
    found = [each for teller in TELLERS for each in teller.by_actor(actor)]
    return sorted(found, key=lambda each: each.on, reverse=True)


def changed_at(page: Any) -> datetime | None:
    """Return when a page last changed, by its own texts or by what stands under it of repetitions."""
    moments = [page.last_published_at, *(teller.changed_at(page.case_id) for teller in TELLERS)]
    return max(filter(None, moments), default=None)
