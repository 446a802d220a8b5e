"""What was learned from somebody, what somebody would not say, who speaks on after an aside, what is doubted."""

from __future__ import annotations

import pytest
from test_attribute import read

LEARNED = [
    # (language, text, source, who learned it, content)
    (
        "mk",
        "Министерот оди, дознава „Форум плус“ од извор близок до владата.",
        "извор близок до владата",
        "„Форум плус“",
        "Министерот оди",
    ),
    (
        "mk",
        "Порталот „Лупа“ дозна од двајца вработени дека погонот се затвора.",
        "двајца вработени",
        "Порталот „Лупа“",
        "дека погонот се затвора",
    ),
    (
        "sr",
        "Како је „Дневник“ сазнао од извора блиског влади, министар одлази.",
        "извора блиског влади",
        "„Дневник“",
        "министар одлази",
    ),
    (
        "hr",
        "Direktor odlazi, kako je doznao Otočni list od djelatnika.",
        "djelatnika",
        "Otočni list",
        "Direktor odlazi",
    ),
    (
        "bs",
        "Istraga je proširena, saznaje portal Žurnal od izvora iz tužilaštva.",
        "izvora iz tužilaštva",
        "portal Žurnal",
        "Istraga je proširena",
    ),
    (
        "bg",
        "Кметът си тръгва, научи „Дневен лист“ от източник в общината.",
        "източник в общината",
        "„Дневен лист“",
        "Кметът си тръгва",
    ),
    (
        "ru",
        "Мэр уйдёт, как узнала «Газета» от источника в администрации.",
        "источника в администрации",
        "«Газета»",
        "Мэр уйдёт",
    ),
    (
        "ru",
        "Как стало известно «Газете» от источника в мэрии, цех закроют.",
        "источника в мэрии",
        "«Газете»",
        "цех закроют",
    ),
    (
        "uk",
        "«Газета» дізналася від двох працівників, що цех закриють.",
        "двох працівників",
        "«Газета»",
        "що цех закриють",
    ),
    (
        "sq",
        "Kryetari largohet, mëson “Ora” nga një burim pranë bashkisë.",
        "një burim pranë bashkisë",
        "“Ora”",
        "Kryetari largohet",
    ),
    (
        "en",
        "The Courier has learned from two employees that the plant will close.",
        "two employees",
        "The Courier",
        "that the plant will close",
    ),
]

PLAIN = [
    # (language, text, sources): nobody is named from whom it was learned
    ("mk", "Порталот „Лупа“ дозна дека погонот се затвора.", ["Порталот „Лупа“"]),
    ("sr", "Извор из владе каже да министар одлази.", ["Извор из владе"]),
    ("ru", "«Газета» узнала, что цех закроют.", ["«Газета»"]),
    ("sq", "Gazeta “Ora” mësoi se fabrika mbyllet.", ["Gazeta “Ora”"]),
    ("en", "The Courier has learned that the plant will close.", ["The Courier"]),
    ("hr", "Djeca uče od učitelja.", []),
]

OPEN = [
    # (language, text, source, content): left open, and told once
    ("en", "Asked whether she had read them, Teague declined to say.", "Teague", "whether she had read them"),
    (
        "en",
        "The spokesman did not answer the question whether the deal was signed.",
        "The spokesman",
        "whether the deal was signed",
    ),
    ("mk", "Запрашана дали ги прочитала, Арсова одби да каже.", "Арсова", "дали ги прочитала"),
    (
        "mk",
        "На прашањето дали договорот е потпишан, министерот не одговори.",
        "министерот",
        "дали договорот е потпишан",
    ),
    ("sr", "Упитана да ли их је прочитала, Илићева није желела да каже.", "Илићева", "да ли их је прочитала"),
    ("sr", "Министар је одбио да коментарише да ли је уговор потписан.", "Министар", "да ли је уговор потписан"),
    ("hr", "Upitana je li ih pročitala, Babić nije htjela reći.", "Babić", "je li ih pročitala"),
    (
        "hr",
        "Glasnogovornik nije odgovorio na pitanje je li ugovor potpisan.",
        "Glasnogovornik",
        "je li ugovor potpisan",
    ),
    ("bs", "Ministar je odbio komentarisati da li je ugovor potpisan.", "Ministar", "da li je ugovor potpisan"),
    ("bg", "Попитана дали ги е прочела, Вълчева отказа да каже.", "Вълчева", "дали ги е прочела"),
    ("ru", "На вопрос, читала ли она их, Лапина отвечать отказалась.", "Лапина", "читала ли она их"),
    ("uk", "Речник не відповів на запитання, чи підписано договір.", "Речник", "чи підписано договір"),
    ("sq", "E pyetur nëse i kishte lexuar, Leka nuk pranoi të përgjigjej.", "Leka", "nëse i kishte lexuar"),
    (
        "sq",
        "Zëdhënësi nuk iu përgjigj pyetjes nëse kontrata është nënshkruar.",
        "Zëdhënësi",
        "nëse kontrata është nënshkruar",
    ),
]

SAID = [
    # (language, text, for each attribution: source or None, stance, content)
    (
        "mk",
        "Запрашана дали ги прочитала, Арсова рече дека не стигнала.",
        [(None, "asks", "дали ги прочитала"), ("Арсова", "asserts", "дека не стигнала")],
    ),
    ("hr", "U prvoj reakciji rekao je da neće odstupiti.", [(None, "asserts", "da neće odstupiti")]),
    ("bg", "В първата си реакция каза, че няма да отстъпи.", [(None, "asserts", "че няма да отстъпи")]),
    ("ru", "В первой реакции сказал, что не уйдёт.", [(None, "asserts", "что не уйдёт")]),
    ("mk", "Д-р Арсова на крајот изјави дека болницата работи.", [("Д-р Арсова", "asserts", "дека болницата работи")]),
    ("uk", "Мер Орленко наприкінці засідання сказав, що не піде.", [("Мер Орленко", "asserts", "що не піде")]),
    (
        "sq",
        "Drejtoresha Arta Leka në fund tha se spitali punon.",
        [("Drejtoresha Arta Leka", "asserts", "se spitali punon")],
    ),
    (
        "mk",
        "Водата е матна, соопшти вчера штипскиот Центар за јавно здравје.",
        [("штипскиот Центар за јавно здравје", "asserts", "Водата е матна")],
    ),
    (
        "sr",
        "Вода је мутна, саопштио је јуче шабачки Завод за јавно здравље.",
        [("шабачки Завод за јавно здравље", "asserts", "Вода је мутна")],
    ),
    (
        "hr",
        "Voda je mutna, priopćio je jučer splitski Zavod za javno zdravstvo.",
        [("splitski Zavod za javno zdravstvo", "asserts", "Voda je mutna")],
    ),
    (
        "bg",
        "Водата е мътна, съобщи вчера пловдивската Регионална здравна инспекция.",
        [("пловдивската Регионална здравна инспекция", "asserts", "Водата е мътна")],
    ),
    (
        "ru",
        "Вода непригодна, сообщил вчера самарский Центр гигиены.",
        [("самарский Центр гигиены", "asserts", "Вода непригодна")],
    ),
    (
        "sq",
        "Uji nuk pihet, deklaroi të martën drejtoria rajonale e shëndetit në Vlorë.",
        [("drejtoria rajonale e shëndetit në Vlorë", "asserts", "Uji nuk pihet")],
    ),
    (
        "mk",
        "Министерството, од друга страна, не ја негира опомената, туку вели дека рокот е продолжен.",
        [("Министерството", "asserts", "дека рокот е продолжен"), ("Министерството", "unconfirmed", "опомената")],
    ),
    ("sr", "Општина, са своје стране, тврди да је пут готов.", [("Општина", "asserts", "да је пут готов")]),
    ("ru", "Мэрия, в свою очередь, заявила, что дорога готова.", [("Мэрия", "asserts", "что дорога готова")]),
    ("sq", "Bashkia, nga ana e saj, pohon se rruga është gati.", [("Bashkia", "asserts", "se rruga është gati")]),
    (
        "en",
        "The council, for its part, said that the road was ready.",
        [("The council", "asserts", "that the road was ready")],
    ),
    ("mk", "Штабот се сомнева во таа анкета.", [("Штабот", "doubts", "таа анкета")]),
    ("hr", "Stožer sumnja u tu anketu.", [("Stožer", "doubts", "tu anketu")]),
    ("ru", "Штаб сомневается в этом опросе.", [("Штаб", "doubts", "этом опросе")]),
    ("mk", "Штабот се сомнева во успехот.", []),
    ("ru", "Тренер сомневается в победе.", []),
    ("hr", "Policija sumnja u samoubojstvo.", []),
]


@pytest.mark.parametrize(("language", "text", "source", "learned", "content"), LEARNED)
def test_who_told_it_is_the_source_and_who_learned_it_the_carrier(language, text, source, learned, content) -> None:
    (told,) = read(text, language)[1]
    assert told.source is not None
    assert [told.source.of(text), *(each.of(text) for each in told.carriers)] == [source, learned]
    assert " | ".join(each.of(text) for each in told.content) == content


@pytest.mark.parametrize(("language", "text", "sources"), PLAIN)
def test_nobody_told_it_where_the_text_names_none(language, text, sources) -> None:
    assert [told.source.of(text) for told in read(text, language)[1] if told.source is not None] == sources


@pytest.mark.parametrize(("language", "text", "source", "content"), OPEN)
def test_a_question_that_somebody_would_not_answer_stays_open(language, text, source, content) -> None:
    (told,) = read(text, language)[1]
    assert told.stance == "unconfirmed"
    assert told.source is not None
    assert (told.source.of(text), told.content[0].of(text)) == (source, content)


@pytest.mark.parametrize(("language", "text", "expected"), SAID)
def test_who_says_what(language, text, expected) -> None:
    found = [
        (told.source and told.source.of(text), told.stance, " | ".join(each.of(text) for each in told.content))
        for told in read(text, language)[1]
    ]
    assert found == expected
