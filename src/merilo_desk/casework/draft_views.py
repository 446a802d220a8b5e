"""Writing the fact check, a language at a time: saved by itself, never over somebody else's words."""

from __future__ import annotations

from secrets import token_urlsafe
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from merilo_desk.casework import actions
from merilo_desk.casework.actions.draft import LIMITS, TEXTS, texts_at, texts_of
from merilo_desk.casework.case_views import case_of, shown
from merilo_desk.casework.difference import PARTS, PartDifference, differing
from merilo_desk.casework.errors import CaseworkError, Unusable
from merilo_desk.casework.models import Case, Draft
from merilo_desk.casework.panes import pane
from merilo_desk.casework.prose import references, rendered, sentences_in, words_in
from merilo_desk.casework.sources import sources_of
from merilo_desk.casework.states import PUBLIC, State
from merilo_desk.casework.tongues import goes_out_in, main_language, written
from merilo_desk.casework.versions import sittings, version_of
from merilo_desk.casework.work_views import tried
from merilo_desk.languages import BY_CODE, language
from merilo_desk.newsroom import brought
from merilo_desk.newsroom.models import the_desk
from merilo_desk.newsroom.policy import Act, may

# What ClaimReview's readers cut a claim at; advice, never a stop.
CLAIM_ADVICE = 74
REASON_SENTENCES = 3
HELP = {
    "title": gettext_lazy("What a reader sees in a list: the claim and what became of it."),
    "claim": gettext_lazy("The claim as this language's readers read it. Short claims are shown whole everywhere."),
    "reason": gettext_lazy("Three sentences that stand by themselves: they are the first thing a reader sees."),
    "body": gettext_lazy("Source by source. [1] leads to the source of that number."),
    "method": gettext_lazy("What was looked up, who was asked, what could not be had."),
}

# In the editor a part says more of itself than in a list.
LABELS = {
    **PARTS,
    "claim": gettext_lazy("The claim in this language"),
    "reason": gettext_lazy("The reason in three sentences"),
}


@pane("draft", gettext_lazy("Text"), "casework/pane_draft.html", order=40, letter="4")
def draft_pane(request: HttpRequest, case: Case) -> dict[str, Any]:
    """Gather the draft in the language that is asked for."""
    drafts = {each.language: each for each in case.drafts.select_related("saved_by")}
    spoken = [code for code in the_desk().languages if code in BY_CODE]
    codes = list(dict.fromkeys([*spoken, *drafts]))
    wanted = request.GET.get("language", "")
    first = case.language if case.language in codes else codes[0]
    code = wanted if wanted in codes else next(iter(drafts), first)
    draft = drafts.get(code) or Draft(case=case, language=code)
    main = drafts.get(case.language)
    return {
        "draft": draft,
        "original": language(case.language) if main and code not in {case.language, "sr-latn"} else None,
        "tongue": language(code),
        "tongues": [(language(each), drafts.get(each)) for each in codes],
        "outward": outward(case),
        "parts": parts_of(texts_of(draft), own=texts_of(main) | {"claim": main.claim or case.claim} if main else {}),
        "asides": list(draft.versions.filter(aside=True, settled_at=None).select_related("by")) if draft.pk else [],
        "sources": sources_of(case, request.user),
        "sitting": token_urlsafe(12),
        "may_write": may(request.user, Act.TRANSLATE),
    }


def outward(case: Case) -> dict[str, Any]:
    """Return in which languages a case goes out, and which may be chosen."""
    desk = the_desk()
    chosen, main = goes_out_in(case, desk), main_language(case, desk)
    choices = [(language(each), each in chosen, each == main) for each in written(desk.languages)]
    return {
        "chosen": [language(each) for each in chosen],
        "choices": choices if len(choices) > 1 and State(case.state) not in PUBLIC | {State.WITHDRAWN} else [],
    }


@login_required
@require_POST
def choose(request: HttpRequest, pk: int) -> HttpResponse:
    """Choose the languages that a case goes out in."""
    case = case_of(request, pk)
    codes = request.POST.getlist("languages")
    return tried(request, case, lambda: actions.choose_languages(case, request.user, codes), "draft", _("Saved."))


def parts_of(
    texts: dict[str, str], trouble: dict[str, str] | None = None, own: dict[str, str] | None = None
) -> list[dict[str, Any]]:
    """Return the parts of a draft as the editor shows them, with their counts, and the check's own words of each."""
    return [
        {
            "key": part,
            "name": LABELS[part],
            "help": HELP[part],
            "text": texts.get(part, ""),
            "own": (own or {}).get(part, ""),
            "limit": LIMITS[part],
            "words": words_in(texts.get(part, "")),
            "rows": {"title": 1, "claim": 2, "reason": 4, "body": 18, "method": 5}[part],
            "trouble": (trouble or {}).get(part, ""),
            "advice": {"claim": CLAIM_ADVICE}.get(part, 0),
            "sentences": sentences_in(texts.get(part, "")) if part == "reason" else None,
        }
        for part in TEXTS
    ]


def _proposed(each: PartDifference, base: str) -> str:
    """Return what a part most likely becomes: the text of whoever changed it, the saved one where both did."""
    return each.after if each.before == base else each.before


def _draft_of(case: Case, code: str) -> Draft:
    if code not in BY_CODE:
        raise Http404
    return case.drafts.filter(language=code).first() or Draft(case=case, language=code)


@login_required
@require_POST
def save(request: HttpRequest, pk: int, code: str) -> HttpResponse:
    """Save a draft: as an answer for the script, or as a page where there is none."""
    case, scripted = case_of(request, pk), "json" in request.headers.get("Accept", "")
    _draft_of(case, code)
    texts = {part: request.POST.get(part, "") for part in TEXTS}
    here = f"{reverse('casework:pane', args=[pk, 'draft'])}?language={code}"
    try:
        saved = actions.save_draft(
            case,
            code,
            request.user,
            began_from=brought.number(request.POST.get("began_from")),
            texts=texts,
            sitting=request.POST.get("sitting", "")[:40],
        )
    except CaseworkError as told:
        field = told.field if isinstance(told, Unusable) else ""
        if scripted:
            return JsonResponse({"said": str(told), "field": field}, status=422)
        messages.error(request, str(told))
        return _typed_again(request, case, code, texts, {field: str(told)} if field else {})
    if saved.aside:
        where = reverse("casework:merge", args=[pk, code, saved.aside.pk])
        said = _("%(who)s saved this text while you were writing. Yours is kept beside it.") % {
            "who": saved.draft.saved_by
        }
        if scripted:
            return JsonResponse({"said": said, "where": where, "aside": saved.aside.pk}, status=409)
        messages.warning(request, said)
        return redirect(where)
    if scripted:
        return JsonResponse(_news(saved))
    messages.success(request, _("Saved."))
    return redirect(here)


def _news(saved: Any) -> dict[str, Any]:
    at = timezone.localtime(saved.draft.saved_at).strftime("%H:%M")
    news = {"version": saved.draft.version, "said": _("Saved at %(hour)s.") % {"hour": at}}
    if saved.taken:
        names = ", ".join(str(PARTS[part]) for part in saved.taken)
        news["taken"] = {part: getattr(saved.draft, part) for part in saved.taken}
        news["told"] = _("Somebody else changed other parts meanwhile; they are taken over here: %(parts)s.") % {
            "parts": names
        }
    return news


def _typed_again(
    request: HttpRequest, case: Case, code: str, texts: dict[str, str], trouble: dict[str, str]
) -> HttpResponse:
    """Show the editor again with what was typed in it."""
    request.GET = request.GET.copy()  # type: ignore[assignment]
    request.GET["language"] = code
    return shown(request, case, "draft", status=422, parts=parts_of(texts, trouble))


@login_required
@require_POST
def preview(request: HttpRequest, pk: int, code: str) -> HttpResponse:
    """The text as its readers will see it, with its sources by number."""
    case = case_of(request, pk)
    _draft_of(case, code)
    texts = {part: request.POST.get(part, "")[: LIMITS[part]] for part in TEXTS}
    sources = sources_of(case, None)
    known = {each.number: each.title for each in sources}
    named = list(dict.fromkeys(references(texts["body"]) + references(texts["method"])))
    facts = {
        "tongue": language(code),
        "texts": texts,
        "body": rendered(texts["body"], known),
        "method": rendered(texts["method"], known),
        "sources": sources,
        "unknown": [number for number in named if number not in known],
        "unnamed": [each for each in sources if each.number not in named],
    }
    return render(request, "casework/preview.html", facts)


@login_required
def versions(request: HttpRequest, pk: int, code: str) -> HttpResponse:
    """Every state that a draft was in, and how any two of them differ."""
    case = case_of(request, pk)
    draft = get_object_or_404(case.drafts, language=code)
    kept = sittings(draft)
    now = version_of(draft, request.GET.get("to", "")) or (kept[0].last if kept else None)
    before = version_of(draft, request.GET.get("from", "")) or (kept[1].last if len(kept) > 1 else None)
    facts = {
        "draft": draft,
        "tongue": language(code),
        "sittings": kept,
        "now": now,
        "before": before,
        "differences": differing(before.texts if before else {}, now.texts) if now else [],
        "asides": list(draft.versions.filter(aside=True).select_related("by")),
    }
    return shown(request, case, "draft", below="casework/versions.html", **facts)


@login_required
def merge(request: HttpRequest, pk: int, code: str, aside: int) -> HttpResponse:
    """Two texts that were written at the same time, side by side, and the one that they become."""
    case = case_of(request, pk)
    draft = get_object_or_404(case.drafts.select_related("saved_by"), language=code)
    kept = get_object_or_404(draft.versions.filter(aside=True).select_related("by"), pk=aside)
    theirs, base = texts_of(draft), texts_at(draft, kept.began_from)
    typed = {part: request.POST.get(part, theirs[part]) for part in TEXTS} if request.method == "POST" else None
    trouble = ""
    if typed is not None:
        try:
            saved = actions.save_draft(
                case,
                code,
                request.user,
                began_from=brought.number(request.POST.get("began_from")),
                texts=typed,
                settles=kept,
            )
        except CaseworkError as told:
            trouble = str(told)
        else:
            if not saved.aside:
                messages.success(request, _("Put together and saved."))
                return redirect(f"{reverse('casework:pane', args=[pk, 'draft'])}?language={code}")
            messages.warning(
                request, _("The text was changed once more while you were putting it together. What you wrote is kept.")
            )
            return redirect("casework:merge", pk, code, saved.aside.pk)
    facts = {
        "draft": draft,
        "tongue": language(code),
        "kept": kept,
        "differences": [
            (each, (typed or {}).get(each.part, _proposed(each, base.get(each.part, ""))))
            for each in differing(theirs, kept.texts)
        ],
        "trouble": trouble,
    }
    return shown(request, case, "draft", status=422 if trouble else 200, below="casework/merge.html", **facts)
