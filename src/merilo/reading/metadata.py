"""What a web page says of itself: title, day, authors, site, language, whether it is all there."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any
from urllib.parse import urlsplit

from lxml.html import HtmlElement

from merilo.reading.dateline import date_line, entries, made

ARTICLES = re.compile(r"article|posting|report|claimreview|opinion|review$", re.IGNORECASE)
ISO = re.compile(r"\s*(\d{4})-(\d\d?)-(\d\d?)(?:[T ]+(\d\d?):(\d\d)(?::(\d\d))?)?")
IN_ADDRESS = re.compile(r"/((?:19|20)\d\d)[/-](\d{1,2})[/-](\d{1,2})(?:/|-|$)")
PUBLISHED_TAGS = (
    "article:published_time",
    "og:article:published_time",
    "og:published_time",
    "datepublished",
    "publishdate",
    "pubdate",
    "publish-date",
    "publication_date",
    "sailthru.date",
    "parsely-pub-date",
    "dc.date.issued",
    "dcterms.issued",
    "dcterms.created",
    "dc.date",
    "article.published",
    "date",
)
TITLE_TAGS = ("og:title", "twitter:title", "dc.title", "parsely-title", "title")
SITE_TAGS = ("og:site_name", "application-name", "al:android:app_name", "publisher")
AUTHOR_TAGS = ("author", "article:author", "dc.creator", "parsely-author", "sailthru.author", "byl")
DATED = re.compile(r"dat[eu]|time|publish|posted|meta|byline|info|objav", re.IGNORECASE)
ASIDE = re.compile(r"related|sidebar|teaser|widget|comment|recommend|popular|most-read", re.IGNORECASE)
SIGNED = re.compile(r"author|byline|autor|writer", re.IGNORECASE)
LONGEST_LD, MOST_NODES, LOOK = 1 << 20, 5000, 400


@dataclass(frozen=True, slots=True)
class About:
    """What the page says of itself; empty where it says nothing credible."""

    title: str = ""
    published: date | None = None
    site: str = ""
    byline: tuple[str, ...] = ()
    language: str = ""
    paywalled: bool = False


def about(tree: HtmlElement, address: str = "") -> About:
    """Gather it from JSON-LD, from meta tags, and from the lines around the headline, in this order of trust."""
    linked = [each for each in _linked(tree) if _is_article(each)]
    tags = _tags(tree)
    site = _first(tags, SITE_TAGS) or _named((linked[0] if linked else {}).get("publisher"))
    return About(
        title=_title(tree, linked, tags, site),
        published=_published(tree, linked, tags, address),
        site=site or (urlsplit(address).hostname or "").removeprefix("www."),
        byline=_byline(tree, linked, tags),
        language=_language(tree, linked, tags),
        paywalled=any(str(each.get("isAccessibleForFree", "")).lower() == "false" for each in linked),
    )


def stamp(value: object) -> date | None:
    """Return the day of a machine's time stamp, as written there; none for a bare 1 January, which means "some year".

    Publishing systems fill in 1 January, 00:00, where they know only the year.
    """
    if not isinstance(value, str):
        return None
    found = ISO.match(value)
    if found is None:
        return date_line(value.strip())
    day = made(*found.group(1, 2, 3))
    timed = any(int(part or 0) for part in found.group(4, 5, 6))
    return None if day is None or ((day.month, day.day) == (1, 1) and not timed) else day


def tidy(text: str) -> str:
    """Return a text in one line, its white space single."""
    return " ".join(text.split())


def _published(tree: HtmlElement, linked: list[dict[str, Any]], tags: dict[str, str], address: str) -> date | None:
    for each in linked:
        if day := stamp(each.get("datePublished")) or stamp(each.get("dateCreated")):
            return day
    for tag in PUBLISHED_TAGS:
        if day := stamp(tags.get(tag)):
            return day
    day_first = _language(tree, linked, tags)[:2].lower() not in {"", "en"}
    return _in_times(tree, day_first) or _in_address(address) or _in_view(tree, day_first)


def _in_times(tree: HtmlElement, day_first: bool) -> date | None:
    """The first `<time>` that is marked as the day of publication."""
    for each in tree.iter("time"):
        marked = f"{each.get('itemprop', '')} {each.get('class', '')} {each.get('pubdate', '-')}".lower()
        told = ("publish" in marked or each.get("pubdate") is not None) and not _is_aside(each)
        if told and (day := _of_time(each, day_first)):
            return day
    return None


def _of_time(element: HtmlElement, day_first: bool) -> date | None:
    return stamp(element.get("datetime")) or date_line(tidy(element.text_content()), day_first=day_first)


def _in_address(address: str) -> date | None:
    found = IN_ADDRESS.search(urlsplit(address).path)
    return made(*found.groups()) if found else None


def _in_view(tree: HtmlElement, day_first: bool) -> date | None:
    """A `<time>` or a visible line about a date near the headline, or further on in an element that is named for it."""
    looked = 0
    for each in _after_headline(tree):
        if not isinstance(each.tag, str) or each.tag in {"script", "style"} or len(each) > 12:
            continue
        looked += 1
        named = f"{each.get('class', '')} {each.get('id', '')} {each.get('itemprop', '')}"
        if looked > LOOK or (looked > LOOK // 8 and not DATED.search(named)) or _is_aside(each):
            continue
        told = each.tag == "time" and "modif" not in named and "updat" not in named
        if told and (day := _of_time(each, day_first)):
            return day
        line = tidy("".join(each.itertext()))
        if 7 < len(line) <= 120 and (day := date_line(line, day_first=day_first)):
            return day
    return None


def _after_headline(tree: HtmlElement) -> Iterator[HtmlElement]:
    """Yield the elements from the headline on, then those shortly before it."""
    every = list(tree.iter())[:20_000]
    at = next((i for i, each in enumerate(every) if each.tag == "h1"), 0)
    yield from every[at : at + 2000]
    yield from every[max(0, at - 40) : at]


def _is_aside(element: HtmlElement) -> bool:
    """Say whether an element belongs to another story, or to the page around this one."""
    return any(
        each.tag in {"aside", "footer", "nav"} or ASIDE.search(f"{each.get('class', '')} {each.get('id', '')}")
        for each in (element, *element.iterancestors())
        if each.tag not in {"body", "html"}
    )


def _title(tree: HtmlElement, linked: list[dict[str, Any]], tags: dict[str, str], site: str) -> str:
    headings = [tidy("".join(each.itertext())) for each in list(tree.iter("h1"))[:5]]
    whole = tidy("".join(tree.findtext(".//title") or ""))
    named = next((tidy(each["headline"]) for each in linked if isinstance(each.get("headline"), str)), "")
    tagged = _first(tags, TITLE_TAGS)
    for heading in headings:  # what readers see, where it is also what the page tells machines
        if heading and heading.casefold() in f"{named} {tagged} {whole}".casefold():
            return heading
    return named or _without_site(tagged, site) or next(filter(None, headings), "") or _without_site(whole, site)


def _without_site(title: str, site: str) -> str:
    """Cut the site's name off the end of a title: "Bridge opens - The Herald"."""
    parts = re.split(r"\s+[|–—»·-]\s+", title)
    if len(parts) > 1 and site and parts[-1].casefold() in {site.casefold(), f"{site} portal".casefold()}:
        return title[: title.rindex(parts[-1])].rstrip(" |–—»·-")
    return title


def _byline(tree: HtmlElement, linked: list[dict[str, Any]], tags: dict[str, str]) -> tuple[str, ...]:
    names = [_named(each) for each in _listed(linked[0].get("author") if linked else None)]
    if not any(names):
        tagged = _first(tags, AUTHOR_TAGS)
        names = _between().split(tagged) if tagged and "://" not in tagged else []
    if not any(names):
        for each in list(tree.iter("a", "span", "p", "div", "address"))[:20_000]:
            marked = f"{each.get('rel', '')} {each.get('class', '')} {each.get('itemprop', '')}"
            if SIGNED.search(marked) and len(each) < 6 and not _is_aside(each):
                names = _signed(tidy("".join(each.itertext())))
                if names:
                    break
    return tuple(dict.fromkeys(name for each in names if 2 < len(name := tidy(each)) <= 60))[:8]


def _signed(line: str) -> list[str]:
    """Return the names of a visible line such as "By Ann Lee and Tom Fox", or none if it says something else."""
    line = _by().sub("", line).strip(" :–—-|")
    names = [name.strip() for name in _between().split(line)]
    fine = all(1 <= len(name.split()) <= 4 and name[:1].isupper() and not re.search(r"\d", name) for name in names)
    return names if fine and len(line) <= 120 else []


@cache
def _by() -> re.Pattern[str]:
    labels = sorted(entries("byline"), key=len, reverse=True)
    return re.compile(rf"^(?:{'|'.join(map(re.escape, labels))})\b[\s:]*", re.IGNORECASE)


@cache
def _between() -> re.Pattern[str]:
    return re.compile(rf"\s*[,;|/]\s*|\s+(?:&|{'|'.join(entries('conjunctions'))})\s+")


def _language(tree: HtmlElement, linked: list[dict[str, Any]], tags: dict[str, str]) -> str:
    root = tree.getroottree().getroot()
    said = root.get("lang") or root.get("{http://www.w3.org/XML/1998/namespace}lang") or tags.get("og:locale", "")
    listed = next((each["inLanguage"] for each in linked if isinstance(each.get("inLanguage"), str)), "")
    return said or listed or tags.get("content-language", "")


def _tags(tree: HtmlElement) -> dict[str, str]:
    found: dict[str, str] = {}
    for each in tree.iter("meta"):
        key = each.get("property") or each.get("name") or each.get("itemprop") or each.get("http-equiv")
        if key and (content := each.get("content")):
            found.setdefault(key.strip().lower(), tidy(content))
    return found


def _first(tags: dict[str, str], names: tuple[str, ...]) -> str:
    return next((tags[name] for name in names if tags.get(name)), "")


def _linked(tree: HtmlElement) -> Iterator[dict[str, Any]]:
    """Yield every object of the page's JSON-LD, however it is nested; what is no JSON is passed over."""
    left = MOST_NODES
    for script in tree.iter("script"):
        source = script.text or ""
        if "ld+json" not in (script.get("type") or "").lower() or len(source) > LONGEST_LD:
            continue
        try:
            queue: list[Any] = [json.loads(source.strip().strip(";"), strict=False)]
        except (ValueError, RecursionError):
            continue
        while queue and left:
            left -= 1
            each = queue.pop(0)
            if isinstance(each, dict):
                yield each
                queue.extend(each.values())
            elif isinstance(each, list):
                queue.extend(each)


def _is_article(each: dict[str, Any]) -> bool:
    return any(isinstance(kind, str) and ARTICLES.search(kind) for kind in _listed(each.get("@type")))


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]


def _named(value: Any) -> str:
    if isinstance(value, list):
        value = value[0] if value else None
    if isinstance(value, dict):
        value = value.get("name")
    return tidy(value) if isinstance(value, str) and "://" not in value else ""
