"""The page of the day: one line a thing, and nothing that nobody can do anything about any more."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client

from merilo_desk.casework.actions import open_case
from merilo_desk.casework.notices import tell, unread
from merilo_desk.casework.states import State
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
