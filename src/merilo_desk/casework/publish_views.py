"""The pane of the pre-flight and of publishing, and the page of the desk's standards."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from merilo_desk.casework.actions.preflight import state_exception, take_back_exception
from merilo_desk.casework.actions.publish import publish, schedule, unschedule
from merilo_desk.casework.case_views import case_of, shown
from merilo_desk.casework.errors import CaseworkError
from merilo_desk.casework.models import Case
from merilo_desk.casework.panes import PANES, pane
from merilo_desk.casework.preflight import preflight
from merilo_desk.casework.standards import A_WEEK, WELFARE, periods
from merilo_desk.casework.states import State
from merilo_desk.casework.verdict_forms import ScheduleForm
from merilo_desk.newsroom.models import User
from merilo_desk.newsroom.policy import Act, may, require


@pane("preflight", gettext_lazy("Publish"), "casework/preflight.html", letter="7", order=80)
def preflight_facts(request: HttpRequest, case: Case) -> dict[str, Any]:
    """Gather every point, what is missing, and what can be done about it."""
    outcomes = preflight(case)
    state = State(case.state)
    publishes = may(request.user, Act.PUBLISH)
    missing = [each for each in outcomes if not each.passes]
    return {
        "missing": missing,
        "excepted": [each for each in outcomes if each.exemption],
        "met": [each for each in outcomes if each.met],
        "panes_there": set(PANES),
        "may_except": may(request.user, Act.STATE_EXCEPTION),
        "may_publish": publishes and state in {State.APPROVED, State.SCHEDULED},
        "may_schedule": publishes and state == State.APPROVED,
        "may_unschedule": publishes and state == State.SCHEDULED,
        "schedule_form": ScheduleForm(),
        "zone": timezone.get_current_timezone_name(),
        "overdue": bool(case.publish_at and case.publish_at < timezone.now()),
    }


@login_required
@require_POST
def exception(request: HttpRequest, pk: int) -> HttpResponse:
    """State why a point is not met, or take that back."""
    case, point, reason = case_of(request, pk), request.POST.get("point", ""), request.POST.get("reason", "")
    try:
        if request.POST.get("what") == "take-back":
            take_back_exception(case, point, _user(request))
            messages.success(request, _("The exception is taken back."))
        else:
            state_exception(case, point, _user(request), reason=reason)
            messages.success(request, _("The exception is stated. Readers see the reason."))
        return redirect("casework:pane", pk, "preflight")
    except CaseworkError as told:
        wrong = {"point": point, "reason": reason, "told": str(told)}
        return shown(request, case, "preflight", status=422, wrong=wrong)


@login_required
@require_POST
def publication(request: HttpRequest, pk: int) -> HttpResponse:
    """Publish now, set a time, or take the case off the clock."""
    case, what = case_of(request, pk), request.POST.get("what", "")
    form = ScheduleForm(request.POST if what == "schedule" else None)
    try:
        if what == "publish":
            publish(case, _user(request))
            messages.success(request, _("Published."))
        elif what == "unschedule":
            unschedule(case, _user(request))
            messages.success(request, _("Taken off the clock. The case stays approved."))
        elif form.is_valid():
            schedule(case, form.cleaned_data["at"], _user(request))
            messages.success(request, _("The time is set."))
        else:
            return shown(request, case, "preflight", status=422, schedule_form=form)
        return redirect("casework:pane", pk, "preflight")
    except CaseworkError as told:
        if what == "schedule":
            form.add_error("at", str(told))
            return shown(request, case_of(request, pk), "preflight", status=422, schedule_form=form)
        messages.error(request, str(told))
        return redirect("casework:pane", pk, "preflight")


@login_required
def standards(request: HttpRequest) -> HttpResponse:
    """What IFCN asks of the desk as a whole, counted over the last six and twelve months."""
    require(request.user, Act.SEE_CASES)
    facts = {"periods": periods(_user(request)), "a_week": A_WEEK, "welfare": WELFARE}
    return render(request, "casework/standards.html", facts)


def _user(request: HttpRequest) -> User:
    assert isinstance(request.user, User)
    return request.user
