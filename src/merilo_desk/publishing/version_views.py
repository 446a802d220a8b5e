"""Earlier states of a fact check, for readers: each at its own address, out of search engines' sight."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from merilo_desk.publishing.corrected import notices_for
from merilo_desk.publishing.keeping import as_it_was, withhold
from merilo_desk.publishing.models import FactCheckPage
from merilo_desk.publishing.records import verdict_words
from merilo_desk.publishing.serving import address, public_page, shown
from merilo_desk.publishing.version_models import PublishedVersion
from merilo_desk.publishing.views import the_check

# Unavailable For Legal Reasons (RFC 7725).
WITHHELD = 451


def _kept(page: FactCheckPage, number: int) -> PublishedVersion:
    found = PublishedVersion.objects.visible_to(None).filter(page=page, number=number).first()
    if found is None:
        raise Http404
    return found


@public_page
def version(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """A fact check as it read from one day to another, with the way to what it reads now and to what was changed."""
    page = the_check(slug)
    kept = _kept(page, number)
    following = page.published_versions.filter(number__gt=number).order_by("number").first()
    until = following.at if following else None
    # Each correction ended one version: the first the first. Those of one day stand in the order of the ledger.
    ended = sorted((each for each in notices_for(page) if each.address), key=lambda each: each.on)
    context = {
        "current": page,
        "kept": kept,
        "until": until,
        "is_current": following is None,
        "change": ended[number - 1] if following and len(ended) >= number else None,
        "address": address(page.path_here),
        "language": page.locale.language_code,
        "alternates": [],
    }
    if kept.withheld_on:
        response = shown(request, "publishing/withheld.html", context, changed=kept.at)
        response.status_code = WITHHELD
        response["X-Robots-Tag"] = "noindex"
        return response
    old = as_it_was(kept, page)
    context |= {"page": old, "facts": old.facts, "verdict": verdict_words(old), "old": True}
    response = shown(request, "publishing/version.html", context, changed=kept.at)
    response["X-Robots-Tag"] = "noindex"
    return response


@public_page
def content(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """The exact letters of a version whose SHA-256 the ledger of corrections names."""
    kept = _kept(the_check(slug), number)
    if kept.withheld_on:
        return HttpResponse(
            _("This version is withheld: %(why)s") % {"why": kept.withheld_because},
            status=WITHHELD,
            content_type="text/plain; charset=utf-8",
        )
    response = HttpResponse(kept.content, content_type="application/json; charset=utf-8")
    response["X-Robots-Tag"] = "noindex"
    response["Access-Control-Allow-Origin"] = "*"
    return response


@login_required
@require_POST
def withhold_one(request: HttpRequest, pk: int) -> HttpResponse:
    """Take an earlier version out of readers' reach, with a reason that they read."""
    kept = get_object_or_404(PublishedVersion.objects.visible_to(request.user).select_related("page"), pk=pk)
    try:
        withhold(kept, because=request.POST.get("because", ""), by=request.user)
        messages.success(request, _("Withheld. Readers see the reason in its place."))
    except ValidationError as wrong:
        messages.error(request, " ".join(wrong.messages))
    return redirect("publishing:languages", kept.page.case_id)
