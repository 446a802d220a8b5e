"""Two sentences, one a translation of the other: what differs, and mostly what does not."""

from __future__ import annotations

import pytest

from merilo.model import Span
from merilo.reading.read import article_of
from merilo.resources import LANGUAGES
from merilo.speech import say
from merilo.versions.compare import reading_of
from merilo.versions.differ import differ
from merilo.versions.figures import Side, readings_of, side_of

CASES = [
    # (original, language, translation, language, kinds)
    ("The bridge cost 11.2 million euros.", "en", "Мостот чинеше 11,2 милиони евра.", "mk", []),
    ("The bridge cost 11.2 million euros.", "en", "Мостот чинеше 12,1 милиони евра.", "mk", ["number"]),
    ("The bridge cost 11.2 million euros.", "en", "Мост је коштао 11,2 милијарде евра.", "sr", ["number"]),
    ("Some 1,450 workers came.", "en", "Дојдоа 1.450 работници.", "mk", []),
    ("Some 1,450 workers came.", "en", "Erdhën 1 450 punëtorë.", "sq", []),
    ("Some 1,450 workers came.", "en", "Дошло је 1.540 радника.", "sr", ["number"]),
    ("Work began in June 2021.", "en", "Радови су почели у јуну 2021. године.", "sr", []),
    ("Work began in June 2021.", "en", "Радови су почели у јуну 2012. године.", "sr", ["date"]),
    ("Work began in June 2021.", "en", "Puna nisi në korrik 2021.", "sq", ["date"]),
    ("They met on Monday at 3 p.m.", "en", "Они встретились в понедельник в 15:00.", "ru", []),
    ("They met on Monday at noon.", "en", "Они встретились во вторник в полдень.", "ru", ["date"]),
    ("Three people were hurt.", "en", "Повредени се 3 лица.", "mk", []),
    ("The agency denied that.", "en", "Агенция это отрицает.", "ru", []),
    ("He did not answer our questions.", "en", "Не одговори на нашите прашања.", "mk", []),
    ("He did not answer our questions.", "en", "Тој одговори на нашите прашања.", "mk", ["negation"]),
    ("He answered all our questions.", "en", "Ai nuk iu përgjigj pyetjeve tona.", "sq", ["negation"]),
    ("He refused to answer our questions.", "en", "Није желео да одговори на питања.", "sr", []),
    ("Stojan Ilev was waiting at the light.", "en", "Стојан Илев је чекао на семафору.", "sr", []),
    ("Ана Петрова зборуваше на состанокот.", "mk", "Ana Petrova foli në mbledhje.", "sq", []),
    ("Ana Petrova spoke at the meeting.", "en", "На состанокот зборуваше Горан Велков.", "mk", ["person"]),
]


def side(text: str, language: str) -> Side:
    return side_of(reading_of(article_of(text, language=language), (Span(0, len(text)),)), (0,))


@pytest.mark.parametrize(("original", "one", "translation", "other", "kinds"), CASES)
def test_a_translation_keeps_numbers_dates_names_and_denials(
    original: str, one: str, translation: str, other: str, kinds: list[str]
) -> None:
    found = list(differ(side(original, one), side(translation, other)))
    assert [each.kind for each in found] == kinds
    for each in found:
        assert each.severity == ("note" if each.kind == "person" else "warning")
        for span, text in ((each.here, original), (each.there, translation)):
            assert span is None or span.of(text) in say(each.message, "en")
        assert all(say(each.message, language) for language in LANGUAGES)


@pytest.mark.parametrize(
    ("digits", "values"),
    [("5", {5}), ("1.450", {1450, 1.45}), ("1 450", {1450}), ("11,2", {112, 11.2}), ("7.40", {740, 7.4, 7, 40})],
)
def test_digits_are_read_as_any_language_writes_them(digits: str, values: set[float]) -> None:
    assert readings_of(digits) == values


def test_nothing_is_found_in_nothing() -> None:
    assert list(differ(side("…", "en"), side("!", "mk"))) == []
