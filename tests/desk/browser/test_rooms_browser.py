"""The register, promises, corrections and the desk's own screens, for everybody: axe, phone, dark, four languages."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.urls import reverse
from playwright.sync_api import Browser, Page
from publishing.conftest import approved, minister, published, scale, site  # noqa: F401

from merilo_desk.corrections import actions as corrections
from merilo_desk.corrections.finding_models import OwnFinding
from merilo_desk.dossier.writing import make
from merilo_desk.dossier.year import year_of
from merilo_desk.newsroom.models import User
from merilo_desk.people import actions as people
from merilo_desk.people import turning
from merilo_desk.people.models import Statement
from merilo_desk.promises import actions as promises
from merilo_desk.promises.models import Government
from merilo_desk.publishing import glossary_actions as glossary
from merilo_desk.publishing.glossary import look_for_term
from merilo_desk.publishing.glossary_models import Term
from merilo_desk.scales.bring import bring
from merilo_desk.scales.models import Scale

WCAG = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}}
LOOKS = [("mk", 1280, "light"), ("sr", 390, "dark"), ("sq", 390, "light"), ("en", 1280, "dark")]
NOTICES = {"mk": "Точно е 17,1.", "sr": "Тачно је 17,1.", "sq": "Saktë është 17,1."}
pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)


@pytest.fixture
def rooms(published: Any, member: Callable[..., User]) -> list[str]:  # noqa: F811
    """Something in every room; the addresses of their screens at the desk."""
    case = published()[0].case
    goran, zora = member("goran", "editor"), member("zora", "editor", "chief")
    bring()
    actor = people.add_actor(kind="person", name="Ѓорѓи Стојаноски", public_because="градоначалник", by=zora)
    people.add_office(actor, titles={"mk": "градоначалник", "en": "mayor"}, since=date(2021, 11, 1), by=zora)
    then = people.add_statement(
        words="Платите нема да растат.", language="mk", speaker=actor, said_on=date(2024, 3, 1), by=zora
    )
    said = people.add_statement(
        words="Платите ќе пораснат.", language="mk", speaker=actor, said_on=date(2025, 3, 1), by=zora
    )
    people.add_appearance(said, url="https://vesnik.example/1", title="Седница", time_code=3725, by=zora)
    statuses = Scale.objects.get(slug="promise-six")
    government = promises.save_government(
        Government(),
        names={"mk": "Совет", "en": "Council"},
        scale=statuses,
        since=date(2022, 1, 1),
        shown=True,
        by=zora,
    )
    promise = promises.add_promise(
        words="Две градинки до 2024 година.", language="mk", government=government, promiser=actor,
        deadline=date(2024, 12, 31), baseline=0.0, target=2.0, by=zora,
    )  # fmt: skip
    change = promises.propose_status(
        promise, rating=statuses.ratings.get(slug="stalled"), since=date(2023, 5, 1), reason="Застана.",
        evidence_title="Записник", evidence_url="https://x.example/1", measured=1.0, by=zora,
    )  # fmt: skip
    promises.approve_status(change, by=goran)
    promises.show(promise, shown=True, by=zora)
    flips = Scale.objects.get(slug="flips")
    flips.used = True
    flips.save()
    turned = flips.ratings.get(slug="full-flop")
    turning.approve_turn(
        turning.propose_turn(said, then, rating=turned, reasons={"mk": "Рече спротивно."}, by=goran), by=zora
    )
    opened = corrections.open_correction(case, kind="correction", by=zora)
    texts = corrections.texts_of(case)
    mended = {code: {**each, "reason": each["reason"].replace("17,3", "17,1")} for code, each in texts.items()}
    corrections.write(opened, kind="correction", texts=mended, notices=NOTICES, rating=case.rating, by=zora)
    corrections.publish(opened, by=goran)
    again = corrections.open_correction(case, kind="update", by=goran)
    OwnFinding.objects.create(
        case=case, sort="text", language="mk", rule="impossible-date", places=["Излезе на 31 април 2016 година."],
        words={"mk": "„31 април 2016“ го нема во календарот."}, key="0" * 64,
    )  # fmt: skip
    term = glossary.save_term(
        Term(), names={"mk": "плати"}, ways={}, meanings={"mk": "Пари за работа."}, shown=True, by=zora
    )
    look_for_term.call(term.pk)
    at = [
        ("publishing:site",), ("publishing:terms",), ("publishing:add-term",), ("publishing:term", term.pk),
        ("newsroom:today",), ("newsroom:me",), ("newsroom:desk",), ("newsroom:set-up",), ("newsroom:invite",),
        ("newsroom:member", goran.pk), ("newsroom:add-topic",), ("ledger:rows",), ("people:actors",), ("people:add",),
        ("people:actor", actor.pk), ("people:merge", actor.pk), ("people:statement", said.pk),
        ("people:add-statement",), ("people:any-before", said.pk), ("people:compare", said.pk, then.pk),
        ("promises:promises",), ("promises:promise", promise.pk), ("promises:edit", promise.pk), ("promises:bring",),
        ("promises:government", government.pk), ("corrections:corrections",), ("corrections:correction", again.pk),
        ("corrections:correction", opened.pk), ("corrections:others",), ("corrections:followers",),
        ("dossier:dossier",), ("corrections:findings",), ("publishing:languages", case.pk),
        ("publishing:added", case.pk, "en"),
    ]  # fmt: skip
    return [reverse(name, args=args) for name, *args in at]


def wrong_with(page: Page) -> list[object]:
    """What keeps somebody out, and whether the page runs off the screen."""
    page.evaluate("document.querySelectorAll('main details').forEach(each => each.open = true)")
    found = [(each["id"], [node["html"][:120] for node in each["nodes"]])
             for each in Axe().run(page, options=WCAG).response["violations"]]  # fmt: skip
    if page.evaluate("document.documentElement.scrollWidth > window.innerWidth"):
        found.append("runs off the screen")
    return found


@pytest.mark.parametrize(("language", "width", "mode"), LOOKS)
def test_screens_of_the_desk(
    at_the_desk: Callable[..., Page], rooms: list[str], language: str, width: int, mode: str
) -> None:
    page = at_the_desk("/desk/", "nina", "chief", "editor", width=width, mode=mode, language=language)
    wrong = {}
    for address in rooms:
        page.goto(page.url.split("/desk/")[0] + address)
        wrong[address] = wrong_with(page)
    assert {address: found for address, found in wrong.items() if found} == {}


@pytest.mark.parametrize(("language", "width", "mode"), LOOKS)
def test_the_dossier_as_a_file(
    browser: Browser, tmp_path: Path, rooms: list[str], language: str, width: int, mode: Any
) -> None:
    file = tmp_path / "dossier.html"
    file.write_text(make(year_of(2026), language, by=None).html, encoding="utf-8")
    context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=mode)
    page, asked = context.new_page(), []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(file.as_uri())
    assert wrong_with(page) == []
    assert [url for url in asked if not url.startswith(("file:", "data:"))] == []
    context.close()


@pytest.mark.parametrize(("language", "width", "mode"), LOOKS)
def test_pages_for_the_public(
    browser: Browser, live_server: Any, rooms: list[str], language: str, width: int, mode: Any
) -> None:
    context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=mode)
    page, wrong = context.new_page(), {}
    slug, said = Government.objects.get().slug, Statement.objects.get(words="Платите ќе пораснат.")
    paths = ("promises/", f"promises/{slug}/", f"promises/{slug}/embed/", "promises/to/dve-gradinki-do-2024-godina/",
             "corrections/", "corrections/1/", "corrections/check/", "terms/", "terms/plati/", "balance/",
             "speakers/marko-jovev/", f"speakers/{said.speaker.slug}/", f"statements/{said.pk}/")  # fmt: skip
    for path in paths:
        answer = page.goto(f"{live_server.url}/{language}/{path}")
        assert answer is not None
        assert answer.status == 200, path
        wrong[path] = wrong_with(page)
        # The text says that a line crosses the bar: it has to be seen.
        lines = "() => [...document.querySelectorAll('.whisker')].map(each => getComputedStyle(each).stroke)"
        assert "none" not in page.evaluate(lines), path
    assert context.cookies() == []
    context.close()
    assert {path: found for path, found in wrong.items() if found} == {}
