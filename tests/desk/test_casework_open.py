"""Opening a case: exact words from a span, the same words told, bad input said kindly."""

from __future__ import annotations

import pytest
from casework_room import *  # noqa: F403
from casework_room import CLAIM, TEXT
from django.core.exceptions import PermissionDenied
from django.test import Client

from merilo_desk.casework.actions import open_case
from merilo_desk.casework.errors import AlreadyOpen, Unusable
from merilo_desk.casework.models import Case
from merilo_desk.intake.models import Cluster, Submission
from merilo_desk.ledger.models import Row
from merilo_desk.people.models import Statement

START = TEXT.index("Невр")
END = START + len(CLAIM)


def test_a_span_brings_its_exact_words_context_and_speaker(goce, article) -> None:
    case = open_case(claim="something else", language="mk", by=goce, article=article, start=START, end=END)
    assert case.claim == TEXT[START:END] == CLAIM
    assert case.context == TEXT.splitlines()[1]
    assert case.statement.words == CLAIM
    assert case.speaker.wikidata == "Q1"
    assert case.statement.appearances.get().outlet == article.outlet
    assert Row.objects.of(case).get().act == "cases.open"


def test_a_span_nobody_said_has_no_speaker(goce, article) -> None:
    start = TEXT.index("Опозицијата")
    assert open_case(claim="", language="mk", by=goce, article=article, start=start, end=start + 10).statement is None


def test_the_same_span_twice_is_told(goce, article) -> None:
    first = open_case(claim="", language="mk", by=goce, article=article, start=START, end=END)
    with pytest.raises(AlreadyOpen) as told:
        open_case(claim="", language="mk", by=goce, article=article, start=START, end=END, again=True)
    assert told.value.case == first
    Case.objects.update(state="withdrawn")
    assert open_case(claim="", language="mk", by=goce, article=article, start=START, end=END).pk != first.pk


def test_the_same_words_twice_are_told_once(goce, case) -> None:
    with pytest.raises(AlreadyOpen):
        open_case(claim=f"  {CLAIM.upper()} ", language="mk", by=goce)
    assert open_case(claim=CLAIM, language="mk", by=goce, again=True).pk != case.pk


UNUSABLE = [
    # (what is given, the field that is told)
    ({"claim": "  ", "language": "mk"}, "claim"),
    ({"claim": "х" * 100_000, "language": "mk"}, "claim"),
    ({"claim": "Тврдење", "language": "xx"}, "language"),
    ({"claim": "Тврдење", "language": "mk", "context": "х" * 20_001}, "context"),
]


@pytest.mark.parametrize(("given", "field"), UNUSABLE)
def test_what_cannot_be_a_case(goce, given, field) -> None:
    with pytest.raises(Unusable) as told:
        open_case(by=goce, **given)
    assert told.value.field == field
    assert not Case.objects.exists()


def test_a_span_outside_the_text(goce, article) -> None:
    with pytest.raises(Unusable):
        open_case(claim="x", language="mk", by=goce, article=article, start=5, end=len(TEXT) + 1)


@pytest.mark.parametrize(
    ("role", "may"),
    [
        ("reporter", True),
        ("editor", True),
        ("chief", True),
        ("translator", False),
        ("inbox", False),
        ("auditor", False),
    ],
)
def test_who_may_open(desk, member, role, may) -> None:
    one = member("one", role)
    if may:
        assert open_case(claim=CLAIM, language="mk", by=one).state == "new"
    else:
        with pytest.raises(PermissionDenied):
            open_case(claim=CLAIM, language="mk", by=one)


def test_keys_find_one_script_from_the_other(case) -> None:
    from merilo_desk import engine

    assert f" {engine.search_keys('nevrabotenosta', 'mk')} " in case.keys


def test_the_form_opens_and_leads_on(signed_in, article) -> None:
    client = signed_in("mia", "reporter")
    back = client.post("/desk/cases/open/", {"article": article.pk, "start": START, "end": END, "next": "/desk/"})
    assert (back.status_code, back.url) == (302, "/desk/")
    again = client.post("/desk/cases/open/", {"article": article.pk, "start": START, "end": END}, follow=True)
    assert "have a case already" in again.content.decode()
    assert Case.objects.count() == 1


def test_a_foreign_next_is_not_followed(signed_in, desk) -> None:
    back = signed_in("mia", "reporter").post(
        "/desk/cases/open/", {"claim": CLAIM, "language": "mk", "next": "https://elsewhere.example/"}
    )
    assert back.url == f"/desk/cases/{Case.objects.get().pk}/"


def test_a_double_submit_makes_one_case_and_a_second_can_be_wanted(signed_in, desk) -> None:
    client, given = signed_in("mia", "reporter"), {"claim": CLAIM, "language": "mk"}
    client.post("/desk/cases/open/", given)
    told = client.post("/desk/cases/open/", given)
    assert told.status_code == 409
    assert Case.objects.count() == 1
    client.post("/desk/cases/open/", {**given, "again": "on"})
    assert Case.objects.count() == 2


def test_a_request_becomes_a_case(signed_in, desk) -> None:
    cluster = Cluster.objects.create(
        title="x", demand=3, statement=Statement.objects.create(words=CLAIM, language="mk")
    )
    sent = Submission.objects.create(
        kind="statement",
        language="mk",
        quotation=CLAIM,
        cluster=cluster,
        receipt="r",
        form_key="f",
        received_on="2026-01-01",
    )
    signed_in("mia", "reporter").post("/desk/cases/open/", {"submission": sent.pk})
    case = Case.objects.get()
    assert (case.claim, case.cluster, case.statement) == (CLAIM, cluster, cluster.statement)


def test_a_long_claim_comes_back_with_all_that_was_typed(signed_in, desk) -> None:
    page = signed_in("mia", "reporter").post("/desk/cases/open/", {"claim": "<b>ж</b>" * 12_500, "language": "mk"})
    body = page.content.decode()
    assert page.status_code == 422
    assert body.count("&lt;b&gt;ж") == 12_500
    assert "100000 characters" in body


def test_strangers_and_other_roles(client: Client, signed_in, case) -> None:
    assert client.get(f"/desk/cases/{case.pk}/").status_code == 302
    assert signed_in("ivo", "inbox").get(f"/desk/cases/{case.pk}/").status_code == 404
    assert signed_in("eva", "auditor").get("/desk/cases/open/").status_code == 403
