"""What the door speaks before it knows who knocks: what was chosen there, or what the browser asks for."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language, get_language_from_request

from merilo_desk.languages import BY_CODE, NEIGHBOURS
from merilo_desk.newsroom.models import the_desk

# Of the newsroom alone: the public site goes by its addresses and sets no cookie.
COOKIE, ASKED = "door_language", "in"
YEAR = 365 * 24 * 3600


def chosen(request: HttpRequest) -> str:
    """Return the language that somebody chose at the door just now; "" where nobody did."""
    code = request.GET.get(ASKED, "")
    return code if code in BY_CODE else ""


def spoken(request: HttpRequest) -> str:
    """Return the language in which whoever has not signed in is spoken to."""
    kept = chosen(request) or request.COOKIES.get(COOKIE, "")
    if kept in BY_CODE:
        return kept
    return asked_for(request) if request.headers.get("Accept-Language") else get_language() or "en"


def asked_for(request: HttpRequest) -> str:
    """Return the language that a browser asks for, or one close to it, if the desk speaks it; else the desk's own."""
    desk = the_desk()
    # A machine may ask for no language at all.
    wanted = get_language_from_request(request) if request.headers.get("Accept-Language") else ""
    known = (code for code in (wanted, *NEIGHBOURS.get(wanted, ())) if code in desk.languages)
    return next(known, desk.default_language)


def remember(response: HttpResponse, code: str) -> None:
    """Have the door of this browser speak a language from now on."""
    response.set_cookie(
        COOKIE, code, max_age=YEAR, path="/desk/", secure=settings.SESSION_COOKIE_SECURE, httponly=True, samesite="Lax"
    )
