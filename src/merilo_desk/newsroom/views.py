"""The desk's own screens: signing in, today, one's own settings, the desk's settings, members, topics."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.contrib.auth.views import INTERNAL_RESET_SESSION_TOKEN, PasswordChangeView, PasswordResetConfirmView
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse_lazy
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from merilo_desk.newsroom import actions, door_language, second_step
from merilo_desk.newsroom.duties import duties_of
from merilo_desk.newsroom.forms import DeskForm, MeForm, MemberForm, RolesForm, TopicForm
from merilo_desk.newsroom.links import links_of
from merilo_desk.newsroom.models import Topic, User, the_desk
from merilo_desk.newsroom.passwords import ChangePasswordForm, ChoosePasswordForm
from merilo_desk.newsroom.policy import Act, require


class ChoosePassword(PasswordResetConfirmView):
    """A new member, or one who forgot, chooses a password by the link that the chief editor gave them."""

    template_name = "newsroom/choose_password.html"
    form_class = ChoosePasswordForm
    success_url = reverse_lazy("newsroom:login")

    def dispatch(self, *args: Any, **kwargs: Any) -> Any:
        """Speak to whoever holds a link that opens in the language that they were invited in."""
        user = self.get_user(kwargs["uidb64"])
        token = self.request.session.get(INTERNAL_RESET_SESSION_TOKEN, "")
        if user is None or not self.token_generator.check_token(user, token) or door_language.chosen(self.request):
            return super().dispatch(*args, **kwargs)
        with translation.override(user.language):
            self.request.LANGUAGE_CODE = user.language
            response = super().dispatch(*args, **kwargs)
            door_language.remember(response, user.language)
            return response.render() if hasattr(response, "render") else response


class ChangePassword(PasswordChangeView):
    """A member changes their own password."""

    template_name = "newsroom/password.html"
    form_class = ChangePasswordForm
    success_url = reverse_lazy("newsroom:me")


@login_required
def today(request: HttpRequest) -> HttpResponse:
    """What waits for this member, and what the desk is at."""
    return render(request, "newsroom/today.html", {"duties": duties_of(request.user), "now_day": timezone.localdate()})


@login_required
def counts(request: HttpRequest) -> HttpResponse:
    """The numbers beside the menu, asked for again and again by a page that stays open."""
    return render(request, "desk/menu.html", {"at": request.GET.get("at", "")})


@login_required
def me(request: HttpRequest) -> HttpResponse:
    """One's own name and language."""
    form = MeForm(request.POST or None, instance=request.user)
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, _("Saved."))
        return redirect("newsroom:me")
    shown = {"form": form, "has_second_step": second_step.has_one(request.user)}
    return render(request, "newsroom/me.html", shown)


@login_required
def desk(request: HttpRequest) -> HttpResponse:
    """The desk's settings, members and topics."""
    require(request.user, Act.SEE_DESK)
    shown = {
        "members": User.objects.visible_to(request.user).prefetch_related("memberships"),
        "topics": Topic.objects.visible_to(request.user),
        "newsroom": the_desk(),
        "with_second_step": second_step.having_one(),
        "desk_links": links_of(request.user),
    }
    return render(request, "newsroom/desk.html", shown)


@login_required
def set_up(request: HttpRequest) -> HttpResponse:
    """Change the desk's settings."""
    require(request.user, Act.SET_UP_DESK)
    form = DeskForm(request.POST or None, instance=the_desk())
    if request.method == "POST" and form.is_valid():
        wanted = {name: form.cleaned_data[name] for name in (*DeskForm.Meta.fields, "names", "taglines")}
        actions.set_up(the_desk(), by=request.user, **wanted)
        messages.success(request, _("Saved."))
        return redirect("newsroom:desk")
    return _form(request, form, gettext_lazy("Settings of the desk"))


@login_required
def invite(request: HttpRequest) -> HttpResponse:
    """Add a member and show the link by which they choose a password."""
    require(request.user, Act.MANAGE_MEMBERS)
    form = MemberForm(request.POST or None, initial={"language": the_desk().default_language})
    if request.method == "POST" and form.is_valid():
        user = actions.invite(by=request.user, **form.cleaned_data)
        return _way_in(request, user)
    return _form(request, form, gettext_lazy("Add a member"))


@login_required
def member(request: HttpRequest, pk: int) -> HttpResponse:
    """One member: roles, a new way in, in or out."""
    require(request.user, Act.MANAGE_MEMBERS)
    user = get_object_or_404(User.objects.visible_to(request.user), pk=pk)
    form = RolesForm(
        request.POST if "roles" in request.POST or request.POST.get("act") == "roles" else None,
        initial={"roles": sorted(user.roles)},
    )
    try:
        if request.method == "POST" and request.POST.get("act") == "way-in":
            return _way_in(request, user)
        if request.method == "POST" and request.POST.get("act") == "second-step":
            second_step.take_away(user, by=request.user)
            messages.success(
                request, _("Taken away. They sign in by their password alone, and may add another device.")
            )
            return redirect("newsroom:member", pk)
        if request.method == "POST" and request.POST.get("act") in {"in", "out"}:
            actions.set_active(user, active=request.POST["act"] == "in", by=request.user)
            return redirect("newsroom:desk")
        if form.is_bound and form.is_valid():
            actions.give_roles(user, roles=form.cleaned_data["roles"], by=request.user)
            messages.success(request, _("Saved."))
            return redirect("newsroom:desk")
    except ValidationError as wrong:
        messages.error(request, " ".join(wrong.messages))
        return redirect("newsroom:member", pk)
    shown = {"member": user, "form": form, "has_second_step": second_step.has_one(user)}
    return render(request, "newsroom/member.html", shown)


@login_required
def topic(request: HttpRequest, pk: int | None = None) -> HttpResponse:
    """Add a topic or change one."""
    require(request.user, Act.SET_UP_DESK)
    found = get_object_or_404(Topic.objects.visible_to(request.user), pk=pk) if pk else Topic()
    form = TopicForm(request.POST or None, instance=found)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        found.slug = data["slug"]
        actions.save_topic(
            found, names=data["names"], welfare=data["welfare"], retired=data["retired"], by=request.user
        )
        messages.success(request, _("Saved."))
        return redirect("newsroom:desk")
    return _form(request, form, gettext_lazy("Topic"))


def _way_in(request: HttpRequest, user: User) -> HttpResponse:
    address = request.build_absolute_uri(actions.way_in(user, by=request.user))
    return render(request, "newsroom/way_in.html", {"member": user, "address": address})


def _form(request: HttpRequest, form: object, title: object) -> HttpResponse:
    return render(request, "newsroom/form.html", {"form": form, "title": title})
