"""The reader of pairs: what it thinks of texts of our own, and what is told of that; with the encoder."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import yaml

from merilo.encoder.encoded import Encoded
from merilo.findings.find import find
from merilo.findings.pairs import HEADLINE, MOST_PAIRS, Pair, Pairwise, near, pair_reader
from merilo.model import Article
from merilo.pipeline import means, understood
from merilo.resources import PROFILES
from merilo.speech import say

CASES = Path(__file__).resolve().parent.parent / "cases"
CYRILLIC = {"mk", "sr", "bg", "ru", "uk"}
ROWS: list[dict[str, Any]] = yaml.safe_load((CASES / "contradictions.yaml").read_text(encoding="utf-8"))


def article(text: str, language: str, title: str = "") -> Article:
    return Article(text, title, language, "Cyrl" if language in CYRILLIC else "Latn")


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row['language']}-{row['text'][:30]}")
def test_the_reader_tells_what_cannot_both_be_true_from_what_only_looks_so(row: dict[str, Any]) -> None:
    _, encoded = understood(article(row["text"], row["language"]), means())
    assert encoded is not None
    most = max(chance for _, chance in Pairwise(encoded, pair_reader()).likely())
    assert most > 0.4 if row["finds"] else most < 0.3


class Surely:
    """A reader that is sure of every pair."""

    chance = 0.98

    def chances(self, _: Encoded, pairs: Sequence[Pair]) -> np.ndarray:
        rest = (1 - self.chance) / 2
        return np.tile(np.array([rest, self.chance, rest], np.float32), (len(pairs), 1))


class Never(Surely):
    """A reader that finds nothing."""

    chance = 0.01


DATED = "The bridge in Holm collapsed on 3 March 2024. Nobody was hurt. The bridge in Holm collapsed on 13 March 2024."
SHE = "The actress Vesna Lukova lives here. He likes the sea. The sea is calm."


@pytest.mark.parametrize(
    ("rule", "text", "severity"),
    [
        ("event-two-dates", DATED, "note"),  # rests on the two being one thing, of which readers may differ
        ("he-she", SHE, "warning"),  # rests on a word, which the reader of pairs does not see
    ],
)
def test_what_the_reader_holds_for_two_things_is_a_note(
    rule: str, text: str, severity: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def told() -> list[str]:
        return [each.severity for each in find(*understood(article(text, "en"), means())) if each.rule == rule]

    assert told() == ["warning"]
    monkeypatch.setattr("merilo.findings.find.pair_reader", Never)
    assert told() == [severity]


def test_what_the_reader_is_sure_of_is_told_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("merilo.findings.find.pair_reader", Surely)
    text = "The fire began in the hotel kitchen. No fire ever began in that kitchen. The kitchen fire began in a bin."
    found = find(*understood(article(text, "en", "A fire in Holm"), means()))
    told = [each for each in found if each.rule == "contradiction"]
    assert {len(each.spans) for each in told} == {1, 2}
    assert [each.severity for each in told if len(each.spans) == 2] == ["warning"]  # of three pairs, one
    assert {each.severity for each in told if len(each.spans) == 1} == {"note"}  # the headline
    slip = "The fire began on 31 June. The guests had gone to bed on 31 June."
    found = find(*understood(article(slip, "en"), means()))
    assert {each.rule for each in found if each.severity != "note"} >= {"impossible-date"}
    assert all(say(each.message, profile) for each in told for profile in PROFILES)


@pytest.mark.parametrize(
    ("text", "language", "severity"),
    [
        ("The council sold the old mill in Lisk. The council never sold the old mill.", "en", "warning"),
        ("The council sold the old mill in Lisk. The mill was never theirs.", "en", "note"),
        ("Советот ја продаде старата мелница. Советот никогаш не ја продаде старата мелница.", "mk", "warning"),
        ("Советот ја продаде старата мелница. Мелницата никогаш не била нивна.", "mk", "note"),
        ("Скупштина је продала стару воденицу. Скупштина никад није продала стару воденицу.", "sr", "warning"),
        ("Скупштина је продала стару воденицу. Воденица никад није била њихова.", "sr", "note"),
        ("Vijeće je prodalo staru vodenicu. Vijeće nikad nije prodalo staru vodenicu.", "hr", "warning"),
        ("Vijeće je prodalo staru vodenicu. Vodenica nikad nije bila njihova.", "hr", "note"),
        ("Općina je prodala staru vodenicu. Općina nikad nije prodala staru vodenicu.", "bs", "warning"),
        ("Općina je prodala staru vodenicu. Vodenica nikad nije bila njihova.", "bs", "note"),
        ("Këshilli e shiti mullirin e vjetër. Këshilli nuk e shiti kurrë mullirin e vjetër.", "sq", "warning"),
        ("Këshilli e shiti mullirin e vjetër. Mulliri s'ka qenë kurrë i tyre.", "sq", "note"),
        ("Общината продаде старата воденица. Общината никога не е продавала старата воденица.", "bg", "warning"),
        ("Общината продаде старата воденица. Воденицата никога не е била тяхна.", "bg", "note"),
        ("Совет продал старую мельницу. Совет никогда не продавал старую мельницу.", "ru", "warning"),
        ("Совет продал старую мельницу. Мельница никогда не была его.", "ru", "note"),
        ("Рада продала старий млин. Рада ніколи не продавала старий млин.", "uk", "warning"),
        ("Рада продала старий млин. Млин ніколи не був її власністю.", "uk", "note"),
        # A quotation that is given again in part; the same words where one of the two is no quotation.
        (
            '"I have never sold a single goat to him," said Holm. "Never sold a single goat to him," it says.',
            "en",
            "note",
        ),
        ("I have never sold a single goat to him, said Holm. I had never sold a single goat to him.", "en", "warning"),
    ],
)
def test_a_warning_wants_the_same_words_in_both_and_no_quotation_given_again(
    text: str, language: str, severity: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("merilo.findings.find.pair_reader", Surely)
    found = find(*understood(article(text, language), means()))
    assert [each.severity for each in found if each.rule == "contradiction"] == [severity]


def test_a_headline_that_the_text_does_not_carry_is_held_against_it() -> None:
    text = (
        "The village school in Arden will stay open. Parents had gathered signatures all winter. Lessons go on in May."
    )
    reading, encoded = understood(article(text, "en", "School in Arden to close for good"), means())
    assert encoded is not None
    assert encoded.headline is not None
    pairs = dict(Pairwise(encoded, pair_reader()).likely())
    assert pairs[HEADLINE, 0] > 0.1
    assert all(pairs[HEADLINE, other] < 0.02 for other in (1, 2))
    assert all(finding.spans for finding in find(reading, encoded))


def test_batches_change_nothing() -> None:
    reader = pair_reader()
    rows = [reader.encoder.pieces(row["text"], row["language"])[:60] for row in ROWS[:9]]
    pairs = [(left, right) for left in rows for right in rows]
    one_by_one = np.concatenate([reader.read([pair]) for pair in pairs])
    assert np.allclose(reader.read(pairs), one_by_one, atol=0.02)
    assert np.allclose(one_by_one.sum(1), 1, atol=1e-4)


def test_near_pairs_stand_in_the_order_of_the_text() -> None:
    vectors = np.eye(40, 384, dtype=np.float32)
    found = near(vectors)
    assert found == sorted(set(found))
    assert all(left < right for left, right in found)
    assert near(vectors[:1]) == []


def test_the_pairs_of_a_long_text_are_bounded() -> None:
    rng = np.random.default_rng(1)
    vectors = rng.normal(size=(900, 384)).astype(np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    vectors[800] = vectors[3]
    found = near(vectors)
    assert len(found) == MOST_PAIRS
    assert (3, 800) in found
