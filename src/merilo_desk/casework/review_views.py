"""The pane of the review: what is new since the last one, the text, comments on its parts, and the decision."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from merilo_desk.casework.actions.review import (
    BACK_FROM,
    Remark,
    approve,
    send_back,
    send_to_review,
    standing_approval,
)
from merilo_desk.casework.case_views import case_of, shown
from merilo_desk.casework.errors import CaseworkError
from merilo_desk.casework.hands import own_work
from merilo_desk.casework.models import Case
from merilo_desk.casework.panes import pane
from merilo_desk.casework.prose import rendered
from merilo_desk.casework.seen import PARTS, differences, reviewed
from merilo_desk.casework.sources import Source, sources_of
from merilo_desk.casework.states import State
from merilo_desk.casework.verdict_models import Review
from merilo_desk.newsroom import brought
from merilo_desk.newsroom.models import User
from merilo_desk.newsroom.policy import Act, may

# The parts that are written with marks: bold, lists, links, sources by number.
WITH_MARKS = frozenset({"body", "method"})


@pane("review", gettext_lazy("Review"), "casework/review.html", letter="6", order=70)
def review_facts(request: HttpRequest, case: Case) -> dict[str, Any]:
    """Gather what a reviewer needs: the text by language and part, what is new, earlier reviews, who may decide."""
    seen = Review.objects.visible_to(request.user).filter(case=case).select_related("reviewer")
    reviews = list(seen)
    reviewer = may(request.user, Act.REVIEW)
    state = State(case.state)
    before = reviews[0].seen if reviews else {}
    changes = differences(before, reviewed(case)) if before else []
    sources = sources_of(case, request.user)
    return {
        "reviews": reviews,
        "changes": changes,
        "texts": _texts(case, sources),
        "sources": sources,
        "may_send": may(request.user, Act.SEND_TO_REVIEW) and state in {State.DRAFTED, State.BACK},
        "may_decide": reviewer and state == State.IN_REVIEW,
        "may_send_back": reviewer and state in BACK_FROM,
        "own": own_work(case, request.user) if reviewer and isinstance(request.user, User) else "",
        "approval": standing_approval(case) if state in {State.APPROVED, State.SCHEDULED} else None,
        "comment": "",
        "remarks": {},
    }


def _texts(case: Case, sources: list[Source]) -> list[dict[str, Any]]:
    """Return the texts as readers will see them: a number leads to its source, which stands below."""
    known = {each.number: each.title for each in sources}
    drafts = sorted(case.drafts.all(), key=lambda each: (each.language != case.language, each.language))
    return [
        {
            "language": each.language,
            "parts": [
                {
                    "key": part,
                    "name": name,
                    "text": rendered(getattr(each, part), known) if part in WITH_MARKS else getattr(each, part),
                    "field": f"{each.language}.{part}",
                }
                for part, name in PARTS.items()
                if getattr(each, part)
            ],
        }
        for each in drafts
    ]


@login_required
@require_POST
def to_review(request: HttpRequest, pk: int) -> HttpResponse:
    """Send a case to the second pair of eyes."""
    try:
        send_to_review(case_of(request, pk), _user(request))
        messages.success(request, _("The case is in review. Whoever had no hand in it may approve it."))
    except CaseworkError as told:
        messages.error(request, str(told))
    return redirect("casework:pane", pk, "review")


@login_required
@require_POST
def decision(request: HttpRequest, pk: int) -> HttpResponse:
    """Approve the version that was on the page, or send it back with comments."""
    case = case_of(request, pk)
    comment = request.POST.get("comment", "")
    remarks = _remarks(request)
    version = brought.number(request.POST.get("version"))
    try:
        if request.POST.get("decision") == "approve":
            approve(case, _user(request), version=version, comment=comment)
            messages.success(request, _("Approved. A change from now on undoes the approval."))
        else:
            send_back(case, _user(request), version=version, comment=comment, remarks=remarks)
            messages.success(request, _("The case is back with its writer, with your comments."))
        return redirect("casework:pane", pk, "review")
    except CaseworkError as told:
        typed = {f"{each.language}.{each.part}": each for each in remarks}
        fresh = case_of(request, pk)
        return shown(request, fresh, "review", status=422, trouble=str(told), comment=comment, remarks=typed)


def _remarks(request: HttpRequest) -> list[Remark]:
    found = []
    for name, text in request.POST.items():
        kind, _dot, field = name.partition(":")
        code, _dot, part = field.partition(".")
        if kind == "remark" and part and str(text).strip():
            words = request.POST.get(f"words:{field}", "").strip()
            found.append(Remark(code[:10], part, str(text), words))
    return found


def _user(request: HttpRequest) -> User:
    assert isinstance(request.user, User)
    return request.user
