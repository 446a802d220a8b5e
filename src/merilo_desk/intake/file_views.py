"""Files of the public, handed to members only: first a copy without traces, the original behind one more step.

Both are to be kept, never shown in the browser.
"""

from __future__ import annotations

from typing import IO

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import FileResponse, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from merilo_desk.intake.models import Attachment
from merilo_desk.intake.without_traces import NotMade, copy_of, name_of, trouble_with


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def file(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Say what a file is and what its original may betray; hand the original out to whoever asks for it then."""
    attachment = _found(request, pk)
    if request.method == "POST":
        return _handed_out(attachment.file.open("rb"), attachment.name)
    why = trouble_with(attachment)
    facts = {"file": attachment, "trouble": _said(why) if why else ""}
    return render(request, "intake/file.html", facts)


@require_safe
@login_required
def without_traces(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Hand out a copy without what the file says of its maker; say kindly where none can be made."""
    attachment = _found(request, pk)
    try:
        return _handed_out(copy_of(attachment), name_of(attachment))
    except NotMade as told:
        messages.error(request, _said(told.why))
        return redirect("intake:file", pk)


def _found(request: HttpRequest, pk: int) -> Attachment:
    found: Attachment = get_object_or_404(Attachment.objects.visible_to(request.user), pk=pk)
    return found


def _handed_out(content: IO[bytes], name: str) -> FileResponse:
    # A browser that is told nothing of the type, and to look for none, runs nothing.
    answer = FileResponse(content, as_attachment=True, filename=name, content_type="application/octet-stream")
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Content-Security-Policy"] = "default-src 'none'; sandbox"
    answer["Cache-Control"] = "private, no-store"
    return answer


def _said(why: str) -> str:
    if why == "absent":
        return _("No copy without traces can be made here: ask whoever runs the desk's server to install mat2.")
    if why == "kind":
        return _(
            "Of a file of this kind no copy without traces can be made. All there is, is the sender's original: it may"
            " carry names, places, devices and times, and so betray who sent it."
        )
    return _("No copy without traces could be made of this file: it is damaged, too large, or not quite what it seems.")
