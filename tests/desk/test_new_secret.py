"""The desk gets a new secret: devices, spare codes, receipts, links for replies and sessions go on opening."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from casework_room import *  # noqa: F403
from django.conf import LazySettings
from django.test import Client
from django_otp.oath import totp
from sending import receipt_of, send

from merilo_desk import new_secret
from merilo_desk.casework.actions.reply import ask, asked_by, secret_of
from merilo_desk.casework.models import Case
from merilo_desk.corrections.models import Follower
from merilo_desk.intake import person, receipts
from merilo_desk.intake.models import Submission
from merilo_desk.ledger.models import Row
from merilo_desk.newsroom import second_step
from merilo_desk.newsroom.models import User

WORDS = "Unemployment fell to 11 percent last year."
SENT = {"quotation": WORDS, "all-the-same": "1"}  # a library that other tests filled may hold an earlier check of it


@pytest.fixture(autouse=True)
def folder(desk: Any, settings: LazySettings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder that holds the desk's secret, as `merilo desk init` makes it."""
    monkeypatch.setattr(person, "SECONDS_AT_LEAST", 0)
    monkeypatch.setitem(receipts.SCRYPT, "n", 2**4)
    settings.DESK_HOME = tmp_path
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "the first secret, as long as they are", []
    (tmp_path / "secret.key").write_text(settings.SECRET_KEY)
    return tmp_path


def with_device(user: User) -> list[str]:
    """Bring a device in; return its spare codes."""
    device = second_step.begun(user)
    return second_step.bring_in(user, f"{totp(device.bin_key, step=device.step, t0=device.t0):06d}")


def key_of(user: User) -> bytes:
    return second_step.CodeDevice.objects.get(user=user).bin_key


def test_nobody_loses_anything(
    member: Callable[..., User], case: Case, client: Client, settings: LazySettings, folder: Path
) -> None:
    rade = member("rade", "reporter")
    codes, key = with_device(rade), key_of(rade)
    follower = Follower(name="machine", way=Follower.Way.HOOK, told_at="https://machine.example/hook", language="en")
    follower.give_key()
    follower.save()
    shared = follower.key
    receipt = receipt_of(send(client, "statement", "en", **SENT))
    asked = ask(case, rade, whom="Ana", channel="letter", question="Why?", language="en")
    link = secret_of(asked)
    inside = Client()
    inside.force_login(member("vera", "chief"), backend="django.contrib.auth.backends.ModelBackend")

    for turn in range(2):
        before = settings.SECRET_KEY
        said = new_secret.renew(in_file=True, forget=False)
        assert settings.SECRET_KEY == (folder / "secret.key").read_text() != before
        assert (folder / "secret.old").read_text().split("\n")[0] == before
        assert (folder / "secret.old").read_text().count("\n") == turn + 1
        assert [file.stat().st_mode & 0o77 for file in folder.glob("secret.*")] == [0, 0]
        assert "2 sealed keys" in said[0]

    assert key_of(rade) == key
    assert second_step.passes(rade, codes[0])
    assert not second_step.passes(rade, codes[0])
    assert Follower.objects.get().key == shared
    assert receipts.found(receipt, "en") == Submission.objects.get()
    asked.refresh_from_db()
    assert (secret_of(asked), asked_by(link)) == (link, asked)
    assert inside.get("/desk/").status_code == 200
    assert Row.objects.filter(act="desk.set-up", facts__did="new secret", by=None).count() == 2
    # What was sealed anew opens without the old secrets, and a session in use is kept under the new one.
    settings.SECRET_KEY_FALLBACKS = []
    assert key_of(rade) == key
    assert Follower.objects.get().key == shared


def test_old_secrets_are_forgotten(
    member: Callable[..., User], case: Case, client: Client, settings: LazySettings, folder: Path
) -> None:
    rade = member("rade", "reporter")
    codes, key = with_device(rade), key_of(rade)
    receipt = receipt_of(send(client, "statement", "en", **SENT))
    asked = ask(case, rade, whom="Ana", channel="letter", question="Why?", language="en")
    link = secret_of(asked)
    inside = Client()
    inside.force_login(rade, backend="django.contrib.auth.backends.ModelBackend")
    said = new_secret.renew(in_file=True, forget=True)
    assert not (folder / "secret.old").exists()
    assert "Everybody signs in again" in " ".join(said)
    settings.SECRET_KEY_FALLBACKS = []
    assert key_of(rade) == key
    assert not second_step.passes(rade, codes[0])
    assert receipts.found(receipt, "en") is None
    assert asked_by(link) is None
    assert inside.get("/desk/").status_code == 302


@pytest.mark.django_db(transaction=True)
def test_a_secret_that_is_set_is_not_written(member: Callable[..., User], settings: LazySettings, folder: Path) -> None:
    rade = member("rade", "reporter")
    with_device(rade)
    key, old = key_of(rade), settings.SECRET_KEY
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "the second secret, set by hand", [old]
    assert "MERILO_OLD_SECRETS" in " ".join(new_secret.renew(in_file=False, forget=False))
    assert (folder / "secret.key").read_text() == old
    settings.SECRET_KEY_FALLBACKS = []
    assert key_of(rade) == key


def test_what_opens_with_none_is_told_and_left(member: Callable[..., User], settings: LazySettings) -> None:
    rade = member("rade", "reporter")
    with_device(rade)
    kept = second_step.CodeDevice.objects.get().key
    settings.SECRET_KEY = "another secret, because the folder was copied without it"
    assert new_secret.seal_anew() == (0, 1)
    assert second_step.CodeDevice.objects.get().key == kept


def test_a_form_sent_before_is_known_after(client: Client, settings: LazySettings) -> None:
    page = send(client, "statement", "en", **SENT)
    one = Submission.objects.get()
    key = page.wsgi_request.POST["key"]
    new_secret.renew(in_file=True, forget=False)
    again = client.post("/en/send/statement/", {"key": key, "quotation": WORDS})
    assert receipt_of(again) == receipt_of(page)
    assert Submission.objects.get() == one
