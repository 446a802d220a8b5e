"""A case as the newsroom would have it when it is published, for the tests of the public site."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from merilo_desk.casework.models import (
    Case,
    Draft,
    Evidence,
    Exemption,
    Note,
    ReplyRequest,
    Review,
    Vote,
    VotingRound,
)
from merilo_desk.newsroom.models import Desk, Topic, User
from merilo_desk.people.models import Actor, Appearance, Office, Statement
from merilo_desk.publishing.frame import raise_frame
from merilo_desk.publishing.making import make_pages
from merilo_desk.publishing.models import FactCheckPage
from merilo_desk.scales.models import Rating, Scale

LABELS = [
    # (slug, bucket, value, words)
    ("true", "true", 6, {"en": "True", "mk": "Вистина", "sr": "Истина", "sq": "E vërtetë"}),
    ("mostly-true", "mostly-true", 5, {"en": "Mostly true", "mk": "Претежно вистина", "sr": "Углавном истина"}),
    ("half-true", "mixed", 4, {"en": "Half true", "mk": "Полувистина", "sr": "Полуистина", "sq": "Gjysmë e vërtetë"}),
    ("mostly-false", "mostly-false", 3, {"en": "Mostly false", "mk": "Претежно невистина", "sr": "Углавном неистина"}),
    ("false", "false", 2, {"en": "False", "mk": "Невистина", "sr": "Неистина", "sq": "E pavërtetë"}),
    ("brazen", "false", 1, {"en": "Brazen falsehood", "mk": "Дрска лага", "sr": "Дрска лаж"}),
    ("unverifiable", "unrated", None, {"en": "Cannot be verified", "mk": "Непроверливо", "sr": "Непровериво"}),
]
TEXTS = {
    "mk": {
        "title": "Невработеноста не е преполовена: падна за третина",
        "claim": "",
        "reason": "Стапката на невработеност паднала од 17,3 на 11,8 отсто, значи за околу третина. "
        "Министерот ја спореди сегашната бројка со онаа пред пандемијата. Половина би било 8,7 отсто.",
        "body": "Заводот за статистика ја објавува стапката секое тримесечје. **Во истиот период** од лани таа била "
        "повисока.\n\n## Што покажуваат податоците\n\n- прво тримесечје: 17,3 %\n- последно тримесечје: 11,8 %\n\n"
        "Разликата е 5,5 процентни поени.",
        "method": "Ги споредивме двата извештаја на Заводот и го прашавме министерството за изворот.",
    },
    "sr": {
        "title": "Незапосленост није преполовљена: пала је за трећину",
        "claim": "Незапосленост смо преполовили за три године.",
        "reason": "Стопа незапослености пала је са 17,3 на 11,8 одсто, дакле за око трећину. Министар је садашњи број "
        "упоредио са оним пре пандемије. Половина би била 8,7 одсто.",
        "body": "Завод за статистику објављује стопу сваког тромесечја. Подаци: https://example.org/подаци",
        "method": "Упоредили смо два извештаја Завода.",
    },
    "sq": {
        "title": "Papunësia nuk është përgjysmuar: ka rënë për një të tretën",
        "claim": "Papunësinë e përgjysmuam për tri vjet.",
        "reason": "Shkalla e papunësisë ra nga 17,3 në 11,8 për qind, pra rreth një të tretën. "
        "Ministri krahasoi shifrën e sotme me atë para pandemisë. Gjysma do të ishte 8,7 për qind.",
        "body": "Enti i Statistikës e publikon shkallën çdo tremujor.",
        "method": "I krahasuam dy raportet e Entit.",
    },
}


@pytest.fixture
def scale(db: None) -> Scale:
    """Truth in six steps, and one for what cannot be rated."""
    made, _ = Scale.objects.get_or_create(
        slug="truth-test",
        defaults={"family": "truth", "names": {"en": "Truth in six steps", "mk": "Вистина во шест чекори"}},
    )
    for at, (slug, bucket, value, labels) in enumerate(LABELS):
        Rating.objects.get_or_create(
            scale=made,
            slug=slug,
            defaults={
                "bucket": bucket,
                "value": value,
                "labels": labels,
                "order": at,
                "abouts": {"mk": "Тврдењето е делумно точно, но изостава нешто важно."} if slug == "half-true" else {},
            },
        )
    return made


@pytest.fixture
def minister(db: None) -> Actor:
    """A minister with an office."""
    ministry = Actor.objects.create(
        kind="institution", name="Министерство за труд", slug="ministerstvo-za-trud", names={"en": "Ministry of Labour"}
    )
    actor = Actor.objects.create(
        name="Марко Јовев",
        slug="marko-jovev",
        names={"mk": "Марко Јовев", "sr": "Марко Јовев", "en": "Marko Jovev", "sq": "Marko Jovev"},
        abouts={"mk": "Политичар и економист."},
        public_because="министер",
        wikidata="Q42",
    )
    Office.objects.create(
        actor=actor,
        titles={"mk": "министер за труд", "sr": "министар рада", "en": "Minister of Labour", "sq": "ministër i Punës"},
        body=ministry,
        since=date(2023, 1, 15),
    )
    return actor


@pytest.fixture
def site(desk: Desk, scale: Scale) -> Desk:
    """A desk whose site stands."""
    raise_frame(desk)
    return desk


@pytest.fixture
def approved(
    site: Desk, scale: Scale, minister: Actor, topic: Topic, member: Callable[..., User]
) -> Callable[..., Case]:
    """Make approved cases: approved(rating="half-true", claim="…", languages=("mk", "sr"))."""
    people: dict[str, User] = {}

    def who(name: str, role: str) -> User:
        if name not in people:
            people[name] = User.objects.filter(username=name).first() or member(name, role)
        return people[name]

    def made(
        rating: str = "half-true",
        claim: str = "Невработеноста ја преполовивме за три години.",
        languages: tuple[str, ...] = ("mk", "sr", "sq"),
        said: date = date(2026, 11, 3),
        speaker: Actor | None = minister,
        title: str = "",
        on: date = date(2026, 11, 20),
    ) -> Case:
        owner, chief = who("vera", "reporter"), who("ana", "editor")
        outlet, _ = Actor.objects.get_or_create(
            slug="glasnik", defaults={"kind": "outlet", "name": "Гласник", "site": "glasnik.example"}
        )
        statement = Statement.objects.create(
            speaker=speaker,
            speaker_words="" if speaker else "портпаролот",
            words=claim,
            language="mk",
            said_on=said,
            place="Собрание, Скопје",
            topic=topic,
        )
        first = Appearance.objects.create(
            statement=statement,
            outlet=outlet,
            url="https://glasnik.example/vesti/1",
            title="Пратеничко прашање за невработеноста",
            published_on=said,
            archived="https://archive.example/1",
        )
        Appearance.objects.create(
            statement=statement,
            outlet_words="Портал 24",
            url="https://portal.example/2",
            published_on=said,
            mode="repeated",
            after=first,
            time_code=3723,
        )
        case = Case.objects.create(
            state="published",
            claim=claim,
            language="mk",
            context="Од говорницата, како одговор на пратеничко прашање.",
            why_chosen="Бројката се повторува во кампањата, а засега секого.",
            statement=statement,
            topic=topic,
            owner=owner,
            opened_by=owner,
            rating=scale.ratings.get(slug=rating),
            published_at=datetime.combine(on, datetime.min.time().replace(hour=10), ZoneInfo("Europe/Skopje")),
        )
        for language in languages:
            texts = dict(TEXTS.get(language) or TEXTS["mk"])
            if title:
                texts["title"] = title
            Draft.objects.create(case=case, language=language, saved_by=owner, **texts)
        Evidence.objects.create(
            case=case,
            stance="against",
            source="primary",
            title="Активност на населението, трето тримесечје",
            publisher="Завод за статистика",
            url="https://stat.example/aktivnost",
            archived="https://archive.example/stat",
            archived_sha256="ab" * 32,
            published_on=date(2026, 10, 1),
            quotation="Стапката на невработеност изнесува 11,8 отсто.",
            pinned="стр. 4",
            shows="Колку изнесува стапката денес.",
            interests="Заводот е државен орган.",
            added_by=owner,
        )
        Evidence.objects.create(
            case=case,
            number=2,
            stance="for",
            source="secondary",
            title="Разговор со службеник",
            publisher="Тајната Служба",
            url="https://secret.example/izvor",
            quotation="Тајни зборови",
            interests="Скриен интерес",
            protected=True,
            public_text="Службеник во министерството",
            added_by=owner,
        )
        ReplyRequest.objects.create(
            case=case,
            asked=speaker,
            asked_words="" if speaker else "портпаролот",
            channel="е-пошта",
            language="mk",
            asked_at=datetime(2026, 11, 10, 9, tzinfo=ZoneInfo("Europe/Skopje")),
            answered_at=datetime(2026, 11, 12, 9, tzinfo=ZoneInfo("Europe/Skopje")),
            answer="Мислев на бројот на долгорочно невработени.",
            answered_by_words="Кабинет на министерот",
            may_publish=True,
        )
        Note.objects.create(case=case, text="Само за редакцијата", by=owner)
        Note.objects.create(
            case=case, text="Податоците за четвртото тримесечје излегуваат во март.", public=True, by=owner
        )
        Exemption.objects.create(case=case, point="two-sources", reason="Има само еден официјален извор.", by=chief)
        Review.objects.create(case=case, reviewer=chief, decision="approved", version=1)
        voting = VotingRound.objects.create(case=case, closed_at=case.published_at, outcome=case.rating)
        Case.objects.filter(pk=case.pk).update(decided_in=voting)
        case.decided_in = voting
        for each in (owner, chief):
            Vote.objects.create(round=voting, editor=each, rating=case.rating)
        return case

    return made


@pytest.fixture
def published(approved: Callable[..., Case]) -> Callable[..., list[FactCheckPage]]:
    """Make a case and its pages."""

    def made(**given: object) -> list[FactCheckPage]:
        return make_pages(approved(**given))

    return made
