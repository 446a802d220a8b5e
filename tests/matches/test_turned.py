"""What was said before, ranked by how far it goes against what is said now."""

from __future__ import annotations

import pytest

from merilo.bench.consistency import asked
from merilo.encoder import shared
from merilo.matches.turned import earlier, leaning, opposites, said

OPPOSITES = [
    # (one sentence, its language, the other, its language, whether words show them opposed)
    ("We will raise the tax.", "en", "We will lower the tax.", "en", True),
    ("We will raise the tax.", "en", "Ќе го намалиме данокот.", "mk", True),
    ("Подржавамо спалионицу.", "sr", "Jam kundër djegësit.", "sq", True),
    ("We will not raise the tax.", "en", "Ќе го зголемиме данокот.", "mk", True),
    ("Fabrika do të mbyllet.", "sq", "Фабриката ќе ја отвориме.", "mk", True),
    ("Забранићемо коцкарнице.", "sr", "Zabranićemo kockarnice.", "sr", False),
    ("We will not raise the tax.", "en", "Ќе го намалиме данокот.", "mk", False),
    ("We will raise the tax.", "en", "Данокот ќе се зголеми.", "mk", False),
    ("We will build a school.", "en", "The tax is too high.", "en", False),
    ("Ceste su mokre.", "hr", "Дороги мокрые.", "ru", False),
    ("We raise some taxes and lower others.", "en", "We lower all taxes.", "en", False),
]


@pytest.mark.parametrize(("here", "language", "there", "other", "opposed"), OPPOSITES)
def test_opposite_words_are_met_across_languages(
    here: str, language: str, there: str, other: str, opposed: bool
) -> None:
    assert bool(opposites(here, language, there, other)) is opposed
    assert bool(opposites(there, other, here, language)) is opposed


@pytest.mark.parametrize("profile", ["en", "mk", "sr", "hr", "bs", "sq", "bg", "ru", "uk"])
def test_every_language_knows_for_and_against(profile: str) -> None:
    words = {"en": "against", "sq": "kundër", "hr": "protiv", "bs": "protiv", "sr": "против", "uk": "проти"}
    assert leaning(words.get(profile, "против"), profile) == -1


def test_another_matter_is_not_shown() -> None:
    encoder = shared()
    now = said("We will raise the tax on food.", "en", encoder)
    before = [said(text, "mk", encoder) for text in ("Паркот доби нови клупи.", "Кучињата мора да се чипуваат.")]
    assert earlier(now, before) == ()
    assert earlier(now, []) == ()
    assert earlier(said("", "en", encoder), before) == ()


def test_the_sentence_that_meets_is_told_with_its_reasons() -> None:
    encoder = shared()
    then = "Вчера бев во Тетово. Додека сум јас министер, данокот на храна нема да порасне! Ви благодарам."
    found = earlier(said("Good evening. We will raise the tax on food.", "en", encoder), [said(then, "mk", encoder)])
    assert [each.there for each in found] == ["Додека сум јас министер, данокот на храна нема да порасне!"]
    assert found[0].here == "We will raise the tax on food."
    keys = {each.key for each in found[0].reasons}
    assert {"matches.said-abroad", "matches.opposite"} <= keys


def test_another_number_is_told() -> None:
    encoder = shared()
    now = said("Мостот чинеше 3 милиони евра.", "mk", encoder)
    found = earlier(now, [said("The bridge will cost 1 million euros.", "en", encoder)])
    assert [each.kind for each in found[0].differences] == ["number"]


def test_the_pairs_are_two_hundred_and_hard() -> None:
    pairs = list(asked())
    assert len(pairs) == 200
    assert all(len(before) == 40 for _, before, _ in pairs)
    assert sum(before[right][0] != now[0] for now, before, right in pairs) == 120
    assert all(before[right][1] != now[1] for now, before, right in pairs)
    assert len({(now[0], before[right][0]) for now, before, right in pairs}) == 16
