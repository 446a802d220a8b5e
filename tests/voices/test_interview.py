"""Interviews whose turns bear no names: who asks, who answers, and what is none."""

from __future__ import annotations

import pytest

from merilo.model import Article
from merilo.pipeline import Means, understood
from merilo.text.script import script_of

RU = """Декан Сергей Чумаков: «Мы теряем преподавателей быстрее, чем студентов»

О деньгах и крыше корреспондент «Вестника» поговорил с деканом Сергеем Чумаковым.

— Сколько у вас студентов?

— На факультете учатся 412 человек. Ректор говорит, что ставки останутся, но я не верю.

А потолок течёт.

— Почему уходят преподаватели?

— Зарплата. Доцент получает 47 тысяч рублей.

Беседовала Ирина Зимина"""

INLINE = """Декан Сергей Чумаков рассказал «Вестнику» о факультете.

— Сколько студентов? — На факультете учатся 412.
— А преподавателей? — Шестьдесят один."""

MK = """Интервју со Марија Велкова, директорка на Градската библиотека

Колку членови има библиотеката?

– Имаме 3.800 членови.

Зошто се намалува бројот?

– Децата читаат на телефон.

Разговараше: Билјана Стојкова"""

PLAIN = """Intervju: trener Marko Babić

O krizi u klubu za naš portal govori trener Marko Babić.

Što se događa s momčadi?

Imamo petero ozlijeđenih.

Vjerujete li upravi?

Predsjednik mi je rekao da ostajem. Plaće kasne dva mjeseca.

Hoćete li otići?

Neću."""

TWO = """Elira Prifti dhe Genc Hoxha flasin për spitalin

– Sa mjekë ka spitali?

– Kemi 74 mjekë.

– Pse po ikin?

– Për pagat."""

NEWS = """Mayor Ana Petrova closes the bridge

– Nobody is in danger, said Petrova.

– We have waited for a year, a driver said.

What will happen next?

The council meets on Monday. Will it find the money?

Nobody knows."""

STORY = """Марко Илић није дошао

– Где је он?

– Не знам, рекао је портир.

Тако је почело јутро у фабрици."""


def told(text: str, language: str) -> list[tuple[str | None, str, str]]:
    article = Article(text=text, language=language, script=script_of(text))
    reading, _ = understood(article, Means())
    names = {each.id: each.name for each in reading.entities}
    return [
        (names.get(each.speaker or ""), each.stance, each.content[0].of(text))
        for each in reading.attributions
        if each.cue is None and each.source is None and each.mode == "direct"
    ]


@pytest.mark.parametrize(
    ("text", "language", "asking", "answering", "questions"),
    [
        (RU, "ru", "Ирина Зимина", "Сергей Чумаков", 2),
        (INLINE, "ru", None, "Сергей Чумаков", 2),
        (MK, "mk", "Билјана Стојкова", "Марија Велкова", 2),
        (PLAIN, "hr", None, "Marko Babić", 3),
        (TWO, "sq", None, None, 2),
    ],
)
def test_answers_are_those_of_the_only_one_who_can_give_them(text, language, asking, answering, questions) -> None:
    found = told(text, language)
    assert [(who, stance) for who, stance, _ in found] == [(asking, "asks"), (answering, "asserts")] * questions
    assert all(words[0] not in "–—" for _, _, words in found)


def test_a_paragraph_without_a_dash_goes_on_with_the_answer() -> None:
    assert told(RU, "ru")[1][2].endswith("А потолок течёт.")


@pytest.mark.parametrize(("text", "language"), [(NEWS, "en"), (STORY, "sr")])
def test_no_interview_is_seen_in_other_texts(text, language) -> None:
    assert [each for each in told(text, language) if each[1] == "asks"] == []


HEADLINES = [
    ("Тренерот Горан Симов: Судијата нè казни за ништо\n\nСимов беше лут.", "mk", "Горан Симов"),
    ("Вршац: Коме смета липа у Стеријиној\n\nЛипе су посечене.", "sr", None),
    ("Bridge: what the council did not say\n\nThe bridge is closed.", "en", None),
]


@pytest.mark.parametrize(("text", "language", "name"), HEADLINES)
def test_a_headline_gives_words_to_a_person_before_its_colon(text: str, language: str, name: str | None) -> None:
    reading, _ = understood(Article(text=text, language=language, script=script_of(text)), Means())
    names = {each.id: each.name for each in reading.entities}
    said = [names.get(each.speaker or "") for each in reading.attributions if each.cue is None and each.source]
    assert [who for who in said if who] == ([name] if name else [])
