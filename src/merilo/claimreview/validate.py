"""Say what is wrong with a ClaimReview or MediaReview before it is published: Google's rules and common mistakes.

A whole page, with what readers see of it, is looked at in `whole_page.py`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Literal

import regex

from merilo.claimreview.addresses import SHORTENERS, host_of, same_page, same_site
from merilo.claimreview.media import media_problems
from merilo.claimreview.mending import day_of, number_of, text_of
from merilo.claimreview.nodes import Node, each_of, types_of
from merilo.claimreview.problems import Problem, nobody
from merilo.claimreview.read import LONG_RATING, PICTURE, fact_check_of

# Google asks for fewer than 75.
LONGEST_CLAIM = 74
CONTEXT = regex.compile(r"https?://(?:www\.)?schema\.org/?")


def validate(node: Node, page: str = "") -> tuple[Problem, ...]:
    """Return what is wrong with a review, errors first; `page` is the address of the page that carries it."""
    kinds = types_of(node)
    if "mediareview" in kinds:
        found = [*_context(node), *media_problems(node, page), *_address(node, page), *_days(node)]
    elif "claimreview" in kinds:
        found = [
            *_context(node),
            *_claim(node),
            *_rating(node),
            *_address(node, page),
            *_item(node),
            *_days(node),
            *_corrections(node),
            *_mended(node, page),
        ]
    else:
        return (Problem("not-a-review", "error", "@type", ", ".join(sorted(kinds))),)
    unique = {(each.code, each.where): each for each in reversed(found)}
    return tuple(sorted(unique.values(), key=lambda each: (each.severity, each.where, each.code)))


def validate_page(nodes: list[Node], page: str = "") -> tuple[Problem, ...]:
    """Return what is wrong with all reviews of a page, and with their being on one page."""
    claims = {text_of(node.get("claimReviewed")) for node in nodes if "claimreview" in types_of(node)}
    many = (Problem("several-claims", "warning", "", str(len(claims))),) if len(claims) > 1 else ()
    return (*(each for node in nodes for each in validate(node, page)), *many)


def _context(node: Node) -> Iterator[Problem]:
    context = node.get("@context")
    if context is not None and not any(CONTEXT.fullmatch(each) for each in _strings(context)):
        yield Problem("context", "error", "@context", str(context)[:100])


def _strings(value: object) -> list[str]:
    if isinstance(value, Mapping):
        return [str(each) for each in value.values() if isinstance(each, str)]
    parts = value if isinstance(value, (list, tuple)) else [value]
    return [inner for each in parts for inner in (_strings(each) if isinstance(each, Mapping) else [str(each)])]


def _claim(node: Node) -> Iterator[Problem]:
    claim = text_of(node.get("claimReviewed"))
    if not claim:
        yield Problem("no-claim", "error", "claimReviewed")
    elif len(claim) > LONGEST_CLAIM:
        yield Problem("claim-long", "warning", "claimReviewed", str(len(claim)))
    if "<" in str(node.get("claimReviewed")) and regex.search(r"</?\w+[^<>]*>", str(node.get("claimReviewed"))):
        yield Problem("claim-has-tags", "warning", "claimReviewed", claim)
    rating = node.get("reviewRating")
    word = text_of(rating.get("alternateName")) if isinstance(rating, Mapping) else ""
    if claim and 0 < len(word) <= LONG_RATING and regex.search(rf"\b{regex.escape(word)}\b", claim, regex.IGNORECASE):
        yield Problem("rating-word-in-claim", "warning", "claimReviewed", word)
    if not text_of(node.get("author")):
        yield Problem("no-reviewer", "warning", "author")
    elif any(isinstance(each, str) for each in each_of(node.get("author"))):
        yield Problem("reviewer-as-text", "warning", "author", text_of(node.get("author")))
    if not node.get("datePublished"):
        yield Problem("no-review-date", "warning", "datePublished")


def _rating(node: Node) -> Iterator[Problem]:
    rating = node.get("reviewRating")
    if not isinstance(rating, Mapping):
        yield Problem("no-rating" if not rating else "rating-not-an-object", "error", "reviewRating")
        return
    if not text_of(rating.get("alternateName")):
        yield Problem(
            "rating-name-elsewhere" if rating.get("name") else "no-rating-name", "error", "reviewRating.alternateName"
        )
    for part in ("ratingValue", "bestRating", "worstRating"):
        if rating.get(part) in (None, ""):
            yield Problem("no-rating-number", "warning", f"reviewRating.{part}")
        elif number_of(rating.get(part)) is None:
            yield Problem("rating-not-a-number", "error", f"reviewRating.{part}", text_of(rating.get(part)))
    low, high = number_of(rating.get("worstRating")), number_of(rating.get("bestRating"))
    if low is not None and high is not None and high < low:
        yield Problem("rating-scale-upside-down", "warning", "reviewRating.bestRating", f"{low:g} / {high:g}")


def _address(node: Node, page: str) -> Iterator[Problem]:
    url = text_of(node.get("url"))
    if not url:
        yield Problem("no-url", "error", "url")
        return
    host = host_of(url)
    if not url.startswith(("http://", "https://")) or not host:
        yield Problem("bad-url", "error", "url", url)
    elif host in SHORTENERS:
        yield Problem("url-short-link", "error", "url", url)
    elif PICTURE.search(url):
        yield Problem("url-is-a-picture", "error", "url", url)
    elif page and not same_site(url, page):
        yield Problem("url-on-another-site", "error", "url", url)
    elif page and not (same_page(url, page) and url.split(":")[0] == page.split(":")[0]):
        yield Problem("url-is-not-the-page", "warning", "url", url)


def _item(node: Node) -> Iterator[Problem]:
    items = [each for each in each_of(node.get("itemReviewed")) if isinstance(each, Mapping)]
    if not items:
        yield Problem("no-item", "warning", "itemReviewed")
        return
    if len(items) > 1:
        yield Problem("several-items", "warning", "itemReviewed", str(len(items)))
    item = items[0]
    if "claim" not in types_of(item):
        yield Problem("not-a-claim", "warning", "itemReviewed.@type", ", ".join(sorted(types_of(item))))
    yield from _claimant(item.get("author"), node)
    if not (item.get("appearance") or item.get("firstAppearance")):
        yield Problem("no-appearance", "warning", "itemReviewed.appearance")
    for each in each_of([item.get("appearance"), item.get("firstAppearance")]):
        if isinstance(each, Mapping) and not (each.get("url") or each.get("@id")):
            yield Problem("appearance-without-address", "warning", "itemReviewed.appearance", text_of(each))


def _claimant(claimant: object, node: Node) -> Iterator[Problem]:
    """Who made the claim is somebody else than the reviewer, a person or a body, and left out where nobody knows."""
    reviewers = {text_of(each).casefold() for each in each_of(node.get("author"))} - {""}
    for each in each_of(claimant):
        name = text_of(each)
        if name.casefold() in reviewers:
            yield Problem("claimant-is-reviewer", "error", "itemReviewed.author", name)
        elif nobody(name):
            yield Problem("claimant-unknown", "warning", "itemReviewed.author", name)
        elif isinstance(each, str):
            yield Problem("claimant-as-text", "warning", "itemReviewed.author", name)


def _days(node: Node) -> Iterator[Problem]:
    """A claim is made before it is checked, and a check is published before it is changed."""
    item = next((each for each in each_of(node.get("itemReviewed")) if isinstance(each, Mapping)), {})
    claimed, checked, changed = (
        day_of(value) for value in (item.get("datePublished"), node.get("datePublished"), node.get("dateModified"))
    )
    if claimed and checked and claimed > checked:
        yield Problem("claim-after-review", "warning", "itemReviewed.datePublished", f"{claimed} / {checked}")
    if changed and checked and changed < checked:
        yield Problem("changed-before-published", "warning", "dateModified", f"{changed} / {checked}")


def _corrections(node: Node) -> Iterator[Problem]:
    for each in each_of(node.get("correction")):
        if not isinstance(each, Mapping) or "correctioncomment" not in types_of(each):
            yield Problem("correction-not-a-comment", "warning", "correction", text_of(each))
        elif not text_of(each.get("text")) or day_of(each.get("datePublished")) is None:
            yield Problem("correction-says-nothing", "warning", "correction", text_of(each.get("text")))


# Codes of repairs that a publisher must mend at the source; the reader tolerates them.
GRAVE = frozenset(
    {"rating-outside-scale", "rating-scale-empty", "authors-swapped", "appearance-is-own-page", "rating-in-claim"}
)
WHERE: Mapping[str, str] = {
    "rating-outside-scale": "reviewRating.ratingValue",
    "rating-scale-empty": "reviewRating.bestRating",
    "rating-without-scale": "reviewRating.bestRating",
    "number-as-text": "reviewRating.ratingValue",
    "rating-name-not-text": "reviewRating.alternateName",
    "rating-is-a-sentence": "reviewRating.alternateName",
    "several-ratings": "reviewRating",
    "authors-swapped": "itemReviewed.author",
    "appearance-is-own-page": "itemReviewed.appearance",
    "appearance-as-text": "itemReviewed.appearance",
    "rating-in-claim": "claimReviewed",
    "mojibake": "",
    "unread-date": "datePublished",
}


def _mended(node: Node, page: str) -> Iterator[Problem]:
    """Everything that reading had to mend is a problem too."""
    for repair in fact_check_of(node, page)[1]:
        if repair.code in WHERE:
            severity: Literal["error", "warning"] = "error" if repair.code in GRAVE else "warning"
            yield Problem(repair.code, severity, WHERE[repair.code], repair.detail)
