"""Sentences that point back at the one before, and sources that do not want to be named."""

from __future__ import annotations

import pytest

from merilo.attribution import attribute
from merilo.model import Article, Reading
from merilo.resources import profile
from merilo.text.quotes import quotes
from merilo.text.script import script_of
from merilo.text.sentences import sentences

# Language, the sentence before, the one that points back (or does not), and who says what by it.
POINTING = [
    ("en", "Vance said it leaked.", "Amadi disputes that.", ["Amadi denies it leaked"]),
    ("en", "Vance said it leaked.", "That week was cold.", []),
    ("mk", "Министерот вели дека нема долг.", "Тоа го негира синдикатот.", ["синдикатот denies дека нема долг"]),
    ("mk", "Министерот вели дека нема долг.", "Тоа прашање не го коментираа.", []),
    ("sr", "Директор каже да је пруга готова.", "Путници то поричу.", ["Путници denies да је пруга готова"]),
    ("sr", "Мост је отворен.", "То је рекла министарка Ана Пешић.", ["министарка Ана Пешић asserts Мост је отворен"]),
    (
        "sr",
        "Мост је отворен.",
        "Ту вест је пренео Танјуг, позивајући се на Бету.",
        ["Танјуг asserts Мост је отворен", "Бету asserts Мост је отворен"],
    ),
    ("sr", "Не знам зашто.", "О томе сам обавестила полицију.", []),
    (
        "sr",
        "Одборница тврди да је дуг преписан.",
        "Шољић је то одлучно демантовао.",
        ["Шољић denies да је дуг преписан"],
    ),
    (
        "sr",
        "Радови су обустављени.",
        "Министарка Ана Пешић то није ни потврдила ни демантовала.",
        ["Министарка Ана Пешић unconfirmed Радови су обустављени"],
    ),
    ("uk", "Гайова каже, що він наказав.", "Мельничук назвав це вигадкою.", ["Мельничук denies що він наказав"]),
    ("uk", "Гайова каже, що він наказав.", "Хірург відмовився це коментувати.", []),
    ("ru", "У мэра есть вилла.", "Её построил друг, которому об этом рассказал помощник.", []),
    (
        "sq",
        "Hoxhaj tha se lejet mungojnë.",
        "Drejtori i kompanisë, Arben Shkreli, e hedh poshtë këtë.",
        ["Drejtori i kompanisë, Arben Shkreli denies se lejet mungojnë"],
    ),
    ("hr", "Ravnatelj kaže da je dozvola valjana.", "Kapetan to poriče.", ["Kapetan denies da je dozvola valjana"]),
    ("bs", "Direktor kaže da je pogon siguran.", "Kožul to negira.", ["Kožul denies da je pogon siguran"]),
    ("sq", "Tenderi u anulua.", "Këtë e konfirmoi drejtori Laska.", ["drejtori Laska asserts Tenderi u anulua"]),
    ("sq", "Drejtori tha se puna mbaroi.", "Laska e mohon këtë.", ["Laska denies se puna mbaroi"]),
    (
        "bg",
        "Язовирът е празен.",
        "Това съобщи в сряда Басейнова дирекция.",
        ["Басейнова дирекция asserts Язовирът е празен"],
    ),
    ("bg", "Язовирът е празен.", "Това решение отмени съдът.", []),
    (
        "ru",
        "Завод закрыт.",
        "Об этом сообщил ТАСС со ссылкой на мэра.",
        ["ТАСС asserts Завод закрыт", "мэра asserts Завод закрыт"],
    ),
    ("ru", "Завод закрыт.", "Это решение отменил суд.", []),
    ("uk", "Лікарню закрили.", "Про це повідомила речниця Ткач.", ["речниця Ткач asserts Лікарню закрили"]),
    ("uk", "Лікарню закрили.", "Це питання розглянуть завтра.", []),
]

NAMELESS = [
    ("mk", "Двајца вработени, кои сакаа да останат анонимни,", " тврдат дека гаранцијата истекла."),
    ("sr", "Извор близак влади, који је желео да остане анониман,", " каже да је он знао."),
    ("sr", "Три запослена", " су нам, под условом да им се имена не објаве, потврдила да документ постоји."),
    ("sq", "Një burim pranë qeverisë, që kërkoi të mbetej anonim,", " tha se Simoni e dinte."),
    ("uk", "Джерело в уряді на умовах анонімності", " розповіло, що він знав."),
]

ACCORDING = [
    ("bs", "Prema riječima ", "radnika koji je želio ostati anoniman", ", filteri ne rade od ljeta."),
    ("bg", "Според ", "източник от прокуратурата, пожелал анонимност", ", са разпитани осем души."),
    ("ru", "По словам ", "двух сотрудников, пожелавших остаться неизвестными", ", письмо было."),
    ("ru", "По словам ", "источника в правительстве, близкого к переговорам", ", документ подписан."),
]

# Words whose stance, source or limits one small word decides.
FINE = [
    ("sq", "Ministria nuk e konfirmoi se ka pranuar kërkesa.", ["Ministria unconfirmed se ka pranuar kërkesa"]),
    (
        "sr",
        "Упитана да ли ће бити референдума, одговорила је да не зна.",
        ["None asks да ли ће бити референдума", "None asserts да не зна"],
    ),
    ("hr", "Upitan tko je platio studiju, Fabris je prekinuo razgovor.", ["None asks tko je platio studiju"]),
    (
        "ru",
        "Агентство «Волга» со ссылкой на этот канал передало, что задержаны двое.",
        ["Агентство «Волга» asserts что задержаны двое", "этот канал asserts что задержаны двое"],
    ),
    (
        "uk",
        "За даними газети «Голос», яка посилається на «Міст», угода коштує два мільйони.",
        ["газети «Голос» asserts угода коштує два мільйони", "«Міст» asserts угода коштує два мільйони"],
    ),
    ("sr", "Како је први објавио портал „Мост“, уговор је поништен.", ["портал „Мост“ asserts уговор је поништен"]),
    (
        "sr",
        "Линден је у интервјуу за лист „Дан“, чији је превод објавио недељник, рекао да одлази.",
        ["Линден asserts да одлази"],
    ),
    (
        "bg",
        "Председателят ѝ Никола Рашев поиска оставка и съобщи, че загубите растат.",
        [
            "Председателят ѝ Никола Рашев asserts че загубите растат",
            "Председателят ѝ Никола Рашев demands оставка",
        ],
    ),
    ("bs", "Nabavku je, kako tvrdi, zaustavio nadzorni odbor.", ["None asserts Nabavku je | zaustavio nadzorni odbor"]),
    ("mk", "Жителите на Бавчи, пак, веќе не веруваат никому.", []),
    ("mk", "Лекарот, чие име е познато на редакцијата, ниту потврди ниту негираше.", []),
    (
        "mk",
        "Директорот на фабриката, Швеѓанецот Ларс Нилсон, за шведскиот весник „Даген“ изјави дека сè е во ред.",
        ["Директорот на фабриката, Швеѓанецот Ларс Нилсон asserts дека сè е во ред"],
    ),
    ("sq", "Regjistri i thirrjeve, të cilin e ka parë redaksia, tregon 41 minuta.", []),
    (
        "uk",
        "Як повідомило агентство «Захід» із посиланням на «Розріз», поліція вилучила документи.",
        ["агентство «Захід» asserts поліція вилучила документи", "«Розріз» asserts поліція вилучила документи"],
    ),
]


def told(text: str, language: str) -> list[str]:
    script = script_of(text)
    known = profile(language, script)
    article = Article(text=text, language=language, script=script)
    reading = Reading(article, sentences=sentences(text, known), quotes=quotes(text, known))
    return [
        f"{each.source and each.source.of(text)} {each.stance} {' | '.join(span.of(text) for span in each.content)}"
        for each in attribute(reading)
    ]


@pytest.mark.parametrize(("language", "before", "text", "expected"), POINTING)
def test_what_points_back_has_the_words_before(language: str, before: str, text: str, expected: list[str]) -> None:
    said = told(before, language)
    assert [line for line in told(f"{before} {text}", language) if line not in said] == expected


@pytest.mark.parametrize(("language", "source", "rest"), NAMELESS)
def test_a_source_keeps_what_it_asked_for(language: str, source: str, rest: str) -> None:
    assert [line.partition(" asserts ")[0] for line in told(source + rest, language)] == [source.rstrip(",")]


@pytest.mark.parametrize(("language", "before", "source", "rest"), ACCORDING)
def test_a_source_that_others_go_by_keeps_it_too(language: str, before: str, source: str, rest: str) -> None:
    assert told(before + source + rest, language) == [f"{source} asserts {rest.strip(', .')}"]


@pytest.mark.parametrize(("language", "text", "expected"), FINE)
def test_one_small_word_decides(language: str, text: str, expected: list[str]) -> None:
    assert told(text, language) == expected
