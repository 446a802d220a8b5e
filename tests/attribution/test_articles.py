"""What articles taught: datelines, asides, "in her words", words cited in mid-sentence, quotations told from inside."""

from __future__ import annotations

import pytest
from test_attribute import read

TOLD = [
    # (language, text, for each attribution: source or None, contents joined by " | ")
    (
        "mk",
        "Скопје, 12 март – Патот ќе биде отворен до јуни, изјави министерот.",
        [("министерот", "Патот ќе биде отворен до јуни")],
    ),
    (
        "sr",
        "Нови Сад, 3. априла – Мост ће бити готов у мају, поручио је градоначелник.",
        [("градоначелник", "Мост ће бити готов у мају")],
    ),
    ("sq", "Tiranë, 8 maj – Ura do të hapet në mars, tha kryetari.", [("kryetari", "Ura do të hapet në mars")]),
    (
        "ru",
        "Самара, 5 марта — Трамвай пойдёт в сентябре, заявил мэр.",
        [("мэр", "Трамвай пойдёт в сентябре")],
    ),
    (
        "sr",
        "Инжењерска комора, међутим, упозорава да су носачи испуцали.",
        [("Инжењерска комора", "да су носачи испуцали")],
    ),
    ("hr", "Sindikat, međutim, tvrdi da plaća nema.", [("Sindikat", "da plaća nema")]),
    (
        "bg",
        "Председателката Елица Вълчева обаче твърди, че дърветата са здрави.",
        [("Председателката Елица Вълчева", "че дърветата са здрави")],
    ),
    ("hr", "Ministrica je, odgovarajući na pitanje novinara, poručila da ostaje.", [("Ministrica", "da ostaje")]),
    ("bs", "U pismu direktorice stoji da rudnik staje u martu.", [(None, "da rudnik staje u martu")]),
    ("sr", "Директор тврди, међутим, да је уговор оверен.", [("Директор", "да је уговор оверен")]),
    (
        "mk",
        "Агенцијата Бета, повикувајќи се на Ројтерс, јави дека бродот бил запрен.",
        [("Агенцијата Бета", "дека бродот бил запрен"), ("Ројтерс", "дека бродот бил запрен")],
    ),
    (
        "bs",
        "Portal Žurnal objavio je, pozivajući se na izvor iz tužilaštva, da je istraga proširena.",
        [("Portal Žurnal", "da je istraga proširena"), ("izvor iz tužilaštva", "da je istraga proširena")],
    ),
    (
        "sq",
        "Gazeta Dita shkroi se, sipas raportit, dy fatura u paguan.",
        [("Gazeta Dita", "se, sipas raportit, dy fatura u paguan"), ("raportit", "dy fatura u paguan")],
    ),
    (
        "uk",
        "Міністр сказав, що реформа почнеться в січні, повідомила «Українська правда».",
        [
            ("«Українська правда»", "Міністр сказав, що реформа почнеться в січні"),
            ("Міністр", "що реформа почнеться в січні"),
        ],
    ),
    ("ru", "Ремонт завершат к маю, пишет «Деловая газета».", [("«Деловая газета»", "Ремонт завершат к маю")]),
    ("ru", "«Мы готовы к зиме», — сказал мэр в интервью «Эху».", [("мэр", "«Мы готовы к зиме»")]),
    ("bg", "Министърът отрече да е имало арести.", [("Министърът", "да е имало арести")]),
    ("hr", "Most će biti gotov u lipnju, stoji u dopisu ravnatelja.", [(None, "Most će biti gotov u lipnju")]),
    (
        "ru",
        "Она сказала, что проект готов. «Мы просили трижды, — добавила Лапина. — Нам не ответили».",
        [("Она", "что проект готов"), ("Лапина", "«Мы просили трижды | Нам не ответили»")],
    ),
    ("ru", "По её словам, проект готов к работе.", [(None, "проект готов к работе")]),
    ("mk", "Мостот затворен, јавува Бета.", [("Бета", "Мостот затворен")]),
    ("mk", "Фабриката наводно ја купила странска компанија.", [(None, "Фабриката | ја купила странска компанија")]),
    ("sq", "Gjoja do të vijnë shtretër të rinj.", [(None, "do të vijnë shtretër të rinj")]),
    ("ru", "Подрядчик якобы уже получил аванс.", [(None, "Подрядчик | уже получил аванс")]),
    ("en", "The Democratic nominee aggressively attacked the plan.", [("The Democratic nominee", "the plan")]),
    ("mk", "Тој, сепак, не потврди дека знаел.", [("Тој", "дека знаел")]),
    ("mk", "Здружението на радиолози, пак, тврди дека доцнат.", [("Здружението на радиолози", "дека доцнат")]),
    (
        "mk",
        "Портпаролот Горан Велјаноски за „Дневен весник“ изјави дека доцнат.",
        [("Портпаролот Горан Велјаноски", "дека доцнат")],
    ),
    (
        "mk",
        "Извештајот, како што првпат објави порталот „Врска“, Обвинителството го добило вчера.",
        [("порталот „Врска“", "Извештајот | Обвинителството го добило вчера")],
    ),
    ("mk", "Оттаму вчера одговорија дека предметот е во работа.", [(None, "дека предметот е во работа")]),
    (
        "sq",
        "Drejtori i televizionit, Edmond Çela, e hodhi poshtë dyshimin se ndërprerja ishte e qëllimshme.",
        [("Drejtori i televizionit, Edmond Çela", "se ndërprerja ishte e qëllimshme")],
    ),
    ("sq", "Kunata që punon në ujësjellës i ka thënë se pompat vonohen.", [("Kunata", "se pompat vonohen")]),
    (
        "sq",
        "Shoqata “Qytetarët për Ujin” vlerëson se çmimi rritet.",
        [("Shoqata “Qytetarët për Ujin”", "se çmimi rritet")],
    ),
    (
        "ru",
        "Бывший прораб, попросивший не называть его имени, рассказал «Вестнику», что опора просела.",
        [("Бывший прораб, попросивший не называть его имени", "что опора просела")],
    ),
    (
        "ru",
        "О результатах, по данным источника агентства «Волга», доложат губернатору до мая.",
        [("источника агентства «Волга»", "О результатах | доложат губернатору до мая")],
    ),
    (
        "ru",
        "Срок сдачи переносили четыре раза, следует из документов, с которыми ознакомилась редакция.",
        [("документов", "Срок сдачи переносили четыре раза")],
    ),
    (
        "ru",
        "По мнению экономиста, заводы теряют заказы, а больница, по словам главврача, закупила машину.",
        [
            ("экономиста", "заводы теряют заказы, а больница, по словам главврача, закупила машину"),
            ("главврача", "больница | закупила машину"),
        ],
    ),
    (
        "en",
        "A former guard, who asked not to be named, said that it was dark.",
        [("A former guard, who asked not to be named", "that it was dark")],
    ),
]


@pytest.mark.parametrize(("language", "text", "told"), TOLD)
def test_articles_are_read(language: str, text: str, told: list[tuple[str | None, str]]) -> None:
    _, found = read(text, language)
    assert [
        (each.source and each.source.of(text), " | ".join(s.of(text) for s in each.content)) for each in found
    ] == told


def test_hearsay_is_hedged_and_nobodys() -> None:
    text, found = read("Ана Петрова дојде. Фабриката наводно ја купила странска компанија.", "mk")
    (told,) = found
    assert told.hedged
    assert told.source is None
    assert told.cue is not None
    assert told.cue.of(text) == "наводно"


UNTOUCHED = [
    # (language, text): what only looks like the above
    ("mk", "Патот е затворен – возете полека."),
    ("en", "Rain fell, however, on the whole valley."),
    ("mk", "Предлогот, кој се очекува да помине, е долг."),
    ("en", "The director, who asked not to be named, left."),
    ("sr", "Наводно."),
    ("mk", "На тендерот се јавил само еден понудувач."),
    ("sr", "На тендер се јавио само један понуђач."),
    ("hr", "Na natječaj se javio samo jedan ponuđač."),
    ("sr", "Пише: Ана Петровић"),
    ("mk", "Пишува: Билјана Трајчева"),
    ("hr", "Tobože gost."),
]


@pytest.mark.parametrize(("language", "text"), UNTOUCHED)
def test_and_nothing_is_made_up(language: str, text: str) -> None:
    assert read(text, language)[1] == ()
