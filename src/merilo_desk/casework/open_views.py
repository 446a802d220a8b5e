"""Opening a case: from the inbox, from the reading room, or by hand."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from merilo_desk.casework.actions import open_case
from merilo_desk.casework.errors import AlreadyOpen, Unusable
from merilo_desk.casework.forms import OpenForm
from merilo_desk.casework.models import Case
from merilo_desk.newsroom import brought
from merilo_desk.newsroom.policy import Act, require

# So many claims may be ticked at once.
MOST = 200
FIELDS = ("claim", "language", "context", "cluster", "article", "start", "end", "again")


@login_required
@require_http_methods(["GET", "POST"])
def open_one(request: HttpRequest) -> HttpResponse:
    """Open a case from what was posted; show a small form where something is missing or nothing was posted."""
    require(request.user, Act.OPEN_CASE)
    if request.method == "GET":
        given = {key: request.GET[key] for key in OpenForm.base_fields if key in request.GET}
        form = OpenForm(initial={"language": request.user.language, **given}, user=request.user)
        return render(request, "casework/open.html", {"form": form})
    form = OpenForm(request.POST, user=request.user)
    known = None
    if form.is_valid():
        try:
            case = open_case(by=request.user, **{key: form.cleaned_data[key] for key in FIELDS})
        except AlreadyOpen as told:
            known = told.case
            if _came_from_elsewhere(form):
                return _told(request, known)
        except Unusable as told:
            form.add_error(told.field if told.field in form.fields else None, str(told))
        else:
            linked = format_html('<a href="{}">{}</a>', _address(case), _("Open it"))
            messages.success(request, format_html("{} {}", _("Case %(number)d is open.") % {"number": case.pk}, linked))
            return redirect(brought.next_page(request) or _address(case))
    return render(request, "casework/open.html", {"form": form, "known": known}, status=409 if known else 422)


@login_required
@require_POST
def open_many(request: HttpRequest) -> HttpResponse:
    """Open a case of each of the words that were ticked in one text; those that have one already stay as they are."""
    require(request.user, Act.OPEN_CASE)
    opened, known, troubles = 0, 0, []
    for span in request.POST.getlist("span")[:MOST]:
        start, _dash, end = span.partition("-")
        given = {"article": request.POST.get("article"), "language": request.POST.get("language")}
        form = OpenForm(given | {"start": start, "end": end}, user=request.user)
        if not (form.is_valid() and form.cleaned_data["article"]):
            continue
        try:
            open_case(by=request.user, **{key: form.cleaned_data[key] for key in FIELDS})
            opened += 1
        except AlreadyOpen:
            known += 1
        except Unusable as told:
            troubles.append(str(told))
    if opened:
        said = ngettext("%(n)d case is open.", "%(n)d cases are open.", opened) % {"n": opened}
        cases = format_html('<a href="{}">{}</a>', reverse("casework:cases"), _("To the cases"))
        messages.success(request, format_html("{} {}", said, cases))
    if known:
        said = ngettext("%(n)d had a case already.", "%(n)d had cases already.", known) % {"n": known}
        messages.warning(request, said)
    for trouble in dict.fromkeys(troubles):
        messages.warning(request, trouble)
    return redirect(brought.next_page(request) or reverse("casework:cases"))


def _came_from_elsewhere(form: OpenForm) -> bool:
    """Say whether the words were picked in another room, which goes on with its own work."""
    return bool(form.cleaned_data["article"] and form.cleaned_data["start"] is not None)


def _told(request: HttpRequest, known: Case) -> HttpResponse:
    linked = format_html('<a href="{}">{}</a>', _address(known), _("Open it"))
    said = _("These words have a case already: number %(number)d.") % {"number": known.pk}
    messages.warning(request, format_html("{} {}", said, linked))
    return redirect(brought.next_page(request) or _address(known))


def _address(case: Case) -> str:
    return reverse("casework:case", args=[case.pk])
