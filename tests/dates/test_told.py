"""Phrases of news and of histories in nine languages, and how a tale keeps to its thread."""

from datetime import date
from pathlib import Path

import cyrtranslit
import pytest
import yaml

from merilo.dates import times
from merilo.model import Article, Reading

CASES = yaml.safe_load((Path(__file__).parent.parent / "cases" / "dates-told.yaml").read_text(encoding="utf-8"))
SCRIPTS = {"en": "Latn", "mk": "Cyrl", "sr": "Cyrl", "hr": "Latn", "bs": "Latn", "sq": "Latn", "bg": "Cyrl"}
SCRIPTS |= {"ru": "Cyrl", "uk": "Cyrl"}
PUBLISHED = date(2024, 3, 20)


def values(text, language, published=PUBLISHED):
    article = Article(text=text, language=language, script=SCRIPTS[language], published=published)
    return [ref.value for ref in times(Reading(article))]


def of(kind):
    return [(language, *row) for language, rows in CASES[kind].items() for row in rows]


@pytest.mark.parametrize(("language", "text", "expected"), of("news"))
def test_a_phrase_of_news(language, text, expected):
    assert values(text, language) == expected


@pytest.mark.parametrize(("language", "text", "expected"), of("tales"))
def test_a_phrase_of_a_history(language, text, expected):
    assert values(text, language, published=None) == expected


FOLDER = Path(__file__).parent.parent / "cases"
CLAUSES = yaml.safe_load((FOLDER / "dates-clauses.yaml").read_text(encoding="utf-8"))
LATER = date(2026, 3, 18)
OTHER_SCRIPT = {"sr": ("Latn", cyrtranslit.to_latin, "sr"), "bs": ("Cyrl", cyrtranslit.to_cyrillic, "sr")}


def placed(text, language, script):
    article = Article(text=text, language=language, script=script, published=LATER)
    found = times(Reading(article))
    more = {"DURATION"} if any(ref.type == "DURATION" for ref in found) else {"DATE"}
    bounds = [f"{ref.earliest}/{ref.latest}" for ref in found if ref.type in more and ref.earliest]
    return [ref.value for ref in found], bounds


@pytest.mark.parametrize(("language", "row"), [(language, row) for language, rows in CLAUSES.items() for row in rows])
def test_a_phrase_of_every_kind_in_every_script(language, row):
    text, expected, *bounds = row
    scripts = [(text, SCRIPTS[language])]
    if language in OTHER_SCRIPT:
        script, write, tongue = OTHER_SCRIPT[language]
        scripts.append((write(text, tongue), script))
    for written, script in scripts:
        found, first_and_last = placed(written, language, script)
        assert found == expected
        assert not bounds or first_and_last == bounds[0]


SILENT = [(language, text) for language, rows in CASES["silent"].items() for text in rows]


@pytest.mark.parametrize(("language", "text"), SILENT)
def test_what_the_same_words_are_not(language, text):
    assert values(text, language) == []


# "In January of the next year" says what came of it later; the tale goes on where it was.
LATER_USE = [
    ("en", "It ended on 26 January 1967. The tunnels stayed, and the rebels used them in January of the next year."),
    ("mk", "Заврши на 26 јануари 1967. Тунелите останаа цели, а бунтовниците ги користеа во јануари следната година."),
    ("sr", "Завршена је 26. јануара 1967. Тунели су остали, а побуњеници су их користили у јануару наредне године."),
    ("hr", "Završila je 26. siječnja 1967. Tuneli su ostali, a pobunjenici su ih koristili u siječnju iduće godine."),
    ("bs", "Završena je 26. januara 1967. Tuneli su ostali, a pobunjenici su ih koristili u januaru naredne godine."),
    ("sq", "Mbaroi më 26 janar 1967. Tunelet mbetën të paprekura dhe rebelët i përdorën në janar të vitit pasues."),
    (
        "bg",
        "Завърши на 26 януари 1967 г. Тунелите останаха, бунтовниците ги използваха през януари следващата година.",
    ),
    ("ru", "Она кончилась 26 января 1967 года. Тоннели уцелели, и повстанцы использовали их в январе следующего года."),
    ("uk", "Вона скінчилася 26 січня 1967 року. Тунелі вціліли, і повстанці використали їх у січні наступного року."),
]
FURTHER = {
    "en": "The next operation was planned in great secrecy by the staff. {0} It began on 22 February.",
    "mk": "Следната операција ја планираше штабот во голема тајност. {0} Почна на 22 февруари.",
    "sr": "Следећу операцију штаб је припремао у великој тајности. {0} Почела је 22. фебруара.",
    "hr": "Sljedeću operaciju stožer je pripremao u velikoj tajnosti. {0} Počela je 22. veljače.",
    "bs": "Sljedeću operaciju štab je pripremao u velikoj tajnosti. {0} Počela je 22. februara.",
    "sq": "Operacionin tjetër shtabi e përgatiti në fshehtësi të madhe. {0} Filloi më 22 shkurt.",
    "bg": "Следващата операция щабът подготвяше в голяма тайна. {0} Започна на 22 февруари.",
    "ru": "Другую операцию штаб готовил в большой тайне. {0} Она началась 22 февраля.",
    "uk": "Іншу операцію штаб готував у великій таємниці. {0} Вона почалася 22 лютого.",
}
FILLER = dict.fromkeys(SCRIPTS, "— " * 60)


@pytest.mark.parametrize(("language", "text"), LATER_USE)
def test_a_look_at_the_next_year_does_not_carry_the_tale_away(language, text):
    further = FURTHER[language].format(FILLER[language])
    assert values(f"{text} {further}", language, published=None)[-1] == "1967-02-22"


def test_a_paragraph_takes_its_year_from_the_sentence_after_it():
    text = "It ended on 10 November 1944.\n\nOn 6 May the last garrison fell. By the end of May 1942 all was lost."
    assert values(text, "en", published=None) == ["1944-11-10", "1942-05-06", "1942-05"]


def test_a_year_told_in_passing_does_not_date_the_paragraph():
    text = "It ended on 10 November 1944.\n\nOn 6 December the siege that had lasted since October 1942 was broken."
    assert values(text, "en", published=None) == ["1944-11-10", "1944-12-06", "1942-10"]
