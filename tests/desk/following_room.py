"""A feed server on this machine, and a published check that its items may repeat."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from html import escape
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any

import pytest
from publishing.conftest import approved, minister, published, scale, site  # noqa: F401

from merilo_desk import engine
from merilo_desk.casework.models import Case
from merilo_desk.following.actions import follow
from merilo_desk.following.models import Feed
from merilo_desk.newsroom.models import User
from merilo_desk.people.models import Actor
from merilo_desk.publishing.records import record_of

CLAIM = "Невработеноста ја преполовивме за три години."
AFTER, BEFORE = "Wed, 25 Nov 2026 08:30:00 +0100", "Thu, 19 Nov 2026 08:30:00 +0100"
REPEATS = {
    "mk": (
        "Јовев во Тетово",
        "Министерот за труд Марко Јовев денеска рече дека невработеноста е преполовена за три години.",
    ),
    "sr": (
        "Vlada o rezultatima",
        "Ministar rada Marko Jovev izjavio je u Skoplju da je vlada prepolovila nezaposlenost za tri godine.",
    ),
    "sq": (
        "Qeveria raporton",
        "Ministri i Punës Marko Jovev tha të martën se papunësia është përgjysmuar për tri vjet.",
    ),
}


def item(title: str, text: str, *, day: str = AFTER, name: str = "", url: str = "", more: str = "") -> str:
    """An item of an RSS feed; `name` is its identity."""
    link = url or f"https://glasnik.example/{abs(hash((title, name))) % 10**9}"
    guid = f"<guid isPermaLink='false'>{escape(name)}</guid>" if name else ""
    date = f"<pubDate>{day}</pubDate>" if day else ""
    words = escape(text) + escape(more)
    return (
        f"<item><title>{escape(title)}</title><link>{link}</link>{guid}{date}<description>{words}</description></item>"
    )


def rss(*items: str, title: str = "Гласник", encoding: str = "utf-8") -> bytes:
    """An RSS feed."""
    head = f'<?xml version="1.0" encoding="{encoding}"?><rss version="2.0"><channel><title>{title}</title>'
    return (head + "".join(items) + "</channel></rss>").encode(encoding)


@dataclass
class Served:
    """What a server answers, by path; what it was asked, in its order."""

    url: str = ""
    answers: dict[str, Any] = field(default_factory=dict)
    asked: list[tuple[str, dict[str, str]]] = field(default_factory=list)

    def says(self, path: str, body: bytes, status: int = 200, **headers: str) -> str:
        """Have a path answer so from now on; return its address."""
        self.answers[path] = (status, headers, body)
        return self.url + path


@pytest.fixture
def server() -> Iterator[Served]:
    """A server on this machine that gives each answer its ETag, and says 304 to who has it."""
    served = Served()

    class Answers(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            served.asked.append((self.path, dict(self.headers)))
            status, headers, body = served.answers.get(self.path, (404, {}, b""))
            mark = f'"{hash(body) & 0xFFFFFFFF:x}"'
            if status == 200 and self.headers.get("If-None-Match") == mark:
                self.send_response(304)
                self.end_headers()
                return
            self.send_response(status)
            told = {"Content-Type": "application/rss+xml", "ETag": mark}
            told |= {name.replace("_", "-"): value for name, value in headers.items()}
            for name, value in told.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            pass

    running = ThreadingHTTPServer(("127.0.0.1", 0), Answers)
    Thread(target=running.serve_forever, daemon=True).start()
    served.url = f"http://127.0.0.1:{running.server_port}"
    yield served
    running.shutdown()
    running.server_close()


@pytest.fixture
def near(settings: Any, tmp_path: Any) -> Iterator[None]:
    """A library of this test's own, and leave to ask servers on this machine."""
    settings.HOME, settings.FOLLOW_PRIVATE = tmp_path, True
    engine.forget_libraries()
    yield
    engine.forget_libraries()


@pytest.fixture
def check(near: None, published: Callable[..., Any]) -> Callable[..., Case]:  # noqa: F811
    """Publish a check and put it into the library: check(), check(rating="true", claim="...")."""

    def made(**given: Any) -> Case:
        pages = published(**given)
        engine.put_into_library([record_of(page) for page in pages])
        return Case.objects.get(pk=pages[0].case_id)

    return made


@pytest.fixture
def editor(member: Callable[..., User]) -> User:
    """An editor."""
    return member("zora", "editor")


@pytest.fixture
def outlet(db: None) -> Actor:
    """An outlet of the register."""
    return Actor.objects.get_or_create(slug="glasnik", defaults={"kind": "outlet", "name": "Гласник"})[0]


@pytest.fixture
def followed(server: Served, outlet: Actor, editor: User) -> Callable[..., Feed]:
    """Follow a feed of the server without asking it yet: followed(rss(...)), followed(body, actor=party)."""

    def made(body: bytes, path: str = "/feed", actor: Actor | None = None, whole: bool = False, **headers: str) -> Feed:
        url = server.says(path, body, **headers)
        how = {"title": "", "whole": whole, "every": 60}
        return follow.follow(actor=actor or outlet, url=url, by=editor, **how)

    return made
