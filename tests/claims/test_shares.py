"""Proportions are claims, however small their numbers; "every second day" is none."""

from __future__ import annotations

import pytest

from merilo.claims.shares import shares
from merilo.text.words import words

SHARES = [
    ("en", "Only 3 of 5 people work.", "3 of 5"),
    ("en", "One in four children goes to school hungry.", "One in four"),
    ("en", "Every third household has no heating.", "Every third"),
    ("mk", "Само 3 од 5 лица работат.", "3 од 5"),
    ("mk", "Две од пет семејства немаат струја.", "Две од пет"),
    ("mk", "Секој трет жител нема вода.", "Секој трет"),
    ("sr", "Свака трећа породица нема струју.", "Свака трећа"),
    ("sr-Latn", "Tri od pet ljudi rade.", "Tri od pet"),
    ("hr", "Troje od petero djece ne ide u vrtić.", "Troje od petero"),
    ("bs", "Svaka druga porodica nema struju.", "Svaka druga"),
    ("bg", "Трима от петима работят.", "Трима от петима"),
    ("ru", "Трое из пяти работают.", "Трое из пяти"),
    ("ru", "Каждый третий житель без воды.", "Каждый третий"),
    ("uk", "Троє з п'яти працюють.", "Троє з п'яти"),
    ("sq", "Një në katër fëmijë nuk shkon në shkollë.", "Një në katër"),
    ("sq", "Çdo i treti banor nuk ka ujë.", "Çdo i treti"),
]

NONE = [
    ("en", "Every second day it rains in the valley."),
    ("en", "He won 5 of 3 points."),
    ("en", "Two of the five men left."),
    ("en", "The club won 3 in 2019."),
    ("mk", "Секој втор ден врне."),
    ("mk", "Една од трите жени замина."),
    ("sr", "Сваки други пут касни."),
    ("hr", "Od 3 do 5 kuna."),
    ("ru", "Каждый третий день идёт дождь."),
    ("uk", "Кожен другий рік сухий."),
    ("sq", "Çdo ditë vijnë dy veta."),
]


@pytest.mark.parametrize(("profile", "text", "share"), SHARES)
def test_a_count_out_of_a_greater_one_is_a_proportion(profile: str, text: str, share: str) -> None:
    assert [each.of(text) for each in shares(words(text), profile)] == [share]


@pytest.mark.parametrize(("profile", "text"), NONE)
def test_what_only_looks_like_one_is_none(profile: str, text: str) -> None:
    assert list(shares(words(text), profile)) == []
