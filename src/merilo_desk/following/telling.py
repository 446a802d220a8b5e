"""What this room tells the rooms on its left: repetitions for public pages, counts for an actor's page at the desk."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator
from datetime import datetime
from typing import Any

from django.db.models import Max
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from merilo_desk.following.fetching import may_follow
from merilo_desk.following.models import Alert, Feed
from merilo_desk.newsroom.policy import Act, may
from merilo_desk.newsroom.templatetags.merilo import number
from merilo_desk.people.beside import Line
from merilo_desk.people.models import Actor
from merilo_desk.publishing.repeated import Repeated, Teller

# A page shows so many; nobody has repeated anything more often.
MOST = 200


def of_cases(cases: Collection[int]) -> Iterator[Repeated]:
    """Yield who repeated the claims of some cases after their checks were out."""
    times: Counter[int] = Counter()
    for alert in Alert.objects.visible_to(None).filter(case__in=cases).told().order_by("-published_on", "-pk"):
        times[alert.case_id] += 1
        if times[alert.case_id] <= MOST:
            yield _told(alert)


def by_actor(actor: Actor) -> Iterator[Repeated]:
    """Yield what an actor repeated after it was checked: only what an editor is sure that they said themselves."""
    found = Alert.objects.visible_to(None).filter(speaker=actor).told().order_by("-published_on", "-pk")
    yield from map(_told, found[:MOST])


def changed_at(case: int) -> datetime | None:
    """Return when an alert of a case was last kept, put aside or taken back."""
    moment: datetime | None = Alert.objects.filter(case=case).aggregate(at=Max("at"))["at"]
    return moment


def _told(alert: Alert) -> Repeated:
    assert alert.published_on is not None
    return Repeated(
        case=alert.case_id,
        speaker=alert.speaker,
        speaker_words=alert.speaker_words,
        outlet=alert.feed.actor,
        url=alert.url,
        title=alert.title,
        language=alert.language,
        on=alert.published_on,
        archived=alert.archived,
        differences=tuple(
            (each["here"], each["there"]) for each in alert.differences if each["here"] and each["there"]
        ),
    )


repeats = Teller(of_cases=of_cases, by_actor=by_actor, changed_at=changed_at)


def lines_of(actor: Actor, user: Any) -> Iterator[Line]:
    """Yield how often an actor repeated something after it was checked, and which of their feeds are followed."""
    if not may(user, Act.SEE_FOLLOWING):
        return
    kept = Alert.objects.visible_to(None).filter(speaker=actor)
    times, claims = kept.count(), kept.values("case").distinct().count()
    if times:
        words = ngettext("%(times)s time", "%(times)s times", times) % {"times": number(times)}
        words += " · " + ngettext("%(claims)s claim", "%(claims)s claims", claims) % {"claims": number(claims)}
        yield Line(
            gettext_lazy("Repeated after our check"), words, f"{reverse('following:alerts')}?list=kept&actor={actor.pk}"
        )
    feeds = list(Feed.objects.visible_to(user).there().filter(actor=actor)[:10])
    for feed in feeds:
        yield Line(
            gettext_lazy("Feed"), f"{feed} ({feed.get_state_display()})", reverse("following:feed", args=[feed.pk])
        )
    if not feeds and may_follow(actor) and may(user, Act.FOLLOW):
        yield Line(gettext_lazy("Feed"), _("Follow a feed"), f"{reverse('following:add')}?actor={actor.pk}")
