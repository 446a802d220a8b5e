"""Large JSON, read as it streams by: a schema.org DataFeed, and the answers of Fact Check Tools' claims:search."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import IO, Any

import ijson  # type: ignore[import-untyped]
import msgspec

from merilo.claimreview import reviews_in
from merilo.library.records import Record, record_of, refused
from merilo.library.sources.reviews import record_of_node


def _items(stream: IO[bytes], prefixes: tuple[str, ...]) -> Iterator[tuple[int, Any]]:
    """Yield the numbered elements of the first of these arrays; a cut or broken end raises after what came before."""
    building, depth_path = None, ""
    number = 0
    for path, event, value in ijson.parse(stream, use_float=True, multiple_values=True):
        if building is None:
            if path not in prefixes:
                continue
            number += 1
            if event in ("start_map", "start_array"):
                building, depth_path = ijson.ObjectBuilder(), path
                building.event(event, value)
            elif event not in ("end_map", "end_array"):
                yield number, value
            continue
        building.event(event, value)
        if path == depth_path and event in ("end_map", "end_array"):
            yield number, building.value
            building = None


def datafeed_records(stream: IO[bytes]) -> Iterator[Record]:
    """Read a DataFeed: elements that hold reviews, null ones too; a feed cut in the middle gives what came before."""
    number = 0
    try:
        for number, element in _items(stream, ("dataFeedElement.item", "item", "item.dataFeedElement.item")):
            yield from _element(element, number)
    except ijson.JSONError as error:
        yield refused(number + 1, "feed-cut" if number else "not-json", str(error).strip().splitlines()[0])


def _element(element: object, number: int) -> Iterator[Record]:
    if element is None:
        yield refused(number, "null-item")
        return
    items = element.get("item", element) if isinstance(element, Mapping) else element
    items = items if isinstance(items, list) else [items]
    page = str(element.get("url") or "") if isinstance(element, Mapping) and "item" in element else ""
    for item in items:
        if item is None:
            yield refused(number, "null-item", page)
            continue
        found = list(reviews_in(item))
        if not found and isinstance(item, Mapping) and ("claim" in item or "vclaim" in item):
            yield record_of(item, number)
        elif not found:
            yield refused(number, "no-review", page)
        for node in found:
            yield record_of_node(node, number)


def factchecktools_records(stream: IO[bytes]) -> Iterator[Record]:
    """Read one or more answers of claims:search, each claim with one or more reviews."""
    number = 0
    try:
        for number, claim in _items(stream, ("claims.item", "item.claims.item")):
            yield from _claim(claim, number)
    except ijson.JSONError as error:
        yield refused(number + 1, "feed-cut" if number else "not-json", str(error).strip().splitlines()[0])


def _claim(claim: object, number: int) -> Iterator[Record]:
    if not isinstance(claim, Mapping):
        yield refused(number, "null-item" if claim is None else "not-an-object")
        return
    reviews = claim.get("claimReview")
    if not isinstance(reviews, list) or not reviews:
        yield refused(number, "no-review", str(claim.get("text") or "")[:100])
        return
    for review in reviews:
        if not isinstance(review, Mapping):
            yield refused(number, "null-item")
            continue
        publisher = review.get("publisher")
        publisher = publisher if isinstance(publisher, Mapping) else {}
        row = {
            "claim": claim.get("text"),
            "claimant": claim.get("claimant"),
            "claim_date": claim.get("claimDate"),
            "title": review.get("title"),
            "url": review.get("url"),
            "rating": review.get("textualRating"),
            "lang": review.get("languageCode"),
            "date": review.get("reviewDate"),
            "publisher": publisher.get("name") or publisher.get("site"),
        }
        original = msgspec.json.encode({**claim, "claimReview": [review]}, enc_hook=str).decode()
        yield record_of(row, number, original=original)
