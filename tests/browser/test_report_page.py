"""`report.html` in a real browser: anyone can read it, on anything, and it asks nobody for anything."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
LANGUAGES = ["en", "mk", "sr"]
WIDTHS = [360, 1280]
OPEN_ALL = "document.querySelectorAll('details').forEach(each => each.open = true)"

Open = Callable[..., Page]


@pytest.fixture
def opened(browser: Browser, pages: dict[str, Path]) -> Iterator[Open]:
    """Open a sample's page; at the end nothing may have been asked for, and the console must be empty."""
    contexts, asked, told = [], [], []

    def open_page(language: str, width: int = 1280, mode: str = "light") -> Page:
        context = browser.new_context(viewport={"width": width, "height": 800}, color_scheme=mode)  # type: ignore[arg-type]
        contexts.append(context)
        made = context.new_page()
        made.on("request", lambda request: asked.append(request.url))
        made.on("console", lambda message: told.append(message.text))
        made.on("pageerror", lambda error: told.append(str(error)))
        made.goto(pages[language].as_uri())
        return made

    yield open_page
    for context in contexts:
        context.close()
    assert [url for url in asked if not url.startswith(("data:", "file:"))] == []
    assert len([url for url in asked if url.startswith("file:")]) == len(contexts), "the page is one file"
    assert told == []


@pytest.mark.parametrize("mode", ["light", "dark"])
@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_axe_finds_nothing(opened: Open, language: str, width: int, mode: str) -> None:
    page = opened(language, width, mode)
    page.evaluate(OPEN_ALL)
    found = Axe().run(page, options={"runOnly": {"type": "tag", "values": WCAG}})
    assert found.violations_count == 0, found.generate_report()


@pytest.mark.parametrize("width", [320, 768])
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_never_scrolls_sideways(opened: Open, language: str, width: int) -> None:
    page = opened(language, width)
    page.evaluate(OPEN_ALL)
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_link_within_the_page_arrives(opened: Open, language: str) -> None:
    page = opened(language)
    lost = page.evaluate(
        """[...document.querySelectorAll('a[href^="#"]')].map(a => a.getAttribute('href').slice(1))
           .filter(id => !document.getElementById(id))"""
    )
    assert lost == []


def test_marks_lead_to_their_cards_and_cards_back(opened: Open) -> None:
    page = opened("en")
    marks = page.locator("sup a")
    assert marks.count() >= 2
    for at in range(marks.count()):
        href = marks.nth(at).get_attribute("href")
        assert href
        card = page.locator(href)
        assert "card" in (card.get_attribute("class") or "")
        spots = card.locator("a.back").evaluate_all("links => links.map(a => a.getAttribute('href'))")
        assert f"#{marks.nth(at).get_attribute('id')}" in spots


def test_no_two_places_share_a_name(opened: Open) -> None:
    ids = opened("mk").evaluate("[...document.querySelectorAll('[id]')].map(e => e.id)")
    assert sorted(ids) == sorted(set(ids))


def test_the_keyboard_reaches_everything_in_order(opened: Open) -> None:
    """Tab visits every link and fold that can be seen, in the order of the page; the first leads to the text."""
    page = opened("en")
    wanted = page.evaluate(
        """[...document.querySelectorAll('a[href], summary, [tabindex="0"]')].filter(e => e.checkVisibility()).length"""
    )
    last, visited = -1.0, 0
    for step in range(wanted):
        page.keyboard.press("Tab")
        kind = page.evaluate("document.activeElement.className")
        place = page.evaluate("[...document.querySelectorAll('*')].indexOf(document.activeElement)")
        assert step or kind == "skip"
        assert place > last
        last = place
        visited += 1
    assert visited == wanted > 10


def test_focus_can_be_seen(opened: Open) -> None:
    page = opened("en")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    assert page.evaluate("parseFloat(getComputedStyle(document.activeElement).outlineWidth)") >= 2


def test_notes_stand_beside_the_text_or_fold_under_it(opened: Open) -> None:
    wide, narrow = opened("en", 1280), opened("en", 360)
    assert wide.locator(".margin").first.is_visible()
    assert not wide.locator(".folded").first.is_visible()
    assert narrow.locator(".folded summary").first.is_visible()
    assert not narrow.locator(".margin").first.is_visible()


def test_nothing_is_set_under_sixteen_pixels(opened: Open) -> None:
    """Letters of the page; the picture's own labels are drawn a little smaller and say what the table says."""
    sizes = opened("sr").evaluate(
        """[...document.querySelectorAll('body *')].filter(e => !e.closest('svg') && e.textContent.trim())
           .map(e => parseFloat(getComputedStyle(e).fontSize))"""
    )
    assert min(sizes) >= 15.9


def test_headings_go_down_step_by_step(opened: Open) -> None:
    levels = opened("en").evaluate("[...document.querySelectorAll('h1,h2,h3,h4')].map(e => +e.tagName[1])")
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


@pytest.mark.parametrize(
    ("language", "labels", "text"), [("en", "en", "en"), ("mk", "mk", "mk"), ("sr", "sr-Latn", "sr-Cyrl")]
)
def test_every_text_says_its_language(opened: Open, language: str, labels: str, text: str) -> None:
    page = opened(language)
    assert page.locator("html").get_attribute("lang") == labels
    for place in ("h1", ".text .para > p", "blockquote", ".said", ".chart .words"):
        assert page.locator(place).first.get_attribute("lang") == text, place


def test_the_page_works_without_script_and_stays_small(pages: dict[str, Path]) -> None:
    for path in pages.values():
        written = path.read_text(encoding="utf-8")
        assert "<script" not in written
        assert len(written.encode()) < 700_000


def test_print_shows_the_notes(opened: Open) -> None:
    page = opened("en", 800)
    page.emulate_media(media="print")
    assert page.locator(".margin").first.is_visible()
    assert not page.locator("nav").is_visible()
