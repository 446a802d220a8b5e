"""Judge single sentences: how much each wants checking, whether that is enough, and why."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from merilo.claims.signs import Signs, signs
from merilo.claims.worth import Floats, enough, reasons, text_kind, worth
from merilo.encoder import Encoder
from merilo.model import Phrase, Span
from merilo.resources import profile
from merilo.text.numbers import quantities
from merilo.text.words import words


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence on its own, with its language and script."""

    text: str
    language: str
    script: str


@dataclass(frozen=True, slots=True)
class Worth:
    """The judgement of one sentence: `score` is a probability, 0 to 1."""

    score: float
    checkworthy: bool
    reasons: tuple[Phrase, ...]


def judge(sentences: Sequence[Sentence], encoder: Encoder | None) -> list[Worth]:
    """Judge sentences one by one; without an encoder by their signs alone."""
    stretches = [signs_of(each) for each in sentences]
    vectors = None if encoder is None or not sentences else vectors_of(sentences, encoder)
    kinds = [text_kind(each.text) for each in sentences]
    scores = worth(stretches, vectors, kinds)
    return [
        Worth(
            float(score),
            bool(score >= enough(kind, encoded=vectors is not None)),
            reasons(part, each.text, float(score)),
        )
        for each, part, kind, score in zip(sentences, stretches, kinds, scores, strict=True)
    ]


def signs_of(sentence: Sentence) -> Signs:
    """Return the signs of a whole text as one stretch."""
    text, language = sentence.text, profile(sentence.language, sentence.script)
    whole = Span(0, len(text))
    return signs(whole, words(text), quantities(text, (whole,), language), language)


def vectors_of(sentences: Sequence[Sentence], encoder: Encoder) -> Floats:
    """Return the sentence vectors (n, width), each language read in its own way."""
    found = np.zeros((len(sentences), encoder.width), np.float32)
    for language in {each.language for each in sentences}:
        rows = [at for at, each in enumerate(sentences) if each.language == language]
        found[rows] = encoder.vectors([sentences[at].text for at in rows], language=language)
    return found
