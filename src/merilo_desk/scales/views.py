"""The screens of the rating scales: which are used, and the words of each."""

from __future__ import annotations

from itertools import groupby
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from merilo_desk.newsroom.models import the_desk
from merilo_desk.newsroom.policy import Act, require
from merilo_desk.scales import actions
from merilo_desk.scales.errors import ScaleError
from merilo_desk.scales.forms import EditRatingForm, NewRatingForm, NewScaleForm, RetireForm, ScaleForm
from merilo_desk.scales.models import Family, Rating, Scale


@login_required
def scales(request: HttpRequest) -> HttpResponse:
    """All scales by family, with the values that hold today."""
    if request.method == "POST":
        scale = get_object_or_404(Scale.objects.visible_to(request.user), slug=request.POST.get("scale", ""))
        actions.use(scale, used=request.POST.get("used") == "1", by=request.user)
        said = (
            _("“%(scale)s” is used now.") if scale.used else _("“%(scale)s” is put aside. What was rated on it stays.")
        )
        messages.success(request, said % {"scale": scale})
        return redirect("scales:scales")
    today = timezone.localdate()
    rows = list(Scale.objects.visible_to(request.user).prefetch_related("ratings"))
    for scale in rows:
        scale.shown = [each for each in scale.ratings.all() if each.holds_on(today)]
    rows.sort(key=lambda each: (Family.values.index(each.family), not each.used, each.called()))
    families = [(Family(key), list(some)) for key, some in groupby(rows, key=lambda each: each.family)]
    return render(request, "scales/scales.html", {"families": families})


@login_required
def new_scale(request: HttpRequest) -> HttpResponse:
    """Add a scale of the desk's own."""
    require(request.user, Act.EDIT_SCALES)
    form = NewScaleForm(request.POST or None, desk=the_desk(), texts={})
    if request.method == "POST" and form.is_valid():
        try:
            scale = actions.add_scale(
                form.cleaned_data["slug"], form.cleaned_data["family"],
                names=form.said("names"), abouts=form.said("abouts"), by=request.user,
            )  # fmt: skip
            messages.success(request, _("The scale is there. Now give it its values."))
            return redirect("scales:scale", scale.slug)
        except ScaleError as told:
            form.add_error("slug", str(told))
    return render(request, "scales/new_scale.html", {"form": form})


@login_required
def scale(request: HttpRequest, slug: str) -> HttpResponse:
    """One scale: its words and its values, those retired last."""
    one = _scale(request, slug)
    form = ScaleForm(request.POST or None, desk=the_desk(), texts={"names": one.names, "abouts": one.abouts})
    if request.method == "POST" and form.is_valid():
        actions.edit_scale(one, names=form.said("names"), abouts=form.said("abouts"), by=request.user)
        messages.success(request, _("Saved."))
        return redirect("scales:scale", slug)
    ratings = sorted(
        one.ratings.select_related("replaces"), key=lambda each: (not each.holds_on(), each.order, each.pk)
    )
    return render(request, "scales/scale.html", {"scale": one, "ratings": ratings, "form": form})


@login_required
def new_rating(request: HttpRequest, slug: str) -> HttpResponse:
    """Add a value to a scale."""
    require(request.user, Act.EDIT_SCALES)
    one = _scale(request, slug)
    form = NewRatingForm(request.POST or None, desk=the_desk(), scale=one)
    if request.method == "POST" and form.is_valid():
        try:
            actions.add_rating(one, form.cleaned_data["slug"], by=request.user, **form.values())
            messages.success(request, _("The value is there."))
            return redirect("scales:scale", slug)
        except ScaleError as told:
            form.add_error("slug", str(told))
    return render(request, "scales/rating.html", {"scale": one, "form": form})


@login_required
def rating(request: HttpRequest, slug: str, value: str) -> HttpResponse:
    """One value: change its words, retire it, bring it back, or remove it if it was never given."""
    require(request.user, Act.EDIT_SCALES)
    one = _rating(request, slug, value)
    form = EditRatingForm(request.POST or None, desk=the_desk(), scale=one.scale, rating=one)
    if request.method == "POST" and form.is_valid():
        try:
            after = actions.edit_rating(one, by=request.user, since=form.cleaned_data.get("since"), **form.values())
            if after.pk != one.pk:
                said = _("The new words hold from %(day)s. What was checked before keeps the old ones.")
                messages.success(request, said % {"day": after.valid_from})
            else:
                messages.success(request, _("Saved."))
            return redirect("scales:scale", slug)
        except ScaleError as told:
            form.add_error("since" if "since" in form.fields else None, str(told))
    return render(request, "scales/rating.html", _shown(one, form))


@login_required
@require_POST
def ending(request: HttpRequest, slug: str, value: str) -> HttpResponse:
    """Retire a value from a day, bring a retired one back, or remove one that was never given."""
    one = _rating(request, slug, value)
    what = request.POST.get("what", "")
    form = RetireForm(request.POST if what == "retire" else None)
    try:
        if what == "remove":
            actions.remove(one, by=request.user)
            messages.success(request, _("The value is removed."))
            return redirect("scales:scale", slug)
        if what == "back":
            actions.bring_back(one, by=request.user)
            messages.success(request, _("The value may be given again."))
            return redirect("scales:scale", slug)
        if form.is_valid():
            actions.retire(one, form.cleaned_data["last_day"], by=request.user)
            messages.success(request, _("The value is retired. What bears it keeps it."))
            return redirect("scales:scale", slug)
    except ScaleError as told:
        messages.error(request, str(told))
        return redirect("scales:rating", slug, value)
    return render(request, "scales/rating.html", {**_shown(one, None), "retire": form})


def _shown(one: Rating, form: Any) -> dict[str, Any]:
    return {
        "scale": one.scale,
        "rating": one,
        "given": one.was_given(),
        "form": form or EditRatingForm(desk=the_desk(), scale=one.scale, rating=one),
        "retire": RetireForm(initial={"last_day": timezone.localdate()}),
    }


def _scale(request: HttpRequest, slug: str) -> Scale:
    if request.method == "POST" and not request.user.may(Act.EDIT_SCALES):  # type: ignore[union-attr]
        raise PermissionDenied
    return get_object_or_404(Scale.objects.visible_to(request.user), slug=slug)


def _rating(request: HttpRequest, slug: str, value: str) -> Rating:
    seen = Rating.objects.visible_to(request.user).select_related("scale", "replaces")
    return get_object_or_404(seen, scale__slug=slug, slug=value)
