"""Fill the rooms beside the way of a case: promises, corrections, stories, followed feeds with what they repeat."""

from __future__ import annotations

import random
from datetime import timedelta

from django.utils import timezone

from merilo_desk import engine
from merilo_desk.casework.models import Case
from merilo_desk.casework.states import State
from merilo_desk.corrections.chain import content_of
from merilo_desk.corrections.models import Correction, LedgerEntry
from merilo_desk.following.models import Alert, Feed
from merilo_desk.newsroom.models import Topic, User
from merilo_desk.people.models import Actor, Appearance, Statement
from merilo_desk.promises.models import Government, Promise, StatusChange
from merilo_desk.promises.statuses import statuses_for
from merilo_desk.readingroom.models import Story

# One check in so many was corrected, and a statement that was carried by so many stands first in the register.
CORRECTED, CARRIED = 20, 100


def seed_rooms(rows: int) -> None:
    """Fill each of these rooms with as many rows as there are checks, on a large desk a fifth of the requests."""
    chance, count = random.Random(23), rows if rows <= 1_000 else rows // 5
    people = list(User.objects.order_by("pk"))
    _promises(chance, count, people)
    _corrections(chance, count // CORRECTED, people)
    _repeats(chance, count, people)
    Story.objects.bulk_create((Story(title=f"Приказна {at}", made_by=people[0]) for at in range(count)), 1_000)
    outlet = Actor.objects.create(kind=Actor.Kind.OUTLET, name="Весник", slug="vesnik")
    first = Statement.objects.order_by("pk")[0]
    Appearance.objects.bulk_create(
        Appearance(statement=first, outlet=outlet, url=f"https://vesnik.example/{at}", title=f"Вест {at}")
        for at in range(min(count, CARRIED))
    )


def _promises(chance: random.Random, count: int, people: list[User]) -> None:
    today, topics, ratings = timezone.localdate(), list(Topic.objects.all()), list(statuses_for(None))
    government = Government.objects.create(slug="vlada", names={"mk": "Влада"}, shown=True)
    keys = " ".join(sorted(engine.keys_kept("Ќе изградиме училишта и градинки.", "mk")))
    made = Promise.objects.bulk_create(
        (
            Promise(
                slug=f"promise-{number}",
                state=chance.choices(("tracked", "draft"), (80, 20))[0],
                words=f"Ќе изградиме {number} училишта и градинки.",
                language="mk",
                government=government,
                topic=chance.choice(topics),
                deadline=today + timedelta(days=chance.randint(-900, 900)),
                shown=True,
                keys=f" {keys} {number} ",
            )
            for number in range(count)
        ),
        batch_size=1_000,
    )
    StatusChange.objects.bulk_create(
        (
            StatusChange(
                promise=promise,
                rating=chance.choice(ratings),
                since=today - timedelta(days=chance.randint(0, 900)),
                by=people[-1],
                **({"approved_by": people[0], "approved_at": timezone.now()} if chance.random() < 0.95 else {}),
            )
            for promise in (made if ratings else ())
        ),
        batch_size=1_000,
    )


def _corrections(chance: random.Random, count: int, people: list[User]) -> None:
    now = timezone.now()
    cases = Case.objects.filter(state=State.PUBLISHED).order_by("pk")[:count]
    texts = {"mk": {"body": "Ги споредивме двете години. " * 60}}
    Correction.objects.bulk_create(
        Correction(
            case=case,
            kind=chance.choice(("correction", "clarification", "update")),
            asked_on=now - timedelta(days=40),
            due=now - timedelta(days=30),
            notices={"mk": "Исправена е годината."},
            before=texts,
            after=texts,
            by=people[-1],
            **({} if at % 3 else {"published_at": now, "closed_at": now}),
        )
        for at, case in enumerate(cases)
    )
    last, lines = engine.ledger.FIRST, []
    for number, each in enumerate(Correction.objects.exclude(published_at=None).order_by("pk"), start=1):
        line = engine.ledger.line_of(number, content_of(each), last)
        last = engine.ledger.digest(line)
        lines.append(LedgerEntry(number=number, at=now, content=line, digest=last, correction=each))
    LedgerEntry.objects.bulk_create(lines)


def _repeats(chance: random.Random, count: int, people: list[User]) -> None:
    actor = Actor.objects.create(kind=Actor.Kind.PARTY, name="Партија", slug="partija")
    today = timezone.localdate()
    feed = Feed.objects.create(actor=actor, url="https://partija.example/feed", owner=people[0])
    cases = list(Case.objects.filter(state=State.PUBLISHED).order_by("pk")[:count])
    Alert.objects.bulk_create(
        (
            Alert(
                feed=feed,
                key=f"{number:064d}",
                case=case,
                relation="same",
                score=0.8,
                words=case.claim,
                around=case.claim * 4,
                language="mk",
                when="after",
                published_on=today,
                state=chance.choices(("waiting", "kept", "aside"), (60, 20, 20))[0],
            )
            for number, case in enumerate(cases)
        ),
        batch_size=1_000,
    )
