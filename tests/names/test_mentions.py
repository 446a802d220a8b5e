"""Names are found in nine languages, and what only looks like a name is left alone."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from merilo.model import Article, Reading
from merilo.names import mentions

from .gold import f1, hits, paged, reading

# F1 of exact span and kind by the lists alone; a floor never goes down without a line in CHANGELOG.md.
FLOORS = {"mk": 0.95, "sq": 0.92, "bs": 0.94, "en": 0.97, "uk": 0.95}

FOUND = [
    # (language, text, names)
    ("en", "Former Prime Minister Theresa May met Edi Rama in London.", "PER Theresa May|PER Edi Rama|LOC London"),
    ("en", "The Ministry of Foreign Affairs denied it.", "ORG Ministry of Foreign Affairs"),
    ("mk", "Министерството за финансии на Северна Македонија и ЕУ потпишаа.",
     "ORG Министерството за финансии на Северна Македонија|ORG ЕУ"),
    ("sr", "Председник Србије Александар Вучић био је у Београду.",
     "LOC Србије|PER Александар Вучић|LOC Београду"),
    ("hr", "Ministar Gordan Grlić Radman doputovao je u Mostar.", "PER Gordan Grlić Radman|LOC Mostar"),
    ("sq", "Kryeministri i Kosovës Albin Kurti u takua me Edi Ramën në Tiranë.",
     "LOC Kosovës|PER Albin Kurti|PER Edi Ramën|LOC Tiranë"),
    ("bg", "Кметът Васил Терзиев обяви, че София чака решение на Министерския съвет.",
     "PER Васил Терзиев|LOC София|ORG Министерския съвет"),
    ("ru", "Представитель МИД России Мария Захарова выступила в Москве.",
     "ORG МИД России|PER Мария Захарова|LOC Москве"),
    ("uk", "Речник МЗС Георгій Тихий виступив у Києві.", "ORG МЗС|PER Георгій Тихий|LOC Києві"),
    ("bs", "Dogovor su potvrdili u OHR-u i EU-u.", "ORG OHR-u|ORG EU-u"),
]  # fmt: skip

SILENT = [
    ("en", "The president said the minister would resign in May."),
    ("en", "Prices rose. However, nobody was surprised."),
    ("en", "American voters and European leaders disagreed."),
    ("mk", "Претседателот рече дека македонската економија расте."),
    ("mk", "Во март падна дожд. Потоа се раздени."),
    ("sr", "Премијер није хтео да говори. Српски извозници су незадовољни."),
    ("hr", "U siječnju je bilo hladno. Predsjednik nije govorio."),
    ("bs", "Predsjednik nije došao. Bosanski lonac je jelo."),
    ("sq", "Kryeministri nuk foli. Në maj bie shi."),
    ("bg", "Президентът мълча. През май вали дъжд."),
    ("ru", "Президент молчал. В мае идут дожди. Российские войска отошли."),
    ("uk", "Президент мовчав. У травні йдуть дощі."),
    ("en", ""),
    ("en", "…"),
]


@pytest.mark.parametrize(("language", "text", "names"), FOUND)
def test_what_is_named(language: str, text: str, names: str) -> None:
    seen, entities = mentions(reading(text, language))
    assert "|".join(f"{each.type} {each.span.of(text)}" for each in seen) == names
    assert {each.entity for each in seen} == {each.id for each in entities}


@pytest.mark.parametrize(("language", "text"), SILENT)
def test_where_nobody_is_named(language: str, text: str) -> None:
    assert mentions(reading(text, language)) == ((), ())


def test_serbian_reads_alike_in_both_scripts() -> None:
    cyrillic = "Ђорђе Петровић и Љиљана Њежић живе у Чачку."
    latin = "Đorđe Petrović i Ljiljana Nježić žive u Čačku."
    ours, _ = mentions(reading(cyrillic, "sr", "Cyrl"))
    theirs, _ = mentions(reading(latin, "sr", "Latn"))
    assert [each.type for each in ours] == [each.type for each in theirs] == ["PER", "PER", "LOC"]


@pytest.mark.parametrize(("language", "floor"), FLOORS.items())
def test_marked_sentences_are_read_as_well_as_ever(language: str, floor: float) -> None:
    counted = sum((hits(names, mentions(page)[0]) for page, names in paged(language)), start=hits(set(), ()))
    assert f1(counted) >= floor


@settings(max_examples=60, deadline=None)
@given(text=st.text(max_size=300), language=st.sampled_from(["en", "mk", "sr", "sq", "ru", "other"]))
def test_any_text_is_read(text: str, language: str) -> None:
    seen, entities = mentions(Reading(Article(text=text, language=language)))
    assert all(0 <= each.span.start < each.span.end <= len(text) for each in seen)
    assert {each.entity for each in seen} == {each.id for each in entities}


@pytest.mark.parametrize(
    "text",
    ["American " * 5000, "Ana Petrova. Ivan Petrov. " + "Petrov. " * 5000, "А" * 20_000, "Иван " * 8000, "„" * 9000],
)
def test_a_long_and_odd_text_is_read(text: str) -> None:
    seen, _ = mentions(Reading(Article(text=text, language="en")))
    assert all(each.span.end <= len(text) for each in seen)
