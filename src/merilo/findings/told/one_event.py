"""One event told twice: whether two dates are given to one event, weighed from everything that the words give away.

The event needs no name: "the yard burned down" and "the fire of 4 October" are held together by what is told around
the two dates. The weights of the score stand in `models/one_thing`.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache, cached_property
from itertools import combinations

from rapidfuzz.distance import Levenshtein

from merilo.findings.sense import Weights, weights_of
from merilo.findings.story import Story, Telling, once
from merilo.findings.told.happenings import events_near, explicit
from merilo.findings.told.looking import is_to_come, past_near
from merilo.findings.told.matter import dated, shared_stems
from merilo.findings.told.stretches import ranges
from merilo.findings.wording import marks
from merilo.model import Span, TimeRef
from merilo.text.words import Word

BESIDE = 8  # words on either side of a date that tell of its event
WINDOW = 6  # words in which one may tell why two dates differ
LONGEST = 45  # days between two dates that may be a slip of each other
WHOLE_YEAR = 300  # days
APPOSED = 6  # words behind a day that may tell whose it is
FOLLOWING = frozenset({"funeral", "appeal", "rehearsal", "deadline"})  # stages that have a day of their own
LISTED = 3  # days of one sentence
MOST = 40  # dates of a text that are held against each other
PHASES = frozenset({"begin", "end", "open", "close"})  # of one thing, on two days

NAMES = (
    "like_clause", "like_near", "shared_near", "shared", "covered", "names", "same_kind", "phases", "one_key", "gap",
    "moved", "other", "again", "change", "wrong", "if", "another", "places_differ", "people_differ", "rivals",
    "after", "future", "distance", "quoted", "first_words",
)  # fmt: skip

EXCUSES = ("moved", "wrong", "places_differ")  # any of which is the last word
SECOND = ("other", "another")  # so are these, unless the score is high: "on the second floor" is not a second event
HIGH = 1.0  # above the threshold


@dataclass(frozen=True, slots=True)
class Dated:
    """A written day in its sentence, with the words that stand around it."""

    telling: Telling
    time: TimeRef
    day: date
    near: tuple[Word, ...]

    @property
    def is_led_to(self) -> bool:
        """Its sentence tells the year by another date: "on 14 December 2022, and seven weeks later, on 1 February"."""
        others = [time.written for time in self.telling.times if time.span.end <= self.time.span.start]
        return any(each is not None and each[0] is not None for each in others)


@dataclass(frozen=True)
class OneEvent:
    """Two days of one story, and what speaks for their being given to one event."""

    story: Story
    left: Dated
    right: Dated
    rivals: int  # other days nearby that the text names

    @cached_property
    def numbers(self) -> tuple[float, ...]:
        """What the words give away, in the order of `NAMES`."""
        return tuple(float(value) for value in (*self._likeness(), *self._words(), *self._signs(), *self._places()))

    def _likeness(self) -> tuple[float, ...]:
        story, left, right = self.story, self.left, self.right
        clauses = [each.telling.clause(each.time.span) for each in (left, right)]
        return (
            story.likeness(left.telling, clauses[0], right.telling, clauses[1]) or 0.0,
            story.likeness(left.telling, left.near, right.telling, right.near) or 0.0,
        )

    def _words(self) -> tuple[float, ...]:
        story, left, right = self.story, self.left, self.right
        dates = _of_dates(story, left) | _of_dates(story, right)
        ours, theirs = (story.stems_of(each.near) & each.telling.stems for each in (left, right))
        near = shared_stems(story, ours, theirs, dates)
        cross = shared_stems(story, ours, right.telling.stems, dates)
        cross |= shared_stems(story, theirs, left.telling.stems, dates)
        least = max(1, min(len(ours - dates), len(theirs - dates)))
        names = [each.telling.people | each.telling.places for each in (left, right)]
        kinds = [{kind for _, kind in events_near(each.telling, each.time.span)} for each in (left, right)]
        return (
            min(4, len(near)),
            min(4, len(cross)),
            min(1.0, len(cross) / least),
            bool(names[0] & names[1]),
            bool(kinds[0] & kinds[1]),
            bool(kinds[0] and kinds[1] and not kinds[0] & kinds[1] and (kinds[0] | kinds[1]) & PHASES),
        )

    def _signs(self) -> tuple[float, ...]:
        story, pair = self.story, (self.left, self.right)
        said = [marks(story.wording, each.telling.around(each.time.span, WINDOW, WINDOW)) for each in pair]
        near = said[0] | said[1]
        gap = abs((_in_one_year(self.left, self.right) - self.left.day).days)
        return (
            one_key_apart(self.left, self.right),
            math.log1p(gap),
            "moved" in near,
            "other" in near,
            "again" in near,
            "change" in near,
            "wrong" in self.left.telling.marks | self.right.telling.marks,
            "if" in near,
            any(any(story.wording.signs["another"].find(each.near)) for each in pair),
        )

    def _places(self) -> tuple[float, ...]:
        story, left, right = self.story, self.left, self.right
        future = [any(story.wording.signs["future"].find(each.near)) for each in (left, right)]
        starts = [each.telling.words[:3] for each in (left, right)]
        return (
            bool(left.telling.places and right.telling.places and not left.telling.places & right.telling.places),
            bool(left.telling.people and right.telling.people and not left.telling.people & right.telling.people),
            math.log1p(self.rivals),
            any(any(story.wording.signs["after"].find(each.near)) for each in (left, right)),
            future[0] != future[1],
            math.log(max(1, abs(left.telling.index - right.telling.index))),
            left.telling.quoted or right.telling.quoted,
            any(
                word.start == each.time.span.start
                for each, row in zip((left, right), starts, strict=True)
                for word in row
            ),
        )


def candidates(story: Story) -> Iterator[OneEvent]:
    """Yield the pairs of written days, near each other but not the same, of different sentences."""
    found = [each for each in days(story) if not _listed(each)][:MOST]
    for left, right in combinations(found, 2):
        if left.telling.index == right.telling.index:
            continue
        other = _in_one_year(left, right)
        if other == left.day or abs((other - left.day).days) > LONGEST:
            continue
        rivals = {each.day for each in found if abs((each.day - left.day).days) <= LONGEST}
        yield OneEvent(story, left, right, len(rivals - {left.day, right.day}))


def _two_plans(story: Story, pair: OneEvent, told: dict[str, float]) -> bool:
    """Both days are to come, and no word, name or kind of event is told of both: a text that says what comes when."""
    published = story.reading.article.published
    if published is None or min(pair.left.day, pair.right.day) <= published:
        return False
    return not any(told[name] for name in ("shared", "names", "same_kind"))


def _of_two_stages(story: Story, pair: OneEvent) -> bool:
    """The words at the two days name two stages of one matter: the day of a death, and that of the funeral.

    A funeral, an appeal or the like is a day of its own beside whatever it followed.
    """
    ours, theirs = (_stages(story, each) for each in (pair.left, pair.right))
    if not ours & theirs and (ours | theirs) & FOLLOWING:
        return True
    return bool(ours) and bool(theirs) and not ours & theirs


def _stages(story: Story, each: Dated) -> set[str]:
    """The stages that the clause of a day names; of none, the words before it, or the few behind it.

    "The verdict, to be announced on 12 May"; "12 February, the day of her birth".
    """
    around = each.telling.around
    for row in (
        each.telling.clause(each.time.span),
        around(each.time.span, BESIDE, 0),
        around(each.time.span, 0, APPOSED),
    ):
        if found := {stage for hit in story.wording.stages.find(row) for stage in hit.entry}:
            return found
    return set()


def _past_and_ahead(story: Story, pair: OneEvent) -> bool:
    """One day is told as past and the other as yet to come: two things."""
    published = story.reading.article.published
    first, last = sorted((pair.left, pair.right), key=lambda each: each.day)
    if published is None or not first.day <= published < last.day:
        return False
    if not is_to_come(story, last.telling, last.time) or is_to_come(story, first.telling, first.time):
        return False
    return past_near(story, first.telling, first.time) is not None


def _in_a_stretch(story: Story, pair: OneEvent) -> bool:
    """One day is an end of a stretch ("from 1 to 7 June"), and the other lies in it, of nothing that begins or ends."""
    spans = _stretches(story)
    inside = [spans.get(each.time.span) for each in (pair.left, pair.right)]
    lone, stretch = (pair.right, inside[0]) if inside[0] else (pair.left, inside[1])
    if all(inside) or stretch is None or not stretch[0] <= lone.day <= stretch[1]:
        return False
    return not _stages(story, lone) & {"start", "finish"}


@once
def _stretches(story: Story) -> dict[Span, tuple[date, date]]:
    """The dates that are ends of a stretch, each with its first and last day."""
    return {
        time.span: (start.earliest, end.latest)
        for _, start, end in ranges(story)
        for time in (start, end)
        if start.earliest and end.latest
    }


def _of_two_years(pair: OneEvent) -> bool:
    """The day of one is told of a year in which the other is not: "next year it will be from the 26th".

    Another year that its sentence names ("founded in 1998") says nothing of it.
    """
    return any(
        (time.latest - time.earliest).days >= WHOLE_YEAR
        and not time.earliest <= other.day <= time.latest
        and (time.relative or time.earliest <= each.day <= time.latest)
        for each, other in ((pair.left, pair.right), (pair.right, pair.left))
        for time in dated(each.telling.times)
        if time.earliest and time.latest and not time.span.overlaps(each.time.span)
    )


def days(story: Story) -> Iterator[Dated]:
    """Yield the days that the text writes out."""
    for telling in story.tellings:
        for time in dated(telling.times):
            if explicit(story, time) and time.earliest == time.latest and time.earliest is not None:
                yield Dated(telling, time, time.earliest, telling.around(time.span, BESIDE, BESIDE))


def _listed(each: Dated) -> bool:
    """The sentence lists days, of several things: "there will be three more, on 29 and 31 March and 2 April"."""
    written = {time.earliest for time in dated(each.telling.times) if time.earliest == time.latest}
    return len(written) >= LISTED


def _in_one_year(left: Dated, right: Dated) -> date:
    """The right day; in the year of the left one where one of the two leaves its year to the reader."""
    written = [each.time.written for each in (left, right)]
    if all(each is not None and each[0] is not None for each in written) or left.day.year == right.day.year:
        return right.day
    if any(each.is_led_to for each in (left, right)):
        return right.day
    try:
        return right.day.replace(year=left.day.year)
    except ValueError:
        return right.day


def one_key_apart(left: Dated, right: Dated) -> bool:
    """Say whether one key parts two days of one month: 8 and 18 July, 11 and 17 July; or the same day of two months."""
    if left.day.month != right.day.month:
        return left.day.day == right.day.day
    return Levenshtein.distance(str(left.day.day), str(right.day.day)) == 1


@cache
def weights() -> Weights:
    """Load the weights, once."""
    return weights_of("events")


def one_event(story: Story, grace: float = 0.0, excuses: Sequence[str] = EXCUSES) -> Iterator[tuple[Dated, Dated]]:
    """Yield the pairs of days that are given to one event by their score; nothing without an encoder.

    `grace` is by how much the score may fall short, where something else than the score speaks for one event; any of
    `excuses` is the last word.
    """
    if story.sense is None:
        return
    known = weights()
    for pair in candidates(story):
        told = dict(zip(NAMES, pair.numbers, strict=True))
        score = known.score(pair.numbers) - known.threshold
        if score < -grace or any(told[name] for name in excuses) or _two_plans(story, pair, told):
            continue
        if any(apart(story, pair) for apart in (_of_two_stages, _past_and_ahead, _in_a_stretch)) or _of_two_years(pair):
            continue
        if score >= HIGH or not any(told[name] for name in SECOND):
            yield pair.left, pair.right


def _of_dates(story: Story, each: Dated) -> frozenset[str | None]:
    inside: Sequence[Word] = [w for time in each.telling.times for w in each.telling.words if time.span.holds(w.span)]
    return frozenset(story.wording.stem(word.lower) for word in inside)
