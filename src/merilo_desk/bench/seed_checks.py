"""Fill a desk with invented published checks: one for every five requests, of three hundred speakers."""

from __future__ import annotations

import random
from datetime import timedelta

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.utils import timezone
from wagtail.models import Page

from merilo_desk.bench.seed_inbox import FREQUENT
from merilo_desk.casework.models import Case
from merilo_desk.casework.states import State
from merilo_desk.newsroom.models import Topic, User, the_desk
from merilo_desk.people.models import Actor, Statement
from merilo_desk.publishing.frame import raise_frame
from merilo_desk.publishing.making import keys_of
from merilo_desk.publishing.models import FactCheckIndex, FactCheckPage
from merilo_desk.scales.models import Rating

SPEAKERS = 300
LANGUAGE = "mk"


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
    for number, (page, case) in enumerate(zip(pages, cases, strict=True)):
        _check(page, case, number).save_base(raw=True)


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


def _check(page: Page, case: Case, number: int) -> FactCheckPage:
    check = FactCheckPage(
        page_ptr=page,
        case=case,
        claim=case.claim,
        reason="Податоците на Заводот за статистика кажуваат друго.",
        body="Ги споредивме двете години по месеци. " * 40,
        rating=case.rating,
        statement=case.statement,
        speaker=case.speaker,
        topic=case.topic,
        facts={"language": LANGUAGE, "claim": case.claim, "speaker": {"name": f"Говорник {number}"}},
        checked_on=case.published_at.date(),
        stands=True,
        spoken=LANGUAGE,
    )
    check.__dict__.update({name: value for name, value in page.__dict__.items() if name != "_state"})
    check.keys = keys_of(check, LANGUAGE)
    return check
