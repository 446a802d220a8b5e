"""From the votes to the page in a real browser: asked, voted blind, sent back, sent again, approved, published."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, Page, expect
from verdict_room import *  # noqa: F403
from verdict_room import TEXTS, approved, in_review, voted

from merilo_desk.casework.actions import open_round, save_draft, vote
from merilo_desk.casework.models import Case
from merilo_desk.newsroom.models import User

WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
As = Callable[..., Page]


@pytest.fixture
def as_member(browser: Browser, live_server: Any):
    """Open the desk as a member who is there already: as_member(ana, "/desk/", width=390, mode="dark")."""
    contexts: list[BrowserContext] = []
    told: list[str] = []

    def opened(user: User, path: str, width: int = 1280, mode: Any = "light") -> Page:
        client = Client()
        client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
        context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=mode)
        contexts.append(context)
        value = client.cookies[settings.SESSION_COOKIE_NAME].value
        context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": value, "url": live_server.url}])
        page = context.new_page()
        page.set_default_timeout(60_000)
        page.on("pageerror", lambda error: told.append(str(error)))
        page.goto(live_server.url + path)
        return page

    yield opened
    for context in contexts:
        context.close()
    assert told == []


def fine(page: Page) -> None:
    """Nobody is kept out, and nothing runs off the screen."""
    page.evaluate("document.querySelectorAll('main details').forEach(each => each.open = true)")
    found = Axe().run(page, options={"runOnly": {"type": "tag", "values": WCAG}})
    assert found.violations_count == 0, found.generate_report()
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def cast(page: Page, verdict: str, why: str) -> None:
    page.get_by_role("radio", name=verdict, exact=True).check()
    page.get_by_label("Why").fill(why)
    page.get_by_role("button", name="Vote", exact=True).click()
    expect(page.get_by_text("Your vote is kept")).to_be_visible()


@pytest.mark.django_db(transaction=True)
def test_from_the_votes_to_publication(as_member: As, case: Case, ana, boban, vera, goce) -> None:
    verdict, review = f"/desk/cases/{case.pk}/verdict/", f"/desk/cases/{case.pk}/review/"
    hers = as_member(ana, verdict)
    hers.get_by_role("checkbox", name="Vera").uncheck()
    hers.get_by_role("button", name="Ask for the votes").click()
    cast(hers, "False", "The Office measures another figure.")
    his = as_member(boban, verdict)
    expect(his.locator("body")).not_to_contain_text("The Office measures another figure.")
    expect(his.get_by_text("has voted", exact=False).first).to_be_visible()
    cast(his, "False", "No source gives the figure.")
    expect(his.get_by_text("The Office measures another figure.")).to_be_visible()
    his.get_by_role("button", name="Record this verdict").click()
    expect(his.get_by_text("The verdict is recorded.")).to_be_visible()

    writer = as_member(goce, review)
    writer.get_by_role("button", name="Send to review").click()
    expect(writer.get_by_text("The case is in review.")).to_be_visible()

    chief = as_member(vera, review)
    fine(chief)
    chief.get_by_label("Comment", exact=True).nth(1).fill("Whose estimate is it?")
    chief.get_by_label("Comment on the whole").fill("Nearly there.")
    chief.get_by_role("button", name="Send back with comments").click()
    expect(chief.get_by_text("The case is back with its writer")).to_be_visible()

    case.refresh_from_db()
    save_draft(case, "sr", goce, began_from=1, texts={**TEXTS["sr"], "reason": "Завод мери 12,8 одсто."})
    case.notes.update(resolved_at=case.opened_at)
    writer.goto(writer.url)
    writer.get_by_role("button", name="Send to review").click()
    chief.goto(chief.url)
    expect(chief.locator("ins, del").first).to_be_visible()
    chief.get_by_role("button", name="Approve", exact=True).click()
    expect(chief.get_by_text("Approved. A change from now on undoes the approval.")).to_be_visible()

    chief.get_by_role("link", name="Publish", exact=True).click()
    fine(chief)
    chief.get_by_role("button", name="Publish now").click()
    expect(chief.get_by_text("Published.", exact=True)).to_be_visible()
    case.refresh_from_db()
    assert case.state == "published"


LOOKS = [(1280, "light"), (390, "dark")]


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(("width", "mode"), LOOKS)
def test_every_pane_is_for_everybody(as_member: As, case: Case, truth, ana, boban, vera, goce, width, mode) -> None:
    voted(case, truth, ana, (ana, "false"), (boban, "half-true"))
    opened = open_round(case, truth, ana)
    vote(opened, boban, rating=None, reason="Let us talk.")
    page = as_member(ana, f"/desk/cases/{case.pk}/verdict/", width, mode)
    fine(page)
    page.goto(page.url.replace("verdict", "preflight"))
    fine(page)
    for path in ("/desk/cases/standards/", "/desk/scales/", "/desk/scales/of/truth-six/"):
        page.goto(page.url.split("/desk")[0] + path)
        fine(page)
    chief = as_member(vera, "/desk/scales/of/truth-six/half-true/", width, mode)
    fine(chief)


@pytest.mark.django_db(transaction=True)
def test_what_changed_under_the_reviewer_is_told_and_the_comment_is_kept(
    as_member: As, case: Case, ana, boban, vera, goce
) -> None:
    in_review(case, goce, ana, boban)
    page = as_member(vera, f"/desk/cases/{case.pk}/review/")
    page.get_by_label("Comment on the whole").fill("A long comment.")
    Case.objects.update(version=case.version + 1)
    page.get_by_role("button", name="Approve", exact=True).click()
    expect(page.get_by_text("has changed since you loaded this page")).to_be_visible()
    expect(page.get_by_label("Comment on the whole")).to_have_value("A long comment.")
    page.get_by_role("button", name="Approve", exact=True).click()
    expect(page.get_by_text("Approved. A change from now on undoes the approval.")).to_be_visible()


PICK = """([field, first, last]) => {
  const part = document.getElementById(`remark:${field}`).closest('.reviewed').querySelector('[data-text]');
  const walk = document.createTreeWalker(part, NodeFilter.SHOW_TEXT);
  const text = walk.nextNode();
  const range = document.createRange();
  range.setStart(text, first); range.setEnd(text, last);
  getSelection().removeAllRanges(); getSelection().addRange(range);
  return range.toString();
}"""


@pytest.mark.django_db(transaction=True)
def test_words_are_picked_in_the_text_and_commented_on(as_member: As, case: Case, ana, boban, vera, goce) -> None:
    in_review(case, goce, ana, boban)
    page = as_member(vera, f"/desk/cases/{case.pk}/review/")
    pick = page.get_by_role("button", name="Comment on these words")
    expect(pick).to_have_count(0)
    words = page.evaluate(PICK, ["mk.reason", 0, 12])
    pick.click()
    expect(page.locator("[id='words:mk.reason']")).to_have_value(words.strip())
    expect(page.locator("[id='remark:mk.reason']")).to_be_focused()
    page.keyboard.type("Од каде е ова?")
    page.evaluate("document.activeElement.blur()")
    again = page.evaluate(PICK, ["mk.reason", 2, 9])
    expect(pick).to_be_visible()
    page.keyboard.press("c")
    expect(page.locator("[id='remark:mk.reason']")).to_have_value(f"Од каде е ова?\n\n> {again.strip()}\n")
    page.get_by_role("button", name="Send back with comments").click()
    note = case.notes.get(text__startswith="Од каде")
    assert note.anchor.endswith(words.strip())


@pytest.mark.django_db(transaction=True)
def test_an_exception_is_stated_where_one_is_allowed(as_member: As, case: Case, ana, boban, vera, goce) -> None:
    approved(case, goce, vera, ana, boban)
    case.statement.appearances.all().delete()
    page = as_member(ana, f"/desk/cases/{case.pk}/preflight/", 390)
    point = page.locator("#point-appearance")
    point.get_by_text("State an exception").click()
    point.get_by_role("textbox").fill("no")
    point.get_by_role("button", name="State it").click()
    expect(page.get_by_text("Say in a sentence why")).to_be_visible()
    page.locator("#point-appearance").get_by_role("textbox").fill("It was said at a rally; no recording is public.")
    page.locator("#point-appearance").get_by_role("button", name="State it").click()
    expect(page.get_by_text("The exception is stated. Readers see the reason.")).to_be_visible()
    expect(page.get_by_role("button", name="Publish now")).to_be_enabled()
