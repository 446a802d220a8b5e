"""Notes on sources, the trained score, and texts that must not trip anything: hand-made readings."""

from __future__ import annotations

import numpy as np
import pytest

from merilo import pipeline
from merilo.encoder.encoded import Encoded
from merilo.findings.find import find
from merilo.findings.suspects import suspects
from merilo.model import Article, Attribution, Entity, Reading, Span, TimeRef
from merilo.reading.read import article_of
from merilo.text.sentences import sentences

TEXT = "It rained. " * 10
ENTITIES = tuple(Entity(name, "PER", name.title()) for name in ("ana", "boris", "vera"))


def reading_of(*chains: tuple[str, ...], hedged: bool = False) -> Reading:
    spans = sentences(TEXT, "en")
    told = tuple(
        Attribution((span,), source=Span(span.start, span.start + 2), speaker=chain[0], chain=chain, hedged=hedged)
        for chain, span in zip(chains, spans, strict=False)
    )
    return Reading(Article(TEXT, language="en"), sentences=spans, attributions=told, entities=ENTITIES)


CASES = [
    # (the chains of speakers, the notes made of them)
    ([("ana",), ("ana",), ("ana",)], ["single-source"]),
    ([("ana",), ("ana",), ("boris",)], []),
    ([("ana",)], []),
    ([("ana", "boris", "vera")], ["hearsay"]),
    ([("ana", "boris")], []),
    ([("ana", "boris"), ("ana", "vera")], ["circular-reporting"]),
    ([("ana", "boris"), ("boris", "ana")], ["circular-reporting"]),
    ([("ana", "boris"), ("vera", "boris")], []),
]


@pytest.mark.parametrize(("chains", "notes"), CASES)
def test_sources_are_noted(chains: list[tuple[str, ...]], notes: list[str]) -> None:
    found = find(reading_of(*chains))
    assert sorted({each.rule for each in found}) == notes
    assert all(each.severity == "note" for each in found)


TOLD = [
    # (text, language, notes on its sources)
    ("A source close to the ministry said that the plant would close.", "en", ["anonymous-sources"]),
    ("The director of the plant, Vera Kolar, said that it would close.", "en", []),
    ("Неименуван извор изјави дека фабриката ќе се затвори.", "mk", ["anonymous-sources"]),
    ("Портпаролот Петар Илиев изјави дека фабриката ќе се затвори.", "mk", []),
    ("The closing was first reported by the Harbour Gazette.", "en", ["first-reported"]),
]


@pytest.mark.parametrize(("text", "language", "notes"), TOLD)
def test_nameless_and_first_sources_are_noted(text: str, language: str, notes: list[str]) -> None:
    report = pipeline.check(article_of(text, language=language))
    rules = {each.rule for each in report.reading.findings}
    assert sorted(rules & {"anonymous-sources", "first-reported"}) == notes


def encoded_of(spans: tuple[Span, ...]) -> Encoded:
    dice = np.random.default_rng(1)
    vectors = dice.normal(size=(len(spans), 384)).astype(np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    states = tuple(dice.normal(size=(4, 384)).astype(np.float32) for _ in spans)
    return Encoded(spans, vectors, tuple(np.zeros((4, 2), np.int32) for _ in spans), states, states)


def test_every_sentence_has_a_score_in_the_order_of_the_text() -> None:
    spans = sentences(TEXT, "en")
    made = suspects(Reading(Article(TEXT, language="en"), sentences=spans), encoded_of(spans))
    assert [span for span, _ in made.sentences] == list(spans)
    assert all(0 <= score <= 1 for _, score in made.sentences)


def test_a_rule_that_speaks_outranks_the_trained_score() -> None:
    text = "It rained all day. The bridge opened on 31 April 2016. Nobody came. The band played on."
    spans = sentences(text, "en")
    at = text.index("31 April 2016")
    time = TimeRef(Span(at, at + 13), "DATE", "2016-04-31", impossible=True)
    made = suspects(Reading(Article(text, language="en"), sentences=spans, times=(time,)), encoded_of(spans))
    assert made.contradicts_itself
    assert max(made.sentences, key=lambda each: each[1])[0] == spans[1]


def test_without_an_encoder_the_rules_judge_alone() -> None:
    spans = sentences(TEXT, "en")
    made = suspects(Reading(Article(TEXT, language="en"), sentences=spans), None)
    assert not made.contradicts_itself
    assert made.score == 0


def test_an_empty_text_is_not_suspect() -> None:
    assert suspects(Reading(Article("")), None).sentences == ()
