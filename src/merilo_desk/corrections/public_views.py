"""The public ledger of corrections: list, one line, how to check it, the file itself, a feed."""

from __future__ import annotations

import json

from django.conf import settings
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from feedgen.feed import FeedGenerator

from merilo_desk.corrections import chain
from merilo_desk.corrections.figures import figures
from merilo_desk.corrections.forms import LABELS
from merilo_desk.corrections.models import AskedOfOthers, Correction, LedgerEntry
from merilo_desk.languages import language
from merilo_desk.newsroom.models import the_desk
from merilo_desk.newsroom.wording import language_said, said
from merilo_desk.publishing.making import UNSEEN
from merilo_desk.publishing.serving import public_page, shown

PAGE = 25


@public_page
def ledger(request: HttpRequest) -> HttpResponse:
    """All corrections, newest first, with how long they took."""
    page = Paginator(LedgerEntry.objects.visible_to(None).order_by("-number"), PAGE).get_page(request.GET.get("page"))
    return shown(
        request,
        "corrections/public/ledger.html",
        {
            "at_room": "corrections",
            "page": page,
            "entries": [read(each) for each in page.object_list],
            "figures": figures(),
            "asked": AskedOfOthers.objects.visible_to(None).select_related("asked")[:PAGE],
        },
    )


@public_page
def entry(request: HttpRequest, number: int) -> HttpResponse:
    """One correction: old and new beside each other, as they stand in the ledger."""
    found = LedgerEntry.objects.visible_to(None).filter(number=number).first()
    if found is None:
        raise Http404
    return shown(
        request, "corrections/public/entry.html", {"at_room": "corrections", "entry": read(found)}, changed=found.at
    )


@public_page
def check(request: HttpRequest) -> HttpResponse:
    """How anybody can check a downloaded copy of the ledger."""
    last = LedgerEntry.objects.visible_to(None).order_by("-number").first()
    return shown(
        request,
        "corrections/public/check.html",
        {"at_room": "corrections", "head": chain.head(), "count": last.number if last else 0},
    )


def download(request: HttpRequest) -> StreamingHttpResponse:
    """The ledger as it is, line by line, and no more of it in memory than a few lines."""
    lines = (f"{line}\n" for line in chain.lines())
    response = StreamingHttpResponse(lines, content_type="application/x-ndjson; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="corrections.jsonl"'
    return response


@public_page
def feed(request: HttpRequest) -> HttpResponse:
    """The corrections as an Atom feed."""
    desk, code = the_desk(), get_language() or "en"
    own = settings.SITE_URL + reverse("corrections_public:feed")
    made = FeedGenerator()
    made.id(own)
    made.title(_("%(desk)s: corrections") % {"desk": desk.called(code)})
    made.link(href=own, rel="self")
    made.link(href=settings.SITE_URL + reverse("corrections_public:ledger"), rel="alternate")
    made.language(language(code).tag)
    for found in reversed(LedgerEntry.objects.visible_to(None).order_by("-number")[:PAGE]):
        one, shown_at = read(found), settings.SITE_URL + reverse("corrections_public:entry", args=[found.number])
        item = made.add_entry()
        item.id(shown_at)
        item.link(href=shown_at)
        item.title(UNSEEN.sub("", f"{one['word']}: {one['claim']}")[:200])
        item.content(UNSEEN.sub("", str(one["notice"])), type="text")
        item.updated(found.at)
        item.author(name=desk.called(code))
    return HttpResponse(made.atom_str(), content_type="application/atom+xml; charset=utf-8")


def read(found: LedgerEntry) -> dict[str, object]:
    """Return a line of the ledger as a page shows it, in the reader's language."""
    content, code = json.loads(found.content), get_language() or "en"
    rating = content.get("rating")
    return {
        "number": found.number,
        "at": found.at,
        "digest": found.digest,
        "kind": content["kind"],
        "word": Correction.Kind(content["kind"]).label,
        "origin": Correction.Origin(content["origin"]).label,
        "claim": content["claim"],
        "page": said(content["pages"], code),
        "days": content["workdays"],
        "asked": content["asked"],
        "notice": said(content["notices"], code),
        "notice_language": language(language_said(content["notices"], code)).tag,
        "old_rating": said(rating[0]) if rating else "",
        "new_rating": said(rating[1]) if rating else "",
        "corrects": content.get("corrects"),
        "withheld": content.get("withheld", ""),
        "versions": [
            {"language": language(each), "number": number, "digest": digest, "page": content["pages"].get(each, "")}
            for each, rows in content.get("versions", {}).items()
            for number, digest in rows
        ],
        "changes": [
            {
                "language": language(each),
                "texts": [
                    {"label": LABELS.get(name, name), "old": old, "new": new} for name, (old, new) in texts.items()
                ],
            }
            for each, texts in content["changes"].items()
        ],
    }
