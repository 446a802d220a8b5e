"""One reading: the text with its marks, the facts beside it, and what can be done with it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from merilo_desk import engine
from merilo_desk.languages import language
from merilo_desk.newsroom import brought
from merilo_desk.newsroom.policy import Act, require
from merilo_desk.readingroom.actions.readings import read_again, stop
from merilo_desk.readingroom.actions.statements import keep_statement
from merilo_desk.readingroom.by_hand import by_hand
from merilo_desk.readingroom.facts import TABS, facts, tabs
from merilo_desk.readingroom.forms import AgainForm
from merilo_desk.readingroom.models import StoredArticle
from merilo_desk.readingroom.picks import picks
from merilo_desk.readingroom.sheet import Part, Sheet, sheet
from merilo_desk.readingroom.stages import stages

FORMS = {"html": "text/html", "json": "application/json", "md": "text/markdown"}


def found(request: HttpRequest, pk: int) -> StoredArticle:
    """Return a reading that the member may see, without what is heavy in it."""
    require(request.user, Act.SEE_READINGS)
    rows = StoredArticle.objects.visible_to(request.user).select_related("brought_by", "outlet", "story")
    article: StoredArticle = get_object_or_404(rows.defer("report", "text", "keys"), pk=pk)
    return article


@login_required
def reading(request: HttpRequest, pk: int) -> HttpResponse:
    """The text with its marks, or how far its reading is, or why it could not be read."""
    article = found(request, pk)
    if article.same_as_id:
        messages.info(request, _("This very text is here already, so its reading was opened."))
        return redirect("readingroom:reading", article.same_as_id)
    if not article.read_at:
        return render(request, "readingroom/unread.html", {"article": article, **stages(article)})
    return render(request, "readingroom/reading.html", {**_shown(request, article), **_facts(request, article)})


def _shown(request: HttpRequest, article: StoredArticle) -> dict[str, Any]:
    made = sheet(article, get_language() or "en")
    part = _part(made, request)
    chosen, wrong = by_hand(made, request.GET)
    if chosen:
        part = made.part_of(chosen.start)
    paragraphs = made.paragraphs(part, picks(article, request.user))
    report = made.digest.report
    return {
        "article": article,
        "sheet": made,
        "digest": made.digest,
        "report": report,
        "part": part,
        "paragraphs": paragraphs,
        "sentences": [each for para in paragraphs for each in para.sentences if each.first],
        "chosen": chosen,
        "wrong": wrong,
        "again_form": AgainForm(initial={"language": article.told_language, "published": article.told_published}),
        "here": f"{reverse('readingroom:reading', args=[article.pk])}?part={part.number}",
        "spoken": language(article.language).tag if article.language else "",
        **stages(article),
    }


def _part(made: Sheet, request: HttpRequest) -> Part:
    """Return the part of the text that is asked for, else the first."""
    number = request.GET.get("part", "")
    return next((each for each in made.parts if str(each.number) == number), made.parts[0])


def _facts(request: HttpRequest, article: StoredArticle) -> dict[str, Any]:
    made = sheet(article, get_language() or "en")
    tab = request.GET.get("tab", "claims")
    tab = tab if tab in TABS else "claims"
    every = bool(request.GET.get("every"))
    return {
        "article": article,
        "tabs": tabs(made),
        "digest": made.digest,
        "spoken": language(article.language).tag if article.language else "",
        "part_number": _part(made, request).number,
        **facts(made, tab, picks(article, request.user), every=every),
    }


@login_required
def facts_pane(request: HttpRequest, pk: int) -> HttpResponse:
    """One tab of the facts, for the page that is open."""
    article = found(request, pk)
    if not article.read_at:
        raise Http404
    return render(request, "readingroom/facts.html", _facts(request, article))


@login_required
def progress(request: HttpRequest, pk: int) -> HttpResponse:
    """How far a reading is; once it is over, the page is told to load itself again."""
    article = found(request, pk)
    answer = render(request, "readingroom/progress.html", {"article": article, **stages(article)})
    if not article.busy:
        answer["HX-Refresh"] = "true"
    return answer


@login_required
@require_POST
def stop_reading(request: HttpRequest, pk: int) -> HttpResponse:
    """Stop a reading."""
    stop(found(request, pk), by=request.user)  # type: ignore[arg-type]
    return redirect("readingroom:reading", pk)


@login_required
@require_POST
def again(request: HttpRequest, pk: int) -> HttpResponse:
    """Read a text again."""
    form = AgainForm(request.POST)
    known = form.cleaned_data if form.is_valid() else {}
    language_told = known.get("language") if "language" in request.POST else None
    try:
        read_again(
            found(request, pk),
            by=request.user,  # type: ignore[arg-type]
            language=language_told,
            published=known.get("published"),
            title=known.get("title", ""),
        )
    except ValidationError as told:
        messages.warning(request, told.message)
    return redirect("readingroom:reading", pk)


@login_required
@require_POST
def keep(request: HttpRequest, pk: int) -> HttpResponse:
    """Keep picked words as a statement of whoever said them."""
    article = found(request, pk)
    spans = _spans(request)
    try:
        kept = [keep_statement(article, start=start, end=end, by=request.user) for start, end in spans]  # type: ignore[arg-type]
    except ValidationError as told:
        messages.error(request, told.message)
    else:
        if kept:
            messages.success(request, _("Kept as a statement. Its speaker and where it stands were kept with it."))
        else:
            messages.warning(request, _("Nothing is picked. Mark words in the text, or tick claims, and try again."))
    return redirect(brought.next_page(request) or reverse("readingroom:reading", args=[pk]))


def _spans(request: HttpRequest) -> list[tuple[int, int]]:
    """Return the picked stretches: `start` and `end`, or claims that were ticked as "start-end"."""
    given = [f"{request.POST.get('start', '')}-{request.POST.get('end', '')}", *request.POST.getlist("claims")]
    pairs = [each.partition("-") for each in given]
    return [(int(start), int(end)) for start, _dash, end in pairs if start.isdecimal() and end.isdecimal()]


@login_required
def ticked(request: HttpRequest, pk: int) -> HttpResponse:
    """The claims that were ticked, each with its own button to make a case of it."""
    article = found(request, pk)
    if request.method == "POST":
        claims = urlencode({"claims": request.POST.getlist("claims")}, doseq=True)
        return redirect(f"{reverse('readingroom:ticked', args=[pk])}?{claims}")
    if not article.read_at:
        raise Http404
    made = sheet(article, get_language() or "en")
    text = made.digest.report.article.text
    given = [each.partition("-") for each in request.GET.getlist("claims")]
    spans = [(int(start), int(end)) for start, _dash, end in given if start.isdecimal() and end.isdecimal()]
    rows = [
        {"start": start, "end": end, "words": made.digest.shown(text[start:end]), "raw": text[start:end]}
        for start, end in spans[:200]
        if start < end <= len(text)
    ]
    known = picks(article, request.user)
    for row in rows:
        row["picks"] = [pick for pick in known if pick.start < row["end"] and row["start"] < pick.end]
        # The very words have a case: a second one would only be refused.
        row["has_case"] = any(
            (pick.start, pick.end) == (row["start"], row["end"]) and pick.kind in {"checking", "checked"}
            for pick in known
        )
    spoken = language(article.language).tag if article.language else ""
    left = [row for row in rows if not row["has_case"]]
    facts = {"article": article, "rows": rows, "left": left, "spoken": spoken}
    return render(request, "readingroom/ticked.html", facts)


@login_required
def export(request: HttpRequest, pk: int, form: str) -> HttpResponse:
    """The report as a file: HTML, JSON or Markdown, as the command line writes it."""
    article = found(request, pk)
    if not article.read_at or form not in FORMS:
        raise Http404
    made = sheet(article, get_language() or "en")
    profile = made.digest.language
    body = {
        "html": lambda: engine.page(made.digest.report, profile),
        "md": lambda: engine.markdown(made.digest.report, profile),
        "json": lambda: engine.written(made.digest.report),
    }[form]()
    answer = HttpResponse(body, content_type=f"{FORMS[form]}; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="reading-{article.pk}.{form}"'
    # The page carries its own rules, and is opened as a file.
    answer["Content-Security-Policy"] = "sandbox"
    return answer


@login_required
def original(request: HttpRequest, pk: int) -> FileResponse:
    """The file that was uploaded, to be kept, never shown as a page of ours."""
    article = found(request, pk)
    if not article.file:
        raise Http404
    return FileResponse(
        article.file.open("rb"),
        as_attachment=True,
        filename=article.file_name or f"reading-{article.pk}",
        content_type="application/octet-stream",
    )
