"""Two places that tell of one thing are found; two that tell of two things are let be."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any, get_args

import pytest
import yaml

from merilo.findings.find import find
from merilo.findings.sense import Sense, sense_of
from merilo.findings.story import story_of
from merilo.findings.told import one_event, one_thing
from merilo.findings.told.counts import counts
from merilo.findings.told.one_thing import twice
from merilo.model import Article, Reading
from merilo.pipeline import Means, means, understood

ROWS = yaml.safe_load((Path(__file__).resolve().parent.parent / "cases" / "one-thing.yaml").read_text(encoding="utf-8"))
CYRILLIC = frozenset({"mk", "sr", "bg", "ru", "uk"})
FOUND = {"count": 0.70, "date": 0.72}  # by kind, at least
FALSE = 0.18  # of the texts that tell of two things, at most; they are look-alikes on purpose


def article_of(row: dict[str, Any]) -> Article:
    script = "Cyrl" if row["language"] in CYRILLIC else "Latn"
    return Article(row["text"], "", row["language"], script, published=date(2024, 6, 20))


@pytest.fixture(scope="module")
def told() -> dict[str, list[bool]]:
    """Of each kind, and of the texts that tell of two things, whether anything is said of the places."""
    with_, rows = means(), {"count": [], "date": [], "place": [], "two": []}
    for row in ROWS:
        found = find(*understood(article_of(row), with_))
        said = [span.of(row["text"]) for each in found if each.severity != "note" for span in each.spans]
        touched = any(place in words or words in place for place in row["places"] for words in said)
        rows[row["kind"] if row["one"] else "two"].append(touched)
    return rows


@pytest.mark.parametrize("kind", sorted(FOUND))
def test_one_thing_is_found(told: dict[str, list[bool]], kind: str) -> None:
    assert sum(told[kind]) / len(told[kind]) >= FOUND[kind]


def test_two_things_are_let_be(told: dict[str, list[bool]]) -> None:
    assert sum(told["two"]) / len(told["two"]) <= FALSE


def test_at_least_four_in_ten_are_silent() -> None:
    assert sum(not row["one"] for row in ROWS) / len(ROWS) >= 0.4


def test_places_stand_in_their_texts() -> None:
    assert not [row["text"] for row in ROWS for place in row["places"] if place not in row["text"]]


def test_there_is_a_weight_for_everything_that_is_weighed() -> None:
    for kind in get_args(one_thing.Kind):
        assert len(one_thing.weights(kind).each) == len(one_thing.NAMES)
    assert len(one_event.weights().each) == len(one_event.NAMES)
    row = next(each for each in ROWS if each["kind"] == "date")
    story = story_of(*_read(row))
    assert {len(pair.numbers) for pair in one_event.candidates(story)} == {len(one_event.NAMES)}
    story = story_of(*_read(ROWS[0]))
    found = one_thing.candidates(story, counts(story))
    assert {len(pair.numbers) for pair in found} == {len(one_thing.NAMES)}


def _read(row: dict[str, Any]) -> tuple[Reading, Sense]:
    reading, encoded = understood(article_of(row), means())
    assert encoded is not None
    return reading, sense_of(encoded)


def test_without_an_encoder_the_score_says_nothing() -> None:
    reading, _ = understood(article_of(ROWS[0]), Means())
    story = story_of(reading)
    assert not list(twice(story, counts(story)))
    assert not list(one_event.one_event(story))


@pytest.mark.parametrize(
    ("second", "rules"),
    [
        ("The garden will cost 4.7 million dollars.", []),
        ("For the roof of the theatre, the cost is put at 4.7 million dollars.", ["unit-conflict"]),
    ],
)
def test_the_same_digits_of_two_things_told_alike_are_let_be(second: str, rules: list[str]) -> None:
    text = f"The roof of the theatre will cost 4.7 million euros. It rained. The mayor was away. {second}"
    row = {"language": "en", "text": text}
    found = find(*understood(article_of(row), means()))
    assert [each.rule for each in found if each.severity == "warning"] == rules


@pytest.mark.parametrize(
    ("second", "rules"),
    [
        ("The 19 Liberal Democrats and eight Labour members were against, with one independent and the Green.", []),
        (
            "The 43 Conservatives who voted for it were cheered, with one independent and the Green.",
            ["count-two-values"],
        ),
    ],
)
def test_counts_that_bear_two_names_are_two(second: str, rules: list[str]) -> None:
    text = f"All 34 Conservatives who were there voted for it, and two of the five independents. {second}"
    found = find(*understood(article_of({"language": "en", "text": text}), means()))
    assert [each.rule for each in found if each.severity == "warning"] == rules


@pytest.mark.parametrize(
    ("second", "speaks"),
    [
        ("Копії він поніс до поліції 14 грудня 2022-го, справу відкрили лише через сім тижнів, 1 лютого.", False),
        ("Копії він поніс до поліції, справу відкрили лише через сім тижнів, 1 лютого.", True),
    ],
)
def test_a_day_that_follows_a_date_in_full_is_of_its_year(second: str, speaks: bool) -> None:
    first = "Кирилюк вперше помітив неладне 9 лютого 2022 року, коли на накладній побачив три підписи."
    article = Article(f"{first} {second} Адвокат мовчав.", "", "uk", "Cyrl")
    found = find(*understood(article, means()))
    assert ("event-two-dates" in [each.rule for each in found if each.severity == "warning"]) == speaks


# Two days of one matter, and beside them two days that are given to one thing.
DAYS = [
    ("en", "The tractor overturned on 2 June. Its driver was buried on 12 June.", False),
    ("en", "The tractor overturned on 2 June. The tractor lay on its side on 12 June.", True),
    ("en", "He was arrested on 2 June. The hearing was on 12 June.", False),
    ("en", "He was arrested on 2 June. The arrest of 12 June surprised his wife.", True),
    ("en", "The ceremony is on 2 June, the day of her birth. She died on 12 June.", False),
    ("en", "The shop was busy on 2 June. The shop will be busy on 28 June.", False),
    ("en", "The shop was busy on 2 June. The shop was busy on 28 June.", True),
    ("en", "The fair was busy on 2 June. Next year the fair is busy on 12 June.", False),
    ("en", "The man was sought on 4 June. From 1 June to 14 June they sought many.", False),
    ("en", "The fair opened on 4 June. The fair was from 14 June to 18 June.", True),
    ("mk", "Тракторот се преврте на 2 јуни. Возачот беше погребан на 12 јуни.", False),
    ("mk", "Тракторот се преврте на 2 јуни. Тракторот лежеше на 12 јуни.", True),
    ("mk", "Уапсен беше на 2 јуни. Рочиштето беше на 12 јуни.", False),
    ("sr", "Трактор се преврнуо 2. јуна. Возач је сахрањен 12. јуна.", False),
    ("sr", "Трактор се преврнуо 2. јуна. Трактор је лежао 12. јуна.", True),
    ("sr", "Ухапшен је 2. јуна. Рочиште је било 12. јуна.", False),
    ("hr", "Traktor se prevrnuo 2. lipnja. Vozač je pokopan 12. lipnja.", False),
    ("hr", "Traktor se prevrnuo 2. lipnja. Traktor je ležao 12. lipnja.", True),
    ("hr", "Uhićen je 2. lipnja. Ročište je bilo 12. lipnja.", False),
    ("bs", "Traktor se prevrnuo 2. juna. Vozač je sahranjen 12. juna.", False),
    ("bs", "Traktor se prevrnuo 2. juna. Traktor je ležao 12. juna.", True),
    ("bs", "Uhapšen je 2. juna. Ročište je bilo 12. juna.", False),
    ("sq", "Traktori u përmbys më 2 qershor. Shoferi u varros më 12 qershor.", False),
    ("sq", "Traktori u përmbys më 2 qershor. Traktori ishte në hendek më 12 qershor.", True),
    ("sq", "U arrestua më 2 qershor. Seanca ishte më 12 qershor.", False),
    ("bg", "Тракторът се преобърна на 2 юни. Шофьорът беше погребан на 12 юни.", False),
    ("bg", "Тракторът се преобърна на 2 юни. Тракторът лежеше на 12 юни.", True),
    ("bg", "Арестуван беше на 2 юни. Делото имаше заседание на 12 юни.", False),
    ("ru", "Трактор перевернулся 2 июня. Водителя похоронили 12 июня.", False),
    ("ru", "Трактор перевернулся 2 июня. Трактор лежал 12 июня.", True),
    ("ru", "Его арестовали 2 июня. Заседание было 12 июня.", False),
    ("ru", "Школа работала 2 июня. Столовая будет работать 28 июня.", False),
    ("ru", "Школа работала 2 июня. Столовая работала 28 июня.", True),
    ("uk", "Трактор перекинувся 2 червня. Водія поховали 12 червня.", False),
    ("uk", "Трактор перекинувся 2 червня. Трактор лежав 12 червня.", True),
    ("uk", "Його заарештували 2 червня. Засідання було 12 червня.", False),
]


@pytest.mark.parametrize(("language", "text", "one"), DAYS)
def test_two_days_of_one_matter_are_let_be_whatever_the_score(
    language: str, text: str, one: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    story = story_of(*_read({"language": language, "text": text}))
    known = replace(one_event.weights(), threshold=-100.0)
    monkeypatch.setattr(one_event, "weights", lambda: known)
    assert bool(list(one_event.one_event(story))) == one


@pytest.mark.parametrize(
    ("text", "one"),
    [
        ("The mill has 41 workers. The other 14 are at home. The 14 sing.", False),
        ("The mill has 41 workers. It is old. The 14 sing.", True),
    ],
)
def test_a_number_given_since_is_not_held_against_the_first(
    text: str, one: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    story = story_of(*_read({"language": "en", "text": text}))
    known = replace(one_thing.weights("counts"), threshold=-100.0)
    monkeypatch.setattr(one_thing, "weights", lambda _: known)
    pairs = [(left.telling.index, right.telling.index) for left, right in twice(story, counts(story))]
    assert ((0, 2) in pairs) == one
