"""How public pages go out: whole without a script, the same for everybody, without a cookie, and cheap to ask again."""

from __future__ import annotations

import gzip
import hashlib
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.cache import get_conditional_response, patch_vary_headers
from django.utils.http import http_date
from django.utils.translation import get_language

from merilo_desk.languages import BY_CODE
from merilo_desk.newsroom.models import the_desk

View = Callable[..., HttpResponse]
# The view of each kind of page; a page type knows no views, so they are told here.
VIEWS: dict[type, View] = {}
# A page may be a minute old before it is asked for again, so that a correction is out at once.
FRESH = "public, max-age=60, stale-while-revalidate=600"
SMALL = 1000


def serves(kind: type) -> Callable[[View], View]:
    """Register the view that answers for a kind of page."""

    def kept(view: View) -> View:
        VIEWS[kind] = view
        return view

    return kept


def address(path: str) -> str:
    """Return the whole address of a path of this site."""
    return f"{settings.SITE_URL}{path}"


def public_page(view: View) -> View:
    """Answer the public: only in the desk's languages, with headers that let everybody keep the page a while."""

    @wraps(view)
    def answered(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        desk = the_desk()
        if get_language() not in desk.languages:
            return HttpResponseRedirect(f"/{desk.default_language}/")
        request.desk = desk  # type: ignore[attr-defined]
        return kept_a_while(request, view(request, *args, **kwargs))

    return answered


def kept_a_while(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """Add what lets a browser or a cache keep an answer, say "not changed" where it has it already, and press it."""
    if response.status_code != 200 or request.method not in {"GET", "HEAD"} or getattr(request, "is_preview", False):
        return response
    etag = f'"{hashlib.sha256(response.content).hexdigest()[:32]}"'
    response["ETag"] = etag
    response.setdefault("Cache-Control", FRESH)
    unchanged = get_conditional_response(request, etag=etag, response=response)
    if unchanged is not None and unchanged.status_code == 304:
        unchanged.setdefault("Cache-Control", response["Cache-Control"])
        return unchanged
    return pressed(request, response)


def pressed(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """Press an answer where the browser takes it; a public page holds no secret that its length could betray."""
    patch_vary_headers(response, ("Accept-Encoding",))
    kind = response.get("Content-Type", "")
    worth_it = len(response.content) > SMALL and not kind.startswith("image/png")
    if (
        worth_it
        and "gzip" in request.headers.get("Accept-Encoding", "")
        and not response.has_header("Content-Encoding")
    ):
        response.content = gzip.compress(response.content, 6, mtime=0)
        response["Content-Encoding"] = "gzip"
        response["Content-Length"] = str(len(response.content))
    return response


def shown(request: HttpRequest, template: str, context: dict[str, Any], changed: Any = None) -> HttpResponse:
    """Draw a public page; `changed` is when it last changed.

    The context says that there are no messages: to look for them would open a session, and vary the page by cookie.
    """
    response = render(request, template, {"messages": (), "alternates": elsewhere(request), **context})
    if changed is not None:
        response["Last-Modified"] = http_date(changed.timestamp())
    return response


def elsewhere(request: HttpRequest) -> list[dict[str, Any]]:
    """Return this page's address in each language of the desk, for pages that are there in all of them."""
    _, _, rest = request.path.lstrip("/").partition("/")
    return tongues({code: f"/{code}/{rest}" for code in the_languages(request)})


def the_languages(request: HttpRequest) -> list[str]:
    """Return the desk's languages."""
    desk = getattr(request, "desk", None) or the_desk()
    return [code for code in desk.languages if code in BY_CODE]


def tongues(paths: dict[str, str]) -> list[dict[str, Any]]:
    """Return the language versions of a page as templates want them."""
    here = get_language()
    return [
        {"code": code, "tag": BY_CODE[code].tag, "name": BY_CODE[code].name, "path": path, "here": code == here}
        for code, path in paths.items()
    ]
