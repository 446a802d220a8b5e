"""Corrections: what was asked, what was changed, who was told, and the public ledger that only grows."""

from __future__ import annotations

import secrets
from typing import Any, NoReturn

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from merilo_desk.casework.models import Case
from merilo_desk.corrections.finding_models import OwnFinding, ReadAgain
from merilo_desk.corrections.typed_models import WorkingCopy
from merilo_desk.intake.models import Submission
from merilo_desk.newsroom import sealing
from merilo_desk.newsroom.policy import Act
from merilo_desk.newsroom.visible import VisibleQuerySet

USER = settings.AUTH_USER_MODEL
# These tables stand in modules of their own; together they are the models of this room.
ELSEWHERE = (OwnFinding, ReadAgain, WorkingCopy)


class CorrectionQuerySet(VisibleQuerySet):
    """Corrections: the public sees the published ones."""

    see = Act.SEE_CORRECTIONS

    def public(self) -> CorrectionQuerySet:
        """Return what was published."""
        return self.exclude(published_at=None)


class Correction(models.Model):
    """A change of something published, from the request to the notice on the page."""

    class Kind(models.TextChoices):
        """What sort of change."""

        CORRECTION = "correction", _("Correction")
        UPDATE = "update", _("Update")
        CLARIFICATION = "clarification", _("Clarification")
        NOTE = "note", _("Editor's note")
        RETRACTION = "retraction", _("Retraction")

    class Origin(models.TextChoices):
        """Who found it."""

        PUBLIC = "public", _("a reader")
        DESK = "desk", _("the desk itself")
        ENGINE = "engine", _("a machine reading")

    case = models.ForeignKey(Case, models.PROTECT, related_name="corrections")
    kind = models.CharField(max_length=14, choices=Kind.choices)
    origin = models.CharField(max_length=8, choices=Origin.choices, default=Origin.DESK)
    submission = models.ForeignKey(Submission, models.SET_NULL, null=True, blank=True, related_name="corrections")
    asked_on = models.DateField()
    acknowledged_on = models.DateField(null=True, blank=True)
    # Seven working days after it was asked, the country's holidays left out.
    due = models.DateField()
    # What readers are told, in each language of the page.
    notices = models.JSONField(default=dict, blank=True)
    # The texts of each language version before and after: {language: {field: text}}.
    before = models.JSONField(default=dict, blank=True)
    after = models.JSONField(default=dict, blank=True)
    old_rating = models.ForeignKey("scales.Rating", models.PROTECT, null=True, blank=True, related_name="+")
    new_rating = models.ForeignKey("scales.Rating", models.PROTECT, null=True, blank=True, related_name="+")
    refused_because = models.TextField(blank=True)
    corrects = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="corrected_by")
    by = models.ForeignKey(USER, models.PROTECT, null=True, related_name="+")
    approved_by = models.ForeignKey(USER, models.PROTECT, null=True, blank=True, related_name="+")
    published_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    # Languages in which nothing has to change; the others fall behind where the check's own text changes.
    in_step = models.JSONField(default=list, blank=True)
    # Why what stood there may not be read any more (a court, somebody's safety): then the ledger keeps digests alone.
    withheld_because = models.TextField(blank=True)
    # What the person who looks at it twice wants otherwise.
    comment = models.TextField(blank=True)

    objects = CorrectionQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        indexes = [
            models.Index(fields=["closed_at", "due"]),
            models.Index(fields=["-published_at", "-id"], name="corrections_out"),
            models.Index(fields=["published_at", "-closed_at", "-id"], name="corrections_refused"),
            # All that the desk's figures are counted from, without the texts.
            models.Index(fields=["asked_on", "due", "closed_at", "published_at", "kind"], name="corrections_counted"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(approved_by=None) | Q(by=None) | ~Q(approved_by=models.F("by")),
                name="nobody_approves_their_own_correction",
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.case}"

    @property
    def stage(self) -> str:
        """Where it stands: "asked", "written" (it waits for a second pair of eyes), "published" or "refused"."""
        if self.published_at:
            return "published"
        if self.closed_at:
            return "refused"
        return "written" if self.notices else "asked"


class LedgerQuerySet(VisibleQuerySet):
    """The public ledger is everybody's."""

    def public(self) -> LedgerQuerySet:
        """Return all of it."""
        return self.all()

    def for_member(self, user: Any) -> LedgerQuerySet:
        """Return all of it."""
        return self.all()


class LedgerEntry(models.Model):
    """One line of the public ledger: `content` is canonical JSON and holds the digest of the line before."""

    number = models.PositiveIntegerField(unique=True)
    at = models.DateTimeField()
    content = models.TextField()
    digest = models.CharField(max_length=64, unique=True)
    correction = models.OneToOneField(Correction, models.PROTECT, null=True, related_name="entry")

    objects = LedgerQuerySet.as_manager()

    class Meta:
        ordering = ["number"]

    def __str__(self) -> str:
        return f"{self.number}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Write a new line; an old one cannot be changed."""
        if self.pk is not None:
            raise TypeError("lines of the ledger are never changed")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        """Refuse: a ledger only grows."""
        raise TypeError("lines of the ledger are never removed")


SIGNS = "follower of corrections"


class Follower(models.Model):
    """Who asked to be told of every correction: an address for mail, or a machine's (a partner desk, a webhook)."""

    class Way(models.TextChoices):
        """How they are told."""

        MAIL = "mail", _("by e-mail")
        HOOK = "hook", _("by a call to a web address")

    way = models.CharField(max_length=4, choices=Way.choices)
    name = models.CharField(_("name"), max_length=120)
    told_at = models.CharField(_("address"), max_length=500)
    language = models.CharField(max_length=10, default="en")
    # Signs what a machine is sent, so that it knows that it comes from us; sealed.
    secret = models.CharField(max_length=200, blank=True)
    active = models.BooleanField(default=True)
    told = models.PositiveIntegerField(default=0, help_text="number of the last ledger line they were told of")
    trouble = models.CharField(max_length=300, blank=True)

    objects = CorrectionQuerySet.as_manager()

    class Meta:
        ordering = ["name"]

    @property
    def key(self) -> str:
        """The secret as the machine has it; "" where it does not open, since the desk's own was changed."""
        try:
            return sealing.opened(self.secret, SIGNS).decode()
        except sealing.SecretChanged:
            return ""

    def give_key(self) -> None:
        """Give it a new secret."""
        self.secret = sealing.sealed(secrets.token_urlsafe(32).encode(), SIGNS)


class AskedQuerySet(VisibleQuerySet):
    """What we ask of others is public once it is asked."""

    see = Act.SEE_CORRECTIONS

    def public(self) -> AskedQuerySet:
        """Return all of it."""
        return self.all()


class AskedOfOthers(models.Model):
    """A correction that we ask of somebody else: to whom, when, and what came of it."""

    class Outcome(models.TextChoices):
        """What came of it."""

        OPEN = "open", _("No answer yet")
        CORRECTED = "corrected", pgettext_lazy("asked of others", "Corrected")
        PARTLY = "partly", _("Corrected in part")
        REFUSED = "refused", _("Refused")
        IGNORED = "ignored", _("Ignored")

    asked = models.ForeignKey("people.Actor", models.PROTECT, related_name="corrections_asked")
    case = models.ForeignKey(Case, models.SET_NULL, null=True, blank=True, related_name="asked_of_others")
    url = models.URLField(max_length=1000, blank=True)
    what = models.TextField()
    asked_on = models.DateField()
    outcome = models.CharField(max_length=10, choices=Outcome.choices, default=Outcome.OPEN)
    outcome_on = models.DateField(null=True, blank=True)
    outcome_words = models.TextField(blank=True)
    by = models.ForeignKey(USER, models.PROTECT, null=True, related_name="+")

    objects = AskedQuerySet.as_manager()

    class Meta:
        ordering = ["-asked_on"]

    def __str__(self) -> str:
        return self.what[:80]
