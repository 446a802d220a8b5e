"""What the desk finds in its own published checks, before anybody calls it a mistake."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from merilo_desk.casework.models import Case, Evidence
from merilo_desk.newsroom.policy import Act
from merilo_desk.newsroom.visible import VisibleQuerySet

USER = settings.AUTH_USER_MODEL


class FindingQuerySet(VisibleQuerySet):
    """Own findings, for those who see corrections; never for the public."""

    see = Act.SEE_CORRECTIONS

    def open(self) -> FindingQuerySet:
        """Return those on which nobody has decided."""
        return self.filter(state=OwnFinding.State.OPEN)


class OwnFinding(models.Model):
    """A place where a published check may be wrong. A person opens a correction of it, or puts it aside for good."""

    class Sort(models.TextChoices):
        """Where it comes from."""

        TEXT = "text", _("The text contradicts itself")
        LINK = "link", _("A source does not open any more")
        VERDICT = "verdict", _("A later check says otherwise")

    class State(models.TextChoices):
        """What became of it."""

        OPEN = "open", _("Waits for a decision")
        OPENED = "opened", _("A correction was opened")
        ASIDE = "aside", pgettext_lazy("finding", "Put aside")
        GONE = "gone", _("No longer so")

    case = models.ForeignKey(Case, models.CASCADE, related_name="own_findings")
    sort = models.CharField(max_length=8, choices=Sort.choices)
    language = models.CharField(max_length=10)
    rule = models.CharField(max_length=40, blank=True)
    # The sentences that disagree, and why in each language that somebody here reads: {code: text}.
    places = models.JSONField(default=list, blank=True)
    words = models.JSONField(default=dict, blank=True)
    evidence = models.ForeignKey(Evidence, models.CASCADE, null=True, blank=True, related_name="+")
    other = models.ForeignKey(Case, models.CASCADE, null=True, blank=True, related_name="+")
    # The same finding is told once, for ever: its sort, its words, nothing of where in the text they stand.
    key = models.CharField(max_length=64, unique=True)
    state = models.CharField(max_length=8, choices=State.choices, default=State.OPEN)
    correction = models.ForeignKey(
        "corrections.Correction", models.SET_NULL, null=True, blank=True, related_name="own_findings"
    )
    because = models.TextField(blank=True)
    by = models.ForeignKey(USER, models.PROTECT, null=True, blank=True, related_name="+")
    found_at = models.DateTimeField(auto_now_add=True)
    closed_at = models.DateTimeField(null=True, blank=True)

    objects = FindingQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        indexes = [models.Index(fields=["state", "-id"])]

    def __str__(self) -> str:
        return f"{self.get_sort_display()}: {self.case}"


class ReadAgain(models.Model):
    """When a published check was last read again, and in which version."""

    case = models.OneToOneField(Case, models.CASCADE, related_name="read_again")
    at = models.DateTimeField()
    version = models.PositiveIntegerField()
