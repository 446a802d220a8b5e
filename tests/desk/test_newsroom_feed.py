"""A member's own feed of what waits for them: off by default, its address shown once, one entry a day."""

from __future__ import annotations

import re
from datetime import date

import feedparser
import pytest
from django.test import Client

from merilo_desk.ledger.models import Row
from merilo_desk.newsroom import actions, duties
from merilo_desk.newsroom.duties import Duty
from merilo_desk.newsroom.models import User

pytestmark = pytest.mark.usefixtures("desk")
WAITS = [
    Duty("Мостот <b>чини</b> двојно", "/desk/cases/4/review/", "It waits for you", date(2026, 12, 1)),
    Duty("Two requests", "/desk/inbox/", "New"),
]


@pytest.fixture
def ana(signed_in) -> Client:
    return signed_in("ana", "editor")


def turned_on(client: Client) -> str:
    """Turn the feed on as a member does, and return the path of its address."""
    page = client.post("/desk/me/feed/", {"act": "on"}, follow=True).content.decode()
    return re.search(r"/desk/waiting/[\w-]+\.atom", page)[0]  # type: ignore[index]


def test_it_is_off_until_it_is_turned_on(ana) -> None:
    assert User.objects.get().feed_digest == ""
    assert "Turn on the feed" in ana.get("/desk/me/").content.decode()
    assert Client().get("/desk/waiting/.atom").status_code == 404
    assert Client().get(f"/desk/waiting/{'a' * 43}.atom").status_code == 404


def test_one_entry_a_day_tells_what_waits(ana, monkeypatch) -> None:
    address = turned_on(ana)
    monkeypatch.setattr(duties, "SOURCES", [lambda user: WAITS])
    answer = Client().get(address)
    assert not answer.cookies
    assert "no-store" in answer["Cache-Control"]
    found = feedparser.parse(answer.content)
    assert not found.bozo
    (entry,) = found.entries
    assert entry.title == "2 things wait for you"
    assert "/desk/cases/4/review/" in entry.summary
    assert "&lt;b&gt;" in entry.summary
    assert feedparser.parse(Client().get(address).content).entries[0].id == entry.id


def test_nothing_waits_and_nothing_is_told(ana, monkeypatch) -> None:
    address = turned_on(ana)
    monkeypatch.setattr(duties, "SOURCES", [])
    assert feedparser.parse(Client().get(address).content).entries == []


def test_its_address_is_shown_once_and_kept_nowhere(ana) -> None:
    address = turned_on(ana)
    assert address not in ana.get("/desk/me/").content.decode()
    key = address.split("/")[-1].removesuffix(".atom")
    assert key not in User.objects.get().feed_digest
    assert not any(key in str(row.facts) for row in Row.objects.all())
    assert Row.objects.filter(facts__did="feed on").exists()


def test_an_address_ends_with_the_next_with_the_feed_and_with_the_member(ana) -> None:
    first = turned_on(ana)
    second = turned_on(ana)
    assert Client().get(first).status_code == 404
    assert Client().get(second).status_code == 200
    User.objects.update(is_active=False)
    assert Client().get(second).status_code == 404
    User.objects.update(is_active=True)
    actions.turn_off_feed(User.objects.get())
    assert Client().get(second).status_code == 404


def test_it_speaks_the_members_language(signed_in, monkeypatch) -> None:
    address = turned_on(signed_in("besa", "editor", language="sq"))
    monkeypatch.setattr(duties, "SOURCES", [lambda user: WAITS])
    assert "2 gjëra ju presin" in Client().get(address).content.decode()


def test_a_stranger_turns_nothing_on() -> None:
    assert Client().post("/desk/me/feed/", {"act": "on"}).status_code == 302
    assert not User.objects.exclude(feed_digest="").exists()
