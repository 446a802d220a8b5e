"""What every request passes through: no address of a sender, and a member's own language."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.middleware.locale import LocaleMiddleware
from django.utils import translation

Answer = Callable[[HttpRequest], HttpResponse]
# Headers by which a proxy or a browser tells where somebody is; they end here.
TELLTALE = (
    "REMOTE_ADDR",
    "REMOTE_HOST",
    "HTTP_X_FORWARDED_FOR",
    "HTTP_X_REAL_IP",
    "HTTP_FORWARDED",
    "HTTP_CF_CONNECTING_IP",
)


def nowhere(request: HttpRequest) -> str:
    """Return the one address that everybody has here."""
    return "0.0.0.0"


class NoAddress:
    """Forgets the address of whoever asks, before anything can keep it."""

    def __init__(self, answer: Answer) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer without the address."""
        for name in TELLTALE:
            request.META.pop(name, None)
        request.META["REMOTE_ADDR"] = nowhere(request)
        return self.answer(request)


class SiteLanguage(LocaleMiddleware):
    """Leads to the language version of a public address; what the desk does not find is not looked for there."""

    def process_response(self, request: HttpRequest, response: Any) -> Any:
        """Answer as it is, unless the address may be one of the public site's without its language."""
        if request.path.startswith(("/desk/", "/cms/", "/static/")):
            return response
        return super().process_response(request, response)


class OwnLanguage:
    """Speaks to a member in the language they chose; the public site goes by its addresses."""

    def __init__(self, answer: Answer) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer in the member's language on the desk's own pages."""
        user = getattr(request, "user", None)
        if request.path.startswith(("/desk/", "/cms/")) and user is not None and user.is_authenticated:
            with translation.override(user.language):
                request.LANGUAGE_CODE = user.language  # type: ignore[attr-defined]
                return self.answer(request)
        return self.answer(request)
