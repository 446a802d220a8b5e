"""Feeds on a real server: added, asked politely, paused, failing; new, changed, unchanged and broken ones."""

from __future__ import annotations

import gzip
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse
from django.utils import timezone
from following_room import *  # noqa: F403
from following_room import AFTER, REPEATS, Served, item, rss

from merilo.reading import guard
from merilo_desk.following.actions import follow
from merilo_desk.following.errors import FollowedAlready, NotPublic, OwnSite
from merilo_desk.following.fetching import GIVEN_UP_AFTER, fetch, fetch_due
from merilo_desk.following.models import Alert, Feed, Item
from merilo_desk.following.waiting import duties
from merilo_desk.ledger.models import Row
from merilo_desk.newsroom.models import User
from merilo_desk.people.models import Actor

pytestmark = pytest.mark.django_db
WEATHER = item("Времето утре", "Утре ќе биде сончево, а температурата ќе стигне до 15 степени.", name="w1")


def ask(feed: Feed) -> Feed:
    fetch.call(feed.pk)
    return Feed.objects.get(pk=feed.pk)


def test_nobody_is_asked_before_a_feed_is_followed(server: Served, near) -> None:
    assert fetch_due() == 0
    assert server.asked == []


def test_a_feed_is_tried_when_it_is_added(
    signed_in, server: Served, outlet, near, django_capture_on_commit_callbacks
) -> None:
    client, url = signed_in("ana", "editor"), server.says("/rss", rss(WEATHER))
    told = {"actor": outlet.name, "url": url, "every": "60"}
    with django_capture_on_commit_callbacks(execute=True):
        answer = client.post(reverse("following:add"), told, follow=True)
    feed = Feed.objects.get()
    assert answer.redirect_chain[-1][0] == reverse("following:feed", args=[feed.pk])
    assert "It holds 1 item, which is being read." in answer.content.decode()
    assert (feed.title, feed.state, feed.read, feed.trouble) == ("Гласник", "followed", 1, "")
    path, headers = server.asked[0]
    assert (path, headers["User-Agent"]) == ("/rss", "Mozilla/5.0 (compatible; Merilo; fact-checking desk)")
    assert not {"Cookie", "Referer", "From", "Authorization"} & set(headers)
    assert Row.objects.of(feed).get().facts["did"] == "followed"


PAGE = b"""<!doctype html><html><head><title>Glasnik</title>
<link rel="alternate" type="application/rss+xml" title="All news" href="/all.rss">
<link rel="alternate" type="application/atom+xml" href="politics.atom">
<link rel="alternate" type="application/rss+xml" title="All news again" href="/all.rss">
<link rel="alternate" hreflang="en" href="/en/"><link rel="stylesheet" type="text/css" href="/x.css">
<link rel="alternate" type="application/rss+xml" href="javascript:alert(1)"></head><body>News</body></html>"""


def test_a_page_that_names_feeds_offers_them(signed_in, server: Served, outlet, near) -> None:
    client = signed_in("ana", "editor")
    url = server.says("/news/", PAGE, Content_Type="text/html; charset=utf-8")
    answer = client.post(reverse("following:add"), {"actor": outlet.name, "url": url, "every": "60"})
    assert answer.status_code == 422
    assert [each.url for each in answer.context["offers"]] == [
        f"{server.url}/all.rss",
        f"{server.url}/news/politics.atom",
    ]
    shown = answer.content.decode()
    assert "it names one. Choose it below." in shown
    assert f'<button name="url" value="{server.url}/all.rss">' in shown
    assert outlet.name in shown, "what was typed is still there"
    assert not Feed.objects.exists()
    server.says("/all.rss", rss(WEATHER))
    # The button comes after the field of the same name: the last one counts.
    client.post(reverse("following:add"), {"actor": outlet.name, "url": [url, f"{server.url}/all.rss"], "every": "60"})
    assert Feed.objects.get().url == f"{server.url}/all.rss"


BOMB = b'<?xml version="1.0"?><!DOCTYPE r [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><rss version="2.0"><channel>' + (
    b"<title>&b;</title></channel></rss>"
)
OUTSIDE = b'<!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd">]><rss version="2.0"><channel>' + (
    b"<title>&x;</title></channel></rss>"
)
WRONG = [
    # (status, headers, body, what is said)
    (404, {}, b"", "no such page"),
    (410, {}, b"", "no such page"),
    (403, {}, b"", "turned us away"),
    (401, {}, b"", "turned us away"),
    (500, {}, b"", "did not answer"),
    (200, {"Content_Type": "text/html"}, b"<html><body><p>Only a page.</p></body></html>", "it names no feed"),
    (200, {"Content_Type": "text/html"}, b"<p>A page without a head.</p>", "it names no feed"),
    (200, {}, b'<?xml version="1.0"?><rss version="2.0"><channel><ti', "not one item could be read"),
    (200, {}, b"<<<< not xml at all >>>>", "damaged"),
    (200, {}, b'{"version": "https://jsonfeed.org/version/1.1", "items": [', "damaged"),
    (200, {}, b'{"rows": []}', "damaged"),
    (200, {}, BOMB, "entities of its own"),
    (200, {}, OUTSIDE, "entities of its own"),
    (200, {}, b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 40, "no text"),
    (200, {"Content_Type": "audio/mpeg"}, b"ID3", "no text"),
    (200, {}, b" " * (6 * 1024 * 1024), "larger than 5 MB"),
    (200, {"Content_Encoding": "gzip"}, gzip.compress(b"x" * 60_000_000), "larger than 5 MB"),
    (302, {"Location": "file:///etc/passwd"}, b"", "no address on the open web"),
    (302, {"Location": "/feed"}, b"", "did not answer"),
]


@pytest.mark.parametrize(("status", "headers", "body", "said"), WRONG, ids=range(len(WRONG)))
def test_what_is_no_feed_is_told_kindly_and_not_followed(
    signed_in, server: Served, outlet, near, status, headers, body, said
) -> None:
    url = server.says("/feed", body, status, **headers)
    answer = signed_in("ana", "editor").post(
        reverse("following:add"), {"actor": outlet.name, "url": url, "every": "60"}
    )
    assert answer.status_code == 422
    assert said in " ".join(answer.context["form"].errors["url"])
    assert not Feed.objects.exists()


def test_an_address_inside_the_network_is_not_asked(signed_in, server: Served, outlet, settings, monkeypatch) -> None:
    client, url = signed_in("ana", "editor"), server.says("/feed", rss(WEATHER))
    told = {"actor": outlet.name, "url": url, "every": "60"}
    answer = client.post(reverse("following:add"), told)
    assert "Only public addresses are asked" in str(answer.context["form"].errors)
    assert server.asked == []
    # A public server that sends us on into the network is no way in either.
    monkeypatch.setattr(guard, "is_public", lambda address: address == "127.0.0.1")
    server.says("/feed", b"", 302, Location=server.url.replace("127.0.0.1", "127.0.0.2") + "/inside")
    answer = client.post(reverse("following:add"), told)
    assert "Only public addresses are asked" in str(answer.context["form"].errors)
    assert [path for path, _headers in server.asked] == ["/feed"]


def test_no_feed_of_a_person_and_not_our_own(near, editor, minister, outlet, settings) -> None:
    with pytest.raises(NotPublic):
        follow.follow(actor=minister, url="https://jovev.example/rss", title="", whole=False, every=60, by=editor)
    with pytest.raises(OwnSite):
        follow.follow(
            actor=outlet, url=f"{settings.SITE_URL}/feeds/mk/checks.rss", title="", whole=False, every=60, by=editor
        )


def test_who_became_a_person_is_asked_no_more(near, followed, outlet, server: Served) -> None:
    feed = followed(rss(WEATHER))
    Actor.objects.filter(pk=outlet.pk).update(kind="person")
    ask(feed)
    assert server.asked == []


def test_one_feed_is_followed_once(near, followed, editor, outlet, server: Served) -> None:
    feed = followed(rss(WEATHER))
    with pytest.raises(FollowedAlready, match="Гласник"):
        followed(rss(WEATHER))
    follow.remove(feed, by=editor)
    assert followed(rss(WEATHER)).pk == feed.pk


@pytest.mark.parametrize("role", ["reporter", "translator", "inbox", "auditor"])
def test_who_may_follow(near, followed, member, role: str, server: Served, outlet) -> None:
    feed, other = followed(rss(WEATHER)), member("other", role)
    for act in (follow.pause, follow.resume, follow.remove):
        with pytest.raises(PermissionDenied):
            act(feed, by=other)
    with pytest.raises(PermissionDenied):
        follow.follow(actor=outlet, url="https://a.example/rss", title="", whole=False, every=60, by=other)


def test_a_feed_without_news_is_not_sent_again(near, followed, server: Served) -> None:
    feed = ask(followed(rss(WEATHER)))
    assert (feed.read, feed.items.count()) == (1, 1)
    again = ask(feed)
    assert again.succeeded_at > feed.succeeded_at
    assert server.asked[1][1]["If-None-Match"] == feed.etag != ""
    assert (again.read, again.trouble, again.etag) == (1, "", feed.etag)


def test_only_digests_of_what_repeats_nothing_are_kept(near, check, followed) -> None:
    check()
    feed = ask(followed(rss(WEATHER)))
    kept = Item.objects.get(feed=feed)
    assert not Alert.objects.exists()
    assert len(kept.key) == len(kept.digest) == 64
    words = " ".join(str(value) for value in Item.objects.values_list()[0])
    assert "сончево" not in words
    assert "Времето" not in words


def test_the_clock_asks_each_feed_in_its_turn(near, followed, server: Served) -> None:
    feed = followed(rss(WEATHER))
    assert fetch_due() == 1
    assert fetch_due() == 0, "its turn is over"
    feed.refresh_from_db()
    assert timedelta(minutes=59) < feed.next_at - timezone.now() <= timedelta(minutes=60)
    Feed.objects.update(next_at=timezone.now() - timedelta(seconds=1))
    assert fetch_due() == 1
    assert len(server.asked) == 2


def test_paused_and_removed_feeds_are_not_asked(near, followed, editor, server: Served) -> None:
    feed = follow.pause(followed(rss(WEATHER)), by=editor)
    assert fetch_due() == 0
    ask(feed)
    assert server.asked == []
    follow.resume(feed, by=editor)
    assert fetch_due() == 1
    follow.remove(feed, by=editor)
    Feed.objects.update(next_at=timezone.now())
    assert fetch_due() == 0
    assert (len(server.asked), feed.items.count()) == (1, 0)
    assert [row.facts["did"] for row in Row.objects.of(feed)] == ["followed", "paused", "resumed", "removed"]
    with pytest.raises(ValidationError, match="was removed"):
        follow.resume(feed, by=editor)


def test_a_feed_that_fails_is_left_alone_longer_and_longer(near, followed, server: Served) -> None:
    feed = ask(followed(rss(WEATHER)))
    server.says("/feed", b"", 500)
    pauses = []
    for _time in range(7):
        feed = ask(feed)
        pauses.append(round((feed.next_at - feed.fetched_at) / timedelta(hours=1)))
    assert pauses == [2, 4, 8, 16, 24, 24, 24]
    assert (feed.failures, feed.trouble) == (7, "silent")
    server.says("/feed", rss(WEATHER))
    feed = ask(feed)
    assert (feed.failures, feed.trouble, feed.failing_since) == (0, "", None)


@pytest.mark.parametrize(("said", "hours"), [("36000", 10), ("60", 2), ("99999999", 168), ("", 2)])
def test_a_server_that_asks_for_peace_gets_it(near, followed, server: Served, said: str, hours: int) -> None:
    feed = followed(rss(WEATHER))
    server.says("/feed", b"", 429, Retry_After=said)
    feed = ask(feed)
    assert round((feed.next_at - feed.fetched_at) / timedelta(hours=1)) == hours


def test_the_owner_is_told_after_a_while_and_at_last_nobody_asks(
    near, followed, editor, member, server: Served
) -> None:
    feed, other = followed(rss(WEATHER)), member("other", "editor")
    server.says("/feed", b"", 404)
    for _time in range(3):
        feed = ask(feed)
    assert list(duties(editor)) == [], "three failures in one hour are the server's bad day"
    Feed.objects.update(failing_since=timezone.now() - timedelta(days=2))
    assert [str(duty.why) for duty in duties(editor)] == ["This feed cannot be read any more"]
    assert list(duties(other)) == []
    User.objects.filter(pk=editor.pk).update(is_active=False)
    assert len(list(duties(other))) == 1, "whoever has left is told for by those who are here"
    Feed.objects.update(failing_since=timezone.now() - GIVEN_UP_AFTER)
    feed = ask(feed)
    assert feed.state == Feed.State.PAUSED
    assert Row.objects.of(feed).last().facts == {"did": "paused", "why": "gone"}


def test_many_items_are_read_some_at_a_time(near, check, followed, server: Served, monkeypatch) -> None:
    monkeypatch.setattr("merilo_desk.following.taking.AT_ONCE", 3)
    check()
    news = [item(f"Вест {n}", f"Во општина {n} утре нема да има вода.", name=str(n)) for n in range(4)]
    last = item(*REPEATS["mk"], name="last")
    feed = ask(followed(rss(*news, last)))
    assert (feed.read, feed.etag) == (3, "")
    assert feed.next_at - feed.fetched_at == timedelta(minutes=15)
    assert not Alert.objects.exists()
    feed = ask(feed)
    assert (feed.read, feed.etag != "", Alert.objects.count()) == (5, True, 1)


def test_what_left_the_feed_long_ago_is_forgotten(near, followed, server: Served) -> None:
    feed = ask(followed(rss(WEATHER)))
    Item.objects.update(seen_at=timezone.now() - timedelta(days=200))
    server.says("/feed", rss(item("Друга вест", "Нешто друго се случи во Битола.", name="n")))
    ask(feed)
    assert Item.objects.count() == 1


def test_how_it_is_followed_can_be_changed(signed_in, near, followed, server: Served) -> None:
    feed = ask(followed(rss(WEATHER)))
    client = signed_in("ana", "editor")
    client.post(reverse("following:feed", args=[feed.pk]), {"every": "15", "whole": "on"})
    feed.refresh_from_db()
    assert (feed.every, feed.whole, feed.etag, feed.items.get().read_at) == (15, True, "", None)
    answer = client.post(reverse("following:feed", args=[feed.pk]), {"every": "1"})
    assert answer.context["form"].errors
    assert Feed.objects.get().every == 15, "never more often than every quarter of an hour"


def test_the_linked_page_is_read_only_where_that_was_chosen(near, check, followed, server: Served) -> None:
    check()
    words = REPEATS["mk"][1]
    more = "Посетата траеше два часа. " * 9
    story = f"<html><body><article><h1>Посета</h1><p>{words}</p><p>{more}</p></article></body></html>"
    page = server.says("/story", story.encode(), Content_Type="text/html; charset=utf-8")
    short = item("Министер во посета на Тетово", "Министерот денеска беше во Тетово.", name="s", url=page)
    feed = ask(followed(rss(short)))
    assert not Alert.objects.exists()
    assert [path for path, _headers in server.asked] == ["/feed"]
    follow.change(feed, whole=True, every=60, by=feed.owner)
    ask(Feed.objects.get())
    assert [path for path, _headers in server.asked] == ["/feed", "/feed", "/story"]
    assert Alert.objects.get().when == "after"


def test_lists_ask_the_same_for_one_and_for_many(
    signed_in, near, followed, server: Served, django_assert_num_queries
) -> None:
    client = signed_in("ana", "editor")
    followed(rss(WEATHER))

    def cost() -> int:
        from django.db import connection
        from django.test.utils import CaptureQueriesContext

        with CaptureQueriesContext(connection) as asked:
            assert client.get(reverse("following:feeds")).status_code == 200
        return len(asked)

    one = cost()
    for number in range(20):
        followed(rss(WEATHER), path=f"/feed{number}")
    assert cost() == one


def test_the_feed_says_how_it_fares(signed_in, near, followed, server: Served) -> None:
    client, feed = signed_in("ana", "editor"), followed(rss(WEATHER))
    assert "waits for its first turn" in client.get(reverse("following:feeds")).content.decode()
    server.says("/feed", b"", 403)
    ask(feed)
    shown = client.get(reverse("following:feed", args=[feed.pk])).content.decode()
    assert "turned us away" in shown
    assert "It could not be read 1 time" in shown
    assert AFTER not in shown
