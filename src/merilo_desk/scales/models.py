"""Rating scales are data: families, order, labels and colours, valid from one day to another."""

from __future__ import annotations

from datetime import date

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from merilo_desk.newsroom.policy import Act
from merilo_desk.newsroom.visible import VisibleQuerySet
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


# The colour of each bucket on paper; the sheets hold its counterpart for the dark.
COLOURS = {
    Bucket.TRUE: "#00735c",
    Bucket.MOSTLY_TRUE: "#2d6a9f",
    Bucket.MIXED: "#806400",
    Bucket.MOSTLY_FALSE: "#a84c08",
    Bucket.FALSE: "#a3231f",
    Bucket.UNRATED: "#5b6470",
    Bucket.OPEN: "#5b6470",
}


class ScaleQuerySet(VisibleQuerySet):
    """Scales are no secret: everybody at the desk sees them."""

    see = Act.SEE_DESK

    def in_use(self, family: str = "") -> ScaleQuerySet:
        """Return the scales that this desk has chosen, of one family where it is named."""
        return self.filter(used=True, **({"family": family} if family else {}))


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
    # The texts as Merilo last shipped them; empty for a desk's own. What differs from them is the desk's edit.
    shipped = models.JSONField(default=dict, blank=True)

    objects = ScaleQuerySet.as_manager()

    class Meta:
        ordering = ["family", "slug"]

    def __str__(self) -> str:
        return self.called()

    def called(self, language: str | None = None) -> str:
        """Return the scale's name in a language, the reader's where none is named."""
        return said(self.names, language) or self.slug

    def current(self, day: date | None = None) -> list[Rating]:
        """Return the values that may be given on a day, in their order."""
        return list(self.ratings.on(day).order_by("order", "pk"))

    def span(self, day: date | None = None) -> tuple[int, int] | None:
        """Return the numbers of the worst and the best value of a day, None where no two values have numbers."""
        numbers = sorted(each.value for each in self.current(day) if each.value is not None)
        return (numbers[0], numbers[-1]) if len(set(numbers)) > 1 else None


class RatingQuerySet(VisibleQuerySet):
    """Ratings by the day they hold; like scales, no secret."""

    see = Act.SEE_DESK

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
    # The verdict is a sentence of the editors' own in place of this label (a desk that does not rate).
    own_words = models.BooleanField(default=False)
    # schema.org's mediaAuthenticityCategory, where the value is one of those.
    schema = models.CharField(max_length=40, blank=True)
    valid_from = models.DateField(null=True, blank=True)
    valid_to = models.DateField(null=True, blank=True)
    # A value that was given keeps its words for ever: new words are a new value that takes the old one's place.
    replaces = models.OneToOneField("self", models.PROTECT, null=True, blank=True, related_name="replaced_by")
    shipped = models.JSONField(default=dict, blank=True)

    objects = RatingQuerySet.as_manager()

    class Meta:
        ordering = ["scale", "order", "pk"]
        constraints = [models.UniqueConstraint(fields=["scale", "slug"], name="one_rating_a_slug")]

    def __str__(self) -> str:
        return self.called()

    def called(self, language: str | None = None) -> str:
        """Return the rating's word in a language, the reader's where none is named."""
        return said(self.labels, language) or self.slug

    def holds_on(self, day: date | None = None) -> bool:
        """Say whether the value may be given on a day, today where none is named."""
        at = day or timezone.localdate()
        return (self.valid_from is None or self.valid_from <= at) and (self.valid_to is None or self.valid_to >= at)

    def was_given(self) -> bool:
        """Say whether anything at the desk bears this value: a verdict, a vote, a page, a promise's status."""
        bearers = (
            field
            for field in self._meta.get_fields(include_hidden=True)
            if field.auto_created and not field.concrete and field.related_model is not Rating
        )
        return any(
            each.related_model._base_manager.filter(**{each.field.name: self}).exists()  # type: ignore[union-attr]
            for each in bearers
        )
