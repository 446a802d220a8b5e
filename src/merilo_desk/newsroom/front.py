"""The bare address leads to the site in the reader's language."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.views.decorators.vary import vary_on_headers

from merilo_desk.newsroom.door_language import asked_for


@vary_on_headers("Accept-Language")
def front(request: HttpRequest) -> HttpResponse:
    """Lead to the language the browser asks for or one close to it if the desk speaks it, else to the desk's own."""
    return HttpResponseRedirect(f"/{asked_for(request)}/")


def nothing_here(request: HttpRequest) -> HttpResponse:
    """Close an address that a library brings along and the desk does without."""
    raise Http404
