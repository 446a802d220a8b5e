"""Feeds that the desk follows, which items of them were read, and the alerts that came of it."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from merilo_desk.casework.models import Case
from merilo_desk.casework.states import PUBLIC
from merilo_desk.newsroom.policy import Act
from merilo_desk.newsroom.visible import VisibleQuerySet
from merilo_desk.people.models import Actor, Appearance

USER = settings.AUTH_USER_MODEL


class FeedQuerySet(VisibleQuerySet):
    """Whom the desk follows is the newsroom's own business."""

    see = Act.SEE_FOLLOWING

    def there(self) -> FeedQuerySet:
        """Return the feeds that were not removed."""
        return self.exclude(state=Feed.State.REMOVED)


class Feed(models.Model):
    """A feed of an outlet, a party or an institution. Never of a person: see `fetching.may_follow`."""

    class State(models.TextChoices):
        """Whether it is asked."""

        FOLLOWED = "followed", pgettext_lazy("feed", "Followed")
        PAUSED = "paused", pgettext_lazy("feed", "Paused")
        REMOVED = "removed", pgettext_lazy("feed", "Removed")

    class Every(models.IntegerChoices):
        """How often it is asked, in minutes; never more often than every quarter of an hour."""

        QUARTER = 15, _("every 15 minutes")
        HALF = 30, _("every half hour")
        HOUR = 60, _("every hour")
        SIX = 360, _("every 6 hours")
        DAY = 1440, _("once a day")

    class Trouble(models.TextChoices):
        """What went wrong the last time."""

        GONE = "gone", _("The server has no such page.")
        REFUSED = "refused", _("The server turned us away: it wants a log-in, or lets no programs in.")
        PRIVATE = "private", _("This is no address on the open web. Only public addresses are asked.")
        LARGE = "large", _("It is larger than 5 MB. No feed needs that much.")
        SILENT = "silent", _("The server did not answer, or its answer broke off.")
        UNREAD = "unread", _("What the server sent is no text.")
        PAGE = "page", _("This is a web page, not a feed.")
        BROKEN = "broken", _("It is damaged: not one item could be read from it.")
        UNSAFE = "unsafe", _("It defines entities of its own, which can swamp a program. It was not read.")

    actor = models.ForeignKey(Actor, models.PROTECT, related_name="feeds")
    url = models.URLField(_("address"), max_length=1000)
    title = models.CharField(max_length=300, blank=True)
    # Whether the page that an item leads to is read too, and not only what the feed says of it.
    whole = models.BooleanField(default=False)
    every = models.PositiveIntegerField(choices=Every.choices, default=Every.HOUR)
    state = models.CharField(max_length=8, choices=State.choices, default=State.FOLLOWED)
    owner = models.ForeignKey(USER, models.PROTECT, related_name="+")
    added_at = models.DateTimeField(auto_now_add=True)
    next_at = models.DateTimeField(default=timezone.now)
    # What the server said of its last answer, so that it may say that nothing has changed.
    etag = models.CharField(max_length=300, blank=True)
    modified = models.CharField(max_length=300, blank=True)
    fetched_at = models.DateTimeField(null=True, blank=True)
    succeeded_at = models.DateTimeField(null=True, blank=True)
    trouble = models.CharField(max_length=8, choices=Trouble.choices, blank=True)
    # Since when, and how often in a row, it could not be read.
    failing_since = models.DateTimeField(null=True, blank=True)
    failures = models.PositiveIntegerField(default=0)
    read = models.PositiveIntegerField(default=0)

    objects = FeedQuerySet.as_manager()

    class Meta:
        ordering = ["actor__name", "pk"]
        indexes = [models.Index(fields=["state", "next_at"])]
        constraints = [
            models.UniqueConstraint(fields=["url"], condition=~Q(state="removed"), name="one_feed_is_followed_once"),
            models.CheckConstraint(condition=Q(every__gte=15), name="no_feed_is_asked_every_minute"),
        ]

    def __str__(self) -> str:
        return self.title or self.url


class Item(models.Model):
    """An item that was in a feed: digests of its name and its words alone. The words themselves are not kept."""

    feed = models.ForeignKey(Feed, models.CASCADE, related_name="items")
    key = models.CharField(max_length=64)
    digest = models.CharField(max_length=64)
    # None while it still has to be read.
    read_at = models.DateTimeField(null=True, blank=True)
    seen_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["feed", "key"], name="one_item_once")]

    def __str__(self) -> str:
        return self.key[:12]


class AlertQuerySet(VisibleQuerySet):
    """The newsroom sees all; the public what was kept of a check that stands."""

    see = Act.SEE_FOLLOWING

    def public(self) -> AlertQuerySet:
        """Return what was kept as a repetition."""
        return self.standing().filter(state=Alert.State.KEPT, when=Alert.When.AFTER)

    def standing(self) -> AlertQuerySet:
        """Return the alerts whose check is still out."""
        return self.filter(case__state__in=PUBLIC)

    def waiting(self) -> AlertQuerySet:
        """Return what somebody has to look at: said after the check, or on a day that nobody knows."""
        return self.standing().filter(state=Alert.State.WAITING).exclude(when=Alert.When.BEFORE)

    def before(self) -> AlertQuerySet:
        """Return what was said before the check: no repetition, but an earlier place where the claim stands."""
        return self.standing().filter(state=Alert.State.WAITING, when=Alert.When.BEFORE)

    def told(self) -> AlertQuerySet:
        """Return the alerts with all that a list shows."""
        return self.select_related("feed__actor", "speaker", "by", "case__rating__scale", "case__statement__speaker")


class Alert(models.Model):
    """Words of an item that repeat a claim of a published check."""

    class When(models.TextChoices):
        """Whether the words came after the check."""

        AFTER = "after", _("after the check")
        BEFORE = "before", _("before the check")
        UNKNOWN = "unknown", _("day not known")

    class State(models.TextChoices):
        """What came of it."""

        WAITING = "waiting", pgettext_lazy("alert", "Waits")
        KEPT = "kept", pgettext_lazy("alert", "Kept")
        ASIDE = "aside", pgettext_lazy("alert", "Put aside")

    class Why(models.TextChoices):
        """Why it was put aside."""

        OTHER_CLAIM = "other-claim", _("It is another claim")
        DENIES = "denies", _("It denies the claim or quotes our check")
        BEFORE = "before", _("It was said before the check")
        NO_CLAIM = "no-claim", _("A joke, an opinion or a question")
        KNOWN = "known", _("We have this place already")

    feed = models.ForeignKey(Feed, models.PROTECT, related_name="alerts")
    key = models.CharField(max_length=64)
    case = models.ForeignKey(Case, models.PROTECT, related_name="repeats")
    relation = models.CharField(max_length=8)
    score = models.FloatField()
    # What differs from the claim that was checked: [{kind, here, there}]; why it was found, in each language.
    differences = models.JSONField(default=list)
    reasons = models.JSONField(default=dict)
    words = models.TextField()
    around = models.TextField()
    language = models.CharField(max_length=10)
    title = models.CharField(max_length=300, blank=True)
    url = models.URLField(max_length=1000, blank=True)
    published_at = models.DateTimeField(null=True, blank=True)
    published_on = models.DateField(null=True, blank=True)
    when = models.CharField(max_length=8, choices=When.choices)
    found_at = models.DateTimeField(default=timezone.now)
    # Who says it there: somebody of the register where that is sure, else as the text names them.
    speaker = models.ForeignKey(Actor, models.PROTECT, null=True, blank=True, related_name="repeats")
    speaker_words = models.CharField(max_length=200, blank=True)
    mode = models.CharField(max_length=10, choices=Appearance.Mode.choices, default=Appearance.Mode.REPORTED)
    archived = models.URLField(max_length=1000, blank=True)
    state = models.CharField(max_length=8, choices=State.choices, default=State.WAITING)
    why = models.CharField(max_length=12, choices=Why.choices, blank=True)
    by = models.ForeignKey(USER, models.PROTECT, null=True, blank=True, related_name="+")
    at = models.DateTimeField(null=True, blank=True)
    appearance = models.OneToOneField(Appearance, models.SET_NULL, null=True, blank=True, related_name="alert")
    # When the item was seen to hold these words no longer.
    gone_at = models.DateTimeField(null=True, blank=True)

    objects = AlertQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        indexes = [
            models.Index(fields=["state", "when", "-id"]),
            models.Index(fields=["case", "state"]),
            models.Index(fields=["state", "-id", "when", "case"], name="repeats_walked"),
        ]
        constraints = [models.UniqueConstraint(fields=["feed", "key", "case"], name="one_alert_an_item_and_case")]

    def __str__(self) -> str:
        return self.words[:80]

    @property
    def told_by(self) -> Any:
        """Whoever says it there: the actor, the words the text names them by, or whose feed it is."""
        return self.speaker or self.speaker_words or self.feed.actor
