"""A length of time that does not fit its dates."""

from __future__ import annotations

from collections.abc import Iterator

from merilo.findings.mends.choice import open_to
from merilo.findings.mends.lengths import either_end
from merilo.findings.rule import Slip, rule
from merilo.findings.story import Story, Telling
from merilo.findings.told.begun import begun_and_ended, lasted
from merilo.findings.told.clock import clock_lengths
from merilo.findings.told.happenings import explicit
from merilo.findings.told.headline import in_headline
from merilo.findings.told.stretches import Length, lengths, ranges, width
from merilo.findings.told.throughout import is_throughout
from merilo.findings.wording import marks
from merilo.model import TimeRef

BEHIND = 5  # sentences, with that of the dates, in which the length may stand
SHORT_UNITS = frozenset("DW")  # of a length that two years say nothing of
SILENT = frozenset({"wrong", "if", "moved"})
AHEAD = 5  # words before a length among which "not" takes it back
SINCE = 5  # words from "since then" to a length
LIFE = 2  # letters between a name and the days of its life
FAR_OFF = 5  # times by which a wrong length in the next sentence is too long or too short; else it is of another thing


@rule("duration-against-dates", severity="warning")
def duration_against_dates(story: Story) -> Iterator[Slip]:
    """The length that a text gives does not fit the two dates between which it lies.

    The dates stand as “from ... to ...”, or as the days on which it began and ended; the length may be told in a later
    sentence (“after five weeks of strike”, “in those twelve years”). Hours are held against two times of day. Silent
    about lengths that are “about” so long, within a day or so, and where something was
    postponed.
    """
    for telling, start, end in ranges(story):
        if _of_a_life(telling, start, end):
            continue
        yield from _around(story, telling, start, end, joined=True)
    for telling, start, end in begun_and_ended(story):
        yield from _around(story, telling, start, end, joined=False)
    yield from _by_the_clock(story)


def _of_a_life(telling: Telling, start: TimeRef, end: TimeRef) -> bool:
    """The days of birth and death, in brackets behind a name."""
    around = (*telling.around(start.span, 1, 0), *telling.around(end.span, 0, 1))
    opened = "".join(word.text for word in around) == "()"
    return opened and any(m.type == "PER" and 0 < start.span.start - m.span.end <= LIFE for m in telling.mentions)


def _around(story: Story, telling: Telling, start: TimeRef, end: TimeRef, *, joined: bool) -> Iterator[Slip]:
    """Hold the lengths of a sentence, and of those behind it, against two dates; `joined` if these are one phrase."""
    if start.earliest is None or end.earliest is None or end.earliest < start.earliest or width(start) > 2:
        return
    if any(story.wording.signs["interrupted"].find(telling.words)):
        return
    between = (end.earliest - start.earliest).days
    wide = {0: 1, 1: 62, 2: 366}[max(width(start), width(end))]
    for other in story.tellings[max(0, telling.index - 1) : telling.index + BEHIND]:
        if other.marks & SILENT:
            continue
        if other.index < telling.index and (joined or in_headline(story, other.span)):
            continue
        for length in lengths(story, other):
            if min(width(start), width(end)) > 1 and length.unit in SHORT_UNITS:
                continue  # five weeks of one of the years
            denied = "not" in marks(story.wording, other.around(length.span, AHEAD, 0))
            if (
                denied
                or _since_then(story, other, length)
                or any(time.overlaps(length.span) for time in (start.span, end.span))
            ):
                continue
            if not _is_of(story, telling, other, length, start, end, joined=joined):
                continue
            if abs(between - length.days) > length.slack + wide:
                facts: dict[str, str | int | float] = {
                    "length": story.said(length.span),
                    "start": story.said(start.span),
                    "end": story.said(end.span),
                    "days": between + 1,
                }
                slip = Slip((length.span, start.span, end.span), facts, confidence=0.75)
                yield open_to(slip, *either_end(story, length, between, start, end))
                return


def _since_then(story: Story, telling: Telling, length: Length) -> bool:
    """It is told of what came behind the stretch: "from 1932 to 1941, and since then, for 85 years"."""
    return any(story.wording.signs["ever_since"].find(telling.around(length.span, SINCE, 0)))


def _apiece(story: Story, telling: Telling, length: Length) -> bool:
    """It is told of each of several: "one day each"."""
    return any(story.wording.signs["apiece"].find(telling.around(length.span, 1, 1)))


def _is_of(
    story: Story, telling: Telling, other: Telling, length: Length, start: TimeRef, end: TimeRef, *, joined: bool
) -> bool:
    """The length is told of what lay between the two dates."""
    if joined and other is telling and _near(telling, length, start, end):
        return not _apiece(story, telling, length)
    days = (end.earliest - start.earliest).days if start.earliest and end.earliest else 0
    fresh = other is telling or not _dated(story, other)
    beside = abs(other.index - telling.index) == 1 and days and 1 / FAR_OFF <= length.days / days <= FAR_OFF
    if (other is telling or beside) and fresh and lasted(story, other, length):
        return True
    if other.index < telling.index:
        return False
    return fresh and is_throughout(story, other, length, telling, (start, end), days)


def _by_the_clock(story: Story) -> Iterator[Slip]:
    """“Started at 9am and broke up at 1pm” and lasted six hours."""
    for telling in story.tellings:
        if telling.marks & SILENT:
            continue
        for length, first, second in clock_lengths(story, telling):
            facts = {"length": story.said(length), "start": story.said(first), "end": story.said(second)}
            yield Slip((length, first, second), facts, confidence=0.7, phrase="hours-against-clock")


def _dated(story: Story, telling: Telling) -> bool:
    return any(explicit(story, time) for time in telling.times)


def _near(telling: Telling, time: Length, start: TimeRef, end: TimeRef) -> bool:
    low, high = (
        (time.span.end, start.span.start) if time.span.end <= start.span.start else (end.span.end, time.span.start)
    )
    return sum(w.is_word for w in telling.between(low, high)) <= 9
