"""What other sites show of a check: a picture, and a small card in a frame."""

from __future__ import annotations

from csp.decorators import csp_replace
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.clickjacking import xframe_options_exempt

from merilo_desk.publishing import share
from merilo_desk.publishing.records import rating_words
from merilo_desk.publishing.serving import address, public_page, shown
from merilo_desk.publishing.views import the_check, withheld


@public_page
def picture(request: HttpRequest, slug: str) -> HttpResponse:
    """The picture for sharing, as PNG."""
    page = the_check(slug)
    if withheld(page) is not None:
        raise Http404
    response = HttpResponse(share.png(page), content_type="image/png")
    response["Cache-Control"] = "public, max-age=3600"
    return response


@csp_replace({"frame-ancestors": ["*"]})
@xframe_options_exempt
@public_page
def card(request: HttpRequest, slug: str) -> HttpResponse:
    """The verdict as a card that any site may frame; it asks nothing of anybody and remembers nothing."""
    page = the_check(slug)
    if withheld(page) is not None:
        raise Http404
    context = {
        "page": page,
        "facts": page.facts,
        "language": page.locale.language_code,
        "verdict": rating_words(page),
        "address": address(page.path_here),
    }
    return shown(request, "publishing/card.html", context, changed=page.last_published_at)
