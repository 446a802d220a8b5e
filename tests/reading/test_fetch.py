"""Fetching against real servers on this machine: limits, redirects, addresses, packing, statuses."""

from __future__ import annotations

import gzip
import socket
import threading
import time
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

import pytest

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
from merilo.reading import guard
from merilo.reading.fetch import Known, Limits, call, fetch
from merilo.reading.read import read

LOCAL = Limits(size=100_000, seconds=5.0, allow_private=True)
STORY = (
    b"<html lang=en><head><title>The bridge is open</title></head><body><article><h1>The bridge is open</h1>"
    b"<p>The mayor opened the new bridge on Monday, four years after the first stone was laid by his predecessor.</p>"
    b"<p>It cost twelve million euros, three more than planned, and will last a hundred years, the builders say.</p>"
    b"</article></body></html>"
)

Answer = Callable[[socket.socket, bytes], None]


@contextmanager
def server(answer: Answer) -> Iterator[str]:
    """Run a server that hands every connection and what was asked to `answer`; give its address."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        stop = threading.Event()

        def serve() -> None:
            while not stop.is_set():
                with suppress(OSError):
                    line, _ = listening.accept()
                    with line:
                        asked = line.recv(65536)
                        answer(line, asked)

        thread = threading.Thread(target=serve, daemon=True)
        thread.start()
        try:
            yield f"http://127.0.0.1:{listening.getsockname()[1]}"
        finally:
            stop.set()
            with suppress(OSError):
                socket.create_connection(listening.getsockname(), timeout=1).close()
            thread.join(5)


def says(body: bytes = STORY, status: str = "200 OK", **headers: str) -> Answer:
    """Return an answer with a status, headers and a body."""
    lines = {"content-type": "text/html; charset=utf-8", "content-length": str(len(body))}
    lines |= {name.replace("_", "-"): value for name, value in headers.items()}
    head = "".join(f"{name}: {value}\r\n" for name, value in lines.items() if value)
    return lambda line, asked: line.sendall(f"HTTP/1.1 {status}\r\n{head}\r\n".encode() + body)


def test_a_page_is_read_by_its_address() -> None:
    asked: list[bytes] = []

    def answer(line: socket.socket, question: bytes) -> None:
        asked.append(question)
        says()(line, question)

    with server(answer) as url:
        article = read(f"{url}/2024/05/12/мост?a=b c", limits=LOCAL)
    assert (article.title, article.language, article.published is not None) == ("The bridge is open", "en", True)
    assert article.source.startswith(url)
    assert asked[0].startswith(b"GET /2024/05/12/%D0%BC%D0%BE%D1%81%D1%82?a=b%20c HTTP/1.1\r\n")
    assert f"Host: {url.removeprefix('http://')}".encode() in asked[0]


@pytest.mark.parametrize(
    ("packing", "body"),
    [
        ("gzip", gzip.compress(STORY)),
        ("deflate", zlib.compress(STORY)),
        ("deflate", zlib.compress(STORY)[2:-4]),
        ("identity", STORY),
    ],
)
def test_packed_answers_are_unpacked(packing: str, body: bytes) -> None:
    with server(says(body, content_encoding=packing)) as url:
        assert fetch(url, LOCAL).data == STORY


def test_a_redirect_is_followed() -> None:
    def answer(line: socket.socket, asked: bytes) -> None:
        if asked.startswith(b"GET /old"):
            says(b"", "302 Found", location="/new")(line, asked)
        else:
            says()(line, asked)

    with server(answer) as url:
        found = fetch(f"{url}/old", LOCAL)
    assert (found.url, found.data, found.kind, found.charset) == (f"{url}/new", STORY, "text/html", "utf-8")


REFUSED = [
    # (answer, error, words)
    (says(status="404 Not Found"), NotFound, "no such page"),
    (says(status="410 Gone"), NotFound, "no such page"),
    (says(status="401 Unauthorized"), PageRefused, "log in"),
    (says(status="402 Payment Required"), PageRefused, "paywall"),
    (says(status="403 Forbidden"), PageRefused, "turned us away"),
    (says(status="429 Too Many Requests"), PageRefused, "turned us away"),
    (says(status="500 Oops"), NetworkFailure, "status 500"),
    (says(b"", status="204 No Content", content_length=""), NetworkFailure, "status 204"),
    (says(content_type="video/mp4"), BinarySource, "video/mp4"),
    (says(b"x" * 200_000), TooLarge, "larger"),
    (says(gzip.compress(b"x" * 50_000_000), content_encoding="gzip"), TooLarge, "larger"),
    (says(gzip.compress(gzip.compress(b"x" * 900_000_000)), content_encoding="gzip, gzip"), NetworkFailure, "packed"),
    (says(gzip.compress(STORY)[:-30], content_encoding="gzip"), NetworkFailure, "broke off"),
    (says(b"not gzip at all", content_encoding="gzip"), NetworkFailure, "unpacked"),
    (says(b"br", content_encoding="br"), NetworkFailure, "did not ask"),
    (says(STORY, content_length="5000"), NetworkFailure, "broke off"),
    (says(b"", status="302 Found", location="/again"), NetworkFailure, "redirects"),
    (says(b"", status="302 Found", location="file:///etc/passwd"), ForbiddenAddress, "http or https"),
    (says(b"", status="302 Found", location="ftp://example.org/"), ForbiddenAddress, "http or https"),
    (lambda line, asked: line.sendall(b"garbage\r\n\r\n"), NetworkFailure, "connection"),
    (
        lambda line, asked: line.sendall(b"HTTP/1.1 200 OK\r\n" + b"a: b\r\n" * 5000),
        NetworkFailure,
        "could not be read",
    ),
    (lambda line, asked: line.sendall(b"HTTP/1.1 200 " + b"x" * 200_000), NetworkFailure, "could not"),
    (lambda line, asked: None, NetworkFailure, "could not"),
]


@pytest.mark.parametrize(("answer", "error", "words"), REFUSED, ids=range(len(REFUSED)))
def test_what_cannot_be_fetched_says_why(answer: Answer, error: type[MeriloError], words: str) -> None:
    with server(answer) as url, pytest.raises(error, match=words):
        fetch(url, LOCAL)


def test_what_has_not_changed_is_not_sent_again() -> None:
    asked: list[bytes] = []

    def answer(line: socket.socket, question: bytes) -> None:
        asked.append(question)
        if b'If-None-Match: "a1"' in question and b"If-Modified-Since: Mon, 02 Nov 2026 08:00:00 GMT" in question:
            says(b"", "304 Not Modified", etag='"a1"', content_type="")(line, question)
        else:
            says(etag='"a1"', last_modified="Mon, 02 Nov 2026 08:00:00 GMT")(line, question)

    with server(answer) as url:
        first = fetch(url, LOCAL, Known(), accept="application/rss+xml")
        again = fetch(url, LOCAL, first.known)
    assert (first.data, first.unchanged) == (STORY, False)
    assert (again.data, again.unchanged, again.known) == (b"", True, first.known)
    assert b"Accept: application/rss+xml\r\n" in asked[0]
    assert b"If-None-Match" not in asked[0]


@pytest.mark.parametrize("mark", ["a\r\nCookie: b", "\u0430", ""])
def test_a_mark_that_breaks_the_line_is_not_sent(mark: str) -> None:
    assert Known(mark, mark).headers == {}


def test_nothing_changed_is_no_answer_to_who_knows_nothing() -> None:
    with server(says(b"", "304 Not Modified")) as url, pytest.raises(NetworkFailure, match="status 304"):
        fetch(url, LOCAL)


@pytest.mark.parametrize(
    ("said", "least", "most"),
    [
        ("120", 120, 120),
        ("Wed, 01 Jan 2098 00:00:00 GMT", 1e8, 1e10),
        ("Wed, 01 Jan 2020 00:00:00 GMT", 0, 0),
        ("soon", None, None),
        ("99999999999999999999", None, None),
    ],
)
@pytest.mark.parametrize("status", ["429 Too Many Requests", "503 Busy"])
def test_how_long_a_server_wants_to_be_left_alone(
    status: str, said: str, least: float | None, most: float | None
) -> None:
    with server(says(b"", status, retry_after=said)) as url, pytest.raises(UnreadableSource) as told:
        fetch(url, LOCAL)
    wait = told.value.wait
    assert wait is None if least is None else wait is not None and least <= wait <= (most or 0)


def drips(head: bytes) -> Answer:
    """Return an answer that sends a head at once and then a byte at a time, for ever."""

    def answer(line: socket.socket, asked: bytes) -> None:
        line.sendall(head)
        for _ in range(2000):
            line.sendall(b"x")
            time.sleep(0.02)

    return answer


@pytest.mark.parametrize(
    "answer",
    [
        drips(b"HTTP/1.1 200 OK\r\ncontent-type: text/html\r\n\r\n"),
        drips(b"HTTP/1.1 200 OK\r\nx-slow: "),
        drips(b"HTTP/1.1 200 "),
    ],
    ids=["a slow body", "slow headers", "a slow status"],
)
def test_a_server_that_drips_is_cut_off(answer: Answer) -> None:
    with server(answer) as url, pytest.raises(NetworkFailure, match="too long"):
        fetch(url, Limits(seconds=0.4, allow_private=True))


def test_an_endless_page_is_cut_off() -> None:
    def answer(line: socket.socket, asked: bytes) -> None:
        line.sendall(b"HTTP/1.1 200 OK\r\n\r\n")
        while True:
            line.sendall(b"x" * 65536)

    with server(answer) as url, pytest.raises(TooLarge):
        fetch(url, LOCAL)


def test_nobody_there() -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    with pytest.raises(NetworkFailure, match="no connection"):
        fetch(f"http://127.0.0.1:{port}/", LOCAL)


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1/",
        "http://127.1/",
        "http://2130706433/",
        "http://0x7f000001/",
        "http://0.0.0.0/",
        "http://[::1]/",
        "http://[::ffff:127.0.0.1]/",
        "http://[64:ff9b::7f00:1]/",
        "http://[2002:7f00:1::]/",
        "http://[fe80::1]/",
        "http://[fc00::1]/",
        "http://10.1.2.3/",
        "http://172.16.0.1/",
        "http://192.168.1.1/",
        "http://100.64.0.1/",
        "http://169.254.169.254/latest/meta-data",
        "http://224.0.0.1/",
        "http://localhost/",
        "http://user:word@192.0.2.1/",
        "ftp://192.0.2.1/",
        "file:///etc/passwd",
        "gopher://127.0.0.1/",
        "http://",
        "http://[/",
        "http://127.0.0.1:99999/",
        "http://0x7f.1/",
        "http://0/",
        "http://①②⑦.0.0.1/",
        "http://[::ffff:169.254.169.254]/",
        "http://[64:ff9b::a9fe:a9fe]/",
        "http://[fec0::1]/",
    ],
)
def test_only_public_web_addresses_are_fetched(url: str) -> None:
    with pytest.raises(ForbiddenAddress):
        fetch(url)


@pytest.mark.parametrize("address", ["93.184.215.14", "8.8.8.8", "2606:4700::1111", "64:ff9b::808:808"])
def test_public_addresses_are_public(address: str) -> None:
    assert guard.is_public(address)


def test_a_redirect_into_a_private_network_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """The first server passes for a public one; where it sends us does not."""
    monkeypatch.setattr(guard, "is_public", lambda address: address == "127.0.0.1")
    with (
        server(says(b"", status="302 Found", location="http://127.0.0.2:1/secret")) as url,
        pytest.raises(ForbiddenAddress, match=r"127\.0\.0\.2"),
    ):
        fetch(url)


def test_a_name_is_looked_up_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """A name that changes its address between check and connection gains nothing."""
    looked: list[str] = []

    def look_up(host: str, port: int, **_: object) -> list[tuple[object, ...]]:
        looked.append(host)
        address = "127.0.0.1" if len(looked) == 1 else "127.0.0.9"
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port))]

    with server(says()) as url:
        port = url.rpartition(":")[2]
        monkeypatch.setattr(guard.socket, "getaddrinfo", _once_for(look_up, "story.example"))
        assert fetch(f"http://story.example:{port}/", LOCAL).data == STORY
    assert looked == ["story.example"]


def _once_for(look_up: Callable[..., object], name: str) -> Callable[..., object]:
    """Return a look-up that is asked for one name only; addresses go the usual way."""
    usual = socket.getaddrinfo
    return lambda host, port, *more, **named: look_up(host, port) if host == name else usual(host, port, *more, **named)


def test_one_private_address_among_several_is_enough_to_refuse(monkeypatch: pytest.MonkeyPatch) -> None:
    both = [(2, 1, 6, "", ("93.184.215.14", 80)), (2, 1, 6, "", ("10.0.0.1", 80))]
    monkeypatch.setattr(guard.socket, "getaddrinfo", lambda *_, **__: both)
    with pytest.raises(ForbiddenAddress, match="private network"):
        fetch("http://story.example/")


def test_a_message_is_handed_to_the_open_web_alone_and_follows_no_redirect() -> None:
    asked: list[bytes] = []

    def answer(line: socket.socket, question: bytes) -> None:
        asked.append(question)
        says(b"", status="307 Temporary Redirect", location="http://127.0.0.1:1/")(line, question)

    with server(answer) as url:
        with pytest.raises(ForbiddenAddress):
            call(f"{url}/told", b"{}", {})
        assert call(f"{url}/told", b'{"number": 1}', {"X-Merilo-Signature": "sha256=ab"}, LOCAL) == 307
    assert len([each for each in asked if each]) == 1
    assert asked[0].startswith(b"POST /told HTTP/1.1\r\n")
    assert b"X-Merilo-Signature: sha256=ab" in asked[0]


def test_a_machine_that_never_ends_its_answer_holds_nobody_up() -> None:
    def answer(line: socket.socket, question: bytes) -> None:
        with suppress(OSError):
            line.sendall(b"HTTP/1.1 200 OK\r\n\r\n")
            for _ in range(200):
                line.sendall(b"x" * 65536)

    began = time.monotonic()
    with server(answer) as url:
        assert call(url, b"{}", {}, LOCAL) == 200
    assert time.monotonic() - began < 4
