"""Where what somebody said begins and ends: questions, refusals, another's clause, a reporter's own lines."""

from __future__ import annotations

import pytest
from test_attribute import read

from merilo.attribution import attribute
from merilo.model import Reading
from merilo.reading.read import article_of
from merilo.text.quotes import quotes
from merilo.text.sentences import sentences

TOLD = [
    # (language, text, attributions that are found: source or None, stance, contents joined by " | ")
    (
        "sr",
        "Питан да ли је видео оружје, одговорио је да није.",
        [(None, "asks", "да ли је видео оружје"), (None, "asserts", "да није")],
    ),
    (
        "hr",
        "Upitan je li vidio oružje, odgovorio je da nije.",
        [(None, "asks", "je li vidio oružje"), (None, "asserts", "da nije")],
    ),
    (
        "sr",
        "На питање тужиоца зашто није звао полицију, Илић је рекао да се плашио.",
        [("тужиоца", "asks", "зашто није звао полицију"), ("Илић", "asserts", "да се плашио")],
    ),
    (
        "sq",
        "Pyetjes së prokurorit pse nuk kishte thirrur policinë, Iliazi iu përgjigj se kishte frikë.",
        [("prokurorit", "asks", "pse nuk kishte thirrur policinë"), ("Iliazi", "asserts", "se kishte frikë")],
    ),
    (
        "uk",
        "На запитання, чи бачив він зброю, він сказав, що не бачив.",
        [(None, "asks", "чи бачив він зброю"), ("він", "asserts", "що не бачив")],
    ),
    (
        "en",
        "Asked by the prosecutor why he had not called the police, Innes said he was afraid.",
        [("the prosecutor", "asks", "why he had not called the police"), ("Innes", "asserts", "he was afraid")],
    ),
    (
        "mk",
        "Кога го прашаа кој го избрал производителот, министерот рече дека не знае.",
        [(None, "asks", "кој го избрал производителот"), ("министерот", "asserts", "дека не знае")],
    ),
    ("en", "Clegg said she was not.", [("Clegg", "asserts", "she was not")]),
    (
        "en",
        "A passenger, Tom Ellery, 44, said the crew told them nothing.",
        [("Tom Ellery", "asserts", "the crew told them nothing")],
    ),
    (
        "en",
        "The company that runs the ferry said it was safe.",
        [("The company that runs the ferry", "asserts", "it was safe")],
    ),
    (
        "sq",
        "Kryetari i bashkisë, Ilir Xhunga, e hapi mbledhjen duke thënë se qyteti mbytet.",
        [("Kryetari i bashkisë, Ilir Xhunga", "asserts", "se qyteti mbytet")],
    ),
    (
        "sr",
        "Министар је изненадио салу када је изјавио да новца нема.",
        [("Министар", "asserts", "да новца нема")],
    ),
    (
        "sr",
        "Суд предлаже да се саслуша сведок, а одбрана тражи вештачење и подсећа да рок истиче.",
        [("Суд", "asserts", "да се саслуша сведок"), ("одбрана", "asserts", "да рок истиче")],
    ),
    (
        "sr",
        "Посланик Чворовић захтева да тужилаштво испита случај и тврди да је лет плаћен.",
        [("Посланик Чворовић", "asserts", "да је лет плаћен")],
    ),
    (
        "ru",
        "В прокуратуре подтвердили, что проверка была, но подробности раскрыть отказались.",
        [("прокуратуре", "asserts", "что проверка была"), (None, "unconfirmed", "подробности раскрыть")],
    ),
    ("ru", "В больнице жалоб не подтвердили, но и не опровергли.", [("больнице", "unconfirmed", "жалоб")]),
    ("uk", "У лікарні скарг не підтвердили, але й не спростували.", [("лікарні", "unconfirmed", "скарг")]),
    ("sr", "Министар Лукић те бројке оспорава.", [("Министар Лукић", "denies", "те бројке")]),
    (
        "bg",
        "Директорът Колев отказа да назове купувачите.",
        [("Директорът Колев", "unconfirmed", "да назове купувачите")],
    ),
    ("hr", "Rašić je odbio imenovati kupce.", [("Rašić", "unconfirmed", "imenovati kupce")]),
    (
        "bs",
        "Agencija prenosi saopćenje ministarstva, u kome se kaže da je most zatvoren.",
        [("saopćenje ministarstva", "asserts", "da je most zatvoren")],
    ),
    ("mk", "„Денес и утре“ во воведникот прашува кој платил.", [("„Денес и утре“", "asks", "кој платил")]),
    ("mk", "Ми рекоа да заборавам на тоа.", [(None, "demands", "да заборавам на тоа")]),
    ("en", "His lawyer had told him to wait.", [("His lawyer", "demands", "to wait")]),
]


@pytest.mark.parametrize(("language", "text", "expected"), TOLD)
def test_words_end_where_they_do(language: str, text: str, expected: list[tuple[str | None, str, str]]) -> None:
    found = [
        (told.source and told.source.of(text), told.stance, " | ".join(each.of(text) for each in told.content))
        for told in read(text, language)[1]
    ]
    for each in expected:
        assert each in found


NOBODY = [
    # nobody would speak, or nothing is told that could be left open
    ("sr", "Нико није хтео да каже цену."),
    ("mk", "Никој не сака да ја открие сумата."),
    ("ru", "Он отказался."),
]


@pytest.mark.parametrize(("language", "text"), NOBODY)
def test_what_nobody_would_tell_is_told_by_nobody(language: str, text: str) -> None:
    assert [told for told in read(text, language)[1] if told.stance == "unconfirmed"] == []


TALK = """Интервью

Мальцев: Это правда?

Терентьева: Нет. Ремонт там сделали два года назад.

Мальцев: А их мало?

Терентьева: Сто сорок в год.

Корреспондент запросил документ. Там сообщили, что он секретный.

Мальцев: Что говорят женщины?

Терентьева: Боятся. {more}
"""


@pytest.mark.parametrize(
    ("more", "last"),
    [
        ("Я тоже.", "Боятся. Я тоже."),
        ("\n\nЯ слышала, что рейс отменили.", "Боятся. \n\nЯ слышала, что рейс отменили."),  # "I" is no reporter
    ],
)
def test_what_a_reporter_tells_between_turns_is_nobodys_turn(more: str, last: str) -> None:
    article = article_of(TALK.format(more=more))
    made = Reading(article, sentences=sentences(article.text, "ru"), quotes=quotes(article.text, "ru"))
    turns = [told.content[0].of(article.text) for told in attribute(made) if told.cue is None and told.source]
    assert "Сто сорок в год." in turns
    assert turns[-1] == last
