"""Files of the public, handed to members only: to be kept, never shown in the browser."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import FileResponse, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from merilo_desk.intake.models import Attachment


@require_safe
@login_required
def file(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Hand out one file as a download, under the name its sender gave it."""
    attachment = get_object_or_404(Attachment.objects.visible_to(request.user), pk=pk)
    # A browser that is told nothing of the type, and to look for none, runs nothing.
    answer = FileResponse(
        attachment.file.open("rb"),
        as_attachment=True,
        filename=attachment.name,
        content_type="application/octet-stream",
    )
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Content-Security-Policy"] = "default-src 'none'; sandbox"
    answer["Cache-Control"] = "private, no-store"
    return answer
