"""Signing in, today's page, one's own settings, and the live counts beside the menu."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.contrib.auth.views import LoginView
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from merilo_desk.newsroom.models import User


class SignIn(LoginView):
    """Sign in by name and password."""

    template_name = "newsroom/login.html"
    redirect_authenticated_user = True


@login_required
def today(request: HttpRequest) -> HttpResponse:
    """What waits for this member, and what the desk is at."""
    return render(request, "newsroom/today.html")


@login_required
def counts(request: HttpRequest) -> HttpResponse:
    """The numbers beside the menu, asked for again and again by a page that stays open."""
    return render(request, "desk/menu.html", {"at": request.GET.get("at", "")})


class MeForm(forms.ModelForm[User]):
    """What a member sets for themselves."""

    class Meta:
        model = User
        fields = ("name", "language")


@login_required
def me(request: HttpRequest) -> HttpResponse:
    """One's own name and language."""
    form = MeForm(request.POST or None, instance=request.user)
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, _("Saved."))
        return redirect("newsroom:me")
    return render(request, "newsroom/me.html", {"form": form})
