"""What every request passes through: no address of a sender, and a member's own language."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.middleware.locale import LocaleMiddleware
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import translation

from merilo_desk.newsroom import door_language, second_step

Answer = Callable[[HttpRequest], HttpResponse]
# Headers by which a proxy or a browser tells where somebody is, and with what; they end here.
TELLTALE = frozenset(
    {
        "REMOTE_ADDR",
        "REMOTE_HOST",
        "REMOTE_PORT",
        "REMOTE_USER",
        "HTTP_X_FORWARDED_FOR",
        "HTTP_X_FORWARDED",
        "HTTP_X_ORIGINAL_FORWARDED_FOR",
        "HTTP_X_REAL_IP",
        "HTTP_X_CLIENT_IP",
        "HTTP_X_CLUSTER_CLIENT_IP",
        "HTTP_X_REMOTE_ADDR",
        "HTTP_X_REMOTE_IP",
        "HTTP_CLIENT_IP",
        "HTTP_TRUE_CLIENT_IP",
        "HTTP_FASTLY_CLIENT_IP",
        "HTTP_FLY_CLIENT_IP",
        "HTTP_FORWARDED",
        "HTTP_FORWARDED_FOR",
        "HTTP_VIA",
        "HTTP_USER_AGENT",
        "HTTP_DNT",
        "HTTP_SEC_GPC",
    }
)
# What a browser tells of its machine when it is asked, and what a network in front adds of place and line.
TELLTALE_BEGINNINGS = ("HTTP_SEC_CH_", "HTTP_CF_", "HTTP_CLOUDFRONT_", "HTTP_X_APPENGINE_", "HTTP_X_GEO")
# Nothing of ours asks a browser for any of these; what was put into a page by somebody else cannot either.
NOT_ASKED_FOR = "browsing-topics=(), camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()"
# The editor of pages (Wagtail) writes styles and scripts into its pages and shows drafts in frames of its own.
WAGTAILS = {
    "script-src": ["'self'", "'unsafe-inline'"],
    "style-src": ["'self'", "'unsafe-inline'"],
    "img-src": ["'self'", "data:", "blob:"],
    "frame-ancestors": ["'self'"],
}


def nowhere(request: HttpRequest) -> str:
    """Return the one address that everybody has here."""
    return "0.0.0.0"


class NoAddress:
    """Forgets the address of whoever asks, before anything can keep it."""

    def __init__(self, answer: Answer) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer without the address."""
        for name in [*request.META]:
            if name in TELLTALE or name.startswith(TELLTALE_BEGINNINGS):
                del request.META[name]
        # A copy, if somebody before us has looked at the headers.
        request.__dict__.pop("headers", None)
        request.META["REMOTE_ADDR"] = nowhere(request)
        return self.answer(request)


class Guarded:
    """Says in headers what browsers may do with a page: members' pages are kept by no cache that others share."""

    def __init__(self, answer: Answer) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer, with what holds for every page of its kind."""
        response = self.answer(request)
        response.headers.setdefault("Permissions-Policy", NOT_ASKED_FOR)
        if request.path.startswith(("/desk/", "/cms/")):
            response.headers.setdefault("Cache-Control", "private, no-cache")
        if request.path.startswith("/cms/"):
            response._csp_replace = WAGTAILS  # type: ignore[attr-defined]
        return response


class SiteLanguage(LocaleMiddleware):
    """Leads to the language version of a public address; what the desk does not find is not looked for there."""

    def process_response(self, request: HttpRequest, response: Any) -> Any:
        """Answer as it is, unless the address may be one of the public site's without its language."""
        if request.path.startswith(("/desk/", "/cms/", "/static/")):
            return response
        return super().process_response(request, response)


class SecondStep:
    """Keeps members out who have a second step and did not take it, and leads to it those who have to have one.

    So a session that began before a device was brought in, perhaps somebody else's, ends with that.
    """

    def __init__(self, answer: Answer) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer, or lead to where the second step is taken or brought in."""
        user: Any = getattr(request, "user", None)
        if not request.path.startswith(("/desk/", "/cms/")) or user is None or not user.is_authenticated:
            return self.answer(request)
        if request.session.get(second_step.PASSED) or request.path in _always():
            return self.answer(request)
        newsroom, has = second_step.standing(user)
        request.newsroom = newsroom  # type: ignore[attr-defined]
        if has:
            logout(request)
            return redirect("newsroom:login")
        own = reverse("newsroom:second-step")
        if newsroom.second_step and request.path != own:
            return redirect(own)
        return self.answer(request)


def _always() -> frozenset[str]:
    """Return where whoever has not brought in a device yet may go all the same."""
    return frozenset(reverse(f"newsroom:{name}") for name in ("login", "code", "logout"))


class OwnLanguage:
    """Speaks to a member in the language they chose, at the door in what it is asked; the site has its addresses."""

    def __init__(self, answer: Answer) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer in the member's language on the desk's own pages."""
        if not request.path.startswith(("/desk/", "/cms/")):
            return self.answer(request)
        user: Any = getattr(request, "user", None)
        inside = user is not None and user.is_authenticated
        code = user.language if inside else door_language.spoken(request)
        with translation.override(code):
            request.LANGUAGE_CODE = code  # type: ignore[attr-defined]
            response = self.answer(request)
        if not inside and door_language.chosen(request):
            door_language.remember(response, code)
        return response
