"""Casework in a real browser: saving by itself, a lost session, two writers, the reply link, keys, and axe."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from casework_room import *  # noqa: F403
from playwright.sync_api import Browser, Page, expect

from merilo_desk.casework import actions
from merilo_desk.casework.actions.reply import secret_of
from merilo_desk.casework.models import Case, Draft, ReplyRequest
from merilo_desk.newsroom.models import User

# Playwright keeps a loop of its own in this thread, and Django would refuse to ask the database beside it.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
pytestmark = pytest.mark.django_db(transaction=True)
PASSWORD = "a long enough password"
SOURCE = {"stance": "against", "source": "primary", "title": "Анкета", "url": "https://stat.example/2"}


@pytest.fixture
def enter(browser: Browser, live_server) -> Iterator[Callable[..., Page]]:
    """Sign somebody in, in a browser of their own."""
    contexts = []

    def entered(user: User, **how) -> Page:
        context = browser.new_context(base_url=live_server.url, **how)
        contexts.append(context)
        page = context.new_page()
        page.goto("/desk/login/")
        page.fill("#id_username", user.username)
        page.fill("#id_password", PASSWORD)
        page.press("#id_password", "Enter")
        page.wait_for_url("**/desk/")
        return page

    yield entered
    for context in contexts:
        context.close()


@pytest.fixture
def written(case: Case, goce: User) -> Case:
    """A case with a draft at version 1 and a source."""
    actions.add_evidence(case, goce, **SOURCE)
    actions.save_draft(case, "mk", goce, began_from=0, texts={"title": "Наслов", "body": "Прво."})
    return case


def at_the_draft(page: Page, case: Case) -> Page:
    page.goto(f"/desk/cases/{case.pk}/draft/?language=mk")
    return page


def test_a_draft_saves_itself_and_keeps_every_state(enter, written, goce) -> None:
    page = at_the_draft(enter(goce), written)
    page.fill("#part-body", "Прво. И второ [1].")
    expect(page.locator("#save-state")).to_contain_text("Saved at", timeout=15000)
    page.fill("#part-claim", "х" * 80)
    expect(page.locator("[data-advice]")).to_contain_text("longer than 74")
    page.keyboard.press("Control+s")
    expect(page.locator("[name=began_from]")).to_have_value("3", timeout=15000)
    draft = Draft.objects.get()
    assert (draft.version, draft.body, len(draft.claim)) == (3, "Прво. И второ [1].", 80)
    page.get_by_role("button", name="Show as readers see it").click()
    expect(page.locator("#preview a[href='#source-1']")).to_be_visible(timeout=15000)
    assert page.evaluate(f"localStorage.getItem('merilo-draft-{written.pk}-mk-{goce.pk}')") is None


def test_a_lost_session_loses_no_word(enter, written, goce) -> None:
    page = at_the_draft(enter(goce), written)
    page.context.clear_cookies()
    page.fill("#part-body", "Напишано без сесија.")
    expect(page.locator("#save-state")).to_contain_text("session has ended", timeout=15000)
    assert Draft.objects.get().body == "Прво."
    # The window is closed without a word, and opened again after signing in.
    page.on("dialog", lambda dialog: dialog.accept())
    page.goto("/desk/login/")
    page.fill("#id_username", goce.username)
    page.fill("#id_password", PASSWORD)
    page.press("#id_password", "Enter")
    page.wait_for_url("**/desk/")
    at_the_draft(page, written)
    expect(page.locator("#part-body")).to_have_value("Прво.")
    expect(page.locator("#kept")).to_be_visible()
    page.click("[data-take-back]")
    expect(page.locator("[name=began_from]")).to_have_value("2", timeout=15000)
    assert Draft.objects.get().body == "Напишано без сесија."


def test_two_writers_put_their_texts_together(enter, written, ana, goce) -> None:
    hers, his = at_the_draft(enter(ana), written), at_the_draft(enter(goce), written)
    hers.fill("#part-body", "Ана пишува.")
    expect(hers.locator("#save-state")).to_contain_text("Saved at", timeout=15000)
    his.fill("#part-title", "Гоце насловува")
    expect(his.locator("#part-body")).to_have_value("Ана пишува.", timeout=15000)
    hers.fill("#part-body", "Ана пишува уште.")
    expect(hers.locator("#save-state")).to_contain_text("Saved at", timeout=15000)
    expect(hers.locator("#part-title")).to_have_value("Гоце насловува", timeout=15000)
    his.fill("#part-body", "Гоце пишува.")
    his.get_by_role("link", name="Put them together").click(timeout=15000)
    expect(his.locator("ins")).to_contain_text("Гоце")
    his.fill("[name=body]", "Ана пишува уште. Гоце пишува.")
    his.get_by_role("button", name="Save the text put together").click()
    expect(his.locator("#part-body")).to_have_value("Ана пишува уште. Гоце пишува.", timeout=15000)
    draft = Draft.objects.get()
    assert (draft.title, draft.body) == ("Гоце насловува", "Ана пишува уште. Гоце пишува.")


def test_the_reply_link_works_without_script_and_cookie(browser: Browser, live_server, case, goce) -> None:
    asked = actions.ask(
        case, goce, whom="Крсте Пример", channel="e-mail", question="Од каде е бројката?", language="mk"
    )
    context = browser.new_context(java_script_enabled=False, viewport={"width": 390, "height": 800})
    page = context.new_page()
    page.goto(f"{live_server.url}/en/reply/{secret_of(asked)}/")
    page.fill("[name=answer]", "Од заводот.")
    page.check("[name=may_publish]")
    page.get_by_role("button", name="Send the answer").click()
    expect(page.get_by_role("status")).to_contain_text("received")
    assert context.cookies() == []
    context.close()
    assert ReplyRequest.objects.get().answer == "Од заводот."


def test_keys_lead_through_a_case(enter, written, ana) -> None:
    page = enter(ana)
    page.goto("/desk/cases/")
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/desk/cases/{written.pk}/")
    page.keyboard.press("2")
    page.wait_for_url("**/evidence/")
    page.keyboard.press("e")
    expect(page.locator("#source_url")).to_be_visible()
    page.goto(f"/desk/cases/{written.pk}/")
    page.keyboard.press("w")
    expect(page.locator(".standing")).to_contain_text("you, since")
    page.keyboard.press("t")
    expect(page.locator("#plan_owner")).to_have_value(str(ana.pk))


PANES = ["claim/", "evidence/", "reply/", "draft/", "history/", "draft/mk/versions/"]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1280])
def test_axe_finds_nothing_and_nothing_overflows(
    enter, written, ana, goce, live_server, scheme: str, width: int
) -> None:
    actions.add_task(written, goce, text="Побарај", assignee=ana)
    actions.add_note(written, goce, text="Види", anchor="„11 отсто“")
    asked = actions.ask(written, goce, whom="Крсте Пример", channel="e-mail", question="Зошто?", language="mk")
    page = enter(ana, color_scheme=scheme, viewport={"width": width, "height": 900})
    addresses = ["/desk/cases/", "/desk/cases/open/", *(f"/desk/cases/{written.pk}/{pane}" for pane in PANES)]
    for address in [*addresses, f"/mk/reply/{secret_of(asked)}/"]:
        page.goto(address)
        page.evaluate("document.querySelectorAll('details').forEach((each) => { each.open = true })")
        found = Axe().run(page, options={"runOnly": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"]})
        assert not found.response["violations"], f"{address}: {found.generate_report()}"
        over = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert over <= 0, f"{address} is {over} wider than its window"


def test_a_source_without_link_and_title_is_framed_and_shows_where_the_title_goes(enter, case, goce) -> None:
    page = enter(goce)
    page.goto(f"/desk/cases/{case.pk}/evidence/")
    page.click("details.adding > summary")
    expect(page.locator("#source_title")).to_be_hidden()
    page.click("details.adding form button.first")
    link = page.locator("#source_url")
    expect(link).to_have_attribute("aria-invalid", "true")
    # A frame of its own colour: text fields have a frame by a stronger rule, which must not win.
    expect(link).to_have_css("border-top-width", "2px")
    assert link.evaluate("one => getComputedStyle(one).borderTopColor") != page.locator("#source_title").evaluate(
        "one => getComputedStyle(one).borderTopColor"
    )
    expect(page.locator("#source_title")).to_be_visible()
