"""Many checks: what is counted is kept for as long as nothing changes, and whatever grows with them comes in parts."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client
from lxml import etree

from merilo_desk.people.models import Actor
from merilo_desk.publishing import feeds, index, map_views, shelf
from merilo_desk.publishing.balance import balances_kept
from merilo_desk.publishing.editions import edition, kept
from merilo_desk.publishing.making import withdraw_pages
from merilo_desk.publishing.models import FactCheckPage
from merilo_desk.publishing.search import found

Made = Callable[..., list[FactCheckPage]]


def test_a_page_says_in_its_own_table_whether_it_stands(published: Made) -> None:
    pages = published(languages=("mk", "sr"))
    assert {(page.spoken, page.stands) for page in pages} == {("mk", True), ("sr", True), ("sr-latn", True)}
    page = pages[0]
    page.unpublish()
    assert not FactCheckPage.objects.get(pk=page.pk).stands
    page.refresh_from_db()
    page.live = True
    page.save(update_fields=["live"])
    assert FactCheckPage.objects.get(pk=page.pk).stands
    withdraw_pages(page.case)
    assert not FactCheckPage.objects.standing().exists()
    assert FactCheckPage.objects.visible_to(None).speaking("mk").count() == 1


def test_what_is_counted_is_kept_until_something_comes_out_or_goes(published: Made) -> None:
    first = published()
    times = []

    def count() -> int:
        times.append(1)
        return len(times)

    assert [kept("x", count), kept("x", count)] == [1, 1]
    before = edition()
    published(title="Уште една")
    assert edition() != before
    assert kept("x", count) == 2
    assert balances_kept()[0] == 2
    withdraw_pages(first[0].case)
    assert kept("x", count) == 3
    assert balances_kept()[0] == 1


def test_pages_of_the_list_follow_each_other(published: Made, client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    for day in range(1, 6):
        page = published(title=f"Проверка {day}")[0]
        page.checked_on = date(2026, 3, day)
        page.save()
    paged = shelf.Shelf(shelf.checks("mk"), 2)
    assert [[page.title for page in paged.page(number)] for number in (1, 2, 3)] == [
        ["Проверка 5", "Проверка 4"], ["Проверка 3", "Проверка 2"], ["Проверка 1"],
    ]  # fmt: skip
    assert (paged.count, paged.num_pages) == (5, 3)


def test_of_many_speakers_those_checked_most_are_offered(
    published: Made, client: Client, minister: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shelf, "SPEAKERS_OFFERED", 1)
    other = Actor.objects.create(name="Ана Рискова", slug="ana-riskova", public_because="пратеник")
    for title, speaker in (("Прва", minister), ("Втора", minister), ("Трета", other)):
        page = published(title=title)[0]
        page.speaker = speaker
        page.save()
    plain = client.get("/en/checks/").content.decode()
    assert "the search</a> finds everybody" not in plain
    plain = client.get("/mk/checks/").content.decode()
    assert 'value="marko-jovev"' in plain
    assert 'value="ana-riskova"' not in plain
    assert 'href="../search/"' in plain
    chosen = client.get("/mk/checks/?speaker=ana-riskova").content.decode()
    assert 'value="ana-riskova" selected' in chosen
    assert "Трета" in chosen
    assert "Прва" not in chosen


def test_of_many_checks_with_a_word_the_newest_are_weighed(published: Made, monkeypatch: pytest.MonkeyPatch) -> None:
    old, new = (published(title=f"Невработеноста {at}")[0] for at in ("тогаш", "сега"))
    assert set(found("невработеност", "mk").numbers) == {old.pk, new.pk}
    monkeypatch.setattr(index, "WEIGHED", 1)
    assert found("невработеност", "mk").numbers == (new.pk,)


def test_maps_come_in_parts(published: Made, client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(map_views, "IN_A_PART", 1)
    pages = [published(title=f"Проверка {at}", languages=("mk", "sq"))[0] for at in range(2)]
    tree = etree.fromstring(client.get("/sitemap.xml").content)
    listed = [each.text.rpartition("/")[2] for each in tree.iter("{*}loc")]
    assert listed == [
        "pages.xml", "checks-mk-1.xml", "checks-mk-2.xml", "checks-sq-1.xml", "checks-sq-2.xml", "news.xml",
    ]  # fmt: skip
    assert len(tree.findall(".//{*}lastmod")) == 4
    for part, page in enumerate(pages, 1):
        told = etree.fromstring(client.get(f"/sitemaps/checks-mk-{part}.xml").content)
        assert [each.text for each in told.iter("{*}loc")] == [f"http://localhost:8000{page.path_here}"]
        assert {each.get("hreflang") for each in told.iter("{*}link")} == {"mk", "sq"}
    assert client.get("/sitemaps/checks-mk-3.xml").status_code == 404
    assert client.get("/sitemaps/checks-xx-1.xml").status_code == 404


def test_the_data_feed_says_the_same_in_small_batches(
    published: Made, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    for at in range(3):
        published(title=f"Проверка {at}", languages=("mk", "sq"))
    whole = client.get("/claimreview.json").getvalue()
    assert len(json.loads(whole)["dataFeedElement"]) == 6
    monkeypatch.setattr(feeds, "AT_ONCE", 2)
    assert client.get("/claimreview.json").getvalue() == whole
