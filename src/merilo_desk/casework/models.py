"""A case: the check of one claim, from the day it is opened to the page it becomes."""

from __future__ import annotations

from datetime import date, datetime

from django.conf import settings
from django.db import models
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from merilo_desk.casework.states import PUBLIC, State
from merilo_desk.casework.verdict_models import Exemption, Review, Vote, VotingRound
from merilo_desk.intake.models import Cluster
from merilo_desk.newsroom.models import LANGUAGE_CHOICES, Topic
from merilo_desk.newsroom.policy import Act
from merilo_desk.newsroom.visible import VisibleQuerySet
from merilo_desk.newsroom.word_index import WordIndex
from merilo_desk.people.models import Actor, Statement
from merilo_desk.readingroom.models import StoredArticle
from merilo_desk.scales.models import Rating

USER = settings.AUTH_USER_MODEL
NARROWED = ("state", "owner", "topic", "language", "due_order")
WORDS = WordIndex("casework_words", "casework_case")
# A source whose link or whose words were missed so often in a row is told of; one miss may be the server's bad day.
MISSES = 2
# The verdict's own tables stand in a module of their own; together they are the models of this room.
VERDICT = (VotingRound, Vote, Review, Exemption)


class CaseQuerySet(VisibleQuerySet):
    """Cases, for the newsroom; the public sees pages, not cases."""

    see = Act.SEE_CASES

    def published(self) -> CaseQuerySet:
        """Return the cases whose page is out."""
        return self.filter(state__in=PUBLIC)


class Case(models.Model):
    """The check of one claim."""

    class Priority(models.IntegerChoices):
        """How soon it is wanted."""

        LOW = 1, pgettext_lazy("priority", "Low")
        NORMAL = 2, _("Normal")
        HIGH = 3, pgettext_lazy("priority", "High")
        NOW = 4, _("Now")

    state = models.CharField(max_length=10, choices=State.choices, default=State.NEW)
    claim = models.TextField(_("claim, in its exact words"))
    language = models.CharField(max_length=10, choices=LANGUAGE_CHOICES)
    context = models.TextField(_("context"), blank=True)
    why_chosen = models.TextField(_("why we check this"), blank=True)
    statement = models.ForeignKey(Statement, models.PROTECT, null=True, blank=True, related_name="cases")
    cluster = models.ForeignKey(Cluster, models.SET_NULL, null=True, blank=True, related_name="cases")
    article = models.ForeignKey(StoredArticle, models.SET_NULL, null=True, blank=True, related_name="cases")
    start = models.PositiveIntegerField(null=True, blank=True)
    end = models.PositiveIntegerField(null=True, blank=True)
    topic = models.ForeignKey(Topic, models.PROTECT, null=True, blank=True, related_name="cases")
    priority = models.PositiveSmallIntegerField(choices=Priority.choices, default=Priority.NORMAL)
    due = models.DateField(_("due"), null=True, blank=True)
    owner = models.ForeignKey(USER, models.PROTECT, null=True, blank=True, related_name="cases")
    opened_by = models.ForeignKey(USER, models.PROTECT, null=True, related_name="+")
    opened_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField(auto_now=True)
    # "I'm on it": who has the case open for work, and since when.
    held_by = models.ForeignKey(USER, models.SET_NULL, null=True, blank=True, related_name="+")
    held_at = models.DateTimeField(null=True, blank=True)
    rating = models.ForeignKey(Rating, models.PROTECT, null=True, blank=True, related_name="cases")
    # The verdict where the desk does not rate: one sentence in every language, {code: text}.
    sentences = models.JSONField(default=dict, blank=True)
    # The round of votes that the verdict came from.
    decided_in = models.ForeignKey(VotingRound, models.PROTECT, null=True, blank=True, related_name="+")
    # Counts up with every change of the verdict or of a draft; a review and an approval name what they saw.
    version = models.PositiveIntegerField(default=1)
    publish_at = models.DateTimeField(null=True, blank=True)
    published_at = models.DateTimeField(null=True, blank=True)
    withdrawn_because = models.TextField(blank=True)
    # The languages in which it is to go out, beside the claim's own; nothing where all of the desk's are meant.
    goes_out_in = models.JSONField(null=True, blank=True)
    # Words of the claim and of who said it as search keys: lemmas, and one script for both.
    keys = models.TextField(blank=True)
    # What claims of the same words share.
    digest = models.CharField(max_length=64, blank=True, db_index=True)
    # When the holder was last seen at work; a hold that has gone quiet is nobody's.
    held_seen = models.DateTimeField(null=True, blank=True)
    # The list is sorted by this: as `due`, but never empty, so that a page can begin after any row.
    due_order = models.GeneratedField(
        expression=Coalesce("due", models.Value(date(9999, 12, 31))), output_field=models.DateField(), db_persist=True
    )

    objects = CaseQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        indexes = [
            models.Index(fields=["state", "-id"]),
            models.Index(fields=["owner", "state"]),
            # The list is one of these, walked in its order, with what it is narrowed by beside it.
            models.Index(fields=["-id", *NARROWED], name="cases_newest"),
            models.Index(fields=["due_order", "-id", *NARROWED[:-1]], name="cases_due"),
            models.Index(fields=["-priority", "-id", *NARROWED], name="cases_priority"),
            models.Index(fields=["-changed_at", "-id", *NARROWED], name="cases_changed"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["article", "start", "end"],
                condition=models.Q(article__isnull=False, start__isnull=False) & ~models.Q(state=State.WITHDRAWN),
                name="one_case_a_span",
            )
        ]

    def __str__(self) -> str:
        return self.claim[:100]

    @property
    def speaker(self) -> Actor | None:
        """Who said it, where the register knows them."""
        return self.statement.speaker if self.statement else None


class Draft(models.Model):
    """The text of a fact check in one language. `version` counts saves: a save names the version it started from."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="drafts")
    language = models.CharField(max_length=10, choices=LANGUAGE_CHOICES)
    title = models.CharField(_("title"), max_length=200, blank=True)
    claim = models.TextField(_("claim in this language"), blank=True)
    reason = models.TextField(_("the reason in three sentences"), blank=True)
    body = models.TextField(_("what we found"), blank=True, help_text="Markdown")
    method = models.TextField(_("how we checked it"), blank=True)
    version = models.PositiveIntegerField(default=0)
    saved_by = models.ForeignKey(USER, models.PROTECT, null=True, related_name="+")
    saved_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["case", "language"], name="one_draft_a_language")]

    def __str__(self) -> str:
        return self.title or f"{self.case_id} {self.language}"


class DraftVersion(models.Model):
    """A saved state of a draft; nothing that was typed is ever lost."""

    draft = models.ForeignKey(Draft, models.CASCADE, related_name="versions")
    version = models.PositiveIntegerField()
    texts = models.JSONField()
    by = models.ForeignKey(USER, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    # The version that the writer had before them.
    began_from = models.PositiveIntegerField(default=0)
    # Typed while somebody else saved: kept beside the draft until it is put together with it.
    aside = models.BooleanField(default=False)
    settled_at = models.DateTimeField(null=True, blank=True)
    # One opening of the editor: its own saves never stand in each other's way, whatever the network did.
    sitting = models.CharField(max_length=40, blank=True)

    class Meta:
        ordering = ["-version", "-pk"]
        indexes = [models.Index(fields=["draft", "version"])]


class EvidenceKept(models.Manager["Evidence"]):
    """What stands in the case; what was taken out is kept, but not counted among it."""

    def get_queryset(self) -> models.QuerySet[Evidence]:
        """Return the evidence that was not taken out."""
        return super().get_queryset().filter(removed_at=None)


class Evidence(models.Model):
    """One source for or against the claim. `number` is its name in texts, [1], and is given once."""

    class Stance(models.TextChoices):
        """What it says of the claim."""

        FOR = "for", _("supports the claim")
        AGAINST = "against", _("speaks against the claim")
        CONTEXT = "context", _("gives context")

    class Source(models.TextChoices):
        """What sort of source it is."""

        PRIMARY = "primary", _("primary: document, data, recording, witness")
        SECONDARY = "secondary", _("secondary: somebody's account of it")
        EXPERT = "expert", _("expert")

    case = models.ForeignKey(Case, models.CASCADE, related_name="evidence")
    stance = models.CharField(_("stance"), max_length=8, choices=Stance.choices)
    source = models.CharField(_("kind of source"), max_length=10, choices=Source.choices)
    title = models.CharField(_("title"), max_length=300)
    publisher = models.CharField(_("publisher"), max_length=200, blank=True)
    url = models.URLField(_("link"), max_length=1000, blank=True)
    archived = models.URLField(_("archived copy"), max_length=1000, blank=True)
    archived_sha256 = models.CharField(max_length=64, blank=True)
    archived_at = models.DateTimeField(null=True, blank=True)
    # When the link was last opened by the desk, how often in a row it did not open, and how: "gone", "silent".
    link_seen_at = models.DateTimeField(null=True, blank=True)
    link_misses = models.PositiveSmallIntegerField(default=0)
    link_trouble = models.CharField(max_length=300, blank=True)
    # When the quoted words were last found where the link leads, and how often in a row it opened without them.
    words_seen_at = models.DateTimeField(null=True, blank=True)
    words_misses = models.PositiveSmallIntegerField(default=0)
    published_on = models.DateField(_("published on"), null=True, blank=True)
    quotation = models.TextField(_("quotation"), blank=True)
    pinned = models.CharField(_("page or place"), max_length=100, blank=True)
    shows = models.TextField(_("what it shows"), blank=True)
    interests = models.TextField(_("interests of the source"), blank=True)
    why_secondary = models.TextField(_("why no primary source"), blank=True)
    # A protected source is published as `public_text`; the rest of the row is for the newsroom only.
    protected = models.BooleanField(_("protect this source"), default=False)
    public_text = models.CharField(_("what the public reads instead"), max_length=300, blank=True)
    number = models.PositiveSmallIntegerField(default=1)
    order = models.PositiveSmallIntegerField(default=0)
    # Counts changes; a change names the version it began from.
    version = models.PositiveIntegerField(default=1)
    added_by = models.ForeignKey(USER, models.PROTECT, null=True, related_name="+")
    added_at = models.DateTimeField(auto_now_add=True)
    changed_by = models.ForeignKey(USER, models.PROTECT, null=True, related_name="+")
    removed_by = models.ForeignKey(USER, models.PROTECT, null=True, related_name="+")
    removed_at = models.DateTimeField(null=True, blank=True)

    objects = EvidenceKept()
    everything = models.Manager()

    class Meta:
        ordering = ["order", "pk"]
        constraints = [models.UniqueConstraint(fields=["case", "number"], name="one_number_a_source")]
        verbose_name_plural = "evidence"

    def __str__(self) -> str:
        return self.title

    @property
    def words_gone(self) -> bool:
        """Say whether what was quoted does not stand there any more: it did, and was missed twice, a day apart."""
        return self.words_seen_at is not None and self.words_misses >= MISSES


class ReplyRequest(models.Model):
    """The right of reply: whom we asked, when and how, and the answer; or why nobody was asked."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="reply_requests")
    asked = models.ForeignKey(Actor, models.PROTECT, null=True, blank=True, related_name="+")
    asked_words = models.CharField(_("whom we ask"), max_length=200, blank=True)
    channel = models.CharField(_("how"), max_length=100, blank=True)
    question = models.TextField(_("what we ask"), blank=True)
    language = models.CharField(max_length=10, choices=LANGUAGE_CHOICES, default="en")
    asked_at = models.DateTimeField(null=True, blank=True)
    due = models.DateTimeField(null=True, blank=True)
    # Only a digest of the link's secret is kept.
    secret = models.CharField(max_length=64, blank=True, db_index=True)
    # With the desk's key the secret is made from this, so that a letter can be shown again; counted up, the old ends.
    link_round = models.PositiveSmallIntegerField(default=0)
    expires = models.DateTimeField(null=True, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answer = models.TextField(_("answer"), blank=True)
    answered_by_words = models.CharField(max_length=200, blank=True)
    may_publish = models.BooleanField(default=False)
    # Answers that were amended: [{"at", "text", "may_publish", "by"}], oldest first.
    earlier_answers = models.JSONField(default=list, blank=True)
    # How an answer came that did not come through the link, and that a reminder went out.
    answered_through = models.CharField(max_length=100, blank=True)
    reminded_at = models.DateTimeField(null=True, blank=True)
    not_asked_because = models.TextField(_("why nobody was asked"), blank=True)
    by = models.ForeignKey(USER, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.whom

    @property
    def whom(self) -> str:
        """Who was asked, in words."""
        return str(self.asked) if self.asked else self.asked_words

    @property
    def overdue(self) -> bool:
        """Say whether an answer was due and none came."""
        return bool(self.asked_at and self.due and not self.answered_at and self.due < timezone.now())

    @property
    def open_until(self) -> datetime | None:
        """Until when the link takes an answer; None where it does not any more, or there never was one."""
        return self.expires if self.secret and self.expires and self.expires > timezone.now() else None


class Task(models.Model):
    """Something to do for a case."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="tasks")
    text = models.CharField(max_length=300)
    assignee = models.ForeignKey(USER, models.SET_NULL, null=True, blank=True, related_name="tasks")
    due = models.DateField(null=True, blank=True)
    done_at = models.DateTimeField(null=True, blank=True)
    done_by = models.ForeignKey(USER, models.SET_NULL, null=True, blank=True, related_name="+")
    by = models.ForeignKey(USER, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["done_at", "due", "pk"]

    def __str__(self) -> str:
        return self.text


class Note(models.Model):
    """A remark: for the newsroom, or (public) for the page. `anchor` names the part of the draft it is about."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="notes")
    text = models.TextField()
    public = models.BooleanField(default=False)
    anchor = models.CharField(max_length=300, blank=True)
    language = models.CharField(max_length=10, choices=LANGUAGE_CHOICES, blank=True)
    resolved_at = models.DateTimeField(null=True, blank=True)
    resolved_by = models.ForeignKey(USER, models.SET_NULL, null=True, blank=True, related_name="+")
    by = models.ForeignKey(USER, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.text[:80]


class Notice(models.Model):
    """Something a member should know of a case: an answer came, the case is theirs now, it was sent back."""

    user = models.ForeignKey(USER, models.CASCADE, related_name="case_notices")
    case = models.ForeignKey(Case, models.CASCADE, related_name="notices")
    # A word of the trade that `notices.py` knows a sentence for, and what the sentence needs.
    what = models.CharField(max_length=40)
    facts = models.JSONField(default=dict)
    at = models.DateTimeField(auto_now_add=True)
    read_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-pk"]
        indexes = [models.Index(fields=["user", "read_at", "-id"])]

    def __str__(self) -> str:
        return f"{self.what}: {self.case_id}"


class Seen(models.Model):
    """How far a member has read the history of a case: the last row of the ledger that they saw."""

    user = models.ForeignKey(USER, models.CASCADE, related_name="+")
    case = models.ForeignKey(Case, models.CASCADE, related_name="seen")
    row = models.BigIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "case"], name="one_mark_a_reader")]
