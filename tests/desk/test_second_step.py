"""Signing in with a second step: bringing a device in, the code at the door, spare codes, the chief editor's part."""

from __future__ import annotations

import importlib
import re
import time
from typing import Any

import pytest
from django.apps import apps
from django.conf import LazySettings, settings
from django.contrib.sessions.models import Session
from django.db import connection
from django.test import Client
from django_otp.oath import TOTP
from django_otp.plugins.otp_static.models import StaticToken

from merilo_desk.ledger.models import Row
from merilo_desk.newsroom import door_views, locked_out, sealing, second_step
from merilo_desk.newsroom.devices import CodeDevice, SpareCodes
from merilo_desk.newsroom.models import Desk, User
from merilo_desk.newsroom.policy import Act
from merilo_desk.newsroom.sealing import SecretChanged

PASSWORD = "a long enough password"


@pytest.fixture
def ana(desk: Desk, member: Any) -> User:
    return member("ana", "editor")


def shown(user: User, *, confirmed: bool = True, ahead: int = 0) -> str:
    """Return the code that a member's device shows, or the one after it, as if the one before had not been used."""
    device = CodeDevice.objects.get(user=user, confirmed=confirmed)
    CodeDevice.objects.filter(pk=device.pk).update(last_t=-1, throttling_failure_count=0)
    counted = TOTP(device.bin_key, device.step, device.t0, device.digits, device.drift)
    counted.time = time.time() + ahead * device.step
    return f"{counted.token():06d}"


def signed(client: Client, username: str = "ana", **given: str) -> Any:
    return client.post("/desk/login/", {"username": username, "password": PASSWORD, **given})


def brought_in(user: User) -> tuple[Client, list[str]]:
    """Bring a device in, and return the client that did and the spare codes."""
    client = Client()
    signed(client, user.username)
    assert "data:image/svg+xml" in client.get("/desk/me/second-step/").content.decode()
    answer = client.post("/desk/me/second-step/", {"code": shown(user, confirmed=False)})
    codes = re.findall(r"<code>([a-z2-7]{4}-[a-z2-7]{4})</code>", answer.content.decode())
    assert len(codes) == second_step.CODES
    return client, codes


def deeds() -> list[str]:
    return [row.facts["did"] for row in Row.objects.filter(act=Act.OWN_SIGN_IN).order_by("pk")]


def test_without_one_the_password_is_enough(ana: User) -> None:
    client = Client()
    assert signed(client)["Location"] == "/desk/"
    assert client.get("/desk/").status_code == 200


def test_with_one_the_password_alone_opens_nothing(ana: User) -> None:
    brought_in(ana)
    client = Client()
    assert signed(client, next="/desk/me/")["Location"] == "/desk/login/code/"
    for path in ("/desk/", "/desk/me/", "/desk/me/second-step/", "/desk/ledger/"):
        assert client.get(path)["Location"].startswith("/desk/login/")
    assert client.get("/cms/")["Location"].startswith("/desk/login/")
    wrong = client.post("/desk/login/code/", {"code": "000000"})
    assert wrong.status_code == 422
    assert "_auth_user_id" not in client.session
    right = client.post("/desk/login/code/", {"code": shown(ana)})
    assert right["Location"] == "/desk/me/"
    assert client.get("/desk/").status_code == 200


def test_a_code_opens_once(ana: User) -> None:
    brought_in(ana)
    code = shown(ana)
    for opened in (True, False):
        client = Client()
        signed(client)
        client.post("/desk/login/code/", {"code": code})
        assert ("_auth_user_id" in client.session) is opened


def test_a_spare_code_opens_once_and_leaves_a_row(ana: User) -> None:
    _, codes = brought_in(ana)
    for opened in (True, False):
        client = Client()
        signed(client)
        client.post("/desk/login/code/", {"code": codes[3].upper().replace("-", " ")})
        assert ("_auth_user_id" in client.session) is opened
    assert second_step.codes_left(ana) == second_step.CODES - 1
    assert deeds() == ["second step on", "spare code used"]


@pytest.mark.parametrize("kind", ["device", "spare"])
def test_guessing_is_slowed_down_and_stays_counted(ana: User, kind: str) -> None:
    brought_in(ana)
    client = Client()
    signed(client)
    guess = "000000" if kind == "device" else "aaaa-aaaa"
    for _ in range(4):
        assert client.post("/desk/login/code/", {"code": guess}).status_code == 422
    assert "Too many wrong codes" in client.post("/desk/login/code/", {"code": guess}).content.decode()
    model = CodeDevice if kind == "device" else SpareCodes
    assert model.objects.get(user=ana).throttling_failure_count >= 1


def test_half_way_in_is_over_after_a_while_or_with_the_password(ana: User, monkeypatch: pytest.MonkeyPatch) -> None:
    brought_in(ana)
    client = Client()
    signed(client)
    ana.set_password("quite another password")
    ana.save()
    assert client.post("/desk/login/code/", {"code": shown(ana)})["Location"] == "/desk/login/"
    ana.set_password(PASSWORD)
    ana.save()
    signed(client)
    monkeypatch.setattr(door_views, "HALF_SECONDS", -1)
    assert client.post("/desk/login/code/", {"code": shown(ana)})["Location"] == "/desk/login/"
    assert "_auth_user_id" not in client.session


def test_who_was_shut_out_meanwhile_stays_out(ana: User) -> None:
    brought_in(ana)
    client = Client()
    signed(client)
    User.objects.update(is_active=False)
    assert client.post("/desk/login/code/", {"code": shown(ana)})["Location"] == "/desk/login/"


def test_bringing_a_device_in_ends_every_other_session(ana: User) -> None:
    other = Client()
    signed(other)
    assert other.get("/desk/").status_code == 200
    mine, _ = brought_in(ana)
    assert other.get("/desk/")["Location"] == "/desk/login/"
    assert mine.get("/desk/").status_code == 200


def test_a_wrong_code_brings_nothing_in(ana: User) -> None:
    client = Client()
    signed(client)
    client.get("/desk/me/second-step/")
    assert client.post("/desk/me/second-step/", {"code": "12"}).status_code == 422
    assert not second_step.has_one(ana)
    assert not deeds()


def test_new_codes_and_giving_up_ask_for_a_code(ana: User) -> None:
    client, codes = brought_in(ana)
    for act in ("codes", "off"):
        assert client.post("/desk/me/second-step/", {"act": act, "code": "000000"}).status_code == 422
        CodeDevice.objects.update(throttling_failure_count=0, throttling_failure_timestamp=None)
    answer = client.post("/desk/me/second-step/", {"act": "codes", "code": shown(ana)})
    assert codes[0] not in answer.content.decode()
    assert second_step.codes_left(ana) == second_step.CODES
    client.post("/desk/me/second-step/", {"act": "off", "code": shown(ana)})
    assert not second_step.has_one(ana)
    assert deeds() == ["second step on", "spare codes made", "second step off"]


def test_a_desk_may_want_it_of_everybody(ana: User, desk: Desk, signed_in: Any) -> None:
    chief = signed_in("clara", "chief")
    page = chief.get("/desk/desk/settings/").content.decode()
    assert 'name="second_step"' in page
    Desk.objects.update(second_step=True)
    client = Client()
    signed(client)
    for path in ("/desk/", "/desk/cases/", "/cms/"):
        assert client.get(path)["Location"] == "/desk/me/second-step/"
    assert client.get("/desk/me/second-step/").status_code == 200
    client, _ = brought_in(ana)
    assert client.get("/desk/").status_code == 200
    assert client.post("/desk/me/second-step/", {"act": "off", "code": shown(ana)}).status_code == 422
    assert second_step.has_one(ana)


def test_the_chief_editor_takes_a_lost_device_away(ana: User, signed_in: Any) -> None:
    brought_in(ana)
    assert signed_in("rade", "editor").post(f"/desk/desk/members/{ana.pk}/", {"act": "second-step"}).status_code == 403
    assert second_step.has_one(ana)
    chief = signed_in("clara", "chief")
    assert "second step" in chief.get("/desk/desk/").content.decode()
    chief.post(f"/desk/desk/members/{ana.pk}/", {"act": "second-step"})
    assert not second_step.has_one(ana)
    assert not second_step.codes_left(ana)
    row = Row.objects.get(act=Act.MANAGE_MEMBERS, facts__did="second step taken away")
    assert (row.by.username, row.subject_id) == ("clara", ana.pk)
    assert signed(Client())["Location"] == "/desk/"


def test_the_key_leaves_the_desk_in_no_other_way(ana: User) -> None:
    client = Client()
    signed(client)
    page = client.get("/desk/me/second-step/")
    assert "no-store" in page["Cache-Control"]
    assert not re.findall(r'(?:src|href)="(?:https?:)?//', page.content.decode())
    device = CodeDevice.objects.get(user=ana)
    client.post("/desk/me/second-step/", {"code": shown(ana, confirmed=False)})
    assert device.key not in str(list(Row.objects.values()))
    assert device.bin_key.hex() not in str(list(Row.objects.values()))


def kept() -> str:
    """Return everything that the database holds of devices and spare codes."""
    with connection.cursor() as cursor:
        rows = []
        for table in ("otp_totp_totpdevice", "otp_static_staticdevice", "otp_static_statictoken"):
            cursor.execute(f"SELECT * FROM {table}")
            rows += cursor.fetchall()
    return str(rows)


def test_the_database_alone_tells_no_code(ana: User) -> None:
    _, codes = brought_in(ana)
    key = CodeDevice.objects.get(user=ana).bin_key
    assert key.hex() not in kept()
    assert not [code for code in codes if code in kept() or code.replace("-", "") in kept()]


def test_a_session_in_the_database_is_no_cookie(ana: User) -> None:
    client = Client()
    signed(client)
    cookie = client.cookies[settings.SESSION_COOKIE_NAME].value
    kept_keys = list(Session.objects.values_list("session_key", flat=True))
    assert kept_keys
    assert cookie not in kept_keys
    for stolen in kept_keys:
        thief = Client()
        thief.cookies[settings.SESSION_COOKIE_NAME] = stolen
        assert thief.get("/desk/")["Location"].startswith("/desk/login/")
    assert client.get("/desk/").status_code == 200
    client.post("/desk/logout/")
    assert not Session.objects.filter(session_key__in=kept_keys).exists()


def test_whoever_was_signed_in_stays_so_when_sessions_become_digests(ana: User) -> None:
    client = Client()
    signed(client)
    cookie = client.cookies[settings.SESSION_COOKIE_NAME].value
    Session.objects.update(session_key=cookie)
    assert client.get("/desk/").status_code == 302
    importlib.import_module("merilo_desk.newsroom.migrations.0006_sessions_by_digest").keep(apps, None)
    client.cookies[settings.SESSION_COOKIE_NAME] = cookie
    assert client.get("/desk/").status_code == 200


def test_a_key_laid_into_another_members_row_opens_nothing(ana: User, member: Any) -> None:
    rade = member("rade", "editor")
    brought_in(ana)
    brought_in(rade)
    mine, theirs = (CodeDevice.objects.get(user=each) for each in (ana, rade))
    CodeDevice.objects.filter(pk=theirs.pk).update(key=mine.key)
    with pytest.raises(SecretChanged):
        second_step.passes(rade, shown(ana))
    spare = list(StaticToken.objects.filter(device__user=ana))
    SpareCodes.objects.get(user=rade).token_set.set(spare)
    assert not second_step.passes(rade, "aaaa-aaaa")


@pytest.mark.parametrize("kept", ["", "1.", "1.AAAA", "1.ž", "00" * 20, "1." + "A" * 64, "{"])
def test_what_was_never_sealed_does_not_open(kept: str) -> None:
    with pytest.raises(SecretChanged):
        sealing.opened(kept, "second step of 1")


def test_another_secret_is_told_and_shuts_the_door(
    ana: User, settings: LazySettings, signed_in: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    _, codes = brought_in(ana)
    code = shown(ana)
    assert not locked_out.warning()
    settings.SECRET_KEY = "another secret, because the folder was copied without it"
    client = Client()
    signed(client)
    told = client.post("/desk/login/code/", {"code": code})
    assert (told.status_code, "secret was changed" in told.content.decode()) == (422, True)
    assert "That is not the code" in client.post("/desk/login/code/", {"code": codes[0]}).content.decode()
    assert "_auth_user_id" not in client.session
    assert "members was sealed with: ana. They cannot sign in" in locked_out.warning()
    # A chief editor who is still in takes it away, and the member brings another in.
    signed_in("clara", "chief").post(f"/desk/desk/members/{ana.pk}/", {"act": "second-step"})
    assert not locked_out.warning()
    brought_in(ana)


def test_a_device_begun_under_another_secret_is_begun_anew(ana: User, settings: LazySettings) -> None:
    begun = second_step.begun(ana).pk
    assert second_step.begun(ana).pk == begun
    settings.SECRET_KEY = "another secret, because the folder was copied without it"
    assert second_step.begun(ana).pk != begun
    brought_in(ana)


def test_from_the_servers_own_command_line(ana: User) -> None:
    assert locked_out.second_step_off("nobody")[1] is False
    assert locked_out.second_step_off("ana")[1] is False
    brought_in(ana)
    said, done = locked_out.second_step_off("ana")
    assert (done, "password alone" in said) == (True, True)
    assert signed(Client())["Location"] == "/desk/"
    row = Row.objects.get(act=Act.MANAGE_MEMBERS)
    assert (row.by, row.facts["did"], row.subject_id) == (None, "second step taken away", ana.pk)


def test_keys_of_an_older_desk_are_sealed_and_members_notice_nothing(ana: User) -> None:
    plain = "3132333435363738393031323334353637383930"
    CodeDevice.objects.create(user=ana, confirmed=True, name="second step", key=plain)
    StaticToken.objects.create(device=SpareCodes.objects.create(user=ana, name="spare codes"), token="abcd2345")
    seal = importlib.import_module("merilo_desk.newsroom.migrations.0005_sealed_keys").seal
    seal(apps, None)
    assert plain not in kept()
    assert "abcd2345" not in kept()
    assert CodeDevice.objects.get(user=ana).bin_key.hex() == plain
    assert second_step.passes(ana, shown(ana))
    assert second_step.passes(ana, "abcd-2345")
