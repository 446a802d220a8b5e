"""The page behind the link of a request for a reply: no account, no cookie, no script."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from merilo_desk.casework.actions.reply import answer, asked_by
from merilo_desk.casework.errors import LinkEnded, Unusable
from merilo_desk.casework.forms import AnswerForm
from merilo_desk.casework.states import State


# Whoever knows the address may answer; nothing else lets anybody in, so there is nothing that a forged form could use.
@csrf_exempt
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def reply(request: HttpRequest, secret: str) -> HttpResponse:
    """Read the claim and the question, answer, and change the answer until the time is over."""
    asked = asked_by(secret)
    if asked is None:
        return _said(request, {"gone": True}, 404)
    facts: dict[str, Any] = {"asked": asked, "case": asked.case}
    if not asked.open_until or asked.case.state == State.WITHDRAWN:
        ended = {**facts, "ended": True, "typed": request.POST.get("answer", "")}
        return _said(request, ended, 410)
    known = {"answer": asked.answer, "name": asked.answered_by_words, "may_publish": asked.may_publish}
    form = AnswerForm(request.POST or None, initial=known)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            answer(asked, text=given["answer"], may_publish=given["may_publish"], name=given["name"])
        except Unusable as told:
            form.add_error("answer", str(told))
        except LinkEnded:
            return _said(request, {**facts, "ended": True, "typed": given["answer"]}, 410)
        else:
            return _kept_quiet(redirect(f"{request.path}?received=1"))
    facts |= {"form": form, "received": "received" in request.GET and asked.answered_at}
    return _said(request, facts, 422 if form.errors else 200)


def _said(request: HttpRequest, facts: dict[str, Any], status: int) -> HttpResponse:
    return _kept_quiet(render(request, "casework/reply.html", facts, status=status))


def _kept_quiet(page: HttpResponse) -> HttpResponse:
    """Have nobody told of the address: neither the site that a reader goes on to, nor a search engine."""
    page["Referrer-Policy"] = "no-referrer"
    page["X-Robots-Tag"] = "noindex, nofollow"
    return page
