"""What is wrong with a MediaReview: the judgement of a picture, a video or a sound."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from merilo.claimreview.addresses import same_page
from merilo.claimreview.mending import text_of
from merilo.claimreview.nodes import Node, each_of, types_of
from merilo.claimreview.problems import Problem
from merilo.claimreview.write import MEDIA

CHANGED = frozenset({"TransformedContent", "EditedOrCroppedContent", "StagedContent"})
SNAPSHOTS = frozenset(
    f"{kind}{end}".lower() for kind in ("image", "video", "audio") for end in ("object", "objectsnapshot")
) | {"mediaobject"}


def media_problems(node: Node, page: str = "") -> Iterator[Problem]:
    """Yield what is wrong with a MediaReview that stands on a page."""
    yield from _categories(node)
    if not text_of(node.get("author")):
        yield Problem("no-reviewer", "warning", "author")
    if not node.get("datePublished"):
        yield Problem("no-review-date", "warning", "datePublished")
    item = next((each for each in each_of(node.get("itemReviewed")) if isinstance(each, Mapping)), None)
    if item is None or not item.get("mediaItemAppearance"):
        yield Problem("no-media-item", "warning", "itemReviewed.mediaItemAppearance")
        return
    if "mediareviewitem" not in types_of(item):
        yield Problem("not-a-media-item", "warning", "itemReviewed.@type", ", ".join(sorted(types_of(item))))
    reviewers = {text_of(each).casefold() for each in each_of(node.get("author"))} - {""}
    for each in each_of(item.get("creator")):
        if text_of(each).casefold() in reviewers:
            yield Problem("claimant-is-reviewer", "error", "itemReviewed.creator", text_of(each))
    for each in each_of(item.get("mediaItemAppearance")):
        yield from _appearance(each, text_of(node.get("url")) or page)


def _categories(node: Node) -> Iterator[Problem]:
    where = "mediaAuthenticityCategory"
    categories = {text_of(each).rsplit("/", 1)[-1] for each in each_of(node.get(where))} - {""}
    if not categories:
        yield Problem("no-media-category", "error", where)
    for strange in sorted(categories - MEDIA):
        yield Problem("unknown-media-category", "error", where, strange)
    against = categories & CHANGED
    if "OriginalMediaContent" in categories and against:
        yield Problem("media-categories-clash", "error", where, ", ".join(sorted(against)))
    if "DecontextualizedContent" in categories and not node.get("originalMediaContextDescription"):
        yield Problem("no-media-context", "warning", "originalMediaContextDescription")


def _appearance(each: object, own: str) -> Iterator[Problem]:
    where = "itemReviewed.mediaItemAppearance"
    if not isinstance(each, Mapping):
        yield Problem("media-item-as-text", "warning", where, text_of(each))
        return
    address = text_of(each.get("contentUrl") or each.get("url"))
    if not address:
        yield Problem("media-item-without-address", "warning", where)
    elif same_page(address, own):
        yield Problem("appearance-is-own-page", "error", where, address)
    if not types_of(each) & SNAPSHOTS:
        yield Problem("media-item-of-no-kind", "warning", where, ", ".join(sorted(types_of(each))))
