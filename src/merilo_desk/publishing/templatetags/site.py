"""Filters and tags of the public site: quotation marks, names from frozen facts, links of the foot."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Any
from urllib.parse import urlsplit

from babel.dates import format_date
from django import template
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from merilo_desk.casework.standards import Share
from merilo_desk.newsroom.templatetags.merilo import locale
from merilo_desk.newsroom.wording import said as said_in
from merilo_desk.publishing.fonts_ahead import links
from merilo_desk.publishing.models import PlainPage
from merilo_desk.publishing.serving import address
from merilo_desk.publishing.words import quoted as in_marks

register = template.Library()
NUMBER = re.compile(r"\[(\d{1,3})\]")
# Where in the head of a page the fonts of the other script are asked for.
AHEAD = "<!--fonts-->\n"


@register.filter
def quoted(text: str, code: str) -> str:
    """Put words into the quotation marks of a language."""
    return in_marks(text, code)


@register.filter
def named(value: dict[str, Any], key: str = "name") -> str:
    """Return a frozen name in the reader's language."""
    return said_in(value.get("names")) or str(value.get(key) or "")


@register.filter
def sourced(drawn: str, evidence: list[dict[str, Any]]) -> SafeString:
    """Lead from [1] in a text to the source with that number; a number that no source has stays as it is."""
    known = {str(each.get("number")) for each in evidence}

    def led(found: re.Match[str]) -> str:
        number = found.group(1)
        return f'<a class="to-source" href="#source-{number}">[{number}]</a>' if number in known else found.group()

    parts = re.split(r"(<[^>]*>)", str(drawn))
    return mark_safe("".join(part if part.startswith("<") else NUMBER.sub(led, part) for part in parts))


@register.filter
def host(url: str) -> str:
    """Return the site that an address lies on, for people: example.org."""
    return (urlsplit(url).hostname or "").removeprefix("www.")


@register.filter
def whole(path: str) -> str:
    """Return a path of this site as a whole address."""
    return address(path)


@register.filter
def clock(seconds: int | None) -> str:
    """Return a place in a recording as people read it: 1:02:03."""
    if seconds is None:
        return ""
    hours, rest = divmod(seconds, 3600)
    return f"{hours}:{rest // 60:02d}:{rest % 60:02d}" if hours else f"{rest // 60}:{rest % 60:02d}"


@register.filter
def stretch(begins: date, step: str) -> str:
    """Write out a month, quarter or year as people read it: "March 2026"."""
    return str(format_date(begins, {"month": "LLLL y", "quarter": "QQQ y", "year": "y"}[step], locale()))


@register.filter
def short_stretch(begins: date, step: str) -> str:
    """Write a month, quarter or year so that it goes under a column: "03.2026"."""
    return str(format_date(begins, {"month": "MM.y", "quarter": "QQQ y", "year": "y"}[step], locale()))


@register.filter
def times_of(counts: Mapping[str, int], key: str) -> int:
    """Return how often something was counted."""
    return counts.get(key, 0)


@register.filter
def part_of(value: float, most: float) -> int:
    """Return a value as a whole number of a hundred parts of the greatest, for the width of a bar."""
    return max(2, round(100 * value / most)) if most else 0


@register.simple_tag
def plain_pages() -> list[PlainPage]:
    """Return what the desk says of itself, in the reader's language, in its own order."""
    order = list(PlainPage.Role.values)
    # Asked for in no order: in that of their paths, all pages of the site would be walked for these few.
    found = PlainPage.objects.visible_to(None).speaking(get_language() or "").order_by()
    return sorted(found.only("title", "slug", "role", "path"), key=lambda page: (order.index(page.role), page.path))


@register.inclusion_tag("publishing/interval.html")
def interval(share: Share | None, bucket: str = "") -> dict[str, Any]:
    """Draw a share as a bar of a hundred with the whisker of its interval."""
    low, high = (share.interval if share else None) or (0.0, 0.0)
    value = (share.share if share else None) or 0.0
    places = {"low": round(100 * low), "high": round(100 * high), "width": round(100 * value)}
    return {"share": share, "bucket": bucket, "wide": places["high"] - places["low"], **places}


@register.filter
def from_to(share: Share | None) -> str:
    """Write a share's interval: 12–48 %."""
    ends = share.interval if share else None
    return f"{round(100 * ends[0])}–{round(100 * ends[1])}\u00a0%" if ends else ""


class FontsAhead(template.Node):
    """The whole page, with the fonts of the other script asked for in its head, where letters of it stand."""

    def __init__(self, nodelist: template.NodeList) -> None:
        self.nodelist = nodelist

    def render(self, context: template.Context) -> SafeString:
        """Draw the page, then see which letters stand on it."""
        page = self.nodelist.render(context)
        head, mark, rest = page.partition(AHEAD)
        return mark_safe(f"{head}{links(page, context['speaking'].script)}{rest}") if mark else page


@register.tag
def fontsahead(parser: template.base.Parser, token: template.base.Token) -> FontsAhead:
    """Take the page up to {% endfontsahead %}."""
    nodelist = parser.parse(("endfontsahead",))
    parser.delete_first_token()
    return FontsAhead(nodelist)
