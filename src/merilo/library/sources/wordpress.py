"""A WordPress export (WXR): published posts, streamed; ClaimReview inside a post is read, else the post itself."""

from __future__ import annotations

import codecs
from collections.abc import Iterator
from typing import IO, Any

import regex
from defusedxml import DefusedXmlException
from defusedxml.ElementTree import ParseError, iterparse

from merilo.claimreview import found_in_html
from merilo.library.records import Record, record_of, refused
from merilo.library.sources.reviews import record_of_node

CONTENT = "{http://purl.org/rss/1.0/modules/content/}encoded"
EXCERPTS = "{http://wordpress.org/export/1.%d/excerpt/}encoded"
ENCODING = regex.compile(rb"<\?xml[^>]{0,80}encoding=[\"']([\w-]+)")
FORBIDDEN = dict.fromkeys([*range(9), 11, 12, *range(14, 32), 0xFFFE, 0xFFFF])
# Fields in which fact-checking plug-ins and themes keep the claim and the rating.
KEPT = {
    "claim": "claim", "claim_reviewed": "claim", "fact_claim": "claim", "claimreviewed": "claim", "_claim": "claim",
    "rating": "rating", "verdict": "rating", "fact_rating": "rating", "claim_rating": "rating", "claimant": "claimant",
    "claim_author": "claimant", "claim_date": "claim_date",
}  # fmt: skip
VERDICTS = frozenset({"rating", "ratings", "verdict", "fact-check-rating", "ocena", "rejting"})


def records(stream: IO[bytes]) -> Iterator[Record]:
    """Read a WXR file; dangerous entities are refused, and a cut file gives what came before."""
    number, site, language = 0, "", ""
    try:
        root: Any = None
        for event, element in iterparse(_Sound(stream), events=("start", "end"), forbid_dtd=False):
            if root is None:
                root = element
            if event != "end":
                continue
            if element.tag == "language" and not language:
                language = (element.text or "").strip()
            elif element.tag == "title" and not site and number == 0:
                site = (element.text or "").strip()
            elif element.tag == "item":
                number += 1
                yield from _post(element, number, site, language)
                element.clear()
                for channel in root:  # what has been read is let go of
                    for done in list(channel):
                        if done.tag == "item":
                            channel.remove(done)
    except DefusedXmlException as error:
        yield refused(number + 1, "dangerous-xml", type(error).__name__)
    except ParseError as error:
        yield refused(number + 1, "feed-cut" if number else "not-xml", str(error))


class _Sound:
    """The bytes without what XML forbids and exports hold all the same: control signs, and letters cut in two."""

    def __init__(self, stream: IO[bytes]) -> None:
        self._stream = stream
        self._decoder: codecs.IncrementalDecoder | None = None
        self._begun = False

    def read(self, size: int = -1) -> bytes:
        """Return the next bytes, at least one unless the stream is at its end."""
        while piece := self._stream.read(size):
            if not self._begun:
                self._begun = True
                named = ENCODING.search(piece[:200])
                if not piece.startswith((b"\xff\xfe", b"\xfe\xff")) and (not named or named[1].lower() == b"utf-8"):
                    self._decoder = codecs.getincrementaldecoder("utf-8")("replace")
            if self._decoder is None:
                return piece
            if sound := self._decoder.decode(piece).translate(FORBIDDEN).encode():
                return sound
        return b""


def _wp(item: Any, name: str) -> str:
    for child in item:
        if isinstance(child.tag, str) and child.tag.endswith("/}" + name) and "wordpress.org/export" in child.tag:
            return (child.text or "").strip()
    return ""


def _post(item: Any, number: int, site: str, language: str) -> Iterator[Record]:
    kind, status, name = _wp(item, "post_type"), _wp(item, "status"), _wp(item, "post_id")
    if kind not in ("", "post", "fact-check", "fact_check", "factcheck", "claim", "claim_review", "page"):
        return  # attachments, menus and revisions are no posts; to list each would bury what matters
    if status and status != "publish":
        yield refused(number, "not-published", status, name)
        return
    link, content = (item.findtext("link") or "").strip(), item.findtext(CONTENT) or ""
    if "ClaimReview" in content:
        found = [each for each in found_in_html(content, link)[1] if each.node is not None]
        for each in found:
            if each.node is not None:
                yield record_of_node(each.node, number, link, mended=each.mended)
        if found:
            return
    row: dict[str, object] = {
        "id": f"{link or site}#{name}" if name else link,
        "title": item.findtext("title") or "",
        "summary": next((text for at in (2, 1, 0) if (text := item.findtext(EXCERPTS % at))), "") or content[:4000],
        "url": link,
        "date": _wp(item, "post_date_gmt") or _wp(item, "post_date") or item.findtext("pubDate") or "",
        "publisher": site,
        "lang": language,
        **_kept(item),
    }
    yield record_of(row, number)


def _kept(item: Any) -> dict[str, object]:
    kept: dict[str, object] = {}
    for child in item:
        if not isinstance(child.tag, str):
            continue
        if child.tag.endswith("}postmeta"):
            key, value = _wp(child, "meta_key").lower(), _wp(child, "meta_value")
            if key in KEPT and value:
                kept.setdefault(KEPT[key], value)
        elif child.tag == "category" and (child.get("domain") or "").lower() in VERDICTS:
            kept.setdefault("rating", child.text or "")
    return kept
