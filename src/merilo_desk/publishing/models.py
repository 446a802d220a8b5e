"""The pages of the public site. A fact-check page is made from an approved case, never typed in by hand."""

from __future__ import annotations

from typing import Any, Self

from django.db import models
from django.forms import CheckboxSelectMultiple
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from wagtail.admin.panels import FieldPanel, InlinePanel, MultiFieldPanel, PageChooserPanel
from wagtail.fields import RichTextField
from wagtail.models import Orderable, Page, PageManager
from wagtail.query import PageQuerySet
from wagtail.search import index

from merilo_desk.casework.models import Case
from merilo_desk.newsroom.models import Topic
from merilo_desk.newsroom.policy import Act, may
from merilo_desk.people.models import Actor, Statement
from merilo_desk.publishing.by_hand import Frame, Untouchable, Written
from merilo_desk.publishing.glossary_models import Term
from merilo_desk.publishing.serving import VIEWS
from merilo_desk.publishing.version_models import AddedVersion, PublishedVersion
from merilo_desk.scales.models import Rating

# The tables of versions stand in a module of their own; together they are the models of this room.
VERSIONS = (AddedVersion, PublishedVersion)


class SiteQuerySet(PageQuerySet):
    """Pages by who may see them: the public what is out, those who edit the site everything."""

    def visible_to(self, user: Any) -> Self:
        """Return what somebody may see; None is the public."""
        return self if may(user, Act.EDIT_SITE) else self.live()

    def speaking(self, language: str) -> Self:
        """Return the pages in one language."""
        return self.filter(locale__language_code=language)


class CheckQuerySet(SiteQuerySet):
    """Fact checks; who they are narrowed by is asked of their own table, whose indexes hold it."""

    def standing(self) -> Self:
        """Return those that are out and were not withdrawn, which everybody may see."""
        return self.filter(stands=True)

    def speaking(self, language: str) -> Self:
        """Return those in one language."""
        return self.filter(spoken=language)


SiteManager = PageManager.from_queryset(SiteQuerySet)
CheckManager = PageManager.from_queryset(CheckQuerySet)


class Shown(Page):
    """A page whose view is registered under its kind, so that page types know no views."""

    objects = SiteManager()

    class Meta:
        abstract = True

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Answer by the view of this kind of page."""
        return VIEWS[type(self)](request, self, *args, **kwargs)


class HomePage(Shown):
    """The front of the site in one language."""

    intro = models.TextField(_("what the desk is, in two or three sentences"), blank=True)

    max_count_per_parent = None
    parent_page_types = ["wagtailcore.Page"]
    subpage_types = ["publishing.FactCheckIndex", "publishing.PlainPage", "publishing.NarrativeIndex"]
    content_panels = [*Page.content_panels, FieldPanel("intro")]

    class Meta:
        verbose_name = _("front page")

    def permissions_for_user(self, user: Any) -> Frame:
        """Return what somebody may do with the page by hand."""
        return Frame(user, self)


class FactCheckIndex(Shown):
    """All fact checks of one language, newest first, with filters."""

    max_count_per_parent = 1
    parent_page_types = ["publishing.HomePage"]
    subpage_types = ["publishing.FactCheckPage"]

    class Meta:
        verbose_name = _("list of fact checks")

    def permissions_for_user(self, user: Any) -> Frame:
        """Return what somebody may do with the page by hand."""
        return Frame(user, self)


class FactCheckPage(Shown):
    """A published fact check in one language. Texts are copies of what was approved; the case stays the newsroom's."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="pages")
    claim = models.TextField()
    reason = models.TextField()
    body = models.TextField()
    method = models.TextField(blank=True)
    rating = models.ForeignKey(Rating, models.PROTECT, null=True, blank=True, related_name="+")
    speaker = models.ForeignKey(Actor, models.PROTECT, null=True, blank=True, related_name="fact_check_pages")
    statement = models.ForeignKey(Statement, models.PROTECT, null=True, blank=True, related_name="fact_check_pages")
    topic = models.ForeignKey(Topic, models.PROTECT, null=True, blank=True, related_name="fact_check_pages")
    # Everything else the page shows, frozen as it was approved: evidence, replies, people who checked, notes.
    facts = models.JSONField(default=dict)
    checked_on = models.DateField(db_index=True)
    version_id = models.PositiveIntegerField(default=1)
    # The other script of a version that was written in one: made, not written.
    transliterated = models.BooleanField(default=False)
    # A withdrawn check stays where it was, and says that it no longer stands and why.
    withdrawn_on = models.DateField(null=True, blank=True)
    withdrawn_because = models.TextField(blank=True)
    # Since when the check's own language says something that this version does not say yet.
    behind_since = models.DateField(null=True, blank=True)
    # Words of claim, title and reason as search keys: lemmas, and one script for both.
    keys = models.TextField(blank=True)
    # What the page's own table does not know, said again here for its indexes: that it is out and was not withdrawn,
    # and in which language. Kept by `save`.
    stands = models.BooleanField(default=False, editable=False)
    spoken = models.CharField(max_length=10, default="", editable=False)

    objects = CheckManager()

    parent_page_types = ["publishing.FactCheckIndex"]
    subpage_types: list[str] = []
    is_creatable = False
    search_fields = [*Page.search_fields, index.SearchField("keys")]

    class Meta:
        verbose_name = _("fact check")
        # A list is walked in its order, and everything that it can be narrowed by stands beside. `stands` is in them,
        # though it is always the same there: SQLite would look every row up for it otherwise.
        indexes = [
            models.Index(
                fields=["spoken", "checked_on", "page_ptr", "topic", "speaker", "rating", "stands"],
                condition=models.Q(stands=True),
                name="checks_listed",
            ),
            models.Index(
                fields=["speaker", "case", "checked_on", "rating", "stands"],
                condition=models.Q(stands=True),
                name="checks_of_a_speaker",
            ),
            models.Index(
                fields=["topic", "case", "checked_on", "stands"],
                condition=models.Q(stands=True),
                name="checks_of_a_topic",
            ),
            models.Index(fields=["spoken", "page_ptr"], name="checks_as_they_came"),
        ]

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save, and say again what the indexes are asked for."""
        self.stands = self.live and self.withdrawn_on is None
        self.spoken = self.locale.language_code
        if kwargs.get("update_fields") is not None:
            kwargs["update_fields"] = {*kwargs["update_fields"], "stands", "spoken"}
        super().save(*args, **kwargs)

    def permissions_for_user(self, user: Any) -> Untouchable:
        """Return what somebody may do with the page by hand: nothing."""
        return Untouchable(user, self)

    @property
    def path_here(self) -> str:
        """The page's address on this site, without a look into the tree."""
        return f"/{self.spoken or self.locale.language_code}/checks/{self.slug}/"


class PlainPage(Shown):
    """Methodology, team, funding, corrections policy: what a desk says of itself."""

    class Role(models.TextChoices):
        """What the page is for, so that footers and dossiers find it."""

        METHOD = "method", _("How we work")
        TEAM = "team", _("Team")
        FUNDING = "funding", _("Funding")
        CORRECTIONS = "corrections", _("Corrections policy")
        PRIVACY = "privacy", _("How we protect whoever writes to us")
        OTHER = "other", _("Other")

    role = models.CharField(max_length=12, choices=Role.choices, default=Role.OTHER)
    body = RichTextField(features=["h2", "h3", "bold", "italic", "link", "ol", "ul", "hr"])

    parent_page_types = ["publishing.HomePage"]
    subpage_types: list[str] = []
    content_panels = [*Page.content_panels, FieldPanel("role"), FieldPanel("body")]
    search_fields = [*Page.search_fields, index.SearchField("body")]

    class Meta:
        verbose_name = _("plain page")

    def permissions_for_user(self, user: Any) -> Written:
        """Return what somebody may do with the page by hand."""
        return Written(user, self)


class NarrativeIndex(Shown):
    """All narratives of one language."""

    max_count_per_parent = 1
    parent_page_types = ["publishing.HomePage"]
    subpage_types = ["publishing.NarrativePage"]

    class Meta:
        verbose_name = _("list of narratives")

    def permissions_for_user(self, user: Any) -> Frame:
        """Return what somebody may do with the page by hand."""
        return Frame(user, self)


class NarrativePage(Shown):
    """A recurring storyline and the claims that feed it."""

    summary = models.TextField(_("what the storyline says"))
    neutral = models.TextField(_("the neutral explanation"), blank=True)
    glossary = ParentalManyToManyField(
        Term, verbose_name=_("loaded terms of the glossary"), related_name="narratives", blank=True
    )
    # Kept from the chosen checks whenever the page is published.
    cases = models.ManyToManyField(Case, related_name="narratives", blank=True)

    parent_page_types = ["publishing.NarrativeIndex"]
    subpage_types: list[str] = []
    content_panels = [
        *Page.content_panels,
        FieldPanel("summary"),
        FieldPanel("neutral"),
        FieldPanel("glossary", widget=CheckboxSelectMultiple),
        MultiFieldPanel([InlinePanel("checks", label=_("fact check"))], heading=_("Fact checks of its claims")),
    ]

    class Meta:
        verbose_name = _("narrative")

    def permissions_for_user(self, user: Any) -> Written:
        """Return what somebody may do with the page by hand."""
        return Written(user, self)


class NarrativeCheck(Orderable):
    """A fact check of a claim that feeds a narrative."""

    narrative = ParentalKey(NarrativePage, on_delete=models.CASCADE, related_name="checks")
    check_page = models.ForeignKey(
        FactCheckPage, models.CASCADE, related_name="in_narratives", verbose_name=_("fact check")
    )

    panels = [PageChooserPanel("check_page")]
