"""Short quotations that a sentence holds up as words said before: "his words", "the sentence", "verbatim".

What is only two or three words long is known again as well, where the text says that it is somebody's words.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations, islice

from rapidfuzz.distance import Levenshtein

from merilo.findings.story import Story, Telling
from merilo.findings.told.headline import in_headline
from merilo.findings.told.sayings import LEFT_OUT, speaker_of
from merilo.model import Quote, Span
from merilo.text.words import words

SHORTEST, LONGEST = 2, 40  # words
NEAR = 6  # words from a quotation in which the text may say whose words it is
SHARED, PART = 2, 0.5  # words that two wordings share, and of the longer one
FEW = 3  # words in the place of others
MOST = 40  # quotations of a text that are held against each other
EXCUSES = frozenset({"other", "moved", "wrong", "if"})


@dataclass(frozen=True, slots=True)
class Quoted:
    """A quotation of any length: its words in small letters, the sentence in which it ends, and who says it.

    `held_up` is True where the words beside it speak of it as somebody's words.
    """

    span: Span
    row: tuple[str, ...]
    telling: Telling
    speaker: str | None
    held_up: bool
    excused: bool


def requoted(story: Story) -> Iterator[tuple[Quoted, Quoted]]:
    """Yield two quotations, of which the later is held up as words said before, and is most like the earlier."""
    told = (each for quote in story.reading.quotes if (each := _quoted(story, quote)) is not None)
    found = list(islice(told, MOST))
    for left, right in combinations(found, 2):
        if right.held_up and not left.excused and not right.excused and not left.span.overlaps(right.span):
            yield left, right


def _quoted(story: Story, quote: Quote) -> Quoted | None:
    row = words(story.text, quote.words)
    plain = tuple(word.lower for word in row if word.text[0].isalnum())
    if quote.depth or not quote.closed or not SHORTEST <= len(plain) <= LONGEST or in_headline(story, quote.span):
        return None
    if any(word.text in LEFT_OUT for word in row) or "..." in quote.words.of(story.text):
        return None
    around = [each for each in story.tellings if each.span.overlaps(quote.span)]
    if not around:
        return None
    outside = [word for each in around for word in each.words]
    ahead = [word for word in outside if word.end <= quote.span.start][-NEAR:]
    behind = [word for word in outside if word.start >= quote.span.end][:NEAR]
    signs = story.wording.signs
    held_up = any(any(signs["same_words"].find(part)) for part in (ahead, behind))
    marks = {mark for hit in story.wording.marks.find([*ahead, *behind]) for mark in hit.entry}
    excused = bool(marks & EXCUSES) or any(any(signs["misquoted"].find(each.words)) for each in around)
    return Quoted(quote.words, plain, around[-1], _speaker(story, quote, around[-1]), held_up, excused)


def _speaker(story: Story, quote: Quote, telling: Telling) -> str | None:
    """Who is said to speak, or the one person named beside the quotation."""
    said = [each for each in story.reading.attributions if any(part.overlaps(quote.words) for part in each.content)]
    speakers = {speaker_of(story, each) for each in said} - {None}
    if speakers:
        return speakers.pop() if len(speakers) == 1 else None
    named = {m.entity for m in telling.mentions if m.type == "PER" and not m.span.overlaps(quote.words)}
    return named.pop() if len(named) == 1 else None


def reworded(story: Story, left: Quoted, right: Quoted) -> bool:
    """Say whether a few words of one stand for others in the other, a "not" is more, or the words change places."""
    one, other = ([story.wording.stem(word) for word in each.row] for each in (left, right))
    if one == other:
        return False
    if len(one) == len(other) > SHARED and Counter(one) == Counter(other):
        return sum(a != b for a, b in zip(one, other, strict=True)) == SHARED
    edits = [each for each in Levenshtein.opcodes(one, other) if each.tag != "equal"]
    longest = max(len(one), len(other))
    moved = [max(each.src_end - each.src_start, each.dest_end - each.dest_start) for each in edits]
    same = longest - sum(moved)
    if same < SHARED or same < PART * longest or max(moved) > FEW:
        return False
    if any(each.tag == "replace" for each in edits):
        return True
    gone = [word for e in edits for word in (*left.row[e.src_start : e.src_end], *right.row[e.dest_start : e.dest_end])]
    return any(word in story.wording.negations for word in gone)
