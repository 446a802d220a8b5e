"""Laws of the door: nothing that is kept or logged says who sent something, from where, or at which hour."""

from __future__ import annotations

import logging
import os
import re
from datetime import UTC, datetime
from typing import Any

import pytest
from django.apps import apps
from django.db import connection, models
from django.test import Client
from django.utils import timezone
from django_tasks_db.models import DBTaskResult
from sending import inputs, opened, picture, receipt_of, send

from merilo_desk.intake import earlier, person, receipts
from merilo_desk.intake.models import Attachment
from merilo_desk.newsroom.models import User

ADDRESS = "203.0.113.77"
TELLTALE = {
    "REMOTE_ADDR": ADDRESS,
    "HTTP_X_FORWARDED_FOR": f"{ADDRESS}, 198.51.100.9",
    "HTTP_X_REAL_IP": ADDRESS,
    "HTTP_FORWARDED": f"for={ADDRESS}",
    "HTTP_USER_AGENT": "Telltale/7.7 (of one machine in the world)",
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
