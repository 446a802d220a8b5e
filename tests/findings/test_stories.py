"""The stories of our own that the reader of pairs learns from and is measured by are as their readers expect."""

from __future__ import annotations

from pathlib import Path

import pytest

from merilo.bench.stories import STORIES, kept_out, stories

WRITTEN = """# council
H Council of Arden buys two buses
S The council bought two buses on Monday.
S They cost 300,000 euros.
S The mayor, Ana Brown, drove one of them.
S A school choir sang.
- 0,1 count The third of the new buses comes in May.
+ 2 A bus of that size cost 120,000 euros in 2019.

# court
H A judge retires
S She is 67.
- 1 age The judge, 62, will write a book.
"""


def written(folder: Path, text: str) -> Path:
    (folder / "one.en.txt").write_text(text, encoding="utf-8")
    return folder


def test_a_story_is_read_with_what_contradicts_it_and_what_does_not(tmp_path: Path) -> None:
    first, second = stories(written(tmp_path, WRITTEN))
    assert (first.language, len(first.rows), len(second.rows)) == ("en", 5, 2)
    assert first.slips == [([0, 1], "count", "The third of the new buses comes in May.")]
    assert first.decoys == [([2], "A bus of that size cost 120,000 euros in 2019.")]
    numbers, _, sentence = first.slips[0]
    text = first.article(numbers, sentence).text
    assert text.index("drove one") < text.index(sentence) < text.index("A school choir")
    assert sentence not in first.article().text
    assert first.article().title == first.rows[0]
    numbers, _, sentence = second.slips[0]
    assert second.article(numbers, sentence).text.endswith(f"{sentence}\n")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("- 0,1 count", "- 0,9 count"),
        ("+ 2 A bus", "+ A bus"),
        ("S A school", "A school"),
        ("H A judge retires\n", ""),
        ("S She is 67.", "H She is 67."),
    ],
)
def test_what_is_no_story_is_refused(tmp_path: Path, old: str, new: str) -> None:
    with pytest.raises(ValueError, match="no "):
        list(stories(written(tmp_path, WRITTEN.replace(old, new))))


def test_the_stories_that_are_kept() -> None:
    found = list(stories(STORIES))
    assert {story.language for story in found} == {"en", "mk", "sr", "hr", "bs", "sq", "bg", "ru", "uk"}
    assert len({story.source for story in found}) == len(found)
    kept = [story for story in found if kept_out(story.source)]
    assert 0.06 < len(kept) / len(found) < 0.14
    for story in found:
        assert story.slips
        assert len(story.rows) > 6
        told = [sentence for _, _, sentence in story.slips] + [sentence for _, sentence in story.decoys]
        assert not set(told) & set(story.rows)
