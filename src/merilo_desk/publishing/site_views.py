"""The site as the newsroom sees it: what is out, what is to come, and whether machines can read it."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from merilo_desk.casework.models import Case
from merilo_desk.casework.states import PUBLIC, State
from merilo_desk.languages import language
from merilo_desk.newsroom.models import the_desk
from merilo_desk.newsroom.paging import page_of
from merilo_desk.newsroom.policy import Act, require
from merilo_desk.publishing import markup
from merilo_desk.publishing.around import around
from merilo_desk.publishing.errors import NothingToPublish
from merilo_desk.publishing.making import make_pages
from merilo_desk.publishing.models import FactCheckPage, HomePage, NarrativeIndex, NarrativePage, PlainPage
from merilo_desk.publishing.plain_shelf import shelf
from merilo_desk.publishing.problems import problem_sentence

ON_A_PAGE = 25
# So many of what waits for its hour, soonest first; the list of cases has them all.
SOONEST = 20


@login_required
def site(request: HttpRequest) -> HttpResponse:
    """What is out, what is scheduled, the plain pages, and problems of the markup."""
    require(request.user, Act.EDIT_SITE)
    pages = FactCheckPage.objects.visible_to(request.user)
    shown = pages.select_related("locale", "rating").defer("body", "method", "keys")
    at = page_of(pages.order_by("-pk"), request.GET.get("page"), ON_A_PAGE, shown)
    beside = around(list(at))
    rows = [
        {"page": page, "problems": [problem_sentence(each) for each in markup.problems(page, beside=beside)]}
        for page in at
    ]
    cases = Case.objects.visible_to(request.user)
    waiting = list(
        cases.filter(state=State.SCHEDULED)
        .select_related("owner")
        .only("claim", "language", "publish_at", "owner__name", "owner__username")
        .order_by("publish_at", "pk")[: SOONEST + 1]
    )
    desk = the_desk()
    homes = HomePage.objects.visible_to(request.user).select_related("locale")
    plain = PlainPage.objects.visible_to(request.user).select_related("locale")
    context = {
        "at": at,
        "rows": rows,
        "troubled": sum(1 for row in rows if row["problems"]),
        "scheduled": waiting[:SOONEST],
        "more_scheduled": len(waiting) > SOONEST,
        "unmade": cases.filter(state__in=PUBLIC, pages=None).only("claim")[:20],
        "ourselves": shelf(list(homes), plain.order_by("pk"), desk.languages, desk.default_language),
        "main": language(desk.default_language),
        "narratives": NarrativePage.objects.visible_to(request.user).select_related("locale").order_by("-pk")[:50],
        "shelves": NarrativeIndex.objects.visible_to(request.user).select_related("locale"),
    }
    return render(request, "publishing/site.html", context)


@login_required
@require_POST
def make_again(request: HttpRequest, case: int) -> HttpResponse:
    """Make the pages of a published case that has none, because making them failed."""
    require(request.user, Act.PUBLISH)
    found = get_object_or_404(Case.objects.visible_to(request.user).filter(state__in=PUBLIC), pk=case)
    try:
        make_pages(found, by=request.user)
    except NothingToPublish as trouble:
        messages.error(request, str(trouble))
    else:
        messages.success(request, _("The pages are out."))
    return redirect("publishing:site")
