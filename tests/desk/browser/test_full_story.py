"""The whole story in a real browser: a reader's suggestion becomes a published check, and the receipt leads to it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client
from playwright.sync_api import Browser, Page, expect

from merilo_desk import engine
from merilo_desk.casework.models import Case
from merilo_desk.intake import earlier, person, receipts
from merilo_desk.intake.models import Submission
from merilo_desk.newsroom.models import Desk, Topic, User
from merilo_desk.people import actions as people
from merilo_desk.publishing.frame import raise_frame
from merilo_desk.scales.bring import bring
from merilo_desk.scales.models import Scale

PASSWORD = "a long enough password"
CLAIM = "Невработеноста е четири отсто."
SOURCES = [
    # (stance, title, publisher)
    ("against", "Преглед на работната сила", "Завод за броење"),
    ("against", "Регистар на баратели на работа", "Агенција за посредување"),
    ("for", "Записник од седницата", "Совет на општината"),
]
TEXTS = {
    "title": "Стапката е девет, а не четири отсто",
    "reason": "Прегледот покажува 9,1 отсто.",
    "body": "Прегледот дава **9,1 отсто** [1], а и регистарот [2] брои повеќе.",
    "method": "Ги споредивме записникот и двата регистра.",
}


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch, settings: Any) -> None:
    """Sums are short here, nobody types for four seconds, and no library is asked."""
    settings.SEND_EFFORT = 3000
    monkeypatch.setattr(person, "SECONDS_AT_LEAST", 0)
    monkeypatch.setitem(receipts.SCRYPT, "n", 2**4)
    monkeypatch.setattr(earlier.engine, "matches", lambda texts, *args, **more: [[] for _ in texts])


@pytest.fixture
def newsroom(desk: Desk, topic: Topic, member: Callable[..., User]) -> dict[str, User]:
    """A desk that speaks Macedonian, with a reporter, two editors who vote, and one who reviews."""
    desk.languages = ["mk"]
    desk.save()
    bring()
    Scale.objects.filter(slug="truth-six").update(used=True)
    raise_frame(desk)
    members = {
        "lila": member("lila", "reporter"),
        "ana": member("ana", "editor"),
        "boris": member("boris", "editor"),
        "vera": member("vera", "editor", "chief"),
    }
    people.add_actor(kind="person", name="Ѓорѓи Стојаноски", public_because="градоначалник", by=members["vera"])
    return members


@pytest.fixture
def enter(browser: Browser, live_server: Any):
    """Sign a member in, in a browser of their own; or open the public site for a reader."""
    contexts = []

    def entered(user: User | None = None) -> Page:
        context = browser.new_context(base_url=live_server.url, viewport={"width": 1280, "height": 900})
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(20_000)
        if user:
            page.goto("/desk/login/")
            page.fill("#id_username", user.username)
            page.fill("#id_password", PASSWORD)
            page.press("#id_password", "Enter")
            page.wait_for_url("**/desk/")
        return page

    yield entered
    for context in contexts:
        context.close()


def fill(page: Page, form: str, **values: str) -> None:
    """Fill the fields of a form by name, open what is folded, and send it."""
    page.evaluate("document.querySelectorAll('main details').forEach(each => each.open = true)")
    for name, value in values.items():
        field = page.locator(f"{form} [name={name}]").first
        kind = field.evaluate("each => each.type || each.tagName")
        if kind == "radio":
            page.locator(f"{form} [name={name}][value={value}]").check()
        elif kind == "select-one":
            field.select_option(value)
        else:
            field.fill(value)
    page.locator(f"{form} button.first, {form} button:not([type=button])").first.click()


@pytest.mark.django_db(transaction=True)
def test_from_a_readers_word_to_the_published_check(enter, newsroom: dict[str, User], topic: Topic) -> None:
    reader = enter()
    words = suggest(reader)
    submission = Submission.objects.get()

    lila = enter(newsroom["lila"])
    lila.goto("/desk/inbox/")
    lila.locator("[data-list] a[data-open]").first.click()
    lila.get_by_role("button", name="Make a case").click()
    lila.wait_for_url("**/desk/cases/*/**")
    case = Case.objects.get()
    assert case.claim == CLAIM
    work(lila, case, topic)

    ana, boris, vera = (enter(newsroom[name]) for name in ("ana", "boris", "vera"))
    votes(ana, boris, case)
    review = f"/desk/cases/{case.pk}/review/"
    lila.goto(review)
    lila.get_by_role("button", name="Send to review").click()
    vera.goto(review)
    vera.get_by_label("Comment on the whole").fill("Кажете од кога е прегледот.")
    vera.get_by_role("button", name="Send back with comments").click()
    expect(vera.get_by_text("The case is back with its writer")).to_be_visible()

    lila.goto(f"/desk/cases/{case.pk}/draft/")
    fill(lila, "form#draft", method=TEXTS["method"] + " Прегледот е од јуни.")
    expect(lila.locator("#save-state")).to_contain_text("Saved at")
    lila.goto(review)
    lila.get_by_role("button", name="Send to review").click()
    vera.goto(review)
    expect(vera.locator("ins").first).to_be_visible()
    vera.get_by_role("button", name="Approve", exact=True).click()
    expect(vera.get_by_text("Approved.").first).to_be_visible()
    vera.goto(f"/desk/cases/{case.pk}/preflight/")
    vera.get_by_role("button", name="Publish now").click()
    expect(vera.get_by_text("Published.", exact=True)).to_be_visible()

    reads(reader, words, submission)
    markup()


def suggest(page: Page) -> list[str]:
    """Suggest the statement as a reader does, in Macedonian; return the words of the receipt."""
    page.goto("/mk/send/statement/")
    page.fill("#id_quotation", CLAIM)
    page.fill("#id_who", "Ѓорѓи Стојаноски")
    page.locator("form[data-send] button.first").click()
    page.locator("ol.receipt").wait_for()
    return page.locator("ol.receipt li").all_inner_texts()


def work(page: Page, case: Case, topic: Topic) -> None:
    """Say who said it, gather evidence, ask for a reply and write the text."""
    at = f"/desk/cases/{case.pk}/"
    page.goto(at)
    fill(page, "form[action$='/plan/']", topic=str(topic.pk))
    page.goto(at)
    fill(
        page,
        "form[action$='/about/']",
        speaker="Ѓорѓи Стојаноски",
        said_on="2026-11-03",
        place="седница",
        why_chosen="Бројката се повторува.",
    )
    page.goto(at)
    fill(page, "form[action$='/appeared/']", url="https://vesnik.example/1", title="Седница")
    page.goto(at + "evidence/")
    for stance, title, publisher in SOURCES:
        fill(
            page,
            "form.source-form",
            stance=stance,
            source="primary",
            title=title,
            publisher=publisher,
            url=f"https://izvor.example/{len(title)}",
            archived=f"https://arhiva.example/{len(title)}",
            shows="Колку изнесува стапката.",
            interests="Јавна установа.",
        )
        expect(page.locator(".card.source").filter(has_text=title)).to_be_visible()
    page.goto(at + "reply/")
    fill(page, "form[action$='/ask/']", whom="Ѓорѓи Стојаноски", channel="е-пошта", question="Од каде е бројката?")
    fill(page, "form[action$='/log/']", answer="Од нашите пресметки.", through="е-пошта")
    page.goto(at + "draft/")
    fill(page, "form#draft", **TEXTS)
    expect(page.locator("#save-state")).to_contain_text("Saved at")


def votes(ana: Page, boris: Page, case: Case) -> None:
    """Two editors vote, blind, and record what carried."""
    verdict = f"/desk/cases/{case.pk}/verdict/"
    ana.goto(verdict)
    ana.get_by_role("checkbox", name="Vera").uncheck()
    ana.locator("form[action$='/round/'] [name=scale]").select_option(label=str(Scale.objects.get(slug="truth-six")))
    ana.get_by_role("button", name="Ask for the votes").click()
    for page in (ana, boris):
        page.goto(verdict)
        page.get_by_role("radio", name="False", exact=True).check()
        page.get_by_label("Why").fill("Прегледот мери друго.")
        page.get_by_role("button", name="Vote", exact=True).click()
    boris.get_by_role("button", name="Record this verdict").click()
    expect(boris.get_by_text("The verdict is recorded.")).to_be_visible()


def reads(page: Page, words: list[str], submission: Submission) -> None:
    """The reader comes back with the receipt, and it leads to the check."""
    page.goto("/mk/send/receipt/")
    page.fill("#words", " ".join(words))
    page.locator("main button.first").click()
    page.locator("main a[href*='/mk/checks/']").first.click()
    expect(page.locator("h1")).to_contain_text("четири отсто")
    expect(page.locator("main")).to_contain_text("Невистина")
    expect(page.locator("main")).to_contain_text("Завод за броење")
    submission.refresh_from_db()
    assert submission.state == "answered"


def markup() -> None:
    """What machines read of the page is valid."""
    page = Case.objects.get().pages.get()
    assert page.checked_on == date.today()
    source = Client().get(page.url).content
    reviews = [node for found in engine.found_in_html(source)[1] if (node := found.node)]
    assert len(reviews) == 1
    assert [problem for problem in engine.validate(reviews[0]) if problem.severity == "error"] == []
