"""How it was rated before, and what the desk's standards count."""

from __future__ import annotations

from concurrent.futures import TimeoutError as TooLong
from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from django.utils import timezone
from verdict_room import *  # noqa: F403

from merilo_desk import engine
from merilo_desk.casework.models import Case, Draft
from merilo_desk.casework.precedents import case_of, precedents
from merilo_desk.casework.standards import balance, periods
from merilo_desk.newsroom.models import Topic
from merilo_desk.newsroom.policy import Role
from merilo_desk.people.models import Actor, Office, Statement


@pytest.fixture
def published(case: Case, truth):
    """Publish an earlier check: published("Claim.", rating="false", speaker=..., topic=...)."""

    def made(claim: str, rating: str = "false", days: int = 3, **given: Any) -> Case:
        speaker = given.pop("speaker", None)
        statement = Statement.objects.create(
            speaker=speaker, words=claim, language="mk", said_on=timezone.localdate() - timedelta(days + 1)
        )
        one = Case.objects.create(
            claim=claim, language="mk", state="published", statement=statement, rating=truth.ratings.get(slug=rating),
            published_at=timezone.now() - timedelta(days=days), **given,
        )  # fmt: skip
        Draft.objects.create(case=one, language="mk", reason=f"Затоа што {claim}")
        Draft.objects.create(case=one, language="en", reason=f"Because of {claim}")
        return one

    return made


@pytest.fixture
def library(monkeypatch: pytest.MonkeyPatch):
    """Let the desk's library answer with these: library(("12-mk", 0.9), ...)."""

    def holds(*rows: tuple[str, float]) -> None:
        found = [
            SimpleNamespace(
                fact_check=SimpleNamespace(id=name), score=score, reasons=["the same claim, another figure"]
            )
            for name, score in rows
        ]
        monkeypatch.setattr(engine, "matches", lambda *_given, **_named: [found])

    holds()
    return holds


def test_earlier_verdicts_stand_nearest_first_with_their_reason(case, ana, published, library) -> None:
    other = Topic.objects.create(slug="other", names={"en": "Other"})
    of_topic = published("За темата.", topic=case.topic)
    of_speaker = published("Од истиот.", speaker=case.speaker, topic=other)
    similar = published("Слично.", topic=other)
    published("Нешто сосема друго.", topic=other)
    library((f"{similar.pk}-mk", 0.91), ("somebody-elses", 0.99), (f"{similar.pk}-en", 0.5), ("999999-mk", 0.9))
    found = precedents(case, ana, "en")
    assert [each.case for each in found.rows] == [similar, of_speaker, of_topic]
    assert found.complete
    first = found.rows[0]
    assert (first.similar, first.differs, first.reason) == (
        0.91,
        ["the same claim, another figure"],
        "Because of Слично.",
    )
    assert precedents(case, ana, "sq").rows[0].reason == "Затоа што Слично."


@pytest.mark.parametrize("state", ["drafted", "in-review", "approved", "withdrawn"])
def test_only_what_is_out_is_a_precedent(case, ana, published, library, state: str) -> None:
    one = published("За темата.", topic=case.topic)
    Case.objects.filter(pk=one.pk).update(state=state)
    assert precedents(case, ana).rows == ()


def test_a_library_that_takes_too_long_is_told(case, signed_in, published, monkeypatch) -> None:
    def slow(*_given: Any, **_named: Any) -> None:
        raise TooLong

    monkeypatch.setattr(engine, "matches", slow)
    published("За темата.", topic=case.topic)
    page = signed_in("e", "editor").get(f"/desk/cases/{case.pk}/verdict/earlier/").content.decode()
    assert "could not be looked up just now" in page
    assert "За темата." in page


IDENTIFIERS = [("12-mk", 12), ("12-sr-latn", 12), ("12", None), ("abc-mk", None), ("", None), ("9" * 40 + "-mk", None)]


@pytest.mark.parametrize(("identifier", "case_number"), IDENTIFIERS)
def test_whose_check_it_is(identifier: str, case_number: int | None) -> None:
    assert case_of(identifier) == case_number


def test_the_balance_counts_parties_as_they_were_when_the_claim_was_made(case, ana, published) -> None:
    one, two = (Actor.objects.create(name=name, slug=name, kind="party") for name in ("one", "two"))
    turncoat = Actor.objects.create(name="Turncoat", slug="turncoat")
    today = timezone.localdate()
    Office.objects.create(actor=turncoat, body=one, titles={"en": "member"}, until=today - timedelta(days=50))
    Office.objects.create(actor=turncoat, body=two, titles={"en": "member"}, since=today - timedelta(days=49))
    published("Before.", days=60, speaker=turncoat)
    published("After.", days=5, speaker=turncoat, rating="true")
    published("After, too.", days=6, speaker=turncoat, rating="unverifiable")
    published("The party itself.", days=6, speaker=one)
    published("Nobody knows.", days=7)
    rows = {each.name: (each.share.count, each.against.count, each.against.of) for each in balance(
        Case.objects.published().select_related("rating", "statement__speaker")
    )}  # fmt: skip
    assert rows == {"one": (2, 2, 2), "two": (2, 0, 1), "": (1, 1, 1)}


def test_six_and_twelve_months(case, ana, published) -> None:
    published("New.", days=3, topic=case.topic)
    published("Old.", days=250)
    published("Too old.", days=500)
    half, whole = periods(ana)
    assert (half.pace.count, whole.pace.count) == (1, 2)
    assert (half.welfare.share, whole.welfare.share, whole.without_topic) == (1.0, 0.5, 1)


@pytest.mark.parametrize("role", Role.values)
def test_who_sees_the_standards(signed_in, desk, role: str) -> None:
    status = signed_in("a", role).get("/desk/cases/standards/").status_code
    assert status == (403 if role == "inbox" else 200)


def test_pages_ask_as_much_for_many_as_for_one(
    case, signed_in, published, library, django_assert_max_num_queries
) -> None:
    client = signed_in("e", "editor")
    for count in (1, 25):
        for at in range(count):
            published(f"Claim {count} {at}.", topic=case.topic, speaker=case.speaker)
        with django_assert_max_num_queries(24):
            client.get("/desk/cases/standards/")
        with django_assert_max_num_queries(20):
            client.get(f"/desk/cases/{case.pk}/verdict/earlier/")


@pytest.mark.parametrize("role", Role.values)
def test_the_desks_page_leads_to_scales_and_standards(signed_in, desk, role: str) -> None:
    page = signed_in("a", role).get("/desk/desk/", follow=True).content.decode()
    assert "/desk/scales/" in page
    assert ("/desk/cases/standards/" in page) is (role != "inbox")
