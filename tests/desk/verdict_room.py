"""What tests of the verdict begin with: a desk of five, a case that is drafted, and one that lacks nothing."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from merilo_desk.casework.actions import approve, decide, open_round, save_draft, send_to_review, vote
from merilo_desk.casework.models import Case, Evidence
from merilo_desk.casework.verdict_models import VotingRound
from merilo_desk.newsroom.models import Desk, Topic, User
from merilo_desk.people.models import Actor, Appearance, Office, Statement
from merilo_desk.scales.bring import bring, choose
from merilo_desk.scales.models import Scale

CLAIM = "Невработеноста падна на 11 отсто."
TEXTS = {
    "mk": {
        "title": "Колку падна невработеноста",
        "claim": "",
        "reason": "Заводот за статистика мери 12,8 отсто. Податокот од 11 отсто е проценка на Министерството.",
        "body": "Заводот за третото тримесечје мери 12,8 отсто. ![Графикон по тримесечја](/m/1.png)",
        "method": "Ги споредивме податоците на Заводот со изјавата.",
    },
    "sr": {
        "title": "Колико је пала незапосленост",
        "claim": "Незапосленост је пала на 11 одсто.",
        "reason": "Завод за статистику мери 12,8 одсто.",
        "body": "Подаци Завода за треће тромесечје показују 12,8 одсто.",
        "method": "Упоредили смо податке Завода са изјавом.",
    },
    "sq": {
        "title": "Sa ra papunësia",
        "claim": "Papunësia ra në 11 për qind.",
        "reason": "Enti i Statistikës mat 12,8 për qind.",
        "body": "Të dhënat e Entit për tremujorin e tretë tregojnë 12,8 për qind.",
        "method": "Krahasuam të dhënat e Entit me deklaratën.",
    },
    "en": {
        "title": "How far unemployment fell",
        "claim": "Unemployment fell to 11 percent.",
        "reason": "The Statistical Office measures 12.8 percent.",
        "body": "The Office's data for the third quarter show 12.8 percent.",
        "method": "We compared the Office's data with the statement.",
    },
}


@pytest.fixture
def desk(desk: Desk) -> Desk:
    """The desk with scales."""
    bring()
    choose(["truth-six", "sentence"])
    return desk


@pytest.fixture
def goce(desk: Desk, member: Any) -> User:
    """A reporter, who writes."""
    return member("goce", "reporter")


@pytest.fixture
def ana(desk: Desk, member: Any) -> User:
    """An editor."""
    return member("ana", "editor")


@pytest.fixture
def boban(desk: Desk, member: Any) -> User:
    """Another editor."""
    return member("boban", "editor")


@pytest.fixture
def vera(desk: Desk, member: Any) -> User:
    """The chief editor."""
    return member("vera", "chief")


@pytest.fixture
def truth(desk: Desk) -> Scale:
    return Scale.objects.get(slug="truth-six")


@pytest.fixture
def case(goce: User, ana: User, boban: User, vera: User, topic: Topic) -> Case:
    """A case of a reporter's, drafted in every language, with all that the pre-flight wants but the verdict."""
    speaker = Actor.objects.create(name="Крсте Пример", slug="krste-primer")
    party = Actor.objects.create(name="Партија Пример", slug="partija-primer", kind="party")
    Office.objects.create(actor=speaker, titles={"mk": "член"}, body=party)
    statement = Statement.objects.create(
        speaker=speaker, words=CLAIM, language="mk", said_on=timezone.localdate() - timedelta(days=9)
    )
    Appearance.objects.create(statement=statement, url="https://vesnik.example/1", title="Расправа")
    one = Case.objects.create(
        claim=CLAIM, language="mk", owner=goce, opened_by=ana, statement=statement, topic=topic, state="drafted",
        why_chosen="Бројот одлучува за буџетот на домаќинствата.",
    )  # fmt: skip
    source = {"case": one, "archived": "https://archive.example/x", "added_by": goce, "changed_by": goce}
    Evidence.objects.create(
        stance="against", source="primary", title="Анкета", publisher="Завод", url="https://stat.example/a", number=1,
        **source,
    )  # fmt: skip
    Evidence.objects.create(
        stance="for", source="primary", title="Соопштение", publisher="Министерство", url="https://min.example/b",
        number=2, **source,
    )  # fmt: skip
    one.reply_requests.create(
        asked=speaker, asked_at=timezone.now() - timedelta(days=5), due=timezone.now() - timedelta(1)
    )
    for code, texts in TEXTS.items():
        save_draft(one, code, goce, began_from=0, texts=texts)
    one.refresh_from_db()
    return one


def voted(case: Case, scale: Scale, by: User, *votes: tuple[User, str]) -> VotingRound:
    """Hold a round in which these vote so; "" votes for talk."""
    opened = open_round(case, scale, by, electors=[elector for elector, _slug in votes])
    for elector, slug in votes:
        rating = scale.ratings.get(slug=slug) if slug else None
        vote(opened, elector, rating=rating, reason=f"{elector} has reasons.")
    opened.refresh_from_db()
    return opened


def in_review(case: Case, by: User, *electors: User, rating: str = "mostly-false") -> Case:
    """Take a drafted case through its votes into review."""
    scale = Scale.objects.get(slug="truth-six")
    voted(case, scale, electors[0], *((each, rating) for each in electors))
    case.refresh_from_db()
    decide(case, electors[0])
    case.refresh_from_db()
    send_to_review(case, by)
    case.refresh_from_db()
    return case


def approved(case: Case, by: User, reviewer: User, *electors: User) -> Case:
    """Take a drafted case through votes and review to its approval."""
    in_review(case, by, *electors)
    approve(case, reviewer, version=case.version)
    case.refresh_from_db()
    return case
