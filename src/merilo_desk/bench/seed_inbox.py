"""Fill an inbox with invented requests: a few claims that many ask about, and a long tail that one asks about."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import timedelta
from itertools import islice

from django.db import connection, transaction
from django.utils import timezone

from merilo_desk.engine import keys_kept
from merilo_desk.intake.models import Cluster, SearchKey, Submission
from merilo_desk.newsroom.models import Membership, Topic, User
from merilo_desk.newsroom.policy import Role

BATCH = 2_000
# The first words are in nearly every text, the last in hardly any, as words are.
FREQUENT = """
владата министерот градот парите луѓето државата годината законот цената платата работа училиште болница мост автопат
вода струја даноци избори партија претседател општина пензија вакцина лекар суд полиција граница увоз извоз млеко леб
земја река воздух отпад депонија скенер градинка станбен кредит банка буџет долг евра отсто
"""
SYLLABLES = (
    "ба",
    "ве",
    "гра",
    "до",
    "жи",
    "за",
    "ка",
    "ле",
    "мо",
    "ни",
    "пра",
    "ро",
    "си",
    "то",
    "фу",
    "хо",
    "ча",
    "шта",
)
STATES = {"open": ("new", "open", "asked"), "closed": ("answered", "dismissed"), "spam": ("spam",)}


def seed_inbox(rows: int) -> None:
    """Make so many requests, half of them open, with everything that lists are narrowed by."""
    chance = random.Random(7)
    words = [*FREQUENT.split(), *("".join(chance.choices(SYLLABLES, k=4)) for _ in range(3_000))]
    keys = {word: keys_kept(word, "mk") for word in words}
    weights = [1 / (at + 3) for at in range(len(words))]
    topics = [Topic.objects.create(slug=f"topic-{at}", names={"en": f"Topic {at}"}) for at in range(12)]
    people = [User.objects.order_by("pk").first(), *(_member(at) for at in range(7))]
    texts: Iterator[list[str]] = iter(lambda: chance.choices(words, weights, k=chance.randint(8, 24)), None)
    last = Submission.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
    for first in range(0, rows, BATCH):
        count = min(BATCH, rows - first)
        some = list(islice(texts, count))
        with transaction.atomic():
            groups = Cluster.objects.bulk_create(Cluster(title=" ".join(each)[:300], demand=1) for each in some)
            made = Submission.objects.bulk_create(
                _request(chance, last + first + at, each, groups[at], topics, people) for at, each in enumerate(some)
            )
            pairs = [(one.pk, key) for one, each in zip(made, some, strict=True) for key in _all(keys, each)]
            with connection.cursor() as cursor:
                table = SearchKey._meta.db_table
                cursor.executemany(f"INSERT INTO {table} (submission_id, key) VALUES (%s, %s)", pairs)


def _all(keys: dict[str, frozenset[str]], words: list[str]) -> set[str]:
    return set().union(*(keys[word] for word in words))


def _member(at: int) -> User:
    made = User.objects.create_user(f"member-{at}", name=f"Member {at}")
    Membership.objects.create(user=made, role=Role.REPORTER)
    return made


def _request(
    chance: random.Random, number: int, words: list[str], group: Cluster, topics: list[Topic], people: list[User]
) -> Submission:
    today = timezone.localdate()
    shelf = chance.choices(("open", "closed", "spam"), (50, 45, 5))[0]
    worth = round(chance.random(), 3)
    return Submission(
        kind=chance.choices(("statement", "promise", "correction", "comment"), (70, 15, 5, 10))[0],
        language=chance.choices(("mk", "sr", "sq", "en"), (60, 20, 15, 5))[0],
        quotation=" ".join(words).capitalize() + ".",
        who="Министерот",
        matters=" ".join(words * 3),
        receipt=f"{number:064d}",
        form_key=f"{number:064d}",
        received_on=today - timedelta(days=number % 700),
        state=chance.choice(STATES[shelf]),
        shelf=shelf,
        cluster=group,
        demand=min(400, int(chance.paretovariate(1.2))),
        topic=chance.choice([*topics, None, None]),
        severity=chance.choices((None, 1, 2, 3, 4), (60, 15, 15, 8, 2))[0],
        assignee=chance.choice(people) if chance.random() < 0.4 else None,
        due=today + timedelta(days=chance.randint(-40, 40)) if chance.random() < 0.2 else None,
        worth=worth,
        worth_reasons={
            "en": ["It says how many.", "It names an office."],
            "mk": ["Кажува колку.", "Именува функција."],
        },
        matched=chance.random() < 0.1,
        matches=[],
        looked=True,
    )
