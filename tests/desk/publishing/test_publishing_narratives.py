"""A narrative counted out: peaks, carriers, languages and countries, as picture and as table."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from merilo_desk.people.models import Actor
from merilo_desk.publishing.models import FactCheckPage, NarrativeCheck, NarrativeIndex, NarrativePage
from merilo_desk.publishing.peaks import Step, columns
from merilo_desk.publishing.storyline import country_name, storyline

DAYS = [
    # (days, what a column stands for, the counts of the columns, the peaks)
    ([date(2026, 1, 5), date(2026, 3, 1), date(2026, 3, 30)], Step.MONTH, [1, 0, 2], [date(2026, 3, 1)]),
    ([date(2025, 12, 31), date(2026, 1, 1)], Step.MONTH, [1, 1], []),
    ([date(2022, 2, 1), date(2026, 5, 1), date(2026, 6, 1)], Step.QUARTER, [1, *[0] * 16, 2], [date(2026, 4, 1)]),
    ([date(2009, 1, 1), date(2025, 5, 1), date(2025, 9, 9)], Step.YEAR, [1, *[0] * 15, 2], [date(2025, 1, 1)]),
    ([date(2026, 1, 5), date(2026, 1, 9)], None, [], []),
    ([date(2026, 1, 5)], None, [], []),
    ([], None, [], []),
]  # fmt: skip


@pytest.mark.parametrize(("days", "step", "counts", "peaks"), DAYS)
def test_days_are_laid_out_in_columns(
    days: list[date], step: Step | None, counts: list[int], peaks: list[date]
) -> None:
    found = columns(days)
    if found is None:
        assert step is None
        return
    assert (found.step, [each.count for each in found.columns]) == (step, counts)
    assert [each.begins for each in found.peaks] == peaks
    assert all(each.y + each.height == pytest.approx(found.base) for each in found.columns)
    assert found.columns[-1].x + found.columns[-1].width <= found.width


@pytest.mark.parametrize(
    ("code", "reader", "name"),
    [("MK", "mk", "Северна Македонија"), ("rs", "sr-latn", "Srbija"), ("AL", "sq", "Shqipëri"), ("XX", "en", "XX")],
)
def test_countries_are_called_as_readers_call_them(code: str, reader: str, name: str) -> None:
    assert country_name(code, reader) == name


@pytest.fixture
def told(published: Callable[..., list[FactCheckPage]], minister: Actor) -> Callable[[int], NarrativePage]:
    """Make a narrative that so many checks feed."""
    Actor.objects.filter(pk=minister.pk).update(country="MK")

    def made(number: int) -> NarrativePage:
        index = NarrativeIndex.objects.get(locale__language_code="mk")
        page = NarrativePage(title="Сè е подобро", slug=f"podobro-{number}", locale=index.locale, summary="Подобро е.")
        index.add_child(instance=page)
        for at in range(number):
            on = date(2026, 1, 10) + timedelta(days=40 * min(at, 2) + at)
            check = published(claim=f"Подобро е по {at + 1}-ти пат.", said=on, languages=("mk",))[0]
            page.checks.add(NarrativeCheck(check_page=check, sort_order=at))
        page.save_revision().publish()
        return page

    return made


def test_a_storyline_is_counted_out(told: Callable[[int], NarrativePage], client: Client) -> None:
    page = told(4)
    rows = [each.check_page for each in page.checks.select_related("check_page__locale", "check_page__speaker")]
    line = storyline(rows)
    # Four claims by one minister, each carried by an outlet and repeated by a portal, which the register does not know.
    assert len(line.sightings) == 12
    assert (line.first, line.last) == (date(2026, 1, 10), date(2026, 4, 3))
    assert [(each.name, each.slug, len(each.claims)) for each in line.speakers] == [("Марко Јовев", "marko-jovev", 4)]
    assert [(each.name, len(each.claims)) for each in line.carriers] == [("Гласник", 4), ("Портал 24", 4)]
    assert line.carriers[1].first == date(2026, 1, 10)
    assert line.languages == [("mk", 4)]
    assert line.countries == [("MK", 4)]
    text = client.get(f"/mk/narratives/{page.slug}/").content.decode()
    for words in ("10 јануари 2026", "април 2026", "Северна Македонија", "Портал 24", 'class="peak"'):
        assert words in text, words
    assert text.count('class="mark') == 4


def test_a_narrative_asks_the_same_queries_for_one_claim_and_for_many(
    told: Callable[[int], NarrativePage], client: Client
) -> None:
    def asked(number: int) -> int:
        page = told(number)
        with CaptureQueriesContext(connection) as queries:
            assert client.get(f"/mk/narratives/{page.slug}/").status_code == 200
        return len(queries)

    told(1)
    assert asked(2) == asked(12)


def test_a_narrative_without_a_claim_says_so(told: Callable[[int], NarrativePage], client: Client) -> None:
    text: Any = client.get(f"/mk/narratives/{told(0).slug}/").content.decode()
    assert "<h1>Сè е подобро</h1>" in text
    assert "<svg viewBox" not in text.partition("<article")[2].partition("</article>")[0]
