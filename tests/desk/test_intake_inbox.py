"""The inbox's pages: who may open and do what, what a page costs, and what is told kindly."""

from __future__ import annotations

import re
from datetime import date

import pytest
from django.core.files.base import ContentFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from inbox_samples import submission

from merilo_desk.intake.finding import keep_keys
from merilo_desk.intake.models import Attachment, Likeness, Message, SavedList, Submission
from merilo_desk.intake.standing import settle, stand
from merilo_desk.newsroom.models import User
from merilo_desk.newsroom.templatetags.merilo import upto

pytestmark = pytest.mark.django_db
URL = "/desk/inbox/"

ROLES = ["reporter", "editor", "chief", "translator", "inbox", "auditor", None]
SEE = {"reporter", "editor", "chief", "inbox", "auditor"}
TRIAGE = {"reporter", "editor", "chief", "inbox"}
PEOPLE = {"reporter", "editor", "chief"}


def at(name: str, *args: object) -> str:
    return reverse(f"intake:{name}", args=args)


def addresses(one: Submission, like: Likeness, sent: Attachment) -> list[tuple[str, str, dict[str, str], set[str]]]:
    pick = {"pick": f"{one.pk}:{one.version}"}
    return [
        ("get", at("inbox"), {}, SEE),
        ("get", at("request", one.pk), {}, SEE),
        ("get", at("lists"), {}, SEE),
        ("get", at("file", sent.pk), {}, SEE),
        ("post", at("keep_list"), {"name": "x", "kind": "promise"}, SEE),
        ("get", at("write", "dismiss"), pick, TRIAGE),
        ("get", at("write", "answer"), pick, TRIAGE),
        ("get", at("write", "ask"), pick, TRIAGE),
        ("post", at("write", "dismiss"), pick | {"reason": "opinion", "text-en": "No.", "send": "1"}, TRIAGE),
        ("post", at("act", "assign"), pick | {"to": "me"}, TRIAGE),
        ("post", at("act", "sort"), pick | {"severity": "2"}, TRIAGE),
        ("post", at("act", "spam"), pick, TRIAGE),
        ("post", at("act", "reopen"), pick, TRIAGE),
        ("post", at("act", "merge"), pick, TRIAGE),
        ("post", at("act", "split"), pick, TRIAGE),
        ("post", at("undo"), {}, TRIAGE),
        ("post", at("judge", like.pk), {"same": "0"}, TRIAGE),
        ("post", at("note", one.pk), {"text": "look"}, TRIAGE),
        ("get", at("statement", one.pk), {}, PEOPLE),
    ]


@pytest.fixture
def sent(desk) -> tuple[Submission, Likeness, Attachment]:
    one, other = submission(), submission("Unemployment fell to 12 percent last year.")
    like = Likeness.objects.create(submission=one, other=other, score=0.8, by="meaning")
    kept = Attachment.objects.create(
        submission=one,
        file=ContentFile(b"<script>alert(1)</script>", "page.html"),
        name="page.html",
        media_type="text/html",
        size=25,
        sha256="0" * 64,
    )
    return one, like, kept


@pytest.mark.parametrize("number", range(19))
@pytest.mark.parametrize("role", ROLES)
def test_every_address_by_every_role(signed_in, sent, role, number) -> None:
    method, url, data, may = addresses(*sent)[number]
    client = signed_in("ana", *([role] if role else []))
    status = getattr(client, method)(url, data).status_code
    assert (status in {200, 302}) if role in may else status in {403, 404}


def test_a_stranger_is_led_to_the_door(client: Client, sent) -> None:
    for method, url, data, _may in addresses(*sent):
        answer = getattr(client, method)(url, data)
        assert answer.status_code == 302
        assert "/desk/login/" in answer.url


def many(count: int, ana: User) -> None:
    for number in range(count):
        one = submission(
            f"Claim number {number} says that prices rose by {number} percent.",
            assignee=ana if number % 2 else None,
            due=date(2026, 11, 3),
            worth=0.7,
            worth_reasons={"en": ["It has a number."]},
        )
        two = submission(one.quotation + " Really.", cluster=one.cluster, language="mk")
        settle([one.cluster_id])
        Likeness.objects.create(submission=one, other=two, score=0.7, by="meaning")
        Message.objects.create(submission=one, text="When?", from_sender=True)


def test_a_list_costs_the_same_for_1_and_for_25_rows(signed_in, member, topic, desk) -> None:
    ana = member("iva", "editor")
    client = signed_in("ana", "editor")
    counts = []
    for count in (1, 24):
        many(count, ana)
        pages = (URL, URL + "?kind=statement&sort=worth", at("request", Submission.objects.first().pk), at("lists"))
        row = []
        for page in pages:
            client.get(page)
            with CaptureQueriesContext(
                connection,
            ) as queries:
                assert client.get(page).status_code == 200
            row.append(len(queries))
        counts.append(row)
    assert counts[0] == counts[1]
    assert max(counts[0]) <= 30


def test_a_request_that_asks_for_the_same_stands_behind_the_first(signed_in, desk) -> None:
    one = submission("The bridge cost 40 million euros.")
    submission("The bridge cost 40 million euros!", cluster=one.cluster)
    settle([one.cluster_id])
    page = signed_in("ana", "editor").get(URL).content.decode()
    assert page.count('data-pick="') == 1
    assert "2 ask this" in page


LISTS = [
    # (address, how many of the three below it shows)
    ("", 2),
    ("?kind=promise", 1),
    ("?kind=nonsense", 2),
    ("?who=nobody", 1),
    ("?who=me", 1),
    ("?who=99999999999999999999999", 2),
    ("?severity=4", 1),
    ("?due=late", 1),
    ("?due=none", 1),
    ("?worth=1", 1),
    ("?matched=1", 1),
    ("?language=mk", 1),
    ("?list=closed", 1),
    ("?list=spam", 0),
    ("?q=најди ме", 0),
    ("?q=мост", 1),
    ("?q=most", 1),
    ("?sort=worth&after=0.5_1", 1),
    ("?sort=due&after=nonsense_12", 2),
    ("?after=1;DROP TABLE", 2),
    ("?topic=1%00", 2),
]


@pytest.mark.parametrize(("query", "expected"), LISTS)
def test_lists_show_what_they_are_asked_for(signed_in, desk, query: str, expected: int) -> None:
    client = signed_in("ana", "editor")
    ana = User.objects.get(username="ana")
    first = submission("Мостот чинеше 40 милиони евра.", language="mk", assignee=ana, due=date(2020, 1, 1), worth=0.9)
    second = submission("We will build five schools.", kind="promise", severity=4, matched=True)
    third = submission("Old and answered.")
    stand(third, "answered")
    for each in (first, second, third):
        keep_keys(each)
    shown = client.get(URL + query)
    assert shown.status_code == 200
    assert shown.content.decode().count('data-pick="') == expected


@pytest.mark.parametrize("order", ["new", "demand", "worth", "due"])
def test_pages_follow_each_other_without_gap_or_repeat(signed_in, desk, order: str) -> None:
    for number in range(60):
        due = date(2027, 1, 1 + number % 3) if number % 2 else None
        one = submission(f"Claim {number}.", worth=(number % 4) / 4, due=due)
        Submission.objects.filter(pk=one.pk).update(demand=1 + number % 5)
    client = signed_in("ana", "editor")
    seen: list[int] = []
    url = f"{URL}?sort={order}"
    for _page in range(3):
        context = client.get(url).context
        seen += context["page"].keys
        url = f"{URL}?sort={order}&after={context['page'].next}"
    assert len(seen) == len(set(seen)) == 60
    assert context["page"].next == ""


def test_an_empty_inbox_teaches(signed_in, desk) -> None:
    assert "Nobody has written yet" in signed_in("ana", "editor").get(URL).content.decode()
    assert "Nothing fits" in signed_in("iva", "editor").get(URL + "?q=x").content.decode()
    stand(submission(), "answered")
    assert "Nothing waits" in signed_in("ivo", "editor").get(URL).content.decode()


def test_a_file_is_only_ever_a_download(signed_in, sent) -> None:
    answer = signed_in("ana", "editor").post(at("file", sent[2].pk))
    assert answer["Content-Disposition"].startswith("attachment")
    assert answer["Content-Type"] == "application/octet-stream"
    assert answer["X-Content-Type-Options"] == "nosniff"


def test_script_in_every_field_is_only_text(signed_in, desk) -> None:
    bad = "<script>alert(1)</script>"
    one = submission(bad, who=bad, when=bad, where=bad, link=f"javascript:alert(1) {bad}", matters=bad, doubtful=bad)
    page = signed_in("ana", "editor").get(at("request", one.pk)).content.decode()
    assert bad not in page
    assert 'href="javascript' not in page


def test_a_narrowed_list_stays_narrowed(signed_in, desk) -> None:
    for number in range(30):
        keep_keys(submission(f"Promise {number}.", kind="promise"))
    page = signed_in("ana", "editor").get(URL + "?kind=promise&q=promise").content.decode()
    assert '<option value="promise" selected>' in page
    assert "?kind=promise&amp;q=promise&amp;after=" in page
    assert 'value="promise" placeholder' in page


def test_a_list_is_saved_and_forgotten(signed_in, desk) -> None:
    client = signed_in("ana", "editor")
    client.post(at("keep_list"), {"name": "Promises", "kind": "promise", "list": "nonsense"})
    kept = SavedList.objects.get()
    assert (kept.name, kept.query) == ("Promises", "kind=promise")
    assert "Promises" in client.get(at("lists")).content.decode()
    assert "Promises" not in signed_in("iva", "editor").get(at("lists")).content.decode()
    client.post(at("keep_list"), {"forget": str(kept.pk)})
    assert not SavedList.objects.exists()


def test_counts_go_no_further_than_a_person_reads(signed_in, desk) -> None:
    assert (upto(12), upto(1000), upto(1001)) == ("12", "1,000", "1,000+")


def test_what_is_not_there_is_said(signed_in, desk) -> None:
    client = signed_in("ana", "editor")
    assert client.get(at("request", 12345)).status_code == 404
    assert client.post(at("act", "explode"), {"pick": "1:1"}).status_code == 404
    told = client.post(at("act", "assign"), {"pick": ["x", "9" * 40, "1:"]}, follow=True).content.decode()
    assert "Pick at least one" in told


def test_all_that_seem_the_same_are_put_together_by_one_press(signed_in, desk) -> None:
    browser = signed_in("ana", "editor")
    first, second, third = (
        submission(quotation=f"Пензионерите добиваат по 6.000 денари, велат {n}.") for n in range(3)
    )
    Likeness.objects.create(submission=first, other=second, score=0.9, by="meaning")
    page = browser.get(at("request", first.pk)).content.decode()
    assert "All of them ask the same" not in page
    Likeness.objects.create(submission=first, other=third, score=0.8, by="meaning")
    page = browser.get(at("request", first.pk)).content.decode()
    assert "All of them ask the same" in page
    form = page.split("All of them ask the same")[0].rsplit("<form", 1)[1]
    picks = re.findall(r'name="pick" value="([^"]+)"', form)
    assert [int(each.split(":")[0]) for each in picks] == [first.pk, second.pk, third.pk]
    browser.post(at("act", "merge"), {"pick": picks, "next": at("inbox")})
    clusters = set(Submission.objects.values_list("cluster", flat=True))
    assert len(clusters) == 1
    assert None not in clusters


@pytest.mark.parametrize(
    ("query", "stands_open"),
    [("", False), ("q=пензионер", False), ("state=new", False), ("list=closed", False), ("topic=1", True),
     ("state=new&language=mk", True), ("q=пензионер&kind=promise", True)],
)  # fmt: skip
def test_the_sieve_stands_open_only_where_it_was_made_by_hand(signed_in, desk, query, stands_open) -> None:
    page = signed_in("ana", "editor").get(f"{URL}?{query}").content.decode()
    assert ('<details class="narrow" open>' in page) is stands_open


def test_a_row_says_once_that_nobody_has_it_and_when_it_came(signed_in, desk) -> None:
    one = submission(quotation="Се затвора болницата во Велес.")
    page = signed_in("ana", "editor").get(URL).content.decode()
    row = page.split(f'id="s-{one.pk}"')[1].split("</li>")[0]
    assert "Somebody has to take it" in row
    assert "nobody has it" not in row
    assert str(one.received_on.year) in row
    Likeness.objects.create(submission=one, other=submission(quotation="Друго."), score=0.9, by="meaning")
    row = signed_in("eva", "editor").get(URL).content.decode().split(f'id="s-{one.pk}"')[1].split("</li>")[0]
    assert "nobody has it" in row
