"""Narratives: the list, and a storyline as picture and table."""

from __future__ import annotations

from typing import Any

from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from merilo_desk.languages import language
from merilo_desk.publishing.glossary_models import Term, TermUse
from merilo_desk.publishing.models import NarrativeIndex, NarrativePage
from merilo_desk.publishing.over_time import Told, picture
from merilo_desk.publishing.peaks import columns
from merilo_desk.publishing.records import speaker_name
from merilo_desk.publishing.serving import public_page, serves, shown, tongues
from merilo_desk.publishing.shelf import checks, one_each
from merilo_desk.publishing.storyline import country_name, said_on, storyline, users_of

CLAIMS_MOST = 200
USERS_SHOWN = 3


@serves(NarrativeIndex)
@public_page
def narratives(request: HttpRequest, page: NarrativeIndex) -> HttpResponse:
    """The recurring storylines that the desk follows, each with the number of claims that feed it."""
    found = (
        NarrativePage.objects.visible_to(None)
        .child_of(page)
        .annotate(claims=Count("checks__check_page__case", distinct=True, filter=Q(checks__check_page__stands=True)))
        .order_by("-latest_revision_created_at", "title")
    )
    context = {"page": page, "found": found, "terms": Term.objects.visible_to(None).exists()}
    return shown(request, "publishing/narratives.html", context)


@serves(NarrativePage)
@public_page
def narrative(request: HttpRequest, page: NarrativePage) -> HttpResponse:
    """A storyline: what it says and what is known, its claims over time, who spread them, how its terms are used."""
    spoken = page.locale.language_code
    cases = page.checks.values_list("check_page__case_id", flat=True)
    rows = sorted(one_each(checks().filter(case_id__in=list(cases)), spoken, count=CLAIMS_MOST), key=said_on)
    claims = [
        Told(said_on(each), speaker_name(each) or _("not known"), each.rating.bucket if each.rating else "unrated", at)
        for at, each in enumerate(rows, 1)
    ]
    line = storyline(rows)
    there = page.get_translations(inclusive=True).live().select_related("locale")
    context = {
        "page": page,
        "claims": list(zip(range(1, len(rows) + 1), rows, map(said_on, rows), strict=True)),
        "picture": picture(claims, _("others")),
        "line": line,
        "columns": columns(line.dated),
        "languages": [(language(code), count) for code, count in line.languages],
        "countries": [(country_name(code, spoken), count) for code, count in line.countries],
        "terms": _terms(page),
        "alternates": tongues(
            {each.locale.language_code: f"/{each.locale.language_code}/narratives/{each.slug}/" for each in there}
        ),
    }
    return shown(request, "publishing/narrative.html", context, changed=page.last_published_at)


def _terms(page: NarrativePage) -> list[dict[str, Any]]:
    """Return the narrative's loaded terms, each with those who use it most; two queries, however many terms."""
    # A preview holds terms that are chosen and not yet saved, so the page is asked for its own.
    found = [term for term in page.glossary.all() if term.shown]
    uses = TermUse.objects.visible_to(None).filter(term__in=found).with_sources().order_by("on", "pk")
    by_term: dict[int, list[TermUse]] = {}
    for use in uses:
        by_term.setdefault(use.term_id, []).append(use)
    return [
        {
            "term": term,
            "times": len(by_term.get(term.pk, [])),
            "users": users_of(by_term.get(term.pk, []))[:USERS_SHOWN],
            "latest": next(reversed(by_term.get(term.pk, [])), None),
        }
        for term in found
    ]
