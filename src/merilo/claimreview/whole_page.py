"""Say what is wrong with the reviews of a whole page: with each of them, and with what readers see beside them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import regex

from merilo.claimreview.addresses import same_page, same_site
from merilo.claimreview.markup import Found, all_found, tree_of
from merilo.claimreview.mending import text_of
from merilo.claimreview.nodes import Node, each_of, types_of
from merilo.claimreview.problems import Problem
from merilo.claimreview.validate import validate, validate_page

WORD = regex.compile(r"[\p{L}\p{N}]+")
# Three of these make a ClaimReview; Google reads none that lacks one.
NEEDED = ("claimReviewed", "reviewRating", "url")


def validate_html(page: bytes | str, address: str = "") -> tuple[Problem, ...]:
    """Return what is wrong with the reviews that a page carries, errors first; () for a page that carries none.

    Args:
        page: the page as it is served.
        address: where it was served, if that is known.
    """
    tree = tree_of(page)
    if tree is None:
        return ()
    own, found = all_found(tree, address)
    if not found:
        return ()
    nodes = _whole([each.node for each in found if each.node is not None and each.syntax == "json-ld"])
    problems = [
        *_written(found),
        *(validate_page(nodes, own)),
        *(each for node in nodes for each in _shown(node, tree)),
        *_around(nodes, tree, own, address),
    ]
    if not nodes:
        problems += [each for one in found if one.node is not None for each in validate(one.node, own)]
    unique = {(each.code, each.where): each for each in reversed(problems)}
    return tuple(sorted(unique.values(), key=lambda each: (each.severity, each.where, each.code)))


def _whole(nodes: list[Node]) -> list[Node]:
    """Leave out what only points at another review of the page or elsewhere."""
    return [node for node in nodes if not set(node) <= {"@id", "@type", "@context", "url"}]


def _written(found: list[Found]) -> Iterator[Problem]:
    """How the markup is written, before what it says."""
    json = [each for each in found if each.syntax == "json-ld"]
    for each in json:
        if each.node is None:
            yield Problem("json-broken", "error", "script", f"line {each.line}")
        elif each.mended:
            yield Problem("json-mended", "error", "script", f"line {each.line}")
        if each.inside:
            yield Problem("inside-something-else", "warning", "@graph", f"line {each.line}")
    for each in found:
        if each.syntax != "microdata" or each.node is None or "claimreview" not in types_of(each.node):
            continue
        if lacking := [name for name in NEEDED if not each.node.get(name)]:
            yield Problem("half-microdata", "error", "itemscope", ", ".join(lacking))
        elif json:
            yield Problem("marked-twice", "warning", "itemscope", f"line {each.line}")


def _shown(node: Node, tree: Any) -> Iterator[Problem]:
    """What machines read stands on the page for people too."""
    shown = _words(
        " ".join(tree.xpath("//body//text()[not(ancestor::script or ancestor::style or ancestor::template)]"))
    )
    claim = text_of(node.get("claimReviewed"))
    rating = node.get("reviewRating")
    word = text_of(rating.get("alternateName")) if isinstance(rating, Mapping) else ""
    # A claim that was cut may end within a word.
    cut = claim.endswith(("…", "..."))
    ways = {_words(claim), _words(str(node.get("claimReviewed")))}
    if claim and not any((each.rstrip() if cut else each) in shown for each in ways):
        yield Problem("claim-not-on-page", "warning", "claimReviewed", claim)
    if word and _words(word) not in shown:
        yield Problem("rating-not-on-page", "warning", "reviewRating.alternateName", word)


def _words(text: str) -> str:
    return f" {' '.join(word.casefold() for word in WORD.findall(text))} "


def _around(nodes: list[Node], tree: Any, own: str, address: str) -> Iterator[Problem]:
    """What Google asks of the page and its publisher: one address, sources, a way to have mistakes mended."""
    if own and address and not same_page(own, address):
        yield Problem("canonical-elsewhere", "warning", "canonical", own)
    robots = " ".join(tree.xpath("//meta[@name='robots' or @name='googlebot']/@content")).lower()
    if nodes and ("noindex" in robots or "none" in robots.split(",")):
        yield Problem("page-not-indexed", "warning", "robots", robots)
    if not nodes:
        return
    reviewers = [each for node in nodes for each in each_of([node.get("author"), node.get("publisher")])]
    if not any(isinstance(each, Mapping) and each.get("correctionsPolicy") for each in reviewers):
        yield Problem("no-corrections-policy", "warning", "author.correctionsPolicy")
    links = [str(each) for each in tree.xpath("//body//a/@href") if str(each).startswith(("http://", "https://"))]
    if not any(node.get("citation") for node in nodes) and not any(
        not same_site(each, own or address) for each in links
    ):
        yield Problem("no-sources", "warning", "citation")
