"""A transcript is known by its turns, in every language and both scripts; other colons are left alone."""

from __future__ import annotations

import pytest

from merilo.reading.read import article_of

TRANSCRIPTS = [
    ("ANN LEE: Good evening.\nTOM FOX: Good evening to you.\nANN LEE: Shall we begin?", ["ANN LEE", "TOM FOX"]),
    ("LEE (D): We built it.\n\nFOX (R): You did not.\n\nLEE (D): We did.", ["LEE", "FOX"]),
    (
        "Ана Петрова (СДСМ): Добро вечер.\nИван Костов: Добро вечер.\nАна Петрова (СДСМ): Да почнеме.",
        ["Ана Петрова", "Иван Костов"],
    ),
    ("МИЛИЦА ЈОВИЋ: Добро вече.\nПЕТАР ЛУКИЋ: Добро вече.\nМИЛИЦА ЈОВИЋ: Почнимо.", ["МИЛИЦА ЈОВИЋ", "ПЕТАР ЛУКИЋ"]),
    ("ANA KOVAČ (SDP): Dobra večer.\nIVAN ŠIMIĆ (HDZ): Dobra večer.\nANA KOVAČ: Počnimo.", ["ANA KOVAČ", "IVAN ŠIMIĆ"]),
    ("Emir Hodžić: Dobro veče.\nLejla Begić: Dobro veče.\nEmir Hodžić: Počnimo.", ["Emir Hodžić", "Lejla Begić"]),
    (
        "Arta Hoxha (LVV): Mirëmbrëma.\nBesnik Çela: Mirëmbrëma.\nArta Hoxha (LVV): Le të fillojmë.",
        ["Arta Hoxha", "Besnik Çela"],
    ),
    (
        "ПРЕДСЕДАТЕЛ ИВАН ИВАНОВ: Откривам.\nМАРИЯ ГЕОРГИЕВА (ГЕРБ): Уважаеми.\nПРЕДСЕДАТЕЛ ИВАН ИВАНОВ: Благодаря.",
        ["ПРЕДСЕДАТЕЛ ИВАН ИВАНОВ", "МАРИЯ ГЕОРГИЕВА"],
    ),
    (
        "Анна Смирнова: Добрый вечер.\nПётр Ильин: Добрый вечер.\nАнна Смирнова: Начнём.",
        ["Анна Смирнова", "Пётр Ильин"],
    ),
    (
        "Олена Коваль: Добрий вечір.\nІван Гнатюк: Добрий вечір.\nОлена Коваль: Почнімо.",
        ["Олена Коваль", "Іван Гнатюк"],
    ),
    ("**Ann Lee:** Good evening.\n\n**Tom Fox:** Good evening.\n\n**Ann Lee:** Let us begin.", ["Ann Lee", "Tom Fox"]),
    ("[00:01] Ann Lee: Good evening.\n[00:05] Tom Fox: Hello.\n[00:09] Ann Lee: Well.", ["Ann Lee", "Tom Fox"]),
    (
        "Kryetarja e Kuvendit: Fillojmë.\nArta Hoxha: Po.\nKryetarja e Kuvendit: Mirë.",
        ["Kryetarja e Kuvendit", "Arta Hoxha"],
    ),
    ("LEE:\nGood evening.\nFOX:\nGood evening.\nLEE:\nLet us begin.", ["LEE", "FOX"]),
]


def test_one_word_that_begins_a_sentence_is_no_speaker() -> None:
    text = (
        "ТАСЕВА: Еве го мојот одговор.\nВетувам: до крајот на годината готово е.\n"
        "ЛАЗОВ: Не верувам.\nТАСЕВА: Ќе видите."
    )
    article = article_of(text)
    assert [mark.speaker for mark in article.landmarks] == ["ТАСЕВА", "ТАСЕВА", "ЛАЗОВ", "ТАСЕВА"]


@pytest.mark.parametrize(("text", "speakers"), TRANSCRIPTS)
def test_turns_are_found(text: str, speakers: list[str]) -> None:
    article = article_of(text)
    assert article.kind == "transcript"
    assert article.text == text
    assert list(dict.fromkeys(mark.speaker for mark in article.landmarks)) == speakers


def test_a_turn_of_several_paragraphs_keeps_its_speaker() -> None:
    text = "ANN LEE: Good evening.\n\nThere is more to say.\n\nTOM FOX: Hello.\n\nANN LEE: Well."
    article = article_of(text)
    at = text.index("There")
    assert [mark.speaker for mark in article.landmarks] == ["ANN LEE", "ANN LEE", "TOM FOX", "ANN LEE"]
    mark = article.landmark(at)
    assert mark is not None
    assert (mark.start, mark.paragraph, mark.speaker) == (at, 2, "ANN LEE")


def test_after_turns_of_one_paragraph_each_the_article_goes_on() -> None:
    text = "Ann Lee: Good evening.\n\nTom Fox: Hello.\n\nAnn Lee: Well.\n\nThe ministry said later that it was true."
    article = article_of(text)
    assert [mark.speaker for mark in article.landmarks] == ["Ann Lee", "Tom Fox", "Ann Lee", None]


BYLINES = [
    "Разговор: Петар Илић, директор\nРазговарала: Ана Лукић\n\nНовинарка: Када?\n\nИлић: У мају.\n\nНовинарка: Зашто?",
    "Интервју: Петар Илиев, директор\nРазговараше: Ана Лукова\n\nНовинар: Кога?\n\nИлиев: Во мај.\n\nНовинар: Зошто?",
    "Intervistoi: Arta Leka\n\nGazetarja: Kur?\n\nHoxha: Në maj.\n\nGazetarja: Pse?",
    "Беседовала: Анна Гущина\n\nКорреспондент Ильина: Когда?\n\nТуманов: В мае.\n\nКорреспондент Ильина: Почему?",
]


@pytest.mark.parametrize("text", BYLINES)
def test_who_asked_the_questions_is_named_and_does_not_speak(text: str) -> None:
    speakers = {mark.speaker for mark in article_of(text).landmarks if mark.speaker}
    assert len(speakers) == 2
    assert not any(text.startswith(each) for each in speakers)


NONE = [
    "Photo: Ann Lee\nSource: Reuters\nPhoto: Tom Fox\nNote: it rained.",
    "Фото: А. П.\nИзвор: МИА\nФото: Б. Б.\nЗабелешка: врне.",
    "The mayor said: it is done.\nThe council asked: is it?\nThe mayor said: yes.",
    "Three things matter: time, money, people.\nOne more: luck.",
    "10:30 The train leaves.\n11:45 It arrives.\n12:00 Lunch.",
    "Ann Lee: a portrait\n\nShe was born in a small town by the river.\n\nHer father was a miller.",
    "https://example.org\nhttps://example.com\nhttps://example.net",
    "Title: Bridge\nAuthor: Ann\nDate: 12 May 2024\nTags: a, b",
    "",
]


@pytest.mark.parametrize("text", NONE)
def test_other_colons_make_no_transcript(text: str) -> None:
    assert article_of(text).kind == "article"
