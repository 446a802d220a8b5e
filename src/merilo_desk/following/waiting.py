"""What of followed feeds waits for a member: alerts for those who sort them, feeds that fail for their owner."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from merilo_desk.following.fetching import TOLD_AFTER, TOLD_FAILURES
from merilo_desk.following.models import Alert, Feed
from merilo_desk.newsroom.counting import capped
from merilo_desk.newsroom.duties import Duty
from merilo_desk.newsroom.policy import Act, may
from merilo_desk.people.beside import Door


def count(user: Any) -> int:
    """Return how many alerts somebody has to look at, where this member may."""
    if not may(user, Act.SORT_REPEAT):
        return 0
    return capped(Alert.objects.visible_to(user).waiting())


def doors(user: Any) -> Iterator[Door]:
    """Yield the way from the register of actors to the alerts."""
    if may(user, Act.SEE_FOLLOWING):
        yield Door(_("Repeated after a check"), reverse("following:alerts"), count(user))


def failing(user: Any) -> Any:
    """Return the feeds that have failed for long and that are this member's, or whose owner has left."""
    ours = Q(owner=user) | Q(owner__is_active=False)
    since = timezone.now() - TOLD_AFTER
    found = Feed.objects.visible_to(user).there().filter(ours, failures__gte=TOLD_FAILURES, failing_since__lte=since)
    return found.select_related("actor")


def duties(user: Any) -> Iterator[Duty]:
    """Yield the feeds that cannot be read, for those who may do something about them."""
    if not may(user, Act.FOLLOW):
        return
    for feed in failing(user)[:20]:
        address = reverse("following:feed", args=[feed.pk])
        yield Duty(f"{feed.actor}: {feed}"[:120], address, _("This feed cannot be read any more"), None)
