"""What else is set up from the desk's own page: rooms register a link in their `apps.ready`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.functional import Promise

from merilo_desk.newsroom.policy import Act, may


@dataclass(frozen=True, slots=True)
class Link:
    """One link: its words, the name of its address, and the act that opens it."""

    name: str | Promise
    address: str
    act: Act

    @property
    def url(self) -> str:
        """The address itself."""
        return reverse(self.address)


LINKS: list[Link] = []


def links_to(name: str | Promise, address: str, act: Act = Act.SEE_DESK) -> None:
    """Register a link on the desk's page."""
    LINKS.append(Link(name, address, act))


def links_of(user: Any) -> list[Link]:
    """Return the links that a member may follow."""
    return [each for each in LINKS if may(user, each.act)]
