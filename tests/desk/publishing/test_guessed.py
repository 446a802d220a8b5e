"""Files and papers behind guessed addresses: what strangers, senders and members without the right get of them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from django.conf import settings
from django.core import signing
from django.core.files.base import ContentFile
from django.core.management import call_command
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver
from sending import inputs, opened, picture, receipt_of, send

from merilo_desk.casework.actions.open import open_case
from merilo_desk.casework.models import Case
from merilo_desk.casework.panes import PANES
from merilo_desk.corrections.models import Correction
from merilo_desk.corrections.unplaced import take_up
from merilo_desk.dossier.models import DossierFile
from merilo_desk.intake import earlier, person, receipts
from merilo_desk.intake.models import Attachment, Cluster, HeldFile, Submission
from merilo_desk.intake.receipt_views import SALT
from merilo_desk.newsroom.models import Desk, User
from merilo_desk.newsroom.policy import POLICY, Act, Role
from merilo_desk.publishing.making import make_pages

MARK = "zumbulgrad"
# What Wagtail shows to whoever asks: its pictures and the words of its scripts.
ANYBODYS = {"/cms/sprite/", "/cms/jsi18n/"}
# What the check's protected source is called, where it stands, and what it says.
SECRETS = ("тајната служба", "secret.example", "тајни зборови", "скриен интерес", "разговор со службеник")
FILES = ("documents", "images", "collections", "embeds")


def patterns(resolver: Any, before: str = "") -> Iterator[str]:
    """Yield every address that the site answers, as its pattern is written."""
    for each in resolver.url_patterns:
        if isinstance(each, URLResolver):
            yield from patterns(each, before + str(each.pattern))
        elif isinstance(each, URLPattern):
            yield before + str(each.pattern)


def filled(below: str) -> list[str]:
    """Return every address below a path, its blanks filled in with what there is one of."""
    found = set()
    for pattern in patterns(get_resolver()):
        if pattern.startswith(below):
            path = re.sub(r"\(\?P<what>(\w+)[^)]*\)", r"\1", pattern)
            path = re.sub(r"\(\?P<\w+>[^)]*\)|<int:\w+>|<str:(?:pk|object_id)>", "1", path)
            path = re.sub(r"<(?:str|slug):(?:app|content_type_app)\w*>", "publishing", path)
            path = re.sub(r"<(?:str|slug):(?:model|content_type_model)\w*>", "plainpage", path)
            path = re.sub(r"<str:code>", "mk", path)
            for pane in PANES if "<slug:key>" in path else ("x",):
                one = re.sub(r"<[^>]+>", pane, path)
                found.add("/" + re.sub(r"[$^]|\\Z|\\", "", one))
    return sorted(found)


def said(answer: Any) -> str:
    """Return everything that an answer says, headers and body, in small letters."""
    return (str(answer.headers) + b"".join(answer).decode("utf-8", "replace")).lower()


def without(act: Act) -> list[str]:
    """Return the roles that may not do something."""
    return sorted(set(Role.values) - POLICY[act])


@pytest.fixture(autouse=True)
def nobody_waits(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody types for four seconds here, and the engine is not asked."""
    monkeypatch.setattr(person, "SECONDS_AT_LEAST", 0)
    monkeypatch.setitem(receipts.SCRYPT, "n", 2**4)
    monkeypatch.setattr(earlier.engine, "matches", lambda texts, *args, **given: [[] for _ in texts])


@pytest.fixture
def sent(approved: Callable[..., Case], member: Callable[..., User], client: Client) -> dict[str, Any]:
    """A request for a correction with a file, taken up, and one about a statement of which a case was made."""
    page = make_pages(approved())[0]
    asked = {
        "message": f"Mistaken in {MARK}.", "about_page": page.path_here, "contact": f"{MARK}@sender.example",
        "files": picture(name=f"{MARK}.jpg"),
    }  # fmt: skip
    receipt = receipt_of(send(client, "correction", **asked))
    told = {name: f"{name} {MARK}" for name in ("who", "when", "where", "doubtful", "matters", "contact")}
    receipt_of(send(client, quotation=f"In {MARK} prices fell.", link=f"https://{MARK}.example/", **told))
    correction, statement = Submission.objects.get(kind="correction"), Submission.objects.get(kind="statement")
    if not correction.corrections.exists():
        take_up(correction, page.case)
    cluster = Cluster.objects.create(title=f"Prices in {MARK}")
    Submission.objects.filter(pk=statement.pk).update(cluster=cluster)
    reporter = member("rade", "reporter")
    case = open_case(claim="Prices fell.", language="en", cluster=cluster, by=reporter)
    return {"receipt": receipt, "case": case, "page": page, "statement": statement}


def test_the_site_takes_no_files_and_hands_none_out(db: None, site: Desk, signed_in: Callable[..., Client]) -> None:
    """Wagtail's documents and pictures: nobody brings any, and what lies in its folder has no address."""
    call_command("collectstatic", verbosity=0, interactive=False)
    editor, stranger = signed_in("vesna", "editor", "chief"), Client()
    assert editor.get("/cms/").status_code == 200
    for kind in FILES:
        for path in (each for each in filled("cms/") if f"/{kind}/" in each):
            for ask in (editor.get, editor.post, stranger.get):
                assert ask(path).status_code == 404, path
    for folder in ("images", "original_images", "documents", "avatar_images"):
        kept = Path(settings.MEDIA_ROOT) / folder / f"{MARK}.txt"
        kept.parent.mkdir(parents=True, exist_ok=True)
        kept.write_text(MARK)
        for path in (f"/media/{folder}/{MARK}.txt", f"/{folder}/{MARK}.txt", f"/{folder}/1/{MARK}.txt"):
            for prefix in ("", "/mk", "/cms", "/desk"):
                for who in (editor, stranger):
                    answer = who.get(prefix + path, follow=True)
                    back = quote(prefix + path, safe="").replace("%2F", "%2f")  # the way back that the door keeps
                    assert MARK not in said(answer).replace(path, "").replace(back, ""), prefix + path


def test_no_stranger_and_no_other_role_passes_the_door_of_the_editor(
    db: None, site: Desk, signed_in: Callable[..., Client]
) -> None:
    paths = [each for each in filled("cms/") if each not in ANYBODYS]
    assert len(paths) > 100
    outside = [Client(), signed_in("nobody"), *(signed_in(role, role) for role in without(Act.EDIT_SITE))]
    for client in outside:
        for path in paths:
            for ask in (client.get, client.post):
                assert ask(path).status_code in {302, 403, 404, 405}, path


@pytest.mark.parametrize(
    "path",
    [
        "/private/held/{0}", "/media/private/held/{0}", "/media/../private/held/{0}", "/static/../private/held/{0}",
        "/static/%2e%2e/private/held/{0}", "/static/..%2fprivate/held/{0}", "/static//private/held/{0}",
        "/static/....//private/held/{0}", "/held/{0}", "/submissions/{0}", "/desk/inbox/files/{0}",
        "/static/../secret.key", "/static/%2e%2e/secret.key", "/secret.key", "/desk.sqlite3", "/static/../desk.sqlite3",
    ],
)  # fmt: skip
def test_what_is_kept_privately_has_no_address(sent: dict[str, Any], path: str) -> None:
    name = Path(Attachment.objects.get().file.name).name
    assert Client().get(path.format(name), follow=True).status_code in {400, 404}


def test_a_senders_file_is_for_readers_of_the_inbox(sent: dict[str, Any], signed_in: Callable[..., Client]) -> None:
    path = f"/desk/inbox/files/{Attachment.objects.get().pk}/"
    assert MARK in said(signed_in("ines", "inbox").post(path))
    others = [signed_in("nobody"), *(signed_in(role, role) for role in without(Act.SEE_INBOX))]
    for way in (path, f"{path}copy/"):
        assert Client().get(way)["Location"].startswith("/desk/login/")
        for client in others:
            for answer in (client.get(way), client.post(way)):
                assert answer.status_code in {403, 404, 405}
                assert MARK not in said(answer)


def test_what_senders_wrote_reaches_readers_of_the_inbox_alone(
    sent: dict[str, Any], signed_in: Callable[..., Client]
) -> None:
    """Translators work on cases and corrections, and see nothing of those who asked for them."""
    outside = [signed_in("nobody"), *(signed_in(role, role) for role in without(Act.SEE_INBOX))]
    assert len(outside) > 1
    leaks: list[str] = []
    paths = [each for each in filled("desk/") if each != "/desk/logout/"]
    for client in outside:
        for number in {1, sent["case"].pk, sent["statement"].pk, Correction.objects.get().pk}:
            for path in {re.sub(r"/1(?=/|\.|$)", f"/{number}", each) for each in paths}:
                leaks += [path for ask in (client.get, client.post) if MARK in said(ask(path))]
    assert leaks == []
    correction = f"/desk/corrections/{Correction.objects.get().pk}/"
    assert MARK in said(signed_in("reader", "reporter").get(correction))


def test_a_protected_source_of_a_published_check_is_named_to_nobody_else(
    sent: dict[str, Any], signed_in: Callable[..., Client]
) -> None:
    """Whatever shows the sources of what is out: previews of corrections, panes, the card, versions, the dossier."""
    correction = Correction.objects.get()
    paths = [each for each in filled("desk/") if each != "/desk/logout/"]
    outside = [signed_in("nobody"), *(signed_in(role, role) for role in without(Act.SEE_PROTECTED))]
    for number in {1, correction.pk, correction.case_id}:
        for path in {re.sub(r"/1(?=/|\.|$)", f"/{number}", each) for each in paths}:
            for client in outside:
                for answer in (client.get(path), client.post(path)):
                    assert not [secret for secret in SECRETS if secret in said(answer)], path
    page = sent["page"]
    for path in (page.path_here, f"{page.path_here}plain.txt", f"{page.path_here}versions/1/content.json"):
        told = said(Client().get(path))
        assert not [secret for secret in SECRETS if secret in told], path


def test_a_senders_pass_opens_their_own_request_alone(sent: dict[str, Any], client: Client) -> None:
    """The pass of an open page is sealed: nothing else that the desk seals, and no number, opens somebody's request."""
    other = Submission.objects.get(kind="correction")
    own = opened(client, receipt_of(send(client, message="My own.", kind="comment")))
    mine = inputs(own)["pass"]
    assert signing.loads(mine, salt=SALT) != other.pk
    body, rest = mine.split(":", 1)
    number = signing.dumps(other.pk, salt="something.else")
    forged = [
        str(other.pk), number, f"{number.split(':')[0]}:{rest}", f"{body}:", "", body, f"{mine}x", inputs(own)["key"],
        signing.dumps(other.pk, salt="casework.board"), signing.dumps(other.pk, key="a guess", salt=SALT),
    ]  # fmt: skip
    for each in forged:
        for asked in ({"text": "let me in"}, {"withdraw": "yes"}, {"withdraw": "ask"}):
            answer = client.post("/en/send/receipt/", {"pass": each, "key": inputs(own)["key"], **asked})
            assert answer.status_code == 422, each
            assert MARK not in said(answer)
    other.refresh_from_db()
    assert not other.is_wiped
    assert not other.messages.filter(from_sender=True).exists()


def test_a_sender_lays_hands_on_no_file_of_another_form(sent: dict[str, Any], client: Client) -> None:
    held = send(client, message="Wait.", kind="comment", answer="no answer", files=picture(name="own.jpg"))
    theirs = HeldFile.objects.get()
    fresh = client.get("/en/send/comment/")
    answer = client.post("/en/send/comment/", {"key": inputs(fresh)["key"], "message": "Mine.", "drop": str(theirs.pk)})
    assert "own.jpg" in said(held)
    assert "own.jpg" not in said(answer)
    assert HeldFile.objects.filter(pk=theirs.pk).exists()


def test_a_receipt_never_tells_a_stranger_that_it_is_known(sent: dict[str, Any]) -> None:
    """Neither an address nor a page that is asked for without the words says anything."""
    for path in ("/en/send/receipt/", f"/en/send/receipt/?words={sent['receipt'].replace(' ', '+')}"):
        assert MARK not in said(Client().get(path))
    words = sent["receipt"].split()
    assert MARK not in said(opened(Client(), " ".join(words[:-1])))
    assert MARK not in said(opened(Client(), " ".join([*words[1:], words[0]])))
    assert MARK in said(opened(Client(), sent["receipt"]))


def test_a_dossier_is_for_those_who_make_it(
    sent: dict[str, Any], signed_in: Callable[..., Client], member: Callable[..., User]
) -> None:
    chief = member("clara", "chief")
    file = DossierFile.objects.create(year=2026, language="en", state="ready", asked_by=chief)
    file.file.save("dossier.pdf", ContentFile(f"%PDF-1.7 {MARK}".encode()))
    paths = [f"/desk/dossier/files/{file.pk}/", f"/desk/dossier/files/{file.pk}/row/", "/desk/dossier/"]
    assert MARK in said(signed_in("boris", "chief").get(paths[0]))
    for client in (Client(), signed_in("nobody"), *(signed_in(role, role) for role in without(Act.MAKE_DOSSIER))):
        for path in paths:
            assert client.get(path).status_code in {302, 403, 404}
        for form in ("pdf", "html"):
            answer = client.post("/desk/dossier/write/", {"year": "2026", "language": "en", "as": form})
            assert answer.status_code in {302, 403}
            assert "attachment" not in answer.get("Content-Disposition", "")
    name = Path(file.file.name).name
    for path in (f"/dossiers/{name}", f"/media/dossiers/{name}", f"/private/dossiers/{name}", f"/mk/dossiers/{name}"):
        assert Client().get(path, follow=True).status_code == 404


def test_a_dossier_names_no_protected_source_and_no_sender(
    sent: dict[str, Any], signed_in: Callable[..., Client]
) -> None:
    """An auditor makes it who may see neither, and it goes out of the house."""
    answer = signed_in("rada", "auditor").post("/desk/dossier/write/", {"year": "2026", "language": "mk", "as": "html"})
    assert answer.status_code == 200
    told = said(answer)
    assert "службеник во министерството" in told
    assert not [secret for secret in (MARK, *SECRETS) if secret in told]
