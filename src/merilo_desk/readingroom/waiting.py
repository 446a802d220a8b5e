"""What waits in this room, and who brought it."""

from __future__ import annotations

from typing import Any

from django.db.models import Exists, OuterRef

from merilo_desk.newsroom.models import User
from merilo_desk.people.models import Actor
from merilo_desk.readingroom.models import StoredArticle, Story

# A list to choose from; who looks for an older story finds it among the stories.
NEWEST_STORIES = 50


def being_read(user: Any) -> int:
    """Return how many texts wait or are being read."""
    busy = (StoredArticle.State.WAITING, StoredArticle.State.READING)
    return int(StoredArticle.objects.visible_to(user).filter(state__in=busy).count())


def bringers(rows: Any) -> list[User]:
    """Return the members who brought these readings in, by name."""
    # Asked of each member, which an index answers; every reading would have to be looked at otherwise.
    brought = rows.order_by().filter(brought_by=OuterRef("pk"))
    return list(User.objects.filter(Exists(brought)).order_by("name", "username"))


def outlets(rows: Any) -> list[Actor]:
    """Return the outlets of the register in which these readings stood, by name."""
    stood = rows.order_by().filter(outlet=OuterRef("pk"))
    return sorted(Actor.objects.filter(Exists(stood)), key=lambda each: str(each).casefold())


def stories(user: Any, chosen: str) -> list[Story]:
    """Return the newest stories, and the chosen one where it is older."""
    found = list(Story.objects.visible_to(user).only("title")[:NEWEST_STORIES])
    if chosen.isdecimal() and int(chosen) not in {each.pk for each in found}:
        found += Story.objects.visible_to(user).only("title").filter(pk=chosen[:18])
    return found
