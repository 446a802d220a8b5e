"""Every public page for those who have little: no scripts, no sheets, an old phone, paper; and nobody else is asked."""

from __future__ import annotations

import io
import os
from collections.abc import Callable, Iterator
from typing import Any

import pypdfium2
import pytest
from playwright.sync_api import Browser, BrowserContext, Route
from test_publishing_browser import world  # noqa: F401

from merilo_desk.corrections import actions as corrections
from merilo_desk.newsroom.models import User
from merilo_desk.publishing.models import FactCheckPage

os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
pytestmark = [pytest.mark.django_db(transaction=True)]
SHOTS = os.environ.get("MERILO_SHOTS", "")
SAID = {"mk": "Стоеше 17,3; точно е 17,1.", "sr": "Писало је 17,3; тачно је 17,1.", "sq": "Shkruante 17,3."}
# What a page may load, run and be shown in: ours alone, nothing written into the page itself.
STRICT = {
    "default-src 'self'", "img-src 'self' data:", "object-src 'none'", "base-uri 'none'", "form-action 'self'",
    "frame-ancestors 'none'",
}  # fmt: skip
# Pages that are not there, or not there any more by law, answer so.
ANSWERS = {"missing": 404, "withheld": 451}
MORE = (
    "corrections/", "corrections/1/", "corrections/check/", "send/", "send/receipt/", "send/statement/",
    "send/promise/", "send/correction/", "send/clarification/", "send/comment/", "balance/", "promises/",
    "corrections-policy/", "funding/", "privacy/", "team/",
)  # fmt: skip


@pytest.fixture
def pages(world: dict[str, str], live_server: Any, member: Callable[..., User]) -> dict[str, str]:  # noqa: F811
    """Addresses of all sorts of public page, a corrected check and its earlier version among them."""
    page = FactCheckPage.objects.get(locale__language_code="mk", title__startswith="Невработеноста")
    ines, boris = member("ines", "editor"), member("boris", "editor")
    opened = corrections.open_correction(page.case, kind="correction", by=ines)
    texts = corrections.texts_of(page.case)
    texts["mk"] = {**texts["mk"], "reason": texts["mk"]["reason"].replace("17,3", "17,1")}
    corrections.write(opened, kind="correction", texts=texts, notices=SAID, rating=page.case.rating, by=ines)
    corrections.publish(opened, by=boris)
    found = {**world, "version": world["check"] + "versions/1/"}
    return found | {path: f"{live_server.url}/mk/{path}" for path in MORE}


@pytest.fixture
def asked(browser: Browser, live_server: Any) -> Iterator[Callable[..., BrowserContext]]:
    """Make contexts in which every request to somebody else is noted; at the end there was none, and no cookie."""
    contexts: list[BrowserContext] = []
    strangers: list[str] = []

    def made(**how: Any) -> BrowserContext:
        context = browser.new_context(**how)
        context.on(
            "request",
            lambda request: (
                None if request.url.startswith((live_server.url, "data:")) else strangers.append(request.url)
            ),
        )
        contexts.append(context)
        return context

    yield made
    cookies = [cookie for context in contexts for cookie in context.cookies()]
    for context in contexts:
        context.close()
    assert (strangers, cookies) == ([], [])


def test_every_page_works_without_scripts_and_asks_nobody_else(
    asked: Callable[..., BrowserContext], pages: dict[str, str]
) -> None:
    page = asked(java_script_enabled=False, viewport={"width": 390, "height": 800}).new_page()
    wrong: dict[str, Any] = {}
    for name, url in pages.items():
        answer = page.goto(url)
        assert answer is not None
        policy = {each.strip() for each in answer.headers["content-security-policy"].split(";")}
        expected = (STRICT - {"frame-ancestors 'none'"}) | {"frame-ancestors *"} if name == "card" else STRICT
        if policy != expected:
            wrong[f"{name} policy"] = sorted(policy ^ expected)
        if answer.status != ANSWERS.get(name, 200):
            wrong[f"{name} status"] = answer.status
        text = page.content()
        if " style=" in text or "<style" in text or " onclick=" in text:
            wrong[f"{name} inline"] = "a style or a script is written into the page"
        if not page.locator("h1").first.inner_text().strip():
            wrong[f"{name} heading"] = "none"
    assert wrong == {}


def test_an_old_phone_reads_every_page_and_nothing_runs_that_the_policy_forbids(
    asked: Callable[..., BrowserContext], pages: dict[str, str]
) -> None:
    page, told = asked(viewport={"width": 320, "height": 568}).new_page(), []
    page.on("console", lambda message: told.append(message.text))
    page.on("pageerror", lambda error: told.append(str(error)))
    wide = {}
    for name, url in pages.items():
        page.goto(url, wait_until="networkidle")
        if page.evaluate("() => document.documentElement.scrollWidth > innerWidth"):
            wide[name] = page.evaluate(
                "() => [...document.querySelectorAll('*')].filter(e => e.getBoundingClientRect().right > innerWidth)"
                ".map(e => e.outerHTML.slice(0, 80)).slice(0, 3)"
            )
    assert wide == {}
    # The console notes the pages that are not there.
    known = ("favicon", *(f"status of {each}" for each in ANSWERS.values()))
    assert [line for line in told if not any(each in line for each in known)] == []


def test_without_sheets_a_page_reads_from_top_to_bottom_and_on_paper_too(
    asked: Callable[..., BrowserContext], pages: dict[str, str]
) -> None:
    context = asked(viewport={"width": 320, "height": 568})
    context.route("**/*.css", lambda route: Route.abort(route))
    page = context.new_page()
    large = {}
    for name, url in pages.items():
        page.goto(url)
        # Without a sheet a drawing without a size of its own would fill the screen.
        sizes = page.evaluate(
            "() => [...document.querySelectorAll('svg, img')].map(e => e.getBoundingClientRect())"
            ".filter(box => box.height > 420).map(box => [box.width, box.height])"
        )
        if sizes:
            large[name] = sizes
        assert page.locator("h1").first.is_visible(), name
    assert large == {}
    page.goto(pages["check"])
    text = page.locator("main").inner_text()
    order = ["Стоеше 17,3", "„Невработеноста", "Полувистина", "паднала од 17,1", "Завод за статистика"]
    places = [text.find(each) for each in order]
    assert -1 not in places
    assert places == sorted(places)
    on_paper(asked, pages)


def on_paper(asked: Callable[..., BrowserContext], pages: dict[str, str]) -> None:
    """A printed check says where it is from and where its sources are, and bears nothing that works on screens only."""
    page = asked(viewport={"width": 1280, "height": 900}).new_page()
    page.goto(pages["check"], wait_until="networkidle")
    paper = pypdfium2.PdfDocument(io.BytesIO(page.pdf(format="A4", prefer_css_page_size=True)))
    text = " ".join("".join(sheet.get_textpage().get_text_range() for sheet in paper).split())
    for words in (
        "Невработеноста ја преполовивме",
        "Полувистина",
        "Стоеше 17,3",
        "/mk/checks/",
        "https://stat.example/aktivnost",
        "https://archive.example/stat",
        "Како проверувавме",
    ):
        assert words in text, words
    # Menus, buttons and what only works on a screen stay off the paper.
    for words in ("Пребарај", "Пратете по е-пошта", "ClaimReview"):
        assert words not in text, words
    assert text.count("https://stat.example/aktivnost") == 1
    if SHOTS:
        paper[0].render(scale=1.3).to_pil().save(f"{SHOTS}/paper.png")
