"""Two dates of which the text says that something began on the one and ended on the other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from merilo.findings.story import Story, Telling
from merilo.findings.told.happenings import explicit
from merilo.findings.told.stretches import Length, placed, width
from merilo.model import TimeRef
from merilo.text.words import Word, words

FEW = 2  # stems that a sentence has of its own besides its verb and its date
REACH = 6  # words between "began" and its date
OVER_A_COMMA = 3  # words that a comma between the two counts for
BESIDE = 3  # words between "lasted" and how long
SILENT = frozenset({"wrong", "moved", "other"})


def begun_and_ended(story: Story) -> Iterator[tuple[Telling, TimeRef, TimeRef]]:
    """Yield the date on which something began and the one on which it ended, as one sentence or two tell them."""
    for telling in story.tellings:
        times = [time for time in telling.times if placed(time) and width(time) <= 2 and explicit(story, time)]
        if len(times) < 2 or telling.marks & SILENT:
            continue
        said = [(time, _which(story, telling, time)) for time in times]
        begun = [time for time, which in said if which == "begun"]
        ended = [time for time, which in said if which == "ended"]
        if len(begun) != 1 or len(ended) != 1 or abs(width(begun[0]) - width(ended[0])) > 1:
            continue  # a day against a year is mostly of two things
        if _one_thing(story, telling, begun[0], ended[0]):
            yield telling, begun[0], ended[0]
    yield from _over_two_sentences(story)


def _over_two_sentences(story: Story) -> Iterator[tuple[Telling, TimeRef, TimeRef]]:
    """Yield the same where one sentence tells of the beginning alone, and the next one of the end of the same thing."""
    told = [(telling, *_alone(story, telling)) for telling in story.tellings]
    for (first, one, start), (second, other, end) in pairwise(told):
        if (one, other) != ("begun", "ended") or start is None or end is None:
            continue
        if (first.marks | second.marks) & SILENT or max(width(start), width(end)) > 1:
            continue
        if first.places and second.places and not first.places & second.places:
            continue
        own = {word.lower for time in (start, end) for word in words(story.text, time.span)}
        shared = {stem for stem in first.stems & second.stems if stem not in own}
        fresh = second.stems - first.stems
        # "They ended in March" names nothing new; else both name what it is that began and ended.
        if shared or len(fresh) <= FEW:
            yield second, start, end


def _alone(story: Story, telling: Telling) -> tuple[str | None, TimeRef | None]:
    """The one date of a sentence, and whether something began or ended on it."""
    times = [time for time in telling.times if placed(time) and width(time) <= 2 and explicit(story, time)]
    return (_which(story, telling, times[0]), times[0]) if len(times) == 1 else (None, None)


def _which(story: Story, telling: Telling, time: TimeRef) -> str | None:
    """What is said to have been on that date: the nearer of "began" and "ended", if one is near."""
    near: tuple[int, str] | None = None
    for which in ("begun", "ended"):
        for hit in story.wording.signs[which].find(telling.words):
            first, last = telling.words[hit.first].start, telling.words[hit.last - 1].end
            low, high = (last, time.span.start) if last <= time.span.start else (time.span.end, first)
            between = [w for w in telling.words if low <= w.start and w.end <= high]
            if any(other is not time and low <= other.span.start < high for other in telling.times):
                continue
            away = sum(OVER_A_COMMA if not w.is_word and w.text in ",;:" else 1 for w in between)
            if away <= REACH and (near is None or away < near[0]):
                near = (away, which)
    return near[1] if near else None


def _one_thing(story: Story, telling: Telling, begun: TimeRef, ended: TimeRef) -> bool:
    """Say whether it may be one thing that began and ended.

    "The war ended in March, and rebuilding began in June" tells of two; "the works, completed in March, were begun in
    June" of one: nothing new is named between the two dates.
    """
    if begun.span.start < ended.span.start:
        return not any(w.text == ";" for w in _between(telling, begun, ended))
    signs = story.wording.signs["begun"]
    between = _between(telling, ended, begun)
    named = {at for hit in signs.find(between) for at in range(hit.first, hit.last)}
    new = [w for at, w in enumerate(between) if w.is_word and at not in named and w.lower not in story.wording.stop]
    return not new


def _between(telling: Telling, left: TimeRef, right: TimeRef) -> Sequence[Word]:
    return [w for w in telling.words if left.span.end <= w.start and w.end <= right.span.start]


def lasted(story: Story, telling: Telling, length: Length) -> bool:
    """Say whether "lasted" or the like stands right before a length of time."""
    ahead = telling.around(length.span, BESIDE, 0)
    return any(story.wording.signs["lasted"].find(ahead))
