"""The public form in a real browser: with and without scripts, on a phone, in light and dark, by axe."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from merilo_desk.intake import earlier, form_key, person, receipts
from merilo_desk.intake.models import Message, Submission

Visit = Callable[..., Page]
WORDS = "Невработеноста падна на 11 проценти."


@pytest.fixture(autouse=True)
def nobody_waits(monkeypatch: pytest.MonkeyPatch, settings: Any) -> None:
    """Sums are short here, nobody types for four seconds, and the engine is asked only where a test says so."""
    settings.SEND_EFFORT = 3000
    monkeypatch.setattr(person, "SECONDS_AT_LEAST", 0)
    monkeypatch.setitem(receipts.SCRYPT, "n", 2**4)
    monkeypatch.setattr(earlier.engine, "matches", lambda texts, *args: [[] for _ in texts])


@pytest.fixture
def visit(browser: Browser, live_server: Any, desk: Any) -> Iterator[Visit]:
    """Open a public page; at the end no cookie was set, nobody else was asked, and nothing went wrong in the page."""
    contexts, told, asked = [], [], []

    def opened(path: str, width: int = 390, mode: str = "light", script: bool = True) -> Page:
        context = browser.new_context(
            viewport={"width": width, "height": 800},
            color_scheme=mode,  # type: ignore[arg-type]
            java_script_enabled=script,
        )
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda message: told.append(message.text))
        page.on("pageerror", lambda error: told.append(str(error)))
        page.on("request", lambda request: asked.append(request.url))
        page.goto(live_server.url + path)
        return page

    yield opened
    cookies = [cookie for context in contexts for cookie in context.cookies()]
    for context in contexts:
        context.close()
    assert cookies == []
    assert [url for url in asked if not url.startswith((live_server.url, "data:"))] == []
    # A form that comes back has a status of its own, which the console notes.
    assert [line for line in told if "422" not in line and "favicon" not in line] == []


def answer(page: Page, language: str) -> None:
    """Answer the question as a reader without scripts does."""
    key = form_key.opened(page.locator("input[name=key]").get_attribute("value") or "")
    assert key is not None
    page.fill("#answer", max(person.question(key, language).answers, key=str.isdecimal))


def send(page: Page, language: str, script: bool) -> None:
    """Press the button, with the question answered where the browser does not do the sum."""
    if not script:
        answer(page, language)
    page.locator("form[data-send] button.first").click()


@pytest.mark.parametrize("script", [True, False], ids=["with-scripts", "without"])
def test_from_the_form_to_the_answer(visit: Visit, script: bool) -> None:
    page = visit("/mk/send/", script=script)
    page.locator(".ways a").first.click()
    page.fill("#id_quotation", WORDS)
    page.fill("#id_who", "министерот")
    assert page.locator("#answer").is_visible() is not script
    page.set_input_files("#files", {"name": "белешка.txt", "mimeType": "text/plain", "buffer": b"words"})
    send(page, "mk", script)
    page.locator("ol.receipt").wait_for()
    words = page.locator("ol.receipt li").all_inner_texts()
    assert len(words) >= 6
    # Loaded again, and sent again after going back: one submission, one receipt.
    page.reload()
    assert page.locator("ol.receipt li").all_inner_texts() == words
    page.go_back()
    assert page.input_value("#id_quotation") == WORDS
    send(page, "mk", script)
    page.locator("ol.receipt").wait_for()
    assert page.locator("ol.receipt li").all_inner_texts() == words
    assert Submission.objects.count() == 1
    page.goto(page.url.split("?")[0].replace("/statement/", "/receipt/"))
    page.fill("#words", " - ".join(words).upper())
    page.locator("main button.first").click()
    page.locator("#state").wait_for()
    page.fill("#text", "Гледајте на страница 4.")
    page.locator("main form[data-send] button.first").click()
    page.locator(".talk").wait_for()
    assert "Гледајте на страница 4." in page.locator(".talk").inner_text()
    assert Message.objects.count() == 1
    page.locator("button.grave").click()
    page.locator("button[value=yes]").click()
    page.locator("#state").wait_for()
    assert page.locator("#text").count() == 0
    assert Submission.objects.get().quotation == ""


def film(size: int) -> Any:
    """Return a film of so many bytes."""
    return {"name": "film.mp4", "mimeType": "video/mp4", "buffer": b"0" * size}


def test_a_file_that_is_too_large_is_told_before_it_is_sent(visit: Visit, settings: Any) -> None:
    settings.UPLOAD_LIMIT = 2**20
    page = visit("/sr/send/comment/")
    page.fill("#id_message", "Погледајте снимак.")
    page.set_input_files("#files", film(2**20 + 9))
    assert page.locator("[data-too-large]").is_visible()
    page.locator("form[data-send] button.first").click()
    assert page.locator("ol.receipt").count() == 0
    assert page.input_value("#id_message") == "Погледајте снимак."
    page.set_input_files("#files", [])
    assert not page.locator("[data-too-large]").is_visible()


def test_the_same_without_scripts(visit: Visit, settings: Any) -> None:
    settings.UPLOAD_LIMIT = 2**20
    page = visit("/sr/send/comment/", script=False)
    page.fill("#id_message", "Погледајте снимак.")
    page.set_input_files("#files", film(2**20 + 9))
    send(page, "sr", script=False)
    assert "film.mp4" in page.locator("#files-trouble").inner_text()
    assert page.input_value("#id_message") == "Погледајте снимак."


def test_where_the_sum_is_not_believed_the_question_is_asked(visit: Visit, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(person, "_is_solved", lambda *args: False)
    page = visit("/en/send/comment/")
    page.fill("#id_message", "Thank you.")
    page.locator("form[data-send] button.first").click()
    page.locator("#answer-trouble").wait_for()
    assert page.locator("#answer").is_visible()
    send(page, "en", script=False)
    page.locator("ol.receipt").wait_for()


class Match:
    """An earlier check as the engine tells it."""

    class fact_check:  # noqa: N801
        claim, rating, url, title = "Невработеноста падна на 9 проценти.", "невистина", "https://example.org/check", ""
        publisher, claimant, language, date = "Редакција", "", "mk", "2026-03-01"

    relation = "differs"
    reasons = ("Друг број: овде „11“, таму „9“.",)


LOOKS = [
    # (language, width, mode)
    ("mk", 390, "light"),
    ("mk", 1280, "dark"),
    ("sr", 390, "dark"),
    ("sr", 1280, "light"),
]


@pytest.mark.parametrize(("language", "width", "mode"), LOOKS)
def test_axe_finds_nothing_on_any_page(
    visit: Visit, monkeypatch: pytest.MonkeyPatch, language: str, width: int, mode: str
) -> None:
    axe = Axe()

    def looked_at(page: Page) -> None:
        found = axe.run(page, options={"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]})
        assert found.violations_count == 0, found.generate_report()
        assert page.evaluate("document.documentElement.scrollWidth") <= width

    page = visit(f"/{language}/send/", width, mode)
    looked_at(page)
    page.goto(page.url + "statement/")
    looked_at(page)
    page.fill("#id_quotation", WORDS * 500)
    page.set_input_files("#files", {"name": "слика.jpg", "mimeType": "image/jpeg", "buffer": b"MZ" + b"0" * 99})
    page.locator("form[data-send] button.first").click()
    page.locator("#files-trouble").wait_for()
    looked_at(page)
    monkeypatch.setattr(earlier.engine, "matches", lambda *args: [[Match]])
    page.fill("#id_quotation", WORDS)
    page.locator("form[data-send] button.first").click()
    page.locator("article.card").wait_for()
    looked_at(page)
    page.locator("main form button.first").click()
    page.locator("ol.receipt").wait_for()
    looked_at(page)
    page.locator("main form button").click()
    page.locator("#state").wait_for()
    page.locator("main summary").last.click()
    looked_at(page)
    page.locator("button.grave").click()
    page.locator("button[value=yes]").wait_for()
    looked_at(page)
    page.goto(page.url)
    looked_at(page)
