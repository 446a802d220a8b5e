"""The right of reply at the desk: whom we asked, when, how, what they answered, or why nobody was asked."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from merilo_desk.casework import actions
from merilo_desk.casework.actions.reply import due_by_default
from merilo_desk.casework.case_views import case_of, shown
from merilo_desk.casework.errors import CaseworkError, Unusable
from merilo_desk.casework.forms import AskForm, DueForm, LoggedAnswerForm
from merilo_desk.casework.letters import letter_of, link_of
from merilo_desk.casework.models import Case
from merilo_desk.casework.panes import pane
from merilo_desk.newsroom.models import the_desk
from merilo_desk.newsroom.policy import Act, may


@pane("reply", gettext_lazy("Right of reply"), "casework/pane_reply.html", order=30, letter="3")
def reply_pane(request: HttpRequest, case: Case) -> dict[str, Any]:
    """Gather the log, with the letters of those whose links still take an answer."""
    asked = list(case.reply_requests.select_related("asked", "by"))
    shows, desk = may(request.user, Act.ASK_REPLY), the_desk()
    for each in asked:
        # One row of the case itself, so that a letter asks the database for nothing more.
        each.case = case
        each.link = link_of(each) if shows else ""
        each.letter = letter_of(each, desk) if each.link else ""
    speaker = case.speaker or (case.statement.speaker_words if case.statement else "")
    first = {
        "whom": speaker,
        "language": case.language,
        "due": timezone.localtime(due_by_default()).replace(tzinfo=None),
    }
    return {
        "requests": asked,
        "ask_form": AskForm(user=request.user, initial=first),
        "hours": desk.reply_hours,
        "late_form": DueForm(initial={"due": first["due"]}),
        "log_form": LoggedAnswerForm(auto_id="log_%s"),
    }


@login_required
@require_POST
def ask(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask somebody for a reply."""
    case = case_of(request, pk)
    form = AskForm(request.POST, user=request.user)
    if form.is_valid():
        try:
            actions.ask(case, request.user, **form.cleaned_data)
        except Unusable as told:
            form.add_error(told.field if told.field in form.fields else None, str(told))
        except CaseworkError as told:
            form.add_error(None, str(told))
        else:
            messages.success(request, _("Noted. The letter with its link stands below, ready to be copied and sent."))
            return redirect("casework:pane", pk, "reply")
    return shown(request, case, "reply", status=422, ask_form=form, asking=True)


@login_required
@require_POST
def nobody(request: HttpRequest, pk: int) -> HttpResponse:
    """Note why nobody is asked."""
    case = case_of(request, pk)
    try:
        actions.not_asked(case, request.user, because=request.POST.get("because", ""))
    except CaseworkError as told:
        messages.error(request, str(told))
    return redirect("casework:pane", pk, "reply")


@login_required
@require_POST
def log(request: HttpRequest, pk: int, asked: int) -> HttpResponse:
    """Write down an answer that came by another way."""
    case = case_of(request, pk)
    one = get_object_or_404(case.reply_requests, pk=asked)
    form = LoggedAnswerForm(request.POST, auto_id="log_%s")
    if form.is_valid():
        given = form.cleaned_data
        try:
            actions.log_answer(
                one, request.user, text=given["answer"], through=given["through"], may_publish=given["may_publish"]
            )
        except CaseworkError as told:
            form.add_error(None, str(told))
        else:
            return redirect("casework:pane", pk, "reply")
    return shown(request, case, "reply", status=422, log_form=form, logging=asked)


@login_required
@require_POST
def renew(request: HttpRequest, pk: int, asked: int) -> HttpResponse:
    """Give more time, and a new link."""
    case = case_of(request, pk)
    one = get_object_or_404(case.reply_requests, pk=asked)
    form = DueForm(request.POST)
    if form.is_valid():
        try:
            actions.renew_link(one, request.user, due=form.cleaned_data["due"])
            messages.success(request, _("The old link has ended; the letter below carries the new one."))
        except CaseworkError as told:
            messages.error(request, str(told))
    else:
        messages.error(request, _("Say until when they have time, such as 2026-12-24 18:00."))
    return redirect("casework:pane", pk, "reply")
