"""Whom a source names and where contents end: each a principle, in several languages."""

from __future__ import annotations

import pytest
from test_attribute import read

from merilo.attribution.cues import tongue
from merilo.attribution.sources import noun_phrase
from merilo.model import Span

PHRASES = [
    # (language, what was marked as a source, what of it can be somebody)
    ("en", "that the municipality", "the municipality"),
    ("en", "our newspaper that he", "he"),
    ("en", "no damage", None),
    ("en", "no one", "no one"),
    ("en", "6 million of it", None),
    ("en", "34 residents", "34 residents"),
    ("en", "An official who", "An official"),
    ("en", "that", None),
    ("mk", "дека Петров", "Петров"),
    ("bg", "Тя продължава да", "Тя"),
    ("ru", "Далее он", "он"),
    ("mk", "тој и Петров", "тој и Петров"),
    ("sr", "репортерима Петар Костић", "Петар Костић"),
    ("ru", "журналистам тренер", "тренер"),
    ("uk", "мешканцям", None),
    ("sr", "послеподне", None),
    ("hr", "bih", None),
    ("mk", "Функционер кој", "Функционер"),
    ("mk", "писмено", None),
    ("mk", "Од", None),
    ("sr", "писмено", None),
    ("sr", "да Петров", "Петров"),
    ("hr", "pismeno", None),
    ("ru", "письменно", None),
    ("uk", "письмово", None),
    ("bg", "Говорителят", "Говорителят"),
    ("sq", "Zëdhënësi", "Zëdhënësi"),
]


@pytest.mark.parametrize(("language", "marked", "left"), PHRASES)
def test_a_source_is_a_noun_phrase(language: str, marked: str, left: str | None) -> None:
    found = noun_phrase(marked, Span(0, len(marked)), tongue(language))
    assert (found and found.of(marked)) == left


SOURCES = [
    # (language, text, the source of its first attribution)
    (
        "en",
        "“All is well,” the clinic's director, Dr Ana Petrova, told Radio Luma.",
        "the clinic's director, Dr Ana Petrova",
    ),
    (
        "en",
        "The price will rise, the minister of trade, Ana Petrova, said after a session.",
        "the minister of trade, Ana Petrova",
    ),
    ("en", "“Where is the key to it?”, asked Simic.", "Simic"),
    (
        "mk",
        "„Сè е добро во болницата“, изјави за Радио Лума директорката на болницата, д-р Ана Петрова.",
        "директорката на болницата, д-р Ана Петрова",
    ),
    ("mk", "„Сè е добро во болницата“, изјави за Ројтерс Петар Костов.", "Петар Костов"),
    (
        "sr",
        "„Све је добро у болници“, изјавила је за Радио Луму директорка болнице др Ана Петровић.",
        "директорка болнице др Ана Петровић",
    ),
    (
        "hr",
        "„Sve je dobro u bolnici“, izjavila je za Radio Lumu ravnateljica bolnice Ana Petrić.",
        "ravnateljica bolnice Ana Petrić",
    ),
    ("mk", "Од агенцијата велат дека патот е отворен.", "агенцијата"),
    ("sr", "У агенцији кажу да је пут отворен.", "агенцији"),
    ("hr", "Iz agencije kažu da je cesta otvorena.", "agencije"),
    ("mk", "Патот е отворен за сите, велат од стопанската комора.", "стопанската комора"),
    (
        "mk",
        "Цените ќе растат, вели професорот Никола Трајанов од Градежниот факултет.",
        "професорот Никола Трајанов од Градежниот факултет",
    ),
    (
        "sr",
        "Цене ће расти, каже професор Никола Трајановић с Грађевинског факултета.",
        "професор Никола Трајановић с Грађевинског факултета",
    ),
    (
        "mk",
        "Неговата сестра Ана Станева, која живее овде, писмено потврди дека ја примила поканата.",
        "Неговата сестра Ана Станева, која живее овде",
    ),
    ("sr", "Велковић, који има 55 година, изјавио је за наш лист да је упозорио све.", "Велковић, који има 55 година"),
    (
        "mk",
        "Владата издвои пари, изјави министерката за култура Ана Донева по седницата.",
        "министерката за култура Ана Донева",
    ),
]


@pytest.mark.parametrize(("language", "text", "source"), SOURCES)
def test_the_speaker_and_not_the_hearer_is_the_source(language: str, text: str, source: str) -> None:
    _, found = read(text, language)
    assert [told.source and told.source.of(text) for told in found] == [source]


CONTENTS = [
    ("en", "The agency will publish the list next month, Petrov said.", "The agency will publish the list next month"),
    ("mk", "Агенцијата ќе го објави списокот, рече Петров.", "Агенцијата ќе го објави списокот"),
    ("sr", "Агенција ће објавити списак, рекао је Петров.", "Агенција ће објавити списак"),
    ("ru", "Агентство объявит победителя завтра, сказал Петров.", "Агентство объявит победителя завтра"),
]


@pytest.mark.parametrize(("language", "text", "content"), CONTENTS)
def test_a_verb_that_reports_nothing_is_part_of_the_content(language: str, text: str, content: str) -> None:
    _, found = read(text, language)
    assert [span.of(text) for told in found for span in told.content] == [content]


SILENT = [
    ("mk", "Станев, кој замина во јануари, не одговори на нашите прашања."),
    ("sr", "Станић, који је отишао у јануару, није одговорио на наша питања."),
    ("hr", "Novak je stajao vani danas, pokazujući na ljude ispred sebe."),
    ("bs", "Novak je stajao vani danas, pokazujući na ljude ispred sebe."),
    ("hr", "Stanić, koji je otišao u siječnju, nije odgovorio na naša pitanja."),
]


@pytest.mark.parametrize(("language", "text"), SILENT)
def test_a_relative_clause_is_not_what_its_noun_says(language: str, text: str) -> None:
    assert read(text, language)[1] == ()


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The firm rejects this: Petrov never gave a warning."),
        ("mk", "Фирмата го отфрла тоа: Петров никогаш не дал предупредување."),
        ("sr", "Фирма одбацује то: Петров никада није дао упозорење."),
    ],
)
def test_what_follows_a_denial_and_a_colon_is_asserted(language: str, text: str) -> None:
    (told,) = read(text, language)[1]
    assert told.stance == "asserts"


@pytest.mark.parametrize(
    ("language", "text", "content"),
    [
        ("mk", "„Не доаѓам“, рече пратеникот Горан Малев во саботата, 28 ноември 2026.", "„Не доаѓам“"),
        ("sr", "„Долазимо сутра“, рекао је посланик Горан Малев у суботу, 28. новембра 2026.", "„Долазимо сутра“"),
        ("bg", "„Идваме утре“, каза депутатът Горан Малев в събота, 28 ноември 2026 г.", "„Идваме утре“"),
        ("ru", "«Нет», — сказал депутат Иван Громов в субботу, 28 ноября 2026 года.", "«Нет»"),
        ("sq", "„Nesër vijmë“, tha deputeti Arben Leka të shtunën, më 28 nëntor 2026.", "„Nesër vijmë“"),
    ],
)
def test_a_few_words_in_marks_before_a_verb_of_saying_are_told_word_by_word(
    language: str, text: str, content: str
) -> None:
    _, (told,) = read(text, language)
    assert (told.mode, [span.of(text).strip(",") for span in told.content]) == ("direct", [content])


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("mk", "Весникот „Вечер“, пишува Горан Малев, излегува од 1963 година."),
        ("sr", "Акција „Чист град“, најавио је Горан Малев, почиње у мају."),
    ],
)
def test_a_title_in_marks_inside_a_sentence_is_nobodys_words(language: str, text: str) -> None:
    assert all(each.mode != "direct" for each in read(text, language)[1])
