"""The three sample articles: which planted slips are found, and which decoys stay silent.

Planted: the headline says 43 hurt and 14 million euros where the story says 34 and 41 million (headline-figure, twice);
Monday 5 March 2024 (weekday-against-date); 31 April 2021 (impossible-date); the collapse of 12 March and of 14 March
(event-two-dates); 19 + 11 + 6 is not 34 (parts-against-total); one mayor with two given names (two-given-names); an
engineer born in 1961 who is 55 (age-against-birth); a portal and a radio station that quote each other
(circular-reporting).

Decoys: the toll that grew from 27 to 34, the wife with the same surname, 18 percent of 9,000 that makes 10,620, the
right weekdays of 4 and 6 March, a bridge that lasted 22 months.
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

import pytest
from contract import hold

from merilo import pipeline
from merilo.reading.read import read
from merilo.report import out, to_json
from merilo.wire import FindingOut, ReportOut

SAMPLES = Path(__file__).resolve().parents[2] / "samples"

# (language, rule, words that must be among the places it names)
PLANTED = [
    ("en", "headline-figure", ["34 people"]),
    ("en", "headline-figure", ["41 million euros"]),
    ("en", "weekday-against-date", ["Monday, 5 March 2024"]),
    ("en", "impossible-date", ["31 April 2021"]),
    ("en", "event-two-dates", ["12 March", "14 March"]),
    ("en", "parts-against-total", ["34", "19", "11", "6"]),
    ("en", "two-given-names", ["Elena Markova", "Elizabeta Markova"]),
    ("en", "age-against-birth", ["1961", "55"]),
    ("en", "circular-reporting", ["Glasnik 24", "Radio Bistra"]),
    ("mk", "headline-figure", ["34 лица"]),
    ("mk", "headline-figure", ["41 милион евра"]),
    ("mk", "weekday-against-date", ["понеделник, 5 март 2024"]),
    ("mk", "impossible-date", ["31 април 2021"]),
    ("mk", "event-two-dates", ["12 март", "14 март"]),
    ("mk", "parts-against-total", ["34", "19", "11", "6"]),
    ("mk", "two-given-names", ["Елена Маркова", "Елизабета Маркова"]),
    ("mk", "age-against-birth", ["1961", "55"]),
    ("sr", "headline-figure", ["34 особе"]),
    ("sr", "headline-figure", ["41 милион евра"]),
    ("sr", "weekday-against-date", ["понедељак, 5. марта 2024"]),
    ("sr", "impossible-date", ["31. априла 2021"]),
    ("sr", "event-two-dates", ["12. марта", "14. марта"]),
    ("sr", "parts-against-total", ["34", "19", "11", "6"]),
    ("sr", "two-given-names", ["Јелена Марковић", "Јелисавета Марковић"]),
    ("sr", "age-against-birth", ["1961", "55"]),
]

# Words of the decoys: no error or warning may name any of them.
SILENT = {
    "en": ["27 injured", "Biljana", "18 percent", "10,620", "4 March 2024", "6 March 2024", "22 months"],
    "mk": ["27 повредени", "Билјана", "18 проценти", "10.620", " 4 март 2024", "6 март 2024", "22 месеци"],
    "sr": ["27 повређених", "Биљана", "18 одсто", "10.620", " 4. марта 2024", "6. марта 2024", "22 месеца"],
}


@cache
def reading(language: str) -> ReportOut:
    """Return the report of a sample, read with the language model."""
    report = pipeline.check(read(str(SAMPLES / f"bridge.{language}.txt")), pipeline.means())
    hold(json.loads(to_json(report)), report.reading.article.text)
    return out(report)


def places(report: ReportOut, finding: FindingOut) -> list[str]:
    return [report.article.text[span.start : span.end] for span in finding.spans]


@pytest.mark.parametrize(("language", "rule", "words"), PLANTED)
def test_a_planted_slip_is_found(language: str, rule: str, words: list[str]) -> None:
    report = reading(language)
    found = [places(report, each) for each in report.findings if each.rule == rule]
    assert any(all(any(word in place for place in named) for word in words) for named in found), found


@pytest.mark.parametrize("language", ["en", "mk", "sr"])
def test_decoys_stay_silent(language: str) -> None:
    report = reading(language)
    named = [place for each in report.findings if each.severity != "note" for place in places(report, each)]
    assert named
    for words in SILENT[language]:
        assert words in report.article.text
        assert not [place for place in named if words.strip() in place], words


@pytest.mark.parametrize("language", ["en", "mk", "sr"])
def test_nothing_alarms_but_what_was_planted(language: str) -> None:
    planted = {rule for at, rule, _ in PLANTED if at == language}
    alarms = [each.rule for each in reading(language).findings if each.severity != "note"]
    assert set(alarms) <= planted
    assert len(alarms) == len(set(alarms)) + 1, "two figures of the headline, and one of each other slip"


PEOPLE = {
    "en": ["Elena Markova", "Damjan Petrov", "Goran Velkov", "Arben Hoxha", "Stojan Ilev"],
    "mk": ["Елена Маркова", "Дамјан Петров", "Горан Велков", "Арбен Хоџа", "Стојан Илев"],
    "sr": ["Јелена Марковић", "Дамјан Петров", "Горан Велковић", "Арбен Хоџа", "Стојан Илев"],
}


@pytest.mark.parametrize("language", ["en", "mk", "sr"])
def test_people_dates_and_claims_are_found(language: str) -> None:
    report = reading(language)
    names = {each.id: each.name for each in report.entities}
    speakers = {names[each.speaker] for each in report.attributions if each.speaker}
    assert set(PEOPLE[language]) <= set(names.values())
    assert len(speakers & set(PEOPLE[language])) >= 4
    assert len(report.claims) >= 20
    days = {each.earliest for each in report.timeline}
    assert {"2024-03-12", "2022-05-15", "2024-01-29", "2021-06-01"} <= days
