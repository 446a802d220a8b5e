"""Text written in Markdown, as safe HTML: what editors write with, whatever was pasted into it."""

from __future__ import annotations

import nh3
from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt
from markdown_it.token import Token

TAGS = {"p", "h3", "h4", "h5", "ul", "ol", "li", "blockquote", "strong", "em", "s", "a", "code", "pre", "hr", "br"}
TABLES = {"table", "thead", "tbody", "tr", "th", "td"}
SCHEMES = {"http", "https", "mailto"}


def as_html(text: str, below: int = 2) -> SafeString:
    """Return Markdown as HTML: no HTML of its own, no pictures, no addresses but web and mail.

    Args:
        text: what was written.
        below: the level of the heading that the text stands under; its own begin one lower.
    """
    reader = MarkdownIt("commonmark", {"html": False, "linkify": False}).enable(["table", "strikethrough"])
    tokens = reader.parse(text)
    for token in tokens:
        _lowered(token, below)
    drawn = reader.renderer.render(tokens, reader.options, {})
    clean = nh3.clean(
        drawn,
        tags=TAGS | TABLES,
        attributes={"a": {"href"}, "ol": {"start"}},
        url_schemes=SCHEMES,
        link_rel="noopener nofollow ugc",
    )
    return mark_safe(clean)


def _lowered(token: Token, below: int) -> None:
    """Bring a heading below the one that the text stands under, so that the page keeps one order of headings."""
    if token.type in {"heading_open", "heading_close"}:
        token.tag = f"h{min(5, below + max(1, int(token.tag[1]) - 1))}"
