"""The page of one case: its head is always there, below it stands one pane, beside it what is to do."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from merilo_desk.casework.actions import holder, move
from merilo_desk.casework.board import lateness
from merilo_desk.casework.difference import pinned_to
from merilo_desk.casework.errors import CaseworkError
from merilo_desk.casework.forms import NoteForm, PlanForm, TaskForm
from merilo_desk.casework.models import Case
from merilo_desk.casework.notices import mark_read, sentence, unread
from merilo_desk.casework.panes import PANES, panes_for
from merilo_desk.casework.states import BY_HAND, EDITABLE, OPEN, PUBLIC, State
from merilo_desk.casework.steps import next_step, way


def case_of(request: HttpRequest, pk: int) -> Case:
    """Return a case with what its head shows, if whoever asks may see it."""
    seen = Case.objects.visible_to(request.user).select_related(
        "owner", "opened_by", "held_by", "topic", "rating", "cluster", "article__outlet", "statement__speaker"
    )
    return get_object_or_404(seen, pk=pk)


@login_required
def case(request: HttpRequest, pk: int, key: str = "claim") -> HttpResponse:
    """A case, with one of its panes."""
    return shown(request, case_of(request, pk), key)


def shown(request: HttpRequest, one: Case, key: str, status: int = 200, **instead: Any) -> HttpResponse:
    """Show a case with a pane; `instead` takes the place of some of its facts, such as a form filled in wrongly."""
    panes = panes_for(request.user)
    pane = next((each for each in panes if each.key == key), None)
    if pane is None:
        raise Http404
    news = [(sentence(notice), notice.at) for notice in unread(request.user).filter(case=one)]
    if news:
        mark_read(request.user, one)
    facts = {
        **head_facts(request, one),
        **beside(request, one),
        "panes": panes,
        "pane": pane,
        "news": news,
        **pane.facts(request, one),
        **instead,
    }
    return render(request, "casework/case.html", facts, status=status)


def head_facts(request: HttpRequest, one: Case) -> dict[str, Any]:
    """Gather where a case is, what is next, who has it and by when."""
    step = next_step(one.state)
    return {
        "case": one,
        "way": way(one.state),
        "next_step": step,
        "next_pane": step.pane if step.pane in PANES else "",
        "holder": holder(one),
        "late": lateness(one),
        "editable": State(one.state) in EDITABLE,
        "open": State(one.state) in OPEN,
        "out": State(one.state) in PUBLIC,
        "pages": out_pages(one),
        "saved": list(one.drafts.select_related("saved_by").order_by("language")),
    }


def out_pages(one: Case) -> list[tuple[str, str]]:
    """Return the language and the address of each page that stands in public for a case."""
    if State(one.state) not in PUBLIC:
        return []
    shown_now = one.pages.filter(live=True).select_related("locale").order_by("pk")
    return [(page.locale.language_code, page.path_here) for page in shown_now]


def beside(request: HttpRequest, one: Case) -> dict[str, Any]:
    """Gather what stands beside every pane: the plan, tasks and notes."""
    notes = list(one.notes.select_related("by", "resolved_by"))
    for note in notes:
        note.anchor = pinned_to(note.anchor)
    return {
        "plan_form": PlanForm.of(one, request.user),
        "task_form": TaskForm(user=request.user),
        "note_form": NoteForm(),
        "tasks": list(one.tasks.select_related("assignee", "done_by")),
        "notes": [each for each in notes if not each.resolved_at],
        "settled_notes": [each for each in notes if each.resolved_at],
    }


@login_required
def head(request: HttpRequest, pk: int) -> HttpResponse:
    """The head alone, asked for again and again by a page that stays open."""
    return render(request, "casework/head.html", head_facts(request, case_of(request, pk)))


@login_required
@require_POST
def move_to(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a case to the state that was asked for."""
    one = case_of(request, pk)
    to = request.POST.get("to", "")
    if to not in BY_HAND:
        raise Http404
    try:
        move(one, to, request.user)
    except CaseworkError as told:
        messages.error(request, str(told))
    return redirect("casework:case", pk)
