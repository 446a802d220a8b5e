"""A length of time put right: another number before its unit, or another day at its end."""

from __future__ import annotations

from datetime import timedelta

from merilo.findings.mends.copying import put
from merilo.findings.mends.days import moved
from merilo.findings.mends.figures import fits_the_same_words
from merilo.findings.story import Story
from merilo.findings.told.stretches import Length
from merilo.model import Fix, Span, TimeRef
from merilo.resources import load
from merilo.text.numerals import Numerals, read_number, table
from merilo.text.words import words

FEWEST = 3  # from here on a number in words has one form for every gender


def either_end(story: Story, length: Length, days: int, start: TimeRef, end: TimeRef) -> tuple[Fix, ...]:
    """Return the edits that make a length fit its dates: the length itself, its last day, or its first one."""
    edits = [as_long(story, length, days)]
    for time, way in ((end, start), (start, end)):
        if way.earliest is not None and time.earliest is not None and way.earliest == way.latest:
            step = timedelta(days=round(length.days))
            edits.append(moved(story, time, way.earliest + (step if time is end else -step)))
    return tuple(edit for edit in edits if edit is not None)


def as_long(story: Story, length: Length, days: int) -> Fix | None:
    """Give a length of time another number, where so many days are a whole number of its unit."""
    row = words(story.text, length.span)
    at = next((at for at in range(len(row)) if read_number(row, at, table(story.profile))), None)
    number = read_number(row, at, table(story.profile)) if at is not None else None
    if at is None or number is None or not number.value:
        return None
    each = length.days / number.value
    count = round(days / each)
    if abs(count * each - days) > 1 or not fits_the_same_words(story, number.value, count):
        return None
    place = Span(row[at].start, row[number.last - 1].end)
    if not number.spelled:
        return put(story, place, str(count))
    written = load(story.profile, "numerals", Numerals).cardinals.get(str(count))
    return put(story, place, written[0]) if written and count >= FEWEST else None
