"""Whole news stories of our own writing (`stories/NAME.LANG.txt`), with sentences that contradict them and that do not.

`#` begins a story, `H` is its headline (number 0), `S` its sentences (1, 2, 3 ...), all of which fit each other. Then
`- 2,5 age sentence` contradicts sentences 2 and 5, and `+ 2 sentence` fits them all, however it looks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from corpora import Bag, Document

STORIES = Path(__file__).resolve().parent / "stories"
LESS = 0.5  # weight of what a slip contradicts beside the first sentence that is named
DECOY = 0.7
SLIP = re.compile(r"([\d, ]+) (\w[\w-]*) (.+)")
LOOK_ALIKE = re.compile(r"([\d, ]+) (.+)")


@dataclass(slots=True)
class Story:
    """The headline and the sentences of a story, with what contradicts some of them, and what only looks so."""

    language: str
    rows: list[str] = field(default_factory=list)
    slips: list[tuple[list[int], str, str]] = field(default_factory=list)  # numbers of rows, kind, sentence
    decoys: list[tuple[list[int], str]] = field(default_factory=list)

    @property
    def source(self) -> str:
        """What tells it apart from all others."""
        return f"story {self.rows[0]}"

    def bags(self) -> Iterator[Bag]:
        """Yield the pairs that the writer has named."""
        for numbers, kind, text in self.slips:
            for place, number in enumerate(numbers):
                pair = ((self.rows[number], text),)
                yield Bag("stories", self.source, self.language, kind, "contradicts", pair, LESS if place else 1.0)
        for numbers, text in self.decoys:
            for number in numbers:
                yield Bag("stories", self.source, self.language, "", "fits", ((self.rows[number], text),), DECOY)

    def document(self) -> Document:
        """Return all that fits as one text."""
        return Document("stories", self.source, self.language, (*self.rows, *(text for _, text in self.decoys)))


def stories(folder: Path) -> Iterator[Story]:
    """Yield the stories of a folder.

    Raises:
        ValueError: a line begins with none of # H S - +, names no sentence of its story, or a story has no headline.
    """
    for path in sorted(folder.glob("*.txt")):
        language = path.name.split(".")[1]
        for block in re.split(r"^(?=# )", path.read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]:
            story = _story(block, language)
            if not story.rows:
                raise ValueError(f"{path.name}: {block[:80]!r} has no headline")
            yield story


def _story(block: str, language: str) -> Story:
    story = Story(language)
    for line in block.strip().splitlines():
        mark, _, rest = line.strip().partition(" ")
        rest = rest.strip()
        if mark in ("H", "S") and rest and (mark == "H") == (not story.rows):
            story.rows.append(rest)
        elif mark == "-" and (found := SLIP.fullmatch(rest)):
            story.slips.append((_numbers(found[1], story, line), found[2], found[3]))
        elif mark == "+" and (found := LOOK_ALIKE.fullmatch(rest)):
            story.decoys.append((_numbers(found[1], story, line), found[2]))
        elif mark not in ("", "#"):
            raise ValueError(f"{line!r}")
    return story


def _numbers(told: str, story: Story, line: str) -> list[int]:
    numbers = [int(number) for number in re.findall(r"\d+", told)]
    if not numbers or max(numbers) >= len(story.rows):
        raise ValueError(f"no such sentence: {line!r}")
    return numbers
