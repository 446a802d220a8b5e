"""The turns of a transcript or a debate: each is what its speaker said."""

from __future__ import annotations

from collections.abc import Iterator

from merilo.model import Attribution, Landmark, Reading, Span
from merilo.reading.speakers import label_of


def turns(reading: Reading) -> Iterator[Attribution]:
    """Yield an attribution for every turn of the landmarks that name a speaker; its cue is None.

    The source is where the name stands at the head of the turn ("PETROVA: ..."), or None where only the file's
    captions give it. A turn that ends as a question asks.
    """
    text, marks = reading.article.text, reading.article.landmarks
    at = 0
    while at < len(marks):
        speaker = marks[at].speaker
        after = at + 1
        while after < len(marks) and marks[after].speaker == speaker and speaker:
            after += 1  # captions cut one turn into many
        end = marks[after].start if after < len(marks) else len(text)
        if speaker:
            yield from _turn(text, marks[at], min(end, len(text)))
        at = after


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
