"""One quotation, two wordings."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rapidfuzz.distance import Levenshtein

from merilo.findings.rule import Slip, rule
from merilo.findings.story import Story
from merilo.findings.told.echoes import Echo, echoes
from merilo.findings.told.requoted import requoted, reworded
from merilo.findings.told.sayings import Saying, doubles, told_again
from merilo.model import Span

REPEATED = 0.35  # and one that the text says is repeated, from here on
COVERED = 0.5  # of a quotation that comes back elsewhere
ALIKE = 0.76  # of the words; below this they are two sayings


@rule("quote-two-wordings", severity="warning")
def quote_two_wordings(story: Story) -> Iterator[Slip]:
    """One quotation of one person, or one that the text says is repeated, stands in two wordings.

    Where “he repeated what he had said” leads to a quotation, it is held against the earlier one that it is most like;
    where the text speaks of a sentence, a slogan or somebody's words, against any that has most of its words in order,
    be it only three words long.

    Silent where the second is only a part of the first, or marks what it leaves out, and where more than one number
    differs: a person may fill one frame twice.
    """
    told: set[Span] = set()
    for left, right, alike in doubles(story):
        if left.cut or right.cut or alike == 1 or not _one_saying(left, right):
            continue
        if alike < (REPEATED if _is_told_again(left, right) else ALIKE):
            continue
        edits = Levenshtein.opcodes(left.row, right.row)
        otherwise = _is_told_again(left, right) and bool(set(right.row) - set(left.row))
        if otherwise or any(edit.tag == "replace" for edit in edits) or _negated(story, left, right):
            facts = {"here": story.said(left.span), "there": story.said(right.span)}
            told.add(max(left.span, right.span))
            yield Slip((left.span, right.span), facts, confidence=0.8)
    for left, right in told_again(story):
        if right.span not in told and not _is_within(left, right) and not _is_within(right, left):
            facts = {"here": story.said(left.span), "there": story.said(right.span)}
            told.add(right.span)
            yield Slip((left.span, right.span), facts, confidence=0.65)
    for echo in echoes(story):
        if (
            echo.quoted
            and echo.announced
            and _is_reworded(story, echo)
            and not any(echo.there.overlaps(s) for s in told)
        ):
            told.add(echo.saying.span)
            facts = {"here": story.said(echo.saying.span), "there": story.said(echo.there)}
            yield Slip((echo.saying.span, echo.there), facts, confidence=0.65)
    yield from _held_up(story, told)


def _held_up(story: Story, told: set[Span]) -> Iterator[Slip]:
    """A quotation, however short, that the text speaks of as somebody's words, and an earlier one in other words."""
    pairs = list(requoted(story))
    kept = {right.span for left, right in pairs if left.row == right.row}
    for left, right in pairs:
        if right.span in kept or any(span.overlaps(each.span) for each in (left, right) for span in told):
            continue
        if left.speaker != right.speaker and None not in (left.speaker, right.speaker):
            continue
        if reworded(story, left, right):
            told |= {left.span, right.span}
            facts = {"here": story.said(left.span), "there": story.said(right.span)}
            yield Slip((left.span, right.span), facts, confidence=0.65)


def _is_reworded(story: Story, echo: Echo) -> bool:
    """Words that tell something stand there for others that do, and no more than a few."""
    replaced = [
        (mine, its)
        for mine, its in echo.changed
        if _telling(story, mine) and _telling(story, its) and not _telling(story, mine) & _telling(story, its)
    ]
    return bool(replaced) and echo.covered >= COVERED


def _telling(story: Story, row: Sequence[str]) -> frozenset[str]:
    return frozenset(story.wording.stem(word) for word in row if word not in story.wording.stop and len(word) > 2)


def _is_within(part: Saying, whole: Saying) -> bool:
    """One is the other, or a run of words of it."""
    return f" {' '.join(part.row)} " in f" {' '.join(whole.row)} "


def _is_told_again(left: Saying, right: Saying) -> bool:
    """The text says that the later one repeats what the same person said, and both begin in the same words."""
    later = max((left, right), key=lambda saying: saying.span)
    alike = left.speaker == right.speaker or None in (left.speaker, right.speaker)
    return later.repeated and alike and left.row[:2] == right.row[:2]


def _one_saying(left: Saying, right: Saying) -> bool:
    """They are of one speaker, or of nobody known and told as repeated, and at most one number in them differs."""
    again = left.repeated or right.repeated
    if left.speaker != right.speaker and not (again and None in (left.speaker, right.speaker)):
        return False
    if left.speaker is None and not again:
        return False
    return Levenshtein.distance(left.numbers, right.numbers) <= 1


def _negated(story: Story, left: Saying, right: Saying) -> bool:
    """One has a "not" more than the other."""
    shorter, longer = sorted((set(left.row), set(right.row)), key=len)
    return bool((longer - shorter) & set(story.wording.given.marks["not"])) and len(longer - shorter) <= 2
