"""The bare address leads to the site in the reader's language."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import get_language_from_request
from django.views.decorators.vary import vary_on_headers

from merilo_desk.languages import NEIGHBOURS
from merilo_desk.newsroom.models import the_desk


@vary_on_headers("Accept-Language")
def front(request: HttpRequest) -> HttpResponse:
    """Lead to the language the browser asks for or one close to it if the desk speaks it, else to the desk's own."""
    desk = the_desk()
    # A machine that asks for no language, or for one the desk does not speak, is led to the desk's own.
    asked = request.headers.get("Accept-Language", "")
    wanted = get_language_from_request(request) if asked else ""
    known = (code for code in (wanted, *NEIGHBOURS.get(wanted, ())) if code in desk.languages)
    return HttpResponseRedirect(f"/{next(known, desk.default_language)}/")


def nothing_here(request: HttpRequest) -> HttpResponse:
    """Close an address that a library brings along and the desk does without."""
    raise Http404
