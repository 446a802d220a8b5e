"""Numbers of whole news stories: which of them tell of one thing, for `one_thing.py`.

`tests/cases/stories` holds sound stories with sentences that contradict them and others that only look so. Two numbers
of a sound story that are not the same are of two things; two that are the same tell of one, and make a slip when one of
them is changed as a hand slips. A sentence that contradicts another by a number is a slip with that number of it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from itertools import combinations
from pathlib import Path
from random import Random
from typing import Literal

from merilo.bench.stories import STORIES, kept_out, stories
from merilo.bench.stories import Story as Written
from merilo.encoder import shared
from merilo.findings.sense import sense_of
from merilo.findings.story import Story, story_of
from merilo.findings.told.counts import Count
from merilo.findings.told.headline import in_headline
from merilo.findings.told.one_thing import MOST, Kind, Twice, candidates
from merilo.findings.told.sized import sized
from merilo.findings.wording import wording
from merilo.model import Article, Span
from merilo.pipeline import Means, understood
from merilo.reading.read import article_from_bytes
from merilo.resources import profile
from merilo.text.numerals import table
from merilo.text.script import script_of
from merilo.text.words import words

KINDS: tuple[Kind, ...] = ("lengths", "ages")
PARAGRAPH = 2  # sentences
OWN = 0.75  # likeness of a slip and the sentence of the story that it is a copy of
APART = 3  # sentences at most from a sentence to what looks like its contradiction
CHANGED = (0.5, 0.6, 0.7, 0.8, 1.2, 1.3, 1.5, 2.0)
WEIGHT = {"sound": 1.0, "same": 0.5, "slip": 2.0, "look-alike": 1.5}

Origin = Literal["sound", "same", "slip", "look-alike"]


@dataclass(frozen=True)
class Told:
    """Two numbers of a kind: where they are from, what speaks for their being one thing, and whether they are."""

    kind: Kind
    origin: Origin
    source: str
    numbers: tuple[float, ...]
    one: bool


def told(folder: Path = STORIES) -> Iterator[Told]:
    """Yield the pairs of numbers of the stories that are learnt from."""
    for written in stories(folder):
        if kept_out(written.source):
            continue
        title, *rows = written.rows
        rng = Random(title)
        story = read(article(written.language, title, rows))
        yield from of_a_sound_text(story, written.source, rng)
        yield from _look_alikes(written, title, rows, rng)
        yield from _slips(written, title, rows, rng)


def article(language: str, title: str, rows: Sequence[str]) -> Article:
    """Return a story as it is printed: a headline, and paragraphs of two sentences."""
    paragraphs = [" ".join(rows[at : at + PARAGRAPH]) for at in range(0, len(rows), PARAGRAPH)]
    return article_from_bytes("\n\n".join((f"# {title}", *paragraphs)).encode(), "story.md", language=language)


def read(text: Article) -> Story:
    """Return an article ready for its rules."""
    reading, encoded = understood(text, Means(shared()))
    assert encoded is not None
    return story_of(reading, sense_of(encoded))


def of_a_sound_text(story: Story, source: str, rng: Random) -> Iterator[Told]:
    """Yield the numbers of a text without a slip: different ones, and equal ones of which one is changed."""
    for kind, found in _sized(story):
        for pair in _pairs(story, found):
            yield Told(kind, "sound", source, pair.numbers, one=False)
        for one, other in combinations(found[:MOST], 2):
            if one.telling is other.telling or _value(one) != _value(other) or _headed(story, one, other):
                continue
            for value in _slipped(one.quantity.value, rng):
                mended, kept = (one, other) if rng.random() < 0.5 else (other, one)
                wrong = replace(mended, quantity=replace(mended.quantity, value=value, bound="exact"))
                made = [wrong if each is mended else each for each in found]
                changed = {id(wrong), id(kept)}
                for pair in candidates(story, made):
                    if {id(pair.left), id(pair.right)} == changed:
                        yield Told(kind, "same", source, pair.numbers, one=True)


def _sized(story: Story) -> Iterator[tuple[Kind, Sequence[Count]]]:
    """Lengths and ages: counts that were learnt from stories did worse on other texts."""
    found = sized(story)
    for kind in KINDS:
        yield kind, found[kind]


def _look_alikes(written: Written, title: str, rows: Sequence[str], rng: Random) -> Iterator[Told]:
    for numbers, text in written.decoys:
        if not _numbered(written.language, text):
            continue
        at = min(len(rows), numbers[0] + rng.randint(0, APART))
        story = read(article(written.language, title, [*rows[:at], text, *rows[at:]]))
        place = _place(story, text)
        for kind, found in _sized(story):
            for pair in _pairs(story, found):
                if place and any(place.overlaps(each.quantity.span) for each in (pair.left, pair.right)):
                    yield Told(kind, "look-alike", written.source, pair.numbers, one=False)


def _slips(written: Written, title: str, rows: Sequence[str], rng: Random) -> Iterator[Told]:
    for numbers, _, text in written.slips:
        if not _numbered(written.language, text):
            continue
        like, at = max((SequenceMatcher(None, text, row, autojunk=False).ratio(), at) for at, row in enumerate(rows))
        own = rows[at] if like >= OWN and at + 1 not in numbers else None
        behind = min(len(rows), numbers[-1] + rng.randint(1, APART))
        around = [*rows[:at], text, *rows[at + 1 :]] if own else [*rows[:behind], text, *rows[behind:]]
        story = read(article(written.language, title, around))
        for kind, found in _sized(story):
            for number in numbers:
                pair = _contradicting(story, found, text, rows[number - 1], own) if number else None
                if pair is not None:
                    yield Told(kind, "slip", written.source, pair.numbers, one=True)


def _numbered(language: str, text: str) -> bool:
    """Whether there is a number in it at all: reading whole stories takes time."""
    which = profile(language, script_of(text))
    known, ages = table(which), tuple(wording(which).given.signs["aged_endings"])
    return any(
        word.text[0].isdecimal() or word.lower in known.values or word.lower in known.alone or word.lower.endswith(ages)
        for word in words(text)
    )


def _contradicting(story: Story, found: Sequence[Count], slip: str, row: str, own: str | None) -> Twice | None:
    """The only two numbers of a slip and a sentence that it contradicts which the other sentence does not have."""
    places = [_place(story, each) for each in (slip, row)]
    if None in places:
        return None
    held = [[each for each in found if place and place.overlaps(each.quantity.span)] for place in places]
    values = [{_value(each) for each in row} for row in held]
    fitting = []
    for pair in _pairs(story, found):
        sides = (pair.left, pair.right) if pair.left in held[0] else (pair.right, pair.left)
        if sides[0] not in held[0] or sides[1] not in held[1]:
            continue
        if _value(sides[0]) in values[1] or _value(sides[1]) in values[0]:
            continue
        if own is None or story.said(sides[0].quantity.span) not in own:
            fitting.append((own is not None and story.said(sides[1].quantity.span) in own, pair))
    best = [pair for same, pair in fitting if same] or [pair for _, pair in fitting]
    return best[0] if len(best) == 1 else None


def _pairs(story: Story, found: Sequence[Count]) -> Iterator[Twice]:
    return (pair for pair in candidates(story, found) if not _headed(story, pair.left, pair.right))


def _headed(story: Story, *counts: Count) -> bool:
    return any(in_headline(story, each.quantity.span) for each in counts)


def _value(count: Count) -> tuple[str | None, float]:
    return count.quantity.unit, count.quantity.value


def _place(story: Story, text: str) -> Span | None:
    at = story.text.find(text)
    return Span(at, at + len(text)) if at >= 0 else None


def _slipped(value: float, rng: Random) -> list[float]:
    """What a hand may write instead: another digit, two digits in another order, another size."""
    written, made = f"{value:.10g}", set()
    for _ in range(6):
        how, at = rng.random(), rng.randrange(len(written))
        if how < 0.45 and len(written) > 1 and written[at].isdecimal():
            other = rng.choice([each for each in "0123456789" if each != written[at]])
            made.add(float(written[:at] + other + written[at + 1 :]))
        elif how < 0.65 and at > 0 and (written[at - 1] + written[at]).isdecimal():
            made.add(float(written[: at - 1] + written[at] + written[at - 1] + written[at + 1 :]))
        elif value < 12:
            made.add(value + rng.choice((-3, -2, -1, 1, 2, 3, 4)))
        else:
            made.add(round(value * rng.choice(CHANGED), 0 if value == int(value) else 1))
    return sorted(each for each in made if each > 1 and each != value)[:2]
