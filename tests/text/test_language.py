"""Script and language, close neighbours included."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from merilo.resources import LANGUAGES
from merilo.text.language import language_of
from merilo.text.script import script_of

LANGUAGE_CASES = [
    ("The government adopted the budget for next year after a long debate in parliament.", "en"),
    ("Владата го усвои буџетот за следната година по долга расправа во Собранието.", "mk"),
    ("Влада је усвојила буџет за следећу годину после дуге расправе у Скупштини.", "sr"),
    ("Vlada je usvojila budžet za sledeću godinu posle duge rasprave u Skupštini, rekao je predsednik.", "sr"),
    ("Vlada je usvojila proračun za sljedeću godinu, priopćeno je u siječnju; tko će platiti, ne zna se.", "hr"),
    ("Vlada je usvojila budžet za sljedeću godinu, saopćeno je u januaru; ko će platiti, ne zna se.", "bs"),
    ("Qeveria e miratoi buxhetin për vitin e ardhshëm pas një debati të gjatë në Kuvend.", "sq"),
    ("Ministrja Marija Petrova, 45 vjeçe, hapi spitalin në Tiranë.", "sq"),
    ("Правителството прие бюджета за следващата година след дълъг дебат в парламента.", "bg"),
    ("Правительство приняло бюджет на следующий год после долгих споров в парламенте.", "ru"),
    ("Уряд ухвалив бюджет на наступний рік після довгої дискусії в парламенті.", "uk"),
    ("Vlada je sprejela proračun za prihodnje leto po dolgi razpravi v državnem zboru.", "other"),
    ("Hükümet, mecliste uzun bir tartışmanın ardından gelecek yılın bütçesini kabul etti.", "other"),
    ("Die Regierung hat den Haushalt für das kommende Jahr nach langer Debatte beschlossen.", "other"),
    ("Η κυβέρνηση ενέκρινε τον προϋπολογισμό για το επόμενο έτος.", "other"),
    ("", "other"),
    ("12 345", "other"),
]
SCRIPT_CASES = [
    ("Мерило", "Cyrl"), ("Merilo", "Latn"), ("Μέτρο", "Grek"), ("مقياس", "Arab"), ("12 — 5!", "Zyyy"), ("", "Zyyy"),
    ("Ѓорѓи реше: OK", "Cyrl"), ("קנה מידה", "Hebr"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "language"), LANGUAGE_CASES)
def test_a_language_is_told(text: str, language: str) -> None:
    assert language_of(text) == language


@pytest.mark.parametrize(("text", "script"), SCRIPT_CASES)
def test_a_script_is_told(text: str, script: str) -> None:
    assert script_of(text) == script


@given(st.text())
def test_any_text_has_a_script_and_a_language(text: str) -> None:
    assert len(script_of(text)) == 4
    assert language_of(text) in (*LANGUAGES, "other")
