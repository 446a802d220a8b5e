"""The text of a feed (RSS, Atom or JSON Feed) as items; nothing of it is ever obeyed or fetched."""

from __future__ import annotations

import hashlib
import json
from calendar import timegm
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from io import BytesIO
from typing import Any
from urllib.parse import urljoin, urlsplit

import feedparser
import lxml.html
import regex

from merilo_desk import engine
from merilo_desk.following.errors import FeedTrouble, Offer

# So many items of a feed are looked at, the first ones; so many letters of one.
MOST_ITEMS, MOST_LETTERS, MOST_OFFERS = 500, 100_000, 12
PAGE = regex.compile(r"^\s*(?:<!--.*?-->\s*)*(?:<!doctype\s+html|<html|<head|<body)", regex.I | regex.S)
DECLARED = regex.compile(r"^\s*<\?xml[^>]*\?>")
ENTITY = regex.compile(r"<!ENTITY", regex.I)
DAY = regex.compile(r"^\s*\d{4}-\d{2}-\d{2}\s*$")
FEED_KINDS = ("application/rss+xml", "application/atom+xml", "application/feed+json")
BLOCKS = frozenset({"p", "div", "br", "li", "h1", "h2", "h3", "h4", "blockquote", "tr", "section", "article", "figure"})
UNREAD = frozenset({"script", "style", "template", "noscript", "figcaption"})


@dataclass(frozen=True, slots=True)
class Entry:
    """One item: its headline and words, where it leads, when it came out, and what its words link to."""

    key: str
    title: str
    text: str
    url: str
    published: datetime | date | None
    links: tuple[str, ...]

    @property
    def digest(self) -> str:
        """A digest of what it says: another one says that the item was changed."""
        return hashed(f"{self.title}\n{self.text}")


@dataclass(frozen=True, slots=True)
class Parsed:
    """A feed: what it calls itself, and its items in its own order."""

    title: str
    entries: tuple[Entry, ...]


def hashed(text: str) -> str:
    """Return a digest of a text as hexadecimal digits."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def parsed(answer: engine.Answer) -> Parsed:
    """Read a feed.

    Raises:
        FeedTrouble: it is a page (with the feeds it names), damaged, or holds what no feed needs.
    """
    text = answer.text.lstrip("\ufeff \r\n\t")
    if text.startswith("{"):
        return _json(text, answer.url)
    if PAGE.match(text[:5_000]):
        raise FeedTrouble("page", offers=tuple(offers(text, answer.url)))
    if ENTITY.search(text):
        raise FeedTrouble("unsafe")
    # The text is decoded already: whatever it says of its character set would only mislead.
    data = b'<?xml version="1.0" encoding="utf-8"?>' + DECLARED.sub("", text).encode("utf-8", "replace")
    headers = {"content-type": "application/xml; charset=utf-8", "content-location": answer.url}
    found = feedparser.parse(BytesIO(data), response_headers=headers, sanitize_html=False)
    if not found.version and not found.entries:
        # Pages without a head of their own are pages all the same.
        raise FeedTrouble("page" if answer.kind == "text/html" else "broken", offers=tuple(offers(text, answer.url)))
    if found.bozo and not found.entries:
        raise FeedTrouble("broken")
    return Parsed(_words(found.feed.get("title", ""))[:300], tuple(_unlike(map(_entry, found.entries[:MOST_ITEMS]))))


def _entry(one: Any) -> Entry:
    bodies = [each.get("value", "") for each in one.get("content", ())] or [one.get("summary", "")]
    body = max(bodies, key=len)[: 4 * MOST_LETTERS]
    url = _web(one.get("link", ""))
    moment = one.get("published_parsed") or one.get("updated_parsed")
    written = one.get("published") or one.get("updated") or ""
    links = [each.get("href", "") for each in one.get("links", ()) if each.get("rel") in {"related", "via"}]
    return _made(one.get("id", ""), one.get("title", ""), body, url, _moment(moment, written), links)


def _json(text: str, address: str) -> Parsed:
    """Read a JSON Feed."""
    try:
        told = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise FeedTrouble("broken") from error
    items = told.get("items") if isinstance(told, dict) else None
    if not isinstance(items, list) or "jsonfeed.org" not in str(told.get("version", "")):
        raise FeedTrouble("broken")
    entries = (_json_entry(each, address) for each in items[:MOST_ITEMS] if isinstance(each, dict))
    return Parsed(_words(str(told.get("title", "")))[:300], tuple(_unlike(entries)))


def _json_entry(each: dict[str, Any], address: str) -> Entry:
    names = ("id", "title", "url", "content_html", "content_text", "summary")
    kept = {name: str(each.get(name) or "") for name in names}
    written = str(each.get("date_published") or each.get("date_modified") or "")
    body = kept["content_html"] or _escaped(kept["content_text"] or kept["summary"])
    url = _web(urljoin(address, kept["url"])) if kept["url"] else ""
    return _made(kept["id"], _escaped(kept["title"]), body[: 4 * MOST_LETTERS], url, _iso(written.strip()), ())


def _made(id: str, title: str, body: str, url: str, published: datetime | date | None, links: Iterable[str]) -> Entry:
    tree = _tree(body)
    said = _text(tree)[:MOST_LETTERS] if tree is not None else ""
    inside = [str(each.get("href")) for each in tree.iter("a") if each.get("href")] if tree is not None else []
    headline = " ".join(_words(title).split())[:300]
    name = id.strip() or engine.link_key(url) or f"{headline}\n{said}"
    return Entry(hashed(name), headline, said, url[:1000], published, (*links, *inside))


def _unlike(entries: Iterable[Entry]) -> Iterator[Entry]:
    """Yield the items that say something, each name once."""
    seen: set[str] = set()
    for each in entries:
        if each.key not in seen and (each.title or each.text):
            seen.add(each.key)
            yield each


def _moment(parts: Any, written: str) -> datetime | date | None:
    if not parts:
        return None
    try:
        moment = datetime.fromtimestamp(timegm(parts), UTC)
    except (ValueError, OverflowError, OSError):
        return None
    return moment.date() if DAY.match(written) else moment


def _iso(written: str) -> datetime | date | None:
    try:
        if DAY.match(written):
            return date.fromisoformat(written)
        moment = datetime.fromisoformat(written)
        return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    except ValueError:
        return None


def _web(url: str) -> str:
    """Return an address where it is one of the web; else nothing."""
    try:
        parts = urlsplit(url.strip())
    except ValueError:
        return ""
    return url.strip() if parts.scheme in {"http", "https"} and parts.hostname else ""


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace("\n", "<br>")


def _tree(markup: str) -> lxml.html.HtmlElement | None:
    if not markup.strip():
        return None
    try:
        return lxml.html.fragment_fromstring(markup.replace("\0", ""), create_parent="div")
    except (lxml.etree.LxmlError, ValueError):
        return None


def _text(tree: lxml.html.HtmlElement) -> str:
    """Return the words of markup, a line for each block."""
    parts: list[str] = []
    for happened, node in lxml.etree.iterwalk(tree, events=("start", "end")):
        if not isinstance(node.tag, str):
            parts.append(node.tail or "" if happened == "end" else "")
            continue
        hidden = any(each.tag in UNREAD for each in (node, *node.iterancestors()))
        if happened == "start":
            parts.append(("\n" if node.tag in BLOCKS else "") + ("" if hidden else node.text or ""))
        else:
            above = node.getparent()
            out = above is not None and above.tag not in UNREAD and node is not tree
            parts.append(("\n" if node.tag in BLOCKS else "") + (node.tail or "" if out else ""))
    lines = (" ".join(line.split()) for line in "".join(parts).splitlines())
    return "\n".join(line for line in lines if line)


def _words(markup: str) -> str:
    """Return a headline without the markup that it should not have."""
    tree = _tree(markup)
    return " ".join(tree.text_content().split()) if tree is not None else ""


def offers(page: str, address: str) -> Iterator[Offer]:
    """Yield the feeds that a web page names in its head."""
    tree = lxml.html.fromstring(page.encode("utf-8"), parser=lxml.html.HTMLParser(encoding="utf-8"))
    seen: set[str] = set()
    for link in tree.iter("link"):
        kind, rel = (link.get("type") or "").split(";")[0].strip().lower(), (link.get("rel") or "").lower().split()
        if "alternate" not in rel or kind not in FEED_KINDS:
            continue
        url = _web(urljoin(address, (link.get("href") or "").strip()))
        if url and url not in seen and len(seen) < MOST_OFFERS:
            seen.add(url)
            yield Offer(url, " ".join((link.get("title") or "").split())[:200] or url)
