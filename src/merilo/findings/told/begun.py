"""Two dates of which the text says that something began on the one and ended on the other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from merilo.findings.story import Story, Telling
from merilo.findings.told.happenings import explicit
from merilo.findings.told.stretches import Length, placed, width
from merilo.model import TimeRef
from merilo.text.words import Word

REACH = 6  # words between "began" and its date
OVER_A_COMMA = 3  # words that a comma between the two counts for
BESIDE = 3  # words between "lasted" and how long
SILENT = frozenset({"wrong", "moved", "other"})


def begun_and_ended(story: Story) -> Iterator[tuple[Telling, TimeRef, TimeRef]]:
    """Yield the date on which something began and the one on which it ended, as one sentence tells them."""
    for telling in story.tellings:
        times = [time for time in telling.times if placed(time) and width(time) <= 2 and explicit(story, time)]
        if len(times) < 2 or telling.marks & SILENT:
            continue
        said = [(time, _which(story, telling, time)) for time in times]
        begun = [time for time, which in said if which == "begun"]
        ended = [time for time, which in said if which == "ended"]
        if len(begun) == 1 and len(ended) == 1 and _one_thing(story, telling, begun[0], ended[0]):
            yield telling, begun[0], ended[0]


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
