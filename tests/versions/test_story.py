"""Articles of one story: what they share, who had it first, what changed on the way, and when nothing is joined."""

from __future__ import annotations

import pytest

from merilo.encoder import shared
from merilo.model import Article
from merilo.reading.read import article_of
from merilo.resources import profile
from merilo.text.sentences import sentences
from merilo.versions.story import Thread, threads

MK = "Равник, 4 март 2024 — Поплавата оштети 120 куќи во Равник. Поправката ќе чини 3 милиони евра, рече Марко Илиев."
SAME_SR = "Ravnik, 5. mart 2024. — Poplava je oštetila 120 kuća u Ravniku. Popravka će koštati 3 miliona evra."
OTHER_SR = "Ravnik, 5. mart 2024. — Poplava je oštetila 210 kuća u Ravniku. Popravka će koštati 3 miliona evra."
EN = "Ravnik, 6 March 2024 — The flood damaged 120 houses in Ravnik. Schools stay closed until Friday of next week."
SPORT = "The national team won the friendly match on Saturday. The coach praised the goalkeeper and both defenders."

CASES = [
    # (articles, threads, what differs of each telling behind the first)
    ([MK, SAME_SR], 2, []),
    ([MK, OTHER_SR], 2, [("number", "210", "120")]),
    ([MK, SAME_SR, EN], 2, []),
    ([SAME_SR, MK, OTHER_SR], 2, [("number", "210", "120")]),
    ([MK, SPORT], 0, []),
    ([MK], 0, []),
    ([], 0, []),
    (["", MK], 0, []),
    (["She laughed. He left. They ate.", "She laughed. He left. They ate."], 0, []),
]


def told(texts: list[str]) -> tuple[list[Article], tuple[Thread, ...]]:
    """Return the articles and their threads."""
    articles = [article_of(text) for text in texts]
    spans = [sentences(each.text, profile(each.language, each.script)) for each in articles]
    return articles, threads(articles, spans, shared())


@pytest.mark.parametrize(("texts", "count", "parted"), CASES)
def test_threads(texts: list[str], count: int, parted: list[tuple[str, str, str]]) -> None:
    _, found = told(texts)
    assert len(found) == count
    differing = [
        (d.kind, d.here.split()[0], d.there.split()[0]) for row in found for t in row.tellings for d in t.parted
    ]
    assert differing == parted


def test_a_thread_has_one_sentence_of_an_article_and_the_first_is_the_yardstick() -> None:
    articles, found = told([MK, OTHER_SR, EN])
    for thread in found:
        numbers = [each.article for each in thread.tellings]
        assert numbers == sorted(set(numbers))
        assert thread.tellings[0].parted == ()
    houses = found[0]
    assert [each.article for each in houses.tellings] == [0, 1, 2]
    assert "120" in houses.tellings[2].span.of(articles[2].text)


def test_the_day_of_publication_is_no_difference() -> None:
    """Each article begins with a dateline of its own; a day inside the story still counts."""
    _, found = told(
        [
            "Ravnik, 4 March 2024 — The bridge fell on 2 March and hurt five people of Ravnik.",
            "Ravnik, 6 March 2024 — The bridge fell on 3 March and hurt five people of Ravnik.",
        ]
    )
    assert [(d.here, d.there) for t in found[0].tellings for d in t.parted] == [("3 March", "2 March")]
