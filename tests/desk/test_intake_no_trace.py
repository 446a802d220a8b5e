"""Laws of the door: nothing that is kept or logged says who sent something, from where, or at which hour."""

from __future__ import annotations

import logging
import os
import re
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.db import connection, models
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from django.utils import timezone
from django_tasks_db.models import DBTaskResult
from sending import filled, inputs, opened, picture, receipt_of, send, text_of

from merilo_desk.intake import earlier, files, person, receipts
from merilo_desk.intake.models import Attachment, Submission
from merilo_desk.newsroom.middleware import NoAddress
from merilo_desk.newsroom.models import User

ADDRESS = "203.0.113.77"
AGENT = "Telltale/7.7 (of one machine in the world)"
TELLTALE = {
    "REMOTE_ADDR": ADDRESS,
    "HTTP_X_FORWARDED_FOR": f"{ADDRESS}, 198.51.100.9",
    "HTTP_X_REAL_IP": ADDRESS,
    "HTTP_FORWARDED": f"for={ADDRESS}",
    "HTTP_USER_AGENT": AGENT,
    "HTTP_TRUE_CLIENT_IP": ADDRESS,
    "HTTP_X_CLIENT_IP": ADDRESS,
    "HTTP_CF_IPCOUNTRY": "XK",
    "HTTP_SEC_CH_UA_MODEL": AGENT,
    "HTTP_VIA": f"1.1 {ADDRESS}",
}
NAMES = re.compile(r"(^|_)(ip|ips|address|remote|agent|fingerprint|cookie|referr?er|hostname)($|_)")
# The page of a campaign, a link: addresses of pages are no addresses of people.
ROOMS = ("intake", "ledger", "casework", "corrections", "newsroom")


@pytest.fixture(autouse=True)
def nobody_waits(monkeypatch: pytest.MonkeyPatch, desk: Any) -> None:
    """Nobody types for four seconds here, and the engine is not asked."""
    monkeypatch.setattr(person, "SECONDS_AT_LEAST", 0)
    monkeypatch.setitem(receipts.SCRYPT, "n", 2**4)
    monkeypatch.setattr(earlier.engine, "matches", lambda texts, *args: [[] for _ in texts])


def everything() -> str:
    """Return the whole database as text."""
    connection.ensure_connection()
    return "\n".join(connection.connection.iterdump())


def whole_story(client: Client) -> str:
    """Send something with a file, come back, write, and return the receipt."""
    receipt = receipt_of(send(client, language="mk", quotation="Одделот има 40 кревети.", files=[picture()]))
    page = opened(client, receipt, "mk")
    client.post("/mk/send/receipt/", inputs(page) | {"text": "И уште нешто."})
    client.post("/mk/send/receipt/", {"words": "други зборови"})
    send(client, "comment", message="")
    return receipt


@pytest.mark.parametrize("model", [m for room in ROOMS for m in apps.get_app_config(room).get_models()])
def test_no_model_has_room_for_an_address(model: type[models.Model]) -> None:
    for field in model._meta.get_fields():
        assert not isinstance(field, models.GenericIPAddressField)
        if model is not User:
            assert not NAMES.search(field.name), f"{model.__name__}.{field.name}"


def test_neither_database_nor_log_knows_who_it_was(caplog: pytest.LogCaptureFixture, capfd: Any) -> None:
    caplog.set_level(logging.DEBUG)
    receipt = whole_story(Client(**TELLTALE))
    kept = everything()
    said = " ".join(record.getMessage() for record in caplog.records if record.name != "django.db.backends")
    said += "".join(capfd.readouterr())
    for place in (kept, said):
        assert ADDRESS not in place
        assert "198.51.100.9" not in place
        assert "Telltale" not in place
        assert receipt not in place
    assert "Одделот" in kept
    assert "Одделот" not in said


def test_no_hour_is_kept(client: Client) -> None:
    before = everything()
    whole_story(client)
    new = "\n".join(set(everything().splitlines()) - set(before.splitlines()))
    assert "INSERT" in new
    midnight = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)
    for hour in re.findall(r"\d{4}-\d\d-\d\d[ T](\d\d:\d\d:\d\d)", new):
        assert hour == midnight.astimezone(UTC).strftime("%H:%M:%S")
    for path in (each.file.path for each in Attachment.objects.all()):
        assert datetime.fromtimestamp(os.stat(path).st_mtime, midnight.tzinfo) == midnight


def test_the_queue_is_not_told_of_a_sending(
    client: Client, settings: Any, django_capture_on_commit_callbacks: Any
) -> None:
    """The tests do jobs at once; with the queue of a real desk there is none either."""
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": []}}
    with django_capture_on_commit_callbacks(execute=True):
        whole_story(client)
    assert not DBTaskResult.objects.exists()


PAGES = ["", "statement/", "promise/", "correction/", "clarification/", "comment/", "receipt/"]


@pytest.mark.parametrize("page", PAGES)
def test_no_public_page_sets_a_cookie_or_asks_another_server(client: Client, page: str) -> None:
    for answer in (client.get(f"/mk/send/{page}"), client.post(f"/mk/send/{page}", {"words": "x", "message": "y"})):
        assert answer.status_code in {200, 422}
        assert not answer.cookies
        assert "Set-Cookie" not in answer.headers
        html = answer.content.decode()
        assert not re.findall(r'(?:src|href|action)="(?:https?:)?//', html)
        assert "<style" not in html
        assert "csrf" not in html
        assert not re.findall(r"<script(?![^>]* src=)", html)
        assert answer["Referrer-Policy"] == "no-referrer" or "same-origin" in answer["Referrer-Policy"]


def test_nothing_behind_the_door_sees_an_address_or_a_browser() -> None:
    seen: dict[str, Any] = {}

    def asked(request: HttpRequest) -> HttpResponse:
        seen.update(request.META, **request.headers)
        return HttpResponse()

    request = RequestFactory(**TELLTALE).get("/mk/send/")
    assert AGENT in str(request.headers)  # as a part before the door may have looked
    NoAddress(asked)(request)
    assert ADDRESS not in str(seen)
    assert AGENT not in str(seen)
    assert "XK" not in seen.values()


def test_a_failed_sign_in_keeps_no_browser(client: Client) -> None:
    Client(**TELLTALE).post("/desk/login/", {"username": "nobody", "password": "guessed"})
    kept = everything()
    assert "nobody" in kept
    assert ADDRESS not in kept
    assert AGENT not in kept


def test_the_hour_at_which_a_file_was_made_is_forgotten_the_day_after(client: Client, monkeypatch: Any) -> None:
    monkeypatch.setattr(files, "_forgotten", {})
    receipt_of(send(client, language="mk", quotation="Одделот има 40 кревети.", files=[picture()]))
    path = Path(Attachment.objects.get().file.path)
    whole, before, today = path.read_bytes(), path.stat(), timezone.localdate()
    files.forget_hours(today)
    assert path.stat().st_ino == before.st_ino
    files.forget_hours(today + timedelta(days=1))
    after = path.stat()
    assert after.st_ctime > before.st_ctime
    assert (after.st_mtime, after.st_mode & 0o777) == (before.st_mtime, 0o600)
    assert path.read_bytes() == whole
    # What was made on a later day than it is dated was written anew already.
    os.utime(path, (0, before.st_mtime - 24 * 3600))
    settled = path.stat().st_ctime
    files.forget_hours(today + timedelta(days=2))
    assert path.stat().st_ctime == settled


def test_a_form_found_in_a_browser_tells_its_receipt_to_nobody(client: Client) -> None:
    """The same form sent again shows the same words: on that day and the next, not to whoever finds it later."""
    form = filled(client, "comment", message="Нешто.")
    words = receipt_of(client.post("/en/send/comment/", form))
    again = client.post("/en/send/comment/", form)
    assert receipt_of(again) == words
    assert again["Cache-Control"] == "no-store"
    Submission.objects.update(received_on=timezone.localdate() - timedelta(days=2))
    later = client.post("/en/send/comment/", form)
    assert later.status_code == 200
    assert "sent already" in text_of(later)
    assert not [word for word in words.split() if f">{word}<" in text_of(later)]
    assert words not in text_of(later)
    assert opened(client, words)["Cache-Control"] == "no-store"
