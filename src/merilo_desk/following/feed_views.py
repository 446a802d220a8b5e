"""The followed feeds: list, add (tried at once), look after."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from merilo_desk.following.actions import follow as actions
from merilo_desk.following.errors import FeedTrouble, Offer
from merilo_desk.following.fetching import asked, is_failing
from merilo_desk.following.forms import FeedForm, HowForm
from merilo_desk.following.models import Alert, Feed
from merilo_desk.newsroom import brought
from merilo_desk.newsroom.policy import Act, require
from merilo_desk.newsroom.templatetags.merilo import number

PAGE = 50
# What waits of a feed, as a list counts it.
WAITING = Q(alerts__state=Alert.State.WAITING) & ~Q(alerts__when=Alert.When.BEFORE)


@login_required
def feeds(request: HttpRequest) -> HttpResponse:
    """All followed feeds: how each fares, and what came of it."""
    require(request.user, Act.SEE_FOLLOWING)
    found = Feed.objects.visible_to(request.user).there().select_related("actor", "owner")
    kept = Count("alerts", filter=Q(alerts__state=Alert.State.KEPT))
    found = found.annotate(waiting=Count("alerts", filter=WAITING), kept=kept).order_by("actor__name", "pk")
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    return render(request, "following/feeds.html", {"page": page, "list": "feeds"})


@login_required
def add(request: HttpRequest) -> HttpResponse:
    """Follow a feed: it is asked at once, and what is wrong with it is said."""
    require(request.user, Act.FOLLOW)
    actor = brought.number(request.GET.get("actor"))
    first = {"actor": actor} if actor else {}
    form = FeedForm(request.POST or None, user=request.user, initial=first)
    offers: tuple[Offer, ...] = ()
    if request.method == "POST" and form.is_valid():
        try:
            feed, count = _tried(form.cleaned_data, request.user)
        except FeedTrouble as trouble:
            form.add_error("url", trouble.sentence)
            offers = trouble.offers
        except ValidationError as wrong:
            form.add_error(None, wrong)
        else:
            told = ngettext(
                "This feed is followed now. It holds %(count)s item, which is being read.",
                "This feed is followed now. It holds %(count)s items, which are being read.",
                count,
            )
            messages.success(request, told % {"count": number(count)})
            return redirect("following:feed", feed.pk)
    context = {"form": form, "offers": offers, "list": "feeds"}
    return render(request, "following/add.html", context, status=422 if form.errors else 200)


def _tried(told: dict[str, Any], user: Any) -> tuple[Feed, int]:
    """Ask for a feed once, and follow it if it is one; return it with the count of its items."""
    actions.may_be_followed(told["url"], told["actor"])
    _answer, found = asked(told["url"])
    title, count = (found.title, len(found.entries)) if found else ("", 0)
    how = {"whole": told["whole"], "every": told["every"]}
    return actions.follow(actor=told["actor"], url=told["url"], title=title, by=user, **how), count


@login_required
def feed(request: HttpRequest, pk: int) -> HttpResponse:
    """One feed: how it fares, and how it is followed."""
    require(request.user, Act.SEE_FOLLOWING)
    found = get_object_or_404(Feed.objects.visible_to(request.user).select_related("actor", "owner"), pk=pk)
    form = HowForm(request.POST or None, initial={"every": found.every, "whole": found.whole})
    if request.method == "POST" and form.is_valid():
        try:
            actions.change(found, by=request.user, **form.cleaned_data)
        except ValidationError as wrong:
            form.add_error(None, wrong)
        else:
            messages.success(request, _("Saved."))
            return redirect("following:feed", pk)
    alerts = Alert.objects.visible_to(request.user).filter(feed=found).told()
    context = {
        "feed": found,
        "form": form,
        "failing": is_failing(found),
        "alerts": alerts.order_by("-pk")[:PAGE],
        "list": "feeds",
    }
    return render(request, "following/feed.html", context)


ACTS = {"pause": actions.pause, "resume": actions.resume, "remove": actions.remove}


@login_required
@require_POST
def act(request: HttpRequest, pk: int, what: str) -> HttpResponse:
    """Pause, resume or remove a feed."""
    found = get_object_or_404(Feed.objects.visible_to(request.user).select_related("actor"), pk=pk)
    said = {
        "pause": _("Paused. Nobody asks this feed until you go on."),
        "resume": _("It is asked again, from now on."),
        "remove": _("Removed. What was kept of it stays."),
    }
    try:
        ACTS[what](found, by=request.user)
    except ValidationError as wrong:
        messages.error(request, " ".join(wrong.messages))
    else:
        messages.success(request, said[what])
    return redirect("following:feeds") if what == "remove" else redirect("following:feed", pk)
