"""The bare address leads to the site in the reader's language."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import get_language_from_request
from django.views.decorators.vary import vary_on_headers

from merilo_desk.newsroom.models import the_desk


@vary_on_headers("Accept-Language")
def front(request: HttpRequest) -> HttpResponse:
    """Lead to the language the browser asks for if the desk speaks it, else to the desk's own."""
    desk = the_desk()
    wanted = get_language_from_request(request)
    return HttpResponseRedirect(f"/{wanted if wanted in desk.languages else desk.default_language}/")
