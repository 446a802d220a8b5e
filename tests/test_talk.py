"""A talk is read turn by turn: who speaks is a person, who leads it has no name, a label is no word of theirs."""

from __future__ import annotations

import pytest

from merilo.model import Reading
from merilo.pipeline import Means, check
from merilo.reading.read import article_from_bytes, article_of

TALKS = [
    # (language, text with a host's label that comes back, the host's label)
    (
        "mk",
        "ВОДИТЕЛКА: Добра вечер, господине Стојан Петрески.\nПЕТРЕСКИ: Отворивме 12 градинки во 2021 година.\n"
        "ВОДИТЕЛКА: Во Козле нема ниту една.",
        "ВОДИТЕЛКА",
    ),
    (
        "sr",
        "НОВИНАРКА: Добро вече, господине Стојане Лукићу.\nЛУКИЋ: Отворили смо 12 вртића 2021. године.\n"
        "НОВИНАРКА: У Лукову нема ниједног.",
        "НОВИНАРКА",
    ),
    (
        "hr",
        "VODITELJ: Dobra večer, gospodine Ivane Babiću.\nBABIĆ: Otvorili smo 12 vrtića 2021. godine.\n"
        "VODITELJ: U Lukovu nema nijednog.",
        "VODITELJ",
    ),
    (
        "sq",
        "GAZETARI: Mirëmbrëma, zoti Arben Hoxha.\nHOXHA: Hapëm 12 kopshte në vitin 2021.\n"
        "GAZETARI: Në Lukovë nuk ka asnjë.",
        "GAZETARI",
    ),
    (
        "ru",
        "ВЕДУЩАЯ: Добрый вечер, Иван Лосев.\nЛОСЕВ: Мы открыли 12 садов в 2021 году.\nВЕДУЩАЯ: В Лукове нет ни одного.",
        "ВЕДУЩАЯ",
    ),
    (
        "en",
        "HOST: Good evening, Mr Edmund Farrell.\nFARRELL: We opened 12 nurseries in 2021.\n"
        "HOST: In Luton there are none.",
        "HOST",
    ),
]
DEBATE = """1
00:00:01,000 --> 00:00:04,000
- ТАСЕВА: Ние изградивме три градинки.
- ПЕТРЕСКИ: Не сте.

2
00:00:04,100 --> 00:00:08,000
ТАСЕВА: Јас тоа не сум го рекла.
Ветувам: до крајот на 2027 ниту едно

3
00:00:08,100 --> 00:00:12,000
дете нема да чека за место.

4
00:00:12,100 --> 00:00:15,000
ПЕТРЕСКИ: Ќе видиме.
"""


def read(text: str, language: str) -> Reading:
    article = article_of(text, language=language)
    assert article.kind == "transcript"
    return check(article, Means()).reading


@pytest.mark.parametrize(("language", "text", "host"), TALKS)
def test_who_leads_a_talk_speaks_and_is_nobody_by_name(language: str, text: str, host: str) -> None:
    made = read(text, language)
    turns = [each for each in made.attributions if each.source and each.cue is None]
    assert [each.source.of(text) for each in turns if each.source].count(host) == 2
    assert all(each.speaker is None for each in turns if each.source and each.source.of(text) == host)
    assert host not in {form for each in made.entities for form in (each.name, *each.variants)}


@pytest.mark.parametrize(("language", "text", "host"), TALKS)
def test_no_claim_begins_with_the_label_of_a_turn(language: str, text: str, host: str) -> None:
    made = read(text, language)
    said = [each.span.of(text) for each in made.claims]
    assert any("12" in each for each in said)
    assert not any(":" in each for each in said)


def test_a_host_named_once_is_a_credit() -> None:
    text = "Водител: Петар Јанев\n\nАНА: Отворивме 12 градинки.\nЈОВАН: Не сте.\nАНА: Сме."
    assert {mark.speaker for mark in article_of(text, language="mk").landmarks} == {None, "АНА", "ЈОВАН"}


def test_in_subtitles_a_promise_with_a_colon_is_no_speaker() -> None:
    article = article_from_bytes(DEBATE.encode(), "debate.srt")
    assert {mark.speaker for mark in article.landmarks} == {"ТАСЕВА", "ПЕТРЕСКИ"}
    promise = next(mark for mark in article.landmarks if mark.time == 8.1)
    assert promise.speaker == "ТАСЕВА"


def test_the_party_behind_a_name_is_no_word_of_the_speaker() -> None:
    text = "LEE (D): We built it.\n\nFOX (R): You did not.\n\nLEE (D): We did."
    made = read(text, "en")
    assert [each.content[0].of(text) for each in made.attributions] == ["We built it.", "You did not.", "We did."]
