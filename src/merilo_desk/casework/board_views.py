"""All cases: where each stands, who has it, by when."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from merilo_desk.casework.models import Case
from merilo_desk.newsroom.policy import Act, require


@login_required
def cases(request: HttpRequest) -> HttpResponse:
    """The newest cases."""
    require(request.user, Act.SEE_CASES)
    rows = Case.objects.visible_to(request.user).select_related("owner", "topic")[:50]
    return render(request, "casework/cases.html", {"cases": rows})
