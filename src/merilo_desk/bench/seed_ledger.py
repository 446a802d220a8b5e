"""Fill the ledger of acts: two rows for every request."""

from __future__ import annotations

import random

from merilo_desk.casework.models import Case
from merilo_desk.ledger.models import Row
from merilo_desk.newsroom.models import User
from merilo_desk.newsroom.policy import Act

ACTS = (Act.OPEN_CASE, Act.ASSIGN, Act.WORK_ON_CASE, Act.SEND_TO_REVIEW, Act.REVIEW, Act.PUBLISH)


def seed_ledger(rows: int) -> None:
    """Write down so many acts twice over, on the first cases of the desk."""
    chance = random.Random(19)
    people, cases = list(User.objects.order_by("pk")), list(Case.objects.order_by("pk").values_list("pk", flat=True))
    Row.objects.bulk_create(
        (
            Row(
                act=chance.choice(ACTS),
                subject="casework.case",
                subject_id=chance.choice(cases),
                by=chance.choice(people),
            )
            for _number in range(rows * 2)
        ),
        batch_size=2_000,
    )
