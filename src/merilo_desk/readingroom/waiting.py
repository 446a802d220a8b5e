"""What waits in this room, and who brought it."""

from __future__ import annotations

from typing import Any

from merilo_desk.newsroom.models import User
from merilo_desk.readingroom.models import StoredArticle


def being_read(user: Any) -> int:
    """Return how many texts wait or are being read."""
    busy = (StoredArticle.State.WAITING, StoredArticle.State.READING)
    return int(StoredArticle.objects.visible_to(user).filter(state__in=busy).count())


def bringers(rows: Any) -> list[User]:
    """Return the members who brought these readings in, by name."""
    members = rows.order_by().values_list("brought_by", flat=True).distinct()
    return list(User.objects.filter(pk__in=members).order_by("name", "username"))
