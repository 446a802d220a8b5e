"""Whole news stories of our own writing, with sentences that contradict them and sentences that only look so.

In `tests/cases/stories/NAME.LANG.txt` `#` begins a story, `H` is its headline (number 0), `S` its sentences (1, 2, 3
...), all of which fit each other. Then `- 2,5 age sentence` contradicts sentences 2 and 5, and `+ 2 sentence` fits them
all, however it looks. The reader of pairs (`train/pairs`) learns from nine in ten of them; the others measure.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path

from merilo.bench.by_another_hand import ARTICLES, places, share, touches
from merilo.bench.registry import Scores, benchmark
from merilo.findings.find import find
from merilo.model import Article, Finding
from merilo.pipeline import means, understood
from merilo.reading.read import article_from_bytes

STORIES = ARTICLES.parent / "stories"
KEPT_OUT = 10  # one in so many
PARAGRAPH = 3  # sentences
LATER = 2  # sentences between one and what contradicts it
SLIP = re.compile(r"([\d, ]+) (\w[\w-]*) (.+)")
LOOK_ALIKE = re.compile(r"([\d, ]+) (.+)")


@dataclass(slots=True)
class Story:
    """The headline and the sentences of a story, with what contradicts some of them, and what only looks so.

    `slips` are (numbers of rows, kind, sentence), `decoys` (numbers of rows, sentence).
    """

    language: str
    rows: list[str] = field(default_factory=list)
    slips: list[tuple[list[int], str, str]] = field(default_factory=list)
    decoys: list[tuple[list[int], str]] = field(default_factory=list)

    @property
    def source(self) -> str:
        """What tells it apart from all others."""
        return f"story {self.rows[0]}"

    def article(self, numbers: list[int] | None = None, sentence: str = "") -> Article:
        """Return the story as an article; with a sentence, this stands somewhat behind those of the numbers."""
        rows = self.rows[1:]
        if numbers is not None:
            at = min(len(rows), max(numbers) + LATER)
            rows = [*rows[:at], sentence, *rows[at:]]
        written = "\n\n".join(" ".join(rows[at : at + PARAGRAPH]) for at in range(0, len(rows), PARAGRAPH))
        return article_from_bytes(f"# {self.rows[0]}\n\n{written}\n".encode(), "story.md", language=self.language)


def kept_out(source: str) -> bool:
    """Say whether a source measures, and is not learnt from."""
    return int(sha256(source.encode()).hexdigest(), 16) % KEPT_OUT == 0


def stories(folder: Path) -> Iterator[Story]:
    """Yield the stories of a folder.

    Raises:
        ValueError: a line begins with none of # H S - +, names no sentence of its story, or a story has no headline.
    """
    for path in sorted(folder.glob("*.txt")):
        language = path.name.split(".")[1]
        for block in re.split(r"^(?=# )", path.read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]:
            yield _story(block, language)


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
            raise ValueError(f"no line of a story: {line!r}")
    if not story.rows:
        raise ValueError(f"no headline: {block[:80]!r}")
    return story


def _numbers(told: str, story: Story, line: str) -> list[int]:
    numbers = [int(number) for number in re.findall(r"\d+", told)]
    if not numbers or max(numbers) >= len(story.rows):
        raise ValueError(f"no such sentence: {line!r}")
    return numbers


@benchmark("findings-stories")
def findings_stories(data: Path) -> Scores:
    """Sentences that contradict a story, found by kind and language; alarms on those that fit, and in sound stories."""
    rows: dict[str, list[bool]] = defaultdict(list)
    sound: Counter[str] = Counter()
    count = 0
    for story in stories(STORIES):
        if not kept_out(story.source):
            continue
        count += 1
        sound.update(each.rule for each in _loud(story.article()))
        for numbers, kind, sentence in story.slips:
            found = _touched(story.article(numbers, sentence), sentence)
            for key in ("slips", f"kind-{kind}", f"language-{story.language}"):
                rows[key].append(found)
        for numbers, sentence in story.decoys:
            rows["alarms-on-look-alikes"].append(_touched(story.article(numbers, sentence), sentence))
    return {
        **{key: share(row) for key, row in sorted(rows.items())},
        "stories": count,
        "sound": sound.total() / count,
        **{f"sound-{rule}": told / count for rule, told in sorted(sound.items())},
    }


def _loud(article: Article) -> list[Finding]:
    return [each for each in find(*understood(article, means())) if each.severity != "note"]


def _touched(article: Article, sentence: str) -> bool:
    stood = places(article.text, sentence)
    return any(touches(each, stood) for each in _loud(article))
