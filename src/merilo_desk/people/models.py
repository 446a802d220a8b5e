"""Public actors, the offices they held and when, and what they said in exact words."""

from __future__ import annotations

from datetime import date

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from merilo_desk.newsroom.models import LANGUAGE_CHOICES, Topic
from merilo_desk.newsroom.policy import Act
from merilo_desk.newsroom.visible import VisibleQuerySet
from merilo_desk.newsroom.wording import language_said, said
from merilo_desk.scales.models import Rating


class ActorQuerySet(VisibleQuerySet):
    """Everybody may see the register: it holds public actors only."""

    see = Act.SEE_PEOPLE

    def public(self) -> ActorQuerySet:
        """Return all who were not merged into another."""
        return self.filter(merged_into=None)


class Actor(models.Model):
    """A politician, party, institution or outlet. No private persons; `public_because` says why one is here."""

    class Kind(models.TextChoices):
        """What sort of public actor."""

        PERSON = "person", _("Person")
        PARTY = "party", _("Party")
        INSTITUTION = "institution", _("Institution")
        OUTLET = "outlet", _("Outlet")

    kind = models.CharField(_("kind"), max_length=12, choices=Kind.choices, default=Kind.PERSON)
    name = models.CharField(_("name"), max_length=200)
    names = models.JSONField(default=dict, blank=True)
    aliases = models.JSONField(default=list, blank=True)
    slug = models.SlugField(max_length=80, unique=True)
    wikidata = models.CharField(max_length=20, blank=True, validators=[RegexValidator(r"^Q[1-9][0-9]*$")])
    country = models.CharField(max_length=2, blank=True)
    site = models.CharField(max_length=200, blank=True, help_text=_("The host of an outlet: example.org"))
    abouts = models.JSONField(default=dict, blank=True)
    public_because = models.CharField(_("why a public actor"), max_length=300, blank=True)
    merged_into = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="merged")
    made_at = models.DateTimeField(auto_now_add=True)

    objects = ActorQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        indexes = [models.Index(fields=["name", "id", "kind"], name="people_by_name", condition=Q(merged_into=None))]

    def __str__(self) -> str:
        return self.called()

    def called(self, language: str | None = None) -> str:
        """Return the actor's name as a language (by default the reader's) writes it, else as it was entered."""
        code = language or get_language() or "en"
        return said(self.names, code) if self.names and language_said(self.names, code) == code else self.name


class OldAddress(models.Model):
    """What an actor was called in addresses before they were renamed; whoever follows it is led on."""

    slug = models.SlugField(max_length=80, unique=True)
    actor = models.ForeignKey(Actor, models.CASCADE, related_name="old_addresses")

    def __str__(self) -> str:
        return self.slug


class Office(models.Model):
    """An office or membership, and the days it was held between; an empty end is still held."""

    class Side(models.TextChoices):
        """Whether whoever held it governed, or stood against those who did."""

        GOVERNMENT = "government", _("government")
        OPPOSITION = "opposition", _("opposition")

    actor = models.ForeignKey(Actor, models.CASCADE, related_name="offices")
    titles = models.JSONField(default=dict)
    body = models.ForeignKey(Actor, models.PROTECT, null=True, blank=True, related_name="office_holders")
    since = models.DateField(null=True, blank=True)
    until = models.DateField(null=True, blank=True)
    # On whose side the office stood: what the balance of the desk's own choice is counted by.
    side = models.CharField(_("side"), max_length=10, choices=Side.choices, blank=True)
    source = models.URLField(blank=True)

    class Meta:
        ordering = ["-since"]

    def __str__(self) -> str:
        return said(self.titles)

    def held_on(self, day: date) -> bool:
        """Say whether it was held on a day, as far as its dates tell."""
        return (self.since is None or self.since <= day) and (self.until is None or day <= self.until)

    def overlaps(self, other: Office) -> bool:
        """Say whether both were held on some day."""
        begins = max(filter(None, (self.since, other.since)), default=None)
        ends = min(filter(None, (self.until, other.until)), default=None)
        return begins is None or ends is None or begins < ends

    def clean(self) -> None:
        """Refuse an office that ends before it begins; two offices may overlap, as they do in life."""
        if self.since and self.until and self.until < self.since:
            raise ValidationError({"until": _("This office would end before it begins.")})


class Merge(models.Model):
    """Two entries made one, with all that is needed to take them apart again."""

    actor = models.ForeignKey(Actor, models.CASCADE, related_name="+")
    into = models.ForeignKey(Actor, models.CASCADE, related_name="merges")
    # Which rows pointed to the actor before: {"model.field": [ids]}.
    moved = models.JSONField(default=dict)
    learnt = models.JSONField(default=list)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    undone_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-pk"]


class StatementQuerySet(VisibleQuerySet):
    """Statements are the public words of public actors, but the desk says when one is shown."""

    see = Act.SEE_PEOPLE

    def public(self) -> StatementQuerySet:
        """Return what the desk has shown."""
        return self.filter(shown=True)


class Statement(models.Model):
    """Exact words that a public actor said or wrote in public. It is neither a request nor a check of it."""

    speaker = models.ForeignKey(Actor, models.PROTECT, null=True, blank=True, related_name="statements")
    speaker_words = models.CharField(_("speaker, as the source names them"), max_length=200, blank=True)
    words = models.TextField(_("exact words"))
    language = models.CharField(max_length=10, choices=LANGUAGE_CHOICES)
    said_on = models.DateField(_("said on"), null=True, blank=True)
    said_until = models.DateField(
        null=True, blank=True, help_text="last day it may have been said, if that is not sure"
    )
    place = models.CharField(_("place"), max_length=200, blank=True)
    context = models.TextField(_("context"), blank=True)
    topic = models.ForeignKey(Topic, models.PROTECT, null=True, blank=True, related_name="+")
    shown = models.BooleanField(default=False)
    # What each of its sentences means, in half precision, and which encoder said so.
    meaning = models.BinaryField(blank=True, default=b"")
    meant_by = models.CharField(max_length=120, blank=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)

    objects = StatementQuerySet.as_manager()

    class Meta:
        ordering = ["-said_on", "-pk"]
        indexes = [models.Index(fields=["speaker", "-said_on", "-id"], name="people_said")]

    def __str__(self) -> str:
        return self.words[:80]


class Appearance(models.Model):
    """One place where a statement stands: who carried it, where, when, and how directly."""

    class Mode(models.TextChoices):
        """How the words are carried."""

        DIRECT = "direct", _("in the speaker's own words")
        REPORTED = "reported", _("reported")
        REPEATED = "repeated", _("repeated after another outlet")

    statement = models.ForeignKey(Statement, models.CASCADE, related_name="appearances")
    outlet = models.ForeignKey(Actor, models.PROTECT, null=True, blank=True, related_name="carried")
    outlet_words = models.CharField(max_length=200, blank=True)
    url = models.URLField(max_length=1000, blank=True)
    title = models.CharField(max_length=300, blank=True)
    published_on = models.DateField(null=True, blank=True)
    time_code = models.PositiveIntegerField(null=True, blank=True, help_text="seconds from the beginning of a video")
    mode = models.CharField(max_length=10, choices=Mode.choices, default=Mode.DIRECT)
    after = models.ForeignKey("self", models.SET_NULL, null=True, blank=True, related_name="before")
    archived = models.URLField(max_length=1000, blank=True)
    # The words were repeated here when they had been checked already.
    after_check = models.BooleanField(default=False)

    class Meta:
        ordering = ["published_on", "pk"]

    def __str__(self) -> str:
        return self.title or self.url


class TurnQuerySet(VisibleQuerySet):
    """Judgements of consistency: the public sees those that a second person approved, of statements that are shown."""

    see = Act.SEE_PEOPLE

    def public(self) -> TurnQuerySet:
        """Return what was approved."""
        return self.filter(state=Turn.State.APPROVED, now__shown=True, then__shown=True)

    def newest_first(self) -> TurnQuerySet:
        """Return the judgements with all that a page shows of them, the latest words on top."""
        found = self.select_related("now__speaker", "then__speaker", "rating__scale", "by", "approved_by")
        return found.defer("now__meaning", "then__meaning").order_by("-now__said_on", "-pk")


class Turn(models.Model):
    """What somebody says now beside what they said then, and how consistent that is. Two people stand behind it."""

    class State(models.TextChoices):
        """How far the judgement is."""

        PROPOSED = "proposed", _("waits for a second pair of eyes")
        APPROVED = "approved", _("approved")
        REFUSED = "refused", _("sent back")
        BACK = "back", _("taken back")
        ASIDE = "aside", _("another matter")

    now = models.ForeignKey(Statement, models.PROTECT, related_name="turns")
    then = models.ForeignKey(Statement, models.PROTECT, related_name="turned_from")
    state = models.CharField(max_length=10, choices=State.choices, default=State.PROPOSED)
    rating = models.ForeignKey(Rating, models.PROTECT, null=True, blank=True, related_name="+")
    reasons = models.JSONField(default=dict, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    approved_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    approved_at = models.DateTimeField(null=True, blank=True)
    # Why it was sent back or taken back.
    because = models.CharField(max_length=500, blank=True)

    objects = TurnQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        indexes = [models.Index(fields=["state", "-id"])]
        constraints = [
            models.CheckConstraint(
                condition=Q(approved_by=None) | ~Q(approved_by=models.F("by")), name="nobody_approves_their_own_turn"
            )
        ]

    def __str__(self) -> str:
        return f"{self.now_id} – {self.then_id}"
