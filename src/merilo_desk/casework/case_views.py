"""The page of one case: its head is always there, below it stands one pane."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from merilo_desk.casework.actions import move
from merilo_desk.casework.errors import CaseworkError
from merilo_desk.casework.models import Case
from merilo_desk.casework.panes import panes_for
from merilo_desk.casework.states import State


def case_of(request: HttpRequest, pk: int) -> Case:
    """Return a case with what its head shows, if whoever asks may see it."""
    seen = Case.objects.visible_to(request.user).select_related(
        "owner", "opened_by", "held_by", "topic", "rating", "cluster", "article__outlet", "statement__speaker"
    )
    return get_object_or_404(seen, pk=pk)


@login_required
def case(request: HttpRequest, pk: int, key: str = "claim") -> HttpResponse:
    """A case, with one of its panes."""
    one = case_of(request, pk)
    panes = panes_for(request.user)
    shown = next((each for each in panes if each.key == key), None)
    if shown is None:
        raise Http404
    return render(
        request, "casework/case.html", {"case": one, "panes": panes, "pane": shown, **shown.facts(request, one)}
    )


@login_required
@require_POST
def move_to(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a case to the state that was asked for."""
    one = case_of(request, pk)
    to = request.POST.get("to", "")
    if to not in State.values:
        raise Http404
    try:
        move(one, to, request.user)
    except CaseworkError as told:
        messages.error(request, str(told))
    return redirect("casework:case", pk)
