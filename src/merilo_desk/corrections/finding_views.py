"""The desk's own findings: what a machine reading of published checks brought up, for a person to decide."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from merilo_desk.corrections.finding import read_everything_again
from merilo_desk.corrections.finding_actions import open_from, put_aside
from merilo_desk.corrections.finding_models import OwnFinding
from merilo_desk.newsroom.paging import page_of
from merilo_desk.newsroom.policy import Act, require

PAGE = 25
DECIDED = (OwnFinding.State.OPENED, OwnFinding.State.ASIDE)


@login_required
def findings(request: HttpRequest) -> HttpResponse:
    """What waits for a decision, newest first; with `?decided=1` what was decided."""
    require(request.user, Act.SEE_CORRECTIONS)
    rows = OwnFinding.objects.visible_to(request.user).select_related(
        "case", "evidence", "other__rating", "case__rating", "by", "correction"
    )
    decided = request.GET.get("decided") == "1"
    found = rows.filter(state__in=DECIDED).order_by("-closed_at") if decided else rows.open()
    page = page_of(found, request.GET.get("page"), PAGE)
    return render(request, "corrections/findings.html", {"page": page, "decided": decided, "list": "findings"})


@login_required
@require_POST
def decide(request: HttpRequest, pk: int) -> HttpResponse:
    """Open a correction of a finding, or put it aside."""
    found = get_object_or_404(OwnFinding.objects.visible_to(request.user), pk=pk)
    try:
        if request.POST.get("act") == "open":
            return redirect("corrections:correction", open_from(found, by=request.user).pk)
        put_aside(found, because=request.POST.get("because", ""), by=request.user)
        messages.success(request, _("Put aside. It is not brought up again."))
    except ValidationError as wrong:
        messages.error(request, " ".join(wrong.messages))
    return redirect("corrections:findings")


@login_required
@require_POST
def read_again(request: HttpRequest) -> HttpResponse:
    """Read every published check again now."""
    require(request.user, Act.HANDLE_CORRECTION)
    read_everything_again.enqueue()
    messages.success(request, _("Every published check is being read again. What is found comes here."))
    return redirect("corrections:findings")
