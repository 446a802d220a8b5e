"""A damaged text is read as it was meant; every place found is one of the text as it stands."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from merilo.model import Article, Landmark, Reading, Span
from merilo.pipeline import Means as WithoutEncoder
from merilo.pipeline import check, understood
from merilo.reading.bare import bared, meant
from merilo.reading.legible import PLACED, legible
from merilo.reading.read import article_of
from merilo.speech import say

BARE = (
    "Ministarka Jelena Krstic je juce rekla da ce skola biti otvorena 31. juna 2024. godine. "
    "„Vise nema razloga za cekanje“, kaze direktor Goran Lazic. "
    "Povredjeno je pet radnika, a u bolnicu je primljeno sest."
)


def read(text: str, language: str, script: str) -> Article:
    return legible(Article(text=text, language=language, script=script)).article


MEANT = [
    # (language, script, as written, as meant)
    (
        "sr",
        "Latn",
        "Kaze da ce vise skola biti otvoreno sledece godine.",
        "Kaže da će više škola biti otvoreno sledeće godine.",
    ),
    ("hr", "Latn", "Medjutim, kaze da je rodjen u Zadru.", "Međutim, kaže da je rođen u Zadru."),
    (
        "sq",
        "Latn",
        "Qeveria do te ndertoje nje spital per femijet.",
        "Qeveria do të ndërtoje një spital për fëmijët.",
    ),
    ("sr", "Latn", "KAZE DA CE VISE SKOLA BITI OTVORENO", "KAŽE DA ĆE VIŠE ŠKOLA BITI OTVORENO"),
    ("ru", "Cyrl", "Про\u00adку\u00adра\u00adтура c\u0447итает", "Прокуратура считает"),
    ("sr", "Cyrl", "ГРАДОНАЧЕЛНИK је рекао", "ГРАДОНАЧЕЛНИК је рекао"),
    ("sr", "Latn", "Мinistar je rekao", "Ministar je rekao"),
    ("uk", "Cyrl", "У п*ятницю в селі Підгір`я", "У п'ятницю в селі Підгір'я"),
    ("hr", "Latn", "U 2O24. godini položeno je l2,4 km cijevi.", "U 2024. godini položeno je 12,4 km cijevi."),
]
SOUND = [
    ("sr", "Latn", "Kaže da će više škola biti otvoreno sledeće godine, a to je sto."),
    ("en", "Latn", "He said that more schools will open."),
    ("en", "Latn", "The U2 concert and an iPhone, l33 and 0.5."),
    ("bg", "Cyrl", "СИМ-картата и SIM картата на GSM-оператора."),
    ("uk", "Cyrl", "У п’ятницю в селі Підгір’я сказали * і `так`."),
    ("hr", "Latn", "Ivica - i Marica,\nhrvatsko-\nnjemački"),
]


@pytest.mark.parametrize(("language", "script", "written", "as_meant"), MEANT)
def test_words_are_read_as_they_were_meant(language: str, script: str, written: str, as_meant: str) -> None:
    assert read(written, language, script).text == as_meant


@pytest.mark.parametrize(("language", "script", "text"), SOUND)
def test_sound_text_is_its_own(language: str, script: str, text: str) -> None:
    article = Article(text=text, language=language, script=script)
    assert legible(article).article is article


def test_names_keep_the_letters_that_they_are_written_with() -> None:
    assert "Jelena Krstic" in read(BARE, "sr", "Latn").text
    assert "Goran Lazic" in read(BARE, "sr", "Latn").text


def test_a_word_is_bared_as_people_write_it() -> None:
    assert bared("rođen") == ("rodjen", "roden")
    assert bared("çdo") == ("cdo",)


def test_only_the_paragraph_without_marks_is_given_them() -> None:
    text = "Kaže da će više škola biti otvoreno i da će se đaci vraćati.\n\nvise nema, kaze, i ne zna sto ce"
    found = list(meant(text, "sr"))
    assert found
    assert min(span.start for span, _ in found) > text.index("\n")


def test_broken_lines_are_read_as_one_and_named_whole() -> None:
    text = (
        "Općinsko vijeće usvojilo je izvje-\nšće o radu komunal-\nnoga poduzeća. Direk-\ntor Ante Jurković re-\n"
        "kao je da će radovi početi u po-\nnedjeljak."
    )
    report = check(article_of(text, language="hr"), WithoutEncoder())
    made = report.reading
    assert made.article.text == text
    assert [span.of(text) for span in made.sentences] == [text[: text.index(" Direk")], text[text.index("Direk") :]]
    assert any("Ante Jurković" in each.name for each in made.entities)
    assert any(
        each.span.of(text) == "u po-\nnedjeljak" or "po-\nnedjeljak" in each.span.of(text) for each in made.times
    )


def test_what_is_found_stands_in_the_text_as_it_is_and_is_quoted_so() -> None:
    article = article_of(BARE, language="sr")
    made = check(article, WithoutEncoder()).reading
    assert made.article.text == article.text
    assert [each.key for each in made.article.notices] == ["reading.no-marks"]
    said = [each for each in made.attributions if each.mode == "direct"]
    assert [each.cue.of(article.text) for each in said if each.cue] == ["kaze"]
    assert "Lazic" in {variant.split()[-1] for each in made.entities for variant in each.variants}
    found = next(each for each in made.findings if each.rule == "impossible-date")
    assert found.spans[0].of(article.text) == "31. juna 2024. godine"
    written = {str(fact) for each in made.findings for fact in each.message.facts.values()}
    assert not any("ž" in fact or "š" in fact for fact in written)


@pytest.mark.parametrize("language", ["en", "mk", "sr", "hr", "bs", "sq", "bg", "ru", "uk"])
@pytest.mark.parametrize("count", [1, 3, 5])
def test_the_notice_is_told_in_every_language(language: str, count: int) -> None:
    notice = legible(Article(text=BARE, language="sr", script="Latn")).original.notices[-1]
    told = say(type(notice)(notice.key, {**notice.facts, "count": count}), language)
    assert "ce" in told
    assert "će" in told or "juče" in told


def _spans(value: object) -> Iterator[Span]:
    if isinstance(value, Span):
        yield value
    elif isinstance(value, tuple):
        for each in value:
            yield from _spans(each)
    elif is_dataclass(value):
        for part in fields(value):
            yield from _spans(getattr(value, part.name))


@given(
    st.lists(
        st.sampled_from(
            [
                "kaze ",
                "vise\u00adnego ",
                "Мinistar ",
                "l4 ",
                "2O24 ",
                "i-\nza ",
                "po-\nslije ",
                "pre-\nma ",
                "skola. ",
                "\n\n",
                "Ana ",
            ]
        ),
        min_size=1,
        max_size=30,
    )
)
def test_every_place_lies_in_the_text(pieces: list[str]) -> None:
    text = "".join(pieces).strip() or "Ana"
    article = Article(text=text, language="hr", script="Latn", landmarks=(Landmark(0),), captions=(Span(0, 1),))
    as_read = legible(article)
    reading, _ = understood(as_read.article, WithoutEncoder())
    made: Reading = as_read.back(reading)
    assert made.article.text == text
    assert all(span.end <= len(text) for name in PLACED for span in _spans(getattr(made, name)))
    assert len(made.sentences) == len(reading.sentences)
    assert all(
        "".join(as_read.place(Span(at, at + 1)).of(text) for at in range(span.start, span.end)).strip()
        for span in reading.sentences
    )
