"""The first pane of a case: the claim in its exact words, whose they are, where they stand, what was checked before."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from merilo_desk import engine
from merilo_desk.casework import actions
from merilo_desk.casework.case_views import case_of, shown
from merilo_desk.casework.errors import CaseworkError
from merilo_desk.casework.forms import AboutForm, AppearanceForm
from merilo_desk.casework.models import Case
from merilo_desk.casework.panes import pane
from merilo_desk.languages import language
from merilo_desk.newsroom.policy import Act, require
from merilo_desk.people.actions import add_appearance
from merilo_desk.people.forms import ActorForm
from merilo_desk.people.models import Actor, Office

# How long a page waits for the engine before it says that the look-up takes longer.
PATIENCE = 20.0


@pane("claim", gettext_lazy("Claim"), "casework/pane_claim.html", order=10, letter="1")
def claim_pane(request: HttpRequest, case: Case) -> dict[str, Any]:
    """Gather whose words they are, the offices held at the time, where the words stand, and who asked for the check."""
    said = case.statement
    article = case.article
    around = None
    if article and case.start is not None and case.end is not None:
        around = words_around(article.text, case.start, case.end)
    return {
        "said": said,
        "offices": offices_at(said.speaker, said.said_on) if said and said.speaker else [],
        "appearances": list(said.appearances.select_related("outlet")) if said else [],
        "around": around,
        "about_form": AboutForm.of(case, request.user),
        "appearance_form": AppearanceForm(),
    }


def words_around(text: str, start: int, end: int, most: int = 300) -> tuple[str, str, str]:
    """Return what stands before some words, the words, and what follows; no word is cut in two at either end."""
    left, right = max(0, start - most), min(len(text), end + most)
    while 0 < left < start and not text[left - 1].isspace():
        left += 1
    while end < right < len(text) and not text[right].isspace():
        right -= 1
    return text[left:start], text[start:end], text[end:right]


def offices_at(actor: Actor, day: date | None) -> list[Office]:
    """Return the offices that somebody held on a day; those held now where no day is known."""
    held = actor.offices.select_related("body")
    if day is None:
        return list(held.filter(until=None))
    return list(held.filter(Q(since=None) | Q(since__lte=day), Q(until=None) | Q(until__gte=day)))


@login_required
def earlier(request: HttpRequest, pk: int) -> HttpResponse:
    """Earlier fact checks of the same claim, with what differs; asked for by the page once it is there."""
    case = case_of(request, pk)
    try:
        found = engine.matches(
            [case.claim],
            speaking=language(request.user.language).profile,
            language=language(case.language).profile.split("-")[0],
            timeout=PATIENCE,
        )[0]
        trouble = ""
    except TimeoutError:
        found, trouble = [], _("Looking up earlier checks takes longer than usual. Load the page again in a minute.")
    return render(request, "casework/earlier.html", {"matches": found, "trouble": trouble, "case": case})


@login_required
@require_POST
def about(request: HttpRequest, pk: int) -> HttpResponse:
    """Say whose words a case checks, in which context, and why."""
    case = case_of(request, pk)
    form = AboutForm(request.POST, user=request.user)
    if form.is_valid():
        given = form.cleaned_data
        said = case.statement
        now = (said.speaker or said.speaker_words or None, said.said_on, said.place) if said else (None, None, "")
        try:
            actions.plan(case, request.user, context=given["context"], why_chosen=given["why_chosen"])
            if (given["speaker"], given["said_on"], given["place"]) != now:
                actions.attribute(
                    case, request.user, speaker=given["speaker"], said_on=given["said_on"], place=given["place"]
                )
        except CaseworkError as told:
            form.add_error(None, str(told))
        else:
            messages.success(request, _("Saved."))
            return redirect("casework:case", pk)
    return shown(request, case, "claim", status=422, about_form=form)


@login_required
def speaker(request: HttpRequest, pk: int) -> HttpResponse:
    """Take whoever a case names into the register, without leaving the case."""
    case = case_of(request, pk)
    require(request.user, Act.EDIT_PEOPLE)
    said = case.statement
    if said and said.speaker:
        return redirect("casework:case", pk)
    form = ActorForm(request.POST or None, initial={"name": said.speaker_words if said else ""})
    if request.method == "POST" and form.is_valid():
        try:
            actions.register_speaker(case, request.user, **form.details())  # type: ignore[arg-type]
        except CaseworkError as told:
            form.add_error(None, str(told))
        else:
            messages.success(
                request, _("%(who)s is in the register, and the words are theirs.") % {"who": form.cleaned_data["name"]}
            )
            return redirect("casework:case", pk)
    return shown(request, case, "claim", status=422 if form.errors else 200, below="casework/speaker.html", form=form)


@login_required
@require_POST
def appeared(request: HttpRequest, pk: int) -> HttpResponse:
    """Note one more place where the words stand."""
    case = case_of(request, pk)
    require(request.user, Act.WORK_ON_CASE)
    form = AppearanceForm(request.POST)
    if not form.is_valid():
        return shown(request, case, "claim", status=422, appearance_form=form)
    if case.statement is None:
        actions.attribute(case, request.user, speaker=None)
    add_appearance(case.statement, by=request.user, **form.cleaned_data)
    messages.success(request, _("Saved."))
    return redirect("casework:case", pk)
