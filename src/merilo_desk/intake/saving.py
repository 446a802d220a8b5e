"""Lists that a member keeps, and the last act that they can take back."""

from __future__ import annotations

from datetime import timedelta

from django.http import QueryDict
from django.utils import timezone

from merilo_desk.intake.listing import Asked
from merilo_desk.intake.models import Deed, SavedList
from merilo_desk.newsroom.models import User

# So long is an act offered to be taken back; after that somebody else has gone on from it.
UNDO_MINUTES = 15
MOST_LISTS = 30


def lists_of(user: User) -> list[tuple[SavedList, Asked]]:
    """Return a member's own lists with what each asks for."""
    return [(each, Asked.of(QueryDict(each.query))) for each in SavedList.objects.filter(user=user)[:MOST_LISTS]]


def save_list(user: User, name: str, asked: Asked) -> SavedList:
    """Keep a list under a name; a name that is taken gets the new list."""
    kept, _made = SavedList.objects.update_or_create(
        user=user, name=name.strip()[:80], defaults={"query": asked.query[:500]}
    )
    return kept


def forget_list(user: User, pk: str) -> None:
    """Forget one of a member's own lists."""
    if pk.isascii() and pk.isdigit():
        SavedList.objects.filter(user=user, pk=int(pk)).delete()


def last_deed(user: User) -> Deed | None:
    """Return the act that a member may take back now."""
    since = timezone.now() - timedelta(minutes=UNDO_MINUTES)
    return Deed.objects.filter(by=user, undone=False, at__gt=since).order_by("-pk").first()
