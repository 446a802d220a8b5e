"""The screens of casework: what they show to whom, in how many queries, and what they do with bad input."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from casework_room import *  # noqa: F403
from casework_room import CLAIM, at
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from merilo_desk.casework import actions
from merilo_desk.casework.board import Wanted, page_of, wanted_cases
from merilo_desk.casework.claim_views import words_around
from merilo_desk.casework.models import Case, Evidence, Task
from merilo_desk.casework.prose import references, rendered, sentences_in, words_in
from merilo_desk.newsroom.models import User
from merilo_desk.people.models import Actor

PANES = ["", "claim/", "evidence/", "reply/", "draft/", "history/"]
HOSTILE = "<script>alert(1)</script><img src=x onerror=alert(2)>\"'{{ 7|add:7 }}"
SOURCE = {"stance": "against", "source": "primary", "title": "Анкета", "url": "https://stat.example/2"}


@pytest.fixture
def mia(signed_in) -> Client:
    """A reporter's browser."""
    return signed_in("mia", "reporter")


@pytest.mark.parametrize("pane", PANES)
@pytest.mark.parametrize("role", ["reporter", "editor", "chief", "translator", "auditor"])
def test_every_pane_for_every_role(signed_in, case, pane: str, role: str) -> None:
    page = signed_in("one", role).get(f"/desk/cases/{case.pk}/{pane}")
    assert page.status_code == 200
    assert CLAIM in page.content.decode()


def test_an_unknown_pane_is_not_there(mia, case) -> None:
    assert mia.get(f"/desk/cases/{case.pk}/nothing/").status_code == 404


def filled(case: Case, by: User, count: int) -> None:
    """Fill a case with so many of everything."""
    for at_ in range(count):
        actions.add_evidence(case, by, **{**SOURCE, "stance": ["for", "against"][at_ % 2]})
        actions.add_task(case, by, text=f"Задача {at_}", assignee=by)
        actions.add_note(case, by, text=f"Белешка {at_}")
        actions.ask(case, by, whom=f"Некој {at_}", channel="e-mail", question="Зошто?", language="mk")


@pytest.mark.parametrize("pane", PANES)
def test_a_pane_asks_the_same_number_of_queries_for_1_and_25_rows(signed_in, case, goce, pane: str) -> None:
    client, address = signed_in("mia", "reporter"), f"/desk/cases/{case.pk}/{pane}"
    filled(case, goce, 1)
    client.get(address)
    with CaptureQueriesContext(
        connection,
    ) as few:
        client.get(address)
    filled(case, goce, 24)
    client.get(address)
    with CaptureQueriesContext(connection) as many:
        client.get(address)
    assert len(many) <= len(few), [each["sql"][:160] for each in many.captured_queries]


def test_the_list_asks_the_same_number_of_queries_for_1_and_25_rows(signed_in, case, goce) -> None:
    client = signed_in("mia", "reporter")
    with CaptureQueriesContext(connection) as few:
        client.get("/desk/cases/")
    for number in range(24):
        actions.assign(actions.open_case(claim=f"Тврдење {number}", language="mk", by=goce), goce, goce)
    with CaptureQueriesContext(connection) as many:
        page = client.get("/desk/cases/")
    assert page.content.decode().count("data-open") == 25
    assert len(many) <= len(few)


FOUND = [
    # (what is typed, whether "Невработеноста падна на 11 отсто." is found by it)
    ("невработеноста", True),
    ("nevrabotenosta", True),
    ("Nevrabotenost", True),
    ("невработеност паднала", True),
    ("11", True),
    ("инфлација", False),
    ("невработеност инфлација", False),
    ("' OR 1=1 --", False),
    ("%", False),
]


@pytest.mark.parametrize(("words", "found"), FOUND)
def test_search_over_scripts_and_forms(case, goce, words: str, found: bool) -> None:
    rows = wanted_cases(Wanted.read({"words": words}), goce)
    assert (case in rows) is found


def test_search_by_speaker_and_number(case, goce) -> None:
    actor = Actor.objects.create(name="Крсте Пример", slug="krste")
    actions.attribute(case, goce, speaker=actor)
    assert case in wanted_cases(Wanted.read({"words": "primer"}), goce)
    assert case in wanted_cases(Wanted.read({"words": str(case.pk)}), goce)
    assert case in wanted_cases(Wanted.read({"speaker": str(actor.pk)}), goce)


FILTERS = [
    # (the address, the claims that are listed)
    ({}, "new mine late"),
    ({"mine": "on"}, "mine"),
    ({"overdue": "on"}, "late"),
    ({"group": "waiting"}, "new late"),
    ({"group": "out"}, "out"),
    ({"group": "all"}, "new mine late out gone"),
    ({"state": "withdrawn"}, "gone"),
    ({"language": "sq"}, "late"),
    ({"language": "xx"}, ""),
    ({"group": "nonsense", "topic": "9" * 99, "order": "nonsense"}, "NONE"),
]


@pytest.mark.parametrize(("given", "listed"), FILTERS)
def test_filters(goce, given, listed: str) -> None:
    made = {name: actions.open_case(claim=name, language="mk", by=goce) for name in ["new", "mine", "out", "gone"]}
    late = actions.open_case(claim="late", language="sq", by=goce)
    actions.plan(late, goce, due=date.today() - timedelta(days=2))
    actions.assign(made["mine"], goce, goce)
    at(made["out"], "published")
    at(made["gone"], "withdrawn")
    names = {case.claim for case in wanted_cases(Wanted.read(given), goce)}
    assert names == (set() if listed == "NONE" else set(listed.split()))


@pytest.mark.parametrize("order", ["new", "due", "priority", "changed"])
def test_pages_by_key_show_every_case_once(goce, order: str) -> None:
    for number in range(23):
        one = actions.open_case(claim=f"Тврдење {number}", language="mk", by=goce)
        due = None if number % 3 else date(2026, 12, 1 + number % 5)
        actions.plan(one, goce, due=due, priority=1 + number % 4)
    seen, after = [], ""
    while True:
        part = page_of(wanted_cases(Wanted(), goce), order, goce, after, size=5)
        seen += [case.pk for case in part.cases]
        after = part.after
        if not after:
            break
    assert len(seen) == len(set(seen)) == 23
    whole = page_of(wanted_cases(Wanted(), goce), order, goce, size=50)
    assert seen == [case.pk for case in whole.cases]


def test_a_forged_mark_begins_at_the_beginning(mia, case) -> None:
    for mark in ("x", "WzEsMl0:forged", "../../etc"):
        assert CLAIM in mia.get("/desk/cases/", {"after": mark}).content.decode()


def test_markup_everywhere_stays_text(signed_in, goce, desk) -> None:
    case = actions.open_case(claim=HOSTILE, language="mk", by=goce, context=HOSTILE)
    actions.attribute(case, goce, speaker=HOSTILE[:200], place=HOSTILE[:200])
    actions.plan(case, goce, why_chosen=HOSTILE)
    actions.add_evidence(
        case, goce, **{**SOURCE, "title": HOSTILE, "quotation": HOSTILE, "interests": HOSTILE, "pinned": HOSTILE[:100]}
    )
    actions.add_task(case, goce, text=HOSTILE)
    actions.add_note(case, goce, text=HOSTILE, anchor=HOSTILE)
    actions.ask(case, goce, whom=HOSTILE[:200], channel=HOSTILE[:100], question=HOSTILE, language="mk")
    actions.save_draft(
        case, "mk", goce, began_from=0, texts=dict.fromkeys(("title", "claim", "reason", "body", "method"), HOSTILE)
    )
    client = signed_in("mia", "editor")
    for address in (
        "/desk/cases/",
        *(f"/desk/cases/{case.pk}/{pane}" for pane in PANES),
        f"/desk/cases/{case.pk}/draft/mk/versions/",
    ):
        page = client.get(address).content.decode()
        assert "<script>alert" not in page, address
        assert "<img src=x" not in page, address
        assert "{{ 7" in page or "7|add" not in page
    shown = client.post(
        f"/desk/cases/{case.pk}/draft/mk/preview/", dict.fromkeys(("title", "claim", "reason", "body"), HOSTILE)
    )
    assert "<script>alert" not in shown.content.decode()


PROSE = [
    # (Markdown, what is in the page, what is not)
    ("# Наслов", "<h3>Наслов</h3>", "<h1>"),
    ("a [1] b", 'href="#source-1"', "[x]"),
    ("a [7] b", "<sup>[7]</sup>", "#source-7"),
    ("[x](javascript:alert(1))", "[x]", "<a"),
    ("[x](https://a.example)", "noopener noreferrer nofollow", "javascript"),
    ("[1](https://a.example)", 'href="https://a.example"', "#source-1"),
    ("![x](https://a.example/x.png)", "!", "<img"),
    ("<b onclick=x>y</b>", "&lt;b", "<b"),
    ("|a|b|\n|-|-|\n|1|2|", "<td>1</td>", "|-|"),
    ("`[1]`", "<code>[1]</code>", "#source-1"),
]


@pytest.mark.parametrize(("text", "there", "absent"), PROSE)
def test_prose(text: str, there: str, absent: str) -> None:
    html = rendered(text, {1: 'Извор "еден"'})
    assert there in html
    assert absent not in html


def test_counts_of_words_sentences_and_references() -> None:
    assert words_in("Ова е 11,5 отсто, по-малку.") == 5
    assert [sentences_in(text) for text in ("", "Ова е.", "Ова е. Тоа е „да.“ И тоа", "Околу 3.5 отсто")] == [
        0,
        1,
        3,
        1,
    ]
    assert references("a [2] b [1], [2] и [3](x)") == [2, 1]


def test_a_protected_source_is_seen_by_those_who_may(signed_in, case, goce) -> None:
    actions.add_evidence(
        case,
        goce,
        **{**SOURCE, "title": "Тајна Личност", "quotation": "шепнато", "protected": True, "public_text": "службеник"},
    )
    address = f"/desk/cases/{case.pk}/evidence/"
    assert "Тајна Личност" in signed_in("mia", "reporter").get(address).content.decode()
    for role in ("translator", "auditor"):
        client = signed_in(f"x{role}", role)
        page = client.get(address).content.decode()
        assert "Тајна Личност" not in page
        assert "шепнато" not in page
        assert "службеник" in page
        assert "Тајна" not in client.get(f"/desk/cases/{case.pk}/history/").content.decode()
        assert "Тајна" not in client.get(f"/desk/cases/{case.pk}/draft/").content.decode()
    shown = (
        signed_in("ivo", "editor").post(f"/desk/cases/{case.pk}/draft/mk/preview/", {"body": "[1]"}).content.decode()
    )
    assert "Тајна Личност" not in shown
    assert "службеник" in shown


LINKS = [
    ("stat.example/x", 302, "https://stat.example/x"),
    (" https://stat.example/x ", 302, "https://stat.example/x"),
    ("javascript:alert(1)", 422, None),
    ("ftp://stat.example/x", 422, None),
    ("nowhere", 422, None),
    ("https://", 422, None),
    ("https://a.example/" + "x" * 1000, 422, None),
]


@pytest.mark.parametrize(("url", "status", "kept"), LINKS)
def test_links_of_evidence(mia, case, url: str, status: int, kept: str | None) -> None:
    page = mia.post(f"/desk/cases/{case.pk}/evidence/add/", {**SOURCE, "url": url})
    assert page.status_code == status
    if kept:
        assert Evidence.objects.get().url == kept
    else:
        assert not Evidence.objects.exists()
        assert "Анкета" in page.content.decode(), "what was typed is still there"


def test_a_link_alone_is_enough_to_begin_with(mia, case) -> None:
    page = mia.get(f"/desk/cases/{case.pk}/evidence/").content.decode()
    folded = page.split('<details class="rest"')[1]
    assert 'name="url"' not in folded
    assert 'name="interests"' in folded.split("</details>")[0]
    address = f"/desk/cases/{case.pk}/evidence/add/"
    assert mia.post(address, {"url": "https://www.zavod.example/popis/2025/"}).status_code == 302
    source = Evidence.objects.get()
    assert (source.title, source.stance, source.source) == ("zavod.example/popis/2025", "context", "secondary")
    # A title that was taken away again is the link once more.
    assert mia.post(f"{address.removesuffix('add/')}{source.pk}/", {**SOURCE, "title": "Попис"}).status_code == 409
    given = {**SOURCE, "title": "Попис", "url": source.url, "began_from": "1"}
    mia.post(f"{address.removesuffix('add/')}{source.pk}/", given)
    mia.post(f"{address.removesuffix('add/')}{source.pk}/", {**given, "title": "", "began_from": "2"})
    source.refresh_from_db()
    assert (source.title, source.version) == ("zavod.example/popis/2025", 3)


def test_a_source_has_a_link_or_a_title(mia, case) -> None:
    address = f"/desk/cases/{case.pk}/evidence/add/"
    page = mia.post(address, {"quotation": "Девет отсто."})
    assert page.status_code == 422
    assert "Give the link, or the title" in page.content.decode()
    assert "Девет отсто." in page.content.decode()
    assert '<details class="rest" open>' in page.content.decode(), "the title that may be given instead is folded"
    assert mia.post(address, {"title": "Записник во архивот"}).status_code == 302
    wrong = mia.post(address, {"url": "https://zavod.example/", "archived": "никаде"}).content.decode()
    assert '<details class="rest" open>' in wrong


def test_two_editors_of_one_source_see_both(mia, case, ana, goce) -> None:
    source = actions.add_evidence(case, goce, **SOURCE)
    address = f"/desk/cases/{case.pk}/evidence/{source.pk}/"
    actions.change_evidence(source, ana, began_from=1, shows="Така пишува Ана")
    told = mia.post(address, {**SOURCE, "shows": "Така пишувам јас", "began_from": "1"})
    assert told.status_code == 409
    assert "Така пишува Ана" in told.content.decode()
    assert "Така пишувам јас" in told.content.decode()
    assert mia.post(address, {**SOURCE, "shows": "Обете", "began_from": "2"}).status_code == 302
    assert Evidence.objects.get().shows == "Обете"


def test_a_draft_without_a_script(mia, case, ana) -> None:
    address = f"/desk/cases/{case.pk}/draft/mk/save/"
    assert mia.post(address, {"began_from": "0", "body": "Прво"}).status_code == 302
    actions.save_draft(case, "mk", ana, began_from=1, texts={"body": "Ана"})
    told = mia.post(address, {"began_from": "1", "body": "Мија"}, follow=True)
    page = told.content.decode()
    assert "/merge/" in told.redirect_chain[-1][0]
    assert "Ана" in page
    assert "Мија" in page
    long = mia.post(address, {"began_from": "2", "body": "х" * 200_001})
    assert long.status_code == 422
    assert "х" * 200_001 in long.content.decode()


def test_a_draft_for_a_script(mia, case, ana) -> None:
    address, json = f"/desk/cases/{case.pk}/draft/mk/save/", {"HTTP_ACCEPT": "application/json"}
    assert mia.post(address, {"began_from": "0", "body": "Прво"}, **json).json()["version"] == 1
    actions.save_draft(case, "mk", ana, began_from=1, texts={"body": "Прво", "title": "Ана"})
    taken = mia.post(address, {"began_from": "1", "body": "Второ"}, **json).json()
    assert taken["taken"] == {"title": "Ана"}
    actions.save_draft(case, "mk", ana, began_from=3, texts={"body": "Друго", "title": "Ана"})
    told = mia.post(address, {"began_from": "3", "body": "Трето", "title": "Ана"}, **json)
    assert told.status_code == 409
    assert mia.get(told.json()["where"]).status_code == 200
    case.refresh_from_db()
    at(case, "in-review")
    assert mia.post(address, {"began_from": "4", "body": "Четврто"}, **json).status_code == 422


def test_ordering_by_press_and_by_drag(mia, case, goce) -> None:
    one, two = actions.add_evidence(case, goce, **SOURCE), actions.add_evidence(case, goce, **SOURCE)
    address = f"/desk/cases/{case.pk}/evidence/order/"
    mia.post(address, {"source": two.pk, "way": "up"})
    assert [each.pk for each in case.evidence.all()] == [two.pk, one.pk]
    assert mia.post(address, {"order": [one.pk, two.pk, "x", "9" * 40]}, HTTP_X_DRAGGED="1").status_code == 204
    assert [each.pk for each in case.evidence.all()] == [one.pk, two.pk]


def test_the_head_tells_where_who_and_when(mia, case, ana) -> None:
    actions.assign(case, ana, ana)
    actions.plan(case, ana, due=date.today() - timedelta(days=1))
    actions.hold(case, ana)
    page = mia.get(f"/desk/cases/{case.pk}/head/").content.decode()
    for words in ("Assigned", "Gather evidence and write", "Ana", "was due", "Take over"):
        assert words in page, words


def test_plan_task_note_and_withdrawal_by_form(signed_in, case, goce) -> None:
    client = signed_in("mia", "editor")
    here = f"/desk/cases/{case.pk}"
    client.post(f"{here}/plan/", {"owner": goce.pk, "priority": 4, "due": "2026-12-24", "topic": ""})
    case.refresh_from_db()
    assert (case.owner, case.priority, case.due) == (goce, 4, date(2026, 12, 24))
    assert client.post(f"{here}/plan/", {"priority": 4, "due": "вчера"}).status_code == 422
    client.post(f"{here}/tasks/", {"text": "Побарај"})
    client.post(f"{here}/tasks/{Task.objects.get().pk}/")
    assert Task.objects.get().done_at
    client.post(f"{here}/notes/", {"text": "Види"})
    assert client.post(f"{here}/notes/", {"text": "х" * 10_001}).status_code == 422
    client.post(f"{here}/withdraw/", {"because": ""})
    case.refresh_from_db()
    assert case.state == "assigned"
    client.post(f"{here}/withdraw/", {"because": "Двојно"})
    case.refresh_from_db()
    assert case.state == "withdrawn"


def test_history_marks_what_is_new(mia, case, goce) -> None:
    address = f"/desk/cases/{case.pk}/history/"
    assert "opened the case" in mia.get(address).content.decode()
    assert ">new<" not in mia.get(address).content.decode()
    actions.add_task(case, goce, text="Побарај")
    assert ">new<" in mia.get(address).content.decode()


def test_what_waits_is_counted_and_listed(signed_in, case, goce) -> None:
    client = signed_in("mia", "reporter")
    mia = User.objects.get(username="mia")
    actions.assign(case, mia, goce)
    actions.add_task(case, goce, text="Побарај", assignee=mia)
    today = client.get("/desk/").content.decode()
    assert "Goce gave you this case." in today or "Goce asks you" in today
    assert '<span class="waiting">1<' in client.get("/desk/counts/").content.decode()


@pytest.mark.parametrize(
    ("text", "start", "end", "most", "around"),
    [
        ("посланица опозиције рече да је тачно данас овде", 20, 24, 8, ("", "рече", " да је")),
        ("посланица опозиције рече да је тачно данас овде", 20, 24, 12, ("опозиције ", "рече", " да је тачно")),
        ("прва друга трећа четврта", 11, 16, 300, ("прва друга ", "трећа", " четврта")),
        ("прва друга трећа четврта", 11, 16, 7, ("друга ", "трећа", "")),
        ("безразмака", 3, 5, 2, ("", "ра", "")),
        ("цео", 0, 3, 2, ("", "цео", "")),
    ],
)
def test_no_word_around_a_claim_is_cut(text: str, start: int, end: int, most: int, around: tuple[str, ...]) -> None:
    assert words_around(text, start, end, most) == around


def test_whoever_translates_has_the_checks_own_words_before_them(mia, case, ana) -> None:
    actions.save_draft(
        case, case.language, ana, began_from=0, texts={"body": "Заводот мери **12,8** отсто.", "claim": ""}
    )
    address = f"/desk/cases/{case.pk}/draft/"
    own = mia.get(address, {"language": case.language}).content.decode()
    assert "own-words" not in own
    page = mia.get(address, {"language": "sq"}).content.decode()
    shown = page.split('class="own-words"')[1:]
    assert len(shown) == 2
    assert case.claim in shown[0]
    assert "Заводот мери **12,8** отсто." in shown[1]
