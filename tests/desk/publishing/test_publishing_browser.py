"""The public site in a real browser: readable by everybody, nothing jumps, nothing is loaded from elsewhere."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import pairwise
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from merilo_desk.newsroom.models import User
from merilo_desk.publishing.glossary import look_for_term
from merilo_desk.publishing.glossary_actions import decide_uses, save_term
from merilo_desk.publishing.glossary_models import Term
from merilo_desk.publishing.keeping import withhold
from merilo_desk.publishing.making import make_pages, withdraw_pages
from merilo_desk.publishing.models import FactCheckPage, NarrativeCheck, NarrativeIndex, NarrativePage

# Playwright runs a loop of its own in this thread; the database is used from it all the same.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
pytestmark = [pytest.mark.django_db(transaction=True)]
SHOTS = os.environ.get("MERILO_SHOTS", "")
PHONE, DESK = {"width": 390, "height": 844}, {"width": 1280, "height": 900}
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
# Layout shifts as browsers report them to search engines; the sum of all since the page began.
SHIFTS = """() => new Promise(done => { let sum = 0;
new PerformanceObserver(list => { for (const each of list.getEntries()) sum += each.value; })
  .observe({type: 'layout-shift', buffered: true}); setTimeout(() => done(sum), 300); })"""
SMALL = """() => [...document.querySelectorAll('a, button, input, select, textarea, summary')]
  .filter(e => e.offsetParent && !e.closest('p, li.source, dd, .reading, td, h1, h2, h3, .skip') && !e.matches('.skip'))
  .map(e => [e.outerHTML.slice(0, 90), e.getBoundingClientRect()])
  .filter(([, box]) => box.width && (box.height < 24 || box.width < 24)).map(([html]) => html)"""
# Letters on the page that no font of ours draws, each with the words that it stands in.
UNDRAWN = """() => { const ranges = {};
for (const face of document.fonts) (ranges[face.family.replaceAll('"', '')] ??= []).push(...face.unicodeRange.split(',')
  .map(each => each.trim().slice(2).split('-').map(end => parseInt(end, 16))));
const found = [], walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
while (walk.nextNode()) { const text = walk.currentNode.data.trim(), around = walk.currentNode.parentElement;
  const family = getComputedStyle(around).fontFamily.split(',')[0].replaceAll('"', '');
  if (['SCRIPT', 'TEXTAREA'].includes(around.tagName) || !family.startsWith('Merilo')) continue;
  for (const letter of text) { const at = letter.codePointAt(0);
    if (at > 32 && !ranges[family].some(([first, last]) => first <= at && at <= (last ?? first)))
      found.push([letter, text]); } }
return found; }"""
HEADINGS = "() => [...document.querySelectorAll('main h1, main h2, main h3, main h4')].map(e => +e.tagName[1])"


@pytest.fixture
def world(
    live_server: Any, published: Callable[..., list[FactCheckPage]], member: Callable[..., User]
) -> dict[str, str]:
    """A site with some checks, a narrative and a withdrawn check; the paths of its kinds of page."""
    pages = {page.locale.language_code: page for page in published()}
    more = [
        ("true", "Извозот порасна за десет отсто во однос на лани.", "Извозот навистина порасна за десетина"),
        ("false", "Болницата е затворена веќе две години.", "Болницата работи: затворено беше само едно одделение"),
        ("unverifiable", "Тајно е потпишан договор за увоз на отпад.", "Нема трага од договор, ни доказ дека го нема"),
    ]
    others = [published(rating=r, claim=c, title=t, languages=("mk",))[0] for r, c, t in more]
    gone = published(rating="false", claim="Повлечено тврдење.", title="Проверка што не стои", languages=("mk",))[0]
    gone.case.withdrawn_because = "Изворот на кој се потпиравме се покажа како подметнат."
    gone.case.save()
    withdraw_pages(gone.case)
    index = NarrativeIndex.objects.get(locale__language_code="mk")
    narrative = NarrativePage(
        title="„Сè е подобро од порано“",
        slug="se-e-podobro",
        locale=index.locale,
        summary="Дека секоја бројка се поправила одеднаш и дека тоа е заслуга на еден човек.",
        neutral="Дел од показателите навистина се подобри; други стојат. Промените почнале пред оваа влада.",
    )
    index.add_child(instance=narrative)
    for at, page in enumerate([pages["mk"], *others]):
        narrative.checks.add(NarrativeCheck(check_page=page, sort_order=at))
    editor = member("ena", "editor")
    term = save_term(
        Term(),
        names={"mk": "преполови"},
        ways={},
        meanings={"mk": "Намали за 50 %. Често се вели за секое намалување."},
        shown=True,
        by=editor,
    )
    look_for_term.call(term.pk)
    decide_uses(term, {use.pk: "own" for use in term.uses.all()}, by=editor)
    narrative.glossary.set([term])
    narrative.save_revision().publish()
    for page in others[:2]:
        make_pages(page.case, by=editor)
    withhold(others[1].published_versions.get(number=1), because="Именуваше сведок по грешка.", by=editor)
    paths = {
        "home": "/mk/",
        "list": "/mk/checks/",
        "check": pages["mk"].path_here,
        "check-sr": pages["sr"].path_here,
        "check-sr-latn": pages["sr-latn"].path_here,
        "check-sq": pages["sq"].path_here,
        "withdrawn": gone.path_here,
        "earlier": others[0].path_here + "versions/1/",
        "withheld": others[1].path_here + "versions/1/",
        "card": pages["mk"].path_here + "card/",
        "speaker": "/mk/speakers/marko-jovev/",
        "statement": f"/mk/statements/{pages['mk'].statement_id}/",
        "topic": "/sr/topics/health/",
        "narratives": "/mk/narratives/",
        "narrative": "/mk/narratives/se-e-podobro/",
        "glossary": "/sr/terms/",
        "term": f"/mk/terms/{term.slug}/",
        "search": "/mk/search/?q=nevrabotenost",
        "plain": "/mk/methodology/",
        "missing": "/mk/checks/nema-vakva/",
    }
    return {name: live_server.url + path for name, path in paths.items()}


def opened(browser: Browser, url: str, size: dict[str, int], scheme: str, **more: Any) -> Page:
    """Open a page anew, as a first visit."""
    context = browser.new_context(viewport=size, color_scheme=scheme, **more)
    page = context.new_page()
    page.goto(url, wait_until="networkidle")
    return page


def shot(page: Page, name: str) -> None:
    """Keep a picture of the page where somebody wants to look at it."""
    if SHOTS:
        Path(SHOTS).mkdir(parents=True, exist_ok=True)
        page.screenshot(path=f"{SHOTS}/{name}.png", full_page=True)


def test_every_page_reads_for_everybody(browser: Browser, world: dict[str, str]) -> None:
    found: dict[str, Any] = {}
    for name, url in world.items():
        for size, scheme in ((PHONE, "light"), (DESK, "light"), (PHONE, "dark"), (DESK, "dark")):
            where = f"{name} {size['width']} {scheme}"
            page = opened(browser, url, size, scheme)
            shot(page, where.replace(" ", "-"))
            broken = Axe().run(page, options=RULES).response["violations"]
            if broken:
                found[where] = [(each["id"], [node["html"][:150] for node in each["nodes"]][:3]) for each in broken]
            if small := page.evaluate(SMALL):
                found[f"{where} small"] = small[:5]
            if page.evaluate("() => document.documentElement.scrollWidth > innerWidth"):
                found[f"{where} wide"] = "scrolls sideways"
            levels = page.evaluate(HEADINGS)
            if levels and (levels[0] != 1 or any(b - a > 1 for a, b in pairwise(levels))):
                found[f"{where} headings"] = levels
            shift = page.evaluate(SHIFTS)
            if shift > 0.001:
                found[f"{where} shift"] = shift
            page.context.close()
    assert not found, json.dumps(found, ensure_ascii=False, indent=1)


@pytest.mark.parametrize("kind", ["home", "check", "check-sr-latn", "check-sq", "plain", "topic"])
def test_letters_of_both_scripts_stand_in_our_fonts_and_are_asked_for_at_once(
    browser: Browser, world: dict[str, str], kind: str
) -> None:
    page = opened(browser, world[kind], PHONE, "light")
    came = set(page.evaluate("() => performance.getEntriesByType('resource').map(e => e.name)"))
    ahead = set(page.evaluate("() => [...document.querySelectorAll('link[rel=preload]')].map(e => e.href)"))
    assert {each for each in came if each.endswith(".woff2")} <= ahead
    assert page.evaluate(UNDRAWN) == []
    page.context.close()


@pytest.mark.parametrize("kind", ["check", "check-sr-latn"])
def test_the_first_view_is_light_and_asks_nobody_else(
    browser: Browser, world: dict[str, str], live_server: Any, kind: str
) -> None:
    sizes: dict[str, int] = {}
    page = browser.new_context(viewport=PHONE).new_page()
    talk = page.context.new_cdp_session(page)
    talk.send("Network.enable")
    names: dict[str, str] = {}
    talk.on("Network.responseReceived", lambda event: names.update({event["requestId"]: event["response"]["url"]}))
    talk.on(
        "Network.loadingFinished",
        lambda event: sizes.update({names.get(event["requestId"], "?"): int(event["encodedDataLength"])}),
    )
    page.goto(world[kind], wait_until="networkidle")
    page.wait_for_timeout(300)
    assert all(url.startswith((live_server.url, "data:")) for url in sizes), sizes
    assert not page.context.cookies()
    assert not page.evaluate(
        "() => document.scripts.length && [...document.scripts].some(s => s.type != 'application/ld+json')"
    )
    print(kind, sum(sizes.values()), sizes)
    assert sum(sizes.values()) < 100_000, sizes
    page.context.close()


@pytest.mark.parametrize("kind", ["check", "check-sr", "check-sr-latn", "check-sq"])
def test_claim_verdict_and_reason_stand_above_the_fold_of_a_phone(
    browser: Browser, world: dict[str, str], kind: str
) -> None:
    page = opened(browser, world[kind], PHONE, "light")
    for part in (".claim-words", ".who", ".the-verdict", ".reason"):
        box = page.locator(part).first.bounding_box()
        assert box is not None
        assert box["y"] + box["height"] <= PHONE["height"], part
    page.context.close()


def test_a_reader_without_styles_or_scripts_reads_the_same(browser: Browser, world: dict[str, str]) -> None:
    context = browser.new_context(java_script_enabled=False)
    context.route("**/*.css", lambda route: route.abort())
    page = context.new_page()
    page.goto(world["check"])
    text = page.locator("main").inner_text()
    order = ["„Невработеноста", "Полувистина", "Стапката на невработеност паднала", "Завод за статистика"]
    places = [text.find(each) for each in order]
    assert -1 not in places
    assert places == sorted(places)
    context.close()


def test_the_card_shows_in_a_strangers_frame(browser: Browser, world: dict[str, str]) -> None:
    page = browser.new_context(viewport={"width": 600, "height": 400}).new_page()
    inside = f'<iframe src="{world["card"]}" width="500" height="260" title="card"></iframe>'

    class Stranger(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.end_headers()
            self.wfile.write(inside.encode())

        def log_message(self, *_: object) -> None:
            pass

    elsewhere = ThreadingHTTPServer(("127.0.0.1", 0), Stranger)
    Thread(target=elsewhere.serve_forever, daemon=True).start()
    page.goto(f"http://127.0.0.1:{elsewhere.server_port}/")
    page.wait_for_timeout(800)
    frame = page.frame_locator("iframe")
    assert "Полувистина" in frame.locator("main").inner_text()
    assert frame.locator("html").evaluate("e => e.scrollHeight <= e.clientHeight")
    page.context.close()
    elsewhere.shutdown()
    elsewhere.server_close()


def test_the_keyboard_reaches_the_content(browser: Browser, world: dict[str, str]) -> None:
    page = opened(browser, world["check"], DESK, "light")
    page.keyboard.press("Tab")
    assert page.evaluate("() => document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    assert page.evaluate("() => document.activeElement.id") == "content"
    page.context.close()
