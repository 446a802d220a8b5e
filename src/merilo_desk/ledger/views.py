"""The ledger, for those who may see it."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from merilo_desk.ledger.models import Row
from merilo_desk.newsroom.models import User
from merilo_desk.newsroom.policy import Act, require

PAGE = 100


@login_required
def rows(request: HttpRequest) -> HttpResponse:
    """Rows, newest first, by member, act or thing; further back by the number of the last row shown."""
    require(request.user, Act.SEE_LEDGER)
    found = Row.objects.visible_to(request.user).select_related("by").order_by("-pk")
    chosen = {name: request.GET.get(name, "") for name in ("by", "act", "subject", "before")}
    if chosen["by"].isdigit():
        found = found.filter(by=int(chosen["by"]))
    if chosen["act"]:
        found = found.filter(act=chosen["act"])
    if chosen["subject"]:
        thing, _, number = chosen["subject"].partition(":")
        found = found.filter(subject=thing, **({"subject_id": int(number)} if number.isdigit() else {}))
    if chosen["before"].isdigit():
        found = found.filter(pk__lt=int(chosen["before"]))
    page = list(found[: PAGE + 1])
    shown = {
        "rows": page[:PAGE],
        "more": page[PAGE - 1].pk if len(page) > PAGE else None,
        "chosen": chosen,
        "members": User.objects.visible_to(request.user).order_by("name"),
        "acts": [act.value for act in Act],
    }
    return render(request, "ledger/rows.html", shown)
