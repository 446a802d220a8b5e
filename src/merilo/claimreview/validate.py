"""Say what is wrong with a ClaimReview or MediaReview before it is published: Google's rules and common mistakes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

import regex

from merilo.claimreview.mending import number_of, text_of
from merilo.claimreview.nodes import Node, types_of
from merilo.claimreview.read import PICTURE, fact_check_of, host_of
from merilo.claimreview.write import MEDIA

LONGEST_CLAIM = 75
SHORTENERS = frozenset(
    (
        "bit.ly",
        "t.co",
        "goo.gl",
        "tinyurl.com",
        "ow.ly",
        "buff.ly",
        "is.gd",
        "fb.me",
        "lnkd.in",
        "cutt.ly",
        "rebrand.ly",
    )
)
CONTEXT = regex.compile(r"https?://(?:www\.)?schema\.org/?")


@dataclass(frozen=True, slots=True)
class Problem:
    """Something wrong: its code, where in the node, whether it keeps the markup from working or only weakens it."""

    code: str
    severity: Literal["error", "warning"]
    where: str
    detail: str = ""


def validate(node: Node, page: str = "") -> tuple[Problem, ...]:
    """Return what is wrong with a review, errors first; `page` is the address of the page that carries it."""
    kinds = types_of(node)
    if "mediareview" in kinds:
        found = [*_context(node), *_media(node), *_address(node, page)]
    elif "claimreview" in kinds:
        found = [
            *_context(node),
            *_claim(node),
            *_rating(node),
            *_address(node, page),
            *_item(node),
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
    if not text_of(node.get("author")):
        yield Problem("no-reviewer", "warning", "author")
    elif isinstance(node.get("author"), str):
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
    elif page and host != (ours := host_of(page)) and not host.endswith("." + ours):
        yield Problem("url-on-another-site", "error", "url", url)
    elif page and url.split("#")[0].rstrip("/") != page.split("#")[0].rstrip("/"):
        yield Problem("url-is-not-the-page", "warning", "url", url)


def _item(node: Node) -> Iterator[Problem]:
    item = node.get("itemReviewed")
    if not isinstance(item, Mapping):
        yield Problem("no-item", "warning", "itemReviewed")
        return
    if "claim" not in types_of(item):
        yield Problem("not-a-claim", "warning", "itemReviewed.@type", ", ".join(sorted(types_of(item))))
    claimant = item.get("author")
    if claimant and text_of(claimant) == text_of(node.get("author")):
        yield Problem("claimant-is-reviewer", "error", "itemReviewed.author", text_of(claimant))
    if not (item.get("appearance") or item.get("firstAppearance")):
        yield Problem("no-appearance", "warning", "itemReviewed.appearance")


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


def _media(node: Node) -> Iterator[Problem]:
    given = node.get("mediaAuthenticityCategory")
    categories = {
        text_of(each).rsplit("/", 1)[-1] for each in (given if isinstance(given, (list, tuple)) else [given]) if each
    }
    if not categories:
        yield Problem("no-media-category", "error", "mediaAuthenticityCategory")
    for strange in sorted(categories - MEDIA):
        yield Problem("unknown-media-category", "error", "mediaAuthenticityCategory", strange)
    against = categories & {"TransformedContent", "EditedOrCroppedContent", "StagedContent"}
    if "OriginalMediaContent" in categories and against:
        yield Problem("media-categories-clash", "error", "mediaAuthenticityCategory", ", ".join(sorted(against)))
    if "DecontextualizedContent" in categories and not node.get("originalMediaContextDescription"):
        yield Problem("no-media-context", "warning", "originalMediaContextDescription")
    item = node.get("itemReviewed")
    if not isinstance(item, Mapping) or not item.get("mediaItemAppearance"):
        yield Problem("no-media-item", "warning", "itemReviewed.mediaItemAppearance")
