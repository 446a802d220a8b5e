"""The words of receipts: lists whose words are far enough apart, and what somebody types is understood."""

from __future__ import annotations

import math

import pytest
from rapidfuzz import process
from rapidfuzz.distance import OSA

from merilo_desk.intake.words import bare, every_list, list_for, nearest, shown, typed, word_list

LISTS = ["en", "mk", "sh", "sq", "bg", "ru", "uk"]


@pytest.mark.parametrize("name", LISTS)
def test_a_list_is_long_enough_and_its_words_far_apart(name: str) -> None:
    words = word_list(name)
    assert len(set(words.words)) == len(words.words) == len(words.by_bare)
    assert all(3 <= len(each) <= 11 for each in words.words)
    assert words.needed * math.log2(len(words.words)) >= 64
    assert words.needed <= 7
    forms = list(words.by_bare)
    for form in forms:
        near = process.extract(form, forms, scorer=OSA.distance, score_cutoff=1, limit=2)
        assert len(near) == 1, f"{near[0][0]} and {near[1][0]} are one letter apart"


def test_every_language_has_a_list() -> None:
    assert [each.name for each in every_list()] == LISTS


def test_serbian_croatian_and_bosnian_share_words_in_two_scripts() -> None:
    assert list_for("sr") is list_for("hr") is list_for("bs") is list_for("sr-latn")
    assert shown("љубичица џемпер", "hr") == "ljubičica džemper"
    assert shown("љубичица џемпер", "sr") == "љубичица џемпер"
    for word in list_for("sr").words:
        assert bare(shown(word, "hr")) == bare(word)


SAME = [
    # (one way to write it, another)
    ("Чешма", "češma"),
    ("čaša", "CASA"),
    ("šuma", "shuma"),
    ("љубов", "ljubov"),
    ("ёж", "ez"),
    ("вишня", "vishnia"),
    ("këmishë", "kemishe"),
    ("їжак", "izhak"),
    ("ѕвезда", "dzvezda"),
    ("apple", "aple"),
    ("e\u0301clair", "eclair"),
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_a_word_is_the_same_however_it_is_written(one: str, other: str) -> None:
    assert bare(one) == bare(other)


APART = ["apple-pear", "apple, pear;", "1. apple 2. pear", "  apple\n\tpear ", "APPLE_pear", "apple\u00a0pear"]


@pytest.mark.parametrize("text", APART)
def test_whatever_stands_between_words(text: str) -> None:
    assert typed(text) == ["aple", "pear"]


SLIPS = [
    # (typed, meant)
    ("elephnt", ["elephant"]),
    ("elephamt", ["elephant"]),
    ("elehpant", ["elephant"]),
    ("elephantt", ["elephant"]),
    ("elfant", []),
    ("xyzzy", []),
]


@pytest.mark.parametrize(("word", "meant"), SLIPS)
def test_one_slip_is_forgiven_and_two_are_not(word: str, meant: list[str]) -> None:
    assert nearest(bare(word), word_list("en")) == meant
