"""The Markdown of a draft as safe HTML: no markup but its own, no picture from elsewhere, sources by number."""

from __future__ import annotations

import re
from collections.abc import Mapping
from html import escape

import nh3
from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline

TAGS = frozenset(
    "p br strong em s a ul ol li blockquote h3 h4 h5 h6 hr code pre sup table thead tbody tr th td".split()  # noqa: SIM905
)
REFERENCE = re.compile(r"\[(\d{1,3})\](?![(\[:])")
HEADING = re.compile(r"(</?)h([1-6])>")
WORD = re.compile(r"\w+(?:[-’'.,]\w+)*")
SENTENCE_END = re.compile(r"[.!?…]+[»”“\"')\]]*(?=\s|$)")


def _reference(state: StateInline, silent: bool) -> bool:
    """Read [12] as the source of that number."""
    found = REFERENCE.match(state.src, state.pos)
    if not found:
        return False
    if not silent:
        token = state.push("reference", "", 0)
        token.content = found.group(1)
    state.pos = found.end()
    return True


def _drawn(self, tokens, at, options, env) -> str:  # type: ignore[no-untyped-def]
    """Draw a reference: a link to its source, or what was typed where no source has the number."""
    number = int(tokens[at].content)
    known: Mapping[int, str] = env.get("sources", {})
    if number not in known:
        return f"<sup>[{number}]</sup>"
    return f'<sup><a href="#source-{number}" title="{escape(known[number])}">[{number}]</a></sup>'


def _reader() -> MarkdownIt:
    reader = (
        MarkdownIt("commonmark", {"html": False, "linkify": False}).enable(["table", "strikethrough"]).disable("image")
    )
    reader.inline.ruler.before("link", "reference", _reference)
    reader.add_render_rule("reference", _drawn)
    return reader


READER = _reader()


def rendered(text: str, sources: Mapping[int, str] | None = None) -> SafeString:
    """Return Markdown as safe HTML.

    Headings begin at the third level, because a page and its parts have theirs; `[12]` leads to `#source-12` where a
    source has that number; pictures are left out, because they would be asked of somebody else's server.

    Args:
        text: Markdown as it was typed.
        sources: the titles of the sources by number.
    """
    html = READER.render(text, {"sources": sources or {}})
    html = HEADING.sub(lambda found: f"{found.group(1)}h{min(6, int(found.group(2)) + 2)}>", html)
    clean = nh3.clean(
        html,
        tags=TAGS,
        attributes={"a": {"href", "title"}, "th": {"align"}, "td": {"align"}, "ol": {"start"}},
        url_schemes={"http", "https", "mailto"},
        link_rel="noopener noreferrer nofollow",
    )
    return mark_safe(clean)


def references(text: str) -> list[int]:
    """Return the numbers of the sources that a text refers to, in order of first mention."""
    return list(dict.fromkeys(int(number) for number in REFERENCE.findall(text)))


def words_in(text: str) -> int:
    """Count words."""
    return len(WORD.findall(text))


def sentences_in(text: str) -> int:
    """Count sentences, roughly: by what ends them."""
    text = text.strip()
    if not text:
        return 0
    ends = len(SENTENCE_END.findall(text))
    return ends if SENTENCE_END.search(text[-3:]) else ends + 1
