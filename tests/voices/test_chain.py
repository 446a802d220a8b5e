"""Who told whom: the marked excerpts, and what follows for sources."""

from __future__ import annotations

import pytest
from voices_gold import cases, edge_counts, pairs, read

from merilo.voices.chain import anonymous, circles, edges, first_reports

FLOORS = {"": 0.98, "tuned": 0.89, "held": 0.93}
LANGUAGES = ("en", "mk", "sr", "hr", "bs", "sq", "bg", "ru", "uk")


@pytest.mark.parametrize("half", FLOORS)
def test_edges_keep_their_floor(half: str) -> None:
    right = found = gold = hows = 0
    for case in cases():
        if case.half != half:
            continue
        counts = edge_counts(case)
        right, found, gold = right + counts[0], found + counts[1], gold + counts[2]
        hows += sum(ours == theirs for ours, theirs in pairs(case))
    assert 2 * right / (found + gold) >= FLOORS[half]
    assert hows >= 0.95 * right


def test_the_sample_is_large_and_some_of_it_is_silent() -> None:
    assert len(cases()) >= 100
    for language in LANGUAGES:
        mine = [case for case in cases() if case.language == language]
        assert len(mine) >= 10
        assert any(not case.edges for case in mine)


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


def chain(text: str, language: str) -> list[str]:
    reading = read(text, language)
    names = {each.id: each.name for each in reading.entities}
    (told, *_) = reading.attributions
    return [names[each] for each in told.chain]


def test_a_chain_goes_through_document_and_outlet_by_name() -> None:
    text = "The road will close, says a letter by Ana Petrova obtained by Reuters."
    steps = edges(read(text, "en"))
    assert [step.hearer.span is None and step.hearer.entity is None for step in steps] == [False, False, True]
    assert chain(text, "en") == ["Ana Petrova", "Reuters"]


def test_the_ministry_is_not_the_minister() -> None:
    reading = read("Ana Petrova, the minister, left. The ministry said that it was late.", "en")
    assert [told.speaker for told in reading.attributions] == [None]


def test_a_leak_is_called_one() -> None:
    reading = read("According to a leaked letter seen by Reuters, the bank had failed.", "en")
    assert {edge.how for edge in edges(reading)} == {"leaked"}
