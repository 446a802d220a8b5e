"""What among the people waits for a member; rooms to the right add what they know of."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from merilo_desk.newsroom.duties import Duty
from merilo_desk.newsroom.policy import Act, may
from merilo_desk.people.models import Turn

WAITING: list[Callable[[Any], int]] = []


def count(user: Any) -> int:
    """Return how many things wait here for a member."""
    return sum(waiting(user) for waiting in WAITING)


def turns(user: Any) -> int:
    """Return how many judgements of consistency this member could approve."""
    if not may(user, Act.JUDGE_CONSISTENCY):
        return 0
    return int(Turn.objects.visible_to(user).filter(state=Turn.State.PROPOSED).exclude(by=user).count())


def duties(user: Any) -> Iterator[Duty]:
    """Yield the judgements that wait for this member."""
    if not may(user, Act.JUDGE_CONSISTENCY):
        return
    found = Turn.objects.visible_to(user).filter(state=Turn.State.PROPOSED).exclude(by=user).select_related("now")
    for turn in found[:20]:
        address = reverse("people:compare", args=[turn.now_id, turn.then_id])
        why = _("A judgement of consistency waits for a second pair of eyes")
        yield Duty(turn.now.words[:120], address, why, language=turn.now.language)
