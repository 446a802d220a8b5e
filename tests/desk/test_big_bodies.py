"""Bodies that are too large, sent for real to the real server: each gets a kind page, and no line breaks off."""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from http.client import HTTPConnection
from http.cookies import SimpleCookie
from pathlib import Path

import pytest
from django.contrib.auth.hashers import PBKDF2PasswordHasher
from django.db import connections
from kept_database import kept_database

from merilo_desk.newsroom.models import Desk as Newsroom
from merilo_desk.newsroom.models import Membership, User

MB = 1024 * 1024
BOUNDARY = "----a-boundary-of-ours"
PASSWORD = "three quiet hills, one bridge"
TYPES = {"form": "application/x-www-form-urlencoded", "multipart": f"multipart/form-data; boundary={BOUNDARY}"}


def merilo(home: Path, *command: str) -> list[str]:
    """Return the command line of the desk."""
    return [sys.executable, "-m", "merilo_desk.commands", *command, "--home", str(home)]


class Desk:
    """The desk as a browser sees it: cookies are kept, bodies sent as they come."""

    def __init__(self, port: int) -> None:
        self.port, self.cookies = port, SimpleCookie[str]()

    def ask(self, method: str, path: str, pieces: Iterator[bytes] = iter(()), size: int = 0, kind: str = "form",
            **headers: str) -> tuple[int, str]:  # fmt: skip
        """Send a request, all of it, and return what came back."""
        line = HTTPConnection("127.0.0.1", self.port, timeout=120)
        line.putrequest(method, path)
        sent = {"Cookie": "; ".join(f"{name}={each.value}" for name, each in self.cookies.items()), **headers}
        if method == "POST":
            sent |= {"Content-Type": TYPES[kind], "Content-Length": str(size)}
        for name, value in sent.items():
            line.putheader(name, value)
        line.endheaders()
        for piece in pieces:
            line.send(piece)
        answer = line.getresponse()
        for value in answer.msg.get_all("Set-Cookie") or []:
            self.cookies.load(value)
        page = answer.read().decode()
        line.close()
        return answer.status, page

    def post(self, path: str, body: list[bytes | int], kind: str, **headers: str) -> tuple[int, str]:
        """Send a body of given bytes, and of so many megabytes where a number stands."""
        size = sum(each * MB if isinstance(each, int) else len(each) for each in body)

        def pieces() -> Iterator[bytes]:
            for each in body:
                for _ in range(each if isinstance(each, int) else 1):
                    yield b"a" * MB if isinstance(each, int) else each

        return self.ask("POST", path, pieces(), size, kind, **headers)


def field(name: str) -> bytes:
    """Return what stands before the words of a field in a multipart form."""
    return f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n'.encode()


def file(name: str) -> bytes:
    """Return what stands before the bytes of a file in a multipart form."""
    head = f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="{name}"; filename="big.txt"\r\n'
    return f"{head}Content-Type: text/plain\r\n\r\n".encode()


LINE, END = b"\r\n", f"\r\n--{BOUNDARY}--\r\n".encode()


def _settle(database: Path) -> None:
    """Put a desk and its chief editor into a database, as `merilo desk init` would."""
    connections.databases["served"] = {**connections.databases["default"], "NAME": database}
    try:
        made = Newsroom.objects.using("served").create(name="Test", languages=["en", "mk"], default_language="en")
        assert made.pk
        hashed = PBKDF2PasswordHasher().encode(PASSWORD, "a-salt-for-tests")
        ana = User(username="ana", name="Ana", language="en", password=hashed)
        ana.save(using="served")
        Membership.objects.using("served").create(user=ana, role="chief")
    finally:
        connections["served"].close()
        del connections["served"], connections.databases["served"]


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory, django_db_setup: None, django_db_blocker) -> Iterator[int]:
    """The desk itself, served as it is served anywhere, by its own command."""

    home = tmp_path_factory.mktemp("desk")
    (home / "desk").mkdir()
    shutil.copyfile(kept_database(), home / "desk" / "desk.sqlite3")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("MERILO_", "DJANGO_"))}
    env = {**clean, "MERILO_SITE_URL": f"http://127.0.0.1:{port}", "MERILO_HOME": str(home)}
    with django_db_blocker.unblock():
        _settle(home / "desk" / "desk.sqlite3")
    serving = subprocess.Popen(
        merilo(home, "serve", "--port", str(port), "--workers", "1", "--no-work"),
        env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    until = time.monotonic() + 180
    while time.monotonic() < until:
        with socket.socket() as line:
            if line.connect_ex(("127.0.0.1", port)) == 0:
                break
        assert serving.poll() is None, "the server did not start"
        time.sleep(0.5)
    yield port
    serving.terminate()
    serving.wait(30)


@pytest.fixture
def public(running: int) -> Desk:
    """Somebody of the public."""
    return Desk(running)


@pytest.fixture
def ana(running: int) -> Desk:
    """A member who is signed in."""
    desk = Desk(running)
    _, page = desk.ask("GET", "/desk/login/")
    found = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', page)
    assert found
    words = f"csrfmiddlewaretoken={found[1]}&username=ana&password={PASSWORD.replace(' ', '+').replace(',', '%2C')}"
    status, _ = desk.post("/desk/login/", [words.encode()], "form", Referer=f"http://127.0.0.1:{running}/")
    assert status == 302
    return desk


SENT = [
    # (to where, the body, how it is sent, in which language it is told)
    ("/en/send/statement/", [b"quotation=", 6], "form", "more than we can take at once"),
    ("/en/send/statement/", [b"quotation=", 60], "form", "more than we can take at once"),
    ("/en/send/statement/", [field("quotation"), 6, END], "multipart", "more than we can take at once"),
    ("/en/send/statement/", [field("quotation"), 60, END], "multipart", "more than we can take at once"),
    ("/en/send/receipt/", [b"words=", 20], "form", "more than we can take at once"),
    ("/mk/send/statement/", [b"quotation=", 20], "form", "lang=\"mk\""),
    ("/en/search/", [b"q=", 20], "form", "more than we can take at once"),
]  # fmt: skip


@pytest.mark.parametrize(("path", "body", "kind", "said"), SENT)
def test_the_public_is_told(public: Desk, path: str, body: list[bytes | int], kind: str, said: str) -> None:
    status, page = public.post(path, body, kind)
    assert status == 413
    assert said in page
    assert "25" in page
    assert len(page) < 50_000
    assert not public.cookies


def test_words_stay_where_a_file_beside_them_is_too_large(public: Desk) -> None:
    body: list[bytes | int] = [field("quotation"), b"The bridge cost nine million.", LINE, file("files"), 200, END]
    status, page = public.post("/en/send/statement/", body, "multipart")
    assert status == 422
    assert "The bridge cost nine million." in page
    assert "big.txt" in page


def test_a_member_is_told_of_words_that_are_too_many(ana: Desk) -> None:
    for path in ("/desk/readings/new/", "/desk/cases/open/"):
        status, page = ana.post(path, [b"text=", 30], "form", Referer=f"http://127.0.0.1:{ana.port}/")
        assert status == 413
        assert "5 MB" in page
        assert "what you wrote is still there" in page


def test_a_script_is_told_in_its_own_way(ana: Desk) -> None:
    headers = {"Referer": f"http://127.0.0.1:{ana.port}/", "Accept": "application/json"}
    status, answer = ana.post("/desk/cases/1/draft/en/save/", [b"body=", 12], "form", **headers)
    assert status == 413
    assert answer.startswith('{"said": "This is more than the 5 MB of words')


def test_a_file_of_200_mb_in_the_reading_room_is_told_beside_its_field(ana: Desk) -> None:
    _, page = ana.ask("GET", "/desk/readings/new/")
    found = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', page)
    assert found
    token = [field("csrfmiddlewaretoken"), found[1].encode(), LINE]
    link = [field("link"), b"https://example.org/typed", LINE]
    status, page = ana.post(
        "/desk/readings/new/", [*token, *link, file("file"), 200, END], "multipart",
        Referer=f"http://127.0.0.1:{ana.port}/",
    )  # fmt: skip
    assert status == 422
    assert "larger than 25 MB" in page
    assert "https://example.org/typed" in page


def test_whoever_may_not_post_is_told_so_after_all_was_sent(public: Desk) -> None:
    status, _page = public.post("/desk/readings/new/", [file("file"), 40, END], "multipart")
    assert status in {302, 403}
    assert public.post("/en/no/such/page/", [b"a=", 40], "form")[0] in {403, 404, 405, 413}
