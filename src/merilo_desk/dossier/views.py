"""The dossier at the desk: what is missing in a year, and the files to send in."""

from __future__ import annotations

from urllib.parse import urlencode

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from merilo_desk.dossier.actions import ask
from merilo_desk.dossier.forms import YearForm
from merilo_desk.dossier.gathered import gather
from merilo_desk.dossier.missing import missing_in
from merilo_desk.dossier.models import DossierFile
from merilo_desk.dossier.writing import make
from merilo_desk.dossier.year import Year, year_of
from merilo_desk.newsroom.models import the_desk
from merilo_desk.newsroom.policy import Act, require

# So many files are told of, the newest first.
LISTED = 10


@login_required
def dossier(request: HttpRequest) -> HttpResponse:
    """What is missing in a year, for those who send the dossier in, and the files that were asked for."""
    require(request.user, Act.MAKE_DOSSIER)
    desk = the_desk()
    spoken = get_language() if get_language() in desk.languages else desk.default_language
    form = YearForm(request.GET if "year" in request.GET else {"year": timezone.localdate().year, "language": spoken})
    files = list(DossierFile.objects.visible_to(request.user).select_related("asked_by")[:LISTED])
    context: dict[str, object] = {"form": form, "files": files, "busy": any(each.busy for each in files)}
    if form.is_valid():
        found = gather(year_of(form.cleaned_data["year"]), spoken or desk.default_language)
        context |= {"found": found, "missing": missing_in(found), "chosen": form.cleaned_data}
    return render(request, "dossier/screen.html", context)


@login_required
@require_POST
def write(request: HttpRequest) -> HttpResponse:
    """Hand the dossier of a year out as one HTML file, or have its PDF made."""
    require(request.user, Act.MAKE_DOSSIER)
    form = YearForm(request.POST)
    if not form.is_valid():
        for name, wrong in form.errors.items():
            messages.error(request, f"{form.fields[name].label}: {' '.join(map(str, wrong))}")
        return redirect("dossier:dossier")
    year, language = year_of(form.cleaned_data["year"]), form.cleaned_data["language"]
    if request.POST.get("as") == "pdf":
        return _asked(request, year, language)
    written = make(year, language, by=request.user)
    answer = HttpResponse(written.html.encode(), content_type="text/html; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{written.name}.html"'
    return answer


def _asked(request: HttpRequest, year: Year, language: str) -> HttpResponse:
    file, begun = ask(year, language, by=request.user)  # type: ignore[arg-type]
    if begun:
        messages.success(request, _("The PDF is being made. You can go on working; it will wait for you here."))
    else:
        messages.info(request, _("This PDF is being made already; %(who)s asked for it.") % {"who": file.asked_by})
    chosen = urlencode({"year": year.number, "language": language})
    return redirect(f"{reverse('dossier:dossier')}?{chosen}#files")


def _found(request: HttpRequest, pk: int) -> DossierFile:
    require(request.user, Act.MAKE_DOSSIER)
    file: DossierFile = get_object_or_404(
        DossierFile.objects.visible_to(request.user).select_related("asked_by"), pk=pk
    )
    return file


@require_safe
@login_required
def row(request: HttpRequest, pk: int) -> HttpResponse:
    """How far a file is; nothing while it is as far as the page shows, so that nobody is told the same twice."""
    found = _found(request, pk)
    if request.GET.get("state") == found.state:
        return HttpResponse(status=204)
    return render(request, "dossier/row.html", {"file": found})


@require_safe
@login_required
def file(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Hand out a finished PDF, to be kept; say kindly where it is not there any more."""
    found = _found(request, pk)
    if found.busy:
        raise Http404
    try:
        content = found.file.open("rb") if found.file else None
    except FileNotFoundError:
        content = None
    if content is None:
        messages.error(request, _("The file is not kept any more. Have it made again."))
        return redirect("dossier:dossier")
    name = f"dossier-{found.year}-{found.language}.pdf"
    answer = FileResponse(content, as_attachment=True, filename=name, content_type="application/pdf")
    answer["Cache-Control"] = "private, no-store"
    return answer
