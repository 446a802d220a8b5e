"""What an address or a form gives, taken for what it can be: anybody may write anything there."""

from __future__ import annotations

from django.http import HttpRequest
from django.utils.http import url_has_allowed_host_and_scheme

# More digits than any row's number has; a database refuses what does not fit into it.
DIGITS = 16


def number(given: str | None) -> int:
    """Return a number that is given as text; 0, which no row has, for whatever is none."""
    fits = given and given.isascii() and given.isdigit() and len(given) < DIGITS
    return int(given) if given and fits else 0


def numbers(given: list[str]) -> list[int]:
    """Return the numbers among some texts."""
    return [found for each in given if (found := number(each))]


def next_page(request: HttpRequest) -> str:
    """Return the page of ours that a form leads to when it is done; "" for none, or for one elsewhere."""
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    ours = wanted.startswith("/") and url_has_allowed_host_and_scheme(wanted, {request.get_host()}, request.is_secure())
    return wanted if ours else ""
