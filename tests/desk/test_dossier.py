"""The dossier of a year: what it holds, what it finds missing, what of whom it never says, and how its PDF is made."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from io import BytesIO
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import lxml.html
import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone, translation
from publishing.conftest import approved, minister, published, scale, site  # noqa: F401
from pypdf import PdfReader

from merilo_desk.corrections import actions as corrections
from merilo_desk.corrections.models import LedgerEntry
from merilo_desk.dossier import command, file_jobs
from merilo_desk.dossier.actions import ask
from merilo_desk.dossier.errors import NoPrinter, NoSuchLanguage, NotBegun
from merilo_desk.dossier.file_jobs import let_old_files_go, make_file, pick_up
from merilo_desk.dossier.gathered import gather
from merilo_desk.dossier.missing import RULES, missing_in
from merilo_desk.dossier.models import KEPT, DossierFile
from merilo_desk.dossier.writing import as_pdf, make
from merilo_desk.dossier.year import year_of
from merilo_desk.intake import form_key
from merilo_desk.intake.actions.receive import receive
from merilo_desk.ledger.models import Row
from merilo_desk.newsroom.models import User
from merilo_desk.newsroom.troubles import said as told
from merilo_desk.publishing.models import FactCheckPage, PlainPage

pytestmark = pytest.mark.usefixtures("desk")
YEAR = year_of(2026, today=date(2026, 12, 31))


def points(year: Any = YEAR, language: str = "en") -> set[str]:
    return {each.point for each in missing_in(gather(year, language))}


def refrozen(page: FactCheckPage, **facts: Any) -> None:
    """Put other frozen facts on a page, as if the case had been approved with them."""
    page.facts = {**page.facts, **facts}
    page.save()


def of_2026(case: Any) -> Any:
    case.published_at = datetime(2026, 11, 20, 10, tzinfo=ZoneInfo("Europe/Skopje"))
    case.save()
    return case


@pytest.fixture
def check(published):  # noqa: F811
    """A published fact check with one named and one protected source."""
    pages = published()
    of_2026(pages[0].case)
    return {page.locale.language_code: page for page in pages}


def test_a_year_is_a_year_or_what_has_passed_of_it() -> None:
    assert year_of(2025, today=date(2026, 3, 1)).last == date(2025, 12, 31)
    now = year_of(2026, today=date(2026, 3, 1))
    assert (now.last, now.going_on, len(now.months)) == (date(2026, 3, 1), True, 3)
    for number in (2027, 0, 1999, 99_999):
        with pytest.raises(NotBegun):
            year_of(number, today=date(2026, 3, 1))


def test_it_holds_checks_sources_and_replies_and_names_no_protected_source(check) -> None:
    html = make(YEAR, "en", by=None).html
    text = lxml.html.fromstring(html).text_content()
    for there in ("Невработеноста ја преполовивме", "Завод за статистика", "https://archive.example/stat", "Half true",
                  "Мислев на бројот на долгорочно невработени.", "Службеник во министерството",
                  "Има само еден официјален извор."):  # fmt: skip
        assert there in html, there
    assert "1 of 1 (100 %" in text.replace("\u00a0", " ")
    for never in ("Тајната Служба", "secret.example", "Тајни зборови", "Скриен интерес", "Само за редакцијата"):
        assert never not in html, never


def test_it_is_one_file_that_asks_nobody(check) -> None:
    tree = lxml.html.fromstring(make(YEAR, "mk", by=None).html)
    assert not tree.xpath("//script|//link|//img|//iframe")
    assert tree.get("lang") == "mk"
    ids = tree.xpath("//@id")
    assert len(ids) == len(set(ids))
    assert {each[1:] for each in tree.xpath("//a/@href") if each.startswith("#")} <= set(ids)


def test_what_is_missing_stands_first(check) -> None:
    tree = lxml.html.fromstring(make(YEAR, "en", by=None).html)
    assert tree.xpath("//main/section")[0].xpath(".//h2/@id") == ["missing"]
    weights = tree.xpath("//ul[@class='missing']/li/@class")
    assert weights == sorted(weights, key=lambda each: each != "grave")


@pytest.mark.parametrize(
    ("point", "facts"),
    [
        ("two-sources", {"exemptions": []}),
        ("reply", {"replies": []}),
        ("reply", {"replies": [{"asked": "x", "asked_on": "", "answered_on": ""}]}),
        ("why-chosen", {"why_chosen": " "}),
        ("review", {"people": {"wrote": ["Vera"], "approved": []}}),
    ],
)
def test_a_gap_in_a_check_is_found_and_its_check_named(check, point: str, facts: dict[str, Any]) -> None:
    assert point not in points()
    refrozen(check["mk"], **facts)
    found = [each for each in missing_in(gather(YEAR, "mk")) if each.point == point]
    assert [each.checks[0].case for each in found] == [check["mk"].case]


def test_a_reason_for_not_asking_is_enough(check) -> None:
    refrozen(check["mk"], replies=[{"not_asked_because": "Починал."}])
    assert "reply" not in points(language="mk")


@pytest.mark.parametrize(
    ("changed", "expected"),
    [({"url": ""}, {"links"}), ({"archived": ""}, {"archived"}), ({"url": "", "archived": ""}, {"links"}), ({}, set())],
)
def test_sources_without_a_link_or_a_copy(check, changed: dict[str, str], expected: set[str]) -> None:
    page = check["mk"]
    first, *rest = page.facts["evidence"]
    refrozen(page, evidence=[{**first, **changed}, *rest])
    assert points(language="mk") & {"links", "archived"} == expected


def test_how_often_is_counted(published) -> None:  # noqa: F811
    for number in range(3):
        of_2026(published(title=f"Проверка {number}")[0].case)
    assert {"pace", "months"} <= points()
    january = year_of(2026, today=date(2026, 1, 20))
    assert not gather(january, "en").checks
    short = next(each for each in missing_in(gather(YEAR, "en")) if each.point == "pace")
    assert "3 fact checks were published in 52 weeks" in short.sentence


def test_topics_and_welfare(check, topic) -> None:
    case = check["mk"].case
    assert not {"welfare", "topic"} & points()
    topic.welfare = False
    topic.save()
    assert "welfare" in points()
    case.topic = None
    case.save()
    assert "topic" in points()


def test_pages_that_are_missing_untouched_or_old(check) -> None:
    assert {"page-team", "page-funding", "page-corrections"} <= points(language="mk")
    team = PlainPage.objects.get(role="team", locale__language_code="mk")
    team.body = "<p>Три новинари и една уредничка.</p>"
    revision = team.save_revision()
    revision.publish()
    assert not {"page-team", "old-team"} & points(language="mk")
    team.revisions.update(created_at=datetime(2025, 1, 5, 9, tzinfo=ZoneInfo("UTC")))
    assert "old-team" in points(language="mk")
    policy = PlainPage.objects.get(role="corrections", locale__language_code="mk")
    policy.body = "<p>Пишете ни.</p>"
    policy.save_revision().publish()
    assert "complaints" in points(language="mk")
    policy.unpublish()
    assert "page-corrections" in points(language="mk")


def test_corrections_are_timed_and_a_forged_ledger_is_told(check, member) -> None:
    writer, second = member("goran", "editor"), member("zora", "editor", "chief")
    case = check["mk"].case
    case.refresh_from_db()
    opened = corrections.open_correction(case, kind="correction", by=writer, asked_on=date(2026, 11, 2))
    texts = {code: {**each, "reason": each["reason"].replace("17,3", "17,1")}
             for code, each in corrections.texts_of(case).items()}  # fmt: skip
    notices = {"mk": "Точно е 17,1.", "sr": "Тачно је 17,1.", "sq": "Saktë është 17,1."}
    corrections.write(opened, kind="correction", texts=texts, notices=notices, rating=case.rating, by=writer)
    corrections.publish(opened, by=second)
    row = gather(YEAR, "mk").mends.rows[0]
    assert (row.line, row.notice["mk"], row.changes) == (1, "Точно е 17,1.", 3)
    assert row.late is (row.closed_on > opened.due)
    assert "ledger" not in points()
    with connection.cursor() as cursor:
        content = LedgerEntry.objects.get().content.replace("17,1", "17,0")
        cursor.execute("UPDATE corrections_ledgerentry SET content = %s", [content])
    first = missing_in(gather(YEAR, "en"))[0]
    assert (first.point, first.weight) == ("ledger", "grave")


def test_nothing_of_senders_is_in_it(check) -> None:
    secret = {"quotation": "Зборови само за редакцијата 4711", "contact": "ja@posta.example",
              "message": "Јас сум соседот на градоначалникот"}  # fmt: skip
    receive(kind="claim", language="mk", texts=secret, key=form_key.new().as_passed())
    page = check["mk"]
    asked = {"message": "Мојата сестра работи таму", "about_page": page.url, "contact": "sestra@posta.example"}
    receive(kind="correction", language="mk", texts=asked, key=form_key.new().as_passed())
    html = make(YEAR, "mk", by=None).html
    for private in (*secret.values(), asked["message"], asked["contact"]):
        assert private not in html
    assert gather(year_of(2026), "mk").answers.received == 2


def test_people_whom_no_page_names_are_counted_and_not_named(check, member) -> None:
    member("tajna", "reporter")
    member("nadzor", "auditor")
    staff = gather(YEAR, "en").staff
    assert {each.name for each in staff.people} == {"Vera", "Ana"}
    assert staff.unnamed == 1
    html = make(YEAR, "en", by=None).html
    assert "Tajna" not in html
    assert "Nadzor" not in html


def test_making_one_is_an_act_of_a_chief(check, member) -> None:
    with pytest.raises(PermissionDenied):
        make(YEAR, "en", by=member("rade", "editor"))
    make(YEAR, "en", by=member("zora", "chief"))
    row = Row.objects.filter(act="dossier.make").get()
    assert (row.by.username, row.facts["year"]) == ("zora", 2026)
    with pytest.raises(NoSuchLanguage, match="mk, sr"):
        make(YEAR, "hr", by=None)


def test_the_pdf_is_tagged_and_reads_the_same(check) -> None:
    reader = PdfReader(BytesIO(as_pdf(make(YEAR, "mk", by=None))))
    text = " ".join(page.extract_text() for page in reader.pages)
    assert "Невработеноста ја преполовивме" in " ".join(text.split())
    assert reader.trailer["/Root"]["/MarkInfo"]["/Marked"]
    assert reader.trailer["/Root"]["/Lang"] == "mk"
    fonts = {str(font["/BaseFont"]) for page in reader.pages
             for font in (each.get_object() for each in page["/Resources"]["/Font"].values())}  # fmt: skip
    assert any("Merilo-Sans" in font or "Source" in font for font in fonts), fonts


def test_without_pango_there_is_still_the_page(check, monkeypatch, tmp_path: Path) -> None:
    def lacks(_written: object) -> bytes:
        raise NoPrinter("libpango-1.0-0")

    monkeypatch.setattr(command, "as_pdf", lacks)
    said, trouble = command.write(2026, "mk", tmp_path)
    assert "libpangoft2-1.0-0" in trouble[0]
    assert (tmp_path / "dossier-2026-mk.html").exists()
    assert not (tmp_path / "dossier-2026-mk.pdf").exists()
    assert said[0].endswith(".html")


def test_the_command_says_what_was_written_and_what_is_wrong(check, tmp_path: Path) -> None:
    said, trouble = command.write(2026, "", tmp_path / "new" / "folder")
    assert not trouble
    assert [Path(each).suffix for each in said[:2]] == [".html", ".pdf"]
    assert said[2].startswith("- ")
    assert "has not begun" in command.write(9999, "", tmp_path)[1][0]
    assert "does not speak" in command.write(2026, "xx", tmp_path)[1][0]
    (tmp_path / "file").write_text("")
    assert "cannot be written" in command.write(2026, "mk", tmp_path / "file")[1][0]


def test_a_desk_with_nothing_has_a_dossier_too(site) -> None:  # noqa: F811
    html = make(YEAR, "sq", by=None).html
    assert "pace" in points()
    assert "<main>" in html


def test_the_screen_is_for_chiefs_and_hands_out_files(signed_in, check) -> None:
    assert signed_in("rade", "editor").get("/desk/dossier/").status_code == 403
    chief = signed_in("zora", "chief")
    assert "/desk/dossier/" in chief.get("/desk/desk/").content.decode()
    page = chief.get("/desk/dossier/?year=2026&language=mk").content.decode()
    assert "What is missing" in page
    answer = chief.post("/desk/dossier/write/", {"year": "2026", "language": "mk", "as": "html"})
    assert answer["Content-Disposition"] == 'attachment; filename="dossier-2026-mk.html"'
    assert chief.post("/desk/dossier/write/", {"year": "x"}).status_code == 302
    assert Client().get("/desk/dossier/").status_code == 302
    assert User.objects.filter(username="rade").exists()


def test_it_asks_as_often_for_many_checks_as_for_one(published) -> None:  # noqa: F811
    def asked() -> int:
        with CaptureQueriesContext(connection) as seen:
            missing_in(gather(YEAR, "mk"))
        return len(seen)

    of_2026(published()[0].case)
    asked()
    one = asked()
    for number in range(6):
        of_2026(published(title=f"Проверка {number}")[0].case)
    assert asked() == one


def test_every_rule_says_what_it_is_for() -> None:
    assert all(each.__doc__ for each in RULES)


# The PDF, made by a job.


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Have PDF files set at once; the pages that they were set from."""
    pages: list[str] = []

    def set_page(written: Any) -> bytes:
        pages.append(written.html)
        return b"%PDF-1.7 " + written.name.encode()

    monkeypatch.setattr(file_jobs, "as_pdf", set_page)
    return pages


def asked(by: User, language: str = "mk") -> DossierFile:
    return ask(year_of(2026), language, by=by)[0]


def now_of(file: DossierFile) -> DossierFile:
    return DossierFile.objects.get(pk=file.pk)


def aged(file: DossierFile, **times: timedelta) -> None:
    DossierFile.objects.filter(pk=file.pk).update(**{name: timezone.now() - ago for name, ago in times.items()})


def test_a_pdf_is_asked_for_made_and_fetched(check, signed_in, django_capture_on_commit_callbacks) -> None:
    chief = signed_in("zora", "chief")
    asking = {"year": "2026", "language": "mk", "as": "pdf"}
    with django_capture_on_commit_callbacks() as queued:
        answer = chief.post("/desk/dossier/write/", asking)
    file = DossierFile.objects.get()
    assert (answer.url, file.state, len(queued)) == ("/desk/dossier/?year=2026&language=mk#files", "waiting", 1)
    page = chief.get(answer.url).content.decode()
    row = f"/desk/dossier/files/{file.pk}/row/?state="
    assert "Waiting to be made" in page
    assert f'hx-get="{row}waiting"' in page
    assert '<noscript><meta http-equiv="refresh"' in page
    assert chief.get(f"{row}waiting").status_code == 204
    assert chief.get(f"/desk/dossier/files/{file.pk}/").status_code == 404
    queued[0]()
    file = now_of(file)
    assert (file.state, file.asked_by.username, file.trouble) == ("ready", "zora", "")
    part = chief.get(f"{row}waiting").content.decode()
    assert "Ready to be fetched" in part
    assert "hx-get" not in part
    assert "http-equiv" not in chief.get("/desk/dossier/").content.decode()
    fetched = chief.get(f"/desk/dossier/files/{file.pk}/")
    content = b"".join(fetched.streaming_content)
    assert content.startswith(b"%PDF")
    assert len(content) == file.size
    assert len(PdfReader(BytesIO(content)).pages) > 1
    assert fetched["Content-Disposition"] == 'attachment; filename="dossier-2026-mk.pdf"'
    assert fetched["Content-Type"] == "application/pdf"
    assert "no-store" in fetched["Cache-Control"]


def test_two_who_ask_wait_for_one(check, member, signed_in, quick, django_capture_on_commit_callbacks) -> None:
    first = member("zora", "chief")
    with django_capture_on_commit_callbacks() as queued:
        file = asked(first)
        second = signed_in("besa", "chief")
        answer = second.post("/desk/dossier/write/", {"year": "2026", "language": "mk", "as": "pdf"}, follow=True)
    assert len(queued) == 1
    assert DossierFile.objects.get() == file
    assert "being made already; Zora asked for it" in answer.content.decode()
    DossierFile.objects.update(state="making")
    assert ask(year_of(2026), "mk", by=first) == (file, False)
    # Another language and another year are files of their own.
    assert ask(year_of(2026), "sr", by=first)[1]
    assert ask(year_of(2025), "mk", by=first)[1]
    assert Row.objects.filter(act="dossier.make").count() == 3
    DossierFile.objects.update(state="waiting")
    make_file.call(file.pk)
    make_file.call(file.pk)
    assert now_of(file).state == "ready"
    assert len(quick) == 1
    # A finished one shows its day: whoever asks later has a new one made.
    again, begun = ask(year_of(2026), "mk", by=first)
    assert begun
    assert again != file


def test_who_asks_in_the_same_moment_is_kept_from_a_second_one(check, member, monkeypatch) -> None:
    chief = member("zora", "chief")
    file = asked(chief)
    with pytest.raises(IntegrityError), transaction.atomic():
        DossierFile.objects.create(year=2026, language="mk", asked_by=chief)
    # As if the other had not been there yet when this one looked.
    monkeypatch.setattr("merilo_desk.dossier.actions.BUSY", ())
    assert ask(year_of(2026), "mk", by=chief) == (file, False)
    assert Row.objects.filter(act="dossier.make").count() == 1


def test_what_went_wrong_is_said_in_words_and_tried_again(check, signed_in, quick, monkeypatch) -> None:
    chief = signed_in("zora", "chief")
    file = asked(User.objects.get(username="zora"))

    def lacks(_written: object) -> bytes:
        raise NoPrinter("libpango-1.0-0")

    with monkeypatch.context() as broken:
        broken.setattr(file_jobs, "as_pdf", lacks)
        make_file.call(file.pk)
    page = chief.get("/desk/dossier/").content.decode()
    assert "a part of the system is missing (libpango-1.0-0)" in page
    assert "Try again" in page
    with translation.override("mk"):
        assert "недостига дел од системот (libpango-1.0-0)" in told(now_of(file).trouble)
    gone = chief.get(f"/desk/dossier/files/{file.pk}/", follow=True).content.decode()
    assert "not kept any more" in gone
    chief.post("/desk/dossier/write/", {"year": "2026", "language": "mk", "as": "pdf"})
    file = DossierFile.objects.get()
    assert (file.state, file.trouble) == ("waiting", "")
    make_file.call(file.pk)
    assert now_of(file).state == "ready"
    facts = Row.objects.filter(act="dossier.make").order_by("pk").values_list("facts__did", flat=True)
    assert list(facts) == ["asked", "asked again"]


def test_every_other_trouble_has_its_words(check, desk, member, quick, monkeypatch) -> None:
    chief = member("zora", "chief")
    file = asked(chief)

    def made(wanted: str) -> None:
        make_file.call(file.pk)
        failed = now_of(file)
        assert failed.state == "failed"
        assert wanted in told(failed.trouble)
        assert asked(chief) == file

    with monkeypatch.context() as broken:
        broken.setattr(file_jobs, "write", lambda *_: 1 / 0)
        made("mistake of its own on this file (ZeroDivisionError)")

    def full(*_: object, **__: object) -> str:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as broken:
        broken.setattr(DossierFile._meta.get_field("file").storage, "save", full)
        made("the disk is full")
    disk = Path(file.file.storage.path("dossiers"))
    before = set(disk.glob("*"))
    with monkeypatch.context() as broken:
        broken.setattr(DossierFile, "save", lambda *_, **__: 1 / 0)
        make_file.call(file.pk)
    left = now_of(file)
    assert (left.state, left.file.name) == ("failed", "")
    assert set(disk.glob("*")) == before, "a file without a row would never be removed"
    assert asked(chief) == file
    desk.languages = ["sr"]
    desk.default_language = "sr"
    desk.save()
    make_file.call(file.pk)
    assert "does not speak this language any more" in told(now_of(file).trouble)
    with pytest.raises(NoSuchLanguage):
        asked(chief)


def test_a_file_goes_after_seven_days_and_its_row_says_so(check, signed_in, quick) -> None:
    chief = signed_in("zora", "chief")
    old, new = asked(User.objects.get(username="zora")), asked(User.objects.get(username="zora"), "sr")
    for file in (old, new):
        make_file.call(file.pk)
    aged(old, made_at=KEPT + timedelta(minutes=1))
    aged(new, made_at=KEPT - timedelta(minutes=1))
    before = now_of(old)
    storage, name = before.file.storage, before.file.name
    assert storage.exists(name)
    let_old_files_go()
    old, new = now_of(old), now_of(new)
    assert (old.state, old.file.name, new.state) == ("gone", "", "ready")
    assert not storage.exists(name)
    assert storage.exists(new.file.name)
    let_old_files_go()
    page = chief.get("/desk/dossier/").content.decode()
    assert "Files are removed after 7 days" in page
    assert "kept until" in page
    answer = chief.get(f"/desk/dossier/files/{old.pk}/", follow=True)
    assert "Have it made again" in answer.content.decode()
    # So it is where somebody cleared the disk.
    storage.delete(new.file.name)
    assert "not kept any more" in chief.get(f"/desk/dossier/files/{new.pk}/", follow=True).content.decode()


def test_what_died_is_made_again_and_given_up_in_the_end(
    check, member, quick, django_capture_on_commit_callbacks
) -> None:
    file = asked(member("zora", "chief"))
    silent = file_jobs.SILENT + timedelta(seconds=1)
    # Lost on its way to the queue; that is nobody's death.
    aged(file, seen_at=silent)
    with django_capture_on_commit_callbacks() as queued:
        pick_up()
        pick_up()
    assert (len(queued), now_of(file).tries) == (1, 0)
    for deaths in (1, 2):
        DossierFile.objects.update(state="making")
        make_file.call(file.pk)
        assert now_of(file).state == "making", "another is at it"
        pick_up()
        assert now_of(file).state == "making", "it is not silent yet"
        aged(file, seen_at=silent)
        with django_capture_on_commit_callbacks() as queued:
            pick_up()
        assert (now_of(file).state, now_of(file).tries, len(queued)) == ("waiting", deaths, 1)
    DossierFile.objects.update(state="making")
    aged(file, seen_at=silent)
    pick_up()
    assert now_of(file).state == "failed"
    assert "three times" in told(now_of(file).trouble)
    # Had it only been slow, what it brings is as good.
    file_jobs._keep(file, b"%PDF")
    assert now_of(file).state == "ready"


def test_files_are_for_those_who_may_make_a_dossier(check, member, signed_in, quick) -> None:
    file = asked(member("zora", "chief"))
    make_file.call(file.pk)
    addresses = (f"/desk/dossier/files/{file.pk}/", f"/desk/dossier/files/{file.pk}/row/")
    wanted = {"year": "2026", "language": "sr", "as": "pdf"}
    for role, status in (("auditor", 200), ("editor", 403), ("reporter", 403), ("inbox", 403)):
        client = signed_in(role, role)
        assert [client.get(each).status_code for each in addresses] == [status, status], role
        assert client.post("/desk/dossier/write/", wanted).status_code == (302 if status == 200 else 403)
    assert [Client().get(each).status_code for each in addresses] == [302, 302]
    assert not DossierFile.objects.visible_to(None)
    with pytest.raises(PermissionDenied):
        asked(User.objects.get(username="editor"))
    assert DossierFile.objects.filter(language="sr").count() == 1


def test_the_screen_asks_as_often_for_many_files_as_for_one(check, signed_in) -> None:
    chief, counts = signed_in("zora", "chief"), []
    for number in (1, 24):
        for each in range(number):
            other = User.objects.create_user(f"member{number}-{each}", password="a long enough password")
            DossierFile.objects.create(year=2026, language="mk", state="gone", asked_by=other)
        chief.get("/desk/dossier/")
        with CaptureQueriesContext(connection) as seen:
            page = chief.get("/desk/dossier/").content.decode()
        counts.append(len(seen))
    assert counts[0] == counts[1]
    assert page.count("File removed") == 10
