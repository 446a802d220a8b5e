# ruff: noqa: E501 - tables of cases are read across
"""Own findings: published checks are read again; what contradicts itself stands for a person to decide, once."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.utils import timezone
from publishing.conftest import approved, minister, published, scale, site  # noqa: F401

from merilo_desk.casework.models import Case
from merilo_desk.corrections import errors, finding
from merilo_desk.corrections.finding import look_at, plain, read_some_again
from merilo_desk.corrections.finding_actions import open_from, put_aside
from merilo_desk.corrections.finding_models import OwnFinding, ReadAgain
from merilo_desk.corrections.models import Correction
from merilo_desk.engine.again import slips_in
from merilo_desk.newsroom.duties import duties_of
from merilo_desk.publishing.models import FactCheckPage

SLIPS = [
    # (language, title, text, claim, rules found)
    ("en", "Jobs", "The report came out on Monday, 6 May 2014. It says more.", "", ["weekday-against-date"]),
    ("en", "Jobs", "The report came out on Tuesday, 6 May 2014. It says more.", "", []),
    ("mk", "Работа", "Извештајот излезе на 31 април 2016 година. Тоа е сè.", "", ["impossible-date"]),
    ("mk", "Работа", "Извештајот излезе на 30 април 2016 година. Тоа е сè.", "", []),
    ("sr", "Посао", "Извештај је изашао 31. априла 2016. године. То је све.", "", ["impossible-date"]),
    ("sr", "Posao", "Izveštaj je izašao 31. aprila 2016. godine. To je sve.", "", ["impossible-date"]),
    ("sq", "Punë", "Raporti doli më 31 prill 2016. Kjo është e gjitha.", "", ["impossible-date"]),
    # What stands in quotation marks is somebody's, not the desk's.
    ("en", "Jobs", "The minister said: “It came out on Monday, 6 May 2014.” It did not.", "", []),
    # A check sets the claim's figure beside the right one: that is what it is for.
    ("en", "Rate", "The fire killed 12 people, the mayor says. In truth the fire killed 9 people.", "The fire killed 12 people.", []),
    ("en", "Rate", "Of the 100 workers, 60 were women and 40 were men.", "", []),
    ("en", "Rate", "", "", []),
]  # fmt: skip


@pytest.mark.parametrize(("language", "title", "text", "claim", "rules"), SLIPS)
def test_only_what_can_hardly_be_meant_is_told(language, title, text, claim, rules) -> None:
    found = slips_in(
        text, title=title, claim=claim, language=language, published=date(2026, 11, 20), speaking=["en", "mk"]
    )
    assert [each.rule for each in found] == rules
    for each in found:
        assert set(each.words) == {"en", "mk"}
        assert all(each.words.values())
        assert all(quote in text for quote in each.quotes)


PLAIN = [
    ("**Двапати** [1](https://x.example).", "Двапати 1."),
    ("> Во понеделник, 6 мај 2014.\n\nНе беше така.", "Не беше така."),
    ("", ""),
]


@pytest.mark.parametrize(("given", "wanted"), PLAIN)
def test_marks_and_long_quotations_are_left_out(given, wanted) -> None:
    assert plain(given) == wanted


WRONG = "Законот е донесен на 31 април 2016 година."


@pytest.fixture
def case(published) -> Case:  # noqa: F811
    page = published(languages=("mk",))[0]
    FactCheckPage.objects.filter(pk=page.pk).update(body=f"{WRONG}\n\nТоа е сè.")
    return Case.objects.get(pk=page.case_id)


@pytest.fixture
def ena(member: Callable):
    return member("ena", "editor", language="mk")


@pytest.fixture(autouse=True)
def _no_libraries(monkeypatch: pytest.MonkeyPatch) -> None:
    """No library is looked into here, unless a test brings what it would say."""
    monkeypatch.setattr(finding, "checked_before", lambda *_: [])


def test_a_slip_is_kept_once_and_never_told_again(case, ena) -> None:
    (first,) = look_at(case)
    assert (first.sort, first.rule, first.language) == ("text", "impossible-date", "mk")
    assert WRONG in first.places
    assert "31 април 2016" in first.words["mk"]
    assert look_at(case) == []
    put_aside(first, because="Така стои во самиот закон.", by=ena)
    assert look_at(case) == []
    first.refresh_from_db()
    assert first.state == "aside"
    # Moved about in the text, it is still the same finding.
    FactCheckPage.objects.filter(case=case).update(body=f"Нов почеток.\n\n{WRONG}")
    assert look_at(case) == []
    assert OwnFinding.objects.count() == 1


def test_what_is_no_longer_so_is_closed_and_comes_back_if_it_does(case) -> None:
    (first,) = look_at(case)
    FactCheckPage.objects.filter(case=case).update(body="Законот е донесен на 30 април 2016 година.")
    look_at(case)
    first.refresh_from_db()
    assert first.state == "gone"
    FactCheckPage.objects.filter(case=case).update(body=WRONG)
    assert look_at(case) == []
    first.refresh_from_db()
    assert first.state == "open"


def test_a_person_opens_the_correction_and_the_machine_is_named_as_finder(case, ena, member) -> None:
    (first,) = look_at(case)
    with pytest.raises(PermissionDenied):
        open_from(first, by=member("lila", "translator"))
    with pytest.raises(errors.AsideNeedsReason):
        put_aside(first, because=" ", by=ena)
    opened = open_from(first, by=ena)
    assert (opened.origin, opened.kind) == (Correction.Origin.ENGINE, "correction")
    first.refresh_from_db()
    assert (first.state, first.correction_id, first.by) == ("opened", opened.pk, ena)
    with pytest.raises(errors.Decided):
        put_aside(first, because="x", by=ena)
    with pytest.raises(errors.Decided):
        open_from(first, by=ena)
    assert Correction.objects.count() == 1


def test_a_source_that_does_not_open_is_found_and_a_protected_one_never(case, ena) -> None:
    look_at(case)
    case.evidence.update(link_misses=2, link_trouble="gone")
    (gone,) = look_at(case)
    assert (gone.sort, gone.evidence.number) == ("link", 1)
    assert open_from(gone, by=ena).kind == "update"
    case.evidence.update(link_misses=1, link_trouble="")
    assert look_at(case) == []


VERDICTS = [
    # (verdict of the later check, days after, found)
    ("false", 3, True),
    ("half-true", 3, False),  # the same verdict
    ("unverifiable", 3, False),  # what cannot be rated contradicts nothing
    ("false", -3, False),  # the earlier one is told, not the later
]


@pytest.mark.parametrize(("rating", "days", "told"), VERDICTS)
def test_a_later_check_of_the_same_claim_with_another_verdict(published, rating, days, told) -> None:  # noqa: F811
    first, second = (
        published(languages=("mk",), rating=r, title=t)[0].case for r, t in (("half-true", "а"), (rating, "б"))
    )
    Case.objects.update(digest="d" * 64)
    Case.objects.filter(pk=second.pk).update(published_at=first.published_at + timedelta(days=days))
    first.refresh_from_db()
    found = look_at(first)
    assert [each.sort for each in found] == (["verdict"] if told else [])
    if told:
        assert found[0].other == second
        second.refresh_from_db()
        assert look_at(second) == []


def test_the_engine_knows_the_same_claim_in_other_words(published, monkeypatch) -> None:  # noqa: F811
    first = published(languages=("mk",), rating="true", title="а")[0].case
    second = published(languages=("mk",), rating="false", title="б", claim="Сосема други зборови.")[0].case
    Case.objects.filter(pk=second.pk).update(published_at=first.published_at + timedelta(days=1))
    said = {"relation": "differs", "fact_check": {"id": f"{second.pk}-mk"}}
    monkeypatch.setattr(finding, "checked_before", lambda *_: [said])
    assert look_at(first) == []  # what only resembles it is no contradiction
    said["relation"] = "same"
    assert [each.other for each in look_at(first)] == [second]


def test_the_clock_reads_what_changed_and_what_is_a_month_old(case) -> None:
    assert read_some_again() == 1
    assert OwnFinding.objects.count() == 1
    assert read_some_again() == 0
    Case.objects.filter(pk=case.pk).update(version=case.version + 1)
    assert read_some_again() == 1
    ReadAgain.objects.update(at=timezone.now() - timedelta(days=31))
    assert read_some_again() == 1
    Case.objects.filter(pk=case.pk).update(state="withdrawn")
    ReadAgain.objects.update(at=timezone.now() - timedelta(days=31))
    assert read_some_again() == 0


def test_the_screen_leads_from_finding_to_correction(case, signed_in, ena) -> None:
    goran: Client = signed_in("goran", "editor")
    assert "Nothing was found" in goran.get("/desk/corrections/findings/").content.decode()
    answer = goran.post("/desk/corrections/findings/again/", follow=True)
    shown = answer.content.decode()
    assert WRONG in shown
    assert [duty.title for duty in duties_of(ena)].count("Own findings") == 1
    found = OwnFinding.objects.get()
    goran.post(f"/desk/corrections/findings/{found.pk}/", {"act": "aside", "because": ""})
    assert OwnFinding.objects.open().count() == 1
    answer = goran.post(f"/desk/corrections/findings/{found.pk}/", {"act": "open"})
    assert answer.headers["Location"] == f"/desk/corrections/{Correction.objects.get().pk}/"
    assert WRONG not in goran.get("/desk/corrections/findings/").content.decode()
    assert WRONG in goran.get("/desk/corrections/findings/?decided=1").content.decode()
    assert signed_in("kim", "inbox").post("/desk/corrections/findings/again/").status_code == 403


def test_the_list_asks_the_same_queries_for_one_and_for_many(case, signed_in, django_assert_max_num_queries) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    goran = signed_in("goran", "editor")
    look_at(case)
    goran.get("/desk/corrections/findings/")
    with CaptureQueriesContext(connection) as few:
        goran.get("/desk/corrections/findings/")
    source = case.evidence.first()
    for at in range(20):
        OwnFinding.objects.create(case=case, sort="link", language="mk", evidence=source, key=f"{at:064d}")
    with django_assert_max_num_queries(len(few)):
        goran.get("/desk/corrections/findings/")
