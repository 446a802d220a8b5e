"""Write a row of the ledger."""

from __future__ import annotations

from datetime import datetime, time
from typing import TYPE_CHECKING, Any

from django.db import connection, models
from django.utils import timezone

from merilo_desk.ledger.models import Row
from merilo_desk.newsroom.policy import Act

if TYPE_CHECKING:
    from merilo_desk.newsroom.models import User

# What senders do is written down with its day alone: a time to the second can be laid beside somebody else's log.
DAY_ALONE = frozenset({Act.SEND_FORM})
# So is what the desk does by itself in the minute in which something comes in.
DAY_ALONE_UNASKED = frozenset({Act.TRIAGE})


def record(act: Act, subject: models.Model, by: User | None = None, **facts: Any) -> Row:
    """Record an act in the transaction that does it, so that there is never one without the other.

    Args:
        act: what was done.
        subject: the saved thing it was done to.
        by: who did it; None for the public and for the clock.
        facts: what a reader of the ledger wants to know; values that JSON holds. Nothing that identifies a sender.
    """
    if not connection.in_atomic_block:
        raise RuntimeError(f"{act} is recorded outside a transaction")
    day_alone = act in DAY_ALONE or (by is None and act in DAY_ALONE_UNASKED)
    at = timezone.make_aware(datetime.combine(timezone.localdate(), time())) if day_alone else timezone.now()
    return Row.objects.create(
        at=at, act=act, subject=subject._meta.label_lower, subject_id=subject.pk, by=by, facts=facts
    )
