"""Corrections: asked, written, seen by a second person, published into pages and ledger, told to whoever asked."""

from __future__ import annotations

import hmac
import importlib
import json
from datetime import date
from hashlib import sha256

import feedparser
import pytest
from django.apps import apps
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from publishing.conftest import approved, minister, published, scale, site  # noqa: F401

from merilo_desk import engine
from merilo_desk.corrections import actions, chain, errors, unplaced
from merilo_desk.corrections.figures import figures
from merilo_desk.corrections.models import Correction, Follower, LedgerEntry
from merilo_desk.corrections.telling import NotTold, by_call
from merilo_desk.intake import form_key
from merilo_desk.intake.actions.receive import receive
from merilo_desk.ledger.models import Row

pytestmark = pytest.mark.usefixtures("desk")
NOTICES = {
    "mk": "Стоеше 17,3; точно е 17,1.",
    "sr": "Писало је 17,3; тачно је 17,1.",
    "sq": "Shkruante 17,3; saktë është 17,1.",
}


@pytest.fixture
def pages(published):  # noqa: F811
    return published()


@pytest.fixture
def case(pages):
    return pages[0].case


@pytest.fixture
def ana(member, pages):
    from merilo_desk.newsroom.models import User

    return User.objects.get(username="ana")


@pytest.fixture
def boris(member):
    return member("boris", "editor")


def mended(case, old="17,3", new="17,1"):
    texts = actions.texts_of(case)
    return {code: {**each, "reason": each["reason"].replace(old, new)} for code, each in texts.items()}


def put_out(case, ana, boris, **given):
    opened = actions.open_correction(case, kind="correction", by=ana)
    wanted = {"kind": "correction", "texts": mended(case), "notices": NOTICES, "rating": case.rating, **given}
    actions.write(opened, by=ana, **wanted)
    return actions.publish(opened, by=boris)


def test_a_correction_changes_every_page_and_keeps_what_stood_there(case, ana, boris) -> None:
    entry = put_out(case, ana, boris)
    case.refresh_from_db()
    assert case.state == "corrected"
    for page in case.pages.all():
        assert "17,1" in page.reason
        assert "17,3" not in page.reason
        assert page.version_id == 2
    line = json.loads(entry.content)
    assert "17,3" in line["changes"]["mk"]["reason"][0]
    assert "17,1" in line["changes"]["mk"]["reason"][1]
    # The Latin of the Serbian page is made from its Cyrillic, so it is no version of its own.
    assert set(line["changes"]) == {"mk", "sr", "sq"}
    assert "17,1" in case.drafts.get(language="sq").reason


def test_the_page_and_its_markup_tell_of_it(case, ana, boris) -> None:
    put_out(case, ana, boris)
    page = case.pages.get(locale__language_code="mk")
    shown = Client().get(page.url).content.decode()
    assert NOTICES["mk"] in shown
    found = engine.found_in_html(shown)[1]
    nodes = [node for each in found for node in engine.reviews_in(each.value)] if hasattr(found[0], "value") else []
    assert "correction" in shown
    assert all(not engine.validate(node) for node in nodes)


def test_nobody_approves_their_own(case, ana, member) -> None:
    opened = actions.open_correction(case, kind="correction", by=ana)
    actions.write(opened, kind="correction", texts=mended(case), notices=NOTICES, rating=case.rating, by=ana)
    with pytest.raises(errors.OwnCorrection):
        actions.publish(opened, by=ana)
    with pytest.raises(PermissionDenied):
        actions.publish(opened, by=member("rade", "reporter"))
    assert not LedgerEntry.objects.exists()


def test_readers_are_told_in_every_language(case, ana, boris) -> None:
    opened = actions.open_correction(case, kind="correction", by=ana)
    wanted = {"kind": "correction", "texts": mended(case), "rating": case.rating}
    with pytest.raises(errors.NoticeMissing, match="shqip"):
        actions.write(opened, notices={}, by=ana, **wanted)
    # What one can write is kept; it goes out when somebody has written the rest.
    actions.write(opened, notices={**NOTICES, "sq": " "}, by=ana, **wanted)
    assert actions.lacking(opened) == ["sq"]
    with pytest.raises(errors.NoticeMissing, match="shqip"):
        actions.publish(opened, by=boris)
    assert not LedgerEntry.objects.exists()
    actions.write(opened, notices=NOTICES, by=ana, **wanted)
    assert actions.lacking(opened) == []
    assert actions.publish(opened, by=boris).number == 1


def test_whoever_wrote_a_word_of_it_is_no_second_pair_of_eyes(case, ana, boris, member) -> None:
    opened = actions.open_correction(case, kind="correction", by=ana)
    wanted = {"kind": "correction", "texts": mended(case), "rating": case.rating}
    actions.write(opened, notices={**NOTICES, "sq": ""}, by=ana, **wanted)
    actions.write(opened, notices=NOTICES, by=boris, **wanted)
    for writer in (ana, boris):
        with pytest.raises(errors.OwnCorrection):
            actions.publish(opened, by=writer)
    assert actions.publish(opened, by=member("cvetan", "editor")).number == 1


def test_two_who_write_one_correction_lose_nothing(case, ana, boris, signed_in) -> None:
    opened = actions.open_correction(case, kind="correction", by=ana)
    first, second = signed_in("elena", "editor"), signed_in("filip", "editor")
    address = f"/desk/corrections/{opened.pk}/"

    def form(browser: Client) -> dict[str, str]:
        shown = browser.get(address)
        fields = shown.context["form"]
        typed = {name: fields[name].value() or "" for name in fields.fields if not name.startswith("step-")}
        return {**typed, "act": "write", "seen": shown.context["seen"]}

    hers, his = form(first), form(second)
    assert first.post(address, hers | {"notice-mk": "Точно е 17,1."}).status_code == 302
    told = second.post(address, his | {"notice-sq": "Saktë është 17,1."})
    page = told.content.decode()
    assert "Elena saved this correction while you wrote" in page
    assert "Точно е 17,1." in page
    assert "Saktë është 17,1." in page
    both = his | {"notice-mk": "Точно е 17,1.", "notice-sq": "Saktë është 17,1.", "seen": told.context["seen"]}
    assert second.post(address, both).status_code == 302
    opened.refresh_from_db()
    assert set(opened.notices) == {"mk", "sq"}
    page = second.get(address).content.decode()
    assert "It cannot go out yet" in page
    assert "Approve and publish" not in page


def test_nothing_changed_is_told(case, ana) -> None:
    opened = actions.open_correction(case, kind="correction", by=ana)
    with pytest.raises(errors.NothingChanged):
        actions.write(opened, kind="correction", texts=actions.texts_of(case), notices={}, rating=case.rating, by=ana)


def test_a_browsers_line_breaks_are_no_change() -> None:
    now = {"mk": {"body": "ред\nред"}}
    assert actions.changes_between(now, {"mk": {"body": "ред\r\nред\r\n"}}) == ({}, {})


def test_a_changed_verdict_is_a_correction(case, ana, boris, scale) -> None:  # noqa: F811
    entry = put_out(case, ana, boris, rating=scale.ratings.get(slug="false"), texts=actions.texts_of(case))
    case.refresh_from_db()
    assert case.rating.slug == "false"
    assert case.pages.first().rating.slug == "false"
    assert [each["en"] for each in json.loads(entry.content)["rating"]] == ["Half true", "False"]


@pytest.mark.parametrize("kind", ["update", "clarification", "note"])
def test_a_changed_verdict_is_no_note(case, ana, scale, kind) -> None:  # noqa: F811
    opened = actions.open_correction(case, kind=kind, by=ana)
    wanted = {"texts": actions.texts_of(case), "notices": NOTICES, "rating": scale.ratings.get(slug="false")}
    with pytest.raises(errors.VerdictNeedsCorrection):
        actions.write(opened, kind=kind, by=ana, **wanted)
    actions.write(opened, kind="correction", by=ana, **wanted)


def test_a_retraction_is_told_in_every_language_and_script(case, ana, boris) -> None:
    put_out(case, ana, boris, kind="retraction", texts=actions.texts_of(case))
    told = {"mk": NOTICES["mk"], "sr": NOTICES["sr"], "sr-latn": "Pisalo je 17,3; tačno je 17,1.", "sq": NOTICES["sq"]}
    assert {page.locale.language_code for page in case.pages.all()} == set(told)
    for page in case.pages.all():
        assert told[page.locale.language_code] in Client().get(page.url).content.decode()


def test_the_desk_opens_one_from_a_published_case(signed_in, case) -> None:
    page = signed_in("vera2", "reporter")
    shown = page.get(f"/desk/cases/{case.pk}/history/").content.decode()
    assert 'action="/desk/corrections/open/"' in shown
    page.post("/desk/corrections/open/", {"case": case.pk, "kind": "retraction"})
    assert Correction.objects.get().kind == "retraction"


def test_a_page_that_changed_meanwhile_is_not_overwritten(case, ana, boris) -> None:
    first = actions.open_correction(case, kind="correction", by=ana)
    actions.write(first, kind="correction", texts=mended(case), notices=NOTICES, rating=case.rating, by=ana)
    put_out(case, ana, boris, texts=mended(case, new="16,9"))
    case.refresh_from_db()
    with pytest.raises(errors.ChangedMeanwhile):
        actions.publish(first, by=boris)


def test_a_correction_of_a_correction_and_a_closed_one(case, ana, boris) -> None:
    put_out(case, ana, boris)
    case.refresh_from_db()
    first = Correction.objects.get()
    with pytest.raises(errors.Closed):
        actions.write(first, kind="note", texts={}, notices=NOTICES, rating=case.rating, by=ana)
    again = actions.open_correction(case, kind="correction", by=ana, corrects=first)
    actions.write(
        again, kind="correction", texts=mended(case, "17,1", "17,0"), notices=NOTICES, rating=case.rating, by=ana
    )
    entry = actions.publish(again, by=boris)
    assert json.loads(entry.content)["corrects"] == 1
    assert engine.ledger.verify(chain.lines(), head=chain.head()).lines == 2


def test_a_retraction_stays_where_it_was_and_says_so(case, ana, boris) -> None:
    put_out(case, ana, boris, kind="retraction", texts=actions.texts_of(case))
    case.refresh_from_db()
    assert case.state == "withdrawn"
    page = case.pages.get(locale__language_code="sq")
    shown = Client().get(page.url)
    assert shown.status_code == 200
    assert NOTICES["sq"] in shown.content.decode()
    # Its readers are told once, and in their language.
    assert NOTICES["mk"] not in shown.content.decode()
    assert shown.content.decode().count(NOTICES["sq"]) == 1
    assert NOTICES["mk"] not in Client().get(f"{page.url}plain.txt").content.decode()


def test_the_ledger_cannot_be_changed_and_a_forged_row_is_found(case, ana, boris) -> None:
    entry = put_out(case, ana, boris)
    case.refresh_from_db()
    put_out(case, ana, boris, texts=mended(case, "17,1", "17,2"))
    with pytest.raises(TypeError):
        entry.save()
    with pytest.raises(TypeError):
        entry.delete()
    LedgerEntry.objects.filter(number=1).update(content=entry.content.replace("17,1", "17,2"))
    with pytest.raises(engine.LedgerBroken):
        engine.ledger.verify(chain.lines())


def asked(page, kind="correction"):
    return receive(
        kind=kind,
        language="mk",
        texts={"message": "Бројката е 17,1.", "about_page": page.url},
        key=form_key.new().as_passed(),
    )


@pytest.mark.django_db(transaction=False)
def test_a_readers_request_opens_one_and_is_answered(pages, ana, boris, django_capture_on_commit_callbacks) -> None:
    page = next(each for each in pages if each.locale.language_code == "mk")
    with django_capture_on_commit_callbacks(execute=True):
        sent = asked(page)
    opened = Correction.objects.get()
    assert (opened.origin, opened.submission, opened.acknowledged_on) == ("public", sent, opened.asked_on)
    assert "најдоцна" in sent.messages.first().text or sent.messages.first().text
    case = opened.case
    actions.write(opened, kind="correction", texts=mended(case), notices=NOTICES, rating=case.rating, by=ana)
    with django_capture_on_commit_callbacks(execute=True):
        actions.publish(opened, by=boris)
    sent.refresh_from_db()
    assert sent.state == "answered"
    assert NOTICES["mk"] in sent.answer


def test_a_refused_request_is_answered_with_the_reason(pages, ana, django_capture_on_commit_callbacks) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        sent = asked(pages[0])
    opened = Correction.objects.get()
    with pytest.raises(errors.RefusalNeedsReason):
        actions.refuse(opened, because="  ", by=ana)
    with django_capture_on_commit_callbacks(execute=True):
        actions.refuse(opened, because="Заводот објави 17,3.", by=ana)
    sent.refresh_from_db()
    assert "Заводот објави 17,3." in sent.answer
    assert figures().refused == 1


def test_figures_count_every_state_in_one_walk_of_an_index(case, ana, boris, django_assert_num_queries) -> None:
    put_out(case, ana, boris)
    refused, late, open_one = (actions.open_correction(case, kind="update", by=ana) for _ in range(3))
    actions.refuse(refused, because="Заводот објави 17,3.", by=ana)
    Correction.objects.filter(pk=late.pk).update(due=date(2020, 1, 3))
    Correction.objects.filter(pk=open_one.pk).update(asked_on=date(2019, 1, 3))
    with django_assert_num_queries(2) as asked_of:
        now = figures()
    assert (now.published, now.refused, now.open, now.overdue, now.closed) == (1, 1, 2, 1, 2)
    assert (now.kinds, now.days, now.in_time) == ({"correction": 1}, 0, 2)
    assert figures(2019).open == 1
    if connection.vendor == "sqlite":
        walked = next(each["sql"] for each in asked_of.captured_queries if "corrections_correction" in each["sql"])
        with connection.cursor() as cursor:
            cursor.execute(f"EXPLAIN QUERY PLAN {walked}")
            assert "COVERING INDEX corrections_counted" in str(cursor.fetchall())


@pytest.mark.parametrize("which", ["open", "published", "refused"])
def test_the_list_reads_no_texts_of_corrections(case, ana, boris, signed_in, which) -> None:
    put_out(case, ana, boris)
    actions.refuse(actions.open_correction(case, kind="update", by=ana), because="Не е грешка.", by=ana)
    actions.open_correction(case, kind="update", by=ana)
    client = signed_in("ivo", "editor")
    with CaptureQueriesContext(
        connection,
    ) as asked_of:
        page = client.get(f"/desk/corrections/?list={which}")
    assert case.claim in page.content.decode()
    told = [each["sql"] for each in asked_of.captured_queries if 'FROM "corrections_correction"' in each["sql"]]
    assert told
    assert not [each for each in told if '"before"' in each or '"content"' in each]
    assert len(told) <= 3  # keys, rows, and the count beside the menu


def test_a_remark_opens_none(pages, django_capture_on_commit_callbacks) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        asked(pages[0], kind="comment")
    assert not Correction.objects.exists()


def test_whoever_follows_is_told_once(case, ana, boris, mailoutbox, django_capture_on_commit_callbacks) -> None:
    follower = actions.save_follower(
        Follower(way="mail", name="Партнер", told_at="desk@partner.example", language="sq"), by=ana
    )
    with django_capture_on_commit_callbacks(execute=True):
        entry = put_out(case, ana, boris)
    follower.refresh_from_db()
    assert follower.told == entry.number
    assert len(mailoutbox) == 1
    assert NOTICES["sq"] in mailoutbox[0].body
    from merilo_desk.corrections.telling import tell

    tell.enqueue(follower.pk, entry.number)
    assert len(mailoutbox) == 1


def test_a_machine_is_called_with_a_signature_whose_key_the_database_does_not_tell(
    case, ana, boris, monkeypatch, settings, django_capture_on_commit_callbacks
) -> None:
    called: list[tuple[bytes, dict[str, str]]] = []
    monkeypatch.setattr(engine, "told_machine", lambda _, body, headers: called.append((body, headers)))
    partner = actions.save_follower(Follower(way="hook", name="Partner", told_at="https://partner.example/in"), by=ana)
    given = partner.key
    assert len(given) >= 40
    assert given not in Follower.objects.get().secret
    with django_capture_on_commit_callbacks(execute=True):
        put_out(case, ana, boris)
    (body, headers), *more = called
    assert not more
    assert headers["X-Merilo-Signature"] == "sha256=" + hmac.new(given.encode(), body, sha256).hexdigest()
    settings.SECRET_KEY = "another one, as after a move without the file of settings"
    changed = Follower.objects.get()
    with pytest.raises(NotTold):
        by_call(changed, LedgerEntry.objects.get())
    assert actions.save_follower(changed, by=ana).key not in ("", given)


def test_keys_of_followers_of_an_older_desk_are_sealed_and_machines_notice_nothing(desk) -> None:
    old = Follower.objects.create(way="hook", name="Partner", told_at="https://partner.example/in", secret="plain-old")
    seal = importlib.import_module("merilo_desk.corrections.migrations.0009_keys_of_followers_sealed").seal
    for _ in range(2):
        seal(apps, None)
        old.refresh_from_db()
        assert "plain-old" not in old.secret
        assert old.key == "plain-old"


def test_followers_are_added_on_their_page_and_forgotten_there(signed_in, desk) -> None:
    client, address = signed_in("vesna", "editor"), "/desk/corrections/followers/"
    assert client.get(address).context["form"].initial["language"] == desk.default_language
    machine = {"name": "Partner", "way": "hook", "told_at": "https://partner.example/in", "language": "mk"}
    shown = client.post(address, machine | {"active": "on"}, follow=True)
    partner = Follower.objects.get()
    assert partner.key in shown.content.decode()
    person = {"name": "Reader", "way": "mail", "told_at": "reader@mail.example", "language": "sq", "active": "on"}
    shown = client.post(address, person, follow=True)
    reader = Follower.objects.get(way="mail")
    assert reader.key not in client.get(f"{address}?id={reader.pk}").content.decode()
    # Whoever goes need not be written rightly, and leaves neither address nor key.
    gone = client.post(f"{address}?id={reader.pk}", {"remove": "1", "told_at": ""}, follow=True)
    assert "nothing of them is kept here" in gone.content.decode()
    assert "reader@mail.example" not in client.get(address).content.decode()
    assert [each.pk for each in Follower.objects.all()] == [partner.pk]
    assert client.post(address, {"remove": "1"}).status_code == 200
    assert signed_in("rade", "reporter").post(f"{address}?id={partner.pk}", {"remove": "1"}).status_code == 403
    assert Follower.objects.filter(pk=partner.pk).exists()


def test_public_pages_feed_and_file(case, ana, boris) -> None:
    entry = put_out(case, ana, boris)
    public = Client()
    for code in ("mk", "sr", "sr-latn", "sq", "en"):
        for path in ("", "check/", f"{entry.number}/"):
            answer = public.get(f"/{code}/corrections/{path}")
            assert answer.status_code == 200, (code, path)
            assert not answer.cookies
    assert "<del>" in public.get("/mk/corrections/1/").content.decode()
    assert public.get("/mk/corrections/99/").status_code == 404
    feed = feedparser.parse(public.get("/mk/corrections/feed.xml").content)
    assert not feed.bozo
    assert NOTICES["mk"] in feed.entries[0].content[0].value
    lines = public.get("/mk/corrections/ledger.jsonl").getvalue().decode().splitlines()
    assert engine.ledger.verify(lines, head=chain.head()).lines == 1


def test_screens_of_the_desk(signed_in, case, ana, boris) -> None:
    put_out(case, ana, boris)
    client, reporter, inbox = signed_in("vesna", "editor"), signed_in("rade", "reporter"), signed_in("dea", "inbox")
    opened = client.post("/desk/corrections/open/", {"case": case.pk, "kind": "update"}, follow=True)
    address = opened.request["PATH_INFO"]
    assert opened.status_code == 200
    for path in ("/desk/corrections/", "/desk/corrections/?list=published", "/desk/corrections/?list=refused",
                 "/desk/corrections/others/", address):  # fmt: skip
        assert client.get(path).status_code == 200, path
        assert inbox.get(path).status_code == 200, path
    assert client.get("/desk/corrections/followers/").status_code == 200
    assert reporter.get("/desk/corrections/followers/").status_code == 403
    wrong = client.post(address, {"act": "write", "kind": "update"})
    assert "Say for the readers what was changed and why, in: " in wrong.content.decode()
    part = client.post(address, {"act": "write", "kind": "update", "notice-mk": "само едно"}, follow=True)
    shown = part.content.decode()
    assert "missing in: српски (ћирилица), shqip." in shown
    assert "само едно" in shown
    assert Row.objects.of(Correction.objects.first()).count() >= 1


def test_the_clock_leaves_holidays_out(desk) -> None:
    assert actions.due_after(date(2026, 11, 30)) == date(2026, 12, 10)


def test_the_library_knows_a_retraction(
    case, ana, boris, settings, tmp_path, django_capture_on_commit_callbacks
) -> None:
    settings.HOME = tmp_path
    engine.forget_libraries()
    page = case.pages.get(locale__language_code="mk")

    def known() -> list[str]:
        return [match.fact_check.title for match in engine.matches([page.claim], "mk", "mk")[0]]

    with django_capture_on_commit_callbacks(execute=True):
        put_out(case, ana, boris)
    assert known() == [case.pages.get(locale__language_code="mk").title]
    with django_capture_on_commit_callbacks(execute=True):
        put_out(case, ana, boris, kind="retraction", texts=actions.texts_of(case))
    assert known() == []
    engine.forget_libraries()


def unnamed(kind="correction"):
    return receive(
        kind=kind,
        language="mk",
        texts={"message": "Кај невработеноста бројката е 17,1."},
        key=form_key.new().as_passed(),
    )


def test_a_request_that_names_no_page_waits_for_one_and_its_clock_runs_since_it_came(
    pages, boris, client: Client, django_capture_on_commit_callbacks
) -> None:
    page = next(each for each in pages if each.locale.language_code == "mk")
    with django_capture_on_commit_callbacks(execute=True):
        sent = unnamed()
        unnamed("comment")
    assert not Correction.objects.exists()
    came = date(2026, 3, 2)
    match = {"relation": "same", "fact_check": {"url": f"http://localhost:8000{page.path_here}"}, "reasons": {}}
    type(sent).objects.filter(pk=sent.pk).update(received_on=came, matches=[match])
    (waits,) = unplaced.shown(boris)
    assert (waits.submission, waits.guesses, waits.due) == (sent, (page.case,), actions.due_after(came))
    assert waits.late
    client.force_login(boris, backend="django.contrib.auth.backends.ModelBackend")
    said = client.get("/desk/corrections/").content.decode()
    assert "Which page do they mean?" in said
    assert page.case.claim[:40] in said
    told = client.post(f"/desk/corrections/requests/{sent.pk}/", {"page": "/mk/checks/no-such-page/"}, follow=True)
    assert "No fact check of ours stands at this address" in told.content.decode()
    client.post(f"/desk/corrections/requests/{sent.pk}/", {"page": page.path_here})
    opened = Correction.objects.get()
    assert (opened.case, opened.submission, opened.asked_on, opened.kind) == (page.case, sent, came, "correction")
    assert opened.acknowledged_on
    assert sent.messages.count() == 1
    assert not unplaced.shown(boris)
    with pytest.raises(errors.NotAsked):
        unplaced.take_up(sent, page.case, by=boris)
    assert client.post(f"/desk/corrections/requests/{sent.pk}/", {"page": page.path_here}).status_code == 404


def test_who_reads_the_inbox_alone_takes_up_nothing(pages, member, django_capture_on_commit_callbacks) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        sent = unnamed("clarification")
    reader = member("iva", "inbox")
    assert not unplaced.unplaced(reader).exists()
    with pytest.raises(PermissionDenied):
        unplaced.take_up(sent, pages[0].case, by=reader)


def test_what_requests_may_be_about_is_asked_as_often_for_many_as_for_one(pages, boris) -> None:
    match = {"relation": "same", "fact_check": {"url": f"http://localhost:8000{pages[0].path_here}"}, "reasons": {}}
    assert not unplaced.shown(boris)  # who they are is asked once
    counts = []
    for number in (1, 9):
        for _each in range(number):
            type(unnamed()).objects.update(matches=[match])
        with CaptureQueriesContext(connection) as asked_for:
            assert all(each.guesses for each in unplaced.shown(boris))
        counts.append(len(asked_for))
    assert counts[0] == counts[1]
