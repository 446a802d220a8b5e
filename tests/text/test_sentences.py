"""Where sentences end: hard cases in nine languages, and what holds for any text."""

from itertools import pairwise
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from merilo.resources import PROFILES
from merilo.text.sentences import LONGEST, sentences

CASES = yaml.safe_load((Path(__file__).parent.parent / "cases" / "text-sentences.yaml").read_text(encoding="utf-8"))
PIECES = st.sampled_from(
    [*"aЖ1.!?…„“”\"'«»()–-\n\t ,;:€\u00a0\u2028", "dr. ", "5. ", "т.е. ", "U.S. ", "...", "\n\n", "👍"]
)
TEXTS = st.one_of(st.text(st.characters(exclude_categories=("Cs",))), st.lists(PIECES).map("".join))


@pytest.mark.parametrize(("profile", "marked"), [(profile, case) for profile, rows in CASES.items() for case in rows])
def test_sentences_end_where_they_should(profile: str, marked: str) -> None:
    text = marked.replace("‖", "")
    assert [each.of(text) for each in sentences(text, profile)] == [each.strip() for each in marked.split("‖")]


def test_a_hard_wrapped_text_is_read_as_paragraphs() -> None:
    text = (
        "The old bridge over the river was closed on Tuesday after\n"
        "Dr. Petrov and two of his engineers found cracks in three of\n"
        "the pillars. The mayor said that the repairs would last until\n"
        "May and cost two million.\n\n"
        "Nobody was hurt."
    )
    assert [each.of(text).split()[0] for each in sentences(text, "en")] == ["The", "The", "Nobody"]


def test_a_very_long_sentence_is_cut() -> None:
    text = "word, " * 1000
    found = sentences(text, "en")
    assert len(found) > 5
    assert all(each.end - each.start <= LONGEST for each in found)


@pytest.mark.parametrize("text", ["", " ", "\n\n\t", "\u2028"])
def test_nothing_has_no_sentences(text: str) -> None:
    assert sentences(text, "en") == ()


@given(TEXTS, st.sampled_from(PROFILES))
def test_any_text_is_covered_in_order(text: str, profile: str) -> None:
    found = sentences(text, profile)
    assert all(left.end <= right.start for left, right in pairwise(found))
    assert all(each.of(text) == each.of(text).strip() for each in found)
    covered = "".join(each.of(text) for each in found)
    assert [sign for sign in covered if not sign.isspace()] == [sign for sign in text if not sign.isspace()]
