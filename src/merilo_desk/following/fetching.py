"""Ask the followed feeds by the clock: politely, only for what is new, and less and less often where nothing comes.

Nobody is asked before a member follows a feed. A feed's server learns the address of the desk's machine, the name
“Merilo” in the user agent, and how often the desk asks; nothing else.
"""

from __future__ import annotations

from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from merilo_desk import engine
from merilo_desk.following.errors import FeedTrouble
from merilo_desk.following.models import Feed
from merilo_desk.following.parsing import Parsed, parsed
from merilo_desk.following.taking import take
from merilo_desk.jobs import by_the_clock, job
from merilo_desk.ledger.record import record
from merilo_desk.newsroom.policy import Act
from merilo_desk.people.models import Actor

# So many feeds a minute; so long a feed that fails is left alone at most; so long a server may ask for.
AT_ONCE = 5
LONGEST_PAUSE, LONGEST_WAIT = timedelta(days=1), timedelta(days=7)
# From so many failures over so long a time on, the owner is told; after so long, nobody asks any more.
TOLD_AFTER, TOLD_FAILURES, GIVEN_UP_AFTER = timedelta(days=1), 3, timedelta(days=30)


def may_follow(actor: Actor) -> bool:
    """Say whether an actor's feed may be followed: never a person's."""
    return actor.kind != Actor.Kind.PERSON and actor.merged_into_id is None


def asked(url: str, etag: str = "", modified: str = "") -> tuple[engine.Answer, Parsed | None]:
    """Ask for a feed now; None in the place of its items where nothing has changed.

    Raises:
        FeedTrouble: it could not be read.
    """
    try:
        answer = engine.feed_at(url, etag=etag, modified=modified, allow_private=settings.FOLLOW_PRIVATE)
    except engine.CannotFetch as error:
        raise FeedTrouble(error.trouble, error.wait) from error
    return answer, None if answer.unchanged else parsed(answer)


@by_the_clock
def fetch_due() -> int:
    """Queue the feeds whose turn it is; return how many."""
    now = timezone.now()
    chosen = list(Feed.objects.filter(state=Feed.State.FOLLOWED, next_at__lte=now).order_by("next_at", "pk")[:AT_ONCE])
    for feed in chosen:
        # Its turn is over before it is asked, so that a slow server is not asked every minute.
        Feed.objects.filter(pk=feed.pk).update(next_at=now + timedelta(minutes=feed.every))
        fetch.enqueue(feed.pk)
    return len(chosen)


@job
def fetch(pk: int) -> None:
    """Ask one feed for what is new, and read it."""
    feed = Feed.objects.select_related("actor").filter(pk=pk, state=Feed.State.FOLLOWED).first()
    if feed is None or not may_follow(feed.actor):
        return
    now = timezone.now()
    try:
        answer, found = asked(feed.url, feed.etag, feed.modified)
    except FeedTrouble as trouble:
        failed(feed, trouble)
        return
    more = take(feed, found, now) if found else False
    Feed.objects.filter(pk=pk).update(
        # Without the marks the whole feed comes again, and with it the items that are still to be read.
        etag="" if more else answer.etag,
        modified="" if more else answer.modified,
        title=(found.title if found else "") or feed.title,
        fetched_at=now,
        succeeded_at=now,
        trouble="",
        failures=0,
        failing_since=None,
        next_at=now + timedelta(minutes=Feed.Every.QUARTER if more else feed.every),
    )


@transaction.atomic
def failed(feed: Feed, trouble: FeedTrouble) -> None:
    """Note what went wrong, and leave the server alone: twice as long each time, and as long as it asks for."""
    now = timezone.now()
    feed.failures = min(feed.failures + 1, 1000)
    feed.failing_since = feed.failing_since or now
    pause = min(timedelta(minutes=feed.every) * 2 ** min(feed.failures, 10), LONGEST_PAUSE)
    wait = min(timedelta(seconds=min(trouble.wait or 0, 1e9)), LONGEST_WAIT)
    feed.next_at = now + max(pause, wait, timedelta(minutes=feed.every))
    feed.fetched_at, feed.trouble = now, trouble.trouble
    changed = ["failures", "failing_since", "next_at", "fetched_at", "trouble"]
    if now - feed.failing_since >= GIVEN_UP_AFTER:
        feed.state = Feed.State.PAUSED
        changed.append("state")
        record(Act.FOLLOW, feed, None, did="paused", why=trouble.trouble)
    feed.save(update_fields=changed)


def is_failing(feed: Feed) -> bool:
    """Say whether a feed has failed so long that its owner should look."""
    since = feed.failing_since
    return since is not None and feed.failures >= TOLD_FAILURES and timezone.now() - since >= TOLD_AFTER
