"""Searching the checks by words in any script and form, and asking whether a claim was checked before."""

from __future__ import annotations

from http import HTTPStatus
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from merilo_desk import engine
from merilo_desk.intake.limits import take
from merilo_desk.languages import language
from merilo_desk.publishing.search import found
from merilo_desk.publishing.serving import public_page, shown
from merilo_desk.publishing.shelf import Shelf

LONGEST_QUERY = 300
LONGEST_CLAIM = 2000
SECONDS = 12
# After so many seconds a few more questions are taken.
AGAIN = 180


# Nothing but a bucket is changed by asking, so the question needs no key; it is a POST so that a claim stands in no
# address.
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
@public_page
def search(request: HttpRequest) -> HttpResponse:
    """Find checks by words; or paste a claim and see the earlier checks of it."""
    if request.method == "POST":
        return _asked(request, request.POST.get("claim", ""))
    words = " ".join(request.GET.get("q", "").split())
    context = {"words": words[:LONGEST_QUERY], "cut": len(words) > LONGEST_QUERY}
    if words:
        result = found(words[:LONGEST_QUERY], get_language() or "en")
        context["result"] = result
        context["query"] = urlencode({"q": words[:LONGEST_QUERY]})
        context["at"] = Shelf(result.numbers).get_page(request.GET.get("page"))
    return shown(request, "publishing/search.html", context)


def _asked(request: HttpRequest, claim: str) -> HttpResponse:
    claim = claim.strip()
    context: dict[str, object] = {"claim": claim, "asked": True}
    status = HTTPStatus.OK
    if not claim:
        context["trouble"] = _("Paste the claim first: a sentence or two, as you read or heard it.")
    elif len(claim) > LONGEST_CLAIM:
        context["trouble"] = _(
            "This is longer than one claim: %(many)d characters. Keep the sentence that you doubt and ask again."
        ) % {"many": len(claim)}
    elif not take("ask"):
        status = HTTPStatus.TOO_MANY_REQUESTS
        context["busy"] = _("Many people ask at this moment. Your words stand here: try again in a few minutes.")
    else:
        context |= _earlier(claim)
    response = shown(request, "publishing/search.html", context)
    response["Cache-Control"] = "no-store"
    response.status_code = status
    if status == HTTPStatus.TOO_MANY_REQUESTS:
        response["Retry-After"] = str(AGAIN)
    return response


def _earlier(claim: str) -> dict[str, object]:
    code = get_language() or "en"
    try:
        matches = engine.matches([claim], language(code).profile, timeout=SECONDS)[0]
    except TimeoutError:
        matches = []
    if matches:
        return {"matches": matches}
    return {"matches": [], "result": (result := found(claim, code)), "at": Shelf(result.numbers, 5).get_page(1)}
