"""Find ClaimReview in an HTML page: JSON-LD scripts, also broken ones, and microdata."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urljoin

import regex
from lxml import etree
from lxml import html as pages

from merilo.claimreview.lenient import parsed
from merilo.claimreview.nodes import REVIEWS, Node, each_of, reviews_in, types_of

SALVAGE = regex.compile(r"ClaimReview|MediaReview")


@dataclass(frozen=True, slots=True)
class Found:
    """A review found in a page: its node, how it was written, whether its JSON had to be mended.

    `node` is None where there was markup that nothing could be made of; `trouble` then says what. `inside` says that
    it stands in something else (a `@graph`, an article), where simple readers do not look.
    """

    node: Node | None
    line: int
    syntax: str = "json-ld"
    mended: bool = False
    trouble: str = ""
    inside: bool = False


def found_in_html(page: bytes | str, address: str = "") -> tuple[str, tuple[Found, ...]]:
    """Return the address the page gives itself (or the one given) and every review in it, in order.

    Raises nothing: a page that cannot be read has no reviews.
    """
    tree = tree_of(page)
    if tree is None:
        return address, ()
    address, found = all_found(tree, address)
    # Half a review in microdata beside a whole one in JSON-LD is the same review.
    if any(each.node is not None and each.syntax == "json-ld" for each in found):
        found = [each for each in found if each.syntax == "json-ld"]
    return address, tuple(found)


def all_found(tree: Any, address: str = "") -> tuple[str, list[Found]]:
    """Return a page's own address and all its reviews, those that stand there twice too."""
    own = _first(tree, "//link[@rel='canonical']/@href") or _first(tree, "//meta[@property='og:url']/@content")
    address = urljoin(address, own) if own else address
    return address, [*_scripts(tree), *_microdata(tree, address)]


def tree_of(page: bytes | str) -> Any:
    """Return the tree of an HTML page, None where nothing can be read."""
    if isinstance(page, str):
        page = page.encode("utf-8", "replace")
        parser = pages.HTMLParser(encoding="utf-8", huge_tree=True)
    else:
        told = regex.search(rb"charset=[\"']?([\w-]+)", page[:4000])
        parser = pages.HTMLParser(encoding=_known(told.group(1)) if told else "utf-8", huge_tree=True)
    try:
        return pages.document_fromstring(page, parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return None


def _known(name: bytes) -> str:
    try:
        "".encode(name.decode("ascii"))
    except LookupError:
        return "utf-8"
    return name.decode("ascii")


def _first(tree: Any, path: str) -> str:
    found = tree.xpath(path)
    return str(found[0]).strip() if found else ""


def _scripts(tree: Any) -> Iterator[Found]:
    for script in tree.xpath("//script[contains(@type, 'ld+json')]"):
        text, line = script.text or "", script.sourceline or 0
        try:
            value, mended = parsed(text)
        except ValueError as error:
            if SALVAGE.search(text):
                yield Found(None, line, trouble=str(error))
            continue
        on_top = any(types_of(each) & REVIEWS for each in each_of(value))
        for node in reviews_in(value):
            yield Found(node, line, mended=mended, inside=not on_top)


def _microdata(tree: Any, address: str) -> Iterator[Found]:
    for item in tree.xpath(
        "//*[@itemscope and (contains(@itemtype, 'ClaimReview') or contains(@itemtype, 'MediaReview'))]"
    ):
        yield Found(_item(item, address, tree, 0), item.sourceline or 0, "microdata")


def _item(item: Any, address: str, tree: Any, depth: int) -> dict[str, Any]:
    made: dict[str, Any] = {}
    if kind := item.get("itemtype"):
        made["@type"] = kind.split()[0].rsplit("/", 1)[-1]
    if name := item.get("itemid"):
        made["@id"] = urljoin(address, name)
    if depth > 12:
        return made
    left = list(item)
    for other in (item.get("itemref") or "").split():
        left.extend(each for each in tree.xpath("//*[@id=$name]", name=other) if each is not item)
    count = 0
    while left and (count := count + 1) < 20_000:
        each = left.pop(0)
        if not isinstance(each.tag, str):
            continue
        names = (each.get("itemprop") or "").split()
        inner = each.get("itemscope") is not None
        if names:
            value = _item(each, address, tree, depth + 1) if inner else _value(each, address)
            for name in names:
                made[name] = value if name not in made else [*_list(made[name]), value]
        if not inner:
            left[:0] = list(each)
    return made


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _value(each: Any, address: str) -> str:
    if (given := each.get("content")) is not None:
        return str(given).strip()
    for tag, name in (
        ("a", "href"),
        ("link", "href"),
        ("area", "href"),
        ("img", "src"),
        ("iframe", "src"),
        ("time", "datetime"),
    ):
        if each.tag == tag and each.get(name):
            given = str(each.get(name)).strip()
            return given if tag == "time" else urljoin(address, given)
    return " ".join("".join(each.itertext()).split())
