"""The register, promises, corrections and the desk's own screens, for everybody: axe, phone, dark, four languages."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Browser, Page
from publishing.conftest import approved, minister, published, scale, site  # noqa: F401

from merilo_desk.casework.models import Case
from merilo_desk.corrections import actions as corrections
from merilo_desk.corrections.finding_models import OwnFinding
from merilo_desk.dossier.models import DossierFile
from merilo_desk.dossier.writing import make
from merilo_desk.dossier.year import year_of
from merilo_desk.following.actions import sort
from merilo_desk.following.models import Alert, Feed
from merilo_desk.newsroom.models import User
from merilo_desk.newsroom.troubles import noted
from merilo_desk.people import actions as people
from merilo_desk.people import turning
from merilo_desk.people.models import Actor, Statement
from merilo_desk.promises import actions as promises
from merilo_desk.promises.models import Government
from merilo_desk.publishing import glossary_actions as glossary
from merilo_desk.publishing.glossary import look_for_term
from merilo_desk.publishing.glossary_models import Term
from merilo_desk.publishing.models import FactCheckPage
from merilo_desk.scales.bring import bring
from merilo_desk.scales.models import Scale

WCAG = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}}
LOOKS = [("mk", 1280, "light"), ("sr", 390, "dark"), ("sq", 390, "light"), ("en", 1280, "dark")]
NOTICES = {"mk": "Точно е 17,1.", "sr": "Тачно је 17,1.", "sq": "Saktë është 17,1."}
pytestmark = pytest.mark.django_db(transaction=True)


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
    feed, alerts = followed(case, actor, zora)
    for state, language in zip(DossierFile.State.values, ("mk", "sr", "sr-latn", "sq", "en"), strict=True):
        DossierFile.objects.create(
            year=2026, language=language, state=state, asked_by=zora, made_at=timezone.now(), size=2_400_000,
            trouble=noted("making-died") if state == "failed" else "",
        )  # fmt: skip
    at = [
        ("following:alerts",), ("following:feeds",), ("following:add",), ("following:feed", feed.pk),
        *(("following:alert", each.pk) for each in alerts),
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
    lists = [f"{reverse('following:alerts')}?list={name}" for name in ("before", "kept", "aside")]
    return [*lists, *(reverse(name, args=args) for name, *args in at)]


def followed(case: Case, speaker: Actor, by: User) -> tuple[Feed, list[Alert]]:
    """A feed that fails, and an alert of every sort."""
    outlet = people.add_actor(kind="outlet", name="Весник", by=by)
    feed = Feed.objects.create(
        actor=outlet, url="https://vesnik.example/rss", title="Весник: вести", owner=by, trouble="silent", failures=4,
        failing_since=timezone.now() - timedelta(days=2), fetched_at=timezone.now(),
    )  # fmt: skip
    told = {
        "feed": feed, "case": case, "relation": "differs", "score": 0.8, "language": "sr-latn", "speaker": speaker,
        "differences": [{"kind": "number", "here": "četiri", "there": "три"}], "title": "Vesti iz Velesa",
        "words": "Nezaposlenost smo prepolovili za četiri godine.", "url": "https://vesnik.example/2",
        "around": "Govorio je u Velesu. Nezaposlenost smo prepolovili za četiri godine.", "reasons": {"en": ["Alike."]},
    }  # fmt: skip
    day = timezone.localdate()
    made = [
        Alert.objects.create(key=f"{number}", when=when, published_on=day if when == "after" else None, **told)
        for number, when in enumerate(("after", "before", "unknown", "after", "after"))
    ]
    sort.keep(made[3], by=by, speaker=speaker, on=day, archived="https://archive.example/2")
    sort.put_aside(made[4], why="denies", by=by)
    Alert.objects.filter(pk=made[0].pk).update(gone_at=timezone.now())
    return feed, made


def check_slug(language: str) -> str:
    """The address of the check in a language, under which a repetition stands."""
    return str(FactCheckPage.objects.filter(locale__language_code=language).latest("pk").slug)


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
             *({f"checks/{check_slug(language)}/"} if language != "en" else ()),
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


def test_a_correction_that_was_saved_is_not_offered_as_unsaved(
    at_the_desk: Callable[..., Page],
    published: Any,  # noqa: F811
    member: Callable[..., User],
) -> None:
    case = published()[0].case
    opened = corrections.open_correction(case, kind="correction", by=member("zora", "editor", "chief"))
    page = at_the_desk(f"/desk/corrections/{opened.pk}/", "nina", "editor")
    page.fill("[name=notice-mk]", "Точно е 17,1. ")
    page.locator("button[value=write]").first.click()
    page.get_by_text("Saved.").first.wait_for()
    assert page.locator("[name=notice-mk]").input_value() == "Точно е 17,1."
    assert not page.locator("#typed-here").is_visible()
    assert page.evaluate("Object.keys(localStorage).length") == 0
