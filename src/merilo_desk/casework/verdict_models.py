"""How a verdict comes about: rounds of votes, votes, reviews, and exceptions from the pre-flight."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from merilo_desk.newsroom.policy import Act, may
from merilo_desk.newsroom.visible import VisibleQuerySet
from merilo_desk.scales.models import Rating, Scale

if TYPE_CHECKING:
    from merilo_desk.newsroom.models import User

USER = settings.AUTH_USER_MODEL
CASE = "casework.Case"


class VerdictQuerySet(VisibleQuerySet):
    """What belongs to a case, for those who see cases."""

    see = Act.SEE_CASES


class VotingRound(models.Model):
    """Editors vote on the verdict; nobody sees another's vote before all who were asked have voted."""

    case = models.ForeignKey(CASE, models.CASCADE, related_name="rounds")
    scale = models.ForeignKey(Scale, models.PROTECT, null=True, related_name="+")
    electors = models.ManyToManyField(USER, related_name="+")
    # How many equal votes carry, as the desk had it when the round was opened.
    needed = models.PositiveSmallIntegerField(default=2)
    # What the electors had before them, and its digest: a changed draft wants a new round.
    seen = models.JSONField(default=dict, blank=True)
    digest = models.CharField(max_length=64, blank=True)
    # The sentence that is voted on, where the scale has no words of its own: {code: text}.
    sentences = models.JSONField(default=dict, blank=True)
    opened_at = models.DateTimeField(auto_now_add=True)
    opened_by = models.ForeignKey(USER, models.PROTECT, null=True, related_name="+")
    closed_at = models.DateTimeField(null=True, blank=True)
    outcome = models.ForeignKey(Rating, models.PROTECT, null=True, blank=True, related_name="+")
    # A round that was broken off: its votes stay unseen for ever.
    broken_off_at = models.DateTimeField(null=True, blank=True)

    objects = VerdictQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["case"], condition=Q(closed_at=None, broken_off_at=None), name="one_open_round_a_case"
            )
        ]

    @property
    def is_open(self) -> bool:
        """Say whether votes are still taken."""
        return self.closed_at is None and self.broken_off_at is None


class VoteQuerySet(VisibleQuerySet):
    """Votes: one's own, and everybody's once all have voted."""

    see = Act.SEE_CASES

    def for_member(self, user: User) -> VoteQuerySet:
        """Return what a member may see: their own votes, and those of rounds in which all have voted."""
        if not may(user, self.see):
            return self.none()
        return self.filter(Q(editor=user) | Q(round__closed_at__isnull=False, round__broken_off_at=None))


class Vote(models.Model):
    """One editor's vote, with the reason. Without a rating it says: not yet, let us talk."""

    round = models.ForeignKey(VotingRound, models.CASCADE, related_name="votes")
    editor = models.ForeignKey(USER, models.PROTECT, related_name="+")
    rating = models.ForeignKey(Rating, models.PROTECT, null=True, blank=True, related_name="+")
    reason = models.TextField(blank=True)
    at = models.DateTimeField(auto_now=True)

    objects = VoteQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["round", "editor"], name="one_vote_an_editor")]


class Review(models.Model):
    """A second pair of eyes: approved, or sent back with comments. `version` is the case's version that was seen."""

    class Decision(models.TextChoices):
        """What the reviewer decided."""

        APPROVED = "approved", _("Approved")
        BACK = "back", _("Sent back")

    case = models.ForeignKey(CASE, models.CASCADE, related_name="reviews")
    reviewer = models.ForeignKey(USER, models.PROTECT, related_name="+")
    decision = models.CharField(max_length=8, choices=Decision.choices)
    comment = models.TextField(blank=True)
    version = models.PositiveIntegerField()
    # What the reviewer had before them, so that the next one sees the difference.
    seen = models.JSONField(default=dict, blank=True)
    at = models.DateTimeField(auto_now_add=True)
    # An approval that a later change undid, and what it was.
    undone_at = models.DateTimeField(null=True, blank=True)
    undone_because = models.CharField(max_length=200, blank=True)

    objects = VerdictQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]


class Exemption(models.Model):
    """A point of the pre-flight that this case does not meet, and why it is published all the same."""

    case = models.ForeignKey(CASE, models.CASCADE, related_name="exemptions")
    point = models.CharField(max_length=40)
    reason = models.TextField()
    by = models.ForeignKey(USER, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    objects = VerdictQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["case", "point"], name="one_exemption_a_point")]
