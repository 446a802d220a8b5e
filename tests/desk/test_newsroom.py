"""Members, roles and the desk's first pages."""

from __future__ import annotations

import pytest
from django.test import Client

from merilo_desk.ledger.models import Row
from merilo_desk.ledger.record import record
from merilo_desk.newsroom.begin import Beginning, begin
from merilo_desk.newsroom.models import Desk, User
from merilo_desk.newsroom.policy import Act, may
from merilo_desk.newsroom.wording import said

MAY = [
    # (role, act, may)
    ("reporter", Act.OPEN_CASE, True),
    ("reporter", Act.REVIEW, False),
    ("editor", Act.REVIEW, True),
    ("inbox", Act.SEE_INBOX, True),
    ("inbox", Act.SEE_CASES, False),
    ("translator", Act.TRANSLATE, True),
    ("translator", Act.SEE_INBOX, False),
    ("auditor", Act.SEE_LEDGER, True),
    ("auditor", Act.WORK_ON_CASE, False),
    ("chief", Act.MANAGE_MEMBERS, True),
]


@pytest.mark.parametrize(("role", "act", "expected"), MAY)
def test_roles(member, role: str, act: Act, expected: bool) -> None:
    assert may(member("one", role), act) is expected


def test_a_stranger_is_led_to_the_door(client: Client, desk: Desk) -> None:
    assert client.get("/desk/").status_code == 302


def test_today_in_the_members_language(signed_in, desk: Desk) -> None:
    page = signed_in("ana", "editor", language="mk").get("/desk/")
    assert page.status_code == 200
    assert 'lang="mk"' in page.content.decode()


def test_the_ledger_only_grows(desk: Desk) -> None:
    row = record(Act.SET_UP_DESK, desk)
    with pytest.raises(TypeError):
        row.delete()
    with pytest.raises(TypeError):
        row.save()
    with pytest.raises(TypeError):
        Row.objects.all().delete()


def test_a_desk_begins_once(db: None) -> None:
    beginning = Beginning("Вага", ("mk", "en"), "ana", "дванаесет знаци барем", ())
    assert begin(beginning) == ""
    assert User.objects.get().may("members.manage")
    assert "already" in begin(beginning)


def test_a_wrong_language_is_told(db: None) -> None:
    assert "xx" in begin(Beginning("Вага", ("xx",), "ana", "дванаесет знаци барем", ()))


def test_a_text_is_said_in_the_nearest_language() -> None:
    texts = {"sr": "Мерило", "en": "Yardstick"}
    assert said(texts, "sr-latn") == "Merilo"
    assert said(texts, "hr") == "Yardstick"
    assert said(texts, "mk") == "Yardstick"
    assert said({}, "mk") == ""
