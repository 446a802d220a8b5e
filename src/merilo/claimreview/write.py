"""Write fact checks as schema.org ClaimReview, and many of them as a DataFeed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import msgspec

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
    check: FactCheck, categories: Sequence[str], appearances: Iterable[str] = (), kind: str = "Image"
) -> dict[str, Any]:
    """Return the MediaReview of a check of a picture, video ("Video") or sound ("Audio").

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
                    {"@type": f"{kind}ObjectSnapshot", "contentUrl": address} for address in appearances
                ],
            },
        }
    )


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
