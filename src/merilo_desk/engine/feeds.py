"""Feeds and pages asked for in the one way in which the engine fetches, and what goes wrong told in one word."""

from __future__ import annotations

from dataclasses import dataclass

from merilo.errors import (
    BinarySource,
    ForbiddenAddress,
    MeriloError,
    NetworkFailure,
    NotFound,
    PageRefused,
    TooLarge,
    UnreadableSource,
)
from merilo.reading.encoding import decode
from merilo.reading.fetch import Known, Limits, fetch
from merilo.reading.read import article_from_bytes

FEEDS = "application/atom+xml,application/rss+xml,application/feed+json,application/xml;q=0.9,text/html;q=0.5,*/*;q=0.1"
# A feed is a list of what is new: one of more than so many bytes is none, or nobody should ask for it every hour.
FEED_SIZE, PAGE_SIZE, SECONDS = 5 * 1024 * 1024, 10 * 1024 * 1024, 20.0
TROUBLES: tuple[tuple[type[UnreadableSource], str], ...] = (
    (NotFound, "gone"),
    (PageRefused, "refused"),
    (ForbiddenAddress, "private"),
    (TooLarge, "large"),
    (BinarySource, "unread"),
    (NetworkFailure, "silent"),
)


class CannotFetch(Exception):
    """Nothing was had from an address.

    `trouble` is "gone", "refused", "private", "large", "silent", or "unread" for what came and is no text; `wait` is
    how many seconds the server wants to be left alone, where it said so.
    """

    def __init__(self, trouble: str, wait: float | None = None) -> None:
        super().__init__(trouble)
        self.trouble, self.wait = trouble, wait


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server sent: the text, where it stood in the end, the kind it named, and its marks for the next time."""

    text: str
    url: str
    kind: str
    etag: str
    modified: str
    unchanged: bool = False


def feed_at(url: str, *, etag: str = "", modified: str = "", allow_private: bool = False) -> Answer:
    """Ask for a feed, and only if it has changed where marks of an earlier answer are given.

    Raises:
        CannotFetch: nothing was had.
    """
    limits = Limits(size=FEED_SIZE, seconds=SECONDS, allow_private=allow_private)
    try:
        came = fetch(url, limits, Known(etag, modified), FEEDS)
        text = "" if came.unchanged else decode(came.data, url, said=came.charset or _declared(came.data)).text
    except UnreadableSource as error:
        raise _told(error) from error
    return Answer(text, came.url, came.kind, came.known.etag, came.known.modified, came.unchanged)


def page_at(url: str, *, allow_private: bool = False) -> str:
    """Return the words of the article on a page.

    Raises:
        CannotFetch: nothing was had, or no words stand in it.
    """
    try:
        came = fetch(url, Limits(size=PAGE_SIZE, seconds=SECONDS, allow_private=allow_private))
        return article_from_bytes(came.data, url, charset=came.charset, address=came.url).text
    except UnreadableSource as error:
        raise _told(error) from error
    except MeriloError as error:
        raise CannotFetch("unread") from error


def _declared(data: bytes) -> str | None:
    """Return the character set that the first line of an XML file names."""
    first = data[:200].lstrip(b"\xef\xbb\xbf \r\n\t")
    if not first.startswith(b"<?xml"):
        return None
    _before, found, rest = first.partition(b"?>")[0].partition(b"encoding=")
    return rest[1:].split(rest[:1])[0].decode("ascii", "ignore") if found and rest[:1] in {b'"', b"'"} else None


def _told(error: UnreadableSource) -> CannotFetch:
    word = next((word for kind, word in TROUBLES if isinstance(error, kind)), "unread")
    return CannotFetch(word, error.wait)
