"""Fill a desk with invented published checks: one for every five requests, of three hundred speakers."""

from __future__ import annotations

import random
from datetime import timedelta
from functools import cache
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.utils import timezone
from wagtail.models import Page

from merilo_desk.bench.seed_inbox import FREQUENT
from merilo_desk.casework.models import Case, Evidence
from merilo_desk.casework.states import State
from merilo_desk.newsroom.models import Topic, User, the_desk
from merilo_desk.people.models import Actor, Statement
from merilo_desk.publishing.frame import raise_frame
from merilo_desk.publishing.freezing import evidence_facts, rating_facts, speaker_facts
from merilo_desk.publishing.making import keys_of
from merilo_desk.publishing.models import FactCheckIndex, FactCheckPage
from merilo_desk.scales.models import Rating

SPEAKERS = 300
LANGUAGE = "mk"
SOURCES = 5
BODY = "Ги споредивме двете години по месеци, како што ги објавува Заводот [{}]. " * 8


@transaction.atomic
def seed_checks(rows: int) -> None:
    """Publish as many checks as fit a desk with so many requests: on a large one a fifth."""
    chance = random.Random(13)
    count = rows if rows <= 1_000 else rows // 5
    raise_frame(the_desk())
    index = FactCheckIndex.objects.get(locale__language_code=LANGUAGE)
    speakers = _speakers(min(SPEAKERS, count))
    cases = _cases(chance, count, speakers)
    pages = Page.objects.bulk_create(
        [_page(index, case, number) for number, case in enumerate(cases, start=index.numchild + 1)], batch_size=1_000
    )
    index.numchild += count
    index.save(update_fields=["numchild"])
    for page, case in zip(pages, cases, strict=True):
        _check(page, case).save_base(raw=True)


def _speakers(count: int) -> list[Actor]:
    return Actor.objects.bulk_create(
        Actor(name=f"Говорник {number}", slug=f"speaker-{number}", public_because="пратеник") for number in range(count)
    )


def _cases(chance: random.Random, count: int, speakers: list[Actor]) -> list[Case]:
    words, first = FREQUENT.split(), User.objects.order_by("pk")[0]
    topics, ratings = list(Topic.objects.all()), list(Rating.objects.filter(scale__family="truth"))
    now = timezone.now()
    statements = Statement.objects.bulk_create(
        (
            Statement(
                words=" ".join(chance.choices(words, k=9)).capitalize() + f", и тоа {number} отсто.",
                language=LANGUAGE,
                speaker=speakers[number % len(speakers)],
                said_on=(now - timedelta(hours=number * 5)).date(),
                shown=True,
            )
            for number in range(count)
        ),
        batch_size=1_000,
    )
    return Case.objects.bulk_create(
        (
            Case(
                claim=statement.words,
                language=LANGUAGE,
                state=State.PUBLISHED,
                statement=statement,
                topic=chance.choice(topics) if topics else None,
                rating=chance.choice(ratings) if ratings else None,
                owner=first,
                opened_by=first,
                published_at=now - timedelta(hours=number * 5),
            )
            for number, statement in enumerate(statements)
        ),
        batch_size=1_000,
    )


def _page(index: FactCheckIndex, case: Case, number: int) -> Page:
    slug = f"check-{number}"
    return Page(
        path=index._get_path(index.path, index.depth + 1, number),
        depth=index.depth + 1,
        title=case.claim[:200],
        draft_title=case.claim[:200],
        slug=slug,
        url_path=f"{index.url_path}{slug}/",
        live=True,
        locale=index.locale,
        content_type=ContentType.objects.get_for_model(FactCheckPage),
        first_published_at=case.published_at,
        last_published_at=case.published_at,
    )


@cache
def _rating(rating: Rating | None) -> dict[str, Any] | None:
    return rating_facts(rating)


@cache
def _speaker(actor: Actor) -> dict[str, Any] | None:
    return speaker_facts(Statement(speaker=actor))


def _facts(case: Case) -> dict[str, Any]:
    """Return what a page shows beside its texts, as a published case of some weight has it."""
    day, statement = case.published_at.date().isoformat(), case.statement
    where = {"title": "Седница на Собранието", "outlet": "Весник", "mode": "direct", "time_code": None, "archived": ""}
    return {
        "language": LANGUAGE,
        "claim": case.claim,
        "context": "Изјавата е дадена на прес-конференција.",
        "why_chosen": "Многумина прашаа.",
        "speaker": _speaker(statement.speaker),
        "statement": {
            "id": statement.pk,
            "words": statement.words,
            "language": LANGUAGE,
            "said_on": statement.said_on.isoformat(),
            "place": "",
            "appearances": [{**where, "url": f"https://vesnik.example/{case.pk}", "names": {}, "on": day}],
        },
        "rating": _rating(case.rating),
        "sentences": {},
        "evidence": [
            evidence_facts(
                Evidence(
                    number=number,
                    stance="against" if number % 2 else "context",
                    source="primary",
                    title=f"Соопштение број {number}",
                    publisher="Завод за статистика",
                    url=f"https://zavod.example/{case.pk}/{number}",
                    quotation="Цените во јуни се повисоки за два отсто.",
                    shows="Растот е двапати помал од изречениот. " * 3,
                )
            )
            for number in range(1, SOURCES + 1)
        ],
        "replies": [{"asked": "Министерство", "names": {}, "asked_on": day, "answer": ""}],
        "people": {"wrote": ["First"], "approved": ["Member 1"]},
        "votes": {"given": 3, "for": 2},
        "notes": [],
        "exemptions": [],
        "history": [{"version": 1, "on": day}],
    }


def _check(page: Page, case: Case) -> FactCheckPage:
    check = FactCheckPage(
        page_ptr=page,
        case=case,
        claim=case.claim,
        reason="Податоците на Заводот за статистика кажуваат друго.",
        body="\n\n".join(BODY.format(*[at % SOURCES + 1] * 8) for at in range(5)),
        rating=case.rating,
        statement=case.statement,
        speaker=case.speaker,
        topic=case.topic,
        facts=_facts(case),
        checked_on=case.published_at.date(),
        stands=True,
        spoken=LANGUAGE,
    )
    check.__dict__.update({name: value for name, value in page.__dict__.items() if name != "_state"})
    check.keys = keys_of(check, LANGUAGE)
    return check
