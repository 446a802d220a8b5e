"""The states of a case and the moves between them, in one table."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from merilo_desk.newsroom.policy import Act


class State(models.TextChoices):
    """Where a case stands."""

    NEW = "new", pgettext_lazy("case", "New")
    TRIAGED = "triaged", _("Triaged")
    ASSIGNED = "assigned", _("Assigned")
    DRAFTED = "drafted", _("Drafted")
    IN_REVIEW = "in-review", _("In review")
    BACK = "back", _("Back with comments")
    APPROVED = "approved", _("Approved")
    SCHEDULED = "scheduled", _("Scheduled")
    PUBLISHED = "published", _("Published")
    CORRECTED = "corrected", _("Corrected")
    WITHDRAWN = "withdrawn", _("Withdrawn")


@dataclass(frozen=True, slots=True)
class Move:
    """A step that a case may take: from where, to where, and who may take it."""

    to: State
    sources: frozenset[State]
    act: Act


S = State
# While a case is open, it may be withdrawn; a published one only with a reason that the public reads.
OPEN = frozenset({S.NEW, S.TRIAGED, S.ASSIGNED, S.DRAFTED, S.IN_REVIEW, S.BACK, S.APPROVED, S.SCHEDULED})
PUBLIC = frozenset({S.PUBLISHED, S.CORRECTED})
EDITABLE = frozenset({S.NEW, S.TRIAGED, S.ASSIGNED, S.DRAFTED, S.BACK})
MOVES: Mapping[State, Move] = {
    move.to: move
    for move in (
        Move(S.TRIAGED, frozenset({S.NEW}), Act.OPEN_CASE),
        Move(S.ASSIGNED, frozenset({S.NEW, S.TRIAGED, S.ASSIGNED}), Act.ASSIGN),
        Move(S.DRAFTED, frozenset({S.ASSIGNED, S.BACK, S.IN_REVIEW}), Act.WORK_ON_CASE),
        Move(S.IN_REVIEW, frozenset({S.DRAFTED, S.BACK}), Act.SEND_TO_REVIEW),
        Move(S.BACK, frozenset({S.IN_REVIEW, S.APPROVED, S.SCHEDULED}), Act.REVIEW),
        Move(S.APPROVED, frozenset({S.IN_REVIEW, S.SCHEDULED}), Act.REVIEW),
        Move(S.SCHEDULED, frozenset({S.APPROVED}), Act.PUBLISH),
        Move(S.PUBLISHED, frozenset({S.APPROVED, S.SCHEDULED}), Act.PUBLISH),
        Move(S.CORRECTED, PUBLIC, Act.APPROVE_CORRECTION),
        Move(S.WITHDRAWN, OPEN | PUBLIC, Act.WITHDRAW),
    )
}


# Steps that need nothing but the step itself. Every other one belongs to an action that asks more: votes, a second
# person, the pre-flight, a reason.
BY_HAND = frozenset({S.TRIAGED, S.ASSIGNED, S.DRAFTED})


def may_move(now: str, to: str) -> bool:
    """Say whether a case may go from one state to another."""
    return State(now) in MOVES[State(to)].sources
