"""Promises: statuses with evidence and two people, overdue by itself, weightings, programmes read into drafts."""

from __future__ import annotations

import random
import time
from datetime import date, timedelta
from io import BytesIO

import docx
import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.base import ContentFile
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone

from merilo_desk.people.models import Actor
from merilo_desk.promises import actions, errors, pictures
from merilo_desk.promises.finding import find_promises
from merilo_desk.promises.models import Government, Programme, Promise, StatusChange
from merilo_desk.promises.pictures import WIDTH, one_bar
from merilo_desk.promises.standing import Followed, followed, over_time, shares, spread, standing
from merilo_desk.scales.bring import bring
from merilo_desk.scales.models import Rating, Scale

TODAY = timezone.localdate()


@pytest.fixture
def statuses(desk) -> dict[str, Rating]:
    bring()
    scale = Scale.objects.get(slug="promise-six")
    return {rating.slug: rating for rating in scale.ratings.all()}


@pytest.fixture
def government(statuses, ana) -> Government:
    scale = Scale.objects.get(slug="promise-six")
    names = {"mk": "Влада на Брегово", "en": "Government of Bregovo"}
    return actions.save_government(Government(), names=names, scale=scale, since=date(2021, 1, 1), shown=True, by=ana)


@pytest.fixture
def ana(member, desk):
    return member("ana", "editor")


@pytest.fixture
def boris(member, desk):
    return member("boris", "editor")


@pytest.fixture
def promise(government, ana) -> Promise:
    return actions.add_promise(words="Две градинки до 2024 година.", language="mk", government=government, by=ana)


def stands(promise, statuses, slug, since, ana, boris, **given):
    given = {
        "reason": "Така покажува записникот.",
        "evidence_title": "Записник",
        "evidence_url": "https://x.example",
        **given,
    }
    change = actions.propose_status(promise, rating=statuses[slug], since=since, by=ana, **given)
    return actions.approve_status(change, by=boris)


def fresh(promise):
    return Promise.objects.prefetch_related("changes__rating").get(pk=promise.pk)


def test_a_status_counts_once_a_second_person_has_seen_it(promise, statuses, ana, boris) -> None:
    change = actions.propose_status(
        promise,
        rating=statuses["kept"],
        since=TODAY,
        reason="x",
        by=ana,
        evidence_title="a",
        evidence_url="https://a.example",
    )
    assert standing(fresh(promise), TODAY).rating is None
    with pytest.raises(errors.OwnStatus):
        actions.approve_status(change, by=ana)
    actions.approve_status(change, by=boris)
    assert standing(fresh(promise), TODAY).rating == statuses["kept"]
    with pytest.raises(IntegrityError), transaction.atomic():
        StatusChange.objects.filter(pk=change.pk).update(approved_by=ana)


WRONG = [
    # (what is given otherwise, the error)
    ({"evidence_title": " "}, errors.EvidenceMissing),
    ({"evidence_url": ""}, errors.EvidenceMissing),
    ({"since": TODAY + timedelta(days=2)}, errors.InFuture),
]


@pytest.mark.parametrize(("given", "error"), WRONG)
def test_what_a_status_needs(promise, statuses, ana, boris, given, error) -> None:
    since = given.pop("since", TODAY)
    with pytest.raises(error):
        stands(promise, statuses, "kept", since, ana, boris, **given)


def test_a_status_of_another_scale_is_refused(promise, statuses, ana, boris) -> None:
    other = Rating.objects.filter(scale__slug="polimetre").first()
    with pytest.raises(errors.NoScale):
        actions.propose_status(
            promise, rating=other, since=TODAY, reason="x", by=ana, evidence_title="a", evidence_url="https://a.example"
        )


def test_a_draft_has_no_status(promise, statuses, ana, boris) -> None:
    actions.reject(promise, by=ana)
    with pytest.raises(errors.NotTracked):
        stands(promise, statuses, "kept", TODAY, ana, boris)


OVERDUE = [
    # (deadline from today in days, status, overdue)
    (-1, None, True),
    (0, None, False),
    (5, None, False),
    (None, None, False),
    (-30, "in-the-works", True),
    (-30, "kept", False),
    (-30, "broken", False),
]


@pytest.mark.parametrize(("days", "status", "late"), OVERDUE)
def test_overdue_is_reckoned(promise, statuses, ana, boris, days, status, late) -> None:
    deadline = TODAY + timedelta(days=days) if days is not None else None
    actions.change_promise(promise, deadline=deadline, by=ana)
    if status:
        stands(promise, statuses, status, TODAY - timedelta(days=40), ana, boris)
    assert standing(fresh(promise), TODAY).overdue is late


def test_a_promise_may_go_back(promise, statuses, ana, boris) -> None:
    stands(promise, statuses, "kept", date(2022, 1, 1), ana, boris)
    stands(promise, statuses, "stalled", date(2023, 1, 1), ana, boris)
    assert standing(fresh(promise), date(2022, 6, 1)).rating.slug == "kept"
    assert standing(fresh(promise), date(2023, 6, 1)).rating.slug == "stalled"
    assert standing(fresh(promise), date(2021, 6, 1)).rating is None


def test_weightings_count_differently_and_always_to_the_whole(government, statuses, ana, boris, topic) -> None:
    for at, (weight, own_topic, status) in enumerate(
        [(5, topic, "kept"), (1, None, "broken"), (1, None, "broken"), (1, None, None)]
    ):
        made = actions.add_promise(
            words=f"Ветување {at}", language="mk", government=government, weight=weight, topic=own_topic, by=ana
        )
        if status:
            stands(made, statuses, status, date(2022, 1, 1), ana, boris)
    ratings = list(Scale.objects.get(slug="promise-six").ratings.all())
    found = followed(Promise.objects.all())
    kept = {}
    for way in ("equal", "weight", "topic"):
        rows = shares(found, ratings, TODAY, way)
        assert sum(row.share for row in rows) == pytest.approx(1)
        assert sum(bar.width for bar in one_bar(rows)) == pytest.approx(WIDTH, abs=1)
        kept[way] = next(row.share for row in rows if row.rating and row.rating.slug == "kept")
    assert kept == {"equal": pytest.approx(0.25), "weight": pytest.approx(0.625), "topic": pytest.approx(0.5)}
    history = over_time(found, ratings, date(2021, 1, 1), TODAY)
    assert history[0][0] == date(2021, 1, 1)
    assert history[-1][0] == TODAY
    assert shares([], ratings, TODAY)[0].share == 0


def test_what_is_counted_of_many_is_what_each_of_them_says(government, statuses, ana, boris) -> None:
    """Counting walks every promise once for all days; asked one by one for each day, they say the same."""
    chance = random.Random(3)
    for at in range(12):
        made = actions.add_promise(
            words=f"Ветување {at}", language="mk", government=government, weight=chance.randint(1, 4), by=ana,
            deadline=chance.choice((None, date(2022, 6, chance.randint(1, 30)))),
        )  # fmt: skip
        for _change in range(chance.randint(0, 3)):
            day = date(2022, chance.randint(5, 7), chance.randint(1, 28))
            stands(made, statuses, chance.choice(("kept", "broken", "stalled")), day, ana, boris)
    ratings = list(Scale.objects.get(slug="promise-six").ratings.all())
    days = [date(2022, month, day) for month in (5, 6, 7) for day in (1, 10, 20)]
    promises = list(Promise.objects.prefetch_related("changes__rating"))
    for day, rows in zip(days, spread(followed(Promise.objects.all()), ratings, days, "weight"), strict=True):
        stood = [(each, standing(each, day)) for each in promises]
        assert sum(row.share for row in rows) == pytest.approx(1)
        for row in rows:
            here = [(each, at) for each, at in stood if at.rating == row.rating]
            late = sum(at.overdue for _, at in here)
            assert (row.count, row.weight, row.overdue) == (len(here), sum(each.weight for each, _ in here), late), day


def test_ten_thousand_promises_are_counted_at_once_and_listed_page_by_page(government, topic, statuses, ana) -> None:
    many = [Followed(at, at % 7, 1, date(2022, 1, 1), [(date(2021, 1, 1), 1, False)]) for at in range(10_000)]
    began = time.process_time()
    spread(many, [], [date(2021, 1, day) for day in range(1, 13)])
    assert time.process_time() - began < 1
    Promise.objects.bulk_create(
        Promise(slug=f"p-{at}", words=f"Дадено {at}.", language="mk", state="tracked", shown=True,
                government=government, topic=topic if at % 2 else None)
        for at in range(230)
    )  # fmt: skip
    first, last = (Client().get(f"/mk/promises/{government.slug}/?page={page}") for page in (1, 3))
    assert [answer.content.decode().count('<li class="card">') for answer in (first, last)] == [100, 30]
    health = Client().get(f"/mk/promises/{government.slug}/?topic={topic.slug}&page=2").content.decode()
    assert health.count('<li class="card">') == 15
    assert "Сите теми" in health


def test_a_promise_is_found_by_any_form_of_its_words_and_by_who_is_to_keep_it(signed_in, government, ana) -> None:
    bridge = actions.add_promise(words="Ќе изградиме нов мост.", language="mk", government=government, by=ana)
    school = actions.add_promise(
        words="Нова школа.", language="mk", government=government, body="Општина Горно Поле", by=ana
    )
    client = signed_in("vera", "reporter")

    def found(words: str) -> set[int]:
        page = client.get("/desk/promises/", {"q": words}).context["page"]
        return {each.pk for each in page.object_list}

    assert found("мостот") == found("most izgradime") == {bridge.pk}
    assert found("gorno pole") == {school.pk}
    assert found("мост училиште") == found("?") == set()
    actions.change_promise(bridge, words="Ќе изградиме нова болница.", by=ana)
    assert found("мост") == set()
    assert found("болницата") == {bridge.pk}


def test_a_programme_is_read_into_drafts(government, ana, django_capture_on_commit_callbacks) -> None:
    text = (
        "Програма\n\n1. Изградба на 20 градинки до крајот на 2028 година.\n2. Горно Поле е убаво.\n"
        "3. Бесплатен превоз за учениците."
    )
    with django_capture_on_commit_callbacks(execute=True):
        programme = actions.bring_programme(
            Programme(title="Програма", language="mk", text=text, government=government, published=date(2026, 1, 1)),
            by=ana,
        )
    programme.refresh_from_db()
    assert programme.state == "read"
    drafts = list(programme.promises.order_by("start"))
    assert [(each.state, each.target, each.deadline) for each in drafts] == [
        ("draft", 20, date(2028, 12, 31)),
        ("draft", None, None),
    ]
    assert all(programme.text[each.start : each.end] == each.words for each in drafts)
    Programme.objects.filter(pk=programme.pk).update(state="waiting")
    find_promises.enqueue(programme.pk)
    assert programme.promises.count() == 2


def test_a_draft_knows_where_it_began_its_unit_its_term_and_who_is_to_do_it(
    government, ana, django_capture_on_commit_callbacks
) -> None:
    text = (
        "1. Ќе го намалиме бројот на ученици од 30 на 24 до 2029 година.\n"
        "2. Министерството за здравство ќе вработи 600 "
        "сестри.\n3. Нов закон за јавни набавки во рок од шест месеци."
    )
    with django_capture_on_commit_callbacks(execute=True):
        programme = actions.bring_programme(
            Programme(title="Програма", language="mk", text=text, government=government), by=ana
        )
    drafts = list(programme.promises.order_by("start"))
    assert [(each.baseline, each.target, each.unit, each.body) for each in drafts] == [
        (30, 24, "", ""),
        (None, 600, "сестри", "Министерството за здравство"),
        (None, None, "", ""),
    ]
    since = government.since
    assert drafts[2].deadline == since.replace(
        year=since.year + (since.month + 6 > 12), month=(since.month + 5) % 12 + 1
    )


def test_a_programme_that_cannot_be_read_says_why(government, ana, django_capture_on_commit_callbacks) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        programme = actions.bring_programme(Programme(title="x", language="mk", url="https://localhost/none"), by=ana)
    programme.refresh_from_db()
    assert programme.state == "failed"
    assert programme.trouble


def test_who_may_what(promise, member) -> None:
    with pytest.raises(PermissionDenied):
        actions.show(promise, shown=True, by=member("rade", "reporter"))
    with pytest.raises(PermissionDenied):
        actions.track(promise, by=member("dea", "inbox"))


def test_the_public_sees_what_is_shown(promise, government, statuses, ana, boris) -> None:
    public = Client()
    assert public.get(f"/mk/promises/to/{promise.slug}/").status_code == 404
    actions.change_promise(promise, deadline=date(2024, 12, 31), baseline=0.0, target=2.0, by=ana)
    stands(promise, statuses, "stalled", date(2023, 1, 1), ana, boris, measured=1.0)
    actions.show(promise, shown=True, by=ana)
    for code in ("mk", "sr", "sr-latn", "sq", "en"):
        for path in (
            "",
            f"{government.slug}/",
            f"{government.slug}/?by=topic",
            f"to/{promise.slug}/",
            f"{government.slug}/embed/",
        ):
            answer = public.get(f"/{code}/promises/{path}")
            assert answer.status_code == 200, (code, path)
            assert not answer.cookies
    page = public.get(f"/en/promises/to/{promise.slug}/").content.decode()
    assert "50" in page
    assert "overdue" in page
    # Readers of other languages have its title in theirs, beside its own words.
    actions.change_promise(promise, titles={"sr": "Два вртића", "en": "Two kindergartens"}, by=ana)
    told = [
        ("mk", "", ""),
        ("sr", "Два вртића", ""),
        ("sr-latn", "Dva vrtića", ""),
        ("sq", "", "Two"),
        ("en", "Two kindergartens", ""),
    ]
    for code, title, not_told in told:
        for path in (f"{government.slug}/", f"to/{promise.slug}/"):
            drawn = public.get(f"/{code}/promises/{path}").content.decode()
            assert promise.words in drawn
            assert title in drawn
            assert not not_told or not_told not in drawn, (code, path)
    rows = public.get(f"/en/promises/{government.slug}/data.csv").content.decode("utf-8-sig").splitlines()
    assert len(rows) == 2
    assert public.get(f"/en/promises/{government.slug}/data.json").json()["promises"][0]["status"] == "stalled"


def test_a_spreadsheet_takes_no_words_for_a_formula(promise, government, ana) -> None:
    actions.change_promise(promise, words='=HYPERLINK("http://x.example")', by=ana)
    actions.show(promise, shown=True, by=ana)
    assert "'=HYPERLINK" in Client().get(f"/en/promises/{government.slug}/data.csv").content.decode()


def test_screens_of_the_desk(signed_in, promise, government, statuses) -> None:
    client = signed_in("vesna", "editor")
    for path in ("/desk/promises/", "/desk/promises/?list=drafts", "/desk/promises/?list=overdue",
                 "/desk/promises/?list=waiting",
                 "/desk/promises/add/", f"/desk/promises/{promise.pk}/", f"/desk/promises/{promise.pk}/edit/",
                 "/desk/promises/programmes/add/", "/desk/promises/governments/add/",
                 f"/desk/promises/governments/{government.pk}/"):  # fmt: skip
        assert client.get(path).status_code == 200, path
    posted = {
        "act": "propose", "rating": statuses["kept"].pk, "since": "2024-05-01", "reason": "Отворени се.",
        "evidence_title": "Записник", "evidence_url": "https://x.example/1",
    }  # fmt: skip
    assert client.post(f"/desk/promises/{promise.pk}/", posted).status_code == 302
    assert StatusChange.objects.get().approved_at is None
    missing = client.post(f"/desk/promises/{promise.pk}/", {**posted, "evidence_url": ""}).content.decode()
    assert "Отворени се." in missing


DEADLINES = [
    # (days from today, state of the deadline)
    (-1, "past"),
    (0, "soon"),
    (90, "soon"),
    (91, "later"),
    (None, "none"),
]


@pytest.mark.parametrize(("days", "state"), DEADLINES)
def test_promises_are_listed_by_who_promised_and_by_their_deadline_at_once(signed_in, promise, days, state) -> None:
    party = Actor.objects.create(kind="party", name="Зелен пат", slug="zelen-pat")
    nobody = Actor.objects.create(kind="party", name="Сина река", slug="sina-reka")
    day = None if days is None else timezone.localdate() + timedelta(days=days)
    Promise.objects.filter(pk=promise.pk).update(deadline=day, promiser=party, state="tracked")
    client = signed_in("vesna", "editor")
    for due in ("", "past", "soon", "later", "none", "nonsense"):
        page = client.get(f"/desk/promises/?promiser={party.pk}&due={due}").content.decode()
        assert (f'href="/desk/promises/{promise.pk}/"' in page) is (due in ("", state, "nonsense")), due
        other = client.get(f"/desk/promises/?promiser={nobody.pk}&due={due}").content.decode()
        assert f'href="/desk/promises/{promise.pk}/"' not in other
        assert "Nothing was found" in other


@pytest.mark.parametrize("rows", [1, 25])
def test_lists_ask_as_often_for_many_as_for_one(
    signed_in, government, ana, rows, django_assert_max_num_queries
) -> None:
    for at in range(rows):
        made = actions.add_promise(words=f"Ветување {at}", language="mk", government=government, by=ana)
        actions.show(made, shown=True, by=ana)
    client = signed_in("vesna", "editor")
    with django_assert_max_num_queries(25):
        client.get("/desk/promises/")
    with django_assert_max_num_queries(12):
        Client().get(f"/en/promises/{government.slug}/")


PAGES = [
    "<h1>Програма на Граѓанска листа</h1><p>Градот доцни и никој не одговара.</p>",
    "<h2>Образование</h2><ul><li>Изградба на 20 детски градинки до крајот на 2028 година.</li></ul>",
    "<h2>Превоз</h2><ul><li>Купуваме 45 нови автобуси до јуни 2027 година, ќе возат секоја ноќ.</li></ul>",
]


def as_pdf_file() -> bytes:
    from weasyprint import HTML

    return HTML(string='<style>section{break-after:page}</style>'
                + "".join(f"<section>{each}</section>" for each in PAGES)).write_pdf()  # fmt: skip


def as_docx_file() -> bytes:
    document = docx.Document()
    document.add_heading("Програма на Граѓанска листа", 1)
    for line in ("Изградба на 20 детски градинки до крајот на 2028 година.",
                 "Купуваме 45 нови автобуси до јуни 2027 година, ќе возат секоја ноќ."):  # fmt: skip
        document.add_paragraph(line, style="List Bullet")
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def as_html_file() -> bytes:
    filler = (
        "<p>Градот доцни, а трошоците растат од година во година, како што кажуваат извештаите на ревизорот.</p>" * 5
    )
    return (f"<!doctype html><html lang='mk'><body><article>{filler}{''.join(PAGES)}</article></body></html>").encode()


@pytest.mark.parametrize(
    ("name", "made", "pages"),
    [("program.pdf", as_pdf_file, ["2", "3"]), ("program.docx", as_docx_file, ["", ""]),
     ("program.html", as_html_file, ["", ""])],
)  # fmt: skip
def test_a_file_is_read_with_its_pages(government, ana, django_capture_on_commit_callbacks, name, made, pages) -> None:
    brought = Programme(title="Програма", language="mk", government=government, published=date(2026, 1, 1))
    brought.file = ContentFile(made(), name=name)
    with django_capture_on_commit_callbacks(execute=True):
        brought = actions.bring_programme(brought, by=ana)
    brought.refresh_from_db()
    assert (brought.state, brought.trouble) == ("read", "")
    drafts = list(brought.promises.order_by("start"))
    assert [(each.target, each.deadline, each.page) for each in drafts] == [
        (20, date(2028, 12, 31), pages[0]),
        (45, date(2027, 6, 30), pages[1]),
    ]
    assert drafts[0].words.startswith("Изградба на 20 детски градинки")


def test_a_file_that_is_none_says_so_and_loses_nothing(government, ana, django_capture_on_commit_callbacks) -> None:
    brought = Programme(title="Празно", language="mk", government=government)
    brought.file = ContentFile(b"%PDF-1.7 broken", name="x.pdf")
    with django_capture_on_commit_callbacks(execute=True):
        brought = actions.bring_programme(brought, by=ana)
    brought.refresh_from_db()
    assert brought.state == "failed"
    assert brought.trouble
    assert brought.file.read() == b"%PDF-1.7 broken"


def test_the_day_after_the_deadline_it_is_overdue_by_itself(signed_in, government, ana, monkeypatch) -> None:
    made = actions.add_promise(
        words="Нов мост.", language="mk", government=government, deadline=date(2027, 6, 30), by=ana
    )
    actions.show(made, shown=True, by=ana)
    desk = signed_in("vera", "reporter")
    for today, late in ((date(2027, 6, 30), False), (date(2027, 7, 1), True)):
        monkeypatch.setattr(timezone, "localdate", lambda *_args, today=today: today)
        assert ("overdue" in desk.get(f"/desk/promises/{made.pk}/").content.decode()) is late
        listed = Client().get(f"/en/promises/{government.slug}/data.json").json()["promises"]
        assert [row["overdue"] for row in listed] == [late]


def test_a_promise_without_a_deadline_is_never_overdue_and_says_so(signed_in, promise) -> None:
    assert not standing(fresh(promise), date(2099, 1, 1)).overdue
    assert "none was named" in signed_in("vera", "reporter").get(f"/desk/promises/{promise.pk}/").content.decode()


def test_what_hangs_together_is_joined_by_its_address(signed_in, promise, ana) -> None:
    from merilo_desk.casework.actions import open_case
    from merilo_desk.people.actions import add_statement

    said = add_statement(words="Градинки никогаш не сме ветиле.", language="mk", said_on=date(2025, 5, 1), by=ana)
    case = open_case(claim="Градинките се готови.", language="mk", by=ana)
    client, at = signed_in("vera", "reporter"), f"/desk/promises/{promise.pk}/"
    posted = {"act": "link", "kind": "flip", "title": "", "on": ""}
    for _twice in range(2):
        client.post(at, {**posted, "url": f"http://localhost:8000/desk/people/statements/{said.pk}/"})
    client.post(at, {**posted, "url": f"http://localhost:8000/desk/cases/{case.pk}/"})
    law = {"act": "link", "kind": "law", "title": "Закон за градинки", "url": "https://vesnik.example/12", "on": ""}
    client.post(at, law)
    links = [(each.kind, each.title, each.statement_id, each.on) for each in promise.links.all()]
    assert ("flip", said.words, said.pk, date(2025, 5, 1)) in links
    assert ("law", "Закон за градинки", None, None) in links
    assert len(links) == 2
    assert list(promise.cases.all()) == [case]
    page = client.post(at, {**law, "title": ""}).content.decode()
    assert "Say what it is." in page
    assert "https://vesnik.example/12" in page
    actions.show(promise, shown=True, by=ana)
    public = Client().get(f"/en/promises/to/{promise.slug}/").content.decode()
    assert "Закон за градинки" in public
    assert "Change of position:" not in public  # the statement is not shown yet
    type(said).objects.filter(pk=said.pk).update(shown=True)
    public = Client().get(f"/en/promises/to/{promise.slug}/").content.decode()
    assert "Change of position:" in public
    assert f"/statements/{said.pk}/" in public


NAMES = [
    # (columns, which bear their day)
    (1, [0]),
    (2, [0, 1]),
    (6, [0, 1, 2, 3, 4, 5]),
    (7, [0, 2, 4, 6]),
    (12, [0, 3, 6, 11]),
]


@pytest.mark.parametrize(("count", "named"), NAMES)
def test_the_picture_over_time_names_its_days(count: int, named: list[int]) -> None:
    drawn = pictures.columns([(date(2024, 1, 1) + timedelta(days=90 * at), ()) for at in range(count)])
    assert [at for at, column in enumerate(drawn) if column.named] == named
    assert all(0 <= column.at <= pictures.WIDTH for column in drawn)
    assert drawn[0].anchor == "start"
