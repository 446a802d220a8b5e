"""Who told whom: the marked excerpts, and what follows for sources."""

from __future__ import annotations

import pytest
from voices_gold import cases, edge_counts, read

from merilo.voices.chain import anonymous, circles, edges, first_reports

FLOOR = 0.95


def test_edges_keep_their_floor() -> None:
    right = found = gold = 0
    for case in cases():
        counts = edge_counts(case)
        right, found, gold = right + counts[0], found + counts[1], gold + counts[2]
    assert 2 * right / (found + gold) >= FLOOR


ANONYMOUS = [
    ("en", "A source close to the talks said that the deal was done.", 1),
    ("en", "Ana Petrova said that the deal was done.", 0),
    ("mk", "Неименуван извор тврди дека договорот е готов.", 1),
    ("mk", "Министерот тврди дека договорот е готов.", 0),
    ("sr", "Извор близак влади тврди да је договор готов.", 1),
    ("hr", "Neimenovani izvor tvrdi da je dogovor gotov.", 1),
    ("bs", "Izvor blizak vladi tvrdi da je dogovor gotov.", 1),
    ("sq", "Një burim pranë qeverisë tha se marrëveshja është gati.", 1),
    ("sq", "Ministri tha se marrëveshja është gati.", 0),
    ("bg", "Източник, близък до кабинета, твърди, че сделката е готова.", 1),
    ("ru", "Источник в правительстве утверждает, что сделка готова.", 1),
    ("ru", "Министр утверждает, что сделка готова.", 0),
    ("uk", "Джерело в уряді стверджує, що угода готова.", 1),
]


@pytest.mark.parametrize(("language", "text", "count"), ANONYMOUS)
def test_nameless_sources_are_counted(language: str, text: str, count: int) -> None:
    assert len(anonymous(read(text, language))) == count


def test_two_that_lean_on_each_other_are_a_circle() -> None:
    text = (
        "Reuters reported that the BBC said that the bank had failed. "
        "The BBC reported that Reuters said that the bank had failed."
    )
    assert len(circles(read(text, "en"))) == 1


CIRCLES = [
    (
        "en",
        "Reuters reported that the bank had failed, citing the BBC. "
        "The BBC broadcast the story and named Reuters as its source.",
    ),
    (
        "mk",
        "Ројтерс објави дека банката пропаднала, повикувајќи се на МИА. "
        "МИА ја емитуваше веста и како извор го наведе Ројтерс.",
    ),
    (
        "sr",
        "Ројтерс је објавио да је банка пропала, позивајући се на Танјуг. "
        "Танјуг је емитовао исту вест и као извор навео Ројтерс.",
    ),
    (
        "hr",
        "Reuters je objavio da je banka propala, pozivajući se na Hinu. "
        "Hina je emitirala istu vijest i kao izvor navela Reuters.",
    ),
]


@pytest.mark.parametrize(("language", "text"), CIRCLES)
def test_two_that_cite_each_other_are_a_circle(language: str, text: str) -> None:
    assert len(circles(read(text, language))) == 1


def test_one_chain_is_no_circle() -> None:
    assert circles(read("Reuters reported that the BBC said that the bank had failed.", "en")) == ()


FIRST = [
    ("en", "Reuters first reported that the bank had failed.", 1),
    ("en", "Reuters reported that the bank had failed.", 0),
    ("mk", "Прв објави Ројтерс дека банката пропаднала.", 1),
]


@pytest.mark.parametrize(("language", "text", "count"), FIRST)
def test_who_had_it_first(language: str, text: str, count: int) -> None:
    assert len(first_reports(read(text, language))) == count


def test_a_leak_is_called_one() -> None:
    reading = read("According to a leaked letter seen by Reuters, the bank had failed.", "en")
    assert {edge.how for edge in edges(reading)} == {"leaked"}
