"""What somebody demands is no assertion; what he calls a lie he denies; whose a question is that is told of."""

from __future__ import annotations

import pytest
from test_attribute import read

TOLD = [
    # (language, text, for each attribution: source or None, stance, content)
    ("mk", "Маневски побара директорот да поднесе оставка.", [("Маневски", "demands", "да поднесе оставка")]),
    (
        "mk",
        "Тој повика на попис на бунарите и побара оставка од директорот, Драган Лазаров.",
        [
            ("Тој", "demands", "оставка од директорот, Драган Лазаров"),
            ("Тој", "demands", "на попис на бунарите"),
        ],
    ),
    ("sr", "Одбрана је затражила изузеће судије Бранковић.", [("Одбрана", "demands", "изузеће судије Бранковић")]),
    ("ru", "Ситуация требует решения.", []),  # nobody speaks
    ("sr", "Лист се позива на неименованог пилота.", []),  # a call on nobody
    ("sr", "Тужилац је затражио изузеће судије Бранковић.", [("Тужилац", "demands", "изузеће судије Бранковић")]),
    ("hr", "Sindikat je zatražio da se isplate plaće.", [("Sindikat", "demands", "da se isplate plaće")]),
    ("bs", "Udruženje je zatražilo da se isplate plate.", [("Udruženje", "demands", "da se isplate plate")]),
    ("sq", "Ministrja kërkoi që goditja të hetohet.", [("Ministrja", "demands", "që goditja të hetohet")]),
    (
        "sq",
        "Kryetari i Lëvizjes për Drejtësi, Ilir Kelmendi, tha se votimi ishte i parregullt.",
        [("Kryetari i Lëvizjes për Drejtësi, Ilir Kelmendi", "asserts", "se votimi ishte i parregullt")],
    ),
    ("en", "“Are you calling her a liar?” said Pryce.", [("Pryce", "asks", "“Are you calling her a liar?”")]),
    ("bg", "Синдикатът поиска оставката на министъра.", [("Синдикатът", "demands", "оставката на министъра")]),
    ("ru", "Прокурор потребовал отменить приговор.", [("Прокурор", "demands", "отменить приговор")]),
    ("uk", "Прокурор зажадав скасувати вирок.", [("Прокурор", "demands", "скасувати вирок")]),
    ("uk", "Президент закликав, щоб мешканці чекали.", [("Президент", "demands", "щоб мешканці чекали")]),
    ("ru", "Мы просили трижды.", []),
    ("mk", "Министерката рече дека мостот е готов.", [("Министерката", "asserts", "дека мостот е готов")]),
    ("ru", "Ковригин называет это выдумкой.", [("Ковригин", "denies", "это выдумкой")]),
    ("sr", "Перишић је назвала извештај измишљотином.", [("Перишић", "denies", "извештај измишљотином")]),
    ("sq", "Balla e quajti pamjen montazh.", [("Balla", "denies", "pamjen montazh")]),
    ("bg", "Петров нарече доклада лъжа.", [("Петров", "denies", "доклада лъжа")]),
    ("ru", "Галеев назвал экспертизу сочинением.", [("Галеев", "asserts", "экспертизу сочинением")]),
    (
        "sr",
        "На питање судије Бранковић да ли је сам, сведок је одговорио да јесте.",
        [("судије Бранковић", "asks", "да ли је сам"), ("сведок", "asserts", "да јесте")],
    ),
    (
        "mk",
        "На прашањето на судијката дали бил сам, сведокот одговори дека бил дома.",
        [("судијката", "asks", "дали бил сам"), ("сведокот", "asserts", "дека бил дома")],
    ),
]


@pytest.mark.parametrize(("language", "text", "expected"), TOLD)
def test_demands_denials_and_questions_are_told_apart(
    language: str, text: str, expected: list[tuple[str | None, str, str]]
) -> None:
    whole, found = read(text, language)
    told = [
        (
            each.source.of(whole) if each.source else None,
            each.stance,
            " | ".join(span.of(whole) for span in each.content),
        )
        for each in found
    ]
    assert told == expected


INTERVIEW = """Градот чека

— Зошто доцни мостот?

— Затоа што немаме пари.

„Тој го вели истото цела година и ништо не прави“, изјави советничката Ана Петрова.

— А кога ќе биде готов?

— Во мај.
"""


def test_what_a_reporter_tells_between_the_turns_is_nobodys_turn() -> None:
    whole, found = read(INTERVIEW, "mk")
    turns = [each.content[0].of(whole) for each in found if each.cue is None]
    assert turns == ["Зошто доцни мостот?", "Затоа што немаме пари.", "А кога ќе биде готов?", "Во мај."]
    assert "Ана Петрова" in [each.source.of(whole)[-11:] for each in found if each.source]
