"""Do the taggers find whole words, in every language, from one pass?"""

from __future__ import annotations

from functools import cache

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from merilo.encoder import Encoded, Encoder
from merilo.encoder.heads import KINDS, MORE, Tag, Tagger, branch
from merilo.model import Span
from merilo.text.words import words


def read(encoder: Encoder, text: str, language: str) -> Encoded:
    return encoder.read(text, [Span(0, len(text))], language=language)


NAMED = [
    # (language, text, names that must be found: words and kind)
    ("en", "Angela Merkel met Emmanuel Macron in Paris on Monday.", {("Angela Merkel", "PER"), ("Paris", "LOC")}),
    ("mk", "Премиерот Никола Димовски вчера замина во Белград.", {("Никола Димовски", "PER"), ("Белград", "LOC")}),
    ("sr", "Министарка Јелена Петровић отпутовала је у Београд.", {("Јелена Петровић", "PER"), ("Београд", "LOC")}),
    ("hr", "Ministrica Jelena Horvat stigla je u Zagreb.", {("Jelena Horvat", "PER"), ("Zagreb", "LOC")}),
    ("bs", "Ministar Emir Hodžić doputovao je u Sarajevo.", {("Emir Hodžić", "PER"), ("Sarajevo", "LOC")}),
    ("bg", "Министър Иван Петров пристигна в София.", {("Иван Петров", "PER"), ("София", "LOC")}),
    ("ru", "Министр Сергей Иванов прибыл в Москву.", {("Сергей Иванов", "PER"), ("Москву", "LOC")}),
    ("uk", "Міністр Петро Коваленко прибув до Києва.", {("Петро Коваленко", "PER"), ("Києва", "LOC")}),
    ("sq", "Ministri Arben Hoxha mbërriti në Tiranë.", {("Arben Hoxha", "PER"), ("Tiranë", "LOC")}),
]


@pytest.mark.parametrize(("language", "text", "names"), NAMED)
def test_names_are_found(encoder: Encoder, language: str, text: str, names: set[tuple[str, str]]) -> None:
    (tags,) = Tagger.load("names").tag(read(encoder, text, language))
    assert {(text[tag.start : tag.end], tag.label) for tag in tags} >= names


@pytest.mark.parametrize(
    ("language", "text"),
    [("en", "it rained all day and nobody went out."), ("mk", "цел ден врнеше и никој не излезе."), ("en", "123.")],
)
def test_nothing_is_named_where_there_is_nothing(encoder: Encoder, language: str, text: str) -> None:
    assert Tagger.load("names").tag(read(encoder, text, language)) == [[]]


def test_source_cue_and_content(encoder: Encoder) -> None:
    text = "The mayor said that the new bridge would be closed until spring."
    (tags,) = Tagger.load("attribution").tag(read(encoder, text, "en"))
    found = {tag.label: text[tag.start : tag.end] for tag in tags}
    assert found["SOURCE"] == "The mayor"
    assert found["CUE"] == "said"
    assert "the new bridge would be closed" in found["CONTENT"]


def test_both_taggers_share_one_pass(encoder: Encoder) -> None:
    encoded = read(encoder, "The mayor of Skopje said the bridge was safe.", "en")
    before, windows = branch().passes, encoder.passes.windows
    for name in ("names", "attribution", "names"):
        Tagger.load(name).tag(encoded)
    assert branch().passes == before + 1
    assert encoder.passes.windows == windows


def test_a_long_text_is_tagged_in_windows(encoder: Encoder) -> None:
    one = "Angela Merkel came to Paris. "
    text = one * 60 + "Merkel " * 400
    spans = [Span(at * len(one), at * len(one) + len(one) - 1) for at in range(60)] + [Span(60 * len(one), len(text))]
    tags = Tagger.load("names").tag(encoder.read(text, spans))
    assert len(tags) == 61
    assert all(any(text[tag.start : tag.end] == "Angela Merkel" for tag in row) for row in tags[:60])


@cache
def edges(text: str) -> tuple[set[int], set[int]]:
    found = words(text)
    return {word.start for word in found}, {word.end for word in found}


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=80))
def test_tags_of_any_text_are_whole_words_with_a_probability(encoder: Encoder, text: str) -> None:
    encoded = read(encoder, text, "en")
    for name in KINDS:
        (tags,) = Tagger.load(name).tag(encoded)
        for tag in tags:
            assert isinstance(tag, Tag)
            assert tag.label in (*KINDS[name], MORE)
            assert 0 <= tag.probability <= 1
            assert tag.start in edges(text)[0]
            assert tag.end in edges(text)[1]


def test_no_sentences_have_no_tags(encoder: Encoder) -> None:
    assert Tagger.load("names").tag(encoder.read("", [])) == []
