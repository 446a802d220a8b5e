"""The public pages: what they show, to whom, with how many questions to the database, what is edited by hand."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.conf import settings
from django.core.cache import caches
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from merilo_desk import engine
from merilo_desk.intake.models import Bucket
from merilo_desk.newsroom.models import Membership, User
from merilo_desk.people.models import Actor
from merilo_desk.publishing.models import FactCheckIndex, FactCheckPage, HomePage, PlainPage
from merilo_desk.publishing.permissions import NAME
from merilo_desk.publishing.words import quoted

Made = Callable[..., list[FactCheckPage]]
PATHS = [
    "/mk/",
    "/mk/checks/",
    "{check}",
    "/mk/speakers/marko-jovev/",
    "/mk/topics/health/",
    "/mk/search/?q=невработеност",
    "/mk/balance/",
    "/mk/checks/?topic=health&speaker=marko-jovev",
    "/feeds/mk/checks.rss",
    "/feeds/mk/checks.json",
    "/claimreview.json",
    "/sitemap.xml",
    "/sitemaps/checks-mk-1.xml",
    "/sitemaps/news.xml",
]


def _read(client: Client, path: str) -> bytes:
    answer = client.get(path)
    assert answer.status_code == 200
    return answer.getvalue()


@pytest.mark.parametrize("path", PATHS)
def test_questions_are_as_many_for_many_rows(published: Made, client: Client, path: str) -> None:
    path = path.format(check=published(languages=("mk", "sr"))[0].path_here)
    _read(client, path)
    caches["counted"].clear()
    with CaptureQueriesContext(connection) as few:
        _read(client, path)
    for at in range(12):
        published(languages=("mk",), rating=("true", "false", "half-true")[at % 3], title=f"Невработеност {at}")
    caches["counted"].clear()
    with CaptureQueriesContext(connection) as many:
        _read(client, path)
    assert len(many) <= len(few), [query["sql"][:120] for query in many][-10:]
    assert len(many) < 40


def test_pages_set_no_cookie_and_may_be_kept(published: Made, client: Client) -> None:
    for path in ("/mk/", "/mk/checks/", published()[0].path_here, "/mk/search/", "/mk/funding/"):
        answer = client.get(path, headers={"Accept-Encoding": "gzip"})
        assert not answer.cookies
        assert "Cookie" not in answer.get("Vary", "")
        assert "max-age" in answer["Cache-Control"]
        again = client.get(path, headers={"If-None-Match": answer["ETag"]})
        assert (again.status_code, again.content) == (304, b"")


FILTERS = [
    # (question, titles)
    ("", {"Извозот", "Болница"}),
    ("?topic=health", {"Извозот", "Болница"}),
    ("?topic=none", set()),
    ("?speaker=marko-jovev", {"Извозот", "Болница"}),
    ("?year=2026", {"Извозот", "Болница"}),
    ("?year=1999", set()),
    ("?year=abc&rating=99999999999999999999", {"Извозот", "Болница"}),
    ("?page=900", {"Извозот", "Болница"}),
]


@pytest.mark.parametrize(("question", "titles"), FILTERS)
def test_the_list_is_filtered(published: Made, client: Client, question: str, titles: set[str]) -> None:
    published(title="Извозот", languages=("mk",), rating="true")
    published(title="Болница", languages=("mk",), rating="false")
    shown = client.get(f"/mk/checks/{question}").content.decode()
    assert {title for title in ("Извозот", "Болница") if f">{title}</a>" in shown} == titles


SEARCHES = [
    # (words, language, found)
    ("невработеноста", "mk", True),
    ("nevrabotenosta", "mk", True),
    ("Невработеност", "mk", True),
    ("JOVEV", "mk", True),
    ("nezaposlenosti", "sr", True),
    ("незапосленост", "sr-latn", True),
    ("papunësisë", "sq", True),
    ("papunesise", "sq", True),
    ("вселенски брод", "mk", False),
    ('" OR 1=1 * NEAR(', "mk", False),
    ("и на со", "mk", False),
]


@pytest.mark.parametrize(("words", "language", "there"), SEARCHES)
def test_search_crosses_scripts_and_forms(
    published: Made, client: Client, words: str, language: str, there: bool
) -> None:
    page = {each.locale.language_code: each for each in published()}[language]
    shown = client.get(f"/{language}/search/", {"q": words}).content.decode()
    assert (page.path_here in shown) is there


def test_some_of_the_words_are_told_as_such(published: Made, client: Client) -> None:
    page = published(languages=("mk",))[0]
    answer = client.get("/mk/search/", {"q": "невработеност вселена"})
    assert page.path_here in answer.content.decode()
    assert answer.context["result"].all_words is False


def test_a_claim_is_asked_about_kindly(published: Made, client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    published(languages=("mk",))
    monkeypatch.setattr(engine, "matches", lambda *_, **__: [[]])
    strict = Client(enforce_csrf_checks=True)
    assert strict.post("/mk/search/", {"claim": "Невработеноста ја преполовивме."}).status_code == 200
    assert "trouble" in client.post("/mk/search/", {"claim": " "}).context
    answer = client.post("/mk/search/", {"claim": "а" * 100_000})
    assert "trouble" in answer.context
    assert answer["Cache-Control"] == "no-store"

    def late(*_: object, **__: object) -> None:
        raise TimeoutError

    monkeypatch.setattr(engine, "matches", late)
    assert "/mk/checks/" in client.post("/mk/search/", {"claim": "Невработеноста падна"}).content.decode()


def test_a_desk_that_is_asked_too_often_keeps_the_claim(
    published: Made, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    published(languages=("mk",))
    asked: list[str] = []
    monkeypatch.setattr(engine, "matches", lambda claims, *_, **__: asked.append(claims[0]) or [[]])
    monkeypatch.setattr(settings, "SEND_PER_HOUR", 1)
    Bucket.objects.filter(name="ask").delete()
    answers = [client.post("/mk/search/", {"claim": f"Тврдење број {number}."}) for number in range(12)]
    assert [answer.status_code for answer in answers] == [200] * 10 + [429] * 2
    assert len(asked) == 10
    assert "Тврдење број 11." in answers[-1].content.decode()
    told = answers[-1].content.decode()
    assert 'role="alert"' in told
    assert "aria-invalid" not in told, "the words are not wrong: the desk is busy"
    assert int(answers[-1]["Retry-After"]) >= 60
    assert "Retry-After" not in answers[0]
    assert client.get("/mk/search/", {"q": "невработеност"}).status_code == 200


def test_a_speaker_is_counted_never_averaged(published: Made, client: Client) -> None:
    for rating in ("true", "false", "false"):
        published(rating=rating, languages=("mk", "sr"))
    context = client.get("/sq/speakers/marko-jovev/").context
    assert context["total"] == 3
    [group] = context["counted"]
    assert [(rating.slug, count) for rating, count in group.rows] == [("true", 1), ("false", 2)]
    assert group.of == 3


def test_people_of_whom_nothing_is_out_have_no_page(published: Made, client: Client) -> None:
    published()
    Actor.objects.create(name="Некој", slug="nekoj")
    assert client.get("/mk/speakers/nekoj/").status_code == 404


def test_a_statement_shows_where_it_stands(published: Made, client: Client) -> None:
    page = published()[0]
    shown = client.get(f"/mk/statements/{page.statement_id}/").content.decode()
    assert "1:02:03" in shown
    assert "https://archive.example/1" in shown
    assert page.path_here in shown
    page.statement.shown = False
    page.statement.save()
    assert client.get(f"/mk/statements/{page.statement_id}/").status_code == 404


def test_a_lost_page_is_told_kindly(site: object, client: Client) -> None:
    answer = client.get("/mk/checks/nema/")
    assert answer.status_code == 404
    assert "/mk/search/" in answer.content.decode()


ROLES = [("editor", True), ("chief", True), ("reporter", False), ("translator", False), ("auditor", False)]


@pytest.mark.parametrize(("role", "may"), ROLES)
def test_the_editor_of_pages_opens_to_editors(
    site: object, signed_in: Callable[..., Client], role: str, may: bool
) -> None:
    plain = PlainPage.objects.first()
    client = signed_in("one", role)
    assert (client.get(reverse("wagtailadmin_pages:edit", args=[plain.pk])).status_code == 200) is may
    assert (client.get(reverse("publishing:site")).status_code == 200) is may
    Membership.objects.all().delete()
    assert not User.objects.get(username="one").groups.filter(name=NAME).exists()


def test_a_fact_check_is_not_made_by_hand(published: Made, signed_in: Callable[..., Client]) -> None:
    page, other = published()[:2]
    index = FactCheckIndex.objects.get(locale__language_code="mk")
    User.objects.filter(username="ana").update(is_superuser=True, is_staff=True)
    clients = [signed_in("maja", "chief"), Client()]
    clients[1].force_login(User.objects.get(username="ana"), backend="django.contrib.auth.backends.ModelBackend")
    for client in clients:
        tries = [
            client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])),
            client.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), {"title": "Друго", "action-publish": "1"}),
            client.get(reverse("wagtailadmin_pages:add", args=["publishing", "factcheckpage", index.pk])),
            client.post(reverse("wagtailadmin_pages:delete", args=[page.pk])),
            client.post(reverse("wagtailadmin_pages:move_confirm", args=[page.pk, other.get_parent().pk])),
            client.post(reverse("wagtailadmin_pages:unpublish", args=[page.pk])),
            client.post(reverse("wagtailadmin_pages:delete", args=[index.pk])),
        ]
        for answer in tries:
            assert answer.status_code in {302, 403, 404}
        again = FactCheckPage.objects.get(pk=page.pk)
        assert (again.title, again.live, again.path) == (page.title, True, page.path)
        assert FactCheckIndex.objects.filter(pk=index.pk).exists()


def test_the_desk_sees_what_is_out_and_what_machines_miss(published: Made, signed_in: Callable[..., Client]) -> None:
    page = published(languages=("mk",))[0]
    page.facts["statement"]["appearances"] = []
    page.save()
    shown = signed_in("maja", "chief").get(reverse("publishing:site"))
    assert shown.context["troubled"] == 1
    assert page.title in shown.content.decode()


def test_plain_text_says_the_same(published: Made, client: Client) -> None:
    page = published()[0]
    answer = client.get(page.path_here + "plain.txt")
    text = answer.content.decode()
    assert answer["Content-Type"].startswith("text/plain")
    for part in (page.claim, page.reason, "Полувистина", "https://archive.example/stat", "Vera"):
        assert part in text
    assert "<" not in text.replace("<http", "")


QUOTED = [
    ("Мирно", "mk", "„Мирно“"),
    ("„Мирно“", "mk", "„Мирно“"),
    ("«Мирно»", "ru", "«Мирно»"),
    ("Mirno", "hr", "„Mirno”"),
    ("Calm", "en", "“Calm”"),
    ("„А“ и „Б“", "mk", "„„А“ и „Б““"),
]


@pytest.mark.parametrize(("words", "language", "expected"), QUOTED)
def test_quotation_marks(words: str, language: str, expected: str) -> None:
    assert quoted(words, language) == expected


def test_home_speaks_each_language(published: Made, client: Client) -> None:
    published()
    for home in HomePage.objects.all():
        code = home.locale.language_code
        answer = client.get(f"/{code}/")
        assert answer.status_code == 200
        assert home.intro[:30] in answer.content.decode()
