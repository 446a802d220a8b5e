"""The list of what was brought in, and bringing a text in."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language, ngettext

from merilo_desk import engine
from merilo_desk.languages import language
from merilo_desk.newsroom import brought
from merilo_desk.newsroom.models import LANGUAGE_CHOICES
from merilo_desk.newsroom.paging import page_of
from merilo_desk.newsroom.policy import Act, require
from merilo_desk.newsroom.tongues import tongues
from merilo_desk.readingroom.actions.readings import bring
from merilo_desk.readingroom.errors import ReadAlready
from merilo_desk.readingroom.forms import ReadForm
from merilo_desk.readingroom.models import WORDS, StoredArticle
from merilo_desk.readingroom.waiting import bringers, outlets, stories

PAGE = 50
# What no row of the list needs; a debate's report alone is megabytes.
HEAVY = ("report", "text", "keys")
# What the list is narrowed by with a number: as the address names it, and as the table does.
NAMED = {"by": "brought_by", "outlet": "outlet", "story": "story"}


@login_required
def readings(request: HttpRequest) -> HttpResponse:
    """What was brought in, newest first, with what was found in it."""
    require(request.user, Act.SEE_READINGS)
    everything = StoredArticle.objects.visible_to(request.user).filter(same_as=None)
    shown = everything.defer(*HEAVY).select_related("brought_by", "story", "outlet")
    page = page_of(_filtered(everything, request), request.GET.get("page"), PAGE, shown)
    profile = language(get_language()).profile
    for article in page:
        article.said = engine.summary_said(article.summary, profile) if article.summary else ""
    context = {
        "page": page,
        "asked": request.GET,
        "states": StoredArticle.State.choices,
        "languages": LANGUAGE_CHOICES,
        "members": bringers(everything),
        "outlets": outlets(everything),
        "stories": stories(request.user, request.GET.get("story", "")),
        "filtered": any(request.GET.get(key) for key in ("q", "state", "language", *NAMED)),
    }
    return render(request, "readingroom/readings.html", context)


@login_required
def row(request: HttpRequest, pk: int) -> HttpResponse:
    """One row of the list, asked for again while its text is being read."""
    require(request.user, Act.SEE_READINGS)
    rows = StoredArticle.objects.visible_to(request.user).defer(*HEAVY)
    article: Any = get_object_or_404(rows.select_related("brought_by", "story", "outlet"), pk=pk)
    profile = language(get_language()).profile
    article.said = engine.summary_said(article.summary, profile) if article.summary else ""
    return render(request, "readingroom/row.html", {"article": article})


def _filtered(found: Any, request: HttpRequest) -> Any:
    asked = request.GET
    if asked.get("state") in StoredArticle.State.values:
        found = found.filter(state=asked["state"])
    if asked.get("language"):
        found = found.filter(language=asked["language"])
    for name, column in NAMED.items():
        if asked.get(name, "").isdigit():  # 0, and what is too large, is nobody's
            found = found.filter(**{column: brought.number(asked[name])})
    return WORDS.holding(found, engine.keys_asked(asked.get("q", "")[:200], tongues()))


@login_required
def new(request: HttpRequest) -> HttpResponse:
    """Bring a text in: paste, upload or link."""
    require(request.user, Act.READ)
    posted = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    form = ReadForm(*posted, initial={"link": request.GET.get("link", "")})
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            article = bring(
                by=request.user,  # type: ignore[arg-type]
                text=given["text"],
                file=given["file"],
                url=given["link"],
                language=given["language"],
                published=given["published"],
                title=given["title"],
            )
        except ReadAlready as told:
            messages.info(request, told.message)
            article = told.article
        if form.joined:
            told_of = ngettext(
                "%(count)d word that was broken at the end of a line was made whole.",
                "%(count)d words that were broken at the ends of lines were made whole.",
                form.joined,
            )
            messages.info(request, told_of % {"count": form.joined})
        return redirect("readingroom:reading", article.pk)
    return render(request, "readingroom/new.html", {"form": form}, status=422 if request.method == "POST" else 200)
