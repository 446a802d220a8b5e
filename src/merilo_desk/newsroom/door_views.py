"""The one door: signing in by password, and by a code where a member has a second step; and bringing that in."""

from __future__ import annotations

import time
from base64 import b32encode
from typing import Any

import segno
from django.contrib import messages
from django.contrib.auth import login
from django.contrib.auth.decorators import login_required
from django.contrib.auth.forms import AuthenticationForm
from django.contrib.auth.views import LoginView
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render, resolve_url
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from merilo_desk.newsroom import second_step
from merilo_desk.newsroom.models import User
from merilo_desk.newsroom.passwords import SignInForm
from merilo_desk.newsroom.sealing import SecretChanged
from merilo_desk.newsroom.second_step import PASSED, WrongCode

# Whoever gave a right password and no code yet; after so many seconds the password is asked for again.
HALF, HALF_SECONDS = "half_way_in", 300


class SignIn(LoginView):
    """Sign in by name and password; whoever has a second step is not in yet."""

    template_name = "newsroom/login.html"
    form_class = SignInForm
    redirect_authenticated_user = True

    def form_valid(self, form: AuthenticationForm) -> HttpResponse:
        """Let a member in, or ask for the code."""
        user: Any = form.get_user()
        if not second_step.has_one(user):
            return super().form_valid(form)
        self.request.session.cycle_key()
        self.request.session[HALF] = {
            "user": user.pk,
            "password": user.get_session_auth_hash(),
            "at": time.time(),
            "next": self.get_redirect_url(),
        }
        return redirect("newsroom:code")


@never_cache
@sensitive_post_parameters("code")
def code(request: HttpRequest) -> HttpResponse:
    """The second step: the code of the device, or a spare one."""
    half = request.session.get(HALF) or {}
    user = _half_way(half)
    if user is None:
        request.session.pop(HALF, None)
        return redirect("newsroom:login")
    trouble = _trouble_with(user, request.POST.get("code", "")) if request.method == "POST" else ""
    if request.method == "POST" and not trouble:
        login(request, user, backend="django.contrib.auth.backends.ModelBackend")
        request.session.pop(HALF, None)
        request.session[PASSED] = True
        return redirect(_safe(request, half["next"]))
    return render(request, "newsroom/code.html", {"trouble": trouble}, status=422 if trouble else 200)


@login_required
@never_cache
@sensitive_post_parameters("code")
def own_second_step(request: HttpRequest) -> HttpResponse:
    """Bring a device in, have new spare codes, or give the second step up."""
    user: Any = request.user
    if not second_step.has_one(user):
        return _bring_in(request, user)
    facts: dict[str, Any] = {"left": second_step.codes_left(user), "wanted": second_step.is_wanted()}
    if request.method == "POST":
        if trouble := _trouble_with(user, request.POST.get("code", "")):
            return render(request, "newsroom/second_step.html", facts | {"trouble": trouble}, status=422)
        if request.POST.get("act") == "codes":
            return render(request, "newsroom/spare_codes.html", {"codes": second_step.new_codes(user)})
        try:
            second_step.give_up(user)
        except WrongCode as told:
            return render(request, "newsroom/second_step.html", facts | {"trouble": str(told)}, status=422)
        request.session.pop(PASSED, None)
        messages.success(request, _("You sign in by your password alone again."))
        return redirect("newsroom:me")
    return render(request, "newsroom/second_step.html", facts)


def _bring_in(request: HttpRequest, user: User) -> HttpResponse:
    trouble = ""
    if request.method == "POST":
        if second_step.waits(user):
            trouble = _said_wait()
        elif codes := second_step.bring_in(user, "".join(request.POST.get("code", "")[:40].split())):
            request.session[PASSED] = True
            return render(request, "newsroom/spare_codes.html", {"codes": codes})
        else:
            trouble = _said_wrong()
    device = second_step.begun(user)
    key = b32encode(device.bin_key).decode().rstrip("=")
    facts = {
        "trouble": trouble,
        "wanted": second_step.is_wanted(),
        # Drawn here: no other server learns the key.
        "picture": segno.make(device.config_url, error="m").svg_data_uri(scale=5, border=4, light="white"),
        "key": " ".join(key[at : at + 4] for at in range(0, len(key), 4)),
    }
    return render(request, "newsroom/bring_in.html", facts, status=422 if trouble else 200)


def _half_way(half: dict[str, Any]) -> User | None:
    if time.time() - half.get("at", 0) > HALF_SECONDS:
        return None
    user: User | None = second_step.known(half["user"])
    # A password that was changed meanwhile opens nothing any more.
    return user if user is not None and user.get_session_auth_hash() == half["password"] else None


def _safe(request: HttpRequest, where: str) -> str:
    own = url_has_allowed_host_and_scheme(where, {request.get_host()}, require_https=request.is_secure())
    return where if where and own else resolve_url("newsroom:today")


def _trouble_with(user: User, code: str) -> str:
    """Return why a code does not open, or "" where it does."""
    if second_step.waits(user):
        return _said_wait()
    try:
        return "" if second_step.passes(user, code[:40]) else _said_wrong()
    except SecretChanged:
        return _(
            "The desk cannot open the key of your device, because the desk's own secret was changed. Tell whoever runs "
            "the desk's server: the old secret has to come back, or your second step has to be taken away."
        )


def _said_wrong() -> str:
    return _("That is not the code. Wait for the next one and type it in; the clock of your device has to be right.")


def _said_wait() -> str:
    return _("Too many wrong codes came. Wait a little and try again: the pause grows with each.")
