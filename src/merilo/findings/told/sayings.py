"""Quotations made ready for comparing, and which of them stand twice."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass

from rapidfuzz.distance import Indel

from merilo.findings.story import Story, once
from merilo.findings.told.matter import pairs
from merilo.findings.told.where import names
from merilo.model import Attribution, Span
from merilo.text.placed import Placed
from merilo.text.words import Word, words

SHORTEST = 4  # words: shorter quotations are titles and catchwords
LEFT_OUT = frozenset({"…", "...", "[", "]", "(...)"})
LONGEST = 1500  # characters
DASHES = frozenset("-–—")
BACK = 8  # attributions ahead of a quotation that may be about it
EARLIER = 200  # quotations before one that says that it repeats another, the nearest: more are no news
MARGIN = 200  # characters before some words in which the dash stands that opens them


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
    words: tuple[Word, ...] = ()

    @property
    def numbers(self) -> tuple[str, ...]:
        """The words of it that begin with a digit."""
        return tuple(word for word in self.row if word[0].isdecimal())


@once
def sayings(story: Story) -> tuple[Saying, ...]:
    """Return every quotation of the text that is long enough to be known again."""
    return tuple(_sayings(story))


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
    for whole, spoken in _pieces(story):
        row = words(story.text, spoken)
        plain = tuple(word.lower for word in row if word.text[0].isalnum())
        if len(plain) < SHORTEST:
            continue
        cut = any(word.text in LEFT_OUT for word in row) or "..." in spoken.of(story.text)
        last = bisect_left(starts, spoken.end)
        near = [said for content, said in given[max(0, last - BACK) : last] if content.overlaps(spoken)]
        around = story.tellings[max(0, bisect_left(sentences, spoken.end) - 1)]
        again = "again" in around.marks
        repeated = again or any(story.wording.signs["again_said"].find(around.words))
        outside = [word for word in around.words if not whole.holds(word.span)]
        repeats = any(story.wording.signs["repeated"].find(outside))
        speaker = next((by for each in near if (by := speaker_of(story, each))), None)
        yield Saying(spoken, plain, cut, speaker, again, repeated, repeats, story.stems_of(row), row)


def _pieces(story: Story) -> Iterator[tuple[Span, Span]]:
    """The quotations, with their marks and without; and the turns of a dialogue that a dash opens."""
    outer = [quote for quote in story.reading.quotes if not quote.depth]
    for quote in outer:
        if quote.closed and quote.words.end - quote.words.start <= LONGEST:
            yield quote.span, quote.words
    yield from ((content, content) for content in _behind_dashes(story))


@once
def dialogue(story: Story) -> Placed[Span]:
    """Return what is said behind a dash at the beginning of a line."""
    return Placed((content, content) for content in _behind_dashes(story))


def _behind_dashes(story: Story) -> Iterator[Span]:
    for attribution in story.reading.attributions:
        for content in attribution.content:
            before = story.text[max(0, content.start - MARGIN) : content.start].rstrip()
            if before[-1:] in DASHES and before[-2:-1] in ("", "\n"):
                yield content


def speaker_of(story: Story, attribution: Attribution) -> str | None:
    """The person to whom the text gives these words, where it is one."""
    if attribution.speaker is not None or attribution.source is None:
        return attribution.speaker
    source = attribution.source
    inside = {m.entity for m in names(story).touching(source) if source.holds(m.span) and m.type == "PER"}
    return inside.pop() if len(inside) == 1 else None


def doubles(story: Story) -> Iterator[tuple[Saying, Saying, float]]:
    """Yield pairs of quotations that share a run of three words or both their ends, and how alike they are."""
    keyed = [
        (key, saying)
        for saying in sayings(story)
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
    for saying in sayings(story):
        if saying.repeats and not saying.cut:
            like = [
                each
                for each in earlier[-EARLIER:]
                if not each.cut and _of_one_speaker(each, saying) and _akin(each, saying)
            ]
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
