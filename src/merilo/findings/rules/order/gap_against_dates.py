"""“Two weeks after”, and the dates say otherwise."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from merilo.findings.mends.choice import open_to
from merilo.findings.mends.lengths import either_end
from merilo.findings.rule import Slip, rule
from merilo.findings.story import Story
from merilo.findings.told.happenings import explicit
from merilo.findings.told.stretches import lengths, placed, width


@rule("gap-against-dates", severity="warning")
def gap_against_dates(story: Story) -> Iterator[Slip]:
    """“Two weeks after” does not fit the two dates that stand in the same sentence.

    Silent where the sentence has a third date, or says that something was moved or did not happen.
    """
    signs = story.wording.signs
    for telling in story.tellings:
        days = [time for time in telling.times if placed(time) and width(time) == 0 and explicit(story, time)]
        if len(days) != 2 or telling.marks & {"wrong", "if", "moved", "not"}:
            continue
        first, second = sorted(days, key=lambda time: time.earliest or date.min)
        for length in lengths(story, telling):
            beside = telling.around(length.span, 1, 2)
            if not (any(signs["after"].find(beside)) or any(signs["before"].find(beside))):
                continue
            between = ((second.earliest or date.min) - (first.earliest or date.min)).days
            if abs(between - length.days) > length.slack + (1 if length.days > 6 else 0):
                facts: dict[str, str | int | float] = {
                    "words": story.said(length.span),
                    "start": story.said(first.span),
                    "end": story.said(second.span),
                    "days": between,
                }
                slip = Slip((length.span, first.span, second.span), facts, confidence=0.7)
                yield open_to(slip, *either_end(story, length, between, first, second))
                break
