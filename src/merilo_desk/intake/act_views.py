"""Acts on requests: one address an act, for one request or for many, by a key, a button or a plain form."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from merilo_desk.intake.actions import joining, triage
from merilo_desk.intake.actions.deeds import Pick, undo
from merilo_desk.intake.actions.triage import Acted
from merilo_desk.intake.errors import ChangedMeanwhile, IntakeError, NothingPicked, TwoStatements
from merilo_desk.intake.forms_inbox import SortForm, StatementForm
from merilo_desk.intake.models import Likeness, Submission
from merilo_desk.intake.saving import last_deed
from merilo_desk.intake.showing import members_at_work
from merilo_desk.newsroom import brought
from merilo_desk.newsroom.policy import Act, require
from merilo_desk.people.models import Statement

MOST_PICKS = 200


def picks_of(request: HttpRequest) -> list[Pick]:
    """Return what was picked, as "number:version"; with no box ticked, the request at hand.

    Raises:
        NothingPicked: neither.
    """
    ticked = request.POST.getlist("pick") or [request.POST.get("here", "")]
    if request.method == "GET":
        ticked = request.GET.getlist("pick")
    picks = [_pick(each) for each in ticked[:MOST_PICKS]]
    if not (told := [pick for pick in picks if pick]):
        raise NothingPicked(_("Pick at least one request first: press x on it, or tick its box."))
    return told


def _pick(text: str) -> Pick | None:
    pk, _sign, version = text.partition(":")
    one = brought.number(pk)
    return (one, brought.number(version)) if one and version.isdecimal() else None


def back(request: HttpRequest, status: str = "") -> HttpResponse:
    """Return to where the member was."""
    return redirect(brought.next_page(request) or reverse("intake:inbox"))


def told(request: HttpRequest, acted: Acted, said: str) -> HttpResponse:
    """Say what was done, and what was not because somebody else was at it."""
    messages.success(request, said)
    if acted.changed:
        left = ngettext(
            "%(count)d of them was changed by somebody else meanwhile and stays as it is. Look at it again.",
            "%(count)d of them were changed by somebody else meanwhile and stay as they are. Look at them again.",
            len(acted.changed),
        )
        messages.warning(request, left % {"count": len(acted.changed)})
    return back(request)


def refused(request: HttpRequest, why: IntakeError) -> HttpResponse:
    """Say why an act was not done."""
    messages.warning(request, str(why))
    return back(request)


@login_required
@require_POST
def act(request: HttpRequest, name: str) -> HttpResponse:
    """Do one act that needs no more words: by a button, or by its key."""
    if name not in ACTS:
        raise Http404
    try:
        return ACTS[name](request, picks_of(request))
    except TwoStatements as two:
        require(request.user, Act.TRIAGE)
        statements = Statement.objects.visible_to(request.user).filter(pk__in=two.statements)
        context = {"why": two, "statements": statements, "picks": request.POST.getlist("pick"), "next": _next(request)}
        return render(request, "intake/inbox_two_statements.html", context, status=409)
    except IntakeError as why:
        return refused(request, why)


def _next(request: HttpRequest) -> str:
    return brought.next_page(request) or reverse("intake:inbox")


def _assign(request: HttpRequest, picks: list[Pick]) -> HttpResponse:
    wanted = request.POST.get("to", "me")
    if wanted == "me":
        to = request.user
    elif wanted == "nobody":
        to = None
    else:
        wanted = request.POST.get("person", "") if wanted == "person" else wanted
        to = next((each for each in members_at_work() if str(each.pk) == wanted), None)
        if to is None:
            raise IntakeError(_("Choose who should have it."))
    acted = triage.assign(picks, to=to, by=request.user)
    if to is None:
        said = ngettext("%(count)d is given back.", "%(count)d are given back.", len(acted.done))
        return told(request, acted, said % {"count": len(acted.done)})
    said = ngettext("%(who)s has %(count)d more.", "%(who)s has %(count)d more.", len(acted.done))
    return told(request, acted, said % {"count": len(acted.done), "who": to})


def _sort(request: HttpRequest, picks: list[Pick]) -> HttpResponse:
    form = SortForm(request.POST)
    if not form.is_valid():
        raise IntakeError(" ".join(str(each) for errors in form.errors.values() for each in errors))
    acted = triage.sort(picks, by=request.user, **form.given())
    said = ngettext("Set for %(count)d.", "Set for %(count)d.", len(acted.done))
    return told(request, acted, said % {"count": len(acted.done)})


def _spam(request: HttpRequest, picks: list[Pick]) -> HttpResponse:
    acted = triage.mark_spam(picks, by=request.user)
    said = ngettext("%(count)d is marked as spam.", "%(count)d are marked as spam.", len(acted.done))
    return told(request, acted, said % {"count": len(acted.done)})


def _reopen(request: HttpRequest, picks: list[Pick]) -> HttpResponse:
    acted = triage.reopen(picks, by=request.user)
    said = ngettext("%(count)d is open again.", "%(count)d are open again.", len(acted.done))
    return told(request, acted, said % {"count": len(acted.done)})


def _merge(request: HttpRequest, picks: list[Pick]) -> HttpResponse:
    which = request.POST.get("statement", "")
    acted = joining.merge(picks, by=request.user, statement=brought.number(which) or None)
    said = ngettext("%(count)d was put to the others.", "%(count)d were put to the others.", len(acted.done))
    return told(request, acted, said % {"count": len(acted.done)})


def _split(request: HttpRequest, picks: list[Pick]) -> HttpResponse:
    acted = joining.split(picks, by=request.user)
    said = ngettext("%(count)d stands by itself now.", "%(count)d stand by themselves now.", len(acted.done))
    return told(request, acted, said % {"count": len(acted.done)})


ACTS: dict[str, Callable[[HttpRequest, list[Pick]], HttpResponse]] = {
    "assign": _assign,
    "sort": _sort,
    "spam": _spam,
    "reopen": _reopen,
    "merge": _merge,
    "split": _split,
}


@login_required
@require_POST
def take_back(request: HttpRequest) -> HttpResponse:
    """Undo the member's last act."""
    require(request.user, Act.TRIAGE)
    deed = last_deed(request.user)
    if deed is None:
        return refused(request, ChangedMeanwhile(_("There is nothing to take back.")))
    try:
        undone = undo(deed, by=request.user)
    except IntakeError as why:
        return refused(request, why)
    messages.success(
        request, ngettext("%(n)d stands as before.", "%(n)d stand as before.", undone.back) % {"n": undone.back}
    )
    if undone.changed:
        messages.warning(request, _("What somebody else changed since stays as it is."))
    if undone.read:
        messages.warning(request, _("A sender has read your words already; they stay in the talk."))
    return back(request)


@login_required
@require_POST
def judge(request: HttpRequest, pk: int) -> HttpResponse:
    """Say of a suggestion whether both ask the same."""
    require(request.user, Act.TRIAGE)
    likeness = Likeness.objects.visible_to(request.user).select_related("submission", "other").filter(pk=pk).first()
    if likeness is None:
        raise Http404
    here, other = likeness.submission, likeness.other
    try:
        if request.POST.get("same") == "1":
            acted = joining.merge([(here.pk, here.version), (other.pk, other.version)], by=request.user)
            return told(request, acted, _("They are together now."))
        joining.keep_apart(likeness, by=request.user)
        messages.success(request, _("Kept apart. It is not suggested again."))
    except TwoStatements as two:
        statements = Statement.objects.visible_to(request.user).filter(pk__in=two.statements)
        picks = [f"{each.pk}:{each.version}" for each in (here, other)]
        context = {"why": two, "statements": statements, "picks": picks, "next": _next(request)}
        return render(request, "intake/inbox_two_statements.html", context, status=409)
    except IntakeError as why:
        return refused(request, why)
    return back(request)


@login_required
@require_POST
def write_note(request: HttpRequest, pk: int) -> HttpResponse:
    """Write a note that the sender never sees."""
    one = _one(request, pk)
    try:
        triage.note(one, request.POST.get("text", ""), by=request.user)
    except IntakeError as why:
        return refused(request, why)
    return redirect(f"{_next(request)}#notes")


@login_required
@require_http_methods(["GET", "POST"])
def statement(request: HttpRequest, pk: int) -> HttpResponse:
    """Write down the statement that a request is about."""
    require(request.user, Act.EDIT_PEOPLE)
    one = _one(request, pk)
    begun = {"words": one.text, "speaker_words": one.who[:200], "place": one.where[:200], "language": one.language}
    form = StatementForm(request.POST or None, initial=begun | {"url": one.link.split()[0] if one.link.split() else ""})
    if request.method == "POST" and form.is_valid():
        try:
            joining.make_statement(one, by=request.user, **form.cleaned_data)
            messages.success(request, _("The statement is in the register."))
            return back(request)
        except IntakeError as why:
            form.add_error(None, str(why))
    status = 422 if form.is_bound else 200
    return render(
        request, "intake/inbox_statement.html", {"form": form, "one": one, "next": _next(request)}, status=status
    )


def _one(request: HttpRequest, pk: int) -> Submission:
    require(request.user, Act.SEE_INBOX)
    one: Any = Submission.objects.visible_to(request.user).select_related("cluster").filter(pk=pk).first()
    if one is None:
        raise Http404
    return one
