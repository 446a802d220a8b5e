"""The maps of the site for search engines: its pages, the checks of each language in parts, and what is new."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.db.models import F, Window
from django.db.models.functions import RowNumber
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from merilo_desk.languages import language
from merilo_desk.newsroom.models import the_desk
from merilo_desk.publishing import feeds
from merilo_desk.publishing.editions import kept
from merilo_desk.publishing.glossary_models import Term
from merilo_desk.publishing.models import FactCheckPage, HomePage, NarrativePage, PlainPage
from merilo_desk.publishing.serving import address, kept_a_while
from merilo_desk.publishing.shelf import checks

# What a search engine's news sitemap may hold.
NEWS_DAYS, NEWS_MOST = 2, 1000
# A map may hold 50,000 addresses; a part that is asked for again when one check changes is better small.
IN_A_PART = 1_000
# A search engine comes a few times a day.
PARTS_KEPT = 600


def sitemap_index(request: HttpRequest) -> HttpResponse:
    """The list of the site's maps: pages, the parts of each language's checks, and the news."""
    parts = kept("sitemaps", _parts, PARTS_KEPT)
    checked = [(f"/sitemaps/checks-{code}-{part}.xml", last) for code, part, last in parts]
    rows = [("/sitemaps/pages.xml", None), *checked, ("/sitemaps/news.xml", None)]
    return _xml(request, "publishing/sitemap_index.xml", {"maps": [(address(path), last) for path, last in rows]})


def _parts() -> list[tuple[str, int, datetime | None]]:
    """Return the parts of each language's map, counted from 1, and when something in them last changed."""
    found: dict[tuple[str, int], datetime | None] = {}
    numbered = (
        FactCheckPage.objects.visible_to(None)
        .order_by()
        .annotate(at=Window(RowNumber(), partition_by=F("spoken"), order_by=F("pk").asc()))
    )
    for code, at, changed in numbered.values_list("spoken", "at", "last_published_at"):
        key = (code, (at - 1) // IN_A_PART + 1)
        found[key] = max(filter(None, (found.get(key), changed)), default=None)
    return sorted((code, part, last) for (code, part), last in found.items())


def sitemap_pages(request: HttpRequest) -> HttpResponse:
    """The front pages, lists, narratives and plain pages, each with its versions in other languages."""
    paths: list[tuple[str, Any, str]] = []
    for page in HomePage.objects.visible_to(None).select_related("locale"):
        code = page.locale.language_code
        paths += [(f"/{code}/", None, ""), (f"/{code}/checks/", None, "checks/"), (f"/{code}/narratives/", None, "")]
    for kind, folder in ((PlainPage, ""), (NarrativePage, "narratives/")):
        for page in kind.objects.visible_to(None).select_related("locale"):
            paths.append((f"/{page.locale.language_code}/{folder}{page.slug}/", page.last_published_at, ""))
    terms = [f"terms/{slug}/" for slug in Term.objects.visible_to(None).values_list("slug", flat=True)]
    for code in the_desk().languages if terms else ():
        paths += [(f"/{code}/{path}", None, "") for path in ("terms/", *terms)]
    entries = [{"address": address(path), "changed": changed, "others": []} for path, changed, _folder in paths]
    return _xml(request, "publishing/sitemap.xml", {"entries": entries})


def sitemap_checks(request: HttpRequest, code: str, part: int) -> HttpResponse:
    """A part of the checks of one language, in the order in which they came, each with its other languages."""
    found = FactCheckPage.objects.visible_to(None)
    first = max(0, part - 1) * IN_A_PART
    numbers = list(found.speaking(code).order_by("pk").values_list("pk", flat=True)[first : first + IN_A_PART])
    if not numbers:
        raise Http404
    columns = ("pk", "case_id", "spoken", "slug", "last_published_at")
    own = list(found.filter(pk__in=numbers).order_by("pk").values_list(*columns))
    others: dict[int, list[tuple[str, str]]] = {}
    for _pk, case, spoken, slug, _changed in (
        found.filter(case_id__in={row[1] for row in own}).order_by("pk").values_list(*columns)
    ):
        others.setdefault(case, []).append((language(spoken).tag, address(f"/{spoken}/checks/{slug}/")))
    entries = [
        {
            "address": address(f"/{code}/checks/{slug}/"),
            "changed": changed,
            "others": others[case] if len(others[case]) > 1 else [],
        }
        for _pk, case, _spoken, slug, changed in own
    ]
    return _xml(request, "publishing/sitemap.xml", {"entries": entries})


def sitemap_news(request: HttpRequest) -> HttpResponse:
    """The checks of the last two days, as news."""
    since = timezone.now() - timedelta(days=NEWS_DAYS)
    # What came out lately came last; the days of all others are not looked at.
    latest = list(checks().order_by("-pk").values_list("pk", flat=True)[:NEWS_MOST])
    pages = list(checks().filter(pk__in=latest, first_published_at__gte=since))
    desk = the_desk()
    entries = [
        {
            "address": address(page.path_here),
            "name": desk.called(page.locale.language_code),
            # The news vocabulary knows languages, not scripts.
            "language": language(page.locale.language_code).profile.split("-")[0],
            "on": feeds.when(page),
            "title": page.title,
        }
        for page in pages
    ]
    return _xml(request, "publishing/sitemap_news.xml", {"entries": entries})


def _xml(request: HttpRequest, template: str, context: dict[str, Any]) -> HttpResponse:
    response = render(request, template, context, content_type="application/xml; charset=utf-8")
    return kept_a_while(request, response)
