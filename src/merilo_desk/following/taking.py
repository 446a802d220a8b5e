"""Read the items of a feed that are new or were changed, and make alerts of those that repeat a checked claim.

Of an item that repeats nothing only digests are kept.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from urllib.parse import urlsplit

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from merilo_desk import engine
from merilo_desk.casework.models import Case
from merilo_desk.casework.states import PUBLIC
from merilo_desk.following.models import Alert, Feed, Item
from merilo_desk.following.parsing import Entry, Parsed
from merilo_desk.following.speakers import who_says
from merilo_desk.languages import language
from merilo_desk.newsroom.models import the_desk
from merilo_desk.people.models import Appearance
from merilo_desk.scales.models import Bucket

# So many items are read in one go, and of those so many linked pages; the others wait for the next time.
AT_ONCE, PAGES_AT_ONCE = 60, 10
# Items that have been out of the feed for so long are forgotten.
FORGOTTEN_AFTER = timedelta(days=180)
# Repeating what holds is nothing to tell.
HOLDS = (Bucket.TRUE, Bucket.MOSTLY_TRUE)
# A day that lies ahead is a mistake, beyond what clocks differ by.
AHEAD = timedelta(hours=26)


def take(feed: Feed, found: Parsed, now: datetime) -> bool:
    """Read what is new or changed in a feed; return whether more is left for the next time."""
    known = {item.key: item for item in feed.items.filter(key__in=[each.key for each in found.entries])}
    fresh = [each for each in found.entries if _is_fresh(each, known.get(each.key))]
    pages, left = PAGES_AT_ONCE, False
    for number, entry in enumerate(fresh):
        before = known.get(entry.key)
        if number >= AT_ONCE or (feed.whole and entry.url and pages == 0):
            left = True
            Item.objects.get_or_create(feed=feed, key=entry.key, defaults={"digest": "", "seen_at": now})
            continue
        text = entry.text
        if feed.whole and entry.url:
            pages -= 1
            text = _page(entry) or text
        read_entry(feed, entry, text, now, before)
        Item.objects.update_or_create(
            feed=feed, key=entry.key, defaults={"digest": entry.digest, "read_at": now, "seen_at": now}
        )
        feed.read += before is None or before.read_at is None
    feed.save(update_fields=["read"])
    feed.items.filter(key__in=[each.key for each in found.entries]).update(seen_at=now)
    feed.items.filter(seen_at__lt=now - FORGOTTEN_AFTER).delete()
    return left


def _is_fresh(entry: Entry, item: Item | None) -> bool:
    return item is None or item.read_at is None or item.digest != entry.digest


def _page(entry: Entry) -> str:
    """Return the words of the page that an item leads to; "" where they cannot be had."""
    if _own(entry.url):
        return ""
    try:
        return engine.page_at(entry.url, allow_private=settings.FOLLOW_PRIVATE)
    except engine.CannotFetch:
        return ""


def read_entry(feed: Feed, entry: Entry, text: str, now: datetime, before: Item | None) -> list[Alert]:
    """Make alerts of what in an item repeats a check that is out, and mark those whose words were taken out."""
    earlier = {each.case_id: each for each in Alert.objects.filter(feed=feed, key=entry.key)}
    repeats: list[engine.Repeat] = []
    if not any(map(_own, (entry.url, *entry.links))):
        # Whoever links to our check quotes it.
        speaking = [language(code).profile for code in the_desk().languages]
        day = _day(entry.published, now)
        repeats = engine.repeats_in(text, title=entry.title, published=day, speaking=[*dict.fromkeys(speaking), "en"])
    cases = _cases([each.case for each in repeats])
    made = [
        alert
        for each in repeats
        if each.case in cases
        and each.case not in earlier
        and (alert := _alert(feed, entry, each, cases[each.case], now, before))
    ]
    gone = {case for case in earlier if case not in {each.case for each in repeats}}
    Alert.objects.filter(pk__in=[earlier[case].pk for case in gone], gone_at=None).update(gone_at=now)
    Alert.objects.filter(pk__in=[each.pk for case, each in earlier.items() if case not in gone]).update(gone_at=None)
    return made


def _cases(numbers: Sequence[int]) -> dict[int, Case]:
    found = Case.objects.filter(pk__in=numbers, state__in=PUBLIC).exclude(rating__bucket__in=HOLDS)
    return {case.pk: case for case in found.exclude(published_at=None)}


def _alert(
    feed: Feed, entry: Entry, each: engine.Repeat, case: Case, now: datetime, before: Item | None
) -> Alert | None:
    # An outlet with several feeds puts one article into more than one of them.
    if entry.url and Alert.objects.filter(feed__actor=feed.actor_id, url=entry.url, case=case).exists():
        return None
    when, moment, day = _when(entry.published, case, now, feed.succeeded_at, before)
    speaker, words = who_says(feed.actor, each.speaker, entry.title)
    own = each.direct or (speaker is not None and speaker.pk == feed.actor_id)
    with transaction.atomic():
        alert, made = Alert.objects.get_or_create(
            feed=feed,
            key=entry.key,
            case=case,
            defaults={
                "relation": each.relation,
                "score": each.score,
                "differences": each.differences,
                "reasons": each.reasons,
                "words": each.words,
                "around": each.around,
                "language": _code(each.language, each.words),
                "title": entry.title,
                "url": entry.url,
                "published_at": moment,
                "published_on": day,
                "when": when,
                "found_at": now,
                "speaker": speaker,
                "speaker_words": words,
                "mode": Appearance.Mode.DIRECT if own else Appearance.Mode.REPORTED,
            },
        )
    return alert if made else None


def _when(
    published: datetime | date | None, case: Case, now: datetime, feed_read: datetime | None, before: Item | None
) -> tuple[Alert.When, datetime | None, date | None]:
    """Say whether words came after a check, and when; three answers: yes, no, nobody knows."""
    checked = case.published_at
    assert checked is not None
    moment = published if isinstance(published, datetime) and published <= now + AHEAD else None
    day = _day(published, now)
    if moment is not None:
        when = Alert.When.AFTER if moment >= checked else Alert.When.BEFORE
    elif day is not None:
        out = timezone.localtime(checked).date()
        when = Alert.When.UNKNOWN if day == out else Alert.When.AFTER if day > out else Alert.When.BEFORE
    else:
        when = Alert.When.UNKNOWN
    # An item that was read when the check was out already, and held no such words, got them since; and one without a
    # day that was not in the feed then is younger than the check.
    came_since = before is not None and before.read_at is not None and before.read_at >= checked
    new_since = before is None and day is None and feed_read is not None and feed_read >= checked
    if when != Alert.When.AFTER and (came_since or new_since):
        return Alert.When.AFTER, now, timezone.localtime(now).date()
    return when, moment, day


def _day(published: datetime | date | None, now: datetime) -> date | None:
    if isinstance(published, datetime):
        return timezone.localtime(published).date() if published <= now + AHEAD else None
    return published if published is not None and published <= (now + AHEAD).date() else None


def _own(url: str) -> bool:
    """Say whether an address lies on the desk's own site."""
    try:
        return bool(url) and urlsplit(url).netloc.lower() == urlsplit(settings.SITE_URL).netloc.lower()
    except ValueError:
        return False


def _code(spoken: str, words: str) -> str:
    """Return the desk's code of a language that the engine names, with the script that the words are in."""
    if spoken == "sr":
        return "sr-latn" if engine.language_and_script(words)[1] == "Latn" else "sr"
    return spoken if spoken in {"en", "mk", "hr", "bs", "sq", "bg", "ru", "uk"} else the_desk().default_language
