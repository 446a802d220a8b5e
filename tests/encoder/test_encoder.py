"""Does the encoder read every sentence, once, and say exactly where its tokens stand?"""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from merilo.encoder import Embedder, Encoder
from merilo.model import Span

TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=60)


def pieces(encoder: Encoder, text: str, language: str = "other") -> list[str]:
    encoded = encoder.read(text, [Span(0, len(text))], language=language)
    return [text[start:end] for start, end in encoded.tokens[0]]


TEXTS_AND_LANGUAGES = [
    ("Мостот се отвора.", "mk"),
    ("Љубав и ЊЕГОШ, ту су.", "sr"),
    ("two  spaces\tand\na line", "en"),
    ("ﬁne… ½ price", "en"),
    ("и\u0306 decomposed e\u0301", "en"),
    ("深い 🎈 unknown ꙮ", "other"),
    (" leading and trailing ", "en"),
]


@pytest.mark.parametrize(("text", "language"), TEXTS_AND_LANGUAGES)
def test_tokens_cover_every_letter_and_no_space(encoder: Encoder, text: str, language: str) -> None:
    encoded = encoder.read("» " + text, [Span(2, 2 + len(text))], language=language)
    covered = {place - 2 for start, end in encoded.tokens[0] for place in range(start, end)}
    assert covered == {place for place, letter in enumerate(text) if not letter.isspace()}


def test_a_word_the_model_knows_is_one_token(encoder: Encoder) -> None:
    assert pieces(encoder, "Русија и Србија") == ["Русија", "и", "Србија"]


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(before=TEXTS, text=TEXTS.filter(bool), language=st.sampled_from(["sr", "en"]))
def test_any_text_has_ordered_tokens_inside_its_span(encoder: Encoder, before: str, text: str, language: str) -> None:
    span = Span(len(before), len(before) + len(text))
    encoded = encoder.read(before + text, [span], language=language)
    tokens = encoded.tokens[0]
    assert len(tokens) == len(encoded.last[0]) == len(encoded.middle[0])
    assert (tokens[:, 0] <= tokens[:, 1]).all()
    assert (np.diff(tokens, axis=0) >= 0).all()
    assert not len(tokens) or (tokens.min() >= span.start and tokens.max() <= span.end)
    assert np.linalg.norm(encoded.vectors[0]) == pytest.approx(1, abs=1e-4)


def test_serbian_reads_the_same_in_both_scripts(encoder: Encoder) -> None:
    cyrillic, latin = "Његов џеп је празан, каже Љиља.", "Njegov džep je prazan, kaže Ljilja."
    vectors = [encoder.vectors([text], language="sr")[0] for text in (cyrillic, latin)]
    assert float(vectors[0] @ vectors[1]) == pytest.approx(1, abs=1e-5)


def test_a_sentence_and_its_translation_are_close(encoder: Encoder) -> None:
    claim, translation, other = encoder.vectors(
        ["The ministry closed three hospitals.", "Министерството затвори три болници.", "Овој викенд ќе врне снег."]
    )
    assert float(claim @ translation) > float(claim @ other) + 0.1


def test_one_pass_a_sentence_serves_vectors_and_states(encoder: Encoder) -> None:
    text = "The bridge opened. It cost two million. Nobody paid."
    spans = [Span(0, 18), Span(19, 39), Span(40, 52)]
    before = encoder.passes.windows
    encoded = encoder.read(text, spans)
    assert encoder.passes.windows == before + 3
    assert len(encoded) == 3
    assert encoded.vectors.shape == (3, 384)
    assert encoded.vectors.dtype == np.float32


def test_endless_sentence_is_read_in_windows(encoder: Encoder) -> None:
    text = "мост " * 1200
    encoded = encoder.read(text, [Span(0, len(text))])
    assert len(encoded.tokens[0]) == 1200
    assert tuple(encoded.tokens[0][-1]) == (5995, 5999)
    assert np.isfinite(encoded.last[0]).all()


def test_no_text_has_no_vectors(encoder: Encoder) -> None:
    assert encoder.vectors([]).shape == (0, 384)
    assert encoder.read("", []).vectors.shape == (0, 384)
    assert np.linalg.norm(encoder.vectors([""])[0]) == pytest.approx(1, abs=1e-4)


def test_the_encoder_is_an_embedder(encoder: Encoder) -> None:
    assert isinstance(encoder, Embedder)
    assert encoder.name.startswith("multilingual-e5-small")
    assert encoder.width == 384
