"""The inbox: its lists, one request beside its facts, and what the lists count."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_POST

from merilo_desk.intake.listing import DUES, HOLDERS, ORDERS, Asked
from merilo_desk.intake.models import KINDS, Submission
from merilo_desk.intake.saving import forget_list, last_deed, lists_of, save_list
from merilo_desk.intake.showing import lines, members_at_work, opened, topics
from merilo_desk.newsroom.counting import capped
from merilo_desk.newsroom.models import LANGUAGE_CHOICES
from merilo_desk.newsroom.policy import Act, require

# Lists that every desk needs, before anybody has saved one.
STANDING = (
    (gettext_lazy("All open"), {}),
    (gettext_lazy("New requests"), {"state": "new"}),
    (gettext_lazy("Mine"), {"who": "me"}),
    (gettext_lazy("Nobody’s"), {"who": "nobody"}),
    (gettext_lazy("Overdue"), {"due": "late", "sort": "due"}),
    (gettext_lazy("Asked by many"), {"demand": "5", "sort": "demand"}),
    (gettext_lazy("Checked already"), {"matched": "1"}),
    (gettext_lazy("Perhaps the same"), {"alike": "1"}),
    (gettext_lazy("Done"), {"list": "closed"}),
    (gettext_lazy("Spam"), {"list": "spam"}),
)


@login_required
@require_GET
def inbox(request: HttpRequest, pk: int | None = None) -> HttpResponse:
    """A list, and beside it the request that is open."""
    require(request.user, Act.SEE_INBOX)
    asked = Asked.of(request.GET)
    page = asked.page(request.user)
    shown = opened(pk, request.user) if pk else None
    if pk and shown is None:
        raise Http404(_("There is no such request."))
    lists = told_lists(request, asked)
    context = {
        "asked": asked,
        # A list of its own name says what it shows; a sieve made by hand stays in sight.
        "sieve_open": asked.sieved and not any(each["at"] for each in lists),
        "page": page,
        "lines": lines(page.keys, request.user),
        "ever": bool(page.keys) or Submission.objects.visible_to(request.user).exists(),
        "lists": lists,
        "deed": last_deed(request.user),
        "orders": ORDERS,
        "dues": DUES,
        "holders": HOLDERS,
        "kinds": KINDS.items(),
        "states": _states(asked),
        "severities": Submission.Severity.choices,
        "languages": LANGUAGE_CHOICES,
        "topics": topics(),
        "people": members_at_work(),
        "today": timezone.localdate(),
        "here": f"{reverse('intake:request', args=[pk]) if pk else reverse('intake:inbox')}?{asked.query}",
        "open_case": _address("casework:open"),
        **(shown or {}),
    }
    return render(request, "intake/inbox.html", context)


def _states(asked: Asked) -> list[tuple[str, str]]:
    ends = {"closed": ("answered", "dismissed"), "spam": ()}.get(asked.get("list"), ("new", "open", "asked"))
    return [(value, str(Submission.State(value).label)) for value in ends]


def _address(name: str) -> str:
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""


def told_lists(request: HttpRequest, asked: Asked, *, count: bool = False) -> list[dict[str, Any]]:
    """Return the lists there are: those of every desk, then the member's own; counted only where it is asked for."""
    told = [{"name": name, "asked": Asked.of(values), "pk": None} for name, values in STANDING]
    told += [{"name": each.name, "asked": kept, "pk": each.pk} for each, kept in lists_of(request.user)]
    for each in told:
        each["at"] = each["asked"].values == asked.values
        each["count"] = capped(each["asked"].rows(request.user)) if count else None
    return told


@login_required
@require_GET
def lists(request: HttpRequest) -> HttpResponse:
    """The lists with how many are in each, asked for again and again by a page that stays open."""
    require(request.user, Act.SEE_INBOX)
    asked = Asked.of(request.GET)
    return render(request, "intake/inbox_lists.html", {"lists": told_lists(request, asked, count=True), "asked": asked})


@login_required
@require_POST
def keep_list(request: HttpRequest) -> HttpResponse:
    """Save the list at hand under a name, or forget one."""
    require(request.user, Act.SEE_INBOX)
    if gone := request.POST.get("forget", ""):
        forget_list(request.user, gone)
        return redirect("intake:inbox")
    asked = Asked.of(request.POST)
    if name := request.POST.get("name", "").strip():
        save_list(request.user, name, asked)
        messages.success(request, _("The list is saved under “%(name)s”.") % {"name": name[:80]})
    else:
        messages.error(request, _("Give the list a name, then save it."))
    return redirect(f"{reverse('intake:inbox')}?{asked.query}")
