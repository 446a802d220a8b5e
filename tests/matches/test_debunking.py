"""Words that say of a claim that it is not so, in every language; and texts that only repeat one."""

from __future__ import annotations

import pytest

from merilo.matches.debunking import says_not_so

CASES = [
    # (text, language, what says so)
    ("It is not true that wages doubled.", "en", "not true"),
    ("That isn't true, the office of statistics says.", "en", "isn't true"),
    ("Fact check: the vaccine does not contain metal.", "en", "Fact check"),
    ("Не е точно дека платите се удвоени, вели заводот.", "mk", "Не е точно"),
    ("Лажна вест: водата во Велес не е отровна.", "mk", "Лажна"),
    ("Није тачно да су плате удвостручене.", "sr", "Није тачно"),
    ("Nije tačno da su plate udvostručene.", "sr", "Nije tačno"),
    ("Ministarstvo demantuje da je fabrika prodata.", "sr", "demantuje"),
    ("Податокот е неточен, велат од заводот.", "mk", "неточен"),
    ("Снимак није тачан приказ догађаја.", "sr", "није тачан"),
    ("Podatak je netočan, kažu u zavodu.", "hr", "netočan"),
    ("Snimak je lažan, tvrdi ministarstvo.", "bs", "lažan"),
    ("Nije točno da su plaće udvostručene.", "hr", "Nije točno"),
    ("Tvrdnja je neistinita, kažu u zavodu.", "bs", "neistinita"),
    ("Nuk është e vërtetë se pagat janë dyfishuar.", "sq", "Nuk është e vërtetë"),
    ("Lajmi është i rremë, tha ministria.", "sq", "rremë"),
    ("Не е вярно, че заплатите са се удвоили.", "bg", "Не е вярно"),
    ("Это не соответствует действительности, заявили в ведомстве.", "ru", "не соответствует действительности"),
    ("Це фейк: зарплати не подвоїлися.", "uk", "фейк"),
    ("Pretendimi i kryeministrit nuk qëndron.", "sq", "nuk qëndron"),
    ("Lajmi i rrejshëm për pagat", "sq", "rrejshëm"),
    ("Министерството с опровержение за заплатите", "bg", "опровержение"),
    ("Това не отговаря на истината, казват от института.", "bg", "не отговаря на истината"),
    ("Появилось опровержение: зарплаты не выросли вдвое.", "ru", "опровержение"),
    ("Эксперты развенчивают слова министра о зарплатах.", "ru", "развенчивают"),
    ("Заяву про зарплати спростовано.", "uk", "спростовано"),
    ("Це брехня, кажуть у відомстві.", "uk", "брехня"),
    # Who only repeats a claim, or denies that something happened, calls nothing false.
    ("Wages have doubled in three years, the minister said.", "en", None),
    ("We have not raised a single tax.", "en", None),
    ("Платите се удвоија за три години, рече министерот.", "mk", None),
    ("Не сме подигнале ниту еден данок.", "mk", None),
    ("Плате су удвостручене за три године, рекао је министар.", "sr", None),
    ("Nezaposlenost smo prepolovili za tri godine.", "sr", None),
    ("Istina je da smo plaće udvostručili.", "hr", None),
    ("Tačno je da je fabrika otvorena.", "bs", None),
    ("Pagat u dyfishuan për tri vjet, tha ministri.", "sq", None),
    ("Заплатите се удвоиха за три години.", "bg", None),
    ("Зарплаты выросли вдвое за три года.", "ru", None),
    ("Зарплати зросли вдвічі за три роки.", "uk", None),
    ("Ministri qëndroi dy orë në Gjilan.", "sq", None),
    ("Министр сложил полномочия, зарплаты выросли.", "ru", None),
    ("", "en", None),
]


@pytest.mark.parametrize(("text", "language", "said"), CASES)
def test_what_says_that_a_claim_is_not_so(text: str, language: str, said: str | None) -> None:
    found = says_not_so(text, language)
    assert (found.of(text) if found else None) == said
