"""The tagger's scores and the lists' opinion, put together."""

import numpy as np
import pytest

from merilo.encoder.decode import stretches
from merilo.model import Span
from merilo.names.blend import LABELS, moved
from merilo.names.judge import Guess
from merilo.text.words import Word, words


def scores(row: tuple[Word, ...], sure: float, names: dict[int, str]) -> np.ndarray:
    """Log probabilities in which word n begins a name of a kind (or goes on with it: "+PER"), the rest are outside."""
    made = np.full((len(row), 9), np.log((1 - sure) / 8), np.float32)
    for at in range(len(row)):
        label = names.get(at, "")
        column = 0 if not label else 1 + 2 * LABELS.index(label.lstrip("+")) + label.startswith("+")
        made[at, column] = np.log(sure)
    return made


TEXT = "Ana Petrova saw Fooville ."
CASES = [
    # (how sure the tagger is, its names, the lists' names, names in the end)
    (0.9, {0: "PER", 1: "+PER"}, [], ["PER Ana Petrova"]),
    (0.5, {}, [Guess(0, 2, "PER", 0.95)], ["PER Ana Petrova"]),  # listed, and the tagger is in doubt
    (0.999, {}, [Guess(3, 4, "PER", 0.3)], []),  # only a capital, and the tagger is sure
    (0.6, {3: "PER"}, [Guess(3, 4, "LOC", 0.95)], ["LOC Fooville"]),
    (0.9, {}, [], []),
]


@pytest.mark.parametrize(("sure", "tagger", "lists", "names"), CASES)
def test_both_have_a_say(sure: float, tagger: dict[int, str], lists: list[Guess], names: list[str]) -> None:
    row = words(TEXT)
    found = stretches(moved(scores(row, sure, tagger), row, lists))
    assert [
        f"{LABELS[kind]} {Span(row[first].start, row[last - 1].end).of(TEXT)}" for first, last, kind in found
    ] == names


OPENERS = [
    # (profile, text, words that the text has in small letters): the capital is the sentence's
    ("sr", "Мештани кажу да ...", frozenset()),
    ("mk", "Оттаму велат дека ...", frozenset()),
    ("sq", "Zonja Gjergji foli", frozenset()),
    ("hr", "Vlak kasni", frozenset({"vlak"})),
]


@pytest.mark.parametrize(("profile", "text", "small"), OPENERS)
def test_the_capital_of_a_sentence_makes_no_name(profile: str, text: str, small: frozenset[str]) -> None:
    row = words(text)
    told = moved(scores(row, 0.9, {0: "PER"}), row, [], profile, small)
    assert [*stretches(told)] == []


def test_a_name_that_begins_a_sentence_stays() -> None:
    row = words("Ilić kaže da kasni")
    assert [*stretches(moved(scores(row, 0.9, {0: "PER"}), row, [], "hr"))] == [(0, 1, 0)]


def test_a_possessive_is_no_part_of_a_name() -> None:
    row = (Word(0, 7, "Bolivia", "bolivia"), Word(7, 9, "'s", "'s"))
    told = scores(row, 0.99, {0: "LOC", 1: "+LOC"})
    assert [*stretches(moved(told, row, []))] == [(0, 1, LABELS.index("LOC"))]
