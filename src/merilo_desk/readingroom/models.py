"""Texts that were brought in to be read, the engine's report of each, and who said what through whom as data."""

from __future__ import annotations

from django.conf import settings
from django.core.files.storage import storages
from django.db import models
from django.utils.translation import gettext_lazy as _

from merilo_desk.newsroom.policy import Act
from merilo_desk.newsroom.visible import VisibleQuerySet
from merilo_desk.newsroom.word_index import WordIndex
from merilo_desk.people.models import Actor, Statement

WORDS = WordIndex("readingroom_words", "readingroom_storedarticle")


def private_storage():  # type: ignore[no-untyped-def]
    """Return where uploaded originals are kept: no address leads there."""
    return storages["private"]


class ReadingQuerySet(VisibleQuerySet):
    """Readings, for the newsroom."""

    see = Act.SEE_READINGS


class Story(models.Model):
    """Several articles of one event, to be read side by side.

    `threads` are what two or more of its articles tell, as `engine.side_by_side` gives them, with the articles' numbers
    put for their places; `compared` is the turn that they come from.
    """

    title = models.CharField(_("title"), max_length=300)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)
    threads = models.JSONField(default=list, blank=True)
    turn = models.PositiveIntegerField(default=0)
    compared = models.PositiveIntegerField(default=0)
    trouble = models.TextField(blank=True)

    objects = ReadingQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]

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
        STOPPED = "stopped", _("Stopped")

    class Way(models.TextChoices):
        """How the text came in."""

        PASTE = "paste", _("Pasted")
        FILE = "file", _("File")
        LINK = "link", _("Link")

    state = models.CharField(max_length=8, choices=State.choices, default=State.WAITING)
    way = models.CharField(max_length=5, choices=Way.choices, default=Way.PASTE)
    title = models.CharField(_("title"), max_length=500, blank=True)
    url = models.URLField(_("link"), max_length=1000, blank=True)
    text = models.TextField(_("text"), blank=True)
    file = models.FileField(storage=private_storage, upload_to="readings", blank=True)
    file_name = models.CharField(max_length=200, blank=True)
    # What the member knew better than the text; the reading keeps to it.
    told_title = models.CharField(max_length=300, blank=True)
    told_language = models.CharField(max_length=10, blank=True)
    told_published = models.DateField(null=True, blank=True)
    # What the reading found, or was told.
    language = models.CharField(max_length=10, blank=True)
    published = models.DateField(_("published on"), null=True, blank=True)
    site = models.CharField(_("outlet"), max_length=200, blank=True)
    outlet = models.ForeignKey(Actor, models.SET_NULL, null=True, blank=True, related_name="articles")
    sha256 = models.CharField(max_length=64, blank=True, db_index=True)
    # `merilo-report/1`, whole.
    report = models.JSONField(null=True, blank=True)
    summary = models.JSONField(default=dict, blank=True)
    trouble = models.TextField(blank=True)
    # The same text came in before: this reading leads to that one.
    same_as = models.ForeignKey("self", models.CASCADE, null=True, blank=True, related_name="again")
    # Words of the text as search keys, apart by spaces.
    keys = models.TextField(blank=True)
    # Every time that reading is begun is a turn; a job that lost its turn writes nothing.
    turn = models.PositiveIntegerField(default=1)
    tries = models.PositiveSmallIntegerField(default=0)
    stage = models.CharField(max_length=12, blank=True)
    seen_at = models.DateTimeField(null=True, blank=True, help_text="last sign of life of the job that reads it")
    read_at = models.DateTimeField(null=True, blank=True)
    engine = models.CharField(max_length=40, blank=True)
    story = models.ForeignKey(Story, models.SET_NULL, null=True, blank=True, related_name="articles")
    brought_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    brought_at = models.DateTimeField(auto_now_add=True)

    objects = ReadingQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        indexes = [
            models.Index(fields=["state", "-id"]),
            # The list is walked here, with all that it is narrowed by: a report alone may be megabytes of the row.
            models.Index(
                fields=["-id", "state", "language", "brought_by"],
                name="readings_newest",
                condition=models.Q(same_as=None),
            ),
            models.Index(
                fields=["outlet", "-id", "state", "language", "brought_by", "story"],
                name="readings_of_an_outlet",
                condition=models.Q(same_as=None),
            ),
            models.Index(
                fields=["story", "-id", "state", "language", "brought_by", "outlet"],
                name="readings_of_a_story",
                condition=models.Q(same_as=None),
            ),
        ]

    def __str__(self) -> str:
        return self.title or self.url or self.file_name or self.text[:60]

    @property
    def busy(self) -> bool:
        """Say whether it waits or is being read."""
        return self.state in (self.State.WAITING, self.State.READING)


class ReportWords(models.Model):
    """The sentences for people in a report (reasons, messages), said in one language; `language` is a profile."""

    article = models.ForeignKey(StoredArticle, models.CASCADE, related_name="words")
    language = models.CharField(max_length=10)
    words = models.JSONField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["article", "language"], name="one_wording_a_language")]

    def __str__(self) -> str:
        return f"{self.article_id} {self.language}"


class Utterance(models.Model):
    """Who said what through whom, as one article tells it: spans of its text, and who is known of them."""

    class Mode(models.TextChoices):
        """How the words are carried, as the engine tells it apart."""

        DIRECT = "direct", _("word for word")
        INDIRECT = "indirect", _("retold")
        MIXED = "mixed", _("partly word for word")

    class Stance(models.TextChoices):
        """How the speaker stands to the words."""

        ASSERTS = "asserts", _("says")
        DENIES = "denies", _("denies")
        DOUBTS = "doubts", _("doubts")
        ASKS = "asks", _("asks")
        DEMANDS = "demands", _("demands")
        UNCONFIRMED = "unconfirmed", _("does not confirm")

    article = models.ForeignKey(StoredArticle, models.CASCADE, related_name="utterances")
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    speaker = models.ForeignKey(Actor, models.SET_NULL, null=True, blank=True, related_name="utterances")
    speaker_words = models.CharField(_("speaker, as the text names them"), max_length=200, blank=True)
    # The engine's number of the speaker in this article ("e6"): one person's utterances are confirmed together.
    entity = models.CharField(max_length=20, blank=True)
    # From the one who spoke to the carrier nearest this text: names as the article gives them.
    chain = models.JSONField(default=list)
    mode = models.CharField(_("how"), max_length=10, choices=Mode.choices, blank=True)
    stance = models.CharField(_("stance"), max_length=20, choices=Stance.choices, blank=True)
    hedged = models.BooleanField(_("the text keeps its distance"), default=False)
    # What marks words without a cue as somebody's, as the engine names it ("particle", "mood"); of others nothing.
    basis = models.CharField(max_length=20, blank=True, default="", db_default="")
    # A member confirmed or changed it: a new reading leaves it alone.
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    statement = models.ForeignKey(Statement, models.SET_NULL, null=True, blank=True, related_name="utterances")

    objects = ReadingQuerySet.as_manager()

    class Meta:
        ordering = ["article", "start", "pk"]

    def __str__(self) -> str:
        return f"{self.speaker_words}: {self.start}..{self.end}"
