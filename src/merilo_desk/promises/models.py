"""Programmes, their promises, and where each stands: dated changes, with evidence and a second pair of eyes."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.files.storage import storages
from django.db import models
from django.db.models import Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from merilo_desk import engine
from merilo_desk.casework.models import Case
from merilo_desk.languages import language
from merilo_desk.newsroom.models import LANGUAGE_CHOICES, Topic
from merilo_desk.newsroom.policy import Act
from merilo_desk.newsroom.visible import VisibleQuerySet
from merilo_desk.newsroom.word_index import WordIndex
from merilo_desk.newsroom.wording import language_said, said
from merilo_desk.people.models import Actor, Statement
from merilo_desk.scales.models import Rating, Scale

USER = settings.AUTH_USER_MODEL
WORDS = WordIndex("promises_words", "promises_promise")


def private_storage():  # type: ignore[no-untyped-def]
    """Return where uploaded originals are kept: no address leads there."""
    return storages["private"]


class PromiseQuerySet(VisibleQuerySet):
    """Promises and programmes: the public sees what was shown."""

    see = Act.SEE_PROMISES

    def public(self) -> PromiseQuerySet:
        """Return what was shown."""
        return self.filter(shown=True)


class Government(models.Model):
    """Who has the power to keep the promises, and from when to when."""

    slug = models.SlugField(max_length=80, unique=True)
    names = models.JSONField(default=dict)
    parties = models.ManyToManyField(Actor, related_name="governments", blank=True)
    scale = models.ForeignKey(Scale, models.PROTECT, null=True, related_name="+")
    since = models.DateField(null=True, blank=True)
    until = models.DateField(null=True, blank=True)
    shown = models.BooleanField(default=False)

    objects = PromiseQuerySet.as_manager()

    class Meta:
        ordering = ["-since"]

    def __str__(self) -> str:
        return said(self.names) or self.slug


class Programme(models.Model):
    """A manifesto or programme of government, as it was published."""

    title = models.CharField(_("title"), max_length=300)
    party = models.ForeignKey(Actor, models.PROTECT, null=True, blank=True, related_name="programmes")
    government = models.ForeignKey(Government, models.SET_NULL, null=True, blank=True, related_name="programmes")
    language = models.CharField(max_length=10, choices=LANGUAGE_CHOICES)
    published = models.DateField(null=True, blank=True)
    url = models.URLField(max_length=1000, blank=True)
    file = models.FileField(storage=private_storage, upload_to="programmes", blank=True)
    sha256 = models.CharField(max_length=64, blank=True)
    text = models.TextField(blank=True)
    landmarks = models.JSONField(default=list, blank=True)
    state = models.CharField(max_length=8, default="waiting")
    trouble = models.TextField(blank=True)
    shown = models.BooleanField(default=False)

    objects = PromiseQuerySet.as_manager()


class Promise(models.Model):
    """One promise. `draft` ones were found by the engine and wait for an editor."""

    class State(models.TextChoices):
        """How far the promise is from being followed in public."""

        DRAFT = "draft", _("Draft")
        TRACKED = "tracked", _("Tracked")
        REJECTED = "rejected", _("Not a promise")

    slug = models.SlugField(max_length=100, unique=True)
    state = models.CharField(max_length=8, choices=State.choices, default=State.DRAFT)
    words = models.TextField(_("the promise in its own words"))
    language = models.CharField(max_length=10, choices=LANGUAGE_CHOICES)
    titles = models.JSONField(default=dict, blank=True)
    programme = models.ForeignKey(Programme, models.PROTECT, null=True, blank=True, related_name="promises")
    page = models.CharField(_("page"), max_length=20, blank=True)
    start = models.PositiveIntegerField(null=True, blank=True)
    end = models.PositiveIntegerField(null=True, blank=True)
    statement = models.ForeignKey(Statement, models.PROTECT, null=True, blank=True, related_name="promises")
    promiser = models.ForeignKey(Actor, models.PROTECT, null=True, blank=True, related_name="promises")
    government = models.ForeignKey(Government, models.SET_NULL, null=True, blank=True, related_name="promises")
    body = models.CharField(_("body responsible"), max_length=200, blank=True)
    topic = models.ForeignKey(Topic, models.PROTECT, null=True, blank=True, related_name="promises")
    indicator = models.CharField(_("indicator"), max_length=300, blank=True)
    unit = models.CharField(max_length=40, blank=True)
    baseline = models.FloatField(_("where it began"), null=True, blank=True)
    target = models.FloatField(_("what was promised"), null=True, blank=True)
    deadline = models.DateField(_("deadline"), null=True, blank=True)
    weight = models.PositiveSmallIntegerField(_("weight"), default=1)
    shown = models.BooleanField(default=False)
    cases = models.ManyToManyField(Case, related_name="promises", blank=True)
    made_at = models.DateTimeField(auto_now_add=True)
    # Its words and who is to keep it as search keys, apart by spaces.
    keys = models.TextField(blank=True)

    objects = PromiseQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        indexes = [
            models.Index(fields=["state", "id", "government", "topic", "deadline", "promiser"], name="promises_walked")
        ]

    def __str__(self) -> str:
        return self.words[:80]

    @property
    def title_here(self) -> str:
        """Its title in the language in use, where its own words are in another; "" where there is none."""
        code = get_language() or "en"
        if self.language.split("-")[0] == code.split("-")[0] or language_said(self.titles) != code:
            return ""
        return said(self.titles)

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Keep what it is found by beside its words."""
        if kwargs.get("update_fields") is None:
            self.keys = keys_of(self)
        super().save(*args, **kwargs)


def keys_of(promise: Promise) -> str:
    """Return what a promise is found by: its words, its titles, and the body that is to keep it, as search keys."""
    texts = [(promise.language, f"{promise.words}\n{promise.body}"), *promise.titles.items()]
    kept = (engine.keys_kept(text, language(code).profile.split("-")[0]) for code, text in texts)
    return f" {' '.join(sorted(set().union(*kept)))} "


class StatusChange(models.Model):
    """From a day on the promise stood so, on this evidence. It counts once a second person has approved it."""

    promise = models.ForeignKey(Promise, models.CASCADE, related_name="changes")
    rating = models.ForeignKey(Rating, models.PROTECT, related_name="+")
    since = models.DateField(_("since"))
    reason = models.TextField(_("why"))
    evidence_title = models.CharField(max_length=300, blank=True)
    evidence_url = models.URLField(max_length=1000, blank=True)
    archived = models.URLField(max_length=1000, blank=True)
    measured = models.FloatField(_("measured value"), null=True, blank=True)
    by = models.ForeignKey(USER, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    approved_by = models.ForeignKey(USER, models.PROTECT, null=True, blank=True, related_name="+")
    approved_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["since", "pk"]
        indexes = [
            # What waits for a second pair of eyes: a few of many.
            models.Index(fields=["promise", "by"], name="promises_proposed", condition=Q(approved_at=None))
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(approved_by=None) | ~Q(approved_by=models.F("by")), name="nobody_approves_their_own_status"
            )
        ]


class PromiseLink(models.Model):
    """What a promise hangs together with: a law, a vote, a budget line, a contrary act, words said about it since."""

    class Kind(models.TextChoices):
        """What sort of thing it is."""

        LAW = "law", _("law")
        VOTE = "vote", _("vote")
        BUDGET = "budget", _("budget line")
        ACT = "act", _("act of government")
        CONTRARY = "contrary", _("act against the promise")
        STATEMENT = "statement", _("statement")
        FLIP = "flip", _("change of position")

    promise = models.ForeignKey(Promise, models.CASCADE, related_name="links")
    kind = models.CharField(max_length=20, choices=Kind.choices)
    title = models.CharField(max_length=300)
    url = models.URLField(max_length=1000, blank=True)
    on = models.DateField(null=True, blank=True)
    # Words of the register: how they were judged beside earlier ones stands with them.
    statement = models.ForeignKey(Statement, models.SET_NULL, null=True, blank=True, related_name="linked_to_promises")

    class Meta:
        ordering = ["on", "pk"]
