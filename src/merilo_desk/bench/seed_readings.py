"""Fill a reading room with invented texts: as many as there are requests, each read and summed up."""

from __future__ import annotations

import random
from datetime import timedelta

from django.utils import timezone

from merilo_desk.bench.seed_inbox import FREQUENT
from merilo_desk.engine import keys_kept
from merilo_desk.newsroom.models import User
from merilo_desk.readingroom.models import StoredArticle


def seed_readings(rows: int) -> None:
    """Make so many readings, brought in by all members."""
    chance = random.Random(17)
    words, people = FREQUENT.split(), list(User.objects.order_by("pk"))
    keys = {word: keys_kept(word, "mk") for word in words}
    today = timezone.localdate()
    StoredArticle.objects.bulk_create(
        (
            StoredArticle(
                state="read",
                title=" ".join(chance.choices(words, k=6)).capitalize(),
                text="Владата денеска соопшти дека цените паднале. " * 30,
                language=chance.choice(("mk", "sr", "sq", "en")),
                published=today - timedelta(days=number % 900),
                site="vesnik.example",
                report={"schema": "merilo-report/1"},
                summary={"claims": number % 9, "speakers": number % 4, "disagree": number % 3},
                keys=f" {' '.join(sorted(set().union(*(keys[word] for word in chance.choices(words, k=30)))))} ",
                brought_by=chance.choice(people),
            )
            for number in range(rows)
        ),
        batch_size=1_000,
    )
