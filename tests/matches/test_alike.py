"""Which requests ask the same, across languages and scripts; and which only look as if they did."""

from __future__ import annotations

import numpy as np
import pytest
from alike_pairs import PAIRS

from merilo.encoder import shared
from merilo.matches.alike import Alike, alike, meaning_name, meanings


def told(pair: tuple[str, str, str, str, bool]) -> Alike | None:
    one, language, other, its, _ = pair
    vectors = meanings([one, other], [language[:2], its[:2]], shared())
    return alike((one, language[:2]), (other, its[:2]), float(vectors[0] @ vectors[1]))


@pytest.fixture(scope="module")
def judged() -> list[tuple[bool, Alike | None]]:
    return [(pair[-1], told(pair)) for pair in PAIRS]


def test_nothing_is_joined_unasked_that_is_not_the_same(judged) -> None:
    assert [one for same, one in judged if one and one.sure and not same] == []


def test_what_is_the_same_is_shown(judged) -> None:
    shown = [one is not None for same, one in judged if same]
    assert sum(shown) >= len(shown) - 1


def test_much_of_it_is_sure(judged) -> None:
    sure = [bool(one and one.sure) for same, one in judged if same]
    assert sum(sure) >= 6


def test_what_has_nothing_to_do_with_it_stays_silent(judged) -> None:
    silent = [one is None for (same, one), pair in zip(judged, PAIRS, strict=True) if pair in PAIRS[-8:]]
    assert all(silent)


DIFFER = [
    # (one, other, what differs)
    ("Невработеноста падна на 11 отсто.", "Невработеноста падна на 14 отсто.", ["number"]),
    ("Болницата во Тетово доби нов скенер.", "Болницата во Охрид доби нов скенер.", ["place"]),
    ("Вакцината предизвикува неплодност.", "Вакцината не предизвикува неплодност.", ["negation"]),
    ("Болницата во Тетово доби нов скенер.", "Болницата во Тетово доби нов скенер!", []),
]


@pytest.mark.parametrize(("one", "other", "kinds"), DIFFER)
def test_what_differs_is_said(one: str, other: str, kinds: list[str]) -> None:
    found = alike((one, "mk"), (other, "mk"), 0.95)
    assert found is not None
    assert [each.kind for each in found.differences] == kinds
    assert found.sure is not bool(kinds)


def test_without_an_encoder_words_alone_are_compared() -> None:
    one = ("Болницата во Тетово доби нов скенер.", "mk")
    assert alike(one, ("Bolnicata vo Tetovo dobi nov skener", "mk")) is not None
    assert alike(one, ("Владата ги укина субвенциите.", "mk")) is None


def test_no_texts_no_vectors() -> None:
    assert meanings([], [], shared()).shape[0] == 0
    assert np.isclose(np.linalg.norm(meanings(["Еден текст."], ["mk"], shared())), 1)
    assert "+" in meaning_name(shared())
