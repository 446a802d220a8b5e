"""What cannot be taken is told kindly: a form that is too large, to readers, members and scripts."""

from __future__ import annotations

from django.conf import settings
from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.defaults import bad_request

from merilo_desk.publishing.serving import shown

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
    if "json" in request.headers.get("Accept", ""):
        said = _("This is more than the %(words)s MB of words that can be saved at once. Shorten it, then it is saved.")
        return JsonResponse({"said": said % limits, "field": ""}, status=413)
    if request.path.startswith(("/desk/", "/cms/")):
        response = render(request, "publishing/too_much_desk.html", limits)
    else:
        response = shown(request, "publishing/too_much.html", {"alternates": [], **limits})
    response.status_code = 413
    return response
