"""“Two weeks after”, and the dates say otherwise."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from merilo.findings.mends.choice import open_to
from merilo.findings.mends.lengths import either_end
from merilo.findings.rule import Slip, rule
from merilo.findings.story import Story, Telling
from merilo.findings.told.happenings import explicit
from merilo.findings.told.offsets import offset_of, opening_step, step_after_that
from merilo.findings.told.stretches import lengths, placed, width
from merilo.findings.told.years_apart import years_apart
from merilo.findings.wording import marks
from merilo.model import Span, TimeRef

BACK = 4  # dates before, of which "a week later" may count from any
WEEK = 7  # days, and longer lengths are told more loosely
SILENT = frozenset({"wrong", "if", "moved"})
AHEAD = 5  # words before a length among which "not" takes it back


@rule("gap-against-dates", severity="warning")
def gap_against_dates(story: Story) -> Iterator[Slip]:
    """“Two weeks after” does not fit the two dates that stand in the same sentence.

    Or the date beside it (“a week later, on 24 September”) fits none of the dates spoken of before.

    So are years: “since 1961, 36 years already” is counted to the day of the text, “twenty years later, in 2001” from
    any year told before it.

    Silent where the sentence has a third date, or says that something was moved or did not happen.
    """
    for each in years_apart(story):
        facts = {"words": story.said(each.told), "start": story.said(each.year.span)}
        years: dict[str, str | int | float] = {"until": each.until, "years": each.years}
        yield Slip((each.told, each.year.span), facts | years, confidence=0.7, phrase="years-since")
    signs = story.wording.signs
    spoken: list[TimeRef] = []
    for telling in story.tellings:
        days = [time for time in telling.times if _is_day(story, time)]
        if telling.marks & SILENT:
            spoken += days
            continue
        beside = list(_beside_a_date(story, telling, days, spoken))
        yield from beside
        spoken += days
        if len(days) != 2 or beside:
            continue
        first, second = sorted(days, key=lambda time: time.earliest or date.min)
        for length in lengths(story, telling):
            near = telling.around(length.span, 1, 2)
            if not (any(signs["after"].find(near)) or any(signs["before"].find(near))):
                continue
            if "not" in marks(story.wording, telling.around(length.span, AHEAD, 0)):
                continue
            between = _between(first, second)
            if abs(between - length.days) > length.slack + (1 if length.days > WEEK else 0):
                slip = _slip(story, length.span, first, second)
                yield open_to(slip, *either_end(story, length, between, first, second))
                break


def _beside_a_date(story: Story, telling: Telling, days: list[TimeRef], spoken: list[TimeRef]) -> Iterator[Slip]:
    """“Four days later, on 12 May”: four days after any of the days named before, or before the text itself."""
    for time in days:
        step = offset_of(story, telling, time)
        earlier = [*spoken, *(each for each in days if each.span.end <= time.span.start)][-BACK:]
        if step is None and len(days) == 1:
            step = opening_step(story, telling, time) or step_after_that(story, telling, time, earlier)
        if step is None or not earlier or time.earliest is None:
            continue
        # A day may also be reckoned from one that is not written out: "on Wednesday ... the next day, 6 March".
        near = story.tellings[max(0, telling.index - BACK) : telling.index + 1]
        loose = [t for other in near for t in other.times if width(t) == 0 and t.span.end <= time.span.start]
        loose = [t for t in loose if not t.span.overlaps(step.span)]
        places = [*(each.earliest for each in (*earlier, *loose)), story.reading.article.published]
        if min(abs((time.earliest - place).days - step.days) for place in places if place) > step.room:
            yield _slip(story, step.span, earlier[-1], time)


def _is_day(story: Story, time: TimeRef) -> bool:
    return placed(time) and width(time) == 0 and explicit(story, time)


def _between(first: TimeRef, second: TimeRef) -> int:
    return abs(((second.earliest or date.min) - (first.earliest or date.min)).days)


def _slip(story: Story, words: Span, first: TimeRef, second: TimeRef) -> Slip:
    facts: dict[str, str | int | float] = {
        "words": story.said(words),
        "start": story.said(first.span),
        "end": story.said(second.span),
        "days": _between(first, second),
    }
    return Slip((words, first.span, second.span), facts, confidence=0.7)
