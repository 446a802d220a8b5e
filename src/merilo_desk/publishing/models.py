"""The pages of the public site. A fact-check page is made from an approved case, never typed in by hand."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import RichTextField
from wagtail.models import Page
from wagtail.search import index

from merilo_desk.casework.models import Case
from merilo_desk.newsroom.models import Topic
from merilo_desk.people.models import Actor, Statement
from merilo_desk.scales.models import Rating


class HomePage(Page):
    """The front of the site in one language."""

    max_count_per_parent = 1
    parent_page_types = ["wagtailcore.Page"]
    subpage_types = ["publishing.FactCheckIndex", "publishing.PlainPage", "publishing.NarrativeIndex"]
    template = "publishing/home.html"


class FactCheckIndex(Page):
    """All fact checks of one language, newest first, with filters."""

    max_count_per_parent = 1
    parent_page_types = ["publishing.HomePage"]
    subpage_types = ["publishing.FactCheckPage"]
    template = "publishing/fact_checks.html"


class FactCheckPage(Page):
    """A published fact check in one language. Texts are copies of what was approved; the case stays the newsroom's."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="pages")
    claim = models.TextField()
    reason = models.TextField()
    body = models.TextField()
    method = models.TextField(blank=True)
    rating = models.ForeignKey(Rating, models.PROTECT, null=True, blank=True, related_name="+")
    speaker = models.ForeignKey(Actor, models.PROTECT, null=True, blank=True, related_name="fact_check_pages")
    statement = models.ForeignKey(Statement, models.PROTECT, null=True, blank=True, related_name="+")
    topic = models.ForeignKey(Topic, models.PROTECT, null=True, blank=True, related_name="+")
    # Everything else the page shows, frozen as it was approved: evidence, replies, people who checked, notes.
    facts = models.JSONField(default=dict)
    checked_on = models.DateField()
    version_id = models.PositiveIntegerField(default=1)
    # Words of claim, title and reason as search keys: lemmas, and one script for both.
    keys = models.TextField(blank=True)

    parent_page_types = ["publishing.FactCheckIndex"]
    subpage_types: list[str] = []
    is_creatable = False
    template = "publishing/fact_check.html"
    search_fields = [
        *Page.search_fields,
        index.SearchField("claim"),
        index.SearchField("reason"),
        index.SearchField("body"),
    ]

    class Meta:
        verbose_name = _("fact check")


class PlainPage(Page):
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
    template = "publishing/plain.html"
    content_panels = [*Page.content_panels, FieldPanel("role"), FieldPanel("body")]


class NarrativeIndex(Page):
    """All narratives of one language."""

    max_count_per_parent = 1
    parent_page_types = ["publishing.HomePage"]
    subpage_types = ["publishing.NarrativePage"]
    template = "publishing/narratives.html"


class NarrativePage(Page):
    """A recurring storyline and the claims that feed it."""

    summary = models.TextField()
    neutral = models.TextField(_("the neutral explanation"), blank=True)
    terms = models.JSONField(default=list, blank=True)
    cases = models.ManyToManyField(Case, related_name="narratives", blank=True)

    parent_page_types = ["publishing.NarrativeIndex"]
    subpage_types: list[str] = []
    template = "publishing/narrative.html"
    content_panels = [*Page.content_panels, FieldPanel("summary"), FieldPanel("neutral"), FieldPanel("terms")]
