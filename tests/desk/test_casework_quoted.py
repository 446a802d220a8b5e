"""Words quoted from a source: looked for where its link leads, and told when they were there and are gone twice."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any

import pytest
from casework_room import ana, at, case, goce  # noqa: F401
from django.test import Client
from django.utils import timezone

from merilo_desk import engine
from merilo_desk.casework.actions.evidence import change_evidence
from merilo_desk.casework.duties import duties
from merilo_desk.casework.link_watch import watch_links
from merilo_desk.casework.models import Case, Evidence
from merilo_desk.newsroom.models import User

pytestmark = pytest.mark.django_db(transaction=True)
WORDS = "Стапката на невработеност падна на 11,8 отсто во последното тримесечје"
STORY = "Заводот за статистика вчера ги објави новите податоци за пазарот на трудот во државата. " * 6
SAID = f"<html><body><article><p>{STORY}</p><p>„{WORDS}“, вели директорката.</p></article></body></html>"
GONE = SAID.replace("11,8", "12,4")


@pytest.fixture
def pages() -> Iterator[dict[str, Any]]:
    """What a server answers by the path, as (status, kind, text); under "server", its address."""
    held: dict[str, Any] = {}

    class Answers(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            status, kind, text = held[self.path]
            self.send_response(status)
            self.send_header("Content-Type", kind)
            self.end_headers()
            self.wfile.write(text.encode())

        def log_message(self, *_: object) -> None:
            pass

    running = ThreadingHTTPServer(("127.0.0.1", 0), Answers)
    Thread(target=running.serve_forever, daemon=True).start()
    held["server"] = f"http://127.0.0.1:{running.server_port}"
    yield held
    running.shutdown()
    running.server_close()


HTML, PLAIN = "text/html; charset=utf-8", "text/plain; charset=utf-8"
MARKED = SAID.replace("на 11,8 отсто", "на&nbsp;<b>11,8</b>&nbsp;отсто").replace("невработеност", "невра&shy;ботеност")
TABLE = f"<html><body><article><p>{STORY}</p></article><aside><td>{WORDS}.</td></aside></body></html>"
SCRIPT = f"<html><body><article><p>{STORY}</p></article><script>var a = '{WORDS}';</script></body></html>"
LOOKS = [
    # (status, kind, what the page says, what was quoted, trouble, whether the words stand there)
    (200, HTML, SAID, WORDS, "", True),
    (200, HTML, SAID, WORDS.upper() + "!", "", True),
    (200, HTML, MARKED, WORDS, "", True),
    (200, HTML, TABLE, WORDS, "", True),
    (200, PLAIN, STORY + WORDS, WORDS, "", True),
    (200, HTML, SAID, "Стапката […] падна на 11,8 отсто ... последното тримесечје", "", True),
    (200, HTML, SAID, "Стапката [на сите] падна на 11,8 отсто", "", True),
    (200, HTML, SAID, "Стапката [на сите] падна на 12,4 отсто", "", False),
    (200, HTML, GONE, WORDS, "", False),
    (200, HTML, SCRIPT, WORDS, "", False),
    (200, HTML, "<html><body><div id='app'></div></body></html>", WORDS, "", None),
    (200, HTML, GONE, "падна на 11,8", "", None),
    (200, "application/octet-stream", "\x00\x01\x02", WORDS, "", None),
    (403, HTML, SAID, WORDS, "", None),
    (404, HTML, "нема", WORDS, "gone", None),
    (500, HTML, "нема", WORDS, "silent", None),
]


@pytest.mark.parametrize(("status", "kind", "text", "quotation", "trouble", "says"), LOOKS)
def test_whether_words_stand_there(
    pages: dict[str, Any], status: int, kind: str, text: str, quotation: str, trouble: str, says: bool | None
) -> None:
    pages["/page"] = (status, kind, text)
    looked = engine.looked_at(f"{pages['server']}/page", quotation, allow_private=True)
    assert (looked.trouble, looked.says) == (trouble, says)


def test_an_address_inside_a_network_is_not_asked(pages: dict[str, Any]) -> None:
    pages["/page"] = (200, HTML, SAID)
    assert engine.looked_at(f"{pages['server']}/page", WORDS) == engine.Looked("")


@pytest.fixture
def source(
    pages: dict[str, Any],
    case: Case,  # noqa: F811
    goce: User,  # noqa: F811
    settings: Any,
    monkeypatch: pytest.MonkeyPatch,
) -> Evidence:
    """A source of a published case, on the server, watched."""
    settings.WATCH_LINKS = True
    monkeypatch.setattr(engine, "looked_at", partial(engine.looked_at, allow_private=True))
    pages["/page"] = (200, HTML, SAID)
    at(case, "published")
    Case.objects.filter(pk=case.pk).update(owner=goce)
    return Evidence.objects.create(
        case=case, stance="for", source="primary", title="Извештај", url=f"{pages['server']}/page", quotation=WORDS
    )


def look(source: Evidence, **later: int) -> Evidence:
    if later:
        Evidence.objects.filter(pk=source.pk).update(link_seen_at=timezone.now() - timedelta(**later))
    watch_links()
    source.refresh_from_db()
    return source


WHY = "A source does not say any more what was quoted from it."


def test_words_gone_twice_are_told_and_forgotten_when_they_are_back(
    pages: dict[str, Any],
    source: Evidence,
    goce: User,  # noqa: F811
    client: Client,
) -> None:
    assert look(source).words_seen_at is not None
    pages["/page"] = (200, HTML, GONE)
    assert look(source, days=6).words_misses == 0
    assert look(source, days=8).words_misses == 1
    assert WHY not in [str(duty.why) for duty in duties(goce)]
    assert look(source, hours=25).words_gone
    assert source.link_trouble == ""
    assert WHY in [str(duty.why) for duty in duties(goce)]
    client.force_login(goce, backend="django.contrib.auth.backends.ModelBackend")
    pane = client.get(f"/desk/cases/{source.case_id}/evidence/").content.decode()
    assert "This page opens, but the quoted words do not stand there any more" in pane
    pages["/page"] = (200, HTML, SAID)
    assert look(source, hours=25).words_misses == 0
    assert WHY not in [str(duty.why) for duty in duties(goce)]


def test_words_that_never_stood_there_are_not_missed(pages: dict[str, Any], source: Evidence, goce: User) -> None:  # noqa: F811
    pages["/page"] = (200, HTML, GONE)
    for days in (0, 8, 16):
        look(source, days=days)
    assert (source.words_seen_at, source.words_misses) == (None, 0)
    assert WHY not in [str(duty.why) for duty in duties(goce)]


def test_a_page_that_cannot_be_read_for_a_while_is_not_said_to_have_changed(
    pages: dict[str, Any], source: Evidence
) -> None:
    look(source)
    for answer in ((403, HTML, SAID), (200, HTML, "<html><body></body></html>"), (404, HTML, "нема")):
        pages["/page"] = answer
        assert look(source, days=8).words_misses == 0
    assert source.link_misses == 1


def test_another_quotation_is_looked_for_anew(pages: dict[str, Any], source: Evidence, goce: User) -> None:  # noqa: F811
    look(source)
    Evidence.objects.filter(pk=source.pk).update(words_misses=2)
    at(source.case, "drafted")
    changed = change_evidence(source, goce, began_from=1, quotation="Сосема други зборови од истата страница")
    assert (changed.link_seen_at, changed.words_seen_at, changed.words_misses) == (None, None, 0)
