"""What is refused is told kindly, to readers, members and scripts: what is too large, not theirs to do, or too old."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.defaults import bad_request

from merilo_desk.newsroom.policy import NOT_YOURS
from merilo_desk.publishing.serving import kept_a_while, shown

MEGABYTE = 1024 * 1024
TOO_MUCH = (RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent)


def refused(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Tell what is too much, how much may be sent, and that what was written is still in the browser."""
    if not isinstance(exception, TOO_MUCH):
        return bad_request(request, exception)
    limits = {
        "words": settings.DATA_UPLOAD_MAX_MEMORY_SIZE // MEGABYTE,
        "file": settings.UPLOAD_LIMIT // MEGABYTE,
    }
    said = _("This is more than the %(words)s MB of words that can be saved at once. Shorten it, then it is saved.")
    if "json" in request.headers.get("Accept", ""):
        return JsonResponse({"said": said % limits, "field": ""}, status=413)
    return _told(request, 413, "too_much", limits)


def not_for_you(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Tell whose matter it is."""
    return _told(request, 403, "not_for_you", {"said": str(exception or "") or NOT_YOURS})


def stale(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Tell that a form was opened before somebody signed in or out, or came from elsewhere, and what to do."""
    said = _(
        "This page was opened before you signed in or out, so nothing was saved. Copy your words, and load it again."
    )
    return _told(request, 403, "stale", {"said": said})


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Tell kindly that there is no such page, and where to look."""
    return kept_a_while(request, _told(request, 404, "not_found", {}))


def _told(request: HttpRequest, status: int, page: str, facts: Mapping[str, Any]) -> HttpResponse:
    user = getattr(request, "user", None)
    if user is not None and user.is_authenticated and request.path.startswith(("/desk/", "/cms/")):
        response = render(request, f"publishing/{page}_desk.html", dict(facts))
    else:
        response = shown(request, f"publishing/{page}.html", {"alternates": [], **facts})
    response.status_code = status
    return response
