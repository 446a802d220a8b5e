"""Pages about somebody or something: a speaker, a statement, a topic."""

from __future__ import annotations

from collections.abc import Sequence

from django.core.paginator import Paginator
from django.db.models import Q
from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import get_object_or_404
from django.utils.translation import get_language

from merilo_desk.people.models import Statement, Turn
from merilo_desk.publishing.balance import balances_kept
from merilo_desk.publishing.models import FactCheckPage
from merilo_desk.publishing.repeated import Repeated, repeats_by
from merilo_desk.publishing.serving import public_page, shown
from merilo_desk.publishing.shelf import ON_A_PAGE, checks, counted, one_each
from merilo_desk.publishing.subjects import public_actor, public_topic

STATEMENTS_SHOWN = 10
TURNS_SHOWN = 50
REPEATS_SHOWN = 20


@public_page
def speaker(request: HttpRequest, slug: str) -> HttpResponse:
    """A public actor: offices, statements, and how often which verdict was given, of how many checks."""
    actor = public_actor(slug)
    if actor.slug != slug:
        return HttpResponsePermanentRedirect(f"/{get_language()}/speakers/{actor.slug}/")
    found = checks().filter(speaker=actor)
    number = found.order_by().values("case_id").distinct().count()
    at = Paginator(range(number), ON_A_PAGE).get_page(request.GET.get("page"))
    statements = Statement.objects.visible_to(None).filter(speaker=actor)
    turns = Turn.objects.visible_to(None).filter(now__speaker=actor).newest_first()
    repeats = with_checks(repeats_by(actor))
    context = {
        "actor": actor,
        "offices": actor.offices.select_related("body"),
        "total": number,
        "at": at,
        "found": one_each(found, get_language() or "", at.start_index() - 1 if number else 0),
        "counted": counted(found),
        "turns": turns[:TURNS_SHOWN],
        "repeats": repeats[:REPEATS_SHOWN],
        "repeated": len(repeats),
        "repeated_claims": len({each.case for each, _check in repeats}),
        "statements": statements[:STATEMENTS_SHOWN],
        "more_statements": max(0, statements.count() - STATEMENTS_SHOWN),
        "feeds": f"/feeds/{get_language()}/speakers/{actor.slug}",
    }
    return shown(request, "publishing/speaker.html", context)


def with_checks(repeats: Sequence[Repeated]) -> list[tuple[Repeated, FactCheckPage]]:
    """Return repetitions with the page of the check in the reader's language, else as it was first written."""
    found = checks().filter(case_id__in={each.case for each in repeats})
    pages = {page.case_id: page for page in one_each(found, get_language() or "", count=len(repeats))}
    return [(each, pages[each.case]) for each in repeats if each.case in pages]


@public_page
def balance(request: HttpRequest) -> HttpResponse:
    """Whom and what the desk itself chose to check."""
    total, found = balances_kept()
    return shown(request, "publishing/balance.html", {"total": total, "balances": found})


@public_page
def statement(request: HttpRequest, number: int) -> HttpResponse:
    """Exact words, who said them, every place where they stand, and the checks of them."""
    found = get_object_or_404(
        Statement.objects.visible_to(None).select_related("speaker", "topic").prefetch_related("speaker__offices"),
        pk=number,
    )
    context = {
        "statement": found,
        "appearances": found.appearances.select_related("outlet", "after__outlet"),
        "found": one_each(checks().filter(statement=found), get_language() or ""),
        "turns": Turn.objects.visible_to(None).filter(Q(now=found) | Q(then=found)).newest_first()[:TURNS_SHOWN],
    }
    return shown(request, "publishing/statement.html", context)


@public_page
def topic(request: HttpRequest, slug: str) -> HttpResponse:
    """The checks of one topic."""
    found_topic = public_topic(slug)
    found = checks().filter(topic=found_topic)
    number = found.order_by().values("case_id").distinct().count()
    at = Paginator(range(number), ON_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "topic": found_topic,
        "total": number,
        "at": at,
        "found": one_each(found, get_language() or "", at.start_index() - 1 if number else 0),
        "feeds": f"/feeds/{get_language()}/topics/{found_topic.slug}",
    }
    return shown(request, "publishing/topic.html", context)
