"""What somebody said before, beside what they say now: the candidates, the comparison, the judgement."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from merilo_desk import engine
from merilo_desk.languages import language
from merilo_desk.newsroom.paging import page_of
from merilo_desk.newsroom.policy import Act, require
from merilo_desk.people import earlier, turning
from merilo_desk.people.forms import TurnForm
from merilo_desk.people.models import Statement, Turn

PAGE = 50
State = Turn.State


@dataclass(frozen=True, slots=True)
class Candidate:
    """An earlier statement that may be contradicted, what the engine says of it, and the judgement that it has."""

    statement: Statement
    found: engine.Before
    turn: Turn | None


def shown_before(statement: Statement, user: Any) -> dict[str, Any]:
    """Return what the page of a statement shows of what its speaker said before."""
    speaking = language(get_language()).profile
    found, unread = earlier.said_before(statement, user, speaking)
    rows = {each.pk: each for each in Statement.objects.visible_to(user).filter(pk__in=[each.number for each in found])}
    turns = Turn.objects.visible_to(user).filter(now=statement)
    judged = list(turns.filter(state__in=(State.PROPOSED, State.APPROVED)).newest_first())
    by_then = {each.then_id: each for each in judged}
    return {
        "candidates": [
            Candidate(rows[each.number], each, by_then.get(each.number)) for each in found if each.number in rows
        ],
        "unread": unread,
        "turns": judged,
        "aside": turns.filter(state=State.ASIDE).count(),
        "others": earlier.before(statement, user).exists(),
    }


@login_required
def any_before(request: HttpRequest, pk: int) -> HttpResponse:
    """Everything that the speaker of a statement said before it: to set one aside, or to choose one by hand."""
    now = get_object_or_404(Statement.objects.visible_to(request.user).select_related("speaker"), pk=pk)
    if request.method == "POST":
        if request.POST.get("act") == "again":
            turning.offer_again(now, by=request.user)
        else:
            then = get_object_or_404(
                Statement.objects.visible_to(request.user), pk=_number(request, "then"), speaker=now.speaker_id
            )
            turning.set_aside(now, then, by=request.user)
            messages.success(request, _("It will not be offered beside this statement again."))
        return redirect("people:statement", pk)
    found = earlier.before(now, request.user)
    page = page_of(found, request.GET.get("page"), PAGE, found.select_related("topic").defer("meaning"))
    return render(request, "people/any_before.html", {"now": now, "page": page})


@login_required
def compare(request: HttpRequest, pk: int, then: int) -> HttpResponse:
    """Two statements side by side: propose how consistent they are, approve, send back, take back."""
    rows = Statement.objects.visible_to(request.user).select_related("speaker", "topic")
    now = get_object_or_404(rows, pk=pk)
    # A pair that was judged stays to be seen, though a statement was given to another speaker since.
    pairs = Q(speaker=now.speaker_id) | Q(pk__in=Turn.objects.visible_to(request.user).filter(now=now).values("then"))
    before = get_object_or_404(rows.exclude(pk=pk).filter(pairs), pk=then)
    form = TurnForm(request.POST if request.POST.get("act") == "propose" else None, user=request.user)
    error = ""
    if request.method == "POST":
        require(request.user, Act.JUDGE_CONSISTENCY)
        try:
            done = _act(request, now, before, form)
        except ValidationError as wrong:
            error = " ".join(wrong.messages)
        else:
            if done:
                messages.success(request, done)
                return redirect("people:compare", pk, then)
    turns = Turn.objects.visible_to(request.user).filter(now=now, then=before).exclude(state=State.ASIDE)
    context = {
        "now": now,
        "then": before,
        "pieces": _pieces(now, before),
        "form": form,
        "error": error,
        "turns": turns.newest_first(),
        "waits": turns.filter(state=State.PROPOSED).exists(),
    }
    return render(request, "people/compare.html", context, status=422 if error or form.errors else 200)


def _act(request: HttpRequest, now: Statement, then: Statement, form: TurnForm) -> str:
    act = request.POST.get("act", "")
    if act == "propose":
        if not form.is_valid():
            return ""
        turning.propose_turn(now, then, by=request.user, **form.cleaned_data)
        return _("It waits for a second pair of eyes now.")
    turns = Turn.objects.visible_to(request.user).filter(now=now, then=then)
    turn = get_object_or_404(turns, pk=_number(request, "turn"))
    because = request.POST.get("because", "")
    if act == "approve":
        turning.approve_turn(turn, by=request.user)
        return _("It stands on the public page of the speaker now.")
    if act == "refuse":
        turning.refuse_turn(turn, because=because, by=request.user)
        return _("It was sent back.")
    turning.take_back_turn(turn, because=because, by=request.user)
    return _("It was taken off the public page. The ledger keeps it.")


def _number(request: HttpRequest, name: str) -> int:
    told = request.POST.get(name, "")
    return int(told) if told.isascii() and told.isdigit() and len(told) < 10 else 0


def _pieces(now: Statement, then: Statement) -> engine.Before | None:
    """Return the sentences that meet, with the words that part; None where nothing was found to say."""
    unread = [each for each in (now, then) if not each.meant_by]
    if unread:
        earlier.keep(unread)
    mine, theirs = (
        engine.Kept(each.pk, each.words, language(each.language).profile.split("-")[0], bytes(each.meaning))
        for each in (now, then)
    )
    return next(iter(engine.said_before(mine, [theirs], language(get_language()).profile, 1)), None)
