"""What machines ask for: feeds, robots.txt, oEmbed."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import urlsplit

from django.db.models import Max
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import last_modified

from merilo_desk.languages import BY_CODE
from merilo_desk.newsroom.models import the_desk
from merilo_desk.publishing import feeds, share
from merilo_desk.publishing.models import FactCheckPage
from merilo_desk.publishing.serving import address, kept_a_while
from merilo_desk.publishing.shelf import checks, newest
from merilo_desk.publishing.subjects import public_actor, public_topic
from merilo_desk.publishing.views import withheld

TYPES = {
    "rss": "application/rss+xml; charset=utf-8",
    "atom": "application/atom+xml; charset=utf-8",
    "json": "application/feed+json; charset=utf-8",
}
CARD = (500, 260)


def feed(request: HttpRequest, code: str, kind: str, about: str = "", slug: str = "") -> HttpResponse:
    """The newest checks of a language, of one topic or one speaker in it, as RSS, Atom or JSON Feed."""
    desk = the_desk()
    if code not in desk.languages or code not in BY_CODE:
        raise Http404
    with override(code):
        found, title, home = checks(code), desk.called(code), f"/{code}/checks/"
        if about == "topics":
            topic = public_topic(slug)
            found, title, home = found.filter(topic=topic), f"{title}: {topic.called(code)}", f"/{code}/topics/{slug}/"
        elif about == "speakers":
            actor = public_actor(slug)
            found, title = found.filter(speaker=actor), f"{title}: {actor.called(code)}"
            home = f"/{code}/speakers/{actor.slug}/"
        pages = newest(found, feeds.HOW_MANY, found.defer(None).defer("keys", "method"))
        if kind == "json":
            value = feeds.json_feed(pages, code, title, home, request.path)
            text = json.dumps(value, ensure_ascii=False, indent=1)
        else:
            text = feeds.written(pages, kind, code, title, home, request.path)
    response = HttpResponse(text, content_type=TYPES[kind])
    response["Access-Control-Allow-Origin"] = "*"
    return kept_a_while(request, response)


def _last_change(request: HttpRequest) -> Any:
    return FactCheckPage.objects.visible_to(None).aggregate(last=Max("last_published_at"))["last"]


@last_modified(_last_change)
def claim_reviews(request: HttpRequest) -> StreamingHttpResponse:
    """Every check as a DataFeed of ClaimReview, as Data Commons, search engines and other desks read it."""
    pages = (
        FactCheckPage.objects.visible_to(None)
        .standing()
        .select_related("locale")
        .defer("body", "keys")
        .order_by("case_id", "pk")
    )
    response = StreamingHttpResponse(
        feeds.data_feed(pages.iterator(200)), content_type="application/json; charset=utf-8"
    )
    response["Cache-Control"] = "public, max-age=300"
    response["Access-Control-Allow-Origin"] = "*"
    return response


def robots(request: HttpRequest) -> HttpResponse:
    """What robots may read: all that is public, and where the maps are."""
    lines = [
        "User-agent: *",
        "Disallow: /desk/",
        "Disallow: /cms/",
        "Disallow: /*/reply/",
        "Disallow: /*/send/receipt/",
    ]
    lines += ["", f"Sitemap: {address('/sitemap.xml')}", ""]
    return kept_a_while(request, HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8"))


def oembed(request: HttpRequest) -> HttpResponse:
    """Tell a site that wants to show one of our checks how: as a card in a frame."""
    if request.GET.get("format", "json") != "json":
        return HttpResponse(_("Only JSON is spoken here."), status=501, content_type="text/plain; charset=utf-8")
    try:
        parts = urlsplit(request.GET.get("url", "")[:1000])
    except ValueError:
        raise Http404 from None
    pieces = parts.path.strip("/").split("/")
    # A path alone is ours; a whole address has to be.
    ours = not parts.netloc or parts.netloc == urlsplit(address("")).netloc
    if not ours or len(pieces) < 3 or pieces[1] != "checks" or pieces[0] not in BY_CODE:
        raise Http404
    page = get_object_or_404(FactCheckPage.objects.visible_to(None).speaking(pieces[0]), slug=pieces[2])
    if withheld(page) is not None:
        raise Http404
    width, height = (
        _at_most(request.GET.get(f"max{side}"), most) for side, most in zip(("width", "height"), CARD, strict=True)
    )
    context = {"page": page, "address": address(f"{page.path_here}card/"), "width": width, "height": height}
    desk = the_desk()
    value = {
        "version": "1.0",
        "type": "rich",
        "title": page.title,
        "provider_name": desk.called(pieces[0]),
        "provider_url": address(f"/{pieces[0]}/"),
        "html": render(request, "publishing/frame.html", context).content.decode().strip(),
        "width": width,
        "height": height,
        "cache_age": 3600,
    }
    # A picture that is larger than what was asked for is none that may be shown.
    if not (request.GET.get("maxwidth") or request.GET.get("maxheight")):
        value["thumbnail_url"] = address(f"{page.path_here}share.png")
        value |= {"thumbnail_width": share.WIDTH, "thumbnail_height": share.HEIGHT}
    response = JsonResponse(value, json_dumps_params={"ensure_ascii": False})
    response["Access-Control-Allow-Origin"] = "*"
    return kept_a_while(request, response)


def _at_most(asked: str | None, most: int) -> int:
    return min(most, int(asked)) if asked and asked.isdigit() and len(asked) < 6 and int(asked) > 0 else most
