"""Links of published checks' sources: asked only when the desk wants it, told when dead twice, forgotten when well."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any

import pytest
from casework_room import ana, at, case, goce  # noqa: F401
from django.test import Client
from django.utils import timezone

from merilo_desk import engine
from merilo_desk.casework.duties import duties
from merilo_desk.casework.link_watch import watch_links
from merilo_desk.casework.models import Case, Evidence
from merilo_desk.casework.notices import concerned
from merilo_desk.newsroom.models import User

pytestmark = pytest.mark.django_db(transaction=True)
ANSWERS = {"/there": 200, "/gone": 404, "/gone-for-good": 410, "/barred": 403, "/broken": 500}


@pytest.fixture
def server() -> Iterator[str]:
    """A server that answers by the path."""

    class Answers(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(ANSWERS[self.path])
            self.send_header("Content-Type", "text/html")
            self.end_headers()
            self.wfile.write(b"x" * 100_000)

        def log_message(self, *_: object) -> None:
            pass

    running = ThreadingHTTPServer(("127.0.0.1", 0), Answers)
    Thread(target=running.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{running.server_port}"
    running.shutdown()
    running.server_close()


@pytest.mark.parametrize(
    ("path", "trouble"),
    [("/there", ""), ("/gone", "gone"), ("/gone-for-good", "gone"), ("/barred", ""), ("/broken", "silent")],
)
def test_what_a_link_answers(server: str, path: str, trouble: str) -> None:
    assert engine.link_trouble(server + path, allow_private=True) == trouble


def test_an_address_inside_a_network_is_not_asked(server: str) -> None:
    assert engine.link_trouble(f"{server}/gone") == ""


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """The addresses asked, and what the next of them answers."""
    told: dict[str, Any] = {"urls": [], "answer": "gone"}

    def link_trouble(url: str) -> str:
        told["urls"].append(url)
        return str(told["answer"])

    monkeypatch.setattr(engine, "link_trouble", link_trouble)
    return told


@pytest.fixture
def source(case: Case, goce: User) -> Evidence:  # noqa: F811
    """A source of a published case."""
    at(case, "published")
    Case.objects.filter(pk=case.pk).update(owner=goce)
    return Evidence.objects.create(
        case=case, stance="for", source="primary", title="Извештај", url="https://x.example/1"
    )


def later(source: Evidence, **time: int) -> None:
    Evidence.objects.filter(pk=source.pk).update(link_seen_at=timezone.now() - timedelta(**time))


def test_nothing_is_asked_unless_the_desk_wants_it(source: Evidence, asked: dict[str, Any]) -> None:
    assert watch_links() == 0
    assert asked["urls"] == []


def test_a_link_dead_twice_is_told_and_one_that_is_well_again_is_not(
    source: Evidence,
    asked: dict[str, Any],
    settings: Any,
    goce: User,  # noqa: F811
    client: Client,
) -> None:
    settings.WATCH_LINKS = True
    why = "The link of a source does not open any more."
    assert watch_links() == 1
    assert watch_links() == 0
    source.refresh_from_db()
    assert (source.link_misses, source.link_trouble) == (1, "")
    later(source, hours=25)
    assert watch_links() == 1
    source.refresh_from_db()
    assert source.link_trouble == "gone"
    assert why in [str(duty.why) for duty in duties(goce)]
    client.force_login(goce, backend="django.contrib.auth.backends.ModelBackend")
    pane = client.get(f"/desk/cases/{source.case_id}/evidence/").content.decode()
    assert "This link is dead: the server has no such page any more." in pane
    assert "https://web.archive.org/web/*/https://x.example/1" in pane
    asked["answer"] = ""
    later(source, hours=25)
    watch_links()
    source.refresh_from_db()
    assert (source.link_misses, source.link_trouble) == (0, "")
    assert why not in [str(duty.why) for duty in duties(goce)]
    later(source, days=6)
    assert watch_links() == 0
    later(source, days=8)
    assert watch_links() == 1


def test_who_is_never_asked(source: Evidence, asked: dict[str, Any], settings: Any, case: Case) -> None:  # noqa: F811
    settings.WATCH_LINKS = True
    for change in ({"protected": True}, {"url": ""}, {"removed_at": timezone.now()}):
        Evidence.everything.filter(pk=source.pk).update(**{"protected": False, "url": "https://x.example/1"} | change)
        assert watch_links() == 0
    Evidence.everything.filter(pk=source.pk).update(removed_at=None, url="https://x.example/1", protected=False)
    at(case, "drafted")
    assert watch_links() == 0
    assert asked["urls"] == []


SINCE = "The link of a source does not open any more"
HEIRS = [
    # (who has the case, who is told, in which words)
    ("goce", {"goce": f"{SINCE}."}),
    (None, {"ana": f"{SINCE}, and nobody has this check."}),
    ("gone", {"ana": f"{SINCE}, and Gone, who had this check, has left."}),
]


@pytest.mark.parametrize(("owner", "told"), HEIRS)
def test_somebody_who_is_still_here_is_told(
    source: Evidence,
    member: Any,
    goce: User,  # noqa: F811
    ana: User,  # noqa: F811
    owner: str | None,
    told: dict[str, str],
) -> None:
    gone = member("gone", "reporter")
    User.objects.filter(pk=gone.pk).update(is_active=False)
    Evidence.objects.filter(pk=source.pk).update(link_misses=2, link_trouble="gone")
    Case.objects.filter(pk=source.case_id).update(owner=User.objects.get(username=owner) if owner else None)
    heard = {each.username: [str(duty.why) for duty in duties(each) if SINCE in str(duty.why)] for each in (ana, goce)}
    assert heard == {"ana": [], "goce": []} | {name: [words] for name, words in told.items()}


def test_what_would_be_told_to_somebody_who_left_is_told_to_the_next(case: Case, goce: User, member: Any) -> None:  # noqa: F811
    chief, vera = member("zora", "chief"), member("vera", "reporter")
    case.owner, case.opened_by = vera, goce
    assert concerned(case) == vera
    vera.is_active = False
    assert concerned(case) == goce
    goce.is_active = False
    assert concerned(case) == chief
    case.owner = case.opened_by = None
    assert concerned(case) == chief
