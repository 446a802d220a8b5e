"""The alerts: who repeated a checked claim, sorted by keys, one by one or many at once."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from merilo_desk.following.actions import sort as actions
from merilo_desk.following.forms import KeepForm
from merilo_desk.following.models import Alert, AlertQuerySet, Feed
from merilo_desk.languages import language
from merilo_desk.newsroom import brought
from merilo_desk.newsroom.paging import page_of
from merilo_desk.newsroom.policy import Act, require
from merilo_desk.newsroom.templatetags.merilo import number
from merilo_desk.people.models import Actor

PAGE = 25


@login_required
def alerts(request: HttpRequest) -> HttpResponse:
    """Alerts that wait, were said before the check, were kept or put aside; of one actor, or all."""
    require(request.user, Act.SEE_FOLLOWING)
    chosen, actor = request.GET.get("list", "waiting"), request.GET.get("actor", "")
    found = _listed(Alert.objects.visible_to(request.user), chosen)
    whose = Actor.objects.visible_to(request.user).filter(pk=brought.number(actor)).first() if actor else None
    if whose is not None:
        found = found.filter(speaker=whose)
    shown = Alert.objects.visible_to(request.user).told()
    page = page_of(found.order_by("-pk"), request.GET.get("page"), PAGE, shown)
    context = {
        "page": page,
        "list": chosen,
        "whose": whose,
        "whys": Alert.Why.choices,
        "here": request.get_full_path(),
        "followed": Feed.objects.visible_to(request.user).there().exists(),
    }
    return render(request, "following/alerts.html", context)


def _listed(found: AlertQuerySet, chosen: str) -> AlertQuerySet:
    if chosen == "before":
        return found.before()
    if chosen == "kept":
        return found.filter(state=Alert.State.KEPT)
    if chosen == "aside":
        return found.filter(state=Alert.State.ASIDE)
    return found.waiting()


@login_required
def alert(request: HttpRequest, pk: int) -> HttpResponse:
    """One alert: the words beside the claim that was checked, and what becomes of it."""
    require(request.user, Act.SEE_FOLLOWING)
    found = get_object_or_404(Alert.objects.visible_to(request.user).told(), pk=pk)
    posted = request.method == "POST"
    form = KeepForm(found, request.POST if posted else None, user=request.user)
    if posted:
        try:
            if _one(found, request, form):
                return redirect(_back(request) or "following:alerts")
        except ValidationError as wrong:
            form.add_error(None, wrong)
    profile = language(get_language() or "en").profile
    context = {
        "alert": found,
        "form": form,
        "whys": Alert.Why.choices,
        "list": "",
        "pages": found.case.pages.select_related("locale").order_by("pk"),
        "reasons": found.reasons.get(profile) or found.reasons.get("en", []),
        "next": _back(request) or reverse("following:alerts"),
    }
    return render(request, "following/alert.html", context, status=422 if posted else 200)


def _one(found: Alert, request: HttpRequest, form: KeepForm) -> bool:
    """Do with one alert what its page was asked for; say whether it was done."""
    act, said = request.POST.get("act"), ""
    if act == "keep":
        if not form.is_valid():
            return False
        actions.keep(found, by=request.user, **form.details())
        said = _("Kept. It stands on the page of the check now.")
    elif act == "place":
        actions.add_place(found, by=request.user)
        said = _("Kept as an earlier place where the statement stands.")
    elif act == "aside":
        actions.put_aside(found, why=request.POST.get("why", ""), by=request.user)
        said = _("Put aside.")
    elif act == "back":
        actions.take_back(found, by=request.user)
        said = _("It waits again.")
    if said:
        messages.success(request, said)
    return bool(said)


@login_required
@require_POST
def act(request: HttpRequest, what: str) -> HttpResponse:
    """Keep, or put aside, what was picked; where nothing was, the one whose button was pressed."""
    require(request.user, Act.KEEP_REPEAT if what == "keep" else Act.SORT_REPEAT)
    numbers = brought.numbers(request.POST.getlist("pick"))
    one = request.POST.get("one", "")
    numbers = numbers or brought.numbers([one])
    found = list(Alert.objects.visible_to(request.user).filter(pk__in=numbers).told().order_by("pk"))
    if not found:
        messages.error(request, _("Pick one or more first."))
    elif what == "keep":
        _tell(request, *actions.keep_many(found, by=request.user), kept=True)
    else:
        _tell(request, *actions.put_many_aside(found, why=request.POST.get("why", ""), by=request.user), kept=False)
    return redirect(_back(request) or "following:alerts")


def _tell(request: HttpRequest, done: int, wrong: list[ValidationError], *, kept: bool) -> None:
    if done and kept:
        words = ngettext("%(count)s kept.", "%(count)s kept.", done)
        messages.success(request, words % {"count": number(done)})
    elif done:
        words = ngettext("%(count)s put aside.", "%(count)s put aside.", done)
        messages.success(request, words % {"count": number(done)})
    for sentence in dict.fromkeys(" ".join(each.messages) for each in wrong):
        messages.error(request, sentence)


def _back(request: HttpRequest) -> str:
    """Return the address in the desk from which somebody came here; "" for none."""
    wanted = brought.next_page(request)
    return wanted if wanted.startswith("/desk/") else ""
