"""The register of public actors at the desk: look up, add, change, merge; and their statements."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from merilo_desk.newsroom import brought
from merilo_desk.newsroom.paging import page_of
from merilo_desk.newsroom.policy import Act, require
from merilo_desk.people import actions
from merilo_desk.people.beside import doors_for, lines_of
from merilo_desk.people.fields import ActorField
from merilo_desk.people.forms import ActorForm, AppearanceForm, OfficeForm, StatementForm
from merilo_desk.people.models import Actor, Merge, Office, Statement, Turn
from merilo_desk.people.names import near
from merilo_desk.people.terms import overlapping
from merilo_desk.people.turn_views import shown_before

PAGE = 50
# So many places where a statement stands are on a page of them.
CARRIED = 25


@login_required
def actors(request: HttpRequest) -> HttpResponse:
    """All public actors, by name, kind or sound."""
    require(request.user, Act.SEE_PEOPLE)
    wanted, kind = request.GET.get("q", "").strip(), request.GET.get("kind", "")
    found = Actor.objects.visible_to(request.user).filter(merged_into=None)
    if kind in Actor.Kind.values:
        found = found.filter(kind=kind)
    found = found.order_by("name", "pk")
    rows = [each.pk for each in near(wanted, found)] if wanted else found
    shown = found.annotate(said=Count("statements")).prefetch_related("offices")
    page = page_of(rows, request.GET.get("page"), PAGE, shown)
    context = {"page": page, "q": wanted, "kind": kind, "kinds": Actor.Kind.choices, "doors": doors_for(request.user)}
    return render(request, "people/actors.html", context)


@login_required
def pick(request: HttpRequest) -> HttpResponse:
    """Names for the list beside a field, while one types."""
    require(request.user, Act.SEE_PEOPLE)
    wanted = next((value.strip() for key, value in request.GET.items() if key != "list" and value.strip()), "")
    among = Actor.objects.visible_to(request.user).filter(merged_into=None)
    return render(request, "people/pick.html", {"actors": near(wanted, among, 60)[:12] if wanted else among[:30]})


@login_required
def actor(request: HttpRequest, pk: int) -> HttpResponse:
    """One actor: names, offices, statements."""
    found = get_object_or_404(Actor.objects.visible_to(request.user).select_related("merged_into"), pk=pk)
    statements = Statement.objects.visible_to(request.user).filter(speaker=found)
    shown = {
        "actor": found,
        "offices": (offices := list(found.offices.select_related("body"))),
        "overlapping": overlapping(offices),
        "old_addresses": found.old_addresses.all(),
        "turns": Turn.objects.visible_to(request.user)
        .filter(now__speaker=found, state__in=(Turn.State.PROPOSED, Turn.State.APPROVED))
        .newest_first()[:PAGE],
        "statements": page_of(
            statements, request.GET.get("page"), PAGE, statements.select_related("topic").defer("meaning")
        ),
        "merges": found.merges.filter(undone_at=None).select_related("actor"),
        "office_form": OfficeForm(user=request.user),
        "beside": list(lines_of(found, request.user)),
    }
    return render(request, "people/actor.html", shown)


@login_required
def edit_actor(request: HttpRequest, pk: int | None = None) -> HttpResponse:
    """Add an actor, or change one."""
    require(request.user, Act.EDIT_PEOPLE)
    found = get_object_or_404(Actor.objects.visible_to(request.user), pk=pk) if pk else None
    form = ActorForm(request.POST or None, instance=found, initial={"name": request.GET.get("name", "")})
    if request.method == "POST" and form.is_valid():
        details = form.details()
        if found:
            saved = actions.change_actor(Actor.objects.visible_to(request.user).get(pk=pk), by=request.user, **details)
        else:
            saved = actions.add_actor(by=request.user, **details)
        messages.success(request, _("Saved."))
        return redirect("people:actor", saved.pk)
    return render(request, "people/edit.html", {"form": form, "actor": found})


@login_required
@require_POST
def add_office(request: HttpRequest, pk: int) -> HttpResponse:
    """Add an office to an actor."""
    found = get_object_or_404(Actor.objects.visible_to(request.user), pk=pk)
    form = OfficeForm(request.POST, user=request.user, instance=Office(actor=found))
    if form.is_valid():
        data = form.cleaned_data
        actions.add_office(
            found,
            by=request.user,
            **{name: data[name] for name in ("titles", "since", "until", "side", "source", "body")},
        )
        messages.success(request, _("Saved."))
        return redirect("people:actor", pk)
    return render(request, "people/office.html", {"actor": found, "form": form}, status=422)


@login_required
@require_POST
def remove_office(request: HttpRequest, pk: int, office: int) -> HttpResponse:
    """Take an office back."""
    found = get_object_or_404(Actor.objects.visible_to(request.user), pk=pk)
    actions.remove_office(get_object_or_404(found.offices, pk=office), by=request.user)
    return redirect("people:actor", pk)


@login_required
def merge(request: HttpRequest, pk: int) -> HttpResponse:
    """Merge an actor into another."""
    require(request.user, Act.MERGE_PEOPLE)
    found = get_object_or_404(Actor.objects.visible_to(request.user), pk=pk)
    others = [
        each
        for each in near(found.name, Actor.objects.visible_to(request.user).filter(kind=found.kind))
        if each != found
    ]
    error = ""
    if request.method == "POST":
        try:
            into = ActorField(user=request.user).clean(request.POST.get("into"))
            merged = actions.merge(found, into, by=request.user)
        except ValidationError as wrong:
            error = " ".join(wrong.messages)
        else:
            messages.success(request, _("The two are one now. You can undo this on their page."))
            return redirect("people:actor", merged.into_id)
    field = ActorField(user=request.user).widget.render("into", request.POST.get("into", ""), {"id": "id_into"})
    return render(request, "people/merge.html", {"actor": found, "others": others, "field": field, "error": error})


@login_required
@require_POST
def undo_merge(request: HttpRequest, pk: int, merge: int) -> HttpResponse:
    """Take a merge apart."""
    found = get_object_or_404(Actor.objects.visible_to(request.user), pk=pk)
    again = actions.undo_merge(get_object_or_404(Merge, into=found, pk=merge), by=request.user)
    messages.success(request, _("The two are apart again."))
    return redirect("people:actor", again.pk)


@login_required
def statement(request: HttpRequest, pk: int) -> HttpResponse:
    """One statement and where it stands."""
    found = get_object_or_404(Statement.objects.visible_to(request.user).select_related("speaker", "topic"), pk=pk)
    form = AppearanceForm(request.POST or None, user=request.user)
    if request.method == "POST" and form.is_valid():
        actions.add_appearance(found, by=request.user, **form.details())
        messages.success(request, _("Saved."))
        return redirect("people:statement", pk)
    shown = {
        "statement": found,
        "appearances": page_of(found.appearances.select_related("outlet"), request.GET.get("page"), CARRIED),
        "form": form,
        **shown_before(found, request.user),
    }
    return render(request, "people/statement.html", shown)


@login_required
def edit_statement(request: HttpRequest, pk: int | None = None) -> HttpResponse:
    """Keep a statement, or change one."""
    require(request.user, Act.EDIT_PEOPLE)
    found = get_object_or_404(Statement.objects.visible_to(request.user), pk=pk) if pk else None
    speaker = brought.number(request.GET.get("speaker"))
    initial = {"speaker": speaker} if speaker else {}
    form = StatementForm(request.POST or None, instance=found, user=request.user, initial=initial)
    if request.method == "POST" and form.is_valid():
        details = form.details()
        if found:
            fresh = Statement.objects.visible_to(request.user).get(pk=pk)
            saved = actions.change_statement(fresh, by=request.user, **details)
        else:
            saved = actions.add_statement(by=request.user, **details)
        messages.success(request, _("Saved."))
        return redirect("people:statement", saved.pk)
    return render(request, "people/edit_statement.html", {"form": form, "statement": found})
