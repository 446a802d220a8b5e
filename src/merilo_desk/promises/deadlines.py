"""By when promises were to be kept, and by whom: what their list is narrowed by."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.db.models import Exists, OuterRef
from django.utils.translation import gettext_lazy as _

from merilo_desk.people.models import Actor
from merilo_desk.promises.models import Promise

SOON = timedelta(days=90)
DUE = {
    "past": _("Deadline has passed"),
    "soon": _("Within 90 days"),
    "later": _("Later than that"),
    "none": _("No deadline"),
}


def due(found: Any, state: str, today: date) -> Any:
    """Narrow promises by where their deadline stands on a day; anything else than a state of `DUE` narrows nothing."""
    narrowed = {
        "past": {"deadline__lt": today},
        "soon": {"deadline__gte": today, "deadline__lte": today + SOON},
        "later": {"deadline__gt": today + SOON},
        "none": {"deadline": None},
    }
    return found.filter(**narrowed.get(state, {}))


def promisers(user: Any) -> list[Actor]:
    """Return the parties and people who promised anything, by name."""
    # Asked of each actor, which an index answers; every promise would have to be looked at otherwise.
    made = Promise.objects.visible_to(user).order_by().filter(promiser=OuterRef("pk"))
    return sorted(Actor.objects.visible_to(user).filter(Exists(made)), key=lambda each: str(each).casefold())
