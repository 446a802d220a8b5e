"""Endless sentences and copied stories take steps that grow with their letters, not their square: steps are counted."""

from __future__ import annotations

import sys
from collections.abc import Callable
from types import FrameType
from typing import Any

import pytest

from merilo.bench.endless import endless
from merilo.findings.find import find
from merilo.findings.story import once, story_of
from merilo.findings.told import echoes as echoes_module
from merilo.findings.told.divisions import MOST_PARTS, divisions
from merilo.findings.told.echoes import MOST as MOST_HEARD
from merilo.findings.told.echoes import echoes
from merilo.model import Span
from merilo.pipeline import Means, check, texted, understood
from merilo.reading.read import article_of
from merilo.text.placed import SHELF, Placed
from merilo.text.sentences import LONGEST
from merilo.voices.chain import edges
from merilo.voices.way import HANDS

SHORT, LONG = dict(endless(1_200)), dict(endless(4_800))
# Four times the text may cost so many times the steps; the square would be sixteen.
MOST = 7
WALLS = (
    "joining words", "thousands", "figures in words", "cues, Cyrillic", "numbers", "quotation marks",
    "a list of names", "a list of dates, Cyrillic", "brackets", "hyphens", "base64", "no spaces, two scripts",
)  # fmt: skip


COPIED = "one story again and again"


def steps(text: str) -> int:
    """Return how many lines of Merilo are carried out while a text is read."""
    article = article_of(text)
    return counted(lambda: check(article, Means()))


def counted(act: Callable[[], object]) -> int:
    """Return how many lines of Merilo are carried out by an act."""
    counted = 0

    def line(frame: FrameType, event: str, told: Any) -> Any:
        nonlocal counted
        counted += 1
        return line

    def call(frame: FrameType, event: str, told: Any) -> Any:
        return line if frame.f_globals.get("__name__", "").startswith("merilo.") else None

    before = sys.gettrace()
    sys.settrace(call)
    try:
        act()
    finally:
        sys.settrace(before)
    return counted


@pytest.mark.parametrize("name", WALLS)
def test_four_times_the_letters_are_no_more_than_so_many_times_the_steps(name: str) -> None:
    check(article_of(SHORT[name]), Means())  # word lists and tables are read once
    assert steps(LONG[name]) <= MOST * steps(SHORT[name])


def test_four_times_the_copies_of_a_story_are_no_more_than_so_many_times_the_steps_of_the_rules() -> None:
    short, long = (understood(article_of(dict(endless(letters))[COPIED]), Means())[0] for letters in (12_000, 48_000))
    find(short)
    assert counted(lambda: find(long)) <= MOST * counted(lambda: find(short))


def test_of_many_sentences_that_share_words_with_a_quotation_the_likest_are_looked_at(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    told = "“We will never close the hospital of Ardle,” Ana Petrova said. "
    others = "We will close the road. " * 300
    again = "Her words were that they will never close the hospital of Ardle. "
    looked: list[int] = []
    whole = echoes_module._echo
    monkeypatch.setattr(echoes_module, "_echo", lambda *given: looked.append(given[3].index) or whole(*given))
    story = story_of(understood(article_of(told + others + again), Means())[0])
    assert [story.said(each.there) for each in echoes(story)] == ["will never close the hospital of Ardle"]
    assert len(looked) <= MOST_HEARD


@pytest.mark.parametrize("name", list(SHORT))
def test_no_sentence_is_longer_than_its_bound_and_all_of_the_text_is_read(name: str) -> None:
    reading = texted(article_of(LONG[name]))
    assert all(span.end - span.start <= LONGEST for span in reading.sentences)
    read = "".join(span.of(reading.article.text) for span in reading.sentences)
    assert "".join(read.split()) == "".join(reading.article.text.split())


def test_what_touches_a_stretch_is_found_without_looking_at_all_there_is(monkeypatch: pytest.MonkeyPatch) -> None:
    placed = Placed((Span(at * 10, at * 10 + 5), at) for at in range(10_000))
    looked: list[Span] = []
    overlaps = Span.overlaps
    monkeypatch.setattr(Span, "overlaps", lambda self, other: looked.append(self) or overlaps(self, other))
    assert placed.touching(Span(50_004, 50_021)) == [5_000, 5_001, 5_002]
    assert len(looked) <= 2 * SHELF // 10 + 2


def test_what_touches_a_stretch_comes_in_the_order_given_long_spans_and_nested_ones_too() -> None:
    placed = Placed([(Span(0, 5_000), "all"), (Span(700, 710), "late"), (Span(690, 705), "early")])
    assert placed.touching(Span(704, 706)) == ["all", "late", "early"]
    assert placed.touching(Span(705, 706)) == ["all", "late"]
    assert placed.touching(Span(5_000, 5_001)) == []


def test_what_several_rules_ask_of_a_story_is_found_once() -> None:
    asked: list[object] = []

    @once
    def finder(story: object) -> int:
        asked.append(story)
        return len(asked)

    story, other = (story_of(texted(article_of(text))) for text in ("Ten people came.", "Nine people left."))
    assert [finder(story), finder(story), finder(other), finder(story)] == [1, 1, 2, 1]


@pytest.mark.parametrize(("parts", "told"), [(3, 1), (MOST_PARTS, 1), (MOST_PARTS + 1, 0)])
def test_a_row_of_figures_as_long_as_a_table_deals_nothing_out(parts: int, told: int) -> None:
    listed = ", ".join(f"{at + 2} from Hilltop" for at in range(parts - 1))
    story = story_of(check(article_of(f"They bought 900 books: {listed} and 8 from Lowtown."), Means()).reading)
    assert sum(1 for _each in divisions(story)) == told


def test_the_way_of_words_is_followed_through_so_many_hands() -> None:
    told = "the mayor said that " * (HANDS + 10)
    passed: dict[int, int] = {}
    for edge in edges(check(article_of(f"Ana Petrova said that {told}it rained."), Means()).reading):
        passed[edge.attribution] = passed.get(edge.attribution, 0) + 1
    assert 0 < max(passed.values()) <= 2 * HANDS
