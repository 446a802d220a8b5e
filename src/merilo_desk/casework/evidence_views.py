"""Evidence for and against the claim, in two columns."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from merilo_desk.casework import actions
from merilo_desk.casework.case_views import case_of, shown
from merilo_desk.casework.errors import CaseworkError, ChangedMeanwhile, Unusable
from merilo_desk.casework.forms import EvidenceForm
from merilo_desk.casework.models import Case, Evidence
from merilo_desk.casework.panes import pane
from merilo_desk.casework.sources import sources_of
from merilo_desk.casework.work_views import tried
from merilo_desk.newsroom import brought
from merilo_desk.newsroom.policy import Act, may

COLUMNS = (
    (Evidence.Stance.FOR, gettext_lazy("Supports the claim")),
    (Evidence.Stance.AGAINST, gettext_lazy("Speaks against the claim")),
    (Evidence.Stance.CONTEXT, gettext_lazy("Gives context")),
)


@pane("evidence", gettext_lazy("Evidence"), "casework/pane_evidence.html", order=20, letter="2")
def evidence_pane(request: HttpRequest, case: Case) -> dict[str, Any]:
    """Set out the evidence by what it says of the claim."""
    rows = sources_of(case, request.user)
    gone = case.evidence(manager="everything").exclude(removed_at=None).select_related("removed_by")
    return {
        "columns": [(stance, name, [row for row in rows if row.stance == stance]) for stance, name in COLUMNS],
        "sources": rows,
        "gone": list(gone) if may(request.user, Act.SEE_PROTECTED) else [],
        "evidence_form": EvidenceForm(initial=EvidenceForm.UNSAID),
        "changing": None,
    }


@login_required
def add(request: HttpRequest, pk: int) -> HttpResponse:
    """Add a source."""
    case = case_of(request, pk)
    form = EvidenceForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            source = actions.add_evidence(case, request.user, **form.given())
        except Unusable as told:
            form.add_error(told.field, str(told))
        except CaseworkError as told:
            form.add_error(None, str(told))
        else:
            messages.success(request, _("Source [%(number)d] is in the case.") % {"number": source.number})
            return redirect("casework:pane", pk, "evidence")
    return shown(request, case, "evidence", status=422 if form.errors else 200, evidence_form=form, adding=True)


@login_required
def change(request: HttpRequest, pk: int, source: int) -> HttpResponse:
    """Change a source; where somebody else changed it meanwhile, both are shown and nothing is overwritten."""
    case = case_of(request, pk)
    one = get_object_or_404(case.evidence, pk=source)
    if one.protected and not may(request.user, Act.SEE_PROTECTED):
        return redirect("casework:pane", pk, "evidence")
    form = EvidenceForm(request.POST or None, instance=one, initial={"began_from": one.version})
    theirs: list[tuple[str, Any]] = []
    if request.method == "POST" and form.is_valid():
        try:
            fresh = get_object_or_404(case.evidence, pk=source)
            began_from = form.cleaned_data["began_from"] or 0
            actions.change_evidence(fresh, request.user, began_from=began_from, **form.given())
        except ChangedMeanwhile as told:
            said = _(
                "%(who)s changed this source meanwhile. What they wrote is shown here; yours is in the fields below. "
                "Take over what is right, then save again."
            )
            form.add_error(None, said % {"who": told.who})
            theirs = [(form[name].label, value) for name, value in told.theirs.items() if value != told.mine.get(name)]
            form.data = form.data.copy()
            form.data["began_from"] = get_object_or_404(case.evidence, pk=source).version
        except Unusable as told:
            form.add_error(told.field, str(told))
        except CaseworkError as told:
            form.add_error(None, str(told))
        else:
            messages.success(request, _("Saved."))
            return redirect("casework:pane", pk, "evidence")
    status = 409 if theirs else 422 if form.errors else 200
    number = get_object_or_404(case.evidence, pk=source).number
    return shown(
        request, case, "evidence", status=status, evidence_form=form, changing=source, number=number, theirs=theirs
    )


@login_required
@require_POST
def remove(request: HttpRequest, pk: int, source: int) -> HttpResponse:
    """Take a source out of the case; the page offers to put it back."""
    case = case_of(request, pk)
    one = get_object_or_404(case.evidence, pk=source)
    said = format_html("{}", _("Source [%(number)d] was taken out. It can be put back below.") % {"number": one.number})
    return tried(request, case, lambda: actions.remove_evidence(one, request.user), "evidence", said)


@login_required
@require_POST
def restore(request: HttpRequest, pk: int, source: int) -> HttpResponse:
    """Put a source back."""
    case = case_of(request, pk)
    one = get_object_or_404(case.evidence(manager="everything"), pk=source)
    return tried(request, case, lambda: actions.restore_evidence(one, request.user), "evidence")


@login_required
@require_POST
def order(request: HttpRequest, pk: int) -> HttpResponse:
    """Put the evidence in order: by a list of ids (dragged), or one source one place up or down (pressed)."""
    case = case_of(request, pk)
    if request.POST.get("source"):
        one = get_object_or_404(case.evidence, pk=brought.number(request.POST["source"]))
        up = request.POST.get("way") == "up"
        return tried(request, case, lambda: actions.step_evidence(one, request.user, up), "evidence")
    ids = brought.numbers(request.POST.getlist("order"))
    answer = tried(request, case, lambda: actions.order_evidence(case, request.user, ids), "evidence")
    return HttpResponse(status=204) if request.headers.get("X-Dragged") else answer
