"""A public page of this room: kept by no cache, found by no search machine, and in every language of the site."""

from __future__ import annotations

import secrets
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def public_page(request: HttpRequest, template: str, status: int = 200, **facts: Any) -> HttpResponse:
    """Return a page; `here` is its address behind the language, for the links to it in other languages."""
    here = request.path.split("/", 2)[2] if request.path.count("/") > 1 else ""
    answer = render(request, f"intake/{template}.html", {"here": here, **facts}, status=status)
    # Not "no-store": with it a browser forgets what was typed when its reader goes back.
    answer["Cache-Control"] = "private, max-age=0"
    # A page with a mark is kept for the way back, with the key of its form; asked for anew it is always a new one.
    answer["ETag"] = f'"{secrets.token_hex(8)}"'
    answer["X-Robots-Tag"] = "noindex" if request.method == "POST" else "all"
    return answer


def too_much(request: HttpRequest) -> HttpResponse:
    """Tell that a form was more than can be taken, how much may be sent, and that it is still in the browser."""
    megabyte = 1024 * 1024
    limits = {"file": settings.UPLOAD_LIMIT // megabyte, "whole": settings.UPLOAD_WHOLE // megabyte}
    return public_page(request, "too_much", status=413, **limits)
