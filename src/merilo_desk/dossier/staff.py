"""Who works at the desk, as far as the public knows: names that pages of the year carry, and a count of the others."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from merilo_desk.dossier.checks import Check
from merilo_desk.newsroom.models import User
from merilo_desk.newsroom.policy import Role


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody whose name stands on pages of the year: what they are at the desk, what they wrote and approved."""

    name: str
    roles: tuple[str, ...]
    wrote: int
    approved: int


@dataclass(frozen=True, slots=True)
class Staff:
    """The people of the desk; `unnamed` counts members whose name no page of the year carries."""

    people: tuple[Person, ...]
    unnamed: int


def staff_of(checks: Sequence[Check]) -> Staff:
    """Return who works at the desk. Nobody is named here whom the desk has not named itself."""
    wrote, approved = (
        Counter(name for check in checks for name in check.facts.get("people", {}).get(what, ()))
        for what in ("wrote", "approved")
    )
    members = [
        user
        for user in User.objects.filter(is_active=True).prefetch_related("memberships").order_by("name", "pk")
        if {each.role for each in user.memberships.all()} - {Role.AUDITOR}
    ]
    roles = {user.name: tuple(str(each.get_role_display()) for each in user.memberships.all()) for user in members}
    names = sorted({*wrote, *approved}, key=lambda name: (name not in roles, name))
    people = tuple(
        Person(name, roles.get(name, (str(_("works here no more")),)), wrote[name], approved[name]) for name in names
    )
    return Staff(people, sum(user.name not in {*wrote, *approved} for user in members))
