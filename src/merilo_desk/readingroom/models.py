"""Texts that were brought in to be read, the engine's report of each, and who said what through whom as data."""

from __future__ import annotations

from django.conf import settings
from django.core.files.storage import storages
from django.db import models
from django.utils.translation import gettext_lazy as _

from merilo_desk.newsroom.policy import Act
from merilo_desk.newsroom.visible import VisibleQuerySet
from merilo_desk.people.models import Actor, Statement


def private_storage():  # type: ignore[no-untyped-def]
    """Return where uploaded originals are kept: no address leads there."""
    return storages["private"]


class ReadingQuerySet(VisibleQuerySet):
    """Readings, for the newsroom."""

    see = Act.SEE_READINGS


class Story(models.Model):
    """Several articles of one event, to be read side by side."""

    title = models.CharField(_("title"), max_length=300)
    made_at = models.DateTimeField(auto_now_add=True)

    objects = ReadingQuerySet.as_manager()

    def __str__(self) -> str:
        return self.title


class StoredArticle(models.Model):
    """An article, speech or debate as it was read. The text never changes; spans of everything found point into it."""

    class State(models.TextChoices):
        """How far the reading is."""

        WAITING = "waiting", _("Waiting to be read")
        READING = "reading", _("Being read")
        READ = "read", _("Read")
        FAILED = "failed", _("Could not be read")

    state = models.CharField(max_length=8, choices=State.choices, default=State.WAITING)
    title = models.CharField(_("title"), max_length=500, blank=True)
    url = models.URLField(_("link"), max_length=1000, blank=True)
    text = models.TextField(_("text"), blank=True)
    file = models.FileField(storage=private_storage, upload_to="readings", blank=True)
    file_name = models.CharField(max_length=200, blank=True)
    language = models.CharField(max_length=10, blank=True)
    published = models.DateField(_("published on"), null=True, blank=True)
    outlet = models.ForeignKey(Actor, models.SET_NULL, null=True, blank=True, related_name="articles")
    sha256 = models.CharField(max_length=64, blank=True, db_index=True)
    # `merilo-report/1`, whole.
    report = models.JSONField(null=True, blank=True)
    summary = models.JSONField(default=dict, blank=True)
    trouble = models.TextField(blank=True)
    story = models.ForeignKey(Story, models.SET_NULL, null=True, blank=True, related_name="articles")
    brought_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    brought_at = models.DateTimeField(auto_now_add=True)

    objects = ReadingQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return self.title or self.url or self.text[:60]


class Utterance(models.Model):
    """Who said what through whom, as one article tells it: spans of its text, and who is known of them."""

    article = models.ForeignKey(StoredArticle, models.CASCADE, related_name="utterances")
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    speaker = models.ForeignKey(Actor, models.SET_NULL, null=True, blank=True, related_name="utterances")
    speaker_words = models.CharField(max_length=200, blank=True)
    # From the one who spoke to the carrier nearest this text: names as the article gives them.
    chain = models.JSONField(default=list)
    mode = models.CharField(max_length=10, blank=True)
    stance = models.CharField(max_length=20, blank=True)
    hedged = models.BooleanField(default=False)
    statement = models.ForeignKey(Statement, models.SET_NULL, null=True, blank=True, related_name="utterances")

    class Meta:
        ordering = ["article", "start"]

    def __str__(self) -> str:
        return f"{self.speaker_words}: {self.start}..{self.end}"
