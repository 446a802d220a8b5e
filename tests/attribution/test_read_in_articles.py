"""What twenty articles taught: verbs between commas, bodies that speak, several verbs of one speaker, requests."""

from __future__ import annotations

import pytest
from test_attribute import read

TOLD = [
    # (language, text, for each attribution: source or None, stance, contents joined by " | ")
    (
        "sr",
        "Геолози су упозорили да је засек небезбедан, подсетио је он.",
        [
            ("он", "asserts", "Геолози су упозорили да је засек небезбедан"),
            ("Геолози", "asserts", "да је засек небезбедан"),
        ],
    ),
    (
        "sr",
        "Чувар му је, каже, поручио да се не меша.",
        [(None, "asserts", "Чувар му је | поручио да се не меша"), ("Чувар", "asserts", "да се не меша")],
    ),
    ("mk", "Во општината, пак, велат дека пари нема.", [("општината", "asserts", "дека пари нема")]),
    ("mk", "Во понеделникот рече дека пари нема.", [(None, "asserts", "дека пари нема")]),
    ("sq", "Në bashki pohojnë se leja është dhënë.", [("bashki", "asserts", "se leja është dhënë")]),
    ("sr", "Са факултета су потврдили да су прегледали стабла.", [("факултета", "asserts", "да су прегледали стабла")]),
    (
        "mk",
        "Сеизмологот Дрогрешка ги повика граѓаните да не веруваат на гласини.",
        [("Сеизмологот Дрогрешка", "demands", "да не веруваат на гласини")],
    ),
    (
        "mk",
        "Поранешниот меѓународен судија Ставрев ја гледал снимката и вели дека одлуката е погрешна.",
        [("Поранешниот меѓународен судија Ставрев", "asserts", "дека одлуката е погрешна")],
    ),
    (
        "sq",
        "Kryetarja, Irena Gjoka, nuk e pranoi kërkesën dhe tha se procesi nuk zvarritet.",
        [("Kryetarja, Irena Gjoka", "asserts", "se procesi nuk zvarritet")],
    ),
    (
        "sq",
        "Zëdhënësja, Brunilda Lleshi, as e konfirmoi as e mohoi se ka nisur hetimi.",
        [("Zëdhënësja, Brunilda Lleshi", "unconfirmed", "se ka nisur hetimi")],
    ),
    ("sr", "Спартак „не признаје резултат“ и тражи нову утакмицу.", []),
    (
        "hr",
        "Krojačica Mandić upitala ga je kako bi živio, na što je odgovorio da sustav vrijedi za sve.",
        [("Krojačica Mandić", "asks", "kako bi živio")],
    ),
    (
        "mk",
        "Патот е затворен, изјави директорот на Центарот во Дебар, Авни Коџаџику.",
        [("директорот на Центарот во Дебар, Авни Коџаџику", "asserts", "Патот е затворен")],
    ),
    (
        "ru",
        "Подтоплены дома, сообщили журналистам в управлении МЧС.",
        [("управлении МЧС", "asserts", "Подтоплены дома")],
    ),
    (
        "mk",
        "Според нашите информации, судискиот одбор ќе заседава.",
        [("нашите информации", "asserts", "судискиот одбор ќе заседава")],
    ),
]


@pytest.mark.parametrize(("language", "text", "expected"), TOLD)
def test_articles_are_read(language: str, text: str, expected: list[tuple[str | None, str, str]]) -> None:
    found = [
        (told.source and told.source.of(text), told.stance, " | ".join(each.of(text) for each in told.content))
        for told in read(text, language)[1]
    ]
    for each in expected:
        assert each in found
    assert expected or not found
