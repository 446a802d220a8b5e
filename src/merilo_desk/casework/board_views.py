"""All cases: where each stands, who has it, by when."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from merilo_desk.casework.board import GROUPS, ORDERS, Wanted, lateness, page_of, wanted_cases
from merilo_desk.casework.notices import sentence, unread
from merilo_desk.casework.states import State
from merilo_desk.casework.steps import next_step
from merilo_desk.newsroom.models import LANGUAGE_CHOICES, Topic
from merilo_desk.newsroom.policy import Act, require
from merilo_desk.people.models import Actor


@login_required
def cases(request: HttpRequest) -> HttpResponse:
    """The cases that were asked for, a page at a time."""
    require(request.user, Act.SEE_CASES)
    wanted = Wanted.read(request.GET)
    part = page_of(wanted_cases(wanted, request.user), wanted.order, request.user, request.GET.get("after", ""))
    today = timezone.localdate()
    for one in part.cases:
        one.next_words, one.late = next_step(one.state).words, lateness(one, today)
    news = [(notice, sentence(notice)) for notice in unread(request.user)[:10]]
    facts = {
        "wanted": wanted,
        "part": part,
        "news": news,
        "groups": [(key, name, wanted.query(group=key, state="")) for key, (name, _states) in GROUPS.items()],
        "orders": [(key, order.name) for key, order in ORDERS.items()],
        "states": State.choices,
        "topics": Topic.objects.visible_to(request.user),
        "languages": LANGUAGE_CHOICES,
        "speaker": Actor.objects.visible_to(request.user).filter(pk=int(wanted.speaker)).first()
        if wanted.speaker
        else None,
        "next_page": wanted.query(after=part.after) if part.after else "",
        "filtered": wanted != Wanted(group=wanted.group, order=wanted.order),
    }
    return render(request, "casework/cases.html", facts)
