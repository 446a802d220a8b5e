"""The door: two articles of which one is a translation of the other."""

from __future__ import annotations

from dataclasses import dataclass, replace

from merilo import dates, names
from merilo.encoder import Encoded, Encoder
from merilo.model import Article, Reading, Span
from merilo.resources import profile
from merilo.text.numbers import quantities
from merilo.text.sentences import sentences
from merilo.versions.align import Floats, Passage, align
from merilo.versions.differ import Variation, differ
from merilo.versions.figures import side_of


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two readings, which of their sentences stand for each other, and what differs, in the order of the original."""

    original: Reading
    translation: Reading
    passages: tuple[Passage, ...]
    variations: tuple[Variation, ...]

    @property
    def unpaired(self) -> tuple[int, int]:
        """How many sentences of the original, and of the translation, have no counterpart."""
        left = sum(len(each.left) for each in self.passages if not each.right)
        return left, sum(len(each.right) for each in self.passages if not each.left)


def compare(original: Article, translation: Article, encoder: Encoder) -> Comparison:
    """Align two articles sentence by sentence and hold each passage against its counterpart."""
    day = original.published or translation.published
    left, ours = read(replace(original, published=day), encoder)
    right, theirs = read(replace(translation, published=day), encoder)
    return compared(left, right, align(ours, theirs))


def compared(left: Reading, right: Reading, passages: tuple[Passage, ...]) -> Comparison:
    """Hold passages that are aligned already against each other."""
    found = tuple(
        each
        for passage in passages
        if passage.left and passage.right
        for each in differ(side_of(left, passage.left), side_of(right, passage.right), passage.alike)
    )
    return Comparison(left, right, passages, found)


def read(article: Article, encoder: Encoder) -> tuple[Reading, Floats]:
    """Read what a comparison needs of an article, and the vectors of its sentences, float32 (sentences, 384)."""
    spans = sentences(article.text, profile(article.language, article.script))
    encoded = encoder.read(article.text, spans, language=article.language)
    return reading_of(article, spans, encoded), encoded.vectors


def reading_of(article: Article, spans: tuple[Span, ...], encoded: Encoded | None = None) -> Reading:
    """Read the quantities, names and dates of an article whose sentences are known."""
    code = profile(article.language, article.script)
    reading = Reading(article, sentences=spans, quantities=quantities(article.text, spans, code))
    found, entities = names.mentions(reading, encoded)
    reading = replace(reading, mentions=found, entities=entities)
    return replace(reading, times=dates.times(reading))
