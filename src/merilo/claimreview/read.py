"""Read a ClaimReview node as a fact check, mending what real pages get wrong and saying what was mended.

Every repair has a code; the words for editors stand in the `phrases-claimreview` lists under the same code.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

import msgspec
import regex

from merilo.claimreview.addresses import host_of, same_page, same_site
from merilo.claimreview.mending import day_of, number_of, sound_text, text_of
from merilo.claimreview.nodes import Node, types_of
from merilo.claimreview.scales import language_of, scale_trouble
from merilo.model import FactCheck

URL = regex.compile(r"https?://[^\s,;\"'<>]+")
PICTURE = regex.compile(r"\.(?:jpe?g|png|gif|webp|svg)(?:[?#]|$)", regex.IGNORECASE)
LONG_RATING = 60


@dataclass(frozen=True, slots=True)
class Repair:
    """One thing that was put right, or that could not be: `code` names it, `detail` shows what stood there."""

    code: str
    detail: str = ""


@dataclass(slots=True)
class Mender:
    """Gathers the repairs of one node."""

    repairs: list[Repair] = field(default_factory=list)

    def __call__(self, code: str, detail: object = "") -> None:
        self.repairs.append(Repair(code, str(detail)[:200]))


def fact_check_of(node: Node, page: str = "") -> tuple[FactCheck | None, tuple[Repair, ...]]:
    """Read a ClaimReview (or MediaReview) found on `page`; None where it does not say what was claimed."""
    mend = Mender()
    item = _item(node, mend)
    claim = _text(node.get("claimReviewed"), mend)
    if not claim:
        claim, came_from = _claim_elsewhere(node, item)
        if not claim:
            return None, (*mend.repairs, Repair("no-claim"))
        mend("claim-elsewhere", came_from)
    rating, scale = _rating(node, mend)
    claim = _without_rating(claim, rating, mend)
    url = _address(node, page, mend)
    reviewer, claimant = _people(node, item, url or page, mend)
    _appearances(item, url or page, mend)
    check = FactCheck(
        id=_identifier(node, page or url),
        claim=claim,
        title=_text(node.get("headline") or node.get("name"), mend),
        summary=_text(node.get("description") or node.get("reviewBody"), mend),
        rating=rating,
        scale=scale,
        claimant=claimant,
        publisher=reviewer,
        url=url,
        language=language_of(node.get("inLanguage")),
        claim_date=_day(item.get("datePublished"), mend),
        review_date=_day(node.get("datePublished") or node.get("dateCreated"), mend),
        original=msgspec.json.encode(node, enc_hook=str).decode(),
    )
    return check, tuple(mend.repairs)


def appearances(node: Node) -> tuple[str, ...]:
    """Return the addresses where the claim appeared, the reviewing page's own left out."""
    item = node.get("itemReviewed")
    return _appearances(item if isinstance(item, Mapping) else {}, text_of(node.get("url")), Mender())


def _identifier(node: Node, page: str) -> str:
    """Return the id of a node; one that counts only within its page ("#review") is told from those of other pages."""
    given = node.get("@id") or node.get("identifier")
    name = "" if isinstance(given, Mapping) else text_of(given)
    if name.startswith("#"):
        return page.split("#", 1)[0] + name if page.startswith("http") else ""
    return "" if name.startswith("_:") else name


def _text(value: object, mend: Mender) -> str:
    text, mended = sound_text(value)
    if mended:
        mend("mojibake", text_of(value))
    return text


def _item(node: Node, mend: Mender) -> Mapping[str, object]:
    item = node.get("itemReviewed")
    if isinstance(item, (list, tuple)):
        item = next((each for each in item if isinstance(each, Mapping)), {})
    if isinstance(item, str):
        return {"appearance": item} if URL.match(item) else {"name": item}
    if not isinstance(item, Mapping):
        return {}
    kinds = types_of(item)
    if kinds and not kinds & {"claim", "mediareviewitem"}:
        mend("not-a-claim", ", ".join(sorted(kinds)))
    return item


def _claim_elsewhere(node: Node, item: Mapping[str, object]) -> tuple[str, str]:
    for where, value in (
        ("itemReviewed.name", item.get("name")),
        ("itemReviewed.text", item.get("text") or item.get("description")),
        ("interpretedAsClaim", text_of(item.get("interpretedAsClaim"))),
        ("originalMediaContextDescription", node.get("originalMediaContextDescription")),
        ("headline", node.get("headline") or node.get("name")),
    ):
        if len(text := text_of(value)) >= 8:
            return text, where
    return "", ""


def _rating(node: Node, mend: Mender) -> tuple[str, tuple[float, float, float] | None]:
    given = node.get("reviewRating")
    if isinstance(given, (list, tuple)):
        mend("several-ratings", len(given))
        given = next((each for each in given if isinstance(each, Mapping)), None)
    if isinstance(given, (str, int, float)):
        mend("rating-not-an-object", given)
        given = {"alternateName": given} if number_of(given) is None else {"ratingValue": given}
    if not isinstance(given, Mapping):
        named = _category(node)
        if not named:
            mend("no-rating")
        return named, None
    name = given.get("alternateName")
    if isinstance(name, (list, tuple, Mapping)):
        mend("rating-name-not-text", name)
    text = _text(name, mend)
    if not text and (text := _text(given.get("name") or given.get("ratingExplanation"), mend)):
        mend("rating-name-elsewhere", text)
    if len(text) > LONG_RATING:
        mend("rating-is-a-sentence", text)
    numbers = {part: given.get(part) for part in ("worstRating", "ratingValue", "bestRating")}
    if any(isinstance(value, str) and value.strip() for value in numbers.values()):
        mend("number-as-text", numbers)
    scale, trouble = scale_trouble(*numbers.values())
    if trouble:
        mend(trouble, " / ".join(text_of(value) or "–" for value in numbers.values()))
    return text or _category(node), scale


def _category(node: Node) -> str:
    return text_of(node.get("mediaAuthenticityCategory")).rsplit("/", 1)[-1]


def _without_rating(claim: str, rating: str, mend: Mender) -> str:
    """Take a rating off either end of a claim, where a mark sets it apart ("FALSE: ...", "... [False]")."""
    if not rating or len(rating) > LONG_RATING:
        return claim
    name = regex.escape(rating)
    for pattern in (
        rf"^\W{{0,3}}{name}\W{{0,2}}\s*[:\-–—|]\s*",
        rf"\s*[(\[]\s*{name}\s*[)\]]\.?$",
        rf"\s+[|\-–—]\s*{name}\.?$",
    ):
        bare = regex.sub(pattern, "", claim, flags=regex.IGNORECASE)
        if bare != claim and len(bare) >= 8:
            mend("rating-in-claim", claim)
            return bare
    return claim


def _address(node: Node, page: str, mend: Mender) -> str:
    url = text_of(node.get("url")) or (page if page.startswith("http") else "")
    if not text_of(node.get("url")) and url:
        mend("url-from-page", url)
    if url and not url.startswith(("http://", "https://")):
        mend("bad-url", url)
        return page if page.startswith("http") else ""
    if page.startswith("http"):
        if PICTURE.search(url):
            mend("url-is-a-picture", url)
            return page
        ours, theirs = host_of(page), host_of(url)
        if ours != theirs and not theirs.endswith("." + ours) and not ours.endswith("." + theirs):
            mend("url-on-another-site", url)
    return url


def _people(node: Node, item: Mapping[str, object], url: str, mend: Mender) -> tuple[str, str]:
    reviewer, claimant = node.get("author") or node.get("publisher"), item.get("author") or item.get("creator")
    site = host_of(url)
    if site and _at_home(claimant, site) and not _at_home(reviewer, site) and text_of(reviewer):
        mend("authors-swapped", f"{text_of(reviewer)} / {text_of(claimant)}")
        reviewer, claimant = claimant, reviewer
    return _named(reviewer, mend), _named(claimant, mend)


def _named(person: object, mend: Mender) -> str:
    """Return who it is; a reference that leads nowhere, or round in a circle, names nobody."""
    name = _text(person, mend)
    return "" if name.startswith(("#", "_:")) else name


def _at_home(person: object, site: str) -> bool:
    """Say whether a person or body gives the reviewing site as its own address."""
    if isinstance(person, (list, tuple)):
        return any(_at_home(each, site) for each in person)
    if not isinstance(person, Mapping):
        return False
    given = [person.get("url"), person.get("sameAs"), person.get("@id")]
    flat = [each for value in given for each in (value if isinstance(value, (list, tuple)) else [value])]
    return any(isinstance(each, str) and host_of(each) == site for each in flat)


def _addresses(value: object) -> Iterator[str]:
    if isinstance(value, str):
        # Several addresses in one string are joined by commas, spaces or an "and": whatever stands between.
        yield from (found.group().rstrip(".)") for found in URL.finditer(value))
    elif isinstance(value, Mapping):
        yield from _addresses(value.get("url") or value.get("@id") or value.get("contentUrl"))
    elif isinstance(value, (list, tuple)):
        for each in value:
            yield from _addresses(each)


def _appearances(item: Mapping[str, object], own: str, mend: Mender) -> tuple[str, ...]:
    given = [item.get("firstAppearance"), item.get("appearance"), item.get("mediaItemAppearance")]
    # A list of plain addresses is sound; a bare string, or several addresses in one, is not.
    listed = [each for value in given if isinstance(value, (list, tuple)) for each in value]
    bare = [value for value in given if isinstance(value, str) and value]
    if bare or (bare := [each for each in listed if isinstance(each, str) and not URL.fullmatch(each.strip())]):
        mend("appearance-as-text", bare[0])
    found = list(dict.fromkeys(_addresses([value for value in given if value])))
    if any(same_page(each, own) for each in found):
        mend("appearance-is-own-page", own)
    # Some name a place of the claim as `sameAs`; on the reviewing site itself that is another language of the review.
    named = [each for each in _addresses(item.get("sameAs")) if not (own and same_site(each, own))]
    return tuple(each for each in dict.fromkeys([*found, *named]) if not same_page(each, own))


def _day(value: object, mend: Mender) -> date | None:
    if value in (None, ""):
        return None
    if (day := day_of(value)) is None:
        mend("unread-date", text_of(value))
    return day
