"""Rating scales are data: families, order, labels and colours, valid from one day to another."""

from __future__ import annotations

from datetime import date

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from merilo_desk.newsroom.wording import said


class Family(models.TextChoices):
    """What a scale measures. Values of two families are never counted together."""

    TRUTH = "truth", _("Truth")
    CONSISTENCY = "consistency", _("Consistency")
    PROMISE = "promise", _("Promise")
    MEDIA = "media", _("Media")


class Bucket(models.TextChoices):
    """A neutral meaning that values of every truth-like scale map to, for colours and comparison within a scale."""

    TRUE = "true", _("holds")
    MOSTLY_TRUE = "mostly-true", _("mostly holds")
    MIXED = "mixed", _("partly holds")
    MOSTLY_FALSE = "mostly-false", _("mostly does not hold")
    FALSE = "false", _("does not hold")
    UNRATED = "unrated", _("cannot be rated")
    OPEN = "open", _("not decided yet")


class Scale(models.Model):
    """A set of ratings, such as a newsroom's six words from true to false."""

    slug = models.SlugField(max_length=60, unique=True)
    family = models.CharField(max_length=12, choices=Family.choices)
    names = models.JSONField(default=dict)
    abouts = models.JSONField(default=dict, blank=True)
    valid_from = models.DateField(null=True, blank=True)
    valid_to = models.DateField(null=True, blank=True)
    # The scales that this desk uses; the others are there to be chosen.
    used = models.BooleanField(default=False)

    class Meta:
        ordering = ["family", "slug"]

    def __str__(self) -> str:
        return said(self.names) or self.slug


class RatingQuerySet(models.QuerySet["Rating"]):
    """Ratings by the day they hold."""

    def on(self, day: date | None = None) -> RatingQuerySet:
        """Return the ratings that may be given on a day, today where none is named."""
        at = day or timezone.localdate()
        return self.filter(
            Q(valid_from=None) | Q(valid_from__lte=at),
            Q(valid_to=None) | Q(valid_to__gte=at),
            Q(scale__valid_from=None) | Q(scale__valid_from__lte=at),
            Q(scale__valid_to=None) | Q(scale__valid_to__gte=at),
        )


class Rating(models.Model):
    """One value of a scale. `value` is its number for ClaimReview; the scale's smallest is the worst."""

    scale = models.ForeignKey(Scale, models.CASCADE, related_name="ratings")
    slug = models.SlugField(max_length=60)
    labels = models.JSONField(default=dict)
    abouts = models.JSONField(default=dict, blank=True)
    order = models.PositiveSmallIntegerField(default=0)
    value = models.SmallIntegerField(null=True, blank=True)
    bucket = models.CharField(max_length=14, choices=Bucket.choices, default=Bucket.UNRATED)
    colour = models.CharField(max_length=7, default="#5b6470")
    # For promises: nothing moves on from here by itself, and overdue no longer applies.
    final = models.BooleanField(default=False)
    valid_from = models.DateField(null=True, blank=True)
    valid_to = models.DateField(null=True, blank=True)

    objects = RatingQuerySet.as_manager()

    class Meta:
        ordering = ["scale", "order"]
        constraints = [models.UniqueConstraint(fields=["scale", "slug"], name="one_rating_a_slug")]

    def __str__(self) -> str:
        return self.called()

    def called(self, language: str | None = None) -> str:
        """Return the rating's word in a language, the reader's where none is named."""
        return said(self.labels, language) or self.slug
