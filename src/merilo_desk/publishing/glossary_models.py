"""Loaded terms: what a term says without its load, and who used it where, in which voice."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from merilo_desk.languages import language
from merilo_desk.newsroom.models import LANGUAGE_CHOICES
from merilo_desk.newsroom.policy import Act
from merilo_desk.newsroom.visible import VisibleQuerySet
from merilo_desk.newsroom.wording import said
from merilo_desk.people.models import Actor, Statement
from merilo_desk.readingroom.models import StoredArticle

# Serbian, Croatian and Bosnian are searched with each other's terms: their words are the same, or forms of the same.
KIN = frozenset({"sr", "sr-latn", "hr", "bs"})


class TermQuerySet(VisibleQuerySet):
    """Terms: the public sees those that the desk shows."""

    see = Act.EDIT_SITE

    def public(self) -> TermQuerySet:
        """Return what the desk has shown."""
        return self.filter(shown=True)


class Term(models.Model):
    """A word or phrase that judges while it names, with an explanation that only names."""

    slug = models.SlugField(max_length=80, unique=True)
    # {language: how the term is written}, and {language: [other ways it is written]}.
    names = models.JSONField(default=dict)
    ways = models.JSONField(default=dict, blank=True)
    # {language: what it means, without its load}.
    meanings = models.JSONField(default=dict)
    shown = models.BooleanField(_("shown to the public"), default=False)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)

    objects = TermQuerySet.as_manager()

    class Meta:
        ordering = ["slug"]
        verbose_name = _("term")

    def __str__(self) -> str:
        return said(self.names)

    def called(self, code: str | None = None) -> str:
        """Return the term in a language, or in the nearest there is."""
        return said(self.names, code or get_language())

    def phrases(self, code: str) -> list[str]:
        """Return every way in which the term is written in texts of a language."""
        kin = KIN if code in KIN else {code}
        found = [name for each, name in self.names.items() if each in kin]
        found += [way for each, ways in self.ways.items() if each in kin for way in ways]
        return list(dict.fromkeys(found))


class TermUseQuerySet(VisibleQuerySet):
    """Uses of terms: the public sees those that an editor chose to show."""

    see = Act.EDIT_SITE

    def public(self) -> TermUseQuerySet:
        """Return the uses that were looked at and found to be uses."""
        return self.filter(state=TermUse.State.SHOWN, term__shown=True)

    def with_sources(self) -> TermUseQuerySet:
        """Fetch who spoke and who carried it along with the rows."""
        return self.select_related("who", "outlet", "statement")


class TermUse(models.Model):
    """One place where a term stands: found by the desk's machine, shown when an editor has looked at it.

    The sentence is kept as it was found, so that a use does not change when somebody mends a statement.
    """

    class State(models.TextChoices):
        """What became of the find."""

        FOUND = "found", _("to be looked at")
        SHOWN = "shown", _("shown")
        LEFT = "left", _("left out")

    class Manner(models.TextChoices):
        """In which voice the term is used."""

        OWN = "own", _("in their own voice")
        QUOTING = "quoting", _("quoting somebody else")
        AGAINST = "against", _("rejecting or explaining it")

    term = models.ForeignKey(Term, models.CASCADE, related_name="uses")
    state = models.CharField(max_length=5, choices=State.choices, default=State.FOUND)
    manner = models.CharField(max_length=8, choices=Manner.choices, default=Manner.OWN)
    statement = models.ForeignKey(Statement, models.CASCADE, null=True, blank=True, related_name="term_uses")
    article = models.ForeignKey(StoredArticle, models.CASCADE, null=True, blank=True, related_name="term_uses")
    # Where the term stands in the statement or the article, and in the sentence that is shown.
    start = models.PositiveIntegerField()
    quote = models.TextField()
    mark_start = models.PositiveIntegerField()
    mark_end = models.PositiveIntegerField()
    language = models.CharField(max_length=10, choices=LANGUAGE_CHOICES)
    on = models.DateField(null=True, blank=True, db_index=True)
    who = models.ForeignKey(Actor, models.PROTECT, null=True, blank=True, related_name="term_uses")
    who_words = models.CharField(max_length=200, blank=True)
    outlet = models.ForeignKey(Actor, models.PROTECT, null=True, blank=True, related_name="terms_carried")
    outlet_words = models.CharField(max_length=200, blank=True)
    url = models.URLField(max_length=1000, blank=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)

    objects = TermUseQuerySet.as_manager()

    class Meta:
        ordering = ["-on", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["term", "statement", "start"], name="a_use_in_a_statement_once"),
            models.UniqueConstraint(fields=["term", "article", "start"], name="a_use_in_a_reading_once"),
        ]
        indexes = [models.Index(fields=["term", "state", "-on"], name="term_uses_by_state")]

    def __str__(self) -> str:
        return self.quote[:80]

    @property
    def before(self) -> str:
        """The sentence before the term."""
        return self.quote[: self.mark_start]

    @property
    def marked(self) -> str:
        """The term as the sentence writes it."""
        return self.quote[self.mark_start : self.mark_end]

    @property
    def after(self) -> str:
        """The sentence after the term."""
        return self.quote[self.mark_end :]

    @property
    def tag(self) -> str:
        """The language of the sentence, for its element."""
        return language(self.language).tag

    def speaker(self) -> str:
        """Return who used the term: the one quoted, else the outlet in whose own words it stands."""
        if self.who is not None or self.who_words:
            return self.who.called() if self.who else self.who_words
        return self.carrier()

    def carrier(self) -> str:
        """Return the outlet that carried it; "" where that is not known."""
        return self.outlet.called() if self.outlet else self.outlet_words
