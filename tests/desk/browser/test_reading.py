"""The reading room in a real browser: paste, see the marks, pick part of a sentence; by plain forms too."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from playwright.sync_api import Page, expect
from reading_samples import EN, MK, SR

from merilo_desk import engine
from merilo_desk.casework.models import Case
from merilo_desk.newsroom.models import Desk
from merilo_desk.people.models import Statement
from merilo_desk.readingroom.models import StoredArticle

pytestmark = pytest.mark.django_db(transaction=True)
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
Desked = Callable[..., Page]
TRICKY = MK + "\n\n🙂👩‍🚒 Градот даде 3 милиони евра за мостот, рече Колар."


@pytest.fixture(autouse=True)
def the_desk(desk: Desk, transactional_db: Any) -> Desk:
    return desk


def paste(page: Page, text: str, link: str = "") -> str:
    """Paste a text and wait for its reading; return its address."""
    page.goto(page.url.split("/desk/")[0] + "/desk/readings/new/")
    page.fill("#id_text", text)
    page.fill("#id_link", link)
    page.locator("main form.bring button.first").click()
    expect(page.locator("#letters")).to_be_visible(timeout=60_000)
    # Keys work once the deferred script is there, which a busy machine may bring late.
    page.wait_for_load_state("load")
    return page.url


def test_paste_see_the_marks_and_pick_a_part_of_a_sentence_by_keyboard(at_the_desk: Desked) -> None:
    page = at_the_desk("/desk/readings/", "ana", "editor", language="mk")
    page.keyboard.press("n")
    expect(page.locator("#id_text")).to_be_visible()
    paste(page, TRICKY)
    assert page.locator(".claim").count() >= 3
    assert page.locator(".margin").first.is_visible()

    last = page.locator(".sentence[id]").last.get_attribute("id")
    for _ in range(30):
        page.keyboard.press("j")
        if page.locator(".sentence.at[id]").get_attribute("id") == last:
            break
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    for _ in range(3):
        page.keyboard.press("Shift+ArrowRight")
    words = page.locator("#pick [data-words]").text_content()
    assert words == "даде 3 милиони евра"
    with page.expect_navigation():
        page.keyboard.press("c")
    case = Case.objects.get()
    assert case.claim == "даде 3 милиони евра", "the offsets count letters, not halves of an emoji"
    assert TRICKY[case.start : case.end] == case.claim
    assert page.locator(".picked.checking").all_text_contents() == ["даде 3 милиони евра"]
    assert page.url.endswith(f"#{last}"), "one goes on where one was"

    page.keyboard.press("k")
    with page.expect_navigation():
        page.keyboard.press("s")
    assert Statement.objects.order_by("-pk")[0].words in MK


def test_words_marked_with_the_mouse_are_a_pick_without_notes_and_numbers(at_the_desk: Desked) -> None:
    page = at_the_desk("/desk/readings/", "ana", "reporter")
    paste(page, TRICKY)
    page.evaluate(
        """() => {
          const runs = [...document.querySelectorAll('#letters [data-at]')];
          const range = document.createRange();
          range.setStart(runs.find((run) => run.textContent.includes('🙂')).firstChild, 0);
          range.setEnd(runs.at(-1).firstChild, runs.at(-1).textContent.length);
          getSelection().removeAllRanges(); getSelection().addRange(range);
        }"""
    )
    expect(page.locator("#pick")).to_be_visible()
    start, end = (int(page.locator(f"#pick [name={name}]").input_value()) for name in ("start", "end"))
    assert (start, end) == (TRICKY.index("🙂"), len(TRICKY))


def test_claims_are_walked_and_escape_lets_go(at_the_desk: Desked) -> None:
    page = at_the_desk("/desk/readings/", "ana", "reporter")
    paste(page, MK)
    page.keyboard.press("J")
    expect(page.locator("#pick")).to_be_visible()
    first = page.locator("#pick [name=start]").input_value()
    page.keyboard.press("J")
    assert page.locator("#pick [name=start]").input_value() != first
    page.keyboard.press("K")
    assert page.locator("#pick [name=start]").input_value() == first
    page.keyboard.press("Escape")
    expect(page.locator("#pick")).to_be_hidden()


def test_keys_go_on_after_a_tick_by_mouse(at_the_desk: Desked) -> None:
    page = at_the_desk("/desk/readings/", "ana", "reporter")
    paste(page, MK)
    page.locator("input[name=claims]").first.click()
    page.keyboard.press("j")
    expect(page.locator(".sentence.at").first).to_be_visible()
    expect(page.locator("#pick")).to_be_visible()
    expect(page.locator("input[name=claims]").first).to_be_checked()


def test_all_of_it_without_script(at_the_desk: Desked) -> None:
    """Paste, pick by sentence and words, make a case, keep a ticked claim: by plain forms alone."""
    page = at_the_desk("/desk/readings/", "ana", "reporter", script=False)
    page.get_by_role("link", name="Read a text").first.click()
    page.fill("#id_text", MK)
    page.locator("main form.bring button.first").click()
    page.locator(".by-hand summary").click()
    page.select_option("#from", index=1)
    page.fill("#only", "ќе чини 12 милиони евра")
    page.locator(".by-hand button").click()
    expect(page.locator("#pick [data-words]")).to_have_text("ќе чини 12 милиони евра")
    page.get_by_role("button", name="Make a case").click()
    expect(page.locator(".picked.checking").first).to_be_visible()
    assert Case.objects.get().claim == "ќе чини 12 милиони евра"
    page.locator("input[name=claims]").first.check()
    page.get_by_role("button", name="Keep the ticked ones").click()
    expect(page.locator(".picked.kept").first).to_be_visible()
    page.locator(".tabs a", has_text="Timeline").click()
    expect(page.locator(".times tbody tr").first).to_be_visible()


def test_the_tabs_change_without_loading_the_page(at_the_desk: Desked) -> None:
    page = at_the_desk("/desk/readings/", "ana", "reporter")
    address = paste(page, MK)
    page.locator(".tabs a", has_text="Who said what").click()
    expect(page.locator("#facts .narrow")).to_be_visible()
    assert page.url == address


@pytest.mark.parametrize("mode", ["light", "dark"])
@pytest.mark.parametrize(("width", "language"), [(1280, "mk"), (390, "sr")])
def test_axe_finds_nothing(at_the_desk: Desked, mode: str, width: int, language: str) -> None:
    page = at_the_desk("/desk/readings/", "ana", "editor", mode=mode, width=width, language=language)
    address = paste(page, MK, "https://vesti.example/one")
    paste(page, SR, "https://vesti.example/two")
    page.goto(address.rpartition("/desk/")[0] + "/desk/readings/")
    for box in page.locator("input[name=articles]").all():
        box.check()
    page.fill("#story-title", "Болницата")
    with page.expect_navigation():
        page.locator(".sides button").click()
    base = address.rpartition("/desk/")[0] + "/desk/readings/"
    pk = StoredArticle.objects.order_by("pk").values_list("pk", flat=True)[0]
    screens = [
        "",
        "new/",
        "stories/",
        f"{pk}/voices/",
        *(f"{pk}/?tab={tab}" for tab in ("claims", "voices", "timeline")),
    ]
    screens += [f"{pk}/?tab=findings", f"{pk}/?tab=checks", f"{pk}/ticked/", page.url.removeprefix(base)]
    for screen in screens:
        page.goto(base + screen)
        page.evaluate("document.querySelectorAll('details').forEach(each => each.open = true)")
        found = Axe().run(page, options={"runOnly": {"type": "tag", "values": WCAG}})
        assert found.violations_count == 0, f"{screen}: {found.generate_report()}"
        assert page.evaluate("document.documentElement.scrollWidth") <= width, screen


def test_notes_fold_under_their_sentence_on_a_phone(at_the_desk: Desked) -> None:
    page = at_the_desk("/desk/readings/", "ana", "reporter", width=390)
    paste(page, MK)
    assert not page.locator(".margin").first.is_visible()
    fold = page.locator(".folded").first
    fold.locator("summary").click()
    assert fold.locator(".aside").first.is_visible()


def test_two_members_read_one_text(at_the_desk: Desked) -> None:
    """The second sees what the first has taken, and is told when both take the same."""
    ana = at_the_desk("/desk/readings/", "ana", "editor")
    address = paste(ana, EN)
    path = "/desk/" + address.partition("/desk/")[2]
    boris = at_the_desk(path, "boris", "reporter")
    for page in (ana, boris):
        page.keyboard.press("J")
        with page.expect_navigation():
            page.keyboard.press("c")
    assert Case.objects.count() == 1
    expect(boris.locator(".notice")).to_contain_text("have a case already")
    assert boris.locator(".picked.checking").count() >= 1


def test_a_pasted_text_outlives_a_lost_session(at_the_desk: Desked) -> None:
    page = at_the_desk("/desk/readings/new/", "ana", "reporter")
    page.locator("#id_text").press_sequentially("Мостот чини")
    page.context.clear_cookies(name=settings.SESSION_COOKIE_NAME)
    page.locator("main form.bring button.first").click()
    page.fill("#id_username", "ana")
    page.fill("#id_password", "a long enough password")
    page.locator("main form button.first").click()
    assert page.url.endswith("/desk/readings/new/")
    assert page.locator("#id_text").input_value() == "Мостот чини"


def test_a_text_too_long_for_a_form_goes_as_a_file(at_the_desk: Desked, monkeypatch: pytest.MonkeyPatch) -> None:
    """Three million letters are six million bytes: more than the server takes in one form."""
    monkeypatch.setattr(engine, "read_through", refuse)
    page = at_the_desk("/desk/readings/new/", "ana", "reporter")
    # Out of sight, so that the browser need not lay out a million lines.
    page.evaluate("document.getElementById('id_text').hidden = true")
    page.evaluate("document.getElementById('id_text').value = 'Мостот чини 12 милиони евра. '.repeat(104_000)")
    page.locator("main form.bring button.first").click()
    expect(page.locator("main [role=alert]")).to_be_visible(timeout=60_000)
    article = StoredArticle.objects.get()
    assert article.way == "file"
    assert article.file.size > 5_000_000


def refuse(*given: Any, **named: Any) -> engine.Read:
    """Read nothing: only how the text comes in is of interest here."""
    raise engine.MeriloError("Not today.")
