"""What readers read before: each version has its page, its digest is the ledger's, one may be withheld."""

from __future__ import annotations

import json
from collections.abc import Callable
from hashlib import sha256

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from lxml import html

from merilo_desk import engine
from merilo_desk.corrections import actions as corrections
from merilo_desk.corrections import chain
from merilo_desk.corrections.models import LedgerEntry
from merilo_desk.publishing import errors
from merilo_desk.publishing.keeping import withhold
from merilo_desk.publishing.models import FactCheckPage
from merilo_desk.publishing.version_models import PublishedVersion

Made = Callable[..., list[FactCheckPage]]
OLD, NEW = "паднала од 17,3 на 11,8", "паднала од 17,1 на 11,8"
SAID = {"mk": "Стоеше 17,3; точно е 17,1.", "sr": "Писало је 17,3; тачно је 17,1."}


@pytest.fixture
def pages(published: Made) -> list[FactCheckPage]:
    return published(languages=("mk", "sr"))


@pytest.fixture
def ena(member: Callable):
    return member("ena", "editor")


@pytest.fixture
def boris(member: Callable):
    return member("boris", "editor")


def changed(page: FactCheckPage, ena, boris, kind: str = "correction", **more) -> LedgerEntry:
    case = FactCheckPage.objects.get(pk=page.pk).case
    opened = corrections.open_correction(case, kind=kind, by=ena)
    texts = corrections.texts_of(case)
    if kind != "retraction":
        texts["mk"] = {**texts["mk"], "reason": texts["mk"]["reason"].replace(OLD, NEW)}
        texts["sr"] = {**texts["sr"], "reason": texts["sr"]["reason"].replace("17,3", "17,1")}
    corrections.write(opened, kind=kind, texts=texts, notices=SAID, rating=case.rating, by=ena, **more)
    return corrections.publish(opened, by=boris)


def test_the_old_text_has_its_own_page(pages, ena, boris, client: Client) -> None:
    page = pages[0]
    entry = changed(page, ena, boris)
    now = client.get(page.path_here).content.decode()
    assert NEW in now
    assert OLD not in now
    assert f'href="{page.path_here}versions/1/"' in now  # reached from the history
    assert f"{page.path_here}versions/2/" not in now
    answer = client.get(f"{page.path_here}versions/1/")
    shown = answer.content.decode()
    tree = html.fromstring(shown)
    assert OLD in shown
    assert NEW not in shown
    assert tree.xpath("//meta[@name='robots']/@content") == ["noindex"]
    assert answer["X-Robots-Tag"] == "noindex"
    assert tree.xpath("//link[@rel='canonical']/@href") == [f"http://localhost:8000{page.path_here}"]
    assert not tree.xpath("//script")  # machines read what stands now
    banner = tree.xpath("//div[contains(@class, 'earlier')]")[0]
    assert banner.xpath(".//a/@href") == [page.path_here, f"/mk/corrections/{entry.number}/"]
    assert page.path_here + "versions/" not in client.get("/sitemaps/checks-mk-1.xml").content.decode()
    assert client.get(f"{page.path_here}versions/3/").status_code == 404


def test_each_version_leads_to_the_correction_that_ended_it(pages, ena, boris, client: Client) -> None:
    page = pages[0]
    changed(page, ena, boris)
    case = FactCheckPage.objects.get(pk=page.pk).case
    opened = corrections.open_correction(case, kind="clarification", by=ena)
    texts = corrections.texts_of(case)
    texts["mk"] = {**texts["mk"], "title": "Уште појасен наслов"}
    corrections.write(opened, kind="clarification", texts=texts, notices=SAID, rating=case.rating, by=ena)
    corrections.publish(opened, by=boris)  # on the same day
    for number in (1, 2):
        shown = html.fromstring(client.get(f"{page.path_here}versions/{number}/").content)
        links = shown.xpath("//div[contains(@class, 'earlier')]//a/@href")
        assert links == [page.path_here, f"/mk/corrections/{number}/"]
    last = html.fromstring(client.get(f"{page.path_here}versions/3/").content)
    assert last.xpath("//div[contains(@class, 'earlier')]//a/@href") == [page.path_here]


@pytest.mark.parametrize("code", ["mk", "sr", "sr-latn"])
def test_the_digest_is_the_ledgers_and_the_files(pages, ena, boris, client: Client, code: str) -> None:
    page = next(each for each in pages if each.locale.language_code == code)
    content = json.loads(changed(page, ena, boris).content)
    rows = content["versions"][code]
    assert [number for number, _ in rows] == [1, 2]
    for number, digest in rows:
        file = client.get(f"{page.path_here}versions/{number}/content.json")
        assert sha256(file.content).hexdigest() == digest
        assert digest in client.get(f"{page.path_here}versions/{number}/").content.decode()
        assert json.loads(file.content)["version"] == number
    engine.ledger.verify(chain.lines())
    assert f"{page.path_here}versions/1/" in client.get(f"/{code}/corrections/1/").content.decode()


def test_the_feed_leads_to_the_version(pages, client: Client) -> None:
    item = client.get("/feeds/mk/checks.json").json()["items"][0]["_merilo"]
    assert item["version"] == 1
    assert client.get(item["version_url"].removeprefix("http://localhost:8000")).status_code == 200


def test_a_retracted_check_keeps_its_versions(pages, ena, boris, client: Client) -> None:
    page = pages[0]
    changed(page, ena, boris)
    entry = changed(page, ena, boris, kind="retraction")
    assert [number for number, _ in json.loads(entry.content)["versions"]["mk"]] == [2]
    shown = client.get(page.path_here).content.decode()
    assert f"{page.path_here}versions/1/" in shown
    for number, words in ((1, OLD), (2, NEW)):
        old = client.get(f"{page.path_here}versions/{number}/").content.decode()
        assert words in old
        assert "withdrawn" in old or "повлечена" in old


def test_what_was_published_is_never_removed(pages) -> None:
    with pytest.raises(TypeError):
        PublishedVersion.objects.first().delete()
    assert all(kept.sound for kept in PublishedVersion.objects.all())
    assert PublishedVersion.objects.count() == len(pages)


WHY = "Името на сведокот беше наведено по грешка."


def test_a_version_is_withheld_with_its_reason(pages, ena, boris, member, client: Client) -> None:
    page = pages[0]
    changed(page, ena, boris)
    first = page.published_versions.get(number=1)
    with pytest.raises(PermissionDenied):
        withhold(first, because=WHY, by=member("rade", "reporter"))
    with pytest.raises(errors.NoReasonToWithhold):
        withhold(first, because="  ", by=ena)
    with pytest.raises(errors.StillStands):
        withhold(page.published_versions.get(number=2), because=WHY, by=ena)
    withhold(first, because=WHY, by=ena)
    answer = client.get(f"{page.path_here}versions/1/")
    assert answer.status_code == 451
    assert WHY in answer.content.decode()
    assert OLD not in answer.content.decode()
    assert first.digest in answer.content.decode()
    file = client.get(f"{page.path_here}versions/1/content.json")
    assert file.status_code == 451
    assert OLD not in file.content.decode()
    assert client.get(f"{page.path_here}versions/2/").status_code == 200


def test_a_correction_can_keep_the_old_words_out_of_the_ledger(pages, ena, boris, client: Client) -> None:
    page = pages[0]
    entry = changed(page, ena, boris, withheld_because=WHY)
    assert OLD not in entry.content
    assert json.loads(entry.content)["withheld"] == WHY
    assert OLD not in client.get("/mk/corrections/ledger.jsonl").getvalue().decode()
    shown = client.get(f"/mk/corrections/{entry.number}/").content.decode()
    assert WHY in shown
    assert OLD not in shown
    for each in pages:
        assert client.get(f"{each.path_here}versions/1/").status_code == 451
    # The digests vouch for what the newsroom keeps.
    kept = page.published_versions.get(number=1)
    assert [1, kept.digest] in json.loads(entry.content)["versions"]["mk"]
    assert OLD in kept.content
    engine.ledger.verify(chain.lines())


def test_a_retraction_for_safetys_sake_leaves_nothing_to_read(pages, ena, boris, client: Client) -> None:
    page = pages[0]
    changed(page, ena, boris, kind="retraction", withheld_because=WHY)
    answer = client.get(page.path_here)
    shown = answer.content.decode()
    assert answer.status_code == 200
    assert WHY in shown
    assert SAID["mk"] in shown
    assert OLD not in shown
    for path in ("plain.txt", "card/", "share.png"):
        assert client.get(page.path_here + path).status_code == 404


def test_the_desk_withholds_on_the_page_of_languages(pages, ena, boris, signed_in, client: Client) -> None:
    page = pages[0]
    changed(page, ena, boris)
    first = page.published_versions.get(number=1)
    chief = signed_in("goran", "chief")
    assert (
        f"/desk/site/versions/{first.pk}/withhold/"
        in chief.get(f"/desk/site/checks/{page.case_id}/languages/").content.decode()
    )
    answer = chief.post(f"/desk/site/versions/{first.pk}/withhold/", {"because": WHY}, follow=True)
    assert WHY in answer.content.decode()
    assert client.get(f"{page.path_here}versions/1/").status_code == 451


def test_a_page_asks_the_same_queries_for_one_version_and_for_many(
    pages, ena, boris, client: Client, django_assert_max_num_queries
) -> None:
    page = pages[0]
    changed(page, ena, boris)
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as few:
        client.get(page.path_here)
    for number in range(3, 28):
        PublishedVersion.objects.create(
            page=page, number=number, at=page.last_published_at, content="{}", digest="0" * 64
        )
    with django_assert_max_num_queries(len(few)):
        client.get(page.path_here)
