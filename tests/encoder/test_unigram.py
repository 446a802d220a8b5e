"""Does our tokeniser cut words as the reference implementation does?"""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tokenizers import Tokenizer, models, pre_tokenizers

from merilo.encoder import weights
from merilo.encoder.unigram import Unigram

LETTERS = "abcxyz абвгджљњћѓќїєщ 19,.!-“” ëçžš 日本 \U0001f600"


@pytest.fixture(scope="module")
def vocabulary() -> weights.Vocabulary:
    return weights.read(weights.wheel_file()).vocabulary


@pytest.fixture(scope="module")
def ours(vocabulary: weights.Vocabulary) -> Unigram:
    return Unigram.of(vocabulary)


@pytest.fixture(scope="module")
def reference(vocabulary: weights.Vocabulary) -> Tokenizer:
    pieces = list(zip(vocabulary.pieces, vocabulary.scores.tolist(), strict=True))
    made = Tokenizer(models.Unigram(pieces, vocabulary.unknown, False))
    made.pre_tokenizer = pre_tokenizers.Metaspace(replacement="▁", prepend_scheme="always")
    return made


def same(ours: Unigram, reference: Tokenizer, text: str) -> None:
    text = " ".join(text.split(" "))
    expected = reference.encode(" ".join(word for word in text.split(" ") if word)).ids
    found = ours.cut(text)
    assert found.ids == expected
    assert len(found.starts) == len(found.ends) == len(found.ids)


TEXTS = [
    "Владата во вторник најави нови мерки за поддршка на стопанството.",
    "Qeveria njoftoi të martën masa të reja për mbështetjen e ekonomisë.",
    "Vlada je u utorak najavila nove mjere potpore gospodarstvu, rekao je ministar.",
    "The government announced £2.5m of new support-measures (see p. 14).",
    "Міністерство оприлюднило ґрунтовний звіт щодо під'їзду.",
]


@pytest.mark.parametrize("text", TEXTS)
def test_news_is_cut_as_the_reference_cuts_it(ours: Unigram, reference: Tokenizer, text: str) -> None:
    same(ours, reference, text)


@settings(max_examples=300, deadline=None)
@given(st.text(LETTERS, min_size=1, max_size=40).filter(str.strip))
def test_any_letters_are_cut_as_the_reference_cuts_them(ours: Unigram, reference: Tokenizer, text: str) -> None:
    same(ours, reference, text)


def test_a_megabyte_without_a_space_is_cut_in_stretches(ours: Unigram) -> None:
    found = ours.cut("абв" * 20_000)
    assert found.starts[0] == 0
    assert found.ends[-1] == 60_000
    assert found.starts[1:] == found.ends[:-1]
    assert max(map(len, ours.remembered)) <= 401
