"""The turns of a transcript or a debate: each is what its speaker said."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from merilo.attribution.cues import Tongue
from merilo.model import Attribution, Landmark, Reading, Span
from merilo.reading.speakers import label_of
from merilo.text.words import words

SINGLE = 2 / 3  # of the turns, so many are one paragraph each where another one can be the reporter's
KINDS = ("says", "relays", "denies", "shows")


def turns(reading: Reading, tongue: Tongue) -> Iterator[Attribution]:
    """Yield an attribution for every turn of the landmarks that name a speaker; its cue is None.

    The source is where the name stands at the head of the turn ("PETROVA: ..."), or None where only the file's
    captions give it. A turn that ends as a question asks. What a reporter tells between two turns is nobody's turn.
    """
    text, marks = reading.article.text, reading.article.landmarks
    told = _reporters(text, marks, tongue)
    at = 0
    while at < len(marks):
        speaker = marks[at].speaker
        after = at + 1
        while after < len(marks) and marks[after].speaker == speaker and speaker and marks[after].start not in told:
            after += 1  # captions cut one turn into many
        end = marks[after].start if after < len(marks) else len(text)
        if speaker and marks[at].start not in told:
            yield from _turn(text, marks[at], min(end, len(text)))
        at = after


def _reporters(text: str, marks: Sequence[Landmark], tongue: Tongue) -> frozenset[int]:
    """Return where paragraphs begin that are the reporter's, in a text whose turns are hardly ever longer than one.

    Such a paragraph has no label, nobody in it is "I" or asks, and it tells what others said.
    """
    labelled = [label_of(text, mark) is not None for mark in marks]
    turns = [at for at, own in enumerate(labelled) if own]
    single = sum(at + 1 >= len(marks) or labelled[at + 1] for at in turns)
    if not turns or single < SINGLE * len(turns):
        return frozenset()
    told: set[int] = set()
    for at, mark in enumerate(marks):
        end = marks[at + 1].start if at + 1 < len(marks) else len(text)
        inside = not labelled[at] and mark.speaker and mark.start < end
        going_on = at > 0 and marks[at - 1].start in told
        if inside and (going_on or _reports(text, Span(mark.start, end), tongue)):
            told.add(mark.start)
    return frozenset(told)


def _reports(text: str, paragraph: Span, tongue: Tongue) -> bool:
    row = words(text, paragraph)
    if any(word.lower in tongue.mine or word.text == "?" for word in row):
        return False
    return any(hit.entry in KINDS for hit in tongue.cues.find(row))


def _turn(text: str, mark: Landmark, end: int) -> Iterator[Attribution]:
    source, start = None, mark.start
    if label := label_of(text, mark):
        named = text.index(mark.speaker or "", start)
        source, start = Span(named, named + len(mark.speaker or "")), label.end
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start < end:
        asks = text[end - 1] == "?"
        yield Attribution((Span(start, end),), source, mode="direct", stance="asks" if asks else "asserts")
