"""Who speaks: names, pronouns, titles, verbs without a subject; and who stays unknown."""

from __future__ import annotations

from datetime import date

import pytest
from voices_gold import read

from merilo.model import Article, Landmark, Mention, Reading, Span
from merilo.pipeline import check
from merilo.reading.read import article_of
from merilo.voices.cast import Cast
from merilo.voices.naming import named

SPEAKERS = [
    # (language, text, name of each attribution's speaker or None)
    # whom the sentence before is about, where nobody speaks in it
    ("en", "Ana Petrova opened the show. Then Marko Ilic stood up. He said that it was late.", ["Marko Ilic"]),
    (
        "sr",
        "Тренер Марко Јовић рече да губе. Капитен Миле Савић сео је. „Идем кући одавде“, рекао је.",
        ["Марко Јовић", "Миле Савић"],
    ),
    ("sq", "Ilir Xhunga hapi mbledhjen. «Do ta sjell prapë në pranverë», tha.", ["Ilir Xhunga"]),
    # one who has no name goes on, and nobody else does
    (
        "en",
        "Alan Pike said that it was clean. The coroner said that he hoped so. He added that it was late.",
        ["Alan Pike", None, None],
    ),
    (
        "bg",
        "Петър Колев каза, че чака. Адвокатът на Иван Дончев заяви, че е късно. Той добави, че ще обжалва.",
        ["Петър Колев", None, None],
    ),
    (
        "ru",
        "Пётр Колев сказал, что ждёт. Свидетель долго молчал. «Я видел его там», — прошептал он.",
        ["Пётр Колев", None],
    ),
    # whose mother, lawyer or deputy speaks is not who speaks
    ("sr", "Мајка настрадалог Дејана Илића изјавила је да не верује никоме.", [None]),
    ("hr", "Odvjetnik Marka Horvata rekao je da kasne.", [None]),
    ("uk", "Петро Коваль захворів. Сестра Коваля розповіла, що брат хворий.", [None]),
    ("bs", "Prema riječima direktora Seada Mulića, uprava kasni s platama.", ["Sead Mulić"]),
    # who is set against the one without a name
    ("hr", "Više izvora tvrdi da će Tomislav Barić otići. On, međutim, kaže da ostaje.", [None, "Tomislav Barić"]),
    ("en", "Ana Petrova said that it was late. She added that more would come.", ["Ana Petrova", "Ana Petrova"]),
    ("en", "Marko Ilic met Ana Petrova. She said that it was late.", ["Ana Petrova"]),
    ("en", "The adviser to Ana Petrova said that it was late.", [None]),
    ("mk", "Педијатарот Горан Арсов, брат на Весна Арсова, вели дека има редица.", ["Горан Арсов"]),
    ("uk", "Архітектор Юрій Гришко, син Миколи Гришка, сказав, що дах готовий.", ["Юрій Гришко"]),
    ("sr", "Лекар Горан Илић, брат Вере Илић, рекао је да касне.", ["Горан Илић"]),
    ("hr", "Savjetnik ministra Petra Kostića, Ivan Lukić, rekao je da kasne.", ["Ivan Lukić"]),
    ("en", "Officials said that it was late.", [None]),
    ("en", "It was announced that the road is closed. Ana Petrova left.", [None]),
    ("mk", "Петар Костов изјави дека доцнат. Тој додаде дека има договор.", ["Петар Костов", "Петар Костов"]),
    ("mk", "Петар Костов и Ана Ристова беа таму. Таа рече дека доцнат.", ["Ана Ристова"]),
    ("mk", "Министерот Петар Костов отпатува. Министерот рече дека се враќа утре.", ["Петар Костов"]),
    (
        "mk",
        "Ана Ристова рече дека доцнат.\n\nПетра Илиева дојде. „Готово е и крај на сè“, рече таа.",
        ["Ана Ристова", "Петра Илиева"],
    ),
    (
        "en",
        "Ana Petrova said that it was late.\n\nVera Simic came. She said that it was early.",
        ["Ana Petrova", "Vera Simic"],
    ),
    (
        "sr",
        "Ана Петровић је рекла да касне.\n\nВера Симић је дошла. Она је рекла да је рано.",
        ["Ана Петровић", "Вера Симић"],
    ),
    ("mk", "Министер Петар Костов замина. Министерката рече дека доцнат.", [None]),
    ("sr", "Министар Петар Костић је отишао. Министарка је рекла да касне.", [None]),
    ("hr", "Ministar Petar Kostić je otišao. Ministrica je rekla da kasne.", [None]),
    ("en", "Marko Ilic came. “I saw Petar Simic in the road,” he said.", ["Marko Ilic"]),
    ("mk", "Марко Илиев дојде. „Го видов Петар Костов на патот“, рече тој.", ["Марко Илиев"]),
    ("sr", "Марко Илић је дошао. „Видео сам Петра Костића на путу“, рекао је он.", ["Марко Илић"]),
    ("mk", "Петар Костов отпатува. Велат дека доцнат.", [None]),
    ("sr", "Петар Костић је отпутовао. Додали су да касне.", [None]),
    ("hr", "Petar Kostić je otputovao. Dodali su da kasne.", [None]),
    ("uk", "Петро Коваль поїхав. Кажуть, що запізнюються.", [None]),
    ("ru", "Пётр Ковалёв уехал. Говорят, что опаздывают.", [None]),
    ("bg", "Петър Колев замина. Добавиха, че закъсняват.", [None]),
    ("sq", "Arben Leka u nis. Shtuan se po vonohen.", [None]),
    ("mk", "Петар Костов изјави дека доцнат. Наводно има и втор договор.", ["Петар Костов", None]),
    ("ru", "Ирина Лапина заявила, что они опаздывают. По её словам, договор есть.", ["Ирина Лапина"] * 2),
    ("sr", "Ивана Лукић је рекла да касне. По њеном мишљењу, уговор важи.", ["Ивана Лукић"] * 2),
    ("uk", "Ірина Лапко заявила, що вони спізнюються. За їхніми словами, угода є.", ["Ірина Лапко", None]),
    ("mk", "Петар Костов отпатува. Беше соопштено дека се враќа утре.", [None]),
    ("sr", "Ивана Лукић је рекла да касне. Додала је да има уговора.", ["Ивана Лукић", "Ивана Лукић"]),
    ("sr", "Ивана Лукић је допутовала. Портпаролка је рекла да касне.", [None]),
    ("hr", "Ivana Lukić izjavila je da kasne. Ona je dodala da ima ugovora.", ["Ivana Lukić", "Ivana Lukić"]),
    ("bs", "Senad Kurtić kazao je da kasne. Dodao je da ima ugovora.", ["Senad Kurtić", "Senad Kurtić"]),
    ("sq", "Arta Leka tha se po vonohen. Ajo shtoi se ka marrëveshje.", ["Arta Leka", "Arta Leka"]),
    ("bg", "Петър Колев каза, че закъсняват. Той добави, че има договор.", ["Петър Колев", "Петър Колев"]),
    ("ru", "Ирина Лапина заявила, что они опаздывают. Она добавила, что договор есть.", ["Ирина Лапина"] * 2),
    ("uk", "Ірина Лапко заявила, що вони спізнюються. Вона додала, що угода є.", ["Ірина Лапко"] * 2),
]


@pytest.mark.parametrize(("language", "text", "speakers"), SPEAKERS)
def test_speakers(language: str, text: str, speakers: list[str | None]) -> None:
    reading = read(text, language)
    names = {each.id: each.name for each in reading.entities}
    assert [names.get(told.speaker or "") for told in reading.attributions] == speakers


def test_i_inside_a_quotation_is_the_one_quoted() -> None:
    reading = read("„Јас реков дека патот е затворен“, изјави Петар Костов.", "mk")
    assert {told.speaker for told in reading.attributions} == {reading.entities[0].id}


def test_the_publication_ends_the_chain() -> None:
    text = "Ana Petrova told Reuters that it was late, the Daily Herald has learned."
    reading = read(text, "en", site="Reuters")
    (told, *_) = reading.attributions
    assert told.chain[0] == told.speaker
    assert told.chain[-1] == next(each.id for each in reading.entities if each.name == "Reuters")


def test_a_turn_belongs_to_its_speaker() -> None:
    text = "Ana Petrova: Taxes fell last year.\n\nMarko Ilic: They rose."
    marks = (Landmark(0, speaker="Ana Petrova"), Landmark(text.index("Marko"), speaker="Marko Ilic"))
    reading = read(text, "en", kind="transcript", landmarks=marks)
    names = {each.id: each.name for each in reading.entities}
    turns = [told for told in reading.attributions if told.cue is None]
    assert [names.get(told.speaker or "") for told in turns] == ["Ana Petrova", "Marko Ilic"]


def test_he_in_an_interview_is_neither_of_the_two() -> None:
    text = (
        "Marko Ilić je direktor.\n\nAna Lukić: Je li most gotov?\n\nMarko Ilić: Nije.\n\n"
        "Ana Lukić: On tvrdi da jeste.\n\nMarko Ilić: Obećavam da će biti gotov."
    )
    article = article_of(text, language="hr")
    reading = read(text, "hr", kind=article.kind, landmarks=article.landmarks)
    names = {each.id: each.name for each in reading.entities}
    inside = [names.get(told.speaker or "") for told in reading.attributions if told.cue is not None]
    assert inside == [None, "Marko Ilić"]


def test_an_empty_text_has_no_voices() -> None:
    assert read("", "en").attributions == ()


def test_a_name_that_runs_over_the_end_of_its_source_speaks() -> None:
    text = "the doctor Ana Petrova said so"
    petrova = Mention(Span(11, 22), "PER", "petrova")
    cast = Cast.of(Reading(Article(text, language="en", script="Latn"), mentions=(petrova,)))
    assert named(cast, Span(0, 14), [petrova]) == "petrova"


def test_the_mayor_is_not_who_was_it_until_a_day_long_past() -> None:
    text = (
        "The mayor, Elena Markova, closed the bridge. Petra Holm was mayor of Tilbury from 2004 to 2008. "
        "The mayor said that the bridge was old."
    )
    reading = check(Article(text=text, language="en", published=date(2026, 3, 10))).reading
    (told,) = reading.attributions
    assert {each.id: each.name for each in reading.entities}[told.speaker or ""] == "Elena Markova"
