"""Who said what through whom, as rows that a member confirms and changes."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language, ngettext
from django.views.decorators.http import require_POST

from merilo_desk import engine
from merilo_desk.languages import language
from merilo_desk.newsroom import brought
from merilo_desk.newsroom.policy import Act, require
from merilo_desk.people.models import Actor
from merilo_desk.people.names import near
from merilo_desk.readingroom.actions.speakers import add_public_speaker, change_utterance, name_speaker, name_speakers
from merilo_desk.readingroom.forms import PublicActorForm, UtteranceForm
from merilo_desk.readingroom.models import StoredArticle, Utterance
from merilo_desk.readingroom.reading_views import found
from merilo_desk.readingroom.sheet import sheet

PAGE = 60


@login_required
def voices(request: HttpRequest, pk: int) -> HttpResponse:
    """The picture, and every utterance with who it is by: the register's actor, or one that is suggested."""
    article = found(request, pk)
    rows = article.utterances.select_related("speaker", "statement").order_by("start", "pk")
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    made = sheet(article, get_language() or "en") if article.read_at else None
    suggested = suggestions(request, list(page))
    text = made.digest.report.article.text if made else ""
    seen: set[str] = set()
    for row in page:
        # One way into the register for each speaker is enough.
        row.newcomer = bool(row.speaker_id is None and row.speaker_words and row.speaker_words not in seen)
        seen.add(row.speaker_words)
        row.suggested = suggested.get(row.pk)
        row.words = made.digest.shown(text[row.start : row.end])[:400] if made else ""
        row.sentence = made.sentence(row.start) if made else 0
        row.part = made.part_of(row.start).number if made else 1
    context = {
        "article": article,
        "page": page,
        "digest": made.digest if made else None,
        "picture": engine.voices(made.digest) if made else None,
        "waiting": len(suggested),
        "spoken": language(article.language).tag if article.language else "",
    }
    return render(request, "readingroom/voices.html", context)


def suggestions(request: HttpRequest, rows: list[Utterance]) -> dict[int, Actor]:
    """Return for utterances without an actor the one of the register whose name sounds most like their speaker's."""
    open_rows = [row for row in rows if row.speaker_id is None and row.speaker_words and not row.by_id]
    if not open_rows:
        return {}
    among = list(Actor.objects.visible_to(request.user).filter(merged_into=None))
    best = {words: near(words, among)[:1] for words in {row.speaker_words for row in open_rows}}
    return {row.pk: best[row.speaker_words][0] for row in open_rows if best[row.speaker_words]}


def _utterance(request: HttpRequest, pk: int, number: int) -> tuple[StoredArticle, Utterance]:
    require(request.user, Act.READ)
    article = found(request, pk)
    rows = article.utterances.select_related("speaker", "article")
    return article, get_object_or_404(rows.defer("article__report", "article__text", "article__keys"), pk=number)


@login_required
def voice(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """Change one utterance."""
    article, utterance = _utterance(request, pk, number)
    form = UtteranceForm(request.POST if request.method == "POST" else None, instance=utterance, user=request.user)
    if request.method == "POST" and form.is_valid():
        given: dict[str, Any] = {key: form.cleaned_data[key] for key in UtteranceForm.Meta.fields}
        fresh = article.utterances.get(pk=number)
        change_utterance(fresh, by=request.user, **given)  # type: ignore[arg-type]
        return redirect("readingroom:voices", pk)
    made = sheet(article, get_language() or "en") if article.read_at else None
    words = made.digest.shown(made.digest.report.article.text[utterance.start : utterance.end]) if made else ""
    context = {"article": article, "utterance": utterance, "form": form, "words": words, "spoken": _spoken(article)}
    return render(request, "readingroom/voice.html", context, status=422 if request.method == "POST" else 200)


@login_required
@require_POST
def confirm(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """Join an utterance, and the others of the same person, to the actor that was suggested."""
    _article, utterance = _utterance(request, pk, number)
    actor = get_object_or_404(Actor.objects.visible_to(request.user), pk=brought.number(request.POST.get("actor")))
    _tell(request, name_speaker(utterance, actor, by=request.user))  # type: ignore[arg-type]
    return redirect("readingroom:voices", pk)


@login_required
@require_POST
def confirm_all(request: HttpRequest, pk: int) -> HttpResponse:
    """Join every utterance that is ticked to the actor suggested for it."""
    require(request.user, Act.READ)
    article = found(request, pk)
    pairs = [each.partition("-") for each in request.POST.getlist("pairs")]
    known = {str(row.pk): row for row in article.utterances.filter(pk__in=brought.numbers([a for a, _, _ in pairs]))}
    wanted = brought.numbers([b for _, _, b in pairs])
    actors = {str(actor.pk): actor for actor in Actor.objects.visible_to(request.user).filter(pk__in=wanted)}
    chosen = [(known[a], actors[b]) for a, _, b in pairs if a in known and b in actors]
    _tell(request, name_speakers(article, chosen, by=request.user))  # type: ignore[arg-type]
    return redirect("readingroom:voices", pk)


@login_required
def public(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """Put a speaker into the register, with the reason why they are public."""
    require(request.user, Act.EDIT_PEOPLE)
    article, utterance = _utterance(request, pk, number)
    form = PublicActorForm(
        request.POST if request.method == "POST" else None, initial={"name": utterance.speaker_words}
    )
    if request.method == "POST" and form.is_valid():
        add_public_speaker(utterance, by=request.user, **form.cleaned_data)  # type: ignore[arg-type]
        return redirect("readingroom:voices", pk)
    context = {"article": article, "utterance": utterance, "form": form}
    return render(request, "readingroom/public.html", context, status=422 if request.method == "POST" else 200)


def _tell(request: HttpRequest, joined: int) -> None:
    messages.success(
        request,
        ngettext("%(count)d utterance has its speaker.", "%(count)d utterances have their speaker.", joined)
        % {"count": joined},
    )


def _spoken(article: StoredArticle) -> str:
    return language(article.language).tag if article.language else ""
