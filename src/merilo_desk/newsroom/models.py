"""The desk, its members and its topics."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from django.contrib.auth.models import AbstractUser, UserManager
from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from merilo_desk.languages import LANGUAGES
from merilo_desk.newsroom.devices import CodeDevice, SpareCodes
from merilo_desk.newsroom.policy import Act, Role, may
from merilo_desk.newsroom.visible import VisibleQuerySet
from merilo_desk.newsroom.wording import said

__all__ = ["CodeDevice", "SpareCodes"]  # kept in a file of their own
LANGUAGE_CHOICES = [(language.code, language.name) for language in LANGUAGES]


class UserQuerySet(VisibleQuerySet):
    """Members, whom members see; the public sees only the names that pages carry."""

    see = Act.SEE_DESK


class Members(UserManager["User"]):
    """Django's own maker of users, and the one door to them."""

    def get_queryset(self) -> UserQuerySet:
        """Return the rows with `visible_to`."""
        return UserQuerySet(self.model, using=self._db)

    def visible_to(self, user: Any) -> Any:
        """Return the members that somebody may see."""
        return self.get_queryset().visible_to(user)


class User(AbstractUser):
    """A member of the desk."""

    name = models.CharField(_("name"), max_length=120, blank=True)
    language = models.CharField(_("language"), max_length=10, choices=LANGUAGE_CHOICES, default="en")
    # Of the key to a feed of what waits for them; the key itself is kept nowhere. Empty: there is no feed.
    feed_digest = models.CharField(max_length=64, blank=True, default="", db_index=True)

    objects = Members()

    class Meta:
        verbose_name = _("member")

    def __str__(self) -> str:
        return self.name or self.username

    @cached_property
    def roles(self) -> frozenset[str]:
        """The member's roles; a superuser made on the command line is a chief editor."""
        held = frozenset(self.memberships.values_list("role", flat=True))
        return held | {Role.CHIEF} if self.is_superuser else held

    def may(self, act: Act | str) -> bool:
        """Say whether the member may do something."""
        return may(self, Act(act))


class Membership(models.Model):
    """One role of one member."""

    user = models.ForeignKey(User, models.CASCADE, related_name="memberships")
    role = models.CharField(max_length=12, choices=Role.choices)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "role"], name="one_role_once")]

    def __str__(self) -> str:
        return f"{self.user}: {self.role}"


class Desk(models.Model):
    """The newsroom itself: one row. Texts that readers see stand in every language as {code: text}."""

    name = models.CharField(_("name"), max_length=120)
    names = models.JSONField(default=dict, blank=True)
    taglines = models.JSONField(default=dict, blank=True)
    languages = models.JSONField(default=list)
    default_language = models.CharField(max_length=10, choices=LANGUAGE_CHOICES, default="en")
    email = models.EmailField(blank=True)
    country = models.CharField(
        max_length=2, default="MK", help_text="ISO 3166: whose public holidays a clock leaves out"
    )
    # How many editors must have voted, and how many must agree, before a verdict can go to review.
    votes_needed = models.PositiveSmallIntegerField(default=2)
    reply_hours = models.PositiveSmallIntegerField(default=48)
    correction_days = models.PositiveSmallIntegerField(default=7)
    # Whether everybody has to sign in with a code of their own device too.
    second_step = models.BooleanField(default=False)
    made_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return self.name

    def called(self, language: str) -> str:
        """Return the desk's name in a language."""
        return said(self.names, language) or self.name

    @property
    def here(self) -> str:
        """The desk's name in the language in use."""
        return self.called(get_language() or self.default_language)


def the_desk() -> Desk:
    """Return the desk of this installation; an unsaved one with sensible values before `merilo desk init`."""
    return Desk.objects.order_by("pk").first() or Desk(name="Merilo", languages=["en"], default_language="en")


class TopicQuerySet(VisibleQuerySet):
    """Topics, which everybody may see."""

    see = Act.SEE_DESK

    def public(self) -> TopicQuerySet:
        """Return all of them."""
        return self.all()


class Topic(models.Model):
    """What a claim is about; `welfare` marks what touches people's well-being (IFCN criterion 1.4)."""

    slug = models.SlugField(max_length=60, unique=True, validators=[RegexValidator(r"^[a-z0-9-]+$")])
    names = models.JSONField(default=dict)
    welfare = models.BooleanField(default=False)
    retired = models.BooleanField(default=False)

    objects = TopicQuerySet.as_manager()

    class Meta:
        ordering = ["slug"]

    def __str__(self) -> str:
        return said(self.names) or self.slug

    def called(self, language: str) -> Any:
        """Return the topic's name in a language."""
        return said(self.names, language) or self.slug
