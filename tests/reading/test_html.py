"""Web pages: the article, its paragraphs, captions and metadata; hostile ones as well."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from merilo.errors import EmptySource, MeriloError, TooLarge
from merilo.reading.read import article_from_bytes

BODY = (
    "<p>Gradonačelnik je jučer otvorio novi most preko rijeke, čija je gradnja trajala četiri godine i stajala 12 "
    "milijuna eura.</p><p>„Ovo je velik dan”, rekao je. Radnici su dobili premije, a građani novi park uz obalu.</p>"
    "<p>Što će biti sa starim mostom, odlučit će se u idućim mjesecima, jer grad nema novca za njegovu obnovu.</p>"
)
DAY = date(2024, 5, 12)


def page(body: str = BODY, head: str = "", *, lang: str = "hr", before: str = "", after: str = "") -> bytes:
    """Return a page with the usual things around an article."""
    return (
        f'<!DOCTYPE html><html lang="{lang}"><head><meta charset="utf-8"><title>Most je otvoren - Glasnik</title>'
        f'<meta property="og:site_name" content="Glasnik">{head}</head><body><nav><a href="/">Naslovnica</a></nav>'
        f"<article><h1>Most je otvoren</h1>{before}{body}{after}</article><footer>© 2024 Glasnik</footer></body></html>"
    ).encode()


def test_the_article_is_told_from_the_page() -> None:
    article = article_from_bytes(page(), "a.html")
    assert (article.title, article.language, article.script, article.site) == (
        "Most je otvoren",
        "hr",
        "Latn",
        "Glasnik",
    )
    assert article.text.startswith("Gradonačelnik je jučer")
    assert article.text.count("\n\n") == 2
    assert [mark.paragraph for mark in article.landmarks] == [1, 2, 3]
    assert "Naslovnica" not in article.text


def test_captions_are_kept_apart() -> None:
    figure = "<figure><img src=a.jpg><figcaption>Most u zoru, snimila Ana Kovač</figcaption></figure>"
    teaser = '<a href="/b"><figure><img src=b.jpg><figcaption>Drugi članak o nečemu</figcaption></figure></a>'
    article = article_from_bytes(page(before=figure, after=teaser), "a.html")
    assert [span.of(article.text) for span in article.captions] == ["Most u zoru, snimila Ana Kovač"]
    assert "Drugi članak" not in article.text


def test_rows_of_a_table_are_lines() -> None:
    table = "<table><tr><th>Godina</th><th>Cijena</th></tr><tr><td>2020.</td><td>5 milijuna</td></tr></table>"
    article = article_from_bytes(page(body=BODY + table), "a.html")
    assert "2020.\t5 milijuna" in article.text.split("\n\n")


LD = '<script type="application/ld+json">{}</script>'
DATES = [
    # (head, before the story, day)
    (LD.format('{"@type":"NewsArticle","datePublished":"2024-05-12T08:00:00+02:00"}'), "", DAY),
    (LD.format('{"@graph":[{"@type":["WebPage"]},{"@type":["NewsArticle"],"datePublished":"2024-05-12"}]}'), "", DAY),
    (LD.format('{"@type":"WebSite","datePublished":"2020-05-12"}'), "", None),
    (LD.format("{not json"), "", None),
    ('<meta property="article:published_time" content="2024-05-12T08:00:00Z">', "", DAY),
    ('<meta property="article:published_time" content="2024-01-01">', "", None),
    ('<meta property="article:published_time" content="2024-01-01T00:00:00Z">', "", None),
    ('<meta property="article:published_time" content="2024-01-01T17:25:00Z">', "", date(2024, 1, 1)),
    ('<meta property="article:published_time" content="2024-01-01">', "<p class=date>12. svibnja 2024.</p>", DAY),
    ("", '<time datetime="2024-05-12T10:00">jučer</time>', DAY),
    ("", "<aside><time datetime='2019-02-03'>x</time></aside>", None),
    ("", "<p>12. svibnja 2024.</p>", DAY),
    ("", "<div class='meta'>12 мај 2024 | Ана Ковач</div>", DAY),
    ("", "<div class='meta'>12. maja 2024.</div>", DAY),
    ("", "<span>E diel, 12 maj 2024</span>", DAY),
    ("", "<span class=date>05/12/2023 - 10:35</span>", date(2023, 12, 5)),  # on a Croatian page the day goes first
    ("", "<span>12 мая 2024, 10:00</span>", DAY),
    ("", "<span>12 травня 2024</span>", DAY),
    ("", "<span>Публикувано на 12 май 2024 г.</span>", DAY),
    ("", "<p>Most je 12. svibnja 2024. otvorio gradonačelnik, a stajao je mnogo novca.</p>", None),
    ("", "", None),
]


@pytest.mark.parametrize(("head", "before", "day"), DATES)
def test_the_day_of_publication(head: str, before: str, day: date | None) -> None:
    assert article_from_bytes(page(head=head, before=before), "a.html").published == day


BYLINES = [
    (
        LD.format('{"@type":"NewsArticle","author":[{"name":"Ana Kovač"},{"name":"Ivan Horvat"}]}'),
        "",
        ("Ana Kovač", "Ivan Horvat"),
    ),
    ('<meta name="author" content="Ana Kovač, Ivan Horvat">', "", ("Ana Kovač", "Ivan Horvat")),
    ("", "<p class=byline>Piše: Ana Kovač</p>", ("Ana Kovač",)),
    ("", "<span class=author>By Ann Lee and Tom Fox</span>", ("Ann Lee", "Tom Fox")),
    ("", "<p class=author>Sva prava pridržana 2024</p>", ()),
    ("", "", ()),
]


@pytest.mark.parametrize(("head", "before", "names"), BYLINES)
def test_the_byline(head: str, before: str, names: tuple[str, ...]) -> None:
    assert article_from_bytes(page(head=head, before=before), "a.html").byline == names


@pytest.mark.parametrize(
    ("lang", "language"),
    [("hr", "hr"), ("bs", "bs"), ("sr-Latn-RS", "sr"), ("en-US", "hr"), ("mk", "hr"), ("", "hr")],
)
def test_the_pages_tag_is_checked_against_its_words(lang: str, language: str) -> None:
    assert article_from_bytes(page(lang=lang), "a.html").language == language


@pytest.mark.parametrize("encoding", ["utf-8", "windows-1250", "iso-8859-2", "utf-16"])
def test_pages_in_other_character_sets(encoding: str) -> None:
    whole = page().decode().replace("utf-8", encoding).replace("„", '"').replace("”", '"').replace("©", "")
    assert "Gradonačelnik je jučer" in article_from_bytes(whole.encode(encoding), "a.html").text


def test_the_day_of_another_story_is_not_taken() -> None:
    other = '<div class=related><a href=#>Drugi članak</a> <time datetime="2023-01-05">5. siječnja</time></div>'
    here = "<div class=entry-meta>E premte, 10 Maj 2024 | 14:20</div>"
    assert article_from_bytes(page(after=other), "a.html").published is None
    assert article_from_bytes(page(before=here, after=other), "a.html").published == date(2024, 5, 10)


def test_lines_parted_by_breaks_are_paragraphs() -> None:
    body = "<div>Кметът откри новия мост над реката.<br><br>Той струва 12 милиона евро.<br><br>Това е всичко.</div>"
    source = f"<html lang=bg><head><title>Мостът</title></head><body><h1>Мостът</h1>{body}</body></html>"
    text = article_from_bytes(source.encode(), "a.html").text
    assert text.split("\n\n") == [
        "Кметът откри новия мост над реката.",
        "Той струва 12 милиона евро.",
        "Това е всичко.",
    ]


def test_a_page_behind_a_paywall_is_told() -> None:
    head = LD.format('{"@type":"NewsArticle","isAccessibleForFree":false}')
    notices = article_from_bytes(page(head=head), "a.html").notices
    assert [each.key for each in notices] == ["reading.only-beginning"]


HOSTILE = [
    b"<html><body>" + b"<div>" * 10_000 + b"<p>Deep down are words.</p>" + b"</div>" * 10_000,
    b"<html>" + b"<b><i>" * 50_000 + b"Some words.",
    b"<html>" + b"<table>" * 5_000 + b"Some words.",
    b"<html><p>Some words.</p>" + b"<" * 100_000,
    b"<html><p>Some words.</p>" + b"<!--" * 50_000,
    b"<html><p>Some words.</p>" + b"&" * 100_000,
    b"<html><p>Some words.</p><script>" + b"<script " * 20_000,
    b"<html><p>Some words.</p><a href='" + b"<a href='" * 20_000,
    b"<html><body><p>Some\0 words.</p>",
    b'<!DOCTYPE x [<!ENTITY a "bbbb"><!ENTITY c "&a;&a;&a;">]><html><p>Some words &c;</p></html>',
    b'<html><script type="application/ld+json">' + b"[" * 100_000 + b"</script><p>Some words.</p></html>",
]


@pytest.mark.parametrize("data", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_pages_give_their_words(data: bytes) -> None:
    assert "words" in article_from_bytes(data, "a.html").text


def test_a_page_without_words_says_so() -> None:
    with pytest.raises(EmptySource, match="no words"):
        article_from_bytes(b"<html><script>document.write('x')</script></html>", "a.html")


def test_a_page_of_more_than_ten_megabytes_is_refused() -> None:
    with pytest.raises(TooLarge):
        article_from_bytes(b"<html>" + b"<p>x</p>" * 1_400_000, "a.html")


PARTS = st.sampled_from(
    ["<p>", "</p>", "<div class=meta>", "<table>", "<tr><td>", "<h1>", "<figure><figcaption>", "<time datetime='2024'>",
     "riječi i ljudi", "&#0;", "&#xd800;", "<!--", "]]>", "<script>", "</script>", "12. maja 2024.",
     "\u202e", "<", "\"", "'"]
)  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(st.lists(PARTS, max_size=40))
def test_any_soup_of_tags_is_read_or_refused(parts: list[str]) -> None:
    try:
        article = article_from_bytes(("<html>" + "".join(parts)).encode(), "a.html")
    except MeriloError:
        return
    assert article.text.strip()
    assert all(span.end <= len(article.text) for span in article.captions)
