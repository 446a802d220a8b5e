"""Laws of the doors: one way in, addresses closed to strangers and to other roles, headers that hold."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver
from PIL import Image
from wagtail.users.models import UserProfile

from merilo_desk import commands, serving
from merilo_desk.casework.actions.evidence import add_evidence
from merilo_desk.casework.actions.open import open_case
from merilo_desk.newsroom import actions
from merilo_desk.newsroom.models import Desk, User
from merilo_desk.newsroom.policy import POLICY, Act, Role
from merilo_desk.publishing.frame import raise_frame

# What stands before the door.
OPEN = {"/desk/login/", "/desk/way-in/x/x/", "/desk/waiting/x.atom"}
# Where no role has to be: signing out, one's own settings, what the menu counts, and scales, which everybody may read.
OWN = {
    "/desk/",
    "/desk/logout/",
    "/desk/me/",
    "/desk/me/password/",
    "/desk/me/second-step/",
    "/desk/counts/",
    "/desk/scales/",
}


def addresses(below: str) -> list[str]:
    """Return every address below a path, its blanks filled in with what there is at most one of."""
    found = [_filled(each) for each in _patterns(get_resolver()) if each.startswith(below)]
    return sorted(set(found))


def _patterns(resolver: Any, before: str = "") -> Iterator[str]:
    for each in resolver.url_patterns:
        if isinstance(each, URLResolver):
            yield from _patterns(each, before + str(each.pattern))
        elif isinstance(each, URLPattern):
            yield before + str(each.pattern)


def _filled(pattern: str) -> str:
    path = re.sub(r"\(\?P<what>(\w+)[^)]*\)", r"\1", pattern)
    path = re.sub(r"\(\?P<pk>[^)]*\)|<int:\w+>", "1", path)
    path = re.sub(r"<str:code>", "en", path)
    path = re.sub(r"<[^>]+>", "x", path)
    return "/" + re.sub(r"[$^]|\\Z", "", path)


DESK = addresses("desk/")


def test_the_walk_knows_the_whole_desk() -> None:
    assert len(DESK) > 130
    assert not [each for each in DESK if re.search(r"[<>()?\\]", each)]


@pytest.mark.parametrize("path", DESK)
def test_no_stranger_passes_the_door(db: None, desk: Desk, path: str) -> None:
    if path in OPEN:
        return
    for ask in (Client().get, Client().post):
        answer = ask(path)
        assert answer.status_code in {302, 405}, path
        assert answer.status_code == 405 or answer["Location"].startswith("/desk/login/")


@pytest.mark.parametrize("role", Role.values)
def test_nobody_without_the_role_is_shown_or_changes_anything(
    signed_in: Callable[..., Client], desk: Desk, role: str
) -> None:
    """Objects that are not there are told apart from what is not for somebody, and neither ever breaks."""
    client = signed_in("somebody", role)
    for path in DESK:
        if path == "/desk/logout/":
            continue
        for ask in (client.get, client.post):
            assert ask(path).status_code < 500, f"{role} {path}"


def _may_none(client: Client, paths: list[str]) -> Iterator[tuple[str, int]]:
    for path in paths:
        for ask in (client.get, client.post):
            answer = ask(path)
            yield path, answer.status_code


def test_a_member_without_a_role_sees_nothing_of_the_desk(
    signed_in: Callable[..., Client], member: Any, desk: Desk
) -> None:
    case = open_case(claim="Bridges fell by 5 percent.", language="en", by=member("rade", "reporter"))
    client = signed_in("nobody")
    closed = [each for each in DESK if each not in OWN | OPEN]
    for path, status in _may_none(client, closed):
        assert status in {302, 400, 403, 404, 405}, path
    for path in closed:
        assert case.claim not in client.get(path).content.decode()


def test_what_a_protected_source_is_called_reaches_only_those_who_may_see_it(
    signed_in: Callable[..., Client], member: Any, desk: Desk
) -> None:
    reporter = member("rade", "reporter")
    case = open_case(claim="Bridges fell by 5 percent.", language="en", by=reporter)
    secret = {"title": "Dimitar Skrienko of the ministry", "publisher": "Skrienko", "url": "https://skrienko.example/x"}
    add_evidence(
        case,
        reporter,
        protected=True,
        public_text="An official who knows the file",
        quotation="skrienko words",
        **secret,
    )
    allowed = {role for role in Role.values if role in POLICY[Act.SEE_PROTECTED]}
    assert allowed
    for role in set(Role.values) - allowed:
        client = signed_in(f"m-{role}", role)
        for path in DESK:
            if path != "/desk/logout/":
                said = b"".join(client.get(path)).decode(errors="replace")
                assert "skrienko" not in said.lower(), f"{role} {path}"


def test_there_is_one_way_in(db: None, desk: Desk, member: Any, signed_in: Callable[..., Client]) -> None:
    call_command("collectstatic", verbosity=0, interactive=False)
    raise_frame(desk)
    public = Client()
    assert public.get("/cms/login/?next=/cms/")["Location"] == "/desk/login/?next=/cms/"
    assert public.get("/mk/_util/login/").status_code == 404
    member("ana", "chief")
    User.objects.filter(username="ana").update(is_superuser=True)
    chief = Client()
    chief.force_login(User.objects.get(username="ana"), backend="django.contrib.auth.backends.ModelBackend")
    assert chief.get("/cms/").status_code == 200
    for path in ("users/", "users/new/", "groups/", "users/edit/1/", "password_reset/", "password_reset/confirm/1/1/"):
        assert chief.get(f"/cms/{path}").status_code == 404, path
    for path in ("", "avatar/", "change_password/"):
        assert chief.get(f"/cms/account/{path}")["Location"] == "/desk/me/"
    # Whoever only loads an address is not signed out by it.
    assert chief.get("/cms/logout/").status_code == 405
    assert chief.get("/desk/me/").status_code == 200


def test_no_picture_of_a_member_is_taken(signed_in: Callable[..., Client], desk: Desk, settings: Any) -> None:
    client = signed_in("ana", "chief")
    picture = BytesIO()
    Image.new("RGB", (2, 2)).save(picture, "PNG")
    picture.seek(0)
    picture.name = "me.png"
    kept = set(Path(settings.MEDIA_ROOT).rglob("*"))
    answer = client.post("/cms/account/", {"avatar-avatar": picture})
    assert answer["Location"] == "/desk/me/"
    assert set(Path(settings.MEDIA_ROOT).rglob("*")) == kept
    assert not UserProfile.objects.exclude(avatar="").exists()
    assert 'type="file"' not in client.get("/desk/me/").content.decode()


def test_only_roles_make_a_chief_editor(db: None, desk: Desk, member: Any) -> None:
    founder, second = member("ana", "chief", "editor"), member("boris", "chief")
    User.objects.filter(pk=founder.pk).update(is_superuser=True)
    founder = User.objects.get(pk=founder.pk)
    actions.give_roles(founder, roles=["reporter"], by=second)
    founder = User.objects.get(pk=founder.pk)
    assert founder.roles == {"reporter"}
    assert not founder.is_superuser


@pytest.mark.parametrize("path", ["/desk/", "/desk/me/", "/desk/ledger/ledger.csv", "/desk/cases/"])
def test_pages_of_members_are_kept_by_no_shared_cache(signed_in: Callable[..., Client], desk: Desk, path: str) -> None:
    answer = signed_in("ana", "chief").get(path)
    assert answer.status_code == 200
    assert "private" in answer["Cache-Control"]
    assert "frame-ancestors 'none'" in answer["Content-Security-Policy"]
    assert "unsafe" not in answer["Content-Security-Policy"]


def test_the_editor_of_pages_has_a_policy_too(signed_in: Callable[..., Client], desk: Desk) -> None:
    policy = signed_in("ana", "chief").get("/cms/pages/search/results/")["Content-Security-Policy"]
    for rule in ("object-src 'none'", "base-uri 'none'", "form-action 'self'", "frame-ancestors 'self'"):
        assert rule in policy
    assert "http" not in policy


@pytest.mark.parametrize("path", ["/mk/", "/mk/send/", "/desk/login/", "/nope/"])
def test_every_page_says_what_a_browser_may_do(client: Client, desk: Desk, path: str) -> None:
    answer = client.get(path)
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Cross-Origin-Opener-Policy"] == "same-origin"
    assert "geolocation=()" in answer["Permissions-Policy"]
    assert answer["Referrer-Policy"] in {"same-origin", "no-referrer"}


@pytest.mark.parametrize(
    "where", ["//evil.example/", "https://evil.example/", "/\\evil.example", "javascript:alert(1)"]
)
def test_signing_in_leads_to_no_other_site(client: Client, desk: Desk, member: Any, where: str) -> None:
    member("ana", "editor")
    given = {"username": "ana", "password": "a long enough password", "next": where}
    assert client.post("/desk/login/", given)["Location"] == "/desk/"
    assert "evil" not in client.get(f"/cms/login/?next={where}")["Location"].split("?")[0]


def test_a_wrong_host_poisons_nothing(settings: Any, signed_in: Callable[..., Client], desk: Desk) -> None:
    settings.ALLOWED_HOSTS = ["desk.example"]
    chief = signed_in("ana", "chief")
    for host in ("evil.example", "desk.example:80@evil.example", "desk.example.evil.example"):
        assert chief.get("/desk/", HTTP_HOST=host).status_code == 400
    answer = chief.get("/desk/", HTTP_HOST="desk.example", HTTP_X_FORWARDED_HOST="evil.example")
    assert b"evil" not in answer.content


def test_what_the_desk_writes_is_its_owners_alone(
    tmp_path: Path, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = os.umask(0o022)
    try:
        commands._ready(None)
        (tmp_path / "desk").mkdir()
        (tmp_path / "desk" / "desk.sqlite3").touch()
    finally:
        os.umask(before)
    assert (tmp_path / "desk").stat().st_mode & 0o777 == 0o700
    assert (tmp_path / "desk" / "desk.sqlite3").stat().st_mode & 0o777 == 0o600
    # A desk that stood open is closed when it is next run.
    settings.DESK_HOME = tmp_path / "desk"
    settings.DESK_HOME.chmod(0o755)
    monkeypatch.setattr(serving, "call_command", lambda *args, **kwargs: None)
    serving.prepare()
    assert settings.DESK_HOME.stat().st_mode & 0o777 == 0o700


@pytest.mark.parametrize(
    ("language", "told"), [("en", "Ask the chief editor"), ("mk", "уредник"), ("sq", "kryeredaktor")]
)
def test_whoever_may_not_is_told_whom_to_ask(
    signed_in: Callable[..., Client], desk: Desk, language: str, told: str
) -> None:
    answer = signed_in("rade", "reporter", language=language).get("/desk/dossier/")
    page = answer.content.decode()
    assert answer.status_code == 403
    assert told in page
    assert 'href="/desk/"' in page
    assert f'lang="{language}"' in page


def test_a_page_from_before_signing_in_says_that_nothing_was_saved(
    signed_in: Callable[..., Client], desk: Desk
) -> None:
    signed = signed_in("rade", "reporter")
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = signed.cookies
    answer = strict.post("/desk/me/", {"language": "mk"})
    assert answer.status_code == 403
    assert "so nothing was saved" in answer.content.decode()
    assert 'href="/desk/"' in answer.content.decode()
    stranger = Client(enforce_csrf_checks=True).post("/desk/login/", {"username": "x", "password": "y"})
    assert stranger.status_code == 403
    assert "so nothing was saved" in stranger.content.decode()
    assert "/desk/inbox/" not in stranger.content.decode()


def test_where_there_is_no_page_members_keep_their_menu_and_strangers_see_the_site(
    signed_in: Callable[..., Client], desk: Desk
) -> None:
    member = signed_in("rade", "reporter").get("/desk/cases/99/")
    assert (member.status_code, "/desk/inbox/" in member.content.decode()) == (404, True)
    stranger = Client().get("/desk/nothing/")
    assert (stranger.status_code, "/desk/inbox/" in stranger.content.decode()) == (404, False)


def test_a_desk_that_stumbles_says_so_in_words(
    signed_in: Callable[..., Client], desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stumbles(*args: object) -> None:
        raise RuntimeError

    client = signed_in("rade", "reporter", language="mk")
    monkeypatch.setattr("merilo_desk.newsroom.views.duties_of", stumbles)
    client.raise_request_exception = False
    answer = client.get("/desk/")
    assert answer.status_code == 500
    assert "Програмата се сопна" in answer.content.decode()
    assert 'class="name" href="/mk/"' in answer.content.decode()
