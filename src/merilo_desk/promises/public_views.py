"""Promises for the public: governments, a dashboard for each, its data, a card to embed, a page for each promise."""

from __future__ import annotations

import csv
from collections import Counter, defaultdict
from collections.abc import Sequence
from datetime import date
from typing import Any

from csp.decorators import csp_update
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.clickjacking import xframe_options_exempt

from merilo_desk.newsroom.models import Topic
from merilo_desk.newsroom.paging import page_of
from merilo_desk.promises.models import Government, Promise, PromiseQuerySet
from merilo_desk.promises.pictures import BELOW, HEIGHT, TALL, WIDTH, columns, one_bar
from merilo_desk.promises.standing import Followed, followed, over_time, shares, standing, stood
from merilo_desk.promises.statuses import statuses_for
from merilo_desk.publishing.serving import public_page, shown

# So many promises stand on one page of a government's; a programme of ordinary length is on two or three.
PAGE = 100
WEIGHTINGS = {
    "equal": _("every promise counts the same"),
    "weight": _("by the editors' weights"),
    "topic": _("every topic counts the same"),
}


@public_page
def governments(request: HttpRequest) -> HttpResponse:
    """Every government whose promises are followed, each with its bar."""
    today = timezone.localdate()
    rows = []
    for government in Government.objects.visible_to(None).select_related("scale").prefetch_related("parties"):
        found = followed(_promises(government))
        if found:
            spread = shares(found, list(statuses_for(government)), today)
            rows.append({"government": government, "shares": spread, "bars": one_bar(spread), "count": len(found)})
    return shown(
        request,
        "promises/public/governments.html",
        {"at_room": "promises", "rows": rows, "width": WIDTH, "height": HEIGHT},
    )


@public_page
def dashboard(request: HttpRequest, slug: str) -> HttpResponse:
    """How a government's promises stand, under the weighting that the reader chooses, and how they stood before."""
    government = _government(slug)
    context = _dashboard(government, request.GET.get("by", "equal"))
    listed = _listed(government, context["found"], request.GET.get("topic", ""), request.GET.get("page"))
    return shown(request, "promises/public/dashboard.html", {**context, **listed})


@xframe_options_exempt
@csp_update({"frame-ancestors": ["*"]})
@public_page
def embed(request: HttpRequest, slug: str) -> HttpResponse:
    """The bar and its table alone, for other people's pages."""
    return shown(request, "promises/public/embed.html", _dashboard(_government(slug), request.GET.get("by", "equal")))


@public_page
def promise(request: HttpRequest, slug: str) -> HttpResponse:
    """One promise: its own words, where it stands, since when, on what evidence."""
    found = (
        Promise.objects.visible_to(None)
        .select_related("government__scale", "programme", "topic", "promiser")
        .prefetch_related("changes__rating", "links__statement", "cases__rating", "cases__pages__locale")
        .filter(slug=slug)
        .first()
    )
    if found is None:
        raise Http404
    today = timezone.localdate()
    changes = [change for change in found.changes.all() if change.approved_at]
    return shown(
        request,
        "promises/public/promise.html",
        {
            "at_room": "promises",
            "promise": found,
            "standing": standing(found, today),
            "changes": sorted(changes, key=lambda change: (change.since, change.pk), reverse=True),
            "links": [link for link in found.links.all() if link.statement is None or link.statement.shown],
            "reached": _reached(found, [change.measured for change in changes if change.measured is not None]),
        },
    )


def data(request: HttpRequest, slug: str, form: str) -> HttpResponse:
    """The promises and where each stands today, to be taken along."""
    government = _government(slug)
    promises = _drawn(_promises(government).order_by("pk"))
    rows = [_row(each, stands) for each, stands in stood(promises, timezone.localdate())]
    if form == "json":
        return JsonResponse(
            {"government": government.names, "promises": rows}, json_dumps_params={"ensure_ascii": False}
        )
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{government.slug}.csv"'
    response.write("\ufeff")
    writer = csv.DictWriter(response, fieldnames=list(_row_names()))
    writer.writeheader()
    writer.writerows({name: _unspread(value) for name, value in row.items()} for row in rows)
    return response


def _unspread(value: Any) -> Any:
    """Keep a spreadsheet from taking words for a formula."""
    return f"'{value}" if isinstance(value, str) and value[:1] in "=+-@\t\r" else value


def _row_names() -> tuple[str, ...]:
    return ("promise", "words", "language", "promiser", "topic", "page", "indicator", "baseline", "target", "unit",
            "deadline", "weight", "status", "since", "overdue", "evidence")  # fmt: skip


def _row(each: Promise, stands: Any) -> dict[str, Any]:
    return {
        "promise": each.slug,
        "words": each.words,
        "language": each.language,
        "promiser": str(each.promiser or ""),
        "topic": each.topic.slug if each.topic else "",
        "page": each.page,
        "indicator": each.indicator,
        "baseline": each.baseline,
        "target": each.target,
        "unit": each.unit,
        "deadline": each.deadline.isoformat() if each.deadline else "",
        "weight": each.weight,
        "status": stands.rating.slug if stands.rating else "",
        "since": stands.since.isoformat() if stands.since else "",
        "overdue": stands.overdue,
        "evidence": stands.change.evidence_url if stands.change else "",
    }


def _government(slug: str) -> Government:
    found = Government.objects.visible_to(None).select_related("scale").filter(slug=slug).first()
    if found is None:
        raise Http404
    return found


def _promises(government: Government) -> PromiseQuerySet:
    return Promise.objects.visible_to(None).filter(government=government, state=Promise.State.TRACKED)


def _drawn(promises: PromiseQuerySet) -> PromiseQuerySet:
    """Have some promises read with all that a list shows of them."""
    return promises.select_related("topic", "promiser").prefetch_related("changes__rating").defer("keys")


def _dashboard(government: Government, weighting: str) -> dict[str, Any]:
    weighting = weighting if weighting in WEIGHTINGS else "equal"
    today, ratings = timezone.localdate(), list(statuses_for(government))
    found = followed(_promises(government))
    spread = shares(found, ratings, today, weighting)
    last = min(today, government.until or today)
    history = over_time(found, ratings, government.since or _first(found, last), last, weighting)
    return {
        "at_room": "promises",
        "government": government,
        "found": found,
        "shares": spread,
        "bars": one_bar(spread),
        "overdue": sum(share.overdue for share in spread),
        "history": history,
        "columns": columns(history),
        "weighting": weighting,
        "weightings": WEIGHTINGS,
        "width": WIDTH,
        "height": HEIGHT,
        "tall": TALL,
        "below": BELOW,
    }


def _listed(government: Government, found: Sequence[Followed], slug: str, asked: str | None) -> dict[str, Any]:
    """Return a page of the promises, topic by topic in the order of their names, and how many each topic has."""
    counts = Counter(each.topic for each in found)
    topics = sorted(Topic.objects.visible_to(None).filter(pk__in=[pk for pk in counts if pk]), key=str)
    chosen = next((topic for topic in topics if topic.slug == slug), None)
    rank = {topic.pk: at for at, topic in enumerate(topics)}
    order = sorted((rank.get(each.topic, len(rank)), each.pk) for each in found)
    keys = [pk for at, pk in order if chosen is None or at == rank[chosen.pk]]
    page = page_of(keys, asked, PAGE, _drawn(_promises(government)))
    rows: dict[str, list[Any]] = defaultdict(list)
    for promise, stands in stood(page.object_list, timezone.localdate()):
        rows[str(promise.topic or "")].append((promise, stands))
    return {
        "page": page,
        "topics": dict(rows),
        "all_topics": [(topic, counts[topic.pk]) for topic in topics] if len(found) > PAGE else [],
        "chosen": chosen,
    }


def _first(found: Sequence[Followed], last: date) -> date:
    return min((each.held[0][0] for each in found if each.held), default=last)


def _reached(found: Promise, measured: list[float]) -> float | None:
    """Return how much of the way from baseline to target was gone, 0 to 1, where that can be said."""
    if not measured or found.target is None or found.baseline is None or found.target == found.baseline:
        return None
    return max(0.0, min(1.0, (measured[-1] - found.baseline) / (found.target - found.baseline)))
