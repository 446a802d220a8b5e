"""What of promises waits for a member."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from merilo_desk.newsroom.duties import Duty
from merilo_desk.newsroom.policy import Act, may
from merilo_desk.promises.models import StatusChange


def count(user: Any) -> int:
    """Return how many proposed statuses this member could approve."""
    if not may(user, Act.APPROVE_PROMISE):
        return 0
    return StatusChange.objects.filter(approved_at=None).exclude(by=user).count()


def duties(user: Any) -> Iterator[Duty]:
    """Yield the proposed statuses that wait for this member."""
    if not may(user, Act.APPROVE_PROMISE):
        return
    found = StatusChange.objects.filter(approved_at=None).exclude(by=user).select_related("promise")[:20]
    for each in found:
        address = reverse("promises:promise", args=[each.promise_id])
        why = _("A status waits for a second pair of eyes")
        yield Duty(each.promise.words[:120], address, why, language=each.promise.language)
