"""Quotations made ready for comparing, and which of them stand twice."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass

from rapidfuzz.distance import Indel

from merilo.findings.story import Story
from merilo.findings.told.matter import pairs
from merilo.model import Attribution, Span
from merilo.text.words import words

SHORTEST = 4  # words: shorter quotations are titles and catchwords
LEFT_OUT = frozenset({"…", "...", "[", "]", "(...)"})
BACK = 8  # attributions ahead of a quotation that may be about it


@dataclass(frozen=True, slots=True)
class Saying:
    """The words of one quotation in small letters, without marks, and the entity that says it, where it is known.

    `again` is True where the sentence around it says that somebody's words are repeated, `repeated` also where it says
    that the speaker says their own words once more;
    `repeats` where it says so of a quotation of this person, and `stems` are of the words of it that tell something.
    """

    span: Span
    row: tuple[str, ...]
    cut: bool
    speaker: str | None
    again: bool
    repeated: bool = False
    repeats: bool = False
    stems: frozenset[str] = frozenset()

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
        again = "again" in around.marks
        repeated = again or any(story.wording.signs["again_said"].find(around.words))
        outside = [word for word in around.words if not quote.span.holds(word.span)]
        repeats = any(story.wording.signs["repeated"].find(outside))
        speaker = _speaker(story, near[0]) if near else None
        yield Saying(quote.words, plain, cut, speaker, again, repeated, repeats, story.stems_of(row))


def _speaker(story: Story, attribution: Attribution) -> str | None:
    """The person to whom the text gives these words, where it is one."""
    if attribution.speaker is not None or attribution.source is None:
        return attribution.speaker
    inside = {m.entity for m in story.reading.mentions if attribution.source.holds(m.span) and m.type == "PER"}
    return inside.pop() if len(inside) == 1 else None


def doubles(story: Story) -> Iterator[tuple[Saying, Saying, float]]:
    """Yield pairs of quotations that share a run of three words or both their ends, and how alike they are."""
    keyed = [
        (key, saying)
        for saying in _sayings(story)
        for key in {
            *zip(saying.row, saying.row[1:], saying.row[2:], strict=False),
            (saying.row[0], saying.row[-1]),
            ("", *saying.row[:2]),
        }
    ]
    seen = set()
    for left, right in pairs(keyed):
        if (left.span, right.span) not in seen:
            seen.add((left.span, right.span))
            yield left, right, Indel.normalized_similarity(left.row, right.row)


def told_again(story: Story) -> Iterator[tuple[Saying, Saying]]:
    """Yield the quotations of which the text says that they repeat, each with the earlier one that it is most like."""
    earlier: list[Saying] = []
    for saying in _sayings(story):
        if saying.repeats and not saying.cut:
            like = [each for each in earlier if not each.cut and _of_one_speaker(each, saying) and _akin(each, saying)]
            if like:
                yield max(like, key=lambda each: len(each.stems & saying.stems)), saying
        earlier.append(saying)


def _of_one_speaker(left: Saying, right: Saying) -> bool:
    return left.speaker == right.speaker or None in (left.speaker, right.speaker)


def _akin(left: Saying, right: Saying) -> bool:
    """They share two telling words, or begin alike and share one, and are about as long."""
    short, long = sorted((len(left.row), len(right.row)))
    shared = left.stems & right.stems
    begun = left.row[:2] == right.row[:2]
    least = min(len(left.stems), len(right.stems))
    return long <= 2 * short and len(shared) >= (1 if begun else 2) and (begun or len(shared) >= 0.5 * least)
