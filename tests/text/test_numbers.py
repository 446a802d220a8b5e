"""Quantities: values, units, bounds and nouns in nine languages; what is no quantity stays silent."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from merilo.resources import LANGUAGES, PROFILES
from merilo.text.numbers import quantities
from merilo.text.numerals import number_at
from merilo.text.sentences import sentences
from merilo.text.words import words

CASES = [
    # (profile, text, (value, high, unit, noun, bound))
    ("en", "Two hundred and fifty people came.", (250, None, None, "people", "exact")),
    ("en", "At least 34 young workers left.", (34, None, None, "workers", "at-least")),
    ("en", "It cost €5.2bn.", (5.2e9, None, "EUR", None, "exact")),
    ("en", "Profits of $5m.", (5e6, None, "USD", None, "exact")),
    ("en", "It rose 10 to 15 percent.", (10, 15, "%", None, "range")),
    ("en", "Between 10 and 15 km of road.", (10, 15, "km", None, "range")),
    ("en", "About 3,000 of the voters.", (3000, None, None, "voters", "about")),
    ("en", "Half of the voters agreed.", (50, None, "%", None, "about")),
    ("en", "Two and a half million dollars.", (2.5e6, None, "USD", None, "exact")),
    ("en", "It is -5°C.", (-5, None, "°C", None, "exact")),
    ("en", "Up 5 percentage points.", (5, None, "pp", None, "exact")),
    ("en", "More than 2000 people marched.", (2000, None, None, "people", "at-least")),
    ("en", "A 500-metre wall.", (500, None, "m", None, "exact")),
    ("en", "A 550 pound hog.", (550, None, "lb", None, "exact")),
    ("mk", "Двесте и педесет лица дојдоа.", (250, None, None, "лица", "exact")),
    ("mk", "Доби 1.234.567,89 евра.", (1234567.89, None, "EUR", None, "exact")),
    ("mk", "Околу 1.500 гласачи.", (1500, None, None, "гласачи", "about")),
    ("mk", "Меѓу 10 и 15 проценти.", (10, 15, "%", None, "range")),
    ("mk", "Најмалку еден загинат.", (1, None, None, "загинат", "at-least")),
    ("mk", "Десетина луѓе чекаат.", (10, None, None, "луѓе", "about")),
    ("mk", "Два и пол милиони денари.", (2.5e6, None, "MKD", None, "exact")),
    ("sr", "Тридесет двоје деце.", (32, None, None, "деце", "exact")),
    ("sr", "Двадесетпет хиљада динара.", (25000, None, "RSD", None, "exact")),
    ("sr", "Плата од 200 КМ.", (200, None, "BAM", None, "exact")),
    ("sr-Latn", "Put od 200 km.", (200, None, "km", None, "exact")),
    ("sr-Latn", "Najmanje 20 povređenih.", (20, None, None, "povređenih", "at-least")),
    ("hr", "Dvjesto pedeset tisuća ljudi.", (250000, None, None, "ljudi", "exact")),
    ("hr", "Tri tisuće dvjesto dvadeset eura.", (3220, None, "EUR", None, "exact")),
    ("hr", "Rast od 3 postotna boda.", (3, None, "pp", None, "exact")),
    ("bs", "Više od 50.000 ljudi.", (50000, None, None, "ljudi", "at-least")),
    ("bs", "Dvadeset i pet posto.", (25, None, "%", None, "exact")),
    ("sq", "Dyqind e pesëdhjetë mijë euro.", (250000, None, "EUR", None, "exact")),
    ("sq", "Mbi 20.000 punonjës.", (20000, None, None, "punonjës", "at-least")),
    ("sq", "Dy milionë e gjysmë lekë.", (2.5e6, None, "ALL", None, "exact")),
    ("sq", "Rreth 3,5 për qind.", (3.5, None, "%", None, "about")),
    ("bg", "Бюджет от 3,5 млн. лв. годишно.", (3.5e6, None, "BGN", None, "exact")),
    ("bg", "Двайсет и пет хиляди души.", (25000, None, None, "души", "exact")),
    ("ru", "С двумястами пятьюдесятью рублями.", (250, None, "RUB", None, "exact")),
    ("ru", "Полтора миллиона евро.", (1.5e6, None, "EUR", None, "exact")),
    ("ru", "Здесь 1 234 567 жителей.", (1234567, None, None, "жителей", "exact")),
    ("ru", "Два-три человека.", (2, 3, None, "человека", "range")),
    ("uk", "Понад двісті п’ятдесят осіб.", (250, None, None, "осіб", "at-least")),
    ("uk", "Близько 3,5 млрд грн.", (3.5e9, None, "UAH", None, "about")),
]
SILENT = [
    ("en", "It happened in 2019, on May 5, 2021 at 10 a.m. and lasted three weeks."),
    ("en", "Article 12 and No. 18 of the twenty-first century; score 3:2 and 2 – 0; COVID-19, A1, F-16."),
    ("en", "The 18-year-old, of 27-member and 1990s fame, called 0800 555 111."),
    ("en", "Ana Horvat, 34, said one thing at 4.40 in the morning."),
    ("en", "The Boeing 737, old, fell. Channel 5. Pages 17. Hundreds of thousands came."),
    ("mk", "На 5 мај 2021 година во 10 часот, член 12, бр. 18, 2:1, три недели, во 12.55 во петок."),
    ("mk", "Стотици илјади чекаа; во 18 век; еден човек; на првиот ден."),
    ("sr", "На 5. конгресу, 5. марта 2021. у 10 часова, члан 12. Закона, 18. век, године 2019."),
    ("hr", "Dana 5. ožujka 2024. godine, čl. 18. Zakona, br. 18, tri tjedna, stotine tisuća ljudi."),
    ("bs", "Tri sedmice, 34 godine, 1. maj, na šesto mjesto."),
    ("sq", "Në vitin 2019, më 5 maj 2021, neni 12, nr. 18, tre javë, një njeri, vendi i gjashtë."),
    ("bg", "През 2019 г., на 5 май, чл. 12, три седмици, 15-годишен."),
    ("ru", "В 2019 году, 5 мая, ст. 12, три недели, 20-летний, два часа."),
    ("uk", "У 2019 році, 5 травня, ст. 12, три тижні, 20-річний."),
]
SPELLED = [
    ("en", "three", 3), ("en", "twenty-five", 25), ("en", "one million two hundred thousand", 1_200_000),
    ("mk", "две", 2), ("mk", "триста четириесет и два", 342), ("sr", "петсто хиљада", 500_000),
    ("hr", "milijardu", 1e9), ("bs", "dvije hiljade i pet", 2005), ("sq", "tri", 3), ("sq", "njëzet e një", 21),
    ("bg", "сто двадесет и един", 121), ("ru", "восемьсот", 800), ("uk", "дев'ять", 9), ("en", "5", 5),
    ("sr", "2,5 милиона", 2.5e6),
]  # fmt: skip


def found_in(profile: str, text: str) -> list[tuple[float, float | None, str | None, str | None, str]]:
    return [
        (each.value, each.high, each.unit, each.noun.of(text) if each.noun else None, each.bound)
        for each in quantities(text, sentences(text, profile), profile)
    ]


@pytest.mark.parametrize(("profile", "text", "expected"), CASES)
def test_a_quantity_is_read(profile: str, text: str, expected: tuple[object, ...]) -> None:
    assert found_in(profile, text) == [expected]


@pytest.mark.parametrize(("profile", "text"), SILENT)
def test_what_counts_nothing_is_no_quantity(profile: str, text: str) -> None:
    assert found_in(profile, text) == []


@pytest.mark.parametrize(("profile", "text", "value"), SPELLED)
def test_a_number_in_words_has_its_value(profile: str, text: str, value: float) -> None:
    row = words(text)
    assert number_at(row, 0, profile) == (value, len(row))


@pytest.mark.parametrize("profile", LANGUAGES)
def test_a_plain_word_is_no_number(profile: str) -> None:
    assert number_at(words("Merilo"), 0, profile) is None


PIECES = st.sampled_from(
    [
        "5",
        "10",
        "1.500",
        ",",
        " ",
        "%",
        "€",
        "-",
        "–",
        " to ",
        "two ",
        "две ",
        " и ",
        "милиона ",
        "5. ",
        "½",
        "mijë ",
        "\u00a0",
    ]
)


@given(st.one_of(st.text(), st.lists(PIECES).map("".join)), st.sampled_from(PROFILES))
def test_any_text_gives_sound_quantities(text: str, profile: str) -> None:
    found = quantities(text, sentences(text, profile), profile)
    for each in found:
        assert each.span.end <= len(text)
        assert each.high is None or each.high > each.value
    assert all(left.span.end <= right.span.start for left, right in pairwise(found))
