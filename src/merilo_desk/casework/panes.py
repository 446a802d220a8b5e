"""The panes of a case's page: each a tab with its own template, whose facts are asked for only when it is shown."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.utils.functional import Promise

from merilo_desk.casework.models import Case
from merilo_desk.newsroom.policy import Act, may

Facts = Callable[[HttpRequest, Case], dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Pane:
    """One tab: its key in the address, its name, its template, who may see it, the key that leads to it, its place."""

    key: str
    name: str | Promise
    template: str
    facts: Facts
    act: Act = Act.SEE_CASES
    letter: str = ""
    order: int = 50


PANES: dict[str, Pane] = {}


def pane(
    key: str, name: str | Promise, template: str, *, act: Act = Act.SEE_CASES, letter: str = "", order: int = 50
) -> Callable[[Facts], Facts]:
    """Register a function that gathers a pane's facts; done in the room's `apps.ready` by importing its module."""

    def kept(facts: Facts) -> Facts:
        PANES[key] = Pane(key, name, template, facts, act, letter, order)
        return facts

    return kept


def panes_for(user: Any) -> list[Pane]:
    """Return the panes that a member may see, in their order."""
    return sorted((each for each in PANES.values() if may(user, each.act)), key=lambda each: (each.order, each.key))
