"""Two counts of one word side by side are one count, unless the two sentences are built alike."""

from __future__ import annotations

from datetime import date

import pytest

from merilo.findings.find import find
from merilo.model import Article
from merilo.pipeline import means, understood

CYRILLIC = frozenset({"mk", "sr", "bg", "ru", "uk"})
TOLD = {
    "bg": "На състезанието дойдоха четиринадесет отбора. Победителят беше най-бърз от деветнадесет отбора.",
    "bs": "Na utrku je došlo četrnaest ekipa. Pobjednik je bio najbrži od devetnaest ekipa.",
    "en": "It rained all day, and still fourteen teams came to Ardle. Ruth Lamb led the best of nineteen teams.",
    "hr": "Na utrku je došlo četrnaest ekipa. Pobjednik je bio najbrži od devetnaest ekipa.",
    "mk": "На трката дојдоа четиринаесет екипи. Победникот беше најбрз од деветнаесет екипи.",
    "ru": "На гонку приехали четырнадцать команд. Победитель был быстрее девятнадцати команд.",
    "sq": "Në garë erdhën katërmbëdhjetë ekipe. Fituesi ishte më i shpejti nga nëntëmbëdhjetë ekipe.",
    "sr": "На трку је дошло четрнаест екипа. Победник је био најбржи од деветнаест екипа.",
    "uk": "На перегони приїхали чотирнадцять команд. Переможець був найшвидший із дев'ятнадцяти команд.",
}
LET_BE = {
    "en": "The old library had 318 seats. The new one across the road has 420 seats.",
    "hr": "Stara knjižnica imala je 318 sjedala. Nova preko puta ima 420 sjedala.",
    "ru": "В старой библиотеке было 318 кресел. В новой напротив 420 кресел.",
}


def _rules(language: str, text: str) -> set[str]:
    script = "Cyrl" if language in CYRILLIC else "Latn"
    article = Article(text, "", language, script, published=date(2026, 3, 12))
    return {each.rule for each in find(*understood(article, means())) if each.severity != "note"}


@pytest.mark.parametrize("language", sorted(TOLD))
def test_two_counts_of_one_word_are_told(language: str) -> None:
    assert _rules(language, TOLD[language]) == {"count-two-values"}


@pytest.mark.parametrize("language", sorted(LET_BE))
def test_sentences_built_alike_count_two_things(language: str) -> None:
    assert _rules(language, LET_BE[language]) == set()
