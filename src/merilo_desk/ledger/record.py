"""Write a row of the ledger."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import connection, models

from merilo_desk.ledger.models import Row
from merilo_desk.newsroom.policy import Act

if TYPE_CHECKING:
    from merilo_desk.newsroom.models import User


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
    return Row.objects.create(act=act, subject=subject._meta.label_lower, subject_id=subject.pk, by=by, facts=facts)
