"""The pane of the verdict: the votes, what they carried, and how it was rated before."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from merilo_desk.casework.actions.vote import VOTED_IN, break_off, decide, excuse, open_round, vote, waiting_for
from merilo_desk.casework.case_views import case_of, shown
from merilo_desk.casework.errors import CaseworkError, Unusable
from merilo_desk.casework.models import Case
from merilo_desk.casework.panes import pane
from merilo_desk.casework.precedents import precedents
from merilo_desk.casework.seen import digest_of, voted_on
from merilo_desk.casework.verdict_forms import RoundForm, VoteForm
from merilo_desk.casework.verdict_models import Vote, VotingRound
from merilo_desk.newsroom import brought
from merilo_desk.newsroom.models import User
from merilo_desk.newsroom.policy import Act, may


@pane("verdict", gettext_lazy("Verdict"), "casework/verdict.html", letter="5", order=60)
def verdict_facts(request: HttpRequest, case: Case) -> dict[str, Any]:
    """Gather the open round, one's own vote, the rounds that are over, and what can be done."""
    rounds = list(VotingRound.objects.visible_to(request.user).filter(case=case).select_related("scale", "outcome"))
    seen = list(
        Vote.objects.visible_to(request.user).filter(round__case=case).select_related("editor", "rating")
        .order_by("editor__name", "editor__username")
    )  # fmt: skip
    opened = next((each for each in rounds if each.is_open), None)
    over = [each for each in rounds if each.closed_at and not each.broken_off_at]
    for each in over:
        each.shown = [one for one in seen if one.round_id == each.pk]
    now = digest_of(voted_on(case))
    votes = may(request.user, Act.VOTE) and case.state in VOTED_IN
    facts: dict[str, Any] = {
        "opened": opened,
        "over": over,
        "broken_off": sum(bool(each.broken_off_at) for each in rounds),
        "may_vote": votes,
        "stale": bool(opened and opened.digest != now),
        "last": over[0] if over else None,
        "last_stale": bool(over and over[0].digest != now),
        "recorded": bool(over and case.decided_in_id == over[0].pk),
        "decided_stale": bool(case.decided_in_id and case.rating_id and _digest(rounds, case.decided_in_id) != now),
    }
    if opened:
        own = next((one for one in seen if one.round_id == opened.pk and one.editor_id == request.user.pk), None)
        asked = list(opened.electors.order_by("name", "username"))
        facts |= {
            "waiting": waiting_for(opened),
            "asked": asked,
            "own": own,
            "elector": request.user in asked,
            "vote_form": _vote_form(opened, own),
        }
    if votes and (opened is None or facts["stale"]):
        facts["round_form"] = RoundForm(case=case, user=request.user)
    return facts


@login_required
@require_POST
def open_voting(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask the editors for their votes."""
    case = case_of(request, pk)
    form = RoundForm(request.POST, case=case, user=request.user)
    if form.is_valid():
        try:
            open_round(
                case, form.cleaned_data["scale"], _user(request), electors=form.cleaned_data["electors"],
                sentences=form.sentences(),
            )  # fmt: skip
            messages.success(request, _("The editors are asked for their votes."))
            return redirect("casework:pane", pk, "verdict")
        except Unusable as told:
            form.add_error(told.field if told.field in form.fields else None, str(told))
        except CaseworkError as told:
            form.add_error(None, str(told))
    return shown(request, case, "verdict", status=422, round_form=form)


@login_required
@require_POST
def cast(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """Cast one's vote."""
    case, opened = case_of(request, pk), _round(request, pk, number)
    form = VoteForm(request.POST, opened=opened)
    if form.is_valid():
        chosen = form.cleaned_data["rating"]
        rating = next((each for each in form.values if str(each.pk) == chosen), None)
        try:
            vote(opened, _user(request), rating=rating, reason=form.cleaned_data["reason"])
            messages.success(request, _("Your vote is kept. Nobody sees it before all have voted."))
            return redirect("casework:pane", pk, "verdict")
        except Unusable as told:
            form.add_error(told.field if told.field in form.fields else None, str(told))
    return shown(request, case, "verdict", status=422, vote_form=form)


@login_required
@require_POST
def round_act(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """Excuse somebody from a round, or break it off."""
    case_of(request, pk)
    opened = _round(request, pk, number)
    try:
        if request.POST.get("what") == "break-off":
            break_off(opened, _user(request))
            messages.success(request, _("The round is broken off; its votes stay unseen."))
        else:
            elector = get_object_or_404(opened.electors, pk=brought.number(request.POST.get("elector")))
            excuse(opened, elector, _user(request))
            messages.success(request, _("%(who)s is excused from this round.") % {"who": elector})
    except CaseworkError as told:
        messages.error(request, str(told))
    return redirect("casework:pane", pk, "verdict")


@login_required
@require_POST
def record_verdict(request: HttpRequest, pk: int) -> HttpResponse:
    """Record what the votes carried as the verdict."""
    try:
        decide(case_of(request, pk), _user(request))
        messages.success(request, _("The verdict is recorded."))
    except CaseworkError as told:
        messages.error(request, str(told))
    return redirect("casework:pane", pk, "verdict")


@login_required
def earlier(request: HttpRequest, pk: int) -> HttpResponse:
    """How it was rated before, asked for by the pane when it is shown: looking up similar claims takes a moment."""
    found = precedents(case_of(request, pk), _user(request), get_language() or "en")
    return render(request, "casework/precedents.html", {"found": found})


def _vote_form(opened: VotingRound, own: Vote | None) -> VoteForm:
    first = {"rating": str(own.rating_id or "not-yet"), "reason": own.reason} if own else {}
    return VoteForm(opened=opened, initial=first)


def _digest(rounds: list[VotingRound], pk: int) -> str:
    return next((each.digest for each in rounds if each.pk == pk), "")


def _round(request: HttpRequest, pk: int, number: int) -> VotingRound:
    seen = VotingRound.objects.visible_to(request.user).select_related("scale", "case")
    return get_object_or_404(seen, pk=number, case=pk)


def _user(request: HttpRequest) -> User:
    assert isinstance(request.user, User)
    return request.user
