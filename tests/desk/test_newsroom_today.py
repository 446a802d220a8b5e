"""The page of the day: one line a thing, and nothing that nobody can do anything about any more."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from inbox_samples import submission

from merilo_desk.casework.actions import open_case
from merilo_desk.casework.notices import tell, unread
from merilo_desk.casework.states import State
from merilo_desk.intake.models import Submission
from merilo_desk.newsroom import duties
from merilo_desk.newsroom.duties import Duty, duties_of
from merilo_desk.newsroom.models import Desk, User


def test_two_reasons_at_one_thing_make_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    news = Duty("The bridge cost twice as much", "/desk/cases/1/", "All have voted.", date(2026, 5, 9))
    review = Duty("The bridge cost twice as much", "/desk/cases/1/review/", "It waits for you.", date(2026, 5, 7))
    other = Duty("The bridge cost twice as much", "/desk/cases/11/", "Somebody takes it")
    monkeypatch.setattr(duties, "SOURCES", [lambda user: [other, news], lambda user: [review, news]])
    first, second = duties_of(None)
    assert (first.address, first.due) == ("/desk/cases/1/review/", date(2026, 5, 7))
    assert (first.why, first.also) == ("All have voted.", ("It waits for you.",))
    assert second == other


def test_news_of_the_way_to_publication_ends_with_it(
    desk: Desk, member: Callable[..., User], signed_in: Callable[..., Client]
) -> None:
    client, lila = signed_in("ana", "editor"), member("lila", "editor")
    ana = User.objects.get(username="ana")
    case = open_case(claim="The bridge cost twice as much.", language="en", by=lila)
    tell(ana, case, "votes-in", lila)
    tell(ana, case, "answer", lila)
    assert {notice.what for notice in unread(ana)} == {"votes-in", "answer"}
    case.state = State.PUBLISHED
    case.save()
    assert [notice.what for notice in unread(ana)] == ["answer"]
    assert "All have voted" not in client.get("/desk/").content.decode()


def test_the_inbox_speaks_on_the_page_of_the_day(
    desk: Desk, member: Callable[..., User], signed_in: Callable[..., Client]
) -> None:
    client = signed_in("ana", "editor")
    ana = User.objects.get(username="ana")
    lines = {"language": "mk", "state": "new"}
    rumour = submission(quotation="Пензионерите ќе добијат по 6.000 денари.", demand=12, **lines)
    few = submission(quotation="Се затвора болницата во Велес.", demand=2, **lines)
    mine = submission(
        quotation="Извозот порасна за три милијарди.", assignee=ana, due=date(2026, 5, 9), **lines | {"state": "open"}
    )
    done = submission(quotation="Одамна одговорено.", assignee=ana, **lines | {"state": "answered"})
    Submission.objects.filter(pk=done.pk).update(shelf="closed")
    told = {duty.address: duty for duty in duties_of(ana)}
    assert list(told) == [f"/desk/inbox/{mine.pk}/", f"/desk/inbox/{rumour.pk}/", "/desk/inbox/?state=new"]
    assert told[f"/desk/inbox/{mine.pk}/"].due == date(2026, 5, 9)
    assert str(told[f"/desk/inbox/{rumour.pk}/"].why).startswith("12 ask this")
    assert told["/desk/inbox/?state=new"].title == "2 new requests"
    page = client.get("/desk/").content.decode()
    assert "12 ask this, and nobody has it" in page
    assert str(few) not in page
    # Who may only look at the inbox is given nothing to do in it; who may not see it hears nothing of it.
    assert duties_of(member("osman", "auditor")) == []
    assert duties_of(member("dana", "translator")) == []


def test_the_page_of_the_day_costs_the_same_for_few_and_for_many(desk: Desk, signed_in: Callable[..., Client]) -> None:
    client = signed_in("ana", "editor")
    ana = User.objects.get(username="ana")

    def cost() -> int:
        with CaptureQueriesContext(connection) as asked:
            client.get("/desk/")
        return len(asked)

    submission(quotation="Прва", assignee=ana, state="open")
    submission(quotation="Многу", demand=9)
    first = cost()
    for number in range(25):
        submission(quotation=f"{number}", assignee=ana, state="open")
        submission(quotation=f"Многу {number}", demand=9 + number)
    assert cost() == first
