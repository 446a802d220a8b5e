"""Bringing a text in, reading it in a job, and everything that can go wrong on the way."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from pypdf import PdfWriter
from reading_samples import EN, MK

from merilo_desk import engine
from merilo_desk.ledger.models import Row
from merilo_desk.newsroom import troubles
from merilo_desk.newsroom.models import Desk, User
from merilo_desk.people.models import Actor
from merilo_desk.readingroom import reading_jobs
from merilo_desk.readingroom.actions.readings import bring, read_again, stop
from merilo_desk.readingroom.errors import NothingToRead, ReadAlready
from merilo_desk.readingroom.models import StoredArticle, Story

State = StoredArticle.State
Reader = Callable[..., StoredArticle]


@pytest.fixture
def ana(member: Callable[..., User], desk: Desk) -> User:
    return member("ana", "reporter", language="mk")


@pytest.fixture
def brought(ana: User, django_capture_on_commit_callbacks: Any) -> Reader:
    """Bring something in and let its job run."""

    def made(**given: Any) -> StoredArticle:
        with django_capture_on_commit_callbacks(execute=True):
            article = bring(by=given.pop("by", ana), **given)
        article.refresh_from_db()
        return article

    return made


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Read without the language model: for tests of what happens around a reading."""
    empty = {"notices": [], "claims": [], "findings": [], "matches": []}

    def read_through(article: engine.Article, speaking: list[str], watch: Any, every: float = 1.0) -> engine.Read:
        return engine.Read(bare_report(article), dict.fromkeys(speaking, empty))

    monkeypatch.setattr(engine, "read_through", read_through)


def bare_report(article: engine.Article) -> dict[str, Any]:
    """Return a report in which nothing was found."""
    kept = {
        name: getattr(article, name)
        for name in ("title", "text", "language", "script", "source", "sha256", "site", "kind")
    }
    lists = "quotes quantities claims attributions times mentions entities timeline findings matches"
    return {
        "schema": "merilo-report/1",
        "engine": {"version": "0", "models": {}},
        "article": {
            **kept,
            "published": article.published.isoformat() if article.published else None,
            **{"byline": [], "landmarks": [], "captions": [], "notices": []},
        },
        "sentences": [{"start": 0, "end": len(article.text)}] if article.text else [],
        **{name: [] for name in lists.split()},
    }


def test_a_pasted_text_is_read_and_its_counts_are_kept(brought: Reader) -> None:
    article = brought(text=MK)
    assert (article.state, article.language, article.published) == (State.READ, "mk", date(2024, 3, 4))
    assert article.title.startswith("Нова болница")
    assert article.text == MK
    assert article.summary["claims"] >= 3
    assert article.summary["speakers"] >= 1
    assert {each.language for each in article.words.all()} >= {"mk", "sr", "sq", "en"}
    assert article.utterances.filter(speaker_words__contains="Колар").exists()


def test_words_without_a_cue_say_in_the_table_what_marks_them(brought: Reader, signed_in: Any) -> None:
    article = brought(text="Министерката изјави дека нема долгови. Никој не ѝ се јавил.")
    kept = {article.text[each.start : each.end]: each.basis for each in article.utterances.all()}
    assert kept == {"дека нема долгови": "", "Никој не ѝ се јавил": "mood"}
    page = signed_in("eve", "editor", language="sr").get(f"/desk/readings/{article.pk}/voices/").content.decode()
    assert page.count("по глаголском облику") == 1


def test_reasons_are_said_in_the_language_of_whoever_reads(brought: Reader, signed_in: Any) -> None:
    article = brought(text=MK)
    words = {
        each.language: " ".join(one for row in each.words["claims"] for one in row) for each in article.words.all()
    }
    assert "милиони" in words["mk"]
    assert words["mk"] != words["en"]
    page = signed_in("eve", "editor", language="en").get(f"/desk/readings/{article.pk}/").content.decode()
    assert "claims," in page
    assert "тврдења," not in page


def test_what_the_member_knows_better_is_believed(brought: Reader, quick: None) -> None:
    article = brought(text="Kratka vijest o proračunu grada.", language="hr", published=date(2020, 1, 2))
    assert (article.language, article.published) == ("hr", date(2020, 1, 2))


FILES = [
    # (name, bytes, how it ends, what is said)
    ("story.txt", EN.encode(), State.READ, ""),
    ("story.html", f"<html><body><article><p>{EN}</p></article></body></html>".encode(), State.READ, ""),
    ("talk.vtt", b"WEBVTT\n\n00:00.000 --> 00:04.000\nThe new hospital will cost 12 million euros.\n", State.READ, ""),
    ("empty.txt", b"", None, "empty"),
    ("program.exe", b"MZ\x90\x00" + bytes(range(256)) * 20, State.FAILED, "is not text"),
    ("story.jpg", b"MZ\x90\x00" + bytes(range(256)) * 20, State.FAILED, "is not text"),
    ("broken.pdf", b"%PDF-1.7\n1 0 obj\n<<", State.FAILED, "damaged or not complete"),
]


@pytest.mark.parametrize(("name", "data", "state", "said"), FILES)
def test_files_of_every_kind(
    signed_in: Any,
    desk: Desk,
    quick: None,
    django_capture_on_commit_callbacks: Any,
    name: str,
    data: bytes,
    state: str | None,
    said: str,
) -> None:
    client = signed_in("ana", "reporter")
    with django_capture_on_commit_callbacks(execute=True):
        answer = client.post("/desk/readings/new/", {"file": SimpleUploadedFile(name, data), "text": ""})
    if state is None:
        assert answer.status_code == 422
        assert said in answer.content.decode()
        return
    article = StoredArticle.objects.get()
    assert article.state == state
    assert said in troubles.said(article.trouble)
    page = client.get(f"/desk/readings/{article.pk}/").content.decode()
    assert not said or said in page


def bomb() -> bytes:
    """Return a document of a few kilobytes that unpacks to hundreds of megabytes."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", b"<w:t>" + b"a" * 300_000_000)
    return packed.getvalue()


def test_a_zip_bomb_is_told_kindly(brought: Reader) -> None:
    article = brought(file=SimpleUploadedFile("small.docx", bomb()))
    assert article.state == State.FAILED
    assert "far larger than any article" in troubles.said(article.trouble)


def test_a_locked_document_is_told_kindly(brought: Reader) -> None:
    writer, file = PdfWriter(), io.BytesIO()
    writer.add_blank_page(200, 200)
    writer.encrypt("tajna", algorithm="RC4-128")
    writer.write(file)
    article = brought(file=SimpleUploadedFile("locked.pdf", file.getvalue()))
    assert article.state == State.FAILED
    assert "locked with a password" in troubles.said(article.trouble)


def test_a_file_too_large_is_told_beside_its_field_and_nothing_typed_is_lost(
    signed_in: Any, desk: Desk, settings: Any
) -> None:
    settings.UPLOAD_LIMIT = 1024
    file = SimpleUploadedFile("page.html", b"x" * 2048)
    answer = signed_in("ana", "reporter").post(
        "/desk/readings/new/", {"file": file, "link": "https://example.org/typed"}
    )
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "larger than" in page
    assert "https://example.org/typed" in page
    assert not StoredArticle.objects.exists()


POSTED = [
    # (what is posted, what is said)
    ({}, "nothing to read yet"),
    ({"text": "   \r\n "}, "nothing to read yet"),
    ({"link": "not a link"}, "valid URL"),
    ({"text": "Words.", "published": "the day before"}, "valid date"),
]


@pytest.mark.parametrize(("posted", "said"), POSTED)
def test_what_cannot_be_read_is_told(signed_in: Any, desk: Desk, posted: dict[str, str], said: str) -> None:
    answer = signed_in("ana", "reporter").post("/desk/readings/new/", posted)
    assert answer.status_code == 422
    page = answer.content.decode()
    assert said in page
    assert posted.get("text", "").strip() in page


def test_a_link_is_fetched_by_the_engine_and_its_error_is_shown(brought: Reader, signed_in: Any) -> None:
    article = brought(url="http://127.0.0.1:9/secret")
    assert article.state == State.FAILED
    assert troubles.said(article.trouble).startswith("127.0.0.1 is inside a private network")
    page = signed_in("eve", "editor").get(f"/desk/readings/{article.pk}/").content.decode()
    assert "127.0.0.1 is inside a private network" in page
    assert "/desk/readings/new/?link=" in page


def test_a_link_beside_words_is_kept_and_never_fetched(
    brought: Reader, quick: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engine, "read", lambda *given, **named: pytest.fail("fetched"))
    article = brought(text=EN, url="https://www.herald.example/story")
    assert (article.state, article.site) == (State.READ, "herald.example")


def test_the_outlet_of_the_register_is_known_by_its_site(brought: Reader, quick: None) -> None:
    outlet = Actor.objects.create(kind="outlet", name="Herald", slug="herald", site="herald.example")
    article = brought(text=EN, url="https://www.herald.example/story")
    assert (article.outlet, article.report["article"]["site"]) == (outlet, "herald.example")
    assert brought(text=MK, url="https://other.example/story").outlet is None


def test_the_same_text_opens_the_reading_there_is(brought: Reader, quick: None, signed_in: Any) -> None:
    article = brought(text=EN)
    with pytest.raises(ReadAlready) as told:
        brought(text=EN)
    assert told.value.article == article
    answer = signed_in("eve", "editor").post("/desk/readings/new/", {"text": EN.replace("\n", "\r\n")}, follow=True)
    assert answer.redirect_chain[-1][0] == f"/desk/readings/{article.pk}/"
    assert "here already" in answer.content.decode()


def test_the_same_text_in_a_file_leads_to_the_reading_there_is(brought: Reader, quick: None, signed_in: Any) -> None:
    article = brought(text=EN)
    second = brought(file=SimpleUploadedFile("again.txt", EN.encode()))
    assert second.same_as == article
    client = signed_in("eve", "editor")
    assert client.get(f"/desk/readings/{second.pk}/").headers["Location"] == f"/desk/readings/{article.pk}/"
    assert f'href="/desk/readings/{second.pk}/"' not in client.get("/desk/readings/").content.decode()


def test_a_reading_is_stopped_and_read_again(
    brought: Reader, ana: User, monkeypatch: pytest.MonkeyPatch, quick: None
) -> None:
    whole = engine.read_through

    def stopped(article: engine.Article, speaking: Any, watch: Any, every: float = 1.0) -> engine.Read:
        assert watch("names")
        stop(StoredArticle.objects.get(), by=ana)
        assert not watch("voices")
        raise engine.Stopped

    monkeypatch.setattr(engine, "read_through", stopped)
    article = brought(text=EN)
    assert article.state == State.STOPPED
    monkeypatch.setattr(engine, "read_through", whole)
    read_again(article, by=ana)
    reading_jobs.read_article.func(article.pk, StoredArticle.objects.get().turn)
    assert StoredArticle.objects.get().state == State.READ


def test_a_stop_ends_the_engines_own_work() -> None:
    article = engine.article_of(MK)
    with pytest.raises(engine.Stopped):
        engine.read_through(article, ["en"], lambda stage: False, every=0.0)


def test_an_old_report_stands_until_the_new_one_does(
    brought: Reader, ana: User, monkeypatch: pytest.MonkeyPatch, quick: None
) -> None:
    article = brought(text=EN)
    first = article.report

    def broken(*given: Any, **named: Any) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(engine, "read_through", broken)
    read_again(article, by=ana)
    assert StoredArticle.objects.get().report == first
    with pytest.raises(NothingToRead):
        read_again(article, by=ana)
    reading_jobs.read_article.func(article.pk, 2)
    article.refresh_from_db()
    assert (article.state, article.report) == (State.READ, first)
    assert "ZeroDivisionError" in article.trouble


def test_a_wrong_guess_is_put_right_by_reading_again(
    brought: Reader, quick: None, signed_in: Any, django_capture_on_commit_callbacks: Any
) -> None:
    article = brought(text=EN)
    with django_capture_on_commit_callbacks(execute=True):
        signed_in("eve", "editor").post(
            f"/desk/readings/{article.pk}/again/", {"language": "hr", "published": "2020-01-02"}
        )
    article.refresh_from_db()
    assert (article.language, article.published, article.text) == ("hr", date(2020, 1, 2), EN)


def test_a_job_whose_turn_is_over_writes_nothing(brought: Reader, ana: User, quick: None) -> None:
    article = brought(text=EN)
    StoredArticle.objects.update(state=State.WAITING, turn=5, report=None)
    reading_jobs.read_article.func(article.pk, 4)
    assert StoredArticle.objects.get().state == State.WAITING


def test_what_a_dying_process_left_is_picked_up(
    ana: User, quick: None, django_capture_on_commit_callbacks: Any
) -> None:
    article = bring(by=ana, text=EN)
    past = timezone.now() - timedelta(minutes=10)
    StoredArticle.objects.update(state=State.READING, seen_at=past, stage="names")
    with django_capture_on_commit_callbacks(execute=True):
        reading_jobs.pick_up()
    article.refresh_from_db()
    assert (article.state, article.tries) == (State.READ, 1)


def test_a_living_job_is_left_alone(ana: User, quick: None) -> None:
    article = bring(by=ana, text=EN)
    StoredArticle.objects.update(state=State.READING, seen_at=timezone.now())
    reading_jobs.pick_up()
    assert StoredArticle.objects.get().turn == article.turn


def test_a_text_that_kills_its_process_is_given_up_in_the_end(ana: User, quick: None) -> None:
    bring(by=ana, text=EN)
    past = timezone.now() - timedelta(minutes=10)
    StoredArticle.objects.update(state=State.READING, seen_at=past, tries=2)
    reading_jobs.pick_up()
    article = StoredArticle.objects.get()
    assert article.state == State.FAILED
    assert article.trouble


def test_two_members_bring_one_text_at_once(ana: User, member: Any, quick: None) -> None:
    """Both were sent before either was read: the second leads to the first."""
    first = bring(by=ana, text=EN)
    second = StoredArticle.objects.create(text=EN, brought_by=member("boris", "reporter"))
    for article in (second, first):
        reading_jobs.read_article.func(article.pk, 1)
    second.refresh_from_db()
    assert second.same_as == first


def test_every_act_is_in_the_ledger(brought: Reader, ana: User, quick: None) -> None:
    article = brought(text=EN)
    read_again(article, by=ana)
    stop(article, by=ana)
    assert [row.facts["did"] for row in Row.objects.filter(subject="readingroom.storedarticle").order_by("pk")] == [
        "brought",
        "read again",
        "stopped",
    ]


# (address, who may open it)
SEERS = {"reporter", "editor", "chief", "translator", "auditor"}
READERS = {"reporter", "editor", "chief"}
SCREENS = [
    ("/desk/readings/", SEERS),
    ("/desk/readings/new/", READERS),
    ("/desk/readings/{pk}/", SEERS),
    ("/desk/readings/{pk}/facts/?tab=voices", SEERS),
    ("/desk/readings/{pk}/voices/", SEERS),
    ("/desk/readings/{pk}/ticked/", SEERS),
    ("/desk/readings/{pk}/export/json/", SEERS),
    ("/desk/readings/stories/", SEERS),
]
ACTS = [
    ("/desk/readings/new/", {"text": "The budget of the city is 9 million euros."}),
    ("/desk/readings/{pk}/again/", {}),
    ("/desk/readings/{pk}/stop/", {}),
    ("/desk/readings/{pk}/keep/", {"start": "0", "end": "20"}),
    ("/desk/readings/{pk}/voices/confirm/", {}),
]


@pytest.mark.parametrize("role", ["reporter", "editor", "chief", "translator", "auditor", "inbox"])
def test_who_may_see_and_who_may_act(brought: Reader, quick: None, signed_in: Any, role: str) -> None:
    pk = brought(text=EN).pk
    client: Client = signed_in("someone", role)
    for address, roles in SCREENS:
        wanted = 200 if role in roles else 403
        assert client.get(address.format(pk=pk)).status_code == wanted, address
    for address, posted in ACTS:
        wanted = 302 if role in READERS else 403
        assert client.post(address.format(pk=pk), posted).status_code == wanted, address


def test_a_stranger_is_led_to_the_door(client: Client, brought: Reader, quick: None) -> None:
    pk = brought(text=EN).pk
    for address, _ in SCREENS:
        assert client.get(address.format(pk=pk)).status_code == 302


def test_the_list_asks_as_often_for_one_row_as_for_25(
    brought: Reader, ana: User, quick: None, signed_in: Any, django_assert_num_queries: Any
) -> None:
    brought(text=EN)
    client = signed_in("eve", "editor")
    client.get("/desk/readings/")
    with CaptureQueriesContext(connection) as one:
        client.get("/desk/readings/")
    for number in range(24):
        StoredArticle.objects.create(
            title=f"Text {number}",
            state=State.READ,
            brought_by=ana,
            summary={"claims": 1, "speakers": 2, "disagree": 0, "checked": 0},
        )
    with django_assert_num_queries(len(one)):
        page = client.get("/desk/readings/")
    assert page.content.decode().count("Text ") >= 24


FOUND = [
    # (search, found)
    ("q=болница", True),
    ("q=bolnica", True),  # Latin finds Cyrillic
    ("q=болниците", True),  # and an inflected form
    ("q=пристаниште", False),
    ("language=mk", True),
    ("language=sq", False),
    ("state=failed", False),
    ("by=0", False),
    ("state=nonsense", True),
]


@pytest.mark.parametrize(("asked", "found"), FOUND)
def test_search_and_filters(brought: Reader, quick: None, signed_in: Any, asked: str, found: bool) -> None:
    pk = brought(text=MK).pk
    page = signed_in("eve", "editor").get(f"/desk/readings/?{asked}").content.decode()
    assert (f'href="/desk/readings/{pk}/"' in page) is found


def test_readings_are_listed_by_outlet_and_by_story(brought: Reader, quick: None, ana: User, signed_in: Any) -> None:
    outlet = Actor.objects.create(kind="outlet", name="Herald", slug="herald", site="herald.example")
    here, elsewhere = brought(text=EN, url="https://herald.example/story"), brought(text=MK)
    story = Story.objects.create(title="The bridge", made_by=ana)
    StoredArticle.objects.filter(pk=elsewhere.pk).update(story=story)
    client = signed_in("eve", "editor")

    def listed(asked: str) -> set[int]:
        page = client.get(f"/desk/readings/?{asked}").content.decode()
        return {each.pk for each in (here, elsewhere) if f'data-open href="/desk/readings/{each.pk}/"' in page}

    assert listed("") == {here.pk, elsewhere.pk}
    assert listed(f"outlet={outlet.pk}") == {here.pk}
    assert listed(f"story={story.pk}") == {elsewhere.pk}
    assert listed(f"story={story.pk}&outlet={outlet.pk}") == set()
    assert listed("story=99999999999999999999999") == set()
    assert listed("story=x&outlet=y") == {here.pk, elsewhere.pk}


@pytest.mark.parametrize(("form", "begins"), [("html", "<!DOCTYPE html>"), ("json", "{"), ("md", "# ")])
def test_a_report_is_exported_as_the_command_line_writes_it(
    brought: Reader, signed_in: Any, form: str, begins: str
) -> None:
    pk = brought(text=EN).pk
    answer = signed_in("eve", "editor").get(f"/desk/readings/{pk}/export/{form}/")
    assert answer.content.decode().startswith(begins)
    assert f'filename="reading-{pk}.{form}"' in answer.headers["Content-Disposition"]
    assert "12 million euros" in answer.content.decode()


def test_an_original_is_handed_out_as_a_download_only(brought: Reader, quick: None, signed_in: Any) -> None:
    page = b"<html><body><article><p>" + EN.encode() + b"<script>alert(1)</script></p></article></body></html>"
    article = brought(file=SimpleUploadedFile("story.html", page))
    answer = signed_in("eve", "editor").get(f"/desk/readings/{article.pk}/original/")
    assert answer.headers["Content-Type"] == "application/octet-stream"
    assert answer.headers["Content-Disposition"].startswith("attachment")


def test_progress_says_what_is_being_done_and_ends_by_a_fresh_page(ana: User, signed_in: Any) -> None:
    article = bring(by=ana, text=EN)
    StoredArticle.objects.update(state=State.READING, stage="voices", seen_at=timezone.now())
    client = signed_in("eve", "editor")
    answer = client.get(f"/desk/readings/{article.pk}/progress/")
    assert "Finding who said what" in answer.content.decode()
    assert "HX-Refresh" not in answer.headers
    StoredArticle.objects.update(state=State.FAILED)
    assert client.get(f"/desk/readings/{article.pk}/progress/").headers["HX-Refresh"] == "true"


def test_words_that_a_printer_broke_are_made_whole_when_they_are_pasted(client: Client, ana: User, quick: None) -> None:
    client.force_login(ana, backend="django.contrib.auth.backends.ModelBackend")
    pasted = "Градона-\r\nчалникот најави дека водо-\r\nводот ќе се за-\r\nврши до јуни."
    answer = client.post("/desk/readings/new/", {"text": pasted}, follow=True)
    assert StoredArticle.objects.get().text == "Градоначалникот најави дека водоводот ќе се заврши до јуни."
    assert "3 зборови прекинати на крајот од редот се споени." in answer.content.decode()


def test_a_text_is_called_what_its_bringer_calls_it(
    brought: Reader, quick: None, ana: User, signed_in: Callable[..., Client], django_capture_on_commit_callbacks: Any
) -> None:
    client = signed_in("mia", "reporter")
    words = "Host: Good evening. Tonight we talk about pay.\nMinister: Pay grew by nine percent."
    with django_capture_on_commit_callbacks(execute=True):
        client.post("/desk/readings/new/", {"text": words, "title": "  The debate of 12 May "})
    article = StoredArticle.objects.get()
    assert article.title == "The debate of 12 May"
    assert "The debate of 12 May" in client.get("/desk/readings/").content.decode()
    assert client.get("/desk/readings/?q=debate").content.decode().count(f"/desk/readings/{article.pk}/") > 0
    with django_capture_on_commit_callbacks(execute=True):
        read_again(article, by=ana)
    article.refresh_from_db()
    assert article.title == "The debate of 12 May"
    with django_capture_on_commit_callbacks(execute=True):
        client.post(f"/desk/readings/{article.pk}/again/", {"title": "Pay: the debate", "language": "en"})
    article.refresh_from_db()
    assert article.title == "Pay: the debate"
    plain = brought(text="Another text. It has no name of its own.")
    assert plain.title.startswith("Another text.")
