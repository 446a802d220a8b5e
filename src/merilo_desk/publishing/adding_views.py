"""The languages of a check that is out: which it has, which fall behind, and one more written and approved."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from merilo_desk.casework.models import Case
from merilo_desk.languages import language
from merilo_desk.newsroom import brought
from merilo_desk.newsroom.policy import Act, may, require
from merilo_desk.publishing.adding import lacking, publish_version, return_version, save_version, send_version
from merilo_desk.publishing.adding_forms import AddedForm
from merilo_desk.publishing.making import TEXTS
from merilo_desk.publishing.models import FactCheckPage
from merilo_desk.publishing.version_models import AddedVersion


def _case(request: HttpRequest, pk: int) -> Case:
    require(request.user, Act.SEE_CASES)
    return get_object_or_404(Case.objects.visible_to(request.user).published(), pk=pk)


@login_required
def languages(request: HttpRequest, case: int) -> HttpResponse:
    """The languages in which a check is out, and those in which it could be."""
    found = _case(request, case)
    waiting = {each.language: each for each in found.added_versions.waiting().select_related("by")}
    there = FactCheckPage.objects.visible_to(None).filter(case=found).select_related("locale")
    pages = list(there.prefetch_related("published_versions").order_by("pk"))
    # The Latin page of a Serbian check is made; it can be written too, but nothing is lacking.
    open_to = [{"tongue": language(code), "version": waiting.get(code)} for code in lacking(found)]
    facts = {"case": found, "pages": pages, "open_to": open_to, "may_write": may(request.user, Act.TRANSLATE)}
    return render(request, "publishing/languages.html", facts)


@login_required
def added(request: HttpRequest, case: int, code: str) -> HttpResponse:
    """Write one more language of a published check, or look at it as the second pair of eyes."""
    found = _case(request, case)
    version = found.added_versions.select_related("by", "approved_by").filter(language=code).first()
    if version is None and code not in lacking(found):
        raise Http404
    if version is not None and version.published_at:
        return redirect("publishing:languages", found.pk)
    version = version or AddedVersion(case=found, language=code)
    act = request.POST.get("act", "")
    form = AddedForm(version, request.POST if act in {"save", "send"} else None)
    if request.method == "POST":
        try:
            if said := _done(request, version, form, act):
                messages.success(request, said)
                there = act == "publish"
                return redirect("publishing:languages", found.pk) if there else redirect(request.path)
        except ValidationError as wrong:
            if form.is_bound:
                form.add_error(None, wrong)
            else:
                messages.error(request, " ".join(wrong.messages))
                return redirect(request.path)
    pages = {page.locale.language_code: page for page in found.pages.select_related("locale")}
    first = pages.get(found.language) or next(iter(pages.values()))
    wrote = version.pk and (version.by_id == request.user.pk or version.writers.filter(pk=request.user.pk).exists())
    facts = {
        "case": found,
        "version": version,
        "tongue": language(code),
        "first": first,
        "parts": [(form[name], getattr(first, name)) for name in TEXTS],
        "form": form,
        "may_write": may(request.user, Act.TRANSLATE),
        "may_approve": may(request.user, Act.REVIEW) and may(request.user, Act.PUBLISH) and not wrote,
        "reviews": may(request.user, Act.REVIEW),
    }
    return render(request, "publishing/added.html", facts, status=422 if form.errors else 200)


def _done(request: HttpRequest, version: AddedVersion, form: AddedForm, act: str) -> str:
    by: Any = request.user
    if act in {"save", "send"} and form.is_valid():
        saved = version
        if form.has_changed() or not version.pk:
            saved = save_version(
                version.case, version.language, texts=form.texts(), began_from=form.cleaned_data["began_from"], by=by
            )
        if act == "save":
            return _("Saved.")
        send_version(saved, by=by)
        return _("Sent. Somebody who did not write it has to approve it now.")
    if act == "back" and version.pk:
        return_version(version, comment=request.POST.get("comment", ""), by=by)
        return _("Sent back.")
    if act == "publish" and version.pk:
        publish_version(version, seen=brought.number(request.POST.get("seen")), by=by)
        return _("Published in one more language.")
    return ""
