"""Marked stretches joined into attributions, and weighed against the rules."""

from __future__ import annotations

import numpy as np
import pytest

from merilo.attribution.attribute import attribute
from merilo.attribution.cues import tongue
from merilo.attribution.link import Marked, Ruler, link
from merilo.attribution.marks import Marks
from merilo.attribution.tagged import joined
from merilo.encoder.heads import Worded
from merilo.model import Article, Reading, Span
from merilo.text.quotes import quotes
from merilo.text.sentences import sentences
from merilo.text.words import words


def at(text: str, part: str) -> Span:
    start = text.index(part)
    return Span(start, start + len(part))


def ruler(text: str) -> Ruler:
    return Ruler(
        [word.start for word in words(text) if word.text[0].isalnum()],
        [span.start for span in sentences(text, "en")],
    )


CASES = [
    # (text, sources, cues, contents, [(source, cue, contents)])
    (
        "The mayor said it was late.",
        ["The mayor"],
        ["said"],
        ["it was late"],
        [("The mayor", "said", ["it was late"])],
    ),
    (
        "It is late, the mayor said, and Ana denied that it was.",
        ["the mayor", "Ana"],
        ["said", "denied"],
        ["It is late", "that it was"],
        [("the mayor", "said", ["It is late"]), ("Ana", "denied", ["that it was"])],
    ),
    (
        "The mayor said that Ana claims it is late.",
        ["The mayor", "Ana"],
        ["said", "claims"],
        ["that Ana claims it is late"],
        [("The mayor", "said", ["that Ana claims it is late"]), ("Ana", "claims", [" it is late"])],
    ),
    (
        "It was announced that it is late.",
        [],
        ["announced"],
        ["that it is late"],
        [(None, "announced", ["that it is late"])],
    ),
    ("The mayor said nothing of it.", ["The mayor"], ["said"], [], []),
    ("It is late.", [], [], ["It is late"], []),
]


@pytest.mark.parametrize(("text", "sources", "cues", "contents", "expected"), CASES)
def test_what_belongs_together(
    text: str, sources: list[str], cues: list[str], contents: list[str], expected: list[object]
) -> None:
    marked = Marked(*(tuple(at(text, part) for part in parts) for parts in (sources, cues, contents)))
    found = [
        (each.source and each.source.of(text), each.cue.of(text), [span.of(text) for span in each.content])
        for each in link(marked, ruler(text))
    ]
    assert found == expected


def reading(text: str) -> Reading:
    return Reading(Article(text=text, language="en"), sentences=sentences(text, "en"), quotes=quotes(text, "en"))


def tags(text: str, *marked: tuple[str, str, float]) -> Marks:
    """Return the scores of a tagger that marks these parts, each as sure as is said, and nothing else."""
    row = words(text)
    roles = np.full((len(row), 3, 3), 0.04, np.float32)
    roles[:, :, 0] = 0.92
    for part, label, sure in marked:
        inside = [n for n, word in enumerate(row) if at(text, part).holds(word.span)]
        for n in inside:
            role = ("SOURCE", "CUE", "CONTENT").index(label)
            roles[n, role] = (1 - sure, sure, 0.001) if n == inside[0] else (1 - sure, 0.001, sure)
    places = np.array([(word.start, word.end) for word in row], np.int32)
    return Marks([Worded(places, np.zeros((len(row), 9), np.float32), np.log(roles))])


def test_a_tag_alone_is_believed_only_when_sure() -> None:
    text = "The mayor waved away the idea."
    for sure, count in ((0.9, 1), (0.02, 0)):
        marks = tags(text, ("The mayor", "SOURCE", 0.9), ("waved away", "CUE", sure), ("the idea", "CONTENT", 0.9))
        assert len(joined(reading(text), (), marks, tongue("en"))) == count


def test_a_verb_of_saying_needs_little_of_the_tagger_and_an_opinion_much() -> None:
    for cue, sure, count in (("said", 0.3, 1), ("said", 0.1, 0), ("believes", 0.3, 0), ("believes", 0.8, 1)):
        text = f"The mayor {cue} that it was late."
        found = joined(reading(text), attribute(reading(text)), tags(text, (cue, "CUE", sure)), tongue("en"))
        assert len(found) == count


def test_what_both_know_is_one_attribution() -> None:
    text = "The mayor denied that it was late."
    marks = tags(text, ("The mayor", "SOURCE", 0.9), ("denied", "CUE", 0.9), ("that it was late", "CONTENT", 0.9))
    (told,) = joined(reading(text), attribute(reading(text)), marks, tongue("en"))
    assert told.stance == "denies"
    assert [span.of(text) for span in told.content] == ["that it was late"]
