"""The inbox in a real browser: by keys alone, by eye in light and dark, on a phone, and without any script."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from inbox_samples import submission
from playwright.sync_api import Browser, Page, expect

from merilo_desk.intake.models import Likeness, Message, Submission
from merilo_desk.intake.standing import settle, stand
from merilo_desk.newsroom.models import Desk

# Playwright runs a loop of its own in this thread; the database is used from it all the same.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
pytestmark = [pytest.mark.django_db(transaction=True)]
WCAG = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}}
SHOTS = os.environ.get("MERILO_SHOTS", "")
PHONE, WIDE = (390, 844), (1280, 900)
Open = Callable[..., Page]


@pytest.fixture
def inbox(desk: Desk) -> list[Submission]:
    """An inbox with a group of two, something alike, an earlier check, a reply, and something overdue."""
    first = submission(
        "Невработеноста падна на 11 отсто, најниско во историјата.",
        language="mk",
        who="Министерот за труд",
        link="https://vesnik.example/11",
        worth=0.82,
        worth_reasons={"mk": ["Наведува бројка."], "en": ["It gives a number."]},
        due=date(2026, 11, 3),
        severity=3,
    )
    check = {"claim": "Невработеноста падна на 9 отсто.", "rating": "Невистина", "url": "https://vaga.example/9",
             "publisher": "Вага", "language": "mk", "date": "2026-05-04"}  # fmt: skip
    match = {"fact_check": check, "relation": "differs", "score": 0.8, "reasons": {"mk": ["Значењето е блиску."]},
             "differences": [{"kind": "number", "here": "11 отсто", "there": "9 отсто"}]}  # fmt: skip
    Submission.objects.filter(pk=first.pk).update(matches=[match], matched=True)
    submission("Nezaposlenost je pala na 11 odsto.", language="sr-latn", cluster=first.cluster)
    settle([first.cluster_id])
    alike = submission("Papunësia ka rënë në 14 për qind.", language="sq")
    Likeness.objects.create(submission=alike, other=first, score=0.81, by="meaning",
                            differences=[{"kind": "number", "here": "14", "there": "11"}])  # fmt: skip
    Message.objects.create(submission=alike, text="E pashë në televizor.", from_sender=True)
    last = submission("Водата во Велес е отровна.", language="mk")
    return [first, alike, last]


@pytest.fixture
def opened(browser: Browser, live_server: Any, signed_in: Any, inbox: list[Submission]) -> Iterator[Open]:
    """Open an address as a member; nothing may be asked of anybody else, and the console must be empty."""
    contexts, told = [], []

    def page_at(path: str = "/desk/inbox/", size: tuple[int, int] = WIDE, **settings_of: Any) -> Page:
        language = settings_of.pop("language", "en")
        client = signed_in(f"ana{len(contexts)}", "editor", language=language)
        context = browser.new_context(viewport={"width": size[0], "height": size[1]}, **settings_of)
        contexts.append(context)
        name = settings.SESSION_COOKIE_NAME
        context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": live_server.url}])
        page = context.new_page()
        page.set_default_timeout(60_000)
        page.on("console", lambda message: told.append(message.text))
        page.on("request", lambda asked: told.append(asked.url) if not asked.url.startswith(live_server.url) else None)
        page.goto(live_server.url + path, wait_until="load", timeout=120_000)
        return page

    yield page_at
    for context in contexts:
        context.close()
    assert told == []


def clean(page: Page) -> None:
    found = Axe().run(page, options=WCAG)
    assert found.violations_count == 0, found.generate_report()


def shot(page: Page, name: str) -> None:
    if SHOTS:
        page.screenshot(path=f"{SHOTS}/inbox-{name}.png", full_page=True)


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_anybody_can_read_it(opened: Open, inbox: list[Submission], mode: str) -> None:
    page = opened(f"/desk/inbox/{inbox[0].pk}/", color_scheme=mode, language="mk")
    page.evaluate("document.querySelectorAll('details').forEach(each => each.open = true)")
    clean(page)
    shot(page, f"open-mk-{mode}")


def test_one_thing_at_a_time_on_a_phone(opened: Open, inbox: list[Submission]) -> None:
    page = opened(size=PHONE, language="sr")
    clean(page)
    shot(page, "phone-list-sr")
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE[0]
    page.locator("#acts a[data-open]").last.click()
    page.wait_for_url(f"**/desk/inbox/{inbox[0].pk}/**")
    assert not page.locator("#acts").is_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE[0]
    shot(page, "phone-open-sr")
    page.locator(".to-list a").click()
    expect(page.locator("#acts")).to_be_visible()


def test_by_keys_alone(opened: Open, inbox: list[Submission]) -> None:
    """Read, take, merge, undo, not take up, undo, search: no hand on the mouse."""
    _first, alike, last = inbox
    page = opened()
    keys = page.keyboard
    keys.press("j")
    expect(page.locator(f"#s-{last.pk} a[data-open]")).to_be_focused()
    keys.press("Enter")
    expect(page.locator("#open blockquote")).to_contain_text("Водата во Велес")
    keys.press("a")
    page.wait_for_load_state("load")
    expect(page.locator(".notice.success")).to_be_visible()
    last.refresh_from_db()
    assert last.assignee is not None
    page.goto(page.url.split("/desk/")[0] + "/desk/inbox/")
    for pressed in "jxjx":
        keys.press(pressed)
    keys.press("m")
    page.wait_for_load_state("load")
    expect(page.locator(".notice.success")).to_be_visible()
    alike.refresh_from_db()
    last.refresh_from_db()
    assert alike.cluster_id == last.cluster_id
    keys.press("z")
    page.wait_for_load_state("load")
    expect(page.locator(".notice.success")).to_contain_text("as before")
    last.refresh_from_db()
    assert alike.cluster_id != last.cluster_id
    keys.press("/")
    keys.type("nevrabotenost")
    page.locator("#q").press("Enter")
    page.wait_for_url("**q=nevrabotenost**")
    keys.press("?")
    expect(page.locator("#keys")).to_be_visible()
    shot(page, "keys")


def test_not_taken_up_in_three_presses(opened: Open, inbox: list[Submission]) -> None:
    page = opened()
    page.keyboard.press("j")
    page.keyboard.press("e")
    page.wait_for_url("**/write/dismiss/")
    clean(page)
    shot(page, "reasons")
    page.keyboard.press("1")
    page.wait_for_selector("textarea")
    expect(page.locator("textarea")).to_have_attribute("lang", "mk")
    clean(page)
    shot(page, "reason")
    page.keyboard.press("Enter")
    page.wait_for_url("**/desk/inbox/**")
    expect(page.locator(".notice.success")).to_be_visible()
    assert Submission.objects.get(pk=inbox[2].pk).state == "dismissed"
    assert "мислење" in Message.objects.get(submission=inbox[2]).text


def test_without_a_script(opened: Open, inbox: list[Submission]) -> None:
    page = opened(java_script_enabled=False)
    page.locator("input[name=pick]").first.check()
    page.get_by_text("Not take it up").first.click()
    page.get_by_text("Too old").click()
    page.get_by_text("Send, and do not take it up").click()
    assert Submission.objects.get(pk=inbox[2].pk).state == "dismissed"
    page.get_by_text("Undo the last act").first.click()
    assert Submission.objects.get(pk=inbox[2].pk).state == "new"
    assert not Message.objects.filter(submission=inbox[2]).exists()


def test_an_empty_inbox_and_the_other_lists_are_clean(opened: Open, inbox: list[Submission]) -> None:
    for each in Submission.objects.all():
        stand(each, "answered")
    page = opened(language="mk")
    clean(page)
    shot(page, "empty-mk")
