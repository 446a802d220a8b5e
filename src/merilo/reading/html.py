"""A web page into a manuscript: the article without the page around it, its paragraphs and captions kept apart."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from html import unescape

import lxml.html
from lxml import etree
from lxml.html import HtmlElement
from trafilatura import bare_extraction

from merilo.errors import EmptySource, TooLarge
from merilo.model import Phrase, Span
from merilo.reading.encoding import decode
from merilo.reading.manuscript import Manuscript
from merilo.reading.metadata import about, tidy

# It warns of pages without an article on standard error: that is said in a notice instead.
logging.getLogger("trafilatura").addHandler(logging.NullHandler())

MOST = 10 * 1024 * 1024
CHARSET = re.compile(
    rb"charset\s*=\s*[\"']?\s*([A-Za-z0-9_:.-]{2,40})|encoding=[\"']([A-Za-z0-9_.-]{2,40})", re.IGNORECASE
)
BLOCKS = frozenset({"p", "head", "item", "quote", "cell", "row", "list", "table", "code", "lb", "body"})
HIDDEN = ("script", "style", "noscript", "template", "svg", "iframe", "object")
BREAKING = re.compile(
    r"</?(?:p|div|br|h[1-6]|li|ul|ol|tr|table|blockquote|article|section|header|footer|figcaption|title|nav|main)\b[^<>]*>",
    re.IGNORECASE,
)
TAG = re.compile(r"</?[A-Za-z!][^<>]*>")
PAYWALL_WORDS = 200


def manuscript(data: bytes, name: str, *, address: str = "", charset: str | None = None) -> Manuscript:
    """Return the article of a page; `charset` is what the server said, `address` where the page was fetched.

    Raises:
        TooLarge: more than 10 MB of HTML.
        EmptySource: no words stand in it.
    """
    if len(data) > MOST:
        raise TooLarge(name, because="a web page of more than 10 MB is no article", why="larger", megabytes=10)
    named = CHARSET.search(data[:4096])
    said = charset or (next(filter(None, named.groups())).decode() if named else None)
    decoded = decode(data, name, said=said)
    source = decoded.text.replace("\x00", "")
    tree = parse(source)
    told = about(tree, address) if tree is not None else about(lxml.html.Element("html"), address)
    notices = list(decoded.notices)
    paragraphs = list(_extracted(tree, told.title)) if tree is not None else []
    captions = list(_captions(tree, paragraphs)) if tree is not None and paragraphs else []
    if len(paragraphs) == 1:
        paragraphs = _reparted(paragraphs[0], source, told.title)
    if not paragraphs:
        paragraphs = _stripped(source, told.title)
        notices.append(Phrase("reading.no-article-found"))
    if not paragraphs:
        raise EmptySource(
            name,
            because="the page holds no words (it may be put together only in the browser)",
            do="Open it in your browser, save it as PDF or copy its text, and give that.",
            why="wordless-page",
        )
    text, spans = _joined(paragraphs, captions)
    if told.paywalled and len(text.split()) < PAYWALL_WORDS:
        notices.append(Phrase("reading.only-beginning"))
    return Manuscript(
        text=text,
        title=told.title,
        published=told.published,
        site=told.site,
        byline=told.byline,
        language=told.language,
        landmarks=(),
        captions=spans,
        notices=tuple(notices),
    )


def parse(source: str) -> HtmlElement | None:
    """Return the tree of a page, however ill-formed; None where nothing could be made of it."""
    parser = lxml.html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True)
    try:
        tree = lxml.html.document_fromstring(source.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError, AssertionError):
        return None
    return tree


def _extracted(tree: HtmlElement, title: str) -> Iterator[str]:
    """Yield the paragraphs of the article; a table row is one, its cells parted by tabs; the title is left out."""
    try:
        found = bare_extraction(
            tree, include_comments=False, include_tables=True, include_formatting=True, with_metadata=False
        )
    except (RecursionError, ValueError, TypeError, AttributeError, etree.LxmlError):
        return  # a page built to be hostile: the plain way is tried next
    body = getattr(found, "body", None)
    if body is None:
        return
    first = True
    for line in _lines(body):
        if not (first and line.casefold() == title.casefold()):
            yield line
        first = False


def _lines(body: HtmlElement) -> Iterator[str]:
    """Yield the text of each innermost block, in order; a table row is one line."""
    line: list[str] = []
    for event, element in etree.iterwalk(body, events=("start", "end")):
        tag = element.tag
        if event == "start":
            if tag in BLOCKS and tag != "cell":
                yield from _ended(line)
            line.append(element.text or "")
        else:
            if tag == "cell":
                line.append("\t")
            elif tag in BLOCKS:
                yield from _ended(line)
            if element is not body:
                line.append(element.tail or "")
    yield from _ended(line)


def _ended(parts: list[str]) -> Iterator[str]:
    cells = [tidy(cell) for cell in "".join(parts).split("\t")]
    parts.clear()
    line = "\t".join(cells).strip()
    if line:
        yield line


def _captions(tree: HtmlElement, paragraphs: list[str]) -> Iterator[str]:
    """Yield the captions of the article's own pictures: not those of teasers, which are links or stand aside."""
    articles = list(tree.iter("article"))
    home = articles[0] if len(articles) == 1 else tree
    for each in home.iter("figcaption"):
        around = {ancestor.tag for ancestor in each.iterancestors()}
        caption = tidy("".join(each.itertext()))
        if caption and not around & {"a", "aside", "nav", "footer"}:
            yield caption


def _joined(paragraphs: list[str], captions: list[str]) -> tuple[str, tuple[Span, ...]]:
    """Return the text, and where in it the captions stand: where the page has them, or else at the end."""
    wanted = dict.fromkeys(captions)
    every = [*paragraphs, *(each for each in wanted if each not in set(paragraphs))]
    spans: list[Span] = []
    at = 0
    for each in every:
        if each in wanted:
            spans.append(Span(at, at + len(each)))
        at += len(each) + 2
    return "\n\n".join(every), tuple(spans)


def _reparted(whole: str, source: str, title: str) -> list[str]:
    """Part a text again that came out as one paragraph, where the page parts its lines by `<br>` or blocks."""
    run = "".join(whole.split())
    parts = [line for line in _stripped(source, title) if "".join(line.split()) in run]
    kept = sum(len(line) for line in parts)
    return parts if len(parts) > 1 and kept >= 0.8 * len(whole) - len(title) else [whole]


def _stripped(source: str, title: str) -> list[str]:
    """Return all words of a page without its tags, for pages that no parser or extractor gets anything from."""
    for tag in HIDDEN:
        source = _without(source, tag)
    bare = unescape(TAG.sub(" ", BREAKING.sub("\n\n", source)))
    lines = [tidy(line) for line in bare.split("\n\n")]
    return [line for line in dict.fromkeys(lines) if line and line != title and any(map(str.isalnum, line))]


def _without(source: str, tag: str) -> str:
    """Cut out an element and all it holds; one left open runs to the end of the page."""
    small = source.lower()
    if len(small) != len(source):  # a few capitals grow when made small
        small = "".join(each if len(each.lower()) != 1 else each.lower() for each in source)
    kept: list[str] = []
    at = 0
    while (start := small.find(f"<{tag}", at)) >= 0:
        kept.append(source[at:start])
        end = small.find(f"</{tag}", start)
        at = small.find(">", end) + 1 if end >= 0 else len(source)
        if at == 0:
            at = len(source)
    kept.append(source[at:])
    return "".join(kept)
