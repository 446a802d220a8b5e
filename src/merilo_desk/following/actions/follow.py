"""Follow a feed, pause it, go on, change how, remove it."""

from __future__ import annotations

from datetime import timedelta
from urllib.parse import urlsplit

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from merilo_desk.following.errors import FeedRemoved, FollowedAlready, NotPublic, OwnSite
from merilo_desk.following.fetching import fetch, may_follow
from merilo_desk.following.models import Feed
from merilo_desk.jobs import later
from merilo_desk.ledger.record import record
from merilo_desk.newsroom.models import User
from merilo_desk.newsroom.policy import Act, require
from merilo_desk.people.models import Actor


def may_be_followed(url: str, actor: Actor) -> None:
    """Refuse before anybody is asked.

    Raises:
        NotPublic, OwnSite, FollowedAlready: as their names say.
    """
    if not may_follow(actor):
        raise NotPublic
    if urlsplit(url).netloc.lower() == urlsplit(settings.SITE_URL).netloc.lower():
        raise OwnSite
    known = Feed.objects.there().filter(url=url).select_related("actor").first()
    if known is not None:
        raise FollowedAlready(known)


@transaction.atomic
def follow(*, actor: Actor, url: str, title: str, whole: bool, every: int, by: User) -> Feed:
    """Follow a feed that was tried already; from now on its server is asked by the clock.

    One that was removed is taken up again, so that what was sorted then is not told twice.

    Raises:
        NotPublic, OwnSite, FollowedAlready: as their names say.
    """
    require(by, Act.FOLLOW)
    may_be_followed(url, actor)
    now = timezone.now()
    feed = Feed.objects.filter(url=url, actor=actor, state=Feed.State.REMOVED).first() or Feed(url=url, actor=actor)
    feed.title, feed.whole, feed.every, feed.owner = title, whole, every, by
    feed.state, feed.next_at, feed.succeeded_at = Feed.State.FOLLOWED, now, None
    _begin_anew(feed)
    feed.save()
    record(Act.FOLLOW, feed, by, did="followed", actor=actor.pk, url=url, whole=whole, every=every)
    later(fetch, feed.pk)
    return feed


@transaction.atomic
def pause(feed: Feed, *, by: User) -> Feed:
    """Ask this feed no more until somebody says so."""
    _set(feed, Feed.State.PAUSED, by)
    record(Act.FOLLOW, feed, by, did="paused")
    return feed


@transaction.atomic
def resume(feed: Feed, *, by: User) -> Feed:
    """Ask this feed again, from now on; whoever says so is told where it fails."""
    require(by, Act.FOLLOW)
    if not may_follow(feed.actor):
        raise NotPublic
    feed.owner, feed.next_at = by, timezone.now()
    _begin_anew(feed)
    _set(feed, Feed.State.FOLLOWED, by)
    record(Act.FOLLOW, feed, by, did="resumed")
    return feed


@transaction.atomic
def remove(feed: Feed, *, by: User) -> Feed:
    """Follow this feed no more, and forget which items were read; what was kept of it stays."""
    _set(feed, Feed.State.REMOVED, by)
    record(Act.FOLLOW, feed, by, did="removed")
    feed.items.all().delete()
    return feed


@transaction.atomic
def change(feed: Feed, *, whole: bool, every: int, by: User) -> Feed:
    """Change how a feed is followed; where linked pages are to be read now, those of the items there are read too."""
    require(by, Act.FOLLOW)
    _must_be_there(feed)
    before = {"whole": feed.whole, "every": feed.every}
    if whole and not feed.whole:
        feed.items.update(read_at=None)
        feed.etag = feed.modified = ""
    feed.whole, feed.every = whole, every
    feed.next_at = min(feed.next_at, timezone.now() + timedelta(minutes=every))
    feed.save()
    record(Act.FOLLOW, feed, by, did="changed", before=before, whole=whole, every=every)
    return feed


def _set(feed: Feed, state: Feed.State, by: User) -> None:
    require(by, Act.FOLLOW)
    _must_be_there(feed)
    feed.state = state
    feed.save()


def _must_be_there(feed: Feed) -> None:
    if Feed.objects.select_for_update().get(pk=feed.pk).state == Feed.State.REMOVED:
        raise FeedRemoved


def _begin_anew(feed: Feed) -> None:
    feed.failures, feed.failing_since, feed.trouble = 0, None, ""
    feed.etag = feed.modified = ""
