"""How many wait in the inbox. A desk with fifty thousand counts no further than a person reads."""

from __future__ import annotations

from typing import Any

from merilo_desk.intake.models import Submission
from merilo_desk.newsroom.counting import capped


def waiting(user: Any) -> int:
    """Return how many nobody has looked at yet."""
    new = Submission.objects.visible_to(user).filter(shelf=Submission.Shelf.OPEN, state=Submission.State.NEW)
    return capped(new)
