"""Quotations that stand twice: in two wordings, or in two mouths."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass

from rapidfuzz.distance import Indel, Levenshtein

from merilo.findings.events import pairs
from merilo.findings.rule import Slip, rule
from merilo.findings.story import Story
from merilo.model import Attribution, Span
from merilo.text.words import words

SHORTEST = 4  # words: shorter quotations are titles and catchwords
STOCK_PHRASE = 5  # words: two people may well say so short a sentence alike,
TELLING = 3  # and one that is a word longer unless so many of its words tell something
ALIKE = 0.76  # of the words; below this they are two sayings
SAME = 0.9  # and from here one, but for a word
LEFT_OUT = frozenset({"…", "...", "[", "]", "(...)"})
BACK = 8  # attributions ahead of a quotation that may be about it


@dataclass(frozen=True, slots=True)
class Saying:
    """The words of one quotation in small letters, without marks, and the entity that says it, where it is known.

    `again` is True where the sentence around it says that the words are repeated.
    """

    span: Span
    row: tuple[str, ...]
    cut: bool
    speaker: str | None
    again: bool

    @property
    def numbers(self) -> tuple[str, ...]:
        """The words of it that begin with a digit."""
        return tuple(word for word in self.row if word[0].isdecimal())


def _sayings(story: Story) -> Iterator[Saying]:
    given = sorted(
        (
            (content, attribution)
            for attribution in story.reading.attributions
            if attribution.parent is None
            for content in attribution.content
        ),
        key=lambda each: each[0],
    )
    starts = [content.start for content, _ in given]
    sentences = [telling.span.start for telling in story.tellings]
    for quote in story.reading.quotes:
        if quote.depth or not quote.closed or quote.words.end - quote.words.start > 1500:
            continue
        row = words(story.text, quote.words)
        plain = tuple(word.lower for word in row if word.text[0].isalnum())
        if len(plain) < SHORTEST:
            continue
        cut = any(word.text in LEFT_OUT for word in row) or "..." in quote.words.of(story.text)
        last = bisect_left(starts, quote.words.end)
        near = [said for content, said in given[max(0, last - BACK) : last] if content.overlaps(quote.words)]
        around = story.tellings[max(0, bisect_left(sentences, quote.words.end) - 1)]
        yield Saying(quote.words, plain, cut, _speaker(story, near[0]) if near else None, "again" in around.marks)


def _speaker(story: Story, attribution: Attribution) -> str | None:
    """The person to whom the text gives these words, where it is one."""
    if attribution.speaker is not None or attribution.source is None:
        return attribution.speaker
    inside = {m.entity for m in story.reading.mentions if attribution.source.holds(m.span) and m.type == "PER"}
    return inside.pop() if len(inside) == 1 else None


def _doubles(story: Story) -> Iterator[tuple[Saying, Saying, float]]:
    """Yield pairs of quotations that share a run of three words or both their ends, and how alike they are."""
    keyed = [
        (key, saying)
        for saying in _sayings(story)
        for key in {*zip(saying.row, saying.row[1:], saying.row[2:], strict=False), (saying.row[0], saying.row[-1])}
    ]
    seen = set()
    for left, right in pairs(keyed):
        if (left.span, right.span) not in seen:
            seen.add((left.span, right.span))
            yield left, right, Indel.normalized_similarity(left.row, right.row)


@rule("quote-two-wordings", severity="warning")
def quote_two_wordings(story: Story) -> Iterator[Slip]:
    """One quotation of one person, or one that the text says is repeated, stands in two wordings.

    Silent where the second is only a part of the first, or marks what it leaves out, and where more than one number
    differs: a person may fill one frame twice.
    """
    for left, right, alike in _doubles(story):
        if not ALIKE <= alike < 1 or left.cut or right.cut or not _one_saying(left, right):
            continue
        edits = Levenshtein.opcodes(left.row, right.row)
        if any(edit.tag == "replace" for edit in edits) or _negated(story, left, right):
            facts = {"here": story.said(left.span), "there": story.said(right.span)}
            yield Slip((left.span, right.span), facts, confidence=0.8)


def _one_saying(left: Saying, right: Saying) -> bool:
    """They are of one speaker, or of nobody known and told as repeated, and at most one number in them differs."""
    if left.speaker != right.speaker or (left.speaker is None and not (left.again or right.again)):
        return False
    return Levenshtein.distance(left.numbers, right.numbers) <= 1


def _negated(story: Story, left: Saying, right: Saying) -> bool:
    """One has a "not" more than the other."""
    shorter, longer = sorted((set(left.row), set(right.row)), key=len)
    return bool((longer - shorter) & set(story.wording.given.marks["not"])) and len(longer - shorter) <= 2


@rule("quote-two-speakers", severity="warning")
def quote_two_speakers(story: Story) -> Iterator[Slip]:
    """The same words, numbers included, are given to two different people.

    Silent where they are few enough to be a stock phrase, or where a word tells that one repeats the other.
    """
    for left, right, alike in _doubles(story):
        if alike < SAME or left.numbers != right.numbers or _stock(story, left) or _stock(story, right):
            continue
        one, other = left.speaker, right.speaker
        if one is None or other is None or one == other or left.again or right.again:
            continue
        names = [story.entities[each].name for each in (one, other) if each in story.entities]
        if len(names) == 2:
            facts = {"words": story.said(left.span), "here": names[0], "there": names[1]}
            yield Slip((left.span, right.span), facts, confidence=0.75)


def _stock(story: Story, saying: Saying) -> bool:
    """So short, or so empty, that two people may well have said it ("we wish you all the best")."""
    count = len(saying.row)
    telling = sum(len(word) >= SHORTEST and word not in story.wording.stop for word in saying.row)
    return count <= STOCK_PHRASE or (count == STOCK_PHRASE + 1 and telling < TELLING)
