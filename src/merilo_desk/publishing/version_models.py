"""What readers read before, kept; and a language version that is to join a check that is out."""

from __future__ import annotations

import json
from hashlib import sha256
from typing import Any, NoReturn

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from merilo_desk.casework.models import Case
from merilo_desk.newsroom.models import LANGUAGE_CHOICES
from merilo_desk.newsroom.policy import Act
from merilo_desk.newsroom.visible import VisibleQuerySet

USER = settings.AUTH_USER_MODEL


class PublishedQuerySet(VisibleQuerySet):
    """Published versions are everybody's; of one that is withheld the page tells that it is."""

    def public(self) -> PublishedQuerySet:
        """Return those whose page is out."""
        return self.filter(page__live=True)

    def for_member(self, user: Any) -> PublishedQuerySet:
        """Return all of them."""
        return self.all()


class PublishedVersion(models.Model):
    """One state of a fact-check page as readers had it: `content` is canonical JSON, `digest` its SHA-256."""

    page = models.ForeignKey("publishing.FactCheckPage", models.CASCADE, related_name="published_versions")
    number = models.PositiveIntegerField()
    at = models.DateTimeField()
    content = models.TextField()
    digest = models.CharField(max_length=64)
    # Why readers cannot have it any more: a court, somebody's safety. The newsroom keeps it.
    withheld_because = models.TextField(blank=True)
    withheld_on = models.DateField(null=True, blank=True)
    withheld_by = models.ForeignKey(USER, models.PROTECT, null=True, blank=True, related_name="+")

    objects = PublishedQuerySet.as_manager()

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["page", "number"], name="one_row_a_published_version")]

    def __str__(self) -> str:
        return f"{self.page_id} {self.number}"

    @property
    def facts(self) -> dict[str, Any]:
        """What it says, as values."""
        return dict(json.loads(self.content))

    @property
    def sound(self) -> bool:
        """Say whether it still is what its digest says."""
        return sha256(self.content.encode()).hexdigest() == self.digest

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        """Refuse: what was published stays known."""
        raise TypeError("published versions are never removed")


class AddedQuerySet(VisibleQuerySet):
    """Language versions that wait, for those who see cases."""

    see = Act.SEE_CASES

    def waiting(self) -> AddedQuerySet:
        """Return those that are not out yet."""
        return self.filter(published_at=None)


class AddedVersion(models.Model):
    """A language version written for a check that is published: it has a second pair of eyes of its own."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="added_versions")
    language = models.CharField(max_length=10, choices=LANGUAGE_CHOICES)
    title = models.CharField(_("title"), max_length=200, blank=True)
    claim = models.TextField(_("claim in this language"), blank=True)
    reason = models.TextField(_("the reason in three sentences"), blank=True)
    body = models.TextField(_("what we found"), blank=True, help_text="Markdown")
    method = models.TextField(_("how we checked it"), blank=True)
    # Counts saves; a save and an approval name the one they saw.
    version = models.PositiveIntegerField(default=0)
    # Everybody who wrote a word of it: none of them approves it.
    writers = models.ManyToManyField(USER, related_name="+")
    by = models.ForeignKey(USER, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    comment = models.TextField(blank=True)
    approved_by = models.ForeignKey(USER, models.PROTECT, null=True, blank=True, related_name="+")
    published_at = models.DateTimeField(null=True, blank=True)

    objects = AddedQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(fields=["case", "language"], name="one_added_version_a_language"),
            models.CheckConstraint(
                condition=Q(approved_by=None) | ~Q(approved_by=models.F("by")),
                name="nobody_approves_their_own_version",
            ),
        ]

    def __str__(self) -> str:
        return self.title or f"{self.case_id} {self.language}"

    @property
    def stage(self) -> str:
        """Where it stands: "written", "sent" (it waits for a second pair of eyes), "back" or "published"."""
        if self.published_at:
            return "published"
        if self.sent_at:
            return "sent"
        return "back" if self.comment else "written"
