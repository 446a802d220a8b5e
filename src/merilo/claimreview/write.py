"""Write fact checks as schema.org ClaimReview, and many of them as a DataFeed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import msgspec
import regex

from merilo.claimreview.addresses import host_of
from merilo.model import FactCheck

CONTEXT = "https://schema.org"
MEDIA = frozenset(
    {
        "OriginalMediaContent",
        "DecontextualizedContent",
        "EditedOrCroppedContent",
        "TransformedContent",
        "StagedContent",
        "SatireOrParodyContent",
    }
)


def claim_review(check: FactCheck, *, context: bool = True) -> dict[str, Any]:
    """Return the ClaimReview of a check; what is not known is left out, never made up."""
    low, value, high = check.scale or (None, None, None)
    return _without_gaps(
        {
            "@context": CONTEXT if context else None,
            "@type": "ClaimReview",
            "identifier": check.id,
            "url": check.url,
            "claimReviewed": check.claim,
            "headline": check.title if check.title != check.claim else None,
            "description": check.summary,
            "datePublished": check.review_date and check.review_date.isoformat(),
            "inLanguage": check.language if check.language != "other" else None,
            "author": check.publisher and {"@type": "Organization", "name": check.publisher},
            "itemReviewed": {
                "@type": "Claim",
                "author": check.claimant and {"@type": "Person", "name": check.claimant},
                "datePublished": check.claim_date and check.claim_date.isoformat(),
            },
            "reviewRating": (check.rating or check.scale)
            and {
                "@type": "Rating",
                "alternateName": check.rating,
                "worstRating": _plain(low),
                "ratingValue": _plain(value),
                "bestRating": _plain(high),
            },
        }
    )


def media_review(
    check: FactCheck, categories: Sequence[str], appearances: Iterable[str | Mapping[str, str]] = (), kind: str = ""
) -> dict[str, Any]:
    """Return the MediaReview of a check of a picture, video or sound.

    Args:
        check: the check.
        categories: one or more of schema.org's six.
        appearances: where it was shown: an address, or {"url", "archived"} where there is an archived copy.
        kind: "Image", "Video" or "Audio"; where none is named, each address says what it is, as far as it does.

    Raises:
        ValueError: a category is none of schema.org's six.
    """
    if strange := sorted(set(categories) - MEDIA):
        raise ValueError(f"not categories of media authenticity: {', '.join(strange)}")
    return _without_gaps(
        {
            "@context": CONTEXT,
            "@type": "MediaReview",
            "url": check.url,
            "author": check.publisher and {"@type": "Organization", "name": check.publisher},
            "datePublished": check.review_date and check.review_date.isoformat(),
            "mediaAuthenticityCategory": [f"{CONTEXT}/{category}" for category in categories],
            "originalMediaContextDescription": check.summary,
            "itemReviewed": {
                "@type": "MediaReviewItem",
                "creator": check.claimant and {"@type": "Person", "name": check.claimant},
                "interpretedAsClaim": {"@type": "Claim", "description": check.claim},
                "mediaItemAppearance": [
                    snapshot({"url": each} if isinstance(each, str) else each, kind) for each in appearances
                ],
            },
        }
    )


# What the end of an address, or the site it lies on, says of what is shown there.
ENDINGS = (
    ("Image", regex.compile(r"\.(?:jpe?g|png|gif|webp|avif|svg|heic)$")),
    ("Video", regex.compile(r"\.(?:mp4|webm|mov|m4v|mkv|avi|ogv|m3u8)$")),
    ("Audio", regex.compile(r"\.(?:mp3|m4a|wav|ogg|oga|opus|flac|aac)$")),
)
VIDEO_SITES = frozenset({"youtube.com", "m.youtube.com", "youtu.be", "vimeo.com", "tiktok.com", "rumble.com"})


def snapshot(each: Mapping[str, str], kind: str = "") -> dict[str, Any]:
    """Return one place where a picture, video or sound was shown; where nothing says which it is, a MediaObject."""
    address = each["url"]
    path = address.split("?")[0].split("#")[0].lower()
    kind = kind or next((name for name, ending in ENDINGS if ending.search(path)), "")
    if not kind and host_of(address) in VIDEO_SITES:
        kind = "Video"
    node = {"@type": f"{kind}ObjectSnapshot" if kind else "MediaObject", "contentUrl": address}
    return {**node, "archivedAt": each["archived"]} if each.get("archived") else node


def data_feed(checks: Iterable[FactCheck]) -> Iterator[str]:
    """Yield the text of a DataFeed of all checks, piece by piece, in the shape that Data Commons publishes."""
    yield f'{{"@context":"{CONTEXT}","@type":"DataFeed","dataFeedElement":['
    for at, check in enumerate(checks):
        element = {
            "@type": "DataFeedItem",
            "dateModified": check.review_date and check.review_date.isoformat(),
            "url": check.url,
            "item": [claim_review(check, context=False)],
        }
        yield (",\n" if at else "\n") + msgspec.json.encode(_without_gaps(element)).decode()
    yield "\n]}\n"


def _plain(value: float | None) -> float | int | None:
    return int(value) if value is not None and value == int(value) else value


def _without_gaps(value: dict[str, Any]) -> dict[str, Any]:
    inner = {key: _without_gaps(each) if isinstance(each, dict) else each for key, each in value.items()}
    return {key: each for key, each in inner.items() if each not in (None, "", [], {})}
