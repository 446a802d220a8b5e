"""What waits in this room, and who brought it."""

from __future__ import annotations

from typing import Any

from django.db.models import Exists, OuterRef

from merilo_desk.newsroom.models import User
from merilo_desk.readingroom.models import StoredArticle


def being_read(user: Any) -> int:
    """Return how many texts wait or are being read."""
    busy = (StoredArticle.State.WAITING, StoredArticle.State.READING)
    return int(StoredArticle.objects.visible_to(user).filter(state__in=busy).count())


def bringers(rows: Any) -> list[User]:
    """Return the members who brought these readings in, by name."""
    # Asked of each member, which an index answers; every reading would have to be looked at otherwise.
    brought = rows.order_by().filter(brought_by=OuterRef("pk"))
    return list(User.objects.filter(Exists(brought)).order_by("name", "username"))
