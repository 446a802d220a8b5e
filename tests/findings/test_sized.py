"""Lengths of time and ages as the text gives them, and the two rules that hold them against each other."""

from __future__ import annotations

import pytest

from merilo.findings.find import find
from merilo.findings.story import Story, story_of
from merilo.findings.told.sized import sized
from merilo.pipeline import Means, understood
from merilo.reading.read import article_from_bytes

LENGTHS = [
    ("en", "He was jailed for four years. The two-year deal ended in May.", [(4, "Y"), (2, "Y")]),
    ("mk", "Осуден е на четири години затвор. Тригодишниот договор истече.", [(4, "Y"), (3, "Y")]),
    ("sr", "Осуђен је на четири године затвора. Трогодишњи уговор је истекао.", [(4, "Y"), (3, "Y")]),
    ("hr", "Osuđen je na četiri godine zatvora. Dvogodišnji ugovor je istekao.", [(4, "Y"), (2, "Y")]),
    ("bs", "Osuđen je na četiri godine zatvora. Dvogodišnji ugovor je istekao.", [(4, "Y"), (2, "Y")]),
    ("sq", "U dënua me katër vjet burgim. Kontrata trevjeçare mbaroi.", [(4, "Y"), (3, "Y")]),
    ("bg", "Осъден е на четири години затвор. Тригодишният договор изтече.", [(4, "Y"), (3, "Y")]),
    ("ru", "Он осуждён на четыре года колонии. Двухлетний договор истёк.", [(4, "Y"), (2, "Y")]),
    ("uk", "Його засудили на чотири роки. Дворічний договір сплив.", [(4, "Y"), (2, "Y")]),
]
AGES = [
    ("en", "The judge spoke to the 57-year-old. Deborah Lumley, 52, wept.", [57, 52]),
    ("mk", "Обвинетиот, 57-годишник, молчеше. Ристо Манев (52) замина.", [57, 52]),
    ("sr", "Шездесетосмогодишњи Лукић ћути. Ивана Лукић (52) је отишла.", [68, 52]),
    ("sq", "I pandehuri 68-vjeçar nuk foli. Agron Hoxha (52) u largua.", [68, 52]),
    ("ru", "Молчал и 57-летний Мельников. Ольга Мельникова (52) ушла.", [57, 52]),
]


def story(language: str, text: str) -> Story:
    return story_of(understood(article_from_bytes(text.encode(), "story.md", language=language), Means())[0])


@pytest.mark.parametrize(("language", "text", "lengths"), LENGTHS)
def test_lengths_in_one_word_and_in_two(language: str, text: str, lengths: list[tuple[float, str]]) -> None:
    found = sized(story(language, text))["lengths"]
    assert [(each.quantity.value, each.quantity.unit) for each in found] == lengths


@pytest.mark.parametrize(("language", "text", "ages"), AGES)
def test_ages_are_no_lengths(language: str, text: str, ages: list[int]) -> None:
    found = sized(story(language, text))
    assert [each.quantity.value for each in found["ages"]] == ages
    assert not found["lengths"]


@pytest.mark.parametrize(
    ("text", "rules"),
    [
        ("The fee of 1.90 euros a month was paid between March 2021 and August 2023.", []),
        ("Under the rule, two and a half years, from March 2021 to August 2023, were paid for.", []),
        ("He played for one month, between March 2021 and August 2023.", ["duration-against-dates"]),
    ],
)
def test_a_rate_is_no_length(text: str, rules: list[str]) -> None:
    reading, _ = understood(article_from_bytes(text.encode(), "story.md", language="en"), Means())
    assert [each.rule for each in find(reading) if each.severity != "note"] == rules
