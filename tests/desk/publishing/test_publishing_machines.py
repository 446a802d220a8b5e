"""What machines read: markup by the validator, feeds by feedparser, maps by their schema, cards and pictures."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import timedelta
from io import BytesIO
from pathlib import Path

import feedparser
import pytest
from django.test import Client
from django.utils import timezone
from lxml import etree
from PIL import Image

from merilo_desk import engine
from merilo_desk.casework.models import Case
from merilo_desk.publishing import corrected, markup
from merilo_desk.publishing.corrected import Notice
from merilo_desk.publishing.making import make_pages, withdraw_pages
from merilo_desk.publishing.models import FactCheckPage
from merilo_desk.publishing.records import LONGEST_CLAIM, shortened
from merilo_desk.publishing.share import folded_into
from merilo_desk.scales.models import Rating

SCHEMAS = Path(__file__).parent / "schemas"
Made = Callable[..., list[FactCheckPage]]


def test_markup_passes_the_validator(published: Made, client: Client) -> None:
    for page in published():
        shown = client.get(page.path_here).content.decode()
        nodes = engine.reviews_in(
            json.loads(shown.split('<script type="application/ld+json">')[1].split("</script>")[0])
        )
        assert len(list(nodes)) == 1
        assert [each for each in markup.problems(page) if each.severity == "error"] == []
        assert [each.code for each in markup.problems(page)] == []


def test_markup_says_what_the_page_says(published: Made) -> None:
    pages = {page.locale.language_code: page for page in published()}
    node = markup.nodes(pages["sr-latn"], list(pages.values()))[0]
    assert node["inLanguage"] == "sr-Latn"
    assert node["reviewRating"]["alternateName"] == "Poluistina"
    rating = node["reviewRating"]
    assert (rating["worstRating"], rating["ratingValue"], rating["bestRating"]) == (1, 4, 6)
    claim = node["itemReviewed"]
    assert claim["author"]["jobTitle"] == "ministar rada"
    assert claim["author"]["sameAs"] == "https://www.wikidata.org/wiki/Q42"
    assert claim["firstAppearance"]["url"] == "https://glasnik.example/vesti/1"
    assert [each["url"] for each in claim["appearance"]] == ["https://portal.example/2"]
    assert len(claim["sameAs"]) == 3
    assert node["citation"] == ["https://stat.example/aktivnost"]
    assert node["author"]["correctionsPolicy"].endswith("/sr-latn/corrections-policy/")


CLAIMS = [
    # (claim, what machines get)
    ("Кратко.", "Кратко."),
    ("а" * 74, "а" * 74),
    ("а" * 75, "а" * 73 + "…"),  # a word without end is cut within
    ("Зборови " * 20, None),
]


@pytest.mark.parametrize(("claim", "expected"), CLAIMS)
def test_long_claims_are_cut_for_machines(claim: str, expected: str | None) -> None:
    short = shortened(claim, LONGEST_CLAIM)
    assert len(short) <= LONGEST_CLAIM
    assert short == expected if expected else short.endswith("Зборови…")


def test_nothing_in_a_claim_ends_the_script(published: Made, client: Client) -> None:
    evil = 'Рече: „</script><script>alert("1")</script>“ & <b>толку</b>'
    page = published(claim=evil, languages=("mk",))[0]
    shown = client.get(page.path_here).content.decode()
    assert "<script>alert" not in shown
    assert "<b>толку" not in shown
    script = shown.split('<script type="application/ld+json">')[1].split("</script>")[0]
    assert json.loads(script)["itemReviewed"]["text"] == evil


def test_a_claim_never_appeared_on_our_own_page(published: Made, settings: object) -> None:
    page = published(languages=("mk",))[0]
    page.facts["statement"]["appearances"][0]["url"] = settings.SITE_URL + page.path_here  # type: ignore[attr-defined]
    claim = markup.nodes(page)[0]["itemReviewed"]
    assert [each["url"] for each in claim["appearance"]] == ["https://portal.example/2"]
    assert "firstAppearance" not in claim


def test_what_cannot_be_rated_has_no_number(published: Made) -> None:
    page = published(rating="unverifiable", languages=("mk",))[0]
    assert markup.nodes(page)[0]["reviewRating"] == {
        "@type": "Rating",
        "alternateName": "Непроверливо",
        "ratingExplanation": page.reason,
    }


def test_a_picture_gets_a_media_review(published: Made, scale: object) -> None:
    Rating.objects.filter(slug="half-true").update(schema="DecontextualizedContent")
    scale.family = "media"  # type: ignore[attr-defined]
    scale.save()  # type: ignore[attr-defined]
    page = published(languages=("mk",))[0]
    claim, media = markup.nodes(page)
    assert claim["@type"] == "ClaimReview"
    assert media["mediaAuthenticityCategory"] == ["https://schema.org/DecontextualizedContent"]
    assert not [each for each in markup.problems(page) if each.severity == "error"]


def test_corrections_stand_on_the_page_and_in_the_markup(
    published: Made, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = published(languages=("mk",))[0]
    notice = Notice("correction", "Исправка", page.checked_on, "Стоеше 17,8 наместо 17,3.", "/mk/corrections/1/")
    monkeypatch.setattr(
        corrected, "TELLERS", [lambda asked: [(each.pk, notice) for each in asked if each.pk == page.pk]]
    )
    shown = client.get(page.path_here).content.decode()
    assert shown.index("Стоеше 17,8 наместо 17,3.") < shown.index("<h1")
    assert markup.nodes(page)[0]["correction"][0]["text"] == "Стоеше 17,8 наместо 17,3."


@pytest.mark.parametrize("path", ["checks", "topics/health", "speakers/marko-jovev"])
@pytest.mark.parametrize("kind", ["rss", "atom"])
def test_feeds_are_read_by_others(published: Made, client: Client, path: str, kind: str) -> None:
    page = published()[0]
    answer = client.get(f"/feeds/mk/{path}.{kind}")
    feed = feedparser.parse(answer.content, response_headers={"content-type": answer["Content-Type"]})
    assert not feed.bozo, feed.get("bozo_exception")
    assert [entry.link for entry in feed.entries] == ["http://localhost:8000" + page.path_here]
    assert feed.entries[0].title == f"Полувистина: {page.title}"
    assert feed.entries[0].id.startswith("tag:")
    assert feed.feed.language == "mk"


def test_the_json_feed_has_what_its_specification_asks(published: Made, client: Client) -> None:
    page = published()[1]
    feed = client.get("/feeds/sr/checks.json").json()
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    item = feed["items"][0]
    assert (item["url"], item["language"]) == ("http://localhost:8000" + page.path_here, "sr-Cyrl")
    assert item["_merilo"]["claim"] == page.claim
    assert "<p>" in item["content_html"]


def test_no_feed_in_a_language_the_desk_does_not_speak(published: Made, client: Client) -> None:
    assert client.get("/feeds/ru/checks.rss").status_code == 404
    assert client.get("/feeds/mk/topics/none-such.rss").status_code == 404


def test_the_data_feed_is_of_the_shape_that_others_read(published: Made, client: Client) -> None:
    published()
    answer = client.get("/claimreview.json")
    feed = json.loads(answer.getvalue())
    items = [element["item"][0] for element in feed["dataFeedElement"]]
    assert (feed["@type"], len(items)) == ("DataFeed", 4)
    for node in items:
        assert not [each for each in engine.validate(node, node["url"]) if each.severity == "error"]
    again = client.get("/claimreview.json", headers={"If-Modified-Since": answer["Last-Modified"]})
    assert again.status_code == 304


NASTY = "Рече \x0b„<b>да</b>“ & ]]> \"не\" \x1f\ufffe 🙂 'така'"
SOUND = "Рече „<b>да</b>“ & ]]> \"не\"  🙂 'така'"


def test_no_letter_breaks_a_feed_or_a_map(approved: Callable[..., Case], client: Client) -> None:
    """Text that was copied out of a PDF brings letters that no XML may hold; one of them would take all checks down."""
    case = approved(languages=("mk", "sq"), title=NASTY, claim=NASTY)
    case.drafts.update(reason=NASTY, body=NASTY)
    page = make_pages(case)[0]
    assert (page.title, page.claim) == (SOUND, SOUND)
    for path in ("/feeds/mk/checks.rss", "/feeds/mk/checks.atom", *MAPS):
        tree = etree.fromstring(client.get(path).content)  # a strict parser: it mends nothing
        assert tree.tag
    for kind in ("rss", "atom"):
        feed = feedparser.parse(client.get(f"/feeds/mk/checks.{kind}").content)
        assert not feed.bozo
        assert "🙂" in feed.entries[0].title
    assert client.get("/feeds/mk/checks.json").json()["items"][0]["title"] == f"Полувистина: {SOUND}"
    assert json.loads(client.get("/claimreview.json").getvalue())["dataFeedElement"]
    name = etree.fromstring(client.get("/sitemaps/news.xml").content).find(".//{*}title")
    assert name is not None
    assert name.text == SOUND


def test_news_is_two_days_old_at_most_and_says_its_language(published: Made, client: Client) -> None:
    published(), published(rating="true", title="Старо", claim="Старо тврдење.", languages=("mk",))
    old = timezone.now() - timedelta(days=2, minutes=1)
    FactCheckPage.objects.filter(title="Старо").update(first_published_at=old)
    withdrawn = published(rating="false", title="Повлечено", claim="Повлечено тврдење.", languages=("mk",))[0]
    withdraw_pages(withdrawn.case)
    tree = etree.fromstring(client.get("/sitemaps/news.xml").content)
    names = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "n": "http://www.google.com/schemas/sitemap-news/0.9"}
    rows = tree.findall("s:url", names)
    assert [[child.tag.split("}")[1] for child in row.find("n:news", names)] for row in rows] == [
        ["publication", "publication_date", "title"]
    ] * len(rows)
    told = {row.findtext("s:loc", "", names): row.findtext(".//n:language", "", names) for row in rows}
    # ISO 639 alone: both scripts of Serbian are "sr".
    assert sorted(told.values()) == ["mk", "sq", "sr", "sr"]
    assert all(row.findtext(".//n:name", "", names) == "Пробна вага" for row in rows if "/mk/" in row[0].text)
    assert not any("staro" in where or "povleceno" in where for where in told)


ASKED = [
    # (what is asked, status, picture told)
    ({"url": "http://localhost:8000{path}"}, 200, True),
    ({"url": "{path}"}, 200, True),
    ({"url": "http://localhost:8000{path}card/"}, 200, True),
    ({"url": "http://localhost:8000{path}", "maxwidth": "320"}, 200, False),
    ({"url": "http://localhost:8000{path}", "maxwidth": "none"}, 200, False),
    ({"url": "https://elsewhere.example{path}"}, 404, False),
    ({"url": "http://localhost:8000/mk/"}, 404, False),
    ({"url": "http://[bad"}, 404, False),
    ({}, 404, False),
]


@pytest.mark.parametrize(("asked", "status", "picture"), ASKED)
def test_oembed_answers_for_our_checks_alone(
    published: Made, client: Client, asked: dict[str, str], status: int, picture: bool
) -> None:
    page = published(languages=("mk",), title='Наслов со "наводници" & <ознаки>')[0]
    answer = client.get("/oembed.json", {key: value.format(path=page.path_here) for key, value in asked.items()})
    assert answer.status_code == status
    if status == 200:
        value = answer.json()
        assert ("thumbnail_url" in value) is picture
        (frame,) = etree.HTML(value["html"]).iter("iframe")
        assert frame.get("title") == page.title
        assert int(frame.get("width")) == value["width"] <= 500


MAPS = ["/sitemap.xml", "/sitemaps/pages.xml", "/sitemaps/checks-mk-1.xml", "/sitemaps/news.xml"]


@pytest.mark.parametrize("path", MAPS)
def test_maps_keep_to_their_schema(published: Made, client: Client, path: str) -> None:
    published()
    tree = etree.fromstring(client.get(path).content)
    name = "siteindex" if path == "/sitemap.xml" else "sitemap"
    schema = etree.XMLSchema(etree.parse(str(SCHEMAS / f"{name}.xsd")))
    assert schema.validate(tree), schema.error_log
    assert b"localhost:8000/" in etree.tostring(tree)


def test_the_news_map_names_what_came_out_lately(published: Made, client: Client) -> None:
    page = published(languages=("mk",))[0]
    assert page.title in client.get("/sitemaps/news.xml").content.decode()
    FactCheckPage.objects.update(first_published_at="2026-01-01T00:00:00Z")
    assert page.title not in client.get("/sitemaps/news.xml").content.decode()


def test_versions_name_each_other(published: Made, client: Client) -> None:
    pages = published()
    shown = client.get(pages[0].path_here).content.decode()
    for page, tag in zip(pages, ("mk", "sr-Cyrl", "sq", "sr-Latn"), strict=True):
        assert f'hreflang="{tag}" href="http://localhost:8000{page.path_here}"' in shown


def test_robots_find_the_maps(client: Client, site: object) -> None:
    text = client.get("/robots.txt").content.decode()
    assert "Disallow: /desk/" in text
    assert "Sitemap: http://localhost:8000/sitemap.xml" in text


def test_oembed_gives_a_frame(published: Made, client: Client) -> None:
    page = published(languages=("mk",))[0]
    answer = client.get("/oembed.json", {"url": f"http://localhost:8000{page.path_here}", "maxwidth": "320"}).json()
    assert (answer["type"], answer["version"], answer["width"]) == ("rich", "1.0", 320)
    assert f'src="http://localhost:8000{page.path_here}card/"' in answer["html"]
    assert client.get("/oembed.json", {"url": "https://elsewhere.example/x"}).status_code == 404
    assert client.get("/oembed.json", {"url": page.path_here, "format": "xml"}).status_code == 501


def test_only_the_card_may_be_framed(published: Made, client: Client) -> None:
    page = published(languages=("mk",))[0]
    card, whole = client.get(page.path_here + "card/"), client.get(page.path_here)
    assert "frame-ancestors *" in card["Content-Security-Policy"]
    assert not card.has_header("X-Frame-Options")
    assert "frame-ancestors 'none'" in whole["Content-Security-Policy"]
    assert whole["X-Frame-Options"] == "DENY"


def test_the_picture_for_sharing(published: Made, client: Client) -> None:
    pages = published()
    answer = client.get(pages[0].path_here + "share.png")
    picture = Image.open(BytesIO(answer.content))
    assert (picture.size, picture.format) == ((1200, 630), "PNG")
    colours = picture.convert("RGB").getcolors(maxcolors=100_000)
    paper = max(count for count, _ in colours)
    assert len(colours) > 50  # letters have soft edges
    assert 0.8 < paper / (1200 * 630) < 0.96
    other = client.get(pages[3].path_here + "share.png")
    assert other.content != answer.content
    again = client.get(pages[0].path_here + "share.png", headers={"If-None-Match": answer["ETag"]})
    assert again.status_code == 304


def test_text_in_pictures_is_broken_and_cut() -> None:
    lines, fits = folded_into("Ќе има „чудна“ реченица што е подолга од една линија", "serif-600", 60, 500, 2)
    assert (len(lines), fits) == (2, False)
    assert lines[1].endswith("…")
    assert folded_into("ж" * 200, "serif-600", 60, 500, 100)[1]


def test_a_desk_that_does_not_rate_says_a_sentence(approved: Callable[..., Case], client: Client) -> None:
    case = approved(languages=("mk",))
    case.rating.own_words, case.sentences = True, {"mk": "Падна за третина, не за половина."}
    page = make_pages(case)[0]
    assert "Падна за третина, не за половина." in client.get(page.path_here).content.decode()
    assert markup.nodes(page)[0]["reviewRating"]["alternateName"] == "Падна за третина, не за половина."
