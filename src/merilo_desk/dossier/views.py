"""The dossier at the desk: what is missing in a year, and the file to send in."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_POST

from merilo_desk.dossier.errors import NoPrinter
from merilo_desk.dossier.forms import YearForm
from merilo_desk.dossier.gathered import gather
from merilo_desk.dossier.missing import missing_in
from merilo_desk.dossier.writing import as_pdf, make
from merilo_desk.dossier.year import year_of
from merilo_desk.newsroom.models import the_desk
from merilo_desk.newsroom.policy import Act, require


@login_required
def dossier(request: HttpRequest) -> HttpResponse:
    """What is missing in a year, for those who send the dossier in."""
    require(request.user, Act.MAKE_DOSSIER)
    desk = the_desk()
    spoken = get_language() if get_language() in desk.languages else desk.default_language
    form = YearForm(request.GET if "year" in request.GET else {"year": timezone.localdate().year, "language": spoken})
    context: dict[str, object] = {"form": form}
    if form.is_valid():
        found = gather(year_of(form.cleaned_data["year"]), spoken or desk.default_language)
        context |= {"found": found, "missing": missing_in(found), "chosen": form.cleaned_data}
    return render(request, "dossier/screen.html", context)


@login_required
@require_POST
def write(request: HttpRequest) -> HttpResponse:
    """Hand the dossier of a year out as one file."""
    require(request.user, Act.MAKE_DOSSIER)
    form = YearForm(request.POST)
    if not form.is_valid():
        return redirect("dossier:dossier")
    written = make(year_of(form.cleaned_data["year"]), form.cleaned_data["language"], by=request.user)
    if request.POST.get("as") != "pdf":
        return _handed(written.html.encode(), "text/html; charset=utf-8", f"{written.name}.html")
    try:
        return _handed(as_pdf(written), "application/pdf", f"{written.name}.pdf")
    except NoPrinter as trouble:
        messages.error(request, str(trouble))
        return redirect("dossier:dossier")


def _handed(content: bytes, media_type: str, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=media_type)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
