"""The stories of `tests/cases/stories` as the reader of pairs learns from them."""

from __future__ import annotations

from collections.abc import Iterator

from corpora import Bag, Document

from merilo.bench.stories import Story

LESS = 0.5  # weight of what a slip contradicts beside the first sentence that is named
LOOK_ALIKE = 0.7


def named(story: Story) -> Iterator[Bag]:
    """Yield the pairs that the writer of a story has named."""
    for numbers, kind, text in story.slips:
        for place, number in enumerate(numbers):
            pair = ((story.rows[number], text),)
            yield Bag("stories", story.source, story.language, kind, "contradicts", pair, LESS if place else 1.0)
    for numbers, text in story.decoys:
        for number in numbers:
            yield Bag("stories", story.source, story.language, "", "fits", ((story.rows[number], text),), LOOK_ALIKE)


def whole(story: Story) -> Document:
    """Return all that fits as one text."""
    return Document("stories", story.source, story.language, (*story.rows, *(text for _, text in story.decoys)))
