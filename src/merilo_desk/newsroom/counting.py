"""What waits in each room, counted for one member: rooms register a counter, the menu shows it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from merilo_desk.newsroom.policy import Act, may

Counter = Callable[[Any], int]


@dataclass(frozen=True, slots=True)
class Room:
    """A room of the menu: its key, name, address, the act that opens it, and the key that leads there ("g" then it)."""

    key: str
    name: str | Promise
    address: str
    act: Act
    letter: str


ROOMS = (
    Room("inbox", _("Inbox"), "intake:inbox", Act.SEE_INBOX, "i"),
    Room("readings", _("Reading room"), "readingroom:readings", Act.SEE_READINGS, "r"),
    Room("cases", _("Cases"), "casework:cases", Act.SEE_CASES, "c"),
    Room("people", _("People"), "people:actors", Act.SEE_PEOPLE, "p"),
    Room("promises", _("Promises"), "promises:promises", Act.SEE_PROMISES, "o"),
    Room("corrections", _("Corrections"), "corrections:corrections", Act.SEE_CORRECTIONS, "k"),
    Room("site", _("Site"), "publishing:site", Act.EDIT_SITE, "s"),
    Room("desk", _("Desk"), "newsroom:desk", Act.SEE_DESK, "d"),
)
COUNTERS: dict[str, Counter] = {}
# Nobody reads further than this, and no count goes on beyond: the filter `upto` says "1,000+".
CAP = 1_000


def capped(rows: models.QuerySet[Any]) -> int:
    """Count rows up to one more than the cap: the cost of a number beside a list must not grow with the list."""
    return int(rows.order_by().values("pk")[: CAP + 1].count())


def counts_for(key: str) -> Callable[[Counter], Counter]:
    """Register how many things wait in a room for a member; called in the room's `apps.ready`."""

    def kept(counter: Counter) -> Counter:
        COUNTERS[key] = counter
        return counter

    return kept


def counted(user: Any) -> list[dict[str, Any]]:
    """Return the rooms that a member may enter, with what waits in each (None where nothing is counted)."""
    return [
        {
            "key": room.key,
            "name": room.name,
            "url": reverse(room.address),
            "letter": room.letter,
            "waiting": COUNTERS[room.key](user) if room.key in COUNTERS else None,
        }
        for room in ROOMS
        if may(user, room.act)
    ]


def at(path: str) -> str:
    """Return the key of the room that an address lies in; "" for none."""
    inside = {address: room.key for room in ROOMS if path.startswith(address := reverse(room.address))}
    return inside[max(inside, key=len)] if inside else ""
