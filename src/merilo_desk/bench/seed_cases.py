"""Fill a desk with invented cases: one for every five requests."""

from __future__ import annotations

import random

from merilo_desk.casework.models import Case
from merilo_desk.casework.states import State
from merilo_desk.engine import keys_kept
from merilo_desk.newsroom.models import Topic, User

BATCH = 1_000


def seed_cases(rows: int) -> None:
    """Make as many cases as fit a desk with so many requests: all of them on a small one, a fifth on a large one."""
    chance = random.Random(11)
    people, topics = list(User.objects.all()), list(Topic.objects.all())
    count = rows if rows <= 1_000 else rows // 5
    words = " ".join(sorted(keys_kept("Тврдење број: цените пораснале за отсто во една година", "mk")))
    states = [state for state in State if state != State.WITHDRAWN]
    Case.objects.bulk_create(
        (
            Case(
                claim=f"Тврдење број {number}: цените пораснале за {number % 90} отсто во една година.",
                language="mk",
                keys=f" {words} {number} ",
                state=chance.choice(states),
                context="Изјавата е дадена на прес-конференција. " * 20,
                topic=chance.choice(topics) if topics else None,
                owner=chance.choice(people),
                opened_by=people[0],
                priority=chance.choice(Case.Priority.values),
            )
            for number in range(count)
        ),
        batch_size=BATCH,
    )
