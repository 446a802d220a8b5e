"""A page as its readers will read it once a correction is out: what is saved, or what was just typed."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from merilo_desk.corrections import actions
from merilo_desk.corrections.as_read import as_it_will_read, notice_of
from merilo_desk.corrections.forms import CorrectionForm
from merilo_desk.corrections.models import Correction
from merilo_desk.languages import BY_CODE, language
from merilo_desk.newsroom.models import the_desk
from merilo_desk.newsroom.policy import Act, require
from merilo_desk.publishing.models import FactCheckPage
from merilo_desk.publishing.serving import shown
from merilo_desk.publishing.views import of_check, tells_retraction


@login_required
@never_cache
def preview(request: HttpRequest, pk: int, code: str) -> HttpResponse:
    """Draw the page of one language with the correction on it; nothing is saved, and nobody outside sees it."""
    require(request.user, Act.SEE_CORRECTIONS)
    found = get_object_or_404(
        Correction.objects.visible_to(request.user).select_related("case__rating__scale", "new_rating__scale"),
        pk=pk,
        closed_at=None,
    )
    pages = FactCheckPage.objects.visible_to(None).filter(case=found.case_id)
    page = get_object_or_404(pages.select_related("locale", "topic", "speaker", "rating__scale"), spoken=code)
    if request.method == "POST":
        form = CorrectionForm(found, request.POST)
        if not form.is_valid():
            for told in form.errors.values():
                messages.error(request, " ".join(map(str, told)))
            return redirect("corrections:correction", pk)
        _take(found, form)
    elif found.stage == "asked":
        found.new_rating = found.case.rating
    return _drawn(request, found, page)


def _take(correction: Correction, form: CorrectionForm) -> None:
    """Put what was typed onto the correction, in memory alone."""
    case = correction.case
    correction.before, correction.after = actions.changes_between(actions.texts_of(case), form.texts())
    correction.kind, correction.in_step = form.cleaned_data["kind"], form.in_step()
    correction.notices = {code: text.strip() for code, text in form.notices().items() if text.strip()}
    correction.new_rating = form.cleaned_data.get("rating") or case.rating


def _drawn(request: HttpRequest, correction: Correction, page: FactCheckPage) -> HttpResponse:
    code, member = page.locale.language_code, language(get_language())
    back = reverse("corrections:correction", args=[correction.pk])
    told = {
        "member": member,
        "back": back,
        "back_name": _("Back to the correction"),
        "not_out": _("Nobody outside sees this page. This is how it will read once the correction is approved."),
    }
    others = FactCheckPage.objects.visible_to(None).filter(case=correction.case_id).values_list("spoken", flat=True)
    out = set(others) if request.method == "GET" else set()
    codes = [each for each in the_desk().languages if each in out and each in BY_CODE]
    ways = [
        {
            "code": each,
            "tag": BY_CODE[each].tag,
            "name": BY_CODE[each].name,
            "path": reverse("corrections:preview", args=[correction.pk, each]),
            "here": each == code,
        }
        for each in codes
    ]
    with override(code):
        ahead = as_it_will_read(correction, page)
        new = notice_of(correction.notices, correction.kind, str(correction.get_kind_display()), code)
        context = of_check(ahead)
        notices = [*new, *context["notices"]]
        context |= {"markup": "", "old": True, "alternates": ways, "notices": notices, **told}
        context["retraction_told"] = tells_retraction(notices)
        return shown(request, "corrections/preview.html", context)
