"""Given words stay as they are; a headline and a day are found where they clearly stand."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from merilo.reading.dateline import date_among, date_line
from merilo.reading.read import article_of

MAY = date(2024, 5, 12)
LINES = [
    # (line, day)
    ("12 мај 2024", MAY),
    ("Објавено: 12 мај 2024, 10:35", MAY),
    ("12. маја 2024.", MAY),
    ("Објављено 12. маја 2024. у 8:00", MAY),
    ("12. maja 2024.", MAY),
    ("nedjelja, 12. svibnja 2024. | Piše: Ana Kovač", MAY),
    ("Objavljeno: 12. 5. 2024.", MAY),
    ("E diel, 12 maj 2024", MAY),
    ("Publikuar më 12 Maj 2024", MAY),
    ("12 май 2024 г., 14:05 ч.", MAY),
    ("12 мая 2024, 13:40", MAY),
    ("12 травня 2024 року", MAY),
    ("May 12, 2024", MAY),
    ("Published May 12th, 2024 by Ann Lee", MAY),
    ("2024-05-12T10:00:00+02:00", MAY),
    ("25/05/2024", date(2024, 5, 25)),
    ("Ned, 12. Maj 2024, 10:35", MAY),
    ("Недела, 12.05.2024 10:35", MAY),
    ("12.05.2024. 10:35 > 11:02", MAY),
    ("Ажурирано 13.05.2024. Објављено 12.05.2024.", MAY),
    ("Datalab 12.05.2024 – 13.05.2024", None),
    ("05/06/2024", None),  # May in one country, June in another
    ("12 мај", None),
    ("31. travnja 2024.", None),  # no such day
    ("12 May 2924", None),
    ("12 May 2024 – 3 June 2024", None),  # a heading over two weeks
    ("The bridge was opened on 12 May 2024 by the mayor of the town.", None),
    ("On 12 May 2024 it rained.", None),
    ("Was it 12 May 2024?", None),
    ("+389 2 12 05 2024", None),
    ("Version 1.12.2024.5", None),
]
OPENINGS = [
    ("СКОПЈЕ, 12 мај 2024 (МИА) – Градоначалникот рече дека сѐ е готово.", MAY),
    ("SARAJEVO, 12. maja 2024. (FENA) - Most je otvoren.", MAY),
    ("Kyiv, 12 May 2024 — The bridge is open.", MAY),
    ("Мостот беше отворен на 12 мај 2024 – по четири години.", None),
]


@pytest.mark.parametrize(("line", "day"), LINES)
def test_a_line_about_a_day(line: str, day: date | None) -> None:
    assert date_line(line) == day


@pytest.mark.parametrize(("line", "day"), OPENINGS)
def test_a_dateline_opens_a_paragraph(line: str, day: date | None) -> None:
    assert date_among([line]) == day


TITLES = [
    ("Мостот е отворен\n\nГрадоначалникот рече дека сѐ е готово.", "Мостот е отворен"),
    ("# Most je otvoren\n\nGradonačelnik je zadovoljan.", "Most je otvoren"),
    ("Will the bridge hold?\n\nEngineers say it will.", "Will the bridge hold?"),
    ("The bridge is open.\n\nThe mayor is glad.", ""),  # a sentence
    ("The bridge is open\nThe mayor is glad.", ""),  # no blank line
    ("The bridge is open", ""),  # nothing after it
    ("12 May 2024\n\nThe bridge is open.", ""),  # a date is no title
    ("11/23/26, 3:25 PM\n\nThe bridge is open.", ""),
    ("***\n\nThe bridge is open.", ""),
    ("A" * 200 + "\n\nThe bridge is open.", ""),
    ("", ""),
]


@pytest.mark.parametrize(("text", "title"), TITLES)
def test_a_headline_is_found_and_stays_in_the_text(text: str, title: str) -> None:
    article = article_of(text)
    assert (article.title, article.text) == (title, text)


def test_what_the_giver_says_goes_first() -> None:
    text = "Наслов\n\n12 мај 2024\n\nТекст што е доволно долг."
    article = article_of(text, title="Друг", language="sr-Cyrl", published=date(2020, 1, 1), source="s")
    assert (article.title, article.language, article.published, article.source) == ("Друг", "sr", date(2020, 1, 1), "s")


def test_a_date_far_down_counts_only_with_its_label() -> None:
    story = "\n".join(["Прв ред на приказната."] * 9)
    assert article_of(f"{story}\n12 мај 2024").published is None
    assert article_of(f"{story}\nОбјавено: 12 мај 2024").published is None  # neither first nor last lines
    long = "\n".join(["Прв ред на приказната."] * 400)
    assert article_of(f"{long}\nОбјавено: 12 мај 2024").published == MAY


def test_landmarks_number_the_paragraphs() -> None:
    article = article_of("Прв пасус.\n\nВтор пасус.\n\nТрет.")
    assert [(mark.start, mark.paragraph) for mark in article.landmarks] == [(0, 1), (12, 2), (25, 3)]
    assert article.landmark(14) == article.landmarks[1]


WORN = [
    # (text, notices)
    ("Обичен текст со „наводници“ и тире – готово.", []),
    ("Çmimi është 5 € – më shumë se më parë. Ãëé î ß", []),
    ("Това е нормален текст. СЪБРАНИЕ РЕШИ.", []),
    ("РСД и СРЈ, РТС, Србија и СССР", []),
    ("abc\u202edef", ["reading.direction-marks"]),
    ("Ska\ufffd letra", ["reading.lost-letters"]),
    ("Скопје е главен град".encode().decode("cp1252", "replace"), ["reading.garbled", "reading.lost-letters"]),
    ("Москва и Киев, два града".encode().decode("cp1251", "replace"), ["reading.garbled", "reading.lost-letters"]),
    ("Kuća je žuta, čovjek šeće".encode().decode("cp1252", "replace"), ["reading.garbled"]),
    ("Kuća je žuta, čovjek šeće".encode().decode("cp1250", "replace"), ["reading.garbled"]),
    ("Është shumë çmim i lartë".encode().decode("cp1252", "replace"), ["reading.garbled"]),
    ("“It is,” he said—“so.”".encode().decode("cp1252", "replace"), ["reading.garbled"]),
    ("a\x00b", ["reading.control-marks"]),
    ("Градoт и cелото се поплавени.", ["reading.mixed-letters"]),
    ("Граѓани на IT-секторот и SMS-пораки, TV Ера.", []),
    ("Кам\u00adыш и ре\u200bка", ["reading.unseen-marks"]),
    ("\u200bПочеток и крај\u00ad", []),
    ("U 2O24. godini, l4. listopada, utrošeno je 1.84O.000 eura.", ["reading.misread-figures"]),
    ("Bidon od 10l i 5l, čip I2C, O2 mreža, https://t.example/6o6ifF8, B4I8N", []),
    ("Načel-\nnica je naja-\nvila rado-\nve.", ["reading.broken-words"]),
    ("Načel-\nnica je rekla – dakle –\nda je to hrvatsko-\nsrpski spor.", []),
]


@pytest.mark.parametrize(("text", "keys"), WORN)
def test_a_worn_text_is_told_and_left_alone(text: str, keys: list[str]) -> None:
    article = article_of(text)
    assert article.text == text
    found = sorted({each.key for each in article.notices})
    assert found == sorted(keys) or set(keys) - {"reading.lost-letters"} == set(found) - {"reading.lost-letters"}


@given(st.text())
def test_any_words_at_all_stay_as_they_are(text: str) -> None:
    article = article_of(text)
    assert article.text == text
    starts = [mark.start for mark in article.landmarks]
    assert starts == sorted(set(starts))
    assert all(0 <= start < len(text) for start in starts)
