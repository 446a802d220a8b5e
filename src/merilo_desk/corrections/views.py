"""Corrections at the desk: what was asked, by when, the mend, a second pair of eyes; and what we ask of others."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from merilo_desk.casework.models import Case
from merilo_desk.corrections import actions, errors, unplaced
from merilo_desk.corrections.forms import LABELS, AskedForm, CorrectionForm, FollowerForm, OutcomeForm
from merilo_desk.corrections.models import AskedOfOthers, Correction, Follower
from merilo_desk.corrections.typed import let_go, typed_by
from merilo_desk.languages import language
from merilo_desk.newsroom import brought
from merilo_desk.newsroom.models import the_desk
from merilo_desk.newsroom.paging import page_of
from merilo_desk.newsroom.policy import Act, may, require
from merilo_desk.newsroom.workdays import workdays_between

PAGE = 25
# What a line of the list says. The texts before and after weigh kilobytes and are read where they are shown.
LISTED = (
    "kind", "origin", "asked_on", "due", "published_at", "closed_at", "notices",
    "case__claim", "case__language", "by__name", "by__username",
)  # fmt: skip


@login_required
def corrections(request: HttpRequest) -> HttpResponse:
    """Open corrections by what is due first; published and refused ones newest first."""
    require(request.user, Act.SEE_CORRECTIONS)
    which = request.GET.get("list", "open")
    found = everything = Correction.objects.visible_to(request.user)
    if which == "published":
        found = found.exclude(published_at=None).order_by("-published_at", "-pk")
    elif which == "refused":
        found = found.filter(published_at=None).exclude(closed_at=None).order_by("-closed_at", "-pk")
    else:
        which, found = "open", found.filter(closed_at=None).order_by("due", "pk")
    country, today = the_desk().country, timezone.localdate()
    shown = everything.select_related("case", "by").only(*LISTED)
    page = page_of(found, request.GET.get("page"), PAGE, shown)
    for each in page.object_list:
        each.days_left = workdays_between(today, each.due, country)
        each.late = each.closed_at is None and each.due < today
    waiting = unplaced.shown(request.user) if which == "open" else []
    context = {"page": page, "list": which, "unplaced": waiting}
    return render(request, "corrections/corrections.html", context)


@login_required
@require_POST
def open_one(request: HttpRequest) -> HttpResponse:
    """Open a correction of a published case."""
    case = get_object_or_404(Case.objects.visible_to(request.user), pk=brought.number(request.POST.get("case")))
    kind = request.POST.get("kind", "")
    try:
        earlier = brought.number(request.POST.get("corrects"))
        corrects = Correction.objects.visible_to(request.user).filter(pk=earlier).first()
        opened = actions.open_correction(
            case,
            kind=kind if kind in Correction.Kind.values else Correction.Kind.CORRECTION,
            by=request.user,
            corrects=corrects,
        )
    except ValidationError as wrong:
        messages.error(request, " ".join(wrong.messages))
        return redirect("corrections:corrections")
    return redirect("corrections:correction", opened.pk)


@login_required
@require_POST
def take_up(request: HttpRequest, pk: int) -> HttpResponse:
    """Say which page a request is about, and open the correction that it asks for."""
    submission = get_object_or_404(unplaced.unplaced(request.user), pk=pk)
    try:
        if number := brought.number(request.POST.get("case")):
            case = get_object_or_404(Case.objects.visible_to(request.user), pk=number)
        elif page := unplaced.page_at(request.POST.get("page", "")[:500]):
            case = page.case
        else:
            raise errors.NoSuchPage
        opened = unplaced.take_up(submission, case, by=request.user)  # type: ignore[arg-type]
    except ValidationError as wrong:
        messages.error(request, " ".join(wrong.messages))
        return redirect("corrections:corrections")
    return redirect("corrections:correction", opened.pk)


@login_required
def correction(request: HttpRequest, pk: int) -> HttpResponse:
    """One correction: the request, the mend, what differs, and what may be done now."""
    found = get_object_or_404(
        Correction.objects.visible_to(request.user).select_related(
            "case__rating__scale", "submission", "by", "approved_by", "old_rating", "new_rating", "entry"
        ),
        pk=pk,
    )
    form = CorrectionForm(found, request.POST if request.POST.get("act") == "write" else None)
    if request.method == "POST":
        try:
            if said := _done(request, found, form):
                messages.success(request, said)
                return redirect("corrections:correction", pk)
        except ValidationError as wrong:
            form.add_error(None, wrong) if form.is_bound else messages.error(request, " ".join(wrong.messages))
            if not form.is_bound:
                return redirect("corrections:correction", pk)
    kept = None if form.is_bound or found.closed_at else typed_by(request.user, found)  # type: ignore[arg-type]
    if kept is not None:
        form.begin_with(kept.typed)
    shown = {
        "correction": found,
        "form": form,
        "kept": kept,
        "begun": kept.seen if kept else actions.digest_of(found),
        "changes": changes_of(found),
        "late": found.closed_at is None and found.due < timezone.localdate(),
        "may_approve": may(request.user, Act.APPROVE_CORRECTION) and request.user.pk not in actions.writers(found),
        "lacking": _lacking(found),
        "seen": actions.digest_of(found),
        "pages": found.case.pages.select_related("locale"),
    }
    return render(request, "corrections/correction.html", shown)


def _lacking(found: Correction) -> str:
    codes = actions.lacking(found) if found.stage == "written" else []
    return ", ".join(language(code).name for code in codes)


def changes_of(found: Correction) -> list[dict[str, object]]:
    """Return old and new of every text that changes, language by language."""
    return [
        {
            "language": language(code),
            "texts": [
                {"label": LABELS[name], "old": found.before.get(code, {}).get(name, ""), "new": text}
                for name, text in texts.items()
            ],
        }
        for code, texts in found.after.items()
    ]


def _done(request: HttpRequest, found: Correction, form: CorrectionForm) -> str:
    act, by = request.POST.get("act"), request.user
    if act == "write" and form.is_valid():
        rating = form.cleaned_data.get("rating", found.case.rating)
        actions.write(
            found,
            kind=form.cleaned_data["kind"],
            texts=form.texts(),
            notices=form.notices(),
            rating=rating or found.case.rating,
            by=by,
            in_step=form.in_step(),
            withheld_because=form.cleaned_data["withheld_because"],
            seen=request.POST.get("seen"),
        )
        let_go(found, by)  # type: ignore[arg-type]
        if actions.lacking(found):
            return _("Saved. It can go out when readers of every language are told.")
        return _("Saved. Somebody else has to approve it now.")
    if act == "publish":
        actions.publish(found, by=by, seen=request.POST.get("seen"))
        return _("Published. The page is changed and the ledger has a new line.")
    if act == "back":
        actions.send_back(found, comment=request.POST.get("comment", ""), by=by)
        return _("Sent back.")
    if act == "refuse":
        actions.refuse(found, because=request.POST.get("because", ""), by=by)
        return _("Closed without a change.")
    return ""


@login_required
def others(request: HttpRequest) -> HttpResponse:
    """Corrections that we ask of others."""
    require(request.user, Act.SEE_CORRECTIONS)
    form = AskedForm(request.POST or None, user=request.user, initial={"asked_on": timezone.localdate()})
    if request.method == "POST" and form.is_valid():
        actions.ask_of_others(
            by=request.user,
            asked=form.cleaned_data["asked"],
            what=form.cleaned_data["what"],
            url=form.cleaned_data["url"],
            asked_on=form.cleaned_data["asked_on"],
        )
        messages.success(request, _("Saved."))
        return redirect("corrections:others")
    found = AskedOfOthers.objects.visible_to(request.user).select_related("asked")
    page = page_of(found, request.GET.get("page"), PAGE)
    return render(request, "corrections/others.html", {"page": page, "form": form})


@login_required
def other(request: HttpRequest, pk: int) -> HttpResponse:
    """One of them, and what came of it."""
    found = get_object_or_404(AskedOfOthers.objects.visible_to(request.user).select_related("asked"), pk=pk)
    form = OutcomeForm(request.POST or None, instance=found)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        actions.note_outcome(
            found, outcome=data["outcome"], words=data["outcome_words"], on=data["outcome_on"], by=request.user
        )
        messages.success(request, _("Saved."))
        return redirect("corrections:others")
    return render(request, "corrections/other.html", {"asked": found, "form": form})


@login_required
def followers(request: HttpRequest) -> HttpResponse:
    """Who is told of every correction."""
    require(request.user, Act.APPROVE_CORRECTION)
    chosen = request.GET.get("id", "")
    one = (
        get_object_or_404(Follower.objects.visible_to(request.user), pk=brought.number(chosen))
        if chosen
        else Follower()
    )
    form = FollowerForm(request.POST or None, instance=one)
    if one.pk and "remove" in request.POST:
        actions.remove_follower(one, by=request.user)
        messages.success(request, _("Removed: nothing of them is kept here."))
        return redirect("corrections:followers")
    if request.method == "POST" and form.is_valid():
        saved = actions.save_follower(form.save(commit=False), by=request.user)
        messages.success(request, _("Saved."))
        # A machine's key is shown at once, so that it can be handed on.
        shown = f"?id={saved.pk}" if saved.way == Follower.Way.HOOK else ""
        return redirect(reverse("corrections:followers") + shown)
    return render(
        request,
        "corrections/followers.html",
        {"form": form, "one": one, "followers": Follower.objects.visible_to(request.user)},
    )
