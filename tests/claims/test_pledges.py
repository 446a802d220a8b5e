"""Promises in a programme: which points are some, and what would show that they were kept."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
import yaml

from merilo import claims
from merilo.model import Span
from merilo.pipeline import Means, understood
from merilo.pledges import Pledge, pledges
from merilo.reading.read import article_of

CASES = [
    # (language, text, [(beginning of the promise, measure, unit, deadline)])
    ("mk", "1. Изградба на 20 детски градинки до крајот на 2028 година.", [("Изградба", 20, None, date(2028, 12, 31))]),
    ("mk", "- Намалување на данокот на имот од 2027 година", [("Намалување", None, None, date(2027, 12, 31))]),
    ("mk", "До 2029 година: обнова на сите училишта.", [("До 2029", None, None, date(2029, 12, 31))]),
    ("mk", "Во 2024 година изградивме 12 километри патишта.", []),
    ("mk", "Горно Поле е убав град со долга историја.", []),
    ("sr", "Градимо 500 станова до 2030. године.", [("Градимо", 500, None, date(2030, 12, 31))]),
    ("sr", "Смањење пореза на добит за 10 одсто до јуна 2027. године.", [("Смањење", 10, "%", date(2027, 6, 30))]),
    ("sr", "Изградили смо 500 станова.", []),
    ("sr", "Gradimo 500 stanova do 2030. godine.", [("Gradimo", 500, None, date(2030, 12, 31))]),
    ("hr", "• Uvođenje besplatnih udžbenika za sve učenike", [("Uvođenje", None, None, None)]),
    ("hr", "Hrvatska je lijepa zemlja.", []),
    ("bs", "• Izgradnja 30 kilometara puta do 2028. godine", [("Izgradnja", 30, "km", date(2028, 12, 31))]),
    ("sq", "• Ndërtimi i dy çerdheve deri në fund të vitit 2027.", [("Ndërtimi", 2, None, date(2027, 12, 31))]),
    ("sq", "• Uji i pastër është e drejtë e secilit.", []),
    ("bg", "• Намаляване на данъка с 5 процента до 2027 г.", [("Намаляване", 5, "%", date(2027, 12, 31))]),
    ("bg", "Намалихме данъка с 5 процента.", []),
    ("ru", "• Строительство 15 школ до 2028 года", [("Строительство", 15, None, date(2028, 12, 31))]),
    ("ru", "Открыли 15 школ в прошлом году.", []),
    ("uk", "• Побудувати 15 шкіл до 2028 року", [("Побудувати", 15, None, date(2028, 12, 31))]),
    ("uk", "Наше місто любить своїх мешканців.", []),
    ("en", "Introduce free school meals.", [("Introduce", None, None, None)]),
    ("en", "We will build 300 new homes by 2029.", [("We will", 300, None, date(2029, 12, 31))]),
    ("en", "Built 300 homes in 2024.", []),
]


@pytest.mark.parametrize(("language", "text", "expected"), CASES)
def test_points_of_a_programme(language: str, text: str, expected: list[tuple[str, float, str, date]]) -> None:
    reading, encoded = understood(article_of(text, language=language, published=date(2026, 3, 1)), Means())
    found = pledges(replace(reading, claims=claims.find(reading, encoded)))
    seen = [
        (
            each.measure.value if each.measure else None,
            each.measure.unit if each.measure else None,
            each.deadline,
        )
        for each in found
    ]
    assert seen == [row[1:] for row in expected]
    for each, (beginning, *_) in zip(found, expected, strict=True):
        assert each.span.of(text).startswith(beginning)
        assert each.vague is (each.measure is None and each.deadline is None)


DETAILS = [
    (profile, row)
    for profile, rows in yaml.safe_load(
        (Path(__file__).parents[1] / "cases" / "pledge-details.yaml").read_text()
    ).items()
    for row in rows
]


@pytest.mark.parametrize(("profile", "row"), DETAILS, ids=[row["text"][:40] for _, row in DETAILS])
def test_what_would_show_that_a_promise_was_kept(profile: str, row: dict[str, object]) -> None:
    article = article_of(str(row["text"]), language=profile.split("-")[0], published=date(2026, 9, 1))
    reading, encoded = understood(article, Means())
    (found,) = pledges(replace(reading, claims=claims.find(reading, encoded)))
    measure = found.measure
    unit = None if measure is None else measure.unit or (measure.noun.of(article.text) if measure.noun else None)
    assert {
        "measure": measure.value if measure else None,
        "baseline": found.baseline.value if found.baseline else None,
        "unit": unit if "unit" in row else None,
        "deadline": found.deadline,
        "term": found.term,
        "body": found.body.of(article.text) if found.body else None,
    } == {key: row.get(key) for key in ("measure", "baseline", "unit", "deadline", "term", "body")}


@pytest.mark.parametrize(
    ("term", "due"),
    [("P18M", date(2028, 4, 20)), ("P1Y", date(2027, 10, 20)), ("P100D", date(2027, 1, 28)), (None, None)],
)
def test_a_term_counts_from_the_day_of_taking_office(term: str | None, due: date | None) -> None:
    assert Pledge(Span(0, 1), term=term).due(date(2026, 10, 20)) == due
    assert Pledge(Span(0, 1), term=term).due(None) is None
    assert Pledge(Span(0, 1), deadline=date(2029, 1, 1), term=term).due(date(2026, 10, 20)) == date(2029, 1, 1)
