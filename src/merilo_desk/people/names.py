"""Find an actor by name: in any script, inflected a little, spelt as one heard it."""

from __future__ import annotations

from collections.abc import Iterable

from django.contrib.auth.models import AnonymousUser
from django.http import Http404

from merilo_desk import engine
from merilo_desk.newsroom.models import User
from merilo_desk.people.models import Actor

# From here on two names sound so alike that they are taken for one; below it a member has to choose.
SURE = 92.0
NEAR = 72.0
MERGES_FOLLOWED = 5


def names_of(actor: Actor) -> list[str]:
    """Return every name an actor goes by."""
    return list(dict.fromkeys([actor.name, *actor.names.values(), *actor.aliases]))


def near(name: str, among: Iterable[Actor], least: float = NEAR) -> list[Actor]:
    """Return the actors whose name sounds like a name, best first."""
    known = {actor.pk: actor for actor in among}
    found = engine.sounding_like(name, {pk: names_of(actor) for pk, actor in known.items()}, least)
    return [known[pk] for pk, _ in found]


def named(name: str, user: User | AnonymousUser | None) -> Actor | None:
    """Return the one actor that a name surely means, or None where there is none, or more than one."""
    among = list(Actor.objects.visible_to(user).filter(merged_into=None))
    wanted = " ".join(name.split()).casefold()
    exact = [actor for actor in among if wanted in {each.casefold() for each in names_of(actor)}]
    if len(exact) == 1:
        return exact[0]
    alike = [] if exact else near(name, among, SURE)
    return alike[0] if len(alike) == 1 else None


def named_by(slug: str) -> Actor:
    """Return who is at an address: by the name they have now, had before, or had as an entry that was merged since."""
    actor = Actor.objects.filter(slug=slug).first() or Actor.objects.filter(old_addresses__slug=slug).first()
    for _hop in range(MERGES_FOLLOWED):
        if actor is None or actor.merged_into is None:
            break
        actor = actor.merged_into
    if actor is None or actor.merged_into is not None:
        raise Http404
    return actor
