"""Promises at the desk: the list, one promise, programmes and the drafts found in them, governments."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from merilo_desk import engine
from merilo_desk.casework.models import Case
from merilo_desk.newsroom import brought
from merilo_desk.newsroom.models import Topic
from merilo_desk.newsroom.paging import page_of
from merilo_desk.newsroom.policy import Act, may, require
from merilo_desk.newsroom.tongues import tongues
from merilo_desk.promises import actions
from merilo_desk.promises.deadlines import DUE, due, promisers
from merilo_desk.promises.forms import GovernmentForm, LinkForm, ProgrammeForm, PromiseForm, StatusForm
from merilo_desk.promises.models import WORDS, Government, Programme, Promise, StatusChange
from merilo_desk.promises.standing import standing

PAGE = 50


@login_required
def promises(request: HttpRequest) -> HttpResponse:
    """Promises by government, topic and state; drafts and proposed statuses that wait come first when asked for."""
    require(request.user, Act.SEE_PROMISES)
    chosen = {name: request.GET.get(name, "") for name in ("q", "government", "topic", "promiser", "due", "list")}
    everything = found = Promise.objects.visible_to(request.user)
    which = chosen["list"] or "tracked"
    if which == "drafts":
        found = found.filter(state=Promise.State.DRAFT)
    elif which == "waiting":
        proposed = everything.filter(changes__isnull=False, changes__approved_at=None)
        found = found.filter(pk__in=proposed.order_by().values("pk"))
    elif which == "overdue":
        today = timezone.localdate()
        found = found.filter(state=Promise.State.TRACKED, deadline__lt=today)
    else:
        which, found = "tracked", found.filter(state=Promise.State.TRACKED)
    for name in ("government", "topic", "promiser"):
        if one := brought.number(chosen[name]):
            found = found.filter(**{name: one})
    found = due(found, chosen["due"], timezone.localdate())
    if chosen["q"]:
        asked = engine.keys_asked(chosen["q"][:200], tongues())
        found = WORDS.holding(found, asked) if asked else found.none()
    shown = everything.select_related("government", "topic", "promiser").prefetch_related("changes__rating")
    page = page_of(found.order_by("pk"), request.GET.get("page"), PAGE, shown)
    today = timezone.localdate()
    rows = [(promise, standing(promise, today)) for promise in page.object_list]
    if which == "overdue":
        rows = [row for row in rows if row[1].overdue]
    context = {
        "page": page,
        "rows": rows,
        "list": which,
        "chosen": chosen,
        "narrowed": any(chosen[name] for name in chosen if name != "list"),
        "governments": Government.objects.visible_to(request.user),
        "topics": Topic.objects.visible_to(request.user),
        "promisers": promisers(request.user),
        "deadlines": DUE.items(),
        "programmes": Programme.objects.visible_to(request.user).annotate(found=Count("promises")).order_by("-pk")[:10],
    }
    return render(request, "promises/promises.html", context)


@login_required
def promise(request: HttpRequest, pk: int) -> HttpResponse:
    """One promise: what was promised, where it stands, and what may be done now."""
    found = get_object_or_404(_whole(request), pk=pk)
    form = StatusForm(
        request.POST if request.POST.get("act") == "propose" else None,
        promise=found,
        initial={"since": timezone.localdate()},
    )
    link_form = LinkForm(request.POST if request.POST.get("act") == "link" else None, user=request.user)
    if request.method == "POST":
        try:
            if said := _done(request, found, form, link_form):
                messages.success(request, said)
                return redirect("promises:promise", pk)
        except ValidationError as wrong:
            if form.is_bound:
                form.add_error(None, wrong)
            else:
                messages.error(request, " ".join(wrong.messages))
                return redirect("promises:promise", pk)
    changes = list(found.changes.all())
    shown = {
        "promise": found,
        "standing": standing(found, timezone.localdate()),
        "changes": changes,
        "may_approve": may(request.user, Act.APPROVE_PROMISE),
        "form": form,
        "link_form": link_form,
        "links": found.links.select_related("statement"),
        "cases": found.cases.select_related("rating"),
    }
    return render(request, "promises/promise.html", shown)


def _whole(request: HttpRequest):  # type: ignore[no-untyped-def]
    return (
        Promise.objects.visible_to(request.user)
        .select_related("government__scale", "programme", "topic", "promiser", "statement")
        .prefetch_related("changes__rating", "changes__by", "changes__approved_by")
    )


def _done(request: HttpRequest, found: Promise, form: StatusForm, link_form: LinkForm) -> str:
    act, by = request.POST.get("act"), request.user
    if act == "propose" and form.is_valid():
        actions.propose_status(found, by=by, **{**form.cleaned_data, "measured": form.cleaned_data["measured"]})
        return _("Proposed. Somebody else has to approve it.")
    if act == "link" and link_form.is_valid():
        data = link_form.cleaned_data
        if isinstance(link_form.ours, Case):
            actions.join_case(found, link_form.ours, by=by)
            return _("Joined with the case.")
        actions.add_link(
            found,
            kind=data["kind"],
            title=data["title"],
            url=data["url"],
            on=data["on"],
            statement=link_form.ours,
            by=by,
        )
        return _("Saved.")
    if act in {"approve", "refuse"}:
        change = get_object_or_404(StatusChange, promise=found, pk=brought.number(request.POST.get("change")))
        if act == "approve":
            actions.approve_status(change, by=by)
            return _("Approved: it counts from now on.")
        actions.refuse_status(change, because=request.POST.get("because", ""), by=by)
        return _("Refused.")
    if act == "track":
        actions.track(found, by=by)
        return _("It is tracked from now on.")
    if act == "reject":
        actions.reject(found, by=by)
        return _("Put aside: not a promise that can be followed.")
    if act in {"show", "hide"}:
        actions.show(found, shown=act == "show", by=by)
        return _("It is public now.") if act == "show" else _("It is no longer public.")
    return ""


@login_required
def edit(request: HttpRequest, pk: int | None = None) -> HttpResponse:
    """Add a promise or change one."""
    require(request.user, Act.EDIT_PROMISES)
    found = get_object_or_404(Promise.objects.visible_to(request.user), pk=pk) if pk else None
    form = PromiseForm(request.POST or None, instance=found, user=request.user)
    if request.method == "POST" and form.is_valid():
        details = form.details()
        if found:
            fresh = Promise.objects.visible_to(request.user).get(pk=pk)
            saved = actions.change_promise(fresh, by=request.user, **details)
        else:
            saved = actions.add_promise(by=request.user, **details)
        messages.success(request, _("Saved."))
        return redirect("promises:promise", saved.pk)
    return render(request, "promises/edit.html", {"form": form, "promise": found})


@login_required
def programme(request: HttpRequest, pk: int | None = None) -> HttpResponse:
    """Bring a programme, or go through the drafts that were found in one."""
    if pk is None:
        require(request.user, Act.EDIT_PROMISES)
        form = ProgrammeForm(request.POST or None, request.FILES or None, user=request.user)
        if request.method == "POST" and form.is_valid():
            kept = actions.bring_programme(form.save(commit=False), by=request.user)
            return redirect("promises:programme", kept.pk)
        return render(request, "promises/bring.html", {"form": form})
    found = get_object_or_404(Programme.objects.visible_to(request.user).select_related("party", "government"), pk=pk)
    drafts = found.promises.select_related("topic").order_by("start", "pk")
    page = page_of(drafts, request.GET.get("page"), 100)
    return render(request, "promises/programme.html", {"programme": found, "page": page})


@login_required
@require_POST
def sort_drafts(request: HttpRequest, pk: int) -> HttpResponse:
    """Track or put aside several drafts of a programme at once."""
    found = get_object_or_404(Programme.objects.visible_to(request.user), pk=pk)
    chosen = found.promises.filter(pk__in=brought.numbers(request.POST.getlist("promise")))
    act = actions.track if request.POST.get("act") == "track" else actions.reject
    done = [act(each, by=request.user) for each in chosen]
    messages.success(request, _("%(count)d done.") % {"count": len(done)})
    return redirect("promises:programme", pk)


@login_required
def government(request: HttpRequest, pk: int | None = None) -> HttpResponse:
    """Add a government or change one."""
    require(request.user, Act.EDIT_PROMISES)
    found = get_object_or_404(Government.objects.visible_to(request.user), pk=pk) if pk else Government()
    form = GovernmentForm(request.POST or None, instance=found, user=request.user)
    if request.method == "POST" and form.is_valid():
        actions.save_government(found, by=request.user, **form.details())
        messages.success(request, _("Saved."))
        return redirect("promises:promises")
    return render(request, "promises/edit.html", {"form": form, "government": found})
