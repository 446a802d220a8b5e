"""The public site's pages: the front, the list, a fact check, what the desk says of itself."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.translation import get_language

from merilo_desk.publishing import markup
from merilo_desk.publishing.around import around
from merilo_desk.publishing.corrected import Notice, notices_for
from merilo_desk.publishing.models import FactCheckIndex, FactCheckPage, HomePage, PlainPage
from merilo_desk.publishing.records import verdict_words
from merilo_desk.publishing.repeated import changed_at
from merilo_desk.publishing.serving import address, public_page, serves, shown, tongues
from merilo_desk.publishing.shelf import Shelf, Wanted, checks, choices, newest, versions_of
from merilo_desk.publishing.version_models import PublishedVersion

HOW_MANY_AT_HOME = 9


@serves(HomePage)
@public_page
def home(request: HttpRequest, page: HomePage) -> HttpResponse:
    """The newest checks, what the desk is, and how to send something."""
    language = page.locale.language_code
    found = newest(checks(language), HOW_MANY_AT_HOME)
    return shown(request, "publishing/home.html", {"page": page, "first": found[:1], "newest": found[1:]})


@serves(FactCheckIndex)
@public_page
def fact_checks(request: HttpRequest, page: FactCheckIndex) -> HttpResponse:
    """All checks of a language, filtered and paged."""
    language = page.locale.language_code
    wanted = Wanted.of(request.GET)
    at = Shelf(wanted.of_all(checks(language))).get_page(request.GET.get("page"))
    query = request.GET.copy()
    query.pop("page", None)
    context = {
        "page": page,
        "at": at,
        "wanted": wanted,
        "choices": choices(language).with_chosen(wanted),
        "query": query.urlencode(),
        "feeds": feeds_of(language, wanted),
    }
    return shown(request, "publishing/fact_checks.html", context)


def feeds_of(language: str, wanted: Wanted) -> str:
    """Return the address, without its ending, of the feed that brings what a list shows."""
    if wanted.topic and not wanted.speaker:
        return f"/feeds/{language}/topics/{wanted.topic}"
    if wanted.speaker and not wanted.topic:
        return f"/feeds/{language}/speakers/{wanted.speaker}"
    return f"/feeds/{language}/checks"


@serves(FactCheckPage)
@public_page
def fact_check(request: HttpRequest, page: FactCheckPage) -> HttpResponse:
    """A fact check: verdict and reason first, then evidence, method, replies, history."""
    if (kept := withheld(page)) is not None:
        context = {"current": page, "kept": kept, "is_current": True, "alternates": [], "notices": notices_for(page)}
        context["address"] = address(page.path_here)
        return shown(request, "publishing/withheld.html", context, changed=page.last_published_at)
    return shown(request, "publishing/fact_check.html", of_check(page), changed=changed_at(page))


def withheld(page: FactCheckPage) -> PublishedVersion | None:
    """Return the version that a retracted page bears, where readers cannot have that either any more."""
    if page.withdrawn_on is None:
        return None
    return page.published_versions.filter(number=page.version_id).exclude(withheld_on=None).first()


def of_check(page: FactCheckPage) -> dict[str, Any]:
    """Return everything that a drawing of a fact check needs."""
    versions, beside = versions_of(page), around([page])
    notices = beside.notices(page)
    narratives = [
        link.narrative
        for link in page.in_narratives.select_related("narrative__locale").order_by("pk")
        if link.narrative.live
    ]
    return {
        "page": page,
        "facts": page.facts,
        "language": page.locale.language_code,
        "verdict": verdict_words(page),
        "versions": [each for each in versions if each.pk != page.pk],
        "alternates": tongues({each.locale.language_code: each.path_here for each in versions}),
        "original": next((each for each in versions if each.locale.language_code == page.facts.get("language")), None),
        "earlier": _earlier(page),
        "notices": notices,
        "retraction_told": tells_retraction(notices),
        "repeats": beside.repeats(page),
        "narratives": narratives,
        "address": address(page.path_here),
        "markup": markup.as_script(found) if (found := markup.nodes(page, versions, beside)) else "",
    }


def tells_retraction(notices: Iterable[Notice]) -> bool:
    """Say whether a notice tells readers in their own language why a check was withdrawn: then nothing else need."""
    return any(notice.kind == "retraction" for notice in notices)


def _earlier(page: FactCheckPage) -> set[int]:
    """Return the numbers of the versions that are not what the page says now."""
    there = set(page.published_versions.values_list("number", flat=True)) if page.pk else set()
    return there - {page.version_id}


def the_check(slug: str) -> FactCheckPage:
    """Return a fact check of the language in use by its slug."""
    found = FactCheckPage.objects.visible_to(None).speaking(get_language() or "").filter(slug=slug)
    page = found.select_related("locale", "rating__scale", "speaker", "topic").first()
    if page is None:
        raise Http404
    return page


@public_page
def plain_text(request: HttpRequest, slug: str) -> HttpResponse:
    """The fact check as text alone: for slow lines, screen readers, archives and people who like it so."""
    page = the_check(slug)
    if withheld(page) is not None:
        raise Http404
    text = render_to_string("publishing/plain.txt", of_check(page), request)
    lines = [line.rstrip() for line in text.splitlines()]
    kept = [line for at, line in enumerate(lines) if line or (at and lines[at - 1])]
    return HttpResponse("\n".join(kept).strip() + "\n", content_type="text/plain; charset=utf-8")


@serves(PlainPage)
@public_page
def plain_page(request: HttpRequest, page: PlainPage) -> HttpResponse:
    """What the desk says of itself."""
    there = page.get_translations(inclusive=True).live().select_related("locale")
    paths = {each.locale.language_code: f"/{each.locale.language_code}/{each.slug}/" for each in there}
    context = {"page": page, "alternates": tongues(paths)}
    return shown(request, "publishing/plain.html", context, changed=page.last_published_at)
