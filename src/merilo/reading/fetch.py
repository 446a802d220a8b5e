"""Fetch one page that the user asked for: by http or https, from public addresses, within limits of size and time."""

from __future__ import annotations

import socket
import ssl
import threading
import time
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from http.client import HTTPException
from urllib.parse import quote, urljoin

from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.exceptions import HTTPError
from urllib3.response import BaseHTTPResponse

from merilo.errors import BinarySource, NetworkFailure, NotFound, PageRefused, TooLarge, UnreadableSource
from merilo.reading.guard import Place, place

AGENT = "Mozilla/5.0 (compatible; Merilo; fact-checking desk)"
HEADERS = {
    "User-Agent": AGENT,
    "Accept": "text/html,application/xhtml+xml,application/pdf,text/plain,*/*;q=0.5",
    "Accept-Encoding": "gzip, deflate",
    "Connection": "close",
}
REDIRECTS = frozenset({301, 302, 303, 307, 308})
NO_TEXT = ("image/svg", "video/", "audio/", "font/")
CHUNK = 1 << 16
LONGEST_MARK = 300


@dataclass(frozen=True, slots=True)
class Limits:
    """How much and how long; `allow_private` is for tests and for desks that read their own network's pages."""

    size: int = 20 * 1024 * 1024
    seconds: float = 30.0
    redirects: int = 5
    allow_private: bool = False


@dataclass(frozen=True, slots=True)
class Known:
    """What a server said of its last answer (ETag, Last-Modified): it may answer that nothing has changed since."""

    etag: str = ""
    modified: str = ""

    @property
    def headers(self) -> dict[str, str]:
        """The headers that ask so; a mark that would break the line is left out."""
        marks = {"If-None-Match": self.etag, "If-Modified-Since": self.modified}
        return {name: mark for name, mark in marks.items() if mark and mark.isprintable() and mark.isascii()}


@dataclass(frozen=True, slots=True)
class Fetched:
    """What came back: the bytes unpacked, the address in the end, the type and character set the server named.

    `unchanged` says that the server has nothing newer than what is known already, and sent nothing; `known` is what to
    ask with the next time.
    """

    data: bytes
    url: str
    kind: str = ""
    charset: str | None = None
    known: Known = Known()
    unchanged: bool = False


def fetch(url: str, limits: Limits | None = None, known: Known | None = None, accept: str = "") -> Fetched:
    """Fetch a page; with `known`, only if it has changed since. `accept` says which kinds are wanted first.

    Raises:
        ForbiddenAddress: it, or a page it redirects to, is not on the open web.
        NotFound, PageRefused, NetworkFailure, TooLarge, BinarySource: as their names say.
    """
    limits = limits or Limits()
    deadline = time.monotonic() + limits.seconds
    at = url
    asking = {**HEADERS, **({"Accept": accept} if accept else {}), **(known.headers if known else {})}
    for _ in range(limits.redirects + 1):
        where = place(at, allow_private=limits.allow_private)
        with _answer(where, deadline, asking) as answer:
            if known is not None and known.headers and answer.status == 304:
                return Fetched(b"", at, known=_known(answer, known), unchanged=True)
            if answer.status not in REDIRECTS or not answer.headers.get("location"):
                _welcome(answer, at)
                kind, _, rest = answer.headers.get("content-type", "").partition(";")
                data = _body(answer, at, limits.size, deadline)
                return Fetched(data, at, kind.strip().lower(), _charset(rest), _known(answer))
            at = urljoin(at, quote(answer.headers["location"], safe="%/:=&?~#+!$,;'@()*[]"))
    raise NetworkFailure(
        url,
        because=f"it redirects more than {limits.redirects} times",
        do="Check the address.",
        why="redirects",
        times=limits.redirects,
    )


def call(url: str, body: bytes, headers: Mapping[str, str], limits: Limits | None = None) -> int:
    """Hand a message to a machine on the open web, and return the status it answers with.

    What it says besides is not read, and where it sends us on to is not followed.

    Raises:
        ForbiddenAddress, NetworkFailure: as their names say.
    """
    limits = limits or Limits()
    where = place(url, allow_private=limits.allow_private)
    asking = {"User-Agent": AGENT, "Connection": "close", **headers}
    with _answer(where, time.monotonic() + limits.seconds, asking, body) as answer:
        return answer.status


def _known(answer: BaseHTTPResponse, before: Known = Known()) -> Known:
    """Return the marks of an answer, else those it was asked with; a mark too long to be one is none."""
    etag, modified = answer.headers.get("etag", before.etag), answer.headers.get("last-modified", before.modified)
    return Known(etag if len(etag) <= LONGEST_MARK else "", modified if len(modified) <= LONGEST_MARK else "")


@contextmanager
def _answer(
    where: Place, deadline: float, asking: Mapping[str, str], body: bytes | None = None
) -> Iterator[BaseHTTPResponse]:
    """Ask for a page; whatever still runs at the deadline is cut off, however slowly it drips."""
    left = deadline - time.monotonic()
    if left <= 0:
        raise _late(where.url)
    line = _connection(where, left)
    default = 443 if where.scheme == "https" else 80
    host = f"[{where.host}]" if ":" in where.host else where.host
    watch = answer = None
    try:
        line.connect()
        watch = threading.Timer(max(0.0, deadline - time.monotonic()), _cut, [line.sock])
        watch.daemon = True
        watch.start()
        line.request(
            "GET" if body is None else "POST",
            quote(where.path, safe="%/:=&?~#+!$,;'@()*[]"),
            body=body,
            headers={"Host": host if where.port == default else f"{host}:{where.port}", **asking},
            preload_content=False,
            decode_content=False,
        )
        answer = line.getresponse()
        _in_time(where.url, deadline)  # headers that were cut off look like headers that are at their end
        yield answer
    except (HTTPError, HTTPException, OSError, ValueError) as error:
        if time.monotonic() >= deadline - 0.05:
            raise _late(where.url) from error
        raise NetworkFailure(where.url, **_reason(error)) from error
    finally:
        if watch is not None:
            watch.cancel()
        if answer is not None:
            answer.close()
        line.close()


def _connection(where: Place, seconds: float) -> HTTPConnection:
    """Connect to the address that was checked: the name is not looked up a second time."""
    address, timeout = where.addresses[0], min(seconds, 15.0)
    if where.scheme == "http":
        return HTTPConnection(address, where.port, timeout=timeout)
    return HTTPSConnection(
        address,
        where.port,
        timeout=timeout,
        server_hostname=where.host,
        assert_hostname=where.host,
        ssl_context=ssl.create_default_context(),
    )


def _cut(line: socket.socket) -> None:
    with suppress(OSError):
        line.shutdown(socket.SHUT_RDWR)


def _welcome(answer: BaseHTTPResponse, url: str) -> None:
    """Raise for every status but success, in words that say what to do."""
    status = answer.status
    if status in {404, 410}:
        raise NotFound(
            url, because="the server has no such page", do="Check the address, or look in a web archive.", why="no-page"
        )
    if status == 402:
        raise PageRefused(url, because="it stands behind a paywall", why="paywall")
    if status in {401, 407}:
        raise PageRefused(url, because="one has to log in to see it", why="log-in")
    if status in {403, 429, 451}:
        because = f"the server turned us away (status {status})"
        raise _waiting(PageRefused(url, because=because, why="turned-away", status=status), answer)
    if not 200 <= status < 300 or status == 204:
        because = f"the server answered with status {status}"
        raise _waiting(NetworkFailure(url, because=because, why="status", status=status), answer)
    kind = answer.headers.get("content-type", "").lower()
    if kind.startswith(NO_TEXT):
        kind = kind.partition(";")[0]
        raise BinarySource(url, because=f"the server says it is {kind}, not a page", why="no-web-page", kind=kind)


def _waiting(error: UnreadableSource, answer: BaseHTTPResponse) -> UnreadableSource:
    """Return an error with how long the server wants to be left alone."""
    error.wait = _wait(answer)
    return error


def _wait(answer: BaseHTTPResponse) -> float | None:
    """Return after how many seconds the server wants to be asked again (Retry-After), or None where it does not say."""
    said = answer.headers.get("retry-after", "").strip()
    if said.isascii() and said.isdigit() and len(said) < 10:
        return float(said)
    try:
        moment = parsedate_to_datetime(said)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return max(0.0, (moment - datetime.now(UTC)).total_seconds())


def _body(answer: BaseHTTPResponse, url: str, most: int, deadline: float) -> bytes:
    """Return the body unpacked, never holding more than the limit however small it was packed."""
    packing = answer.headers.get("content-encoding", "identity").strip().lower()
    unpack = None
    if packing in {"gzip", "x-gzip", "deflate"}:
        unpack = zlib.decompressobj(zlib.MAX_WBITS | 32)
    elif packing not in {"", "identity"}:
        raise NetworkFailure(
            url, because=f"the server packed it in a way we did not ask for ({packing[:20]})", why="packing"
        )
    whole = bytearray()
    raw = 0
    for chunk in answer.stream(CHUNK, decode_content=False):
        raw += len(chunk)
        _in_time(url, deadline)
        try:
            whole += chunk if unpack is None else unpack.decompress(chunk, most + 1 - len(whole))
        except zlib.error as error:
            if raw != len(chunk) or packing != "deflate":
                raise NetworkFailure(
                    url, because="what the server sent could not be unpacked", why="packing"
                ) from error
            unpack = zlib.decompressobj(-zlib.MAX_WBITS)  # some servers send deflate without its header
            whole += unpack.decompress(chunk, most + 1 - len(whole))
        if len(whole) > most or raw > most:
            megabytes = most // 1024 // 1024
            raise TooLarge(url, because=f"it is larger than {megabytes} MB", why="larger", megabytes=megabytes)
    _in_time(url, deadline)
    if unpack is not None and not unpack.eof and raw:
        raise NetworkFailure(url, because="the answer broke off", why="broke-off")
    return bytes(whole)


def _charset(rest: str) -> str | None:
    for part in rest.split(";"):
        name, _, value = part.partition("=")
        if name.strip().lower() == "charset":
            return value.strip(" \"'")[:40] or None
    return None


def _in_time(url: str, deadline: float) -> None:
    if time.monotonic() >= deadline:
        raise _late(url)


def _late(url: str) -> UnreadableSource:
    return NetworkFailure(url, because="the server took too long", why="slow")


def _reason(error: Exception) -> dict[str, str]:
    said = str(error).lower()
    if "certificate" in said:
        because = "the server's certificate is not valid, so nobody knows whose page it is"
        return {"because": because, "why": "certificate"}
    if "incompleteread" in said or "broken" in said:
        return {"because": "the answer broke off", "why": "broke-off"}
    if "timed out" in said:
        return {"because": "the server did not answer in time", "why": "slow"}
    return {"because": "no connection to the server could be made", "why": "no-connection"}
