"""A fact-check page for machines: schema.org ClaimReview, and MediaReview where a picture or sound was judged."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any
from urllib.parse import urlsplit

from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe

from merilo_desk import engine
from merilo_desk.languages import language
from merilo_desk.newsroom.models import Desk
from merilo_desk.newsroom.wording import said
from merilo_desk.publishing.around import Around, around
from merilo_desk.publishing.corrected import Notice
from merilo_desk.publishing.models import FactCheckPage
from merilo_desk.publishing.records import LONGEST_CLAIM, record_of, shortened
from merilo_desk.publishing.repeated import Repeated
from merilo_desk.publishing.serving import address

CONTEXT = "https://schema.org"
WIKIDATA = "https://www.wikidata.org/wiki/"


def nodes(
    page: FactCheckPage, versions: Sequence[FactCheckPage] = (), beside: Around | None = None
) -> list[dict[str, Any]]:
    """Return what the page says to machines; nothing at all of a check that was withdrawn.

    Args:
        page: the page.
        versions: the same check in other languages.
        beside: what is around the page, where it was asked for already.
    """
    if page.withdrawn_on:
        return []
    beside = beside or around([page])
    claim = claim_review(page, versions, beside)
    rating = page.facts.get("rating") or {}
    if rating.get("family") != "media" or not rating.get("media"):
        return [claim]
    claim["associatedMediaReview"] = {"@type": "MediaReview", "@id": name_of(page, "mediareview")}
    return [claim, media_review(page, rating["media"], beside.desk)]


def name_of(page: FactCheckPage, kind: str = "claimreview") -> str:
    """Return the name by which one review of a page is told from every other in the world."""
    return f"{address(page.path_here)}#{kind}"


def claim_review(page: FactCheckPage, versions: Sequence[FactCheckPage], beside: Around) -> dict[str, Any]:
    """Return the ClaimReview of a page: what is not known is left out."""
    code = page.locale.language_code
    check = record_of(page, beside.desk.called(code))
    node = engine.claim_review(check)
    node["@id"] = name_of(page)
    node["claimReviewed"] = shortened(page.claim, LONGEST_CLAIM)
    node["inLanguage"] = language(code).tag
    node["version"] = page.version_id
    if page.last_published_at:
        # The desk's own day: by that of Greenwich a check of after midnight would be changed before it was out.
        node["dateModified"] = timezone.localtime(page.last_published_at).date().isoformat()
    node["author"] = publisher(beside.desk, code)
    node["itemReviewed"] = item(page, versions, beside)
    if code != page.facts.get("language"):
        for first in versions:
            if first.locale.language_code == page.facts.get("language"):
                node["translationOfWork"] = {"@type": "ClaimReview", "@id": name_of(first)}
    if page.facts.get("rating"):
        node.setdefault("reviewRating", {"@type": "Rating", "alternateName": check.rating})
        node["reviewRating"]["ratingExplanation"] = page.reason
    sources = [each["url"] for each in page.facts.get("evidence", []) if each.get("url")]
    if sources:
        node["citation"] = sources
    corrections = [correction(each) for each in beside.notices(page)]
    if corrections:
        node["correction"] = corrections
    return node


def publisher(desk: Desk, code: str) -> dict[str, Any]:
    """Return the desk as an organisation, with where it says how it works."""
    return {
        "@type": "NewsMediaOrganization",
        "name": desk.called(code),
        "url": address(f"/{code}/"),
        "correctionsPolicy": address(f"/{code}/corrections-policy/"),
        "publishingPrinciples": address(f"/{code}/methodology/"),
        "ownershipFundingInfo": address(f"/{code}/funding/"),
    }


def item(page: FactCheckPage, versions: Sequence[FactCheckPage], beside: Around) -> dict[str, Any]:
    """Return the claim itself: its whole words, who made it, when, and where it stands."""
    code = page.locale.language_code
    statement = page.facts.get("statement") or {}
    places = [*statement.get("appearances", []), *map(repeated, beside.repeats(page))]
    where = [appearance(each, code) for each in places if elsewhere(each["url"])]
    # A place where the claim was only repeated is not where it first appeared.
    first = len(where) > 1 and any(elsewhere(each["url"]) for each in statement.get("appearances", []))
    claim: dict[str, Any] = {
        "@type": "Claim",
        "text": page.claim,
        "author": claimant(page, code),
        "datePublished": statement.get("said_on"),
        "appearance": where[1:] if first else where,
        "firstAppearance": where[0] if first else None,
        "sameAs": [address(each.path_here) for each in versions if each.pk != page.pk],
    }
    return {key: value for key, value in claim.items() if value}


def elsewhere(url: str) -> bool:
    """Say whether an address may be where a claim appeared: a web page that is not this site's own."""
    host = urlsplit(url).hostname
    return url.startswith(("http://", "https://")) and host != urlsplit(address("")).hostname


def appearance(each: dict[str, Any], code: str) -> dict[str, Any]:
    """Return one place where the claim stands."""
    outlet = said(each.get("names"), code) or each.get("outlet")
    node = {
        "@type": "CreativeWork",
        "url": each["url"],
        "headline": each.get("title"),
        "datePublished": each.get("on"),
        "publisher": outlet and {"@type": "Organization", "name": outlet},
        "archivedAt": each.get("archived"),
    }
    return {key: value for key, value in node.items() if value}


def repeated(each: Repeated) -> dict[str, Any]:
    """Return a repetition as one of the places where a claim stands."""
    return {
        "url": each.url,
        "title": each.title,
        "outlet": each.outlet.name,
        "names": each.outlet.names,
        "on": each.on.isoformat(),
        "archived": each.archived,
    }


def claimant(page: FactCheckPage, code: str) -> dict[str, Any] | None:
    """Return who made the claim; None where that is not known."""
    speaker = page.facts.get("speaker") or {}
    name = said(speaker.get("names"), code) or speaker.get("name")
    if not name:
        return None
    person = speaker.get("kind", "person") == "person"
    node = {
        "@type": "Person" if person else "Organization",
        "name": name,
        "jobTitle": said(speaker.get("office"), code) if speaker.get("office") and person else None,
        "sameAs": WIKIDATA + speaker["wikidata"] if speaker.get("wikidata") else None,
    }
    return {key: value for key, value in node.items() if value}


def media_review(page: FactCheckPage, category: str, desk: Desk) -> dict[str, Any]:
    """Return the MediaReview of a page."""
    statement = page.facts.get("statement") or {}
    places = [each for each in statement.get("appearances", []) if elsewhere(each["url"])]
    node = engine.media_review(record_of(page, desk.called(page.locale.language_code)), [category], places)
    code = page.locale.language_code
    node["@id"] = name_of(page, "mediareview")
    node["inLanguage"] = language(code).tag
    node["associatedClaimReview"] = {"@type": "ClaimReview", "@id": name_of(page)}
    node["author"] = publisher(desk, code)
    if who := claimant(page, code):
        node["itemReviewed"]["creator"] = who
    return node


def correction(notice: Notice) -> dict[str, Any]:
    """Return a correction as schema.org has it."""
    node = {"@type": "CorrectionComment", "text": notice.text, "datePublished": notice.on.isoformat()}
    return {**node, "url": address(notice.address)} if notice.address else node


def problems(
    page: FactCheckPage, versions: Sequence[FactCheckPage] = (), beside: Around | None = None
) -> tuple[engine.Problem, ...]:
    """Return what is wrong with a page's markup, by the engine's validator."""
    return engine.validate_page(nodes(page, versions, beside), address(page.path_here))


def as_script(values: list[dict[str, Any]]) -> SafeString:
    """Return nodes as the text of a script element that nothing in it can end."""
    text = json.dumps(values[0] if len(values) == 1 else values, ensure_ascii=False)
    return mark_safe(text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026"))
