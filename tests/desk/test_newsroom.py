"""Members, roles and the desk's first pages."""

from __future__ import annotations

import pytest
from django.test import Client

from merilo_desk.languages import BY_CODE
from merilo_desk.ledger.models import Row
from merilo_desk.ledger.record import record
from merilo_desk.newsroom.begin import Beginning, begin
from merilo_desk.newsroom.models import Desk, User
from merilo_desk.newsroom.policy import Act, may
from merilo_desk.newsroom.templatetags.merilo import led
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


def test_every_desk_screen_opens_for_the_chief_and_for_nobody_below(signed_in, desk: Desk, topic) -> None:
    chief, reporter = signed_in("vera", "chief"), signed_in("rade", "reporter")
    vera = User.objects.get(username="vera")
    screens = [
        # (address, a reporter may)
        ("/desk/", True),
        ("/desk/me/", True),
        ("/desk/me/password/", True),
        ("/desk/desk/", True),
        ("/desk/desk/settings/", False),
        ("/desk/desk/members/add/", False),
        (f"/desk/desk/members/{vera.pk}/", False),
        (f"/desk/desk/topics/{topic.pk}/", False),
        ("/desk/ledger/", False),
    ]
    for address, may_enter in screens:
        assert chief.get(address).status_code == 200, address
        assert reporter.get(address).status_code == (200 if may_enter else 403), address


def test_a_member_comes_in_by_a_link_that_works_once(signed_in, desk: Desk, client: Client) -> None:
    chief = signed_in("vera", "chief")
    posted = {"username": "nina", "name": "Нина", "language": "mk", "roles": ["reporter", "translator"]}
    page = chief.post("/desk/desk/members/add/", posted).content.decode()
    address = page[page.index("/desk/way-in/") : page.index("</p>", page.index("/desk/way-in/"))].strip()
    door = client.get(address, follow=True)
    words = {"new_password1": "многу долга лозинка", "new_password2": "многу долга лозинка"}
    assert client.post(door.request["PATH_INFO"], words).status_code == 302
    signed = client.post("/desk/login/", {"username": "nina", "password": "многу долга лозинка"})
    assert signed.status_code == 302
    used = Client().get(address, follow=True).content.decode()
    assert "was used already" in used
    assert 'href="/desk/login/"' in used
    assert Row.objects.filter(act=Act.MANAGE_MEMBERS).count() == 2


def test_who_was_invited_is_spoken_to_in_their_language(signed_in, desk: Desk) -> None:
    posted = {"username": "arta", "name": "Arta", "language": "sq", "roles": ["reporter"]}
    page = signed_in("vera", "chief").post("/desk/desk/members/add/", posted).content.decode()
    address = page[page.index("/desk/way-in/") : page.index("</p>", page.index("/desk/way-in/"))].strip()
    arta = Client(headers={"Accept-Language": "en"})
    door = arta.get(address, follow=True)
    assert '<html lang="sq">' in door.content.decode()
    at = door.request["PATH_INFO"]
    for wrong, told in (("shi", "tepër i shkurtër"), ("password1234", "Shumë njerëz e përdorin")):
        assert told in arta.post(at, {"new_password1": wrong, "new_password2": wrong}).content.decode()
    other = {"new_password1": "shi mbi fushë dhe lumë", "new_password2": "shi"}
    assert "nuk janë njësoj" in arta.post(at, other).content.decode()
    good = {"new_password1": "shi mbi fushë dhe lumë", "new_password2": "shi mbi fushë dhe lumë"}
    assert '<html lang="sq">' in arta.post(at, good, follow=True).content.decode()
    # Whoever has a link that does not open learns nothing of the member.
    stranger = Client(headers={"Accept-Language": "en"}).get(address, follow=True)
    assert '<html lang="en">' in stranger.content.decode()


@pytest.mark.parametrize(
    ("asks", "chosen", "spoken"),
    [
        ("de", "", "en"),
        ("sq", "", "sq"),
        ("hr", "", "sr-Latn"),
        ("en", "sr", "sr-Cyrl"),
        ("en", "xx", "en"),
        ("mk", "hr", "hr"),
    ],
)
def test_the_door_speaks_what_it_is_asked_and_keeps_it(desk: Desk, asks: str, chosen: str, spoken: str) -> None:
    client = Client(headers={"Accept-Language": asks})
    at = "/desk/login/?next=/desk/cases/" + (f"&in={chosen}" if chosen else "")
    page = client.get(at).content.decode()
    assert f'<html lang="{spoken}">' in page
    assert '?next=%2Fdesk%2Fcases%2F&amp;in=sq"' in page
    wrong = client.post("/desk/login/", {"username": "nobody", "password": "x"}).content.decode()
    assert f'<html lang="{spoken}">' in wrong
    assert set(client.cookies) - {"csrftoken", "sessionid"} == ({"door_language"} if chosen in BY_CODE else set())
    assert "door_language" not in Client().get("/mk/?in=sq").cookies


def test_a_desk_is_never_left_without_a_chief(signed_in, desk: Desk) -> None:
    chief = signed_in("vera", "chief")
    vera = User.objects.get(username="vera")
    chief.post(f"/desk/desk/members/{vera.pk}/", {"act": "roles", "roles": ["reporter"]})
    assert list(vera.memberships.values_list("role", flat=True)) == ["chief"]
    chief.post(f"/desk/desk/members/{vera.pk}/", {"act": "out"})
    vera.refresh_from_db()
    assert vera.is_active


def test_settings_of_the_desk(signed_in, desk: Desk) -> None:
    chief = signed_in("vera", "chief")
    posted = {
        "name": "Вага",
        "languages": ["sq", "mk"],
        "default_language": "mk",
        "country": "mk",
        "votes_needed": 3,
        "reply_hours": 72,
        "correction_days": 7,
        "email": "",
        "names_0": "Вага",
    }
    assert chief.post("/desk/desk/settings/", posted).status_code == 302
    desk.refresh_from_db()
    assert desk.languages == ["mk", "sq"]
    assert (desk.country, desk.votes_needed) == ("MK", 3)
    wrong = chief.post("/desk/desk/settings/", {**posted, "default_language": "ru"}).content.decode()
    assert "has to be one of" in wrong


def test_an_account_is_locked_by_its_name_and_no_address_is_kept(client: Client, member, desk: Desk) -> None:
    member("ana", "editor")
    for _ in range(8):
        client.post("/desk/login/", {"username": "ana", "password": "wrong"}, REMOTE_ADDR="198.51.100.7")
    right = {"username": "ana", "password": "a long enough password"}
    assert client.post("/desk/login/", right).status_code == 429
    from axes.models import AccessAttempt

    assert {attempt.ip_address for attempt in AccessAttempt.objects.all()} <= {"0.0.0.0", None}


@pytest.mark.parametrize(
    ("asks", "led"),
    [("", "mk"), ("sq", "sq"), ("hr;q=0.9", "sr-latn"), ("bs", "sr-latn"), ("en-GB,en;q=0.8", "en"), ("*", "en")],
)
def test_the_bare_address_leads_to_a_language_of_the_desk(client, desk, asks: str, led: str) -> None:
    desk.languages, desk.default_language = ["mk", "sr", "sr-latn", "sq", "en"], "mk"
    desk.save()
    headers = {"HTTP_ACCEPT_LANGUAGE": asks} if asks else {}
    assert client.get("/", **headers)["Location"] == f"/{led}/"


@pytest.mark.parametrize(
    ("text", "drawn"),
    [
        ("The change: /mk/corrections/2/", 'The change: <a href="/mk/corrections/2/">/mk/corrections/2/</a>'),
        ("a <b> /xx/corrections/2/ and/mk/or/", "a &lt;b&gt; /xx/corrections/2/ and/mk/or/"),
        ("/desk/cases/1/ https://x.example/mk/a/", "/desk/cases/1/ https://x.example/mk/a/"),
    ],
)
def test_our_own_pages_in_an_answer_are_links(text: str, drawn: str) -> None:
    assert led(text) == drawn
