"""Which of two spellings of a name is the slip, where the text itself leaves no doubt: then it can be mended."""

from __future__ import annotations

from collections.abc import Sequence

from merilo.findings.story import Story
from merilo.model import Fix, Span
from merilo.text.words import Word

USUAL = 3  # times a name stands in one spelling, before the only other spelling is a slip
ENDING = 2  # letters in which a name takes its cases


def spelling_fix(story: Story, one: str, other: str, *, within: Span | None = None) -> Fix | None:
    """Put the usual spelling in the place of the only other one; None where it is not certain which is the slip.

    Both are in small letters. Certain is: one letter is put for another, the endings are the same, one spelling stands
    three times or more, whatever its ending, and the other only once. `within` is the stretch that the other stands in.
    """
    for slip, usual in ((one, other), (other, one)):
        if len(slip) != len(usual) or slip[-ENDING:] != usual[-ENDING:]:
            continue
        written = _places(story, slip)
        if len(written) == 1 and len(_places(story, usual)) >= USUAL:
            place = written[0]
            if place.lower == slip and (within is None or within.holds(place.span)):
                return Fix(place.span, _like(place.text, usual))
    return None


def as_in_either(story: Story, places: Sequence[Span], one: str, other: str) -> tuple[Fix, ...]:
    """Return the edits that give each of two places the spelling of the other one, where both are in the same case."""
    if len(one) != len(other) or one[-ENDING:] != other[-ENDING:]:
        return ()
    return tuple(Fix(at, _like(at.of(story.text), new)) for at, new in zip(places, (other, one), strict=True))


def either_spelling(story: Story, one: str, other: str) -> tuple[Fix, ...]:
    """Return the edits that give each of two spellings to the other, where each stands once, in the same case."""
    places = [[word for word in _places(story, name) if word.lower == name] for name in (one, other)]
    if any(len(found) != 1 for found in places):
        return ()
    return as_in_either(story, [found[0].span for found in places], one, other)


def _places(story: Story, name: str) -> list[Word]:
    """Where a name stands, in any case: the words that begin as it does, but for its ending, and are as long or so."""
    body = name[:-ENDING]
    return [
        word
        for telling in story.tellings
        for word in telling.words
        if word.lower.startswith(body) and abs(len(word.text) - len(name)) <= ENDING + 1
    ]


def _like(model: str, lower: str) -> str:
    """Write a word with the capitals of another of the same length: McNally, O’Brien."""
    return "".join(new.upper() if old.isupper() else new for old, new in zip(model, lower, strict=True))
