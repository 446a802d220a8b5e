"""An article against a small table: what is told, and mostly what is not."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from merilo import pipeline
from merilo.facts.table import read
from merilo.facts.wording import office_in, office_of, same_office
from merilo.model import Finding
from merilo.reading.read import article_of
from merilo.speech import say
from merilo.text.words import words

ROOT = Path(__file__).resolve().parent.parent.parent
TABLE = """subject,subject_forms,relation,object,since,until,value,unit,source
Zoran Zaev,Зоран Заев,office,Prime Minister of North Macedonia,2017-05-31,2020-01-03,,,
Zoran Zaev,Зоран Заев,office,Prime Minister of North Macedonia,2020-08-30,2022-01-16,,,
Zoran Zaev,Зоран Заев,born,,1974-10-08,,,,
Boris Tadić,Борис Тадић|Борис Тадиќ,office,President of Serbia,2004-07-11,2012-04-05,,,
Zoran Đinđić,Зоран Ђинђић|Зоран Ѓинѓиќ,died,,2003-03-12,,,,
Zoran Đinđić,Зоран Ђинђић|Зоран Ѓинѓиќ,born,,1952-08-01,,,,
Hashim Thaçi,Хашим Тачи,office,President of Kosovo,2016-04-07,2020-11-05,,,
Hashim Thaçi,Хашим Тачи,born,,1968-04-24,,,,
Edi Rama,Еди Рама,office,Prime Minister of Albania,2013-09,,,,
Bitola,Битола|Битољ|Manastiri,population,,2021,,69287,,
Vesna Karova,Весна Карова,office,Minister of Finance,2022-05,2024-06,,,
Ilir Dema,Илир Дема,office,Mayor of Struga,2021-10,,,,
"""

CASES = [
    # (language, published, text, rules)
    ("en", "2015-03-02", "Prime Minister Zoran Zaev opened the road.", ["fact-office-then"]),
    ("en", "2023-03-02", "The prime minister of North Macedonia, Zoran Zaev, opened the road.", ["fact-office-then"]),
    ("en", "2023-03-02", "In 2015 the then prime minister Zoran Zaev opened the road.", ["fact-office-then"]),
    ("en", "2021-03-02", "Former prime minister Zoran Zaev opened the road.", ["fact-office-not-former"]),
    ("en", "2023-03-02", "Zoran Zaev, born in 1976, opened the road.", ["fact-birth"]),
    ("en", "2023-03-02", "Zoran Zaev (51) opened the road.", ["fact-age"]),
    ("en", "2023-03-02", "Zoran Zaev, who is now 55, opened the road.", ["fact-age"]),
    ("en", "2023-03-02", "Zoran Zaev was 17 years old, and never said no to a game.", []),
    ("en", "2023-03-02", "Zoran Zaev has 55 years of service behind him.", []),
    ("mk", "2023-03-02", "Зоран Заев, кој има 55 години, го отвори патот.", ["fact-age"]),
    ("mk", "2023-03-02", "Зоран Заев, кој има 55 години искуство, го отвори патот.", []),
    ("mk", "2023-03-02", "Зоран Заев, кој има 48 години, го отвори патот.", []),
    ("sr", "2023-03-02", "Зоран Заев, који има 55 година, отворио је пут.", ["fact-age"]),
    ("sr", "2023-03-02", "Зоран Заев, који има 55 година стажа, отворио је пут.", []),
    ("ru", "2023-03-02", "Зорану Заеву 55 лет, он открыл дорогу.", ["fact-age"]),
    ("ru", "2023-03-02", "Зоран Заев работал 55 лет, потом открыл дорогу.", []),
    ("bg", "2023-03-02", "Зоран Заев, който е на 55 години, откри пътя.", ["fact-age"]),
    ("bg", "2023-03-02", "Зоран Заев откри пътя след 55 години чакане.", []),
    ("en", "2023-03-02", "Finance minister Vesna Karova, Edi Rama and others came.", []),
    ("en", "2025-03-02", "Finance minister Vesna Karova came to the opening.", ["fact-office-then"]),
    ("en", "2024-03-02", "In 2021 the population of Bitola was 92,000 inhabitants.", ["fact-population"]),
    ("en", "2023-03-02", "Former prime minister Zoran Zaev opened the road.", []),
    ("en", "2023-03-02", "In 2018 the then prime minister Zoran Zaev opened the road.", []),
    ("en", "2023-03-02", "In 2018 Prime Minister Zoran Zaev opened the road.", []),  # a title of the day told of
    ("en", "2021-03-02", "Prime Minister Zoran Zaev opened the road.", []),
    ("en", None, "Prime Minister Zoran Zaev opened the road.", []),  # nobody says when
    ("en", "2015-03-02", "Deputy prime minister Zoran Zaev opened the road.", []),
    ("en", "2015-03-02", "Party president Boris Tadić spoke.", []),
    ("en", "2015-03-02", "Boris Tadić, president of the football club, spoke.", []),
    ("en", "2015-03-02", "Prime Minister Marko Zaev opened the road.", []),  # somebody else
    ("en", "2023-03-02", "Zoran Zaev, born in 1974, opened the road.", []),
    ("en", "2023-03-02", "Zoran Zaev (48) opened the road.", []),
    ("en", "2024-03-02", "In 2021 the population of Bitola was about 70,000 inhabitants.", []),
    ("en", "2024-03-02", "In 2002 the population of Bitola was 95,000 inhabitants.", []),  # the table has no such year
    ("mk", "2015-03-02", "Премиерот Зоран Заев го отвори патот.", ["fact-office-then"]),
    ("mk", "2023-03-02", "Премиерот на Северна Македонија, Зоран Заев, го отвори патот.", ["fact-office-then"]),
    ("mk", "2023-03-02", "Во 2015 година тогашниот премиер Зоран Заев го отвори патот.", ["fact-office-then"]),
    ("mk", "2023-03-02", "Зоран Заев, роден во 1976 година, го отвори патот.", ["fact-birth"]),
    ("mk", "2023-03-02", "Зоран Заев (55) го отвори патот.", ["fact-age"]),
    ("mk", "2015-03-02", "Претседателот на Србија Борис Тадиќ доаѓа во Скопје.", ["fact-office-then"]),
    ("mk", "2023-03-02", "Поранешниот премиер Зоран Заев го отвори патот.", []),
    ("mk", "2023-03-02", "Во 2018 година тогашниот премиер Зоран Заев го отвори патот.", []),
    ("mk", "2021-03-02", "Премиерот Зоран Заев го отвори патот.", []),
    ("mk", "2015-03-02", "Претседателот на партијата Борис Тадиќ доаѓа во Скопје.", []),
    ("mk", "2015-03-02", "Вицепремиерот Зоран Заев го отвори патот.", []),
    ("mk", "2023-03-02", "Зоран Заев, роден во 1974 година, го отвори патот.", []),
    ("sr", "2015-03-02", "Председник Србије Борис Тадић дошао је у Ниш.", ["fact-office-then"]),
    ("sr", "2015-03-02", "Бивши премијер Зоран Заев дошао је у Ниш.", ["fact-office-not-former"]),
    ("sr", "2015-03-02", "Зоран Ђинђић, рођен 1958. године, био је премијер.", ["fact-birth"]),
    ("sr", "2015-03-02", "Зоран Ђинђић (1952–2004) био је премијер.", ["fact-death"]),
    ("sr", "2010-03-02", "Председник Србије Борис Тадић дошао је у Ниш.", []),
    ("sr", "2015-03-02", "Бивши председник Србије Борис Тадић дошао је у Ниш.", []),
    ("sr", "2015-03-02", "Тадашњи председник Србије Борис Тадић дошао је 2009. године у Ниш.", []),
    ("sr", "2015-03-02", "Председник странке Борис Тадић дошао је у Ниш.", []),
    ("sr", "2015-03-02", "Зоран Ђинђић (1952–2003) био је премијер.", []),
    ("sr", "2015-03-02", "Прошле среде отворен је споменик: Зоран Ђинђић гледа на реку.", []),
    ("sq", "2022-03-02", "Presidenti i Kosovës, Hashim Thaçi, erdhi në Prizren.", ["fact-office-then"]),
    ("sq", "2022-03-02", "Presidenti Hashim Thaçi erdhi në Prizren.", ["fact-office-then"]),
    ("sq", "2018-03-02", "Ish-presidenti Hashim Thaçi erdhi në Prizren.", ["fact-office-not-former"]),
    ("sq", "2018-03-02", "Presidenti i Kosovës, Hashim Thaçi, erdhi në Prizren.", []),
    ("sq", "2022-03-02", "Ish-presidenti Hashim Thaçi erdhi në Prizren.", []),
    ("sq", "2030-03-02", "Ish-kryeministri Edi Rama erdhi në Prizren.", []),  # the table ends before that day
    ("sq", "2022-03-02", "Zëvendëspresidenti Hashim Thaçi erdhi në Prizren.", []),
    ("sq", "2022-03-02", "Hashim Thaçi (53) erdhi në Prizren.", []),
]


def found_in(language: str, published: str | None, text: str, folder: Path) -> tuple[Finding, ...]:
    table = folder / "table.csv"
    table.write_text(TABLE, encoding="utf-8")
    day = date.fromisoformat(published) if published else None
    article = article_of(text, language=language, published=day)
    report = pipeline.check(article, pipeline.Means(facts=read(table)))
    return tuple(each for each in report.reading.findings if each.rule.startswith("fact-"))


@pytest.mark.parametrize(("language", "published", "text", "rules"), CASES)
def test_a_text_is_held_against_the_table(
    language: str, published: str | None, text: str, rules: list[str], tmp_path: Path
) -> None:
    found = found_in(language, published, text, tmp_path)
    assert [each.rule for each in found] == rules
    for each in found:
        assert each.severity == "warning"
        assert each.confidence < 1
        assert "table.csv" in say(each.message, language)


def test_the_acts_of_the_dead_are_told_of(tmp_path: Path) -> None:
    text = "„Пут ће бити готов“, рекао је 5. маја 2010. године Зоран Ђинђић."
    assert [each.rule for each in found_in("sr", "2015-03-02", text, tmp_path)] == ["fact-after-death"]
    text = "„Пут ће бити готов“, рекао је 5. маја 2001. године Зоран Ђинђић."
    assert found_in("sr", "2015-03-02", text, tmp_path) == ()


def test_silence_is_at_least_two_cases_in_five_of_each_language() -> None:
    for language in ("en", "mk", "sr", "sq"):
        ours = [rules for each, _, _, rules in CASES if each == language]
        assert sum(not rules for rules in ours) >= 0.4 * len(ours)


def test_without_a_table_nothing_changes() -> None:
    article = article_of("Prime Minister Zoran Zaev opened the road.", language="en", published=date(2015, 3, 2))
    assert pipeline.check(article).reading.findings == ()


def test_the_sample_of_the_region_is_whole() -> None:
    table = read(ROOT / "samples" / "offices.csv")
    assert not table.refused
    assert len(table.rows) > 80


# Offices told by a verb and dated, held against the sample of the region.
SERVED = [
    # (language, text, whether the sample contradicts it)
    ("en", "Boris Tadić was president of Serbia in 2014.", True),
    ("en", "Boris Tadić was president of Serbia in 2010, when the bridge opened.", False),
    ("en", "Ilir Meta served as president of Albania from 2017 to 2022.", False),
    ("en", "Ilir Meta served as president of Albania from 2012 to 2017.", True),
    ("en", "In 2019 Zoran Milanović became prime minister of Croatia.", True),
    ("en", "In 2011 Zoran Milanović became prime minister of Croatia.", False),
    ("en", "Boris Tadić was not president of Serbia in 2014.", False),
    ("en", "Boris Tadić lost the race for president of Serbia in 2014.", False),
    ("mk", "Борис Тадиќ беше претседател на Србија во 2014 година.", True),
    ("mk", "Борис Тадиќ беше претседател на Србија во 2008 година.", False),
    ("mk", "Никола Груевски беше премиер од 2006 до 2016 година.", False),
    ("mk", "Никола Груевски беше премиер на Северна Македонија од 2002 до 2016 година.", True),
    ("mk", "Во 2012 година Зоран Заев стана премиер.", True),
    ("mk", "Зоран Заев стана премиер во мај 2017 година.", False),
    ("sr", "Борис Тадић је био председник Србије 2014. године.", True),
    ("sr", "Борис Тадић је био председник Србије 2009. године.", False),
    ("sr", "Мирко Цветковић је 2005. постао премијер Србије.", True),
    ("sr", "Мирко Цветковић је 2008. постао премијер Србије.", False),
    ("sr", "Године 2014. председник Србије био је Борис Тадић.", True),
    ("hr", "Ivo Josipović bio je predsjednik Hrvatske 2018. godine.", True),
    ("hr", "Ivo Josipović bio je predsjednik Hrvatske od 2010. do 2015.", False),
    ("hr", "Jadranka Kosor postala je premijerka 2012.", True),
    ("hr", "Jadranka Kosor postala je premijerka 2009.", False),
    ("bs", "Ivo Josipović bio je predsjednik Hrvatske 2018. godine.", True),
    ("bs", "Andrej Plenković je 2016. postao premijer Hrvatske.", False),
    ("bs", "Andrej Plenković je 2013. postao premijer Hrvatske.", True),
    ("sq", "Hashim Thaçi ishte president i Kosovës në vitin 2012.", True),
    ("sq", "Hashim Thaçi ishte president i Kosovës në vitin 2018.", False),
    ("sq", "Edi Rama u bë kryeministër i Shqipërisë në vitin 2009.", True),
    ("sq", "Edi Rama u bë kryeministër i Shqipërisë në vitin 2013.", False),
    ("bg", "Георги Първанов беше президент на България през 2014 г.", True),
    ("bg", "Георги Първанов беше президент на България през 2006 г.", False),
    ("bg", "През 2005 г. Бойко Борисов стана министър-председател.", True),
    ("bg", "Бойко Борисов стана министър-председател през 2009 г.", False),
    ("ru", "Борис Тадич был президентом Сербии в 2014 году.", True),
    ("ru", "Борис Тадич был президентом Сербии в 2010 году.", False),
    ("ru", "Зоран Заев стал премьер-министром в 2013 году.", True),
    ("ru", "Зоран Заев стал премьер-министром в 2017 году.", False),
    ("uk", "Борис Тадич був президентом Сербії у 2014 році.", True),
    ("uk", "Борис Тадич був президентом Сербії у 2010 році.", False),
    ("uk", "Зоран Заєв став прем'єр-міністром у 2013 році.", True),
    ("uk", "Зоран Заєв став прем'єр-міністром у 2017 році.", False),
    ("en", "Boris Tadić, born in 1958, became president of Serbia in 2004.", False),
    ("en", "The man who met Boris Tadić in 2015 was president of Croatia.", False),
    ("en", "Ivo Sanader, arrested in 2010, was prime minister of Croatia.", False),
    ("mk", "Борис Тадиќ беше претседател на партијата во 2015 година.", False),
    ("sr", "Борис Тадић је 2015. био председник странке.", False),
    ("sr", "Зорана Ђинђића је 2003. наследио Зоран Живковић, који је био премијер до 2004.", False),
]


@pytest.mark.parametrize(("language", "text", "told"), SERVED)
def test_an_office_told_by_a_verb_is_held_against_the_sample(language: str, text: str, told: bool) -> None:
    article = article_of(text, language=language, published=date(2025, 5, 5))
    report = pipeline.check(article, pipeline.Means(facts=read(ROOT / "samples" / "offices.csv")))
    found = [each.rule for each in report.reading.findings if each.rule.startswith("fact-")]
    assert found == (["fact-office-then"] if told else [])


# The mayor of a town that no list of places knows.
MAYORS = [
    # (language, how a text names the office, whether it is that of the table)
    ("en", "the mayor of Dolnograd", True),
    ("en", "the mayor of Gornograd", False),
    ("mk", "градоначалникот на Долноград", True),
    ("mk", "градоначалникот на Горноград", False),
    ("sr", "градоначелник Долнограда", True),
    ("sr", "градоначелник Горнограда", False),
    ("hr", "gradonačelnik Dolnograda", True),
    ("bs", "gradonačelnik Gornograda", False),
    ("sq", "kryetari i bashkisë Dolnograd", True),
    ("bg", "кметът на Долноград", True),
    ("ru", "мэром Долнограда", True),
    ("ru", "мэром Горнограда", False),
    ("uk", "мером Долнограда", True),
]


@pytest.mark.parametrize(("language", "text", "same"), MAYORS)
def test_a_mayor_is_known_by_the_town(language: str, text: str, same: bool) -> None:
    row = words(text)
    told, tabled = office_in(row, 0, len(row), language), office_of(("Mayor of Dolnograd",))
    assert told is not None
    assert tabled is not None
    assert same_office(told, tabled) is same
    bare = office_of(("Mayor",))
    assert bare is not None
    assert not same_office(told, bare), "a table that names no town says nothing of this one"


def test_a_mayor_of_any_town_is_held_against_the_table(tmp_path: Path) -> None:
    table = tmp_path / "mayor.csv"
    table.write_text(
        "subject,relation,object,since,until\nPetar Zorev,office,Mayor of Dolnograd,2015-03-01,2019-03-01\n",
        encoding="utf-8",
    )
    for text, rules in [
        ("Petar Zorev was mayor of Dolnograd in 2022.", ["fact-office-then"]),
        ("The mayor of Dolnograd, Petar Zorev, opened the school.", ["fact-office-then"]),
        ("Petar Zorev was mayor of Dolnograd in 2017.", []),
        ("Petar Zorev was mayor of Gornograd in 2022.", []),
    ]:
        article = article_of(text, language="en", published=date(2025, 5, 5))
        report = pipeline.check(article, pipeline.Means(facts=read(table)))
        assert [each.rule for each in report.reading.findings] == rules
