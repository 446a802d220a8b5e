"""What other rooms know of actors, shown in the register at the desk: rooms register in their `apps.ready`."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise

from merilo_desk.people.models import Actor


@dataclass(frozen=True, slots=True)
class Line:
    """One fact: its name, what is so, and where more is."""

    name: str | Promise
    text: str
    address: str = ""


@dataclass(frozen=True, slots=True)
class Door:
    """A way from the register to what another room keeps of its actors, and how much waits there."""

    name: str | Promise
    address: str
    waiting: int = 0


Leader = Callable[[Any], Iterable[Door]]
LEADERS: list[Leader] = []
Teller = Callable[[Actor, Any], Iterable[Line]]
TELLERS: list[Teller] = []


def tells_of(teller: Teller) -> Teller:
    """Register who knows something of an actor; it is given the actor and the member who looks."""
    TELLERS.append(teller)
    return teller


def lines_of(actor: Actor, user: Any) -> Iterator[Line]:
    """Yield what other rooms know of an actor."""
    for teller in TELLERS:
        yield from teller(actor, user)


def leads_to(leader: Leader) -> Leader:
    """Register where the register leads on to; it is given the member who looks."""
    LEADERS.append(leader)
    return leader


def doors_for(user: Any) -> list[Door]:
    """Return where a member may go on to from the register."""
    return [door for leader in LEADERS for door in leader(user)]
