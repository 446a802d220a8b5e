"""What a member does at a case with one press: take it, plan it, hold it, do a task, leave a note, take it back."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from merilo_desk.casework import actions
from merilo_desk.casework.case_views import case_of, shown
from merilo_desk.casework.errors import CaseworkError, SomebodyIsOnIt, Unusable
from merilo_desk.casework.forms import NoteForm, PlanForm, TaskForm
from merilo_desk.casework.models import Case
from merilo_desk.newsroom import brought


def back(request: HttpRequest, case: Case, key: str = "") -> HttpResponse:
    """Lead to where the member came from, or to a pane of the case."""
    if wanted := brought.next_page(request):
        return redirect(wanted)
    return redirect("casework:pane", case.pk, key) if key else redirect("casework:case", case.pk)


def tried(request: HttpRequest, case: Case, act: Callable[[], Any], key: str = "", said: str = "") -> HttpResponse:
    """Do something to a case; what cannot be done is told on the page that the member came from."""
    try:
        act()
    except CaseworkError as told:
        messages.error(request, str(told))
    else:
        if said:
            messages.success(request, said)
    return back(request, case, key)


@login_required
@require_POST
def take(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a case oneself."""
    case = case_of(request, pk)
    return tried(request, case, lambda: actions.assign(case, request.user, request.user))


@login_required
@require_POST
def plan(request: HttpRequest, pk: int) -> HttpResponse:
    """Say who has a case, by when, how soon it is wanted and what it is about."""
    case = case_of(request, pk)
    form = PlanForm(request.POST, user=request.user)
    if not form.is_valid():
        return shown(request, case, request.POST.get("pane") or "claim", status=422, plan_form=form)
    wanted = form.cleaned_data
    owner = wanted.pop("owner")

    def act() -> None:
        actions.plan(case, request.user, **wanted)
        if owner != case.owner:
            actions.assign(case, owner, request.user)

    return tried(request, case, act, said=_("Saved."))


@login_required
@require_POST
def hold(request: HttpRequest, pk: int) -> HttpResponse:
    """Say “I'm on it”, take the work over, or say that one is done."""
    case = case_of(request, pk)
    if request.POST.get("done"):
        actions.release(case, request.user)
        return back(request, case)
    try:
        actions.hold(case, request.user, take_over=bool(request.POST.get("take_over")))
    except SomebodyIsOnIt as told:
        messages.warning(request, str(told))
    return back(request, case)


@login_required
@require_POST
def add_task(request: HttpRequest, pk: int) -> HttpResponse:
    """Write down something to do."""
    case = case_of(request, pk)
    form = TaskForm(request.POST, user=request.user)
    if form.is_valid():
        return tried(request, case, lambda: actions.add_task(case, request.user, **form.cleaned_data))
    return shown(request, case, request.POST.get("pane") or "claim", status=422, task_form=form)


@login_required
@require_POST
def do_task(request: HttpRequest, pk: int, task: int) -> HttpResponse:
    """Tick a task off, or take the tick back."""
    case = case_of(request, pk)
    one = get_object_or_404(case.tasks, pk=task)
    return tried(request, case, lambda: actions.finish_task(one, request.user, done=not one.done_at))


@login_required
@require_POST
def add_note(request: HttpRequest, pk: int) -> HttpResponse:
    """Leave a note."""
    case = case_of(request, pk)
    form = NoteForm(request.POST)
    if form.is_valid():
        try:
            actions.add_note(case, request.user, language=request.user.language, **form.cleaned_data)
        except Unusable as told:
            form.add_error("text", str(told))
        except CaseworkError as told:
            form.add_error(None, str(told))
        else:
            return back(request, case)
    return shown(request, case, request.POST.get("pane") or "claim", status=422, note_form=form)


@login_required
@require_POST
def settle_note(request: HttpRequest, pk: int, note: int) -> HttpResponse:
    """Settle a note, or open it again."""
    case = case_of(request, pk)
    one = get_object_or_404(case.notes, pk=note)
    return tried(request, case, lambda: actions.resolve_note(one, request.user, done=not one.resolved_at))


@login_required
@require_POST
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a case back, with the reason."""
    case = case_of(request, pk)
    because = request.POST.get("because", "")
    return tried(
        request, case, lambda: actions.withdraw(case, request.user, because), "history", _("The case is withdrawn.")
    )
