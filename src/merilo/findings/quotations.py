"""Quotations that stand twice: in two wordings, or in two mouths."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from rapidfuzz.distance import Indel, Levenshtein

from merilo.findings.events import pairs
from merilo.findings.rule import Slip, rule
from merilo.findings.story import Story
from merilo.model import Span
from merilo.text.words import words

SHORTEST = 4  # words: shorter quotations are titles and catchwords
ALIKE = 0.68  # of the words; below this they are two sayings
LEFT_OUT = frozenset({"…", "...", "[", "]", "(...)"})


@dataclass(frozen=True, slots=True)
class Saying:
    """The words of one quotation in small letters, without marks."""

    span: Span
    row: tuple[str, ...]
    cut: bool


def _sayings(story: Story) -> Iterator[Saying]:
    for quote in story.reading.quotes:
        if quote.depth or not quote.closed or quote.words.end - quote.words.start > 1500:
            continue
        row = words(story.text, quote.words)
        plain = tuple(word.lower for word in row if word.text[0].isalnum())
        if len(plain) >= SHORTEST:
            cut = any(word.text in LEFT_OUT for word in row) or "..." in quote.words.of(story.text)
            yield Saying(quote.words, plain, cut)


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
    """One quotation stands in the text in two wordings.

    Silent where the second is only a part of the first, or marks what it leaves out.
    """
    for left, right, alike in _doubles(story):
        if not ALIKE <= alike < 1 or left.cut or right.cut:
            continue
        if any(edit.tag == "replace" for edit in Levenshtein.opcodes(left.row, right.row)) or _negated(
            story, left, right
        ):
            facts = {"here": story.said(left.span), "there": story.said(right.span)}
            yield Slip((left.span, right.span), facts, confidence=0.8)


def _negated(story: Story, left: Saying, right: Saying) -> bool:
    """One has a "not" more than the other."""
    shorter, longer = sorted((set(left.row), set(right.row)), key=len)
    return bool((longer - shorter) & set(story.wording.given.marks["not"])) and len(longer - shorter) <= 2


@rule("quote-two-speakers", severity="warning")
def quote_two_speakers(story: Story) -> Iterator[Slip]:
    """The same quotation is given to two different people."""
    for left, right, alike in _doubles(story):
        if alike < 0.85:
            continue
        one, other = _speaker(story, left.span), _speaker(story, right.span)
        if one is None or other is None or one == other:
            continue
        names = [story.entities[each].name for each in (one, other) if each in story.entities]
        if len(names) == 2:
            facts = {"words": story.said(left.span), "here": names[0], "there": names[1]}
            yield Slip((left.span, right.span), facts, confidence=0.75)


def _speaker(story: Story, span: Span) -> str | None:
    """The person to whom the text gives these words, where it is one."""
    for attribution in story.reading.attributions:
        if attribution.parent is None and any(content.overlaps(span) for content in attribution.content):
            if attribution.speaker is not None:
                return attribution.speaker
            if attribution.source is not None:
                inside = {
                    m.entity for m in story.reading.mentions if attribution.source.holds(m.span) and m.type == "PER"
                }
                return inside.pop() if len(inside) == 1 else None
    return None
