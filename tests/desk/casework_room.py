"""What tests of casework begin with: a case at any state, an article with an utterance."""

from __future__ import annotations

from typing import Any

import pytest

from merilo_desk.casework.actions import open_case
from merilo_desk.casework.models import Case
from merilo_desk.newsroom.models import User
from merilo_desk.people.models import Actor
from merilo_desk.readingroom.models import StoredArticle, Utterance

CLAIM = "Невработеноста падна на 11 отсто."
TEXT = (
    "Собраниска расправа за буџетот.\n"
    "„Невработеноста падна на 11 отсто. Тоа никој не го очекуваше“, рече министерот Крсте Пример.\n"
    "Опозицијата не се согласи."
)


@pytest.fixture
def ana(desk: Any, member: Any) -> User:
    """An editor."""
    return member("ana", "editor", language="en")


@pytest.fixture
def goce(desk: Any, member: Any) -> User:
    """A reporter."""
    return member("goce", "reporter", language="en")


@pytest.fixture
def case(goce: User) -> Case:
    """A new case of a reporter."""
    return open_case(claim=CLAIM, language="mk", by=goce)


@pytest.fixture
def article(goce: User) -> StoredArticle:
    """An article in which a minister speaks."""
    outlet = Actor.objects.create(name="Пробен весник", kind="outlet", slug="proben-vesnik")
    article = StoredArticle.objects.create(
        state="read",
        title="Расправа",
        url="https://vesnik.example/1",
        text=TEXT,
        language="mk",
        outlet=outlet,
        brought_by=goce,
    )
    minister = Actor.objects.create(name="Крсте Пример", slug="krste-primer", wikidata="Q1")
    start = TEXT.index("Невр")
    Utterance.objects.create(
        article=article,
        start=start,
        end=start + 60,
        speaker=minister,
        speaker_words="министерот Крсте Пример",
        mode="direct",
    )
    return article


def at(case: Case, state: str) -> Case:
    """Put a case at a state, past the table of moves."""
    Case.objects.filter(pk=case.pk).update(state=state)
    case.refresh_from_db()
    return case
