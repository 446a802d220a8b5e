"""From an approved case to its pages: languages, slugs, what is frozen, what never leaves the newsroom."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest
from django.test import Client
from wagtail.models import Page, Site

from merilo_desk import engine
from merilo_desk.casework import signals
from merilo_desk.casework.models import Case, Evidence
from merilo_desk.ledger.models import Row
from merilo_desk.newsroom.models import Desk
from merilo_desk.people.models import Statement
from merilo_desk.publishing.errors import NothingToPublish
from merilo_desk.publishing.frame import raise_frame
from merilo_desk.publishing.making import make_pages, withdraw_pages
from merilo_desk.publishing.models import FactCheckPage, HomePage, PlainPage
from merilo_desk.publishing.scripts import in_latin, slug_of

SLUGS = [
    # (words, language, part of the address)
    ("Невработеноста не е преполовена: падна за третина", "mk", "nevrabotenosta-ne-e-prepolovena-padna-za-tretina"),
    ("Ѓорѓи и Ќиро: џез со љубов и њокиј", "mk", "gjorgji-i-kjiro-dzhez-so-ljubov-i-njokij"),
    ("Незапосленост није преполовљена", "sr", "nezaposlenost-nije-prepolovljena"),
    ("Šta je đavo rekao čistaču?", "sr-latn", "sta-je-djavo-rekao-cistacu"),
    ("Papunësia nuk është përgjysmuar", "sq", "papunesia-nuk-eshte-pergjysmuar"),
    ("Щука в „ъгъла“ на юлския ден", "bg", None),
    ("Ёлка и подъезд: объявление", "ru", None),
    ("З’їзд у Києві", "uk", None),
    ("100 % „TOP“ — 5", "en", "100-top-5"),
    ("„“ — …", "mk", "check"),
    ("а" * 200, "mk", "a" * 80),
]


@pytest.mark.parametrize(("words", "language", "expected"), SLUGS)
def test_slugs_are_plain_latin(words: str, language: str, expected: str | None) -> None:
    slug = slug_of(words, language)
    assert slug.isascii()
    assert slug == slug.strip("-")
    assert 0 < len(slug) <= 80
    if expected is not None and language != "mk":
        assert slug == expected


def test_latin_leaves_addresses_alone() -> None:
    assert in_latin("Џез, види https://пример.срб/чај и [чај](https://a.b/ч)") == (
        "Džez, vidi https://пример.срб/чај i [čaj](https://a.b/ч)"
    )


def test_the_frame_stands_once(site: Desk) -> None:
    before = Page.objects.count()
    raise_frame(site)
    assert Page.objects.count() == before
    homes = HomePage.objects.all()
    assert {home.locale.language_code for home in homes} == {"mk", "sr", "sr-latn", "sq", "en"}
    assert len({home.translation_key for home in homes}) == 1
    assert Site.objects.get().root_page.specific.locale.language_code == "mk"
    roles = [role for role in PlainPage.Role.values if role != "other"]
    assert PlainPage.objects.filter(locale__language_code="sq").count() == len(roles)


def test_a_desk_without_english_has_no_english_pages(db: None) -> None:
    desk = Desk.objects.create(name="Вага", languages=["mk"], default_language="mk")
    raise_frame(desk)
    assert set(Page.objects.values_list("locale__language_code", flat=True)) == {"mk"}


def test_a_language_taken_up_later_gets_its_pages(site: Desk, client: Client) -> None:
    assert client.get("/hr/").status_code == 302
    site.languages = [*site.languages, "hr"]
    site.save()
    assert client.get("/hr/").status_code == 200


def test_one_page_a_language(published: Callable[..., list[FactCheckPage]]) -> None:
    pages = {page.locale.language_code: page for page in published()}
    assert set(pages) == {"mk", "sr", "sr-latn", "sq"}
    assert len({page.translation_key for page in pages.values()}) == 1
    assert pages["mk"].claim == "Невработеноста ја преполовивме за три години."
    assert pages["sr-latn"].title == "Nezaposlenost nije prepolovljena: pala je za trećinu"
    assert pages["sr-latn"].transliterated
    assert "https://example.org/подаци" in pages["sr-latn"].body
    assert all(page.live and page.get_latest_revision() is not None for page in pages.values())
    assert Statement.objects.get().shown


def test_two_checks_of_one_title_have_two_addresses(published: Callable[..., list[FactCheckPage]]) -> None:
    first = published(languages=("mk",), title="Исто")[0]
    second = published(languages=("mk",), title="Исто")[0]
    assert first.slug != second.slug


def test_nothing_of_a_protected_source_leaves(published: Callable[..., list[FactCheckPage]], client: Client) -> None:
    page = published()[0]
    stored = json.dumps(page.facts, ensure_ascii=False) + json.dumps(
        page.get_latest_revision().content, ensure_ascii=False, default=str
    )
    shown = client.get(page.path_here).content.decode() + client.get(page.path_here + "plain.txt").content.decode()
    for secret in ("Тајната Служба", "secret.example", "Тајни зборови", "Скриен интерес", "Разговор со службеник"):
        assert secret not in stored
        assert secret not in shown
    assert "Само за редакцијата" not in stored
    assert "Службеник во министерството" in shown


def test_what_is_out_stays_as_it_was_approved(published: Callable[..., list[FactCheckPage]], client: Client) -> None:
    page = published()[0]
    Evidence.objects.filter(case=page.case).update(title="Сменето подоцна")
    assert "Сменето подоцна" not in client.get(page.path_here).content.decode()


def test_a_new_version_keeps_its_address(published: Callable[..., list[FactCheckPage]]) -> None:
    page = published(languages=("mk",))[0]
    case = page.case
    case.drafts.update(title="Сосема друг наслов")
    again = make_pages(case)[0]
    assert (again.pk, again.slug, again.version_id) == (page.pk, page.slug, 2)
    assert again.title == "Сосема друг наслов"
    assert [each["version"] for each in again.facts["history"]] == [1, 2]
    assert again.revisions.count() == 2
    assert Row.objects.filter(act="cases.publish", subject="publishing.factcheckpage").count() == 2


def test_no_draft_no_page(approved: Callable[..., Case]) -> None:
    case = approved(languages=())
    with pytest.raises(NothingToPublish):
        make_pages(case)


def test_publishing_reaches_the_library_and_withdrawing_leaves_it(
    approved: Callable[..., Case], client: Client, settings: object
) -> None:
    case = approved(languages=("mk",))
    signals.published.send(Case, case=case, by=None)
    page = case.pages.get()
    assert client.get(page.path_here).status_code == 200
    with engine.Library.open("desk", engine.settings.HOME) as library:
        kept = [check for check in library if check.url.endswith(page.path_here)]
        assert [check.rating for check in kept] == ["Полувистина"]
    case.withdrawn_because = "Изворот се покажа како лажен."
    case.save()
    signals.withdrawn.send(Case, case=case, by=None)
    with engine.Library.open("desk", engine.settings.HOME) as library:
        assert not [check for check in library if check.url.endswith(page.path_here)]


def test_a_withdrawn_check_says_so_and_why(published: Callable[..., list[FactCheckPage]], client: Client) -> None:
    page = published(languages=("mk",))[0]
    page.case.withdrawn_because = "Изворот се покажа како лажен."
    withdraw_pages(page.case)
    shown = client.get(page.path_here).content.decode()
    assert "Изворот се покажа како лажен." in shown
    assert "ld+json" not in shown
    assert page.title not in client.get("/mk/checks/").content.decode()
    assert page.path_here not in client.get("/claimreview.json").getvalue().decode()
