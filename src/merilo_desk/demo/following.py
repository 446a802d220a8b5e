"""Followed feeds of invented outlets: their items are read from the content, and nobody is asked for anything."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any

from django.utils import timezone

from merilo_desk.casework.models import Case
from merilo_desk.casework.states import PUBLIC
from merilo_desk.following.actions import follow, sort
from merilo_desk.following.models import Alert, Feed
from merilo_desk.following.parsing import Entry, Parsed, hashed
from merilo_desk.following.taking import take
from merilo_desk.newsroom.models import User
from merilo_desk.people.models import Actor
from merilo_desk.publishing.receivers import keep_as_it_is


def bring_following(
    rows: Sequence[Mapping[str, Any]], *, members: Mapping[str, User], actors: Mapping[str, Actor]
) -> str:
    """Follow the invented feeds, read their items, keep the first repetition; the feeds themselves are paused."""
    chief = members["ana"]
    for case in Case.objects.filter(state__in=PUBLIC):
        keep_as_it_is.call(case.pk)
    now = timezone.now()
    for row in rows:
        how = {"title": row["title"], "whole": False, "every": Feed.Every.HOUR}
        feed = follow.follow(actor=actors[row["actor"]], url=row["url"], by=chief, **how)
        follow.pause(feed, by=chief)
        entries = tuple(_entry(row["url"], number, each, now) for number, each in enumerate(row["items"]))
        take(feed, Parsed(row["title"], entries), now)
        Feed.objects.filter(pk=feed.pk).update(fetched_at=now, succeeded_at=now)
    first = Alert.objects.waiting().exclude(speaker=None).order_by("pk").first()
    if first is not None:
        sort.keep(first, by=chief, speaker=first.speaker, on=first.published_on)
    return f"{len(rows)} followed feeds, {Alert.objects.count()} alerts"


def _entry(feed: str, number: int, told: Mapping[str, Any], now: Any) -> Entry:
    host = feed.split("/")[2]
    url = f"https://{host}/{number + 1}"
    return Entry(hashed(url), told["title"], told["text"], url, now - timedelta(hours=told["hours_ago"]), ())
