"""Events of one kind with the dates and places given beside them, and when two of them are one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from merilo.findings.story import Story, Telling
from merilo.model import Mention, Span, TimeRef
from merilo.text.lexicon import Hit
from merilo.text.words import words

COUNTED = 4  # words from "days" to the event from which they are counted
REACH = 8  # words between the name of an event and its date or place
# What comes only once for whom it comes to; everything else may come again, and then only near dates are held together.
ONCE = frozenset({"born", "died", "killed", "founded", "built", "adopted", "sign", "collapse"})
OF_A_PERSON = frozenset(
    {
        "born",
        "died",
        "killed",
        "married",
        "elected",
        "appointed",
        "resigned",
        "arrested",
        "sentenced",
        "arrived",
        "left",
    }
)
DISASTERS = frozenset({"collapse", "crash", "explosion", "fire", "earthquake"})
MANY = 3  # dates or places of one kind of event; a text with more of them is a chronicle, and tells of many such events
EXCUSES = frozenset({"other", "moved", "wrong", "if", "again"})
SOON = 10  # days


@dataclass(frozen=True, slots=True)
class Happening:
    """An event of one kind, and the date or the place given with it."""

    telling: Telling
    event: str
    span: Span
    time: TimeRef | None = None
    place: Mention | None = None


def events_near(telling: Telling, span: Span) -> Iterator[tuple[int, str]]:
    """Yield the events near a span: how many words away, and which."""
    for hit in telling.events:
        away = _distance(telling, hit, span)
        if away <= REACH:
            yield away, hit.entry


def of_the_day(story: Story, telling: Telling, span: Span) -> list[tuple[int, str]]:
    """Return the events near a date that may be of that day: none from which it is counted, "150 days from signing"."""
    signs = story.wording.signs
    found = []
    for hit in telling.events:
        away = _distance(telling, hit, span)
        ahead = telling.words[max(0, hit.first - COUNTED) : hit.first]
        lengths = [each.last for unit in "DWMY" for each in signs[f"length_{unit}"].find(ahead)]
        counted = any(any(signs[sign].find(ahead[at:])) for at in lengths for sign in ("from", "after", "since"))
        if away <= REACH and not counted:
            found.append((away, hit.entry))
    return found


def _distance(telling: Telling, hit: Hit[str], span: Span) -> int:
    first, last = telling.words[hit.first].start, telling.words[hit.last - 1].end
    low, high = (last, span.start) if last <= span.start else (span.end, first)
    return len(telling.between(low, high))


def explicit(story: Story, time: TimeRef) -> bool:
    """Say whether a date is written out, not reckoned from another, and no longer than a year."""
    if time.type not in ("DATE", "TIME") or time.impossible:
        return False
    if time.mod is not None and time.type == "DATE":
        return False
    if time.earliest is None or time.latest is None or (time.latest - time.earliest).days > 366:
        return False
    row = words(story.text, time.span)
    if time.written is not None and time.type == "DATE":
        return True  # also "the fifth of October", "12 March this year"
    if not time.relative and time.type == "DATE":
        return any(word.text[0].isdecimal() for word in row)
    # "12 March" takes its year from elsewhere, and is still written out; "12 days ago" is not.
    day = str(time.earliest.day)
    lengths = [story.wording.signs[f"length_{unit}"] for unit in "DWMY"]
    clock = {word.start - 1 for word in row if word.text == ":"} | {word.end for word in row if word.text == ":"}
    days = [word for word in row if word.text == day and word.start not in clock and word.end - 1 not in clock]
    # In some languages Sunday is also a week, which a day of the week beside the date tells apart.
    return bool(days) and (time.weekday is not None or not any(any(each.find(row)) for each in lengths))


def days_between(left: TimeRef, right: TimeRef) -> int:
    """Return how many days lie between the beginnings of two times."""
    starts = [day for time in (left, right) for day in (time.earliest or date.min,)]
    return abs((starts[0] - starts[1]).days)


def chronicled_kinds(told: Iterable[tuple[str, object]]) -> frozenset[str]:
    """Return the kinds of events that come at many dates or places."""
    where: dict[str, set[object]] = defaultdict(set)
    for event, at in told:
        where[event].add(at)
    return frozenset(event for event, different in where.items() if len(different) > MANY)


def own_stems(story: Story, telling: Telling) -> frozenset[str | None]:
    """The stems of the event words themselves."""
    rows = [telling.words[hit.first : hit.last] for hit in telling.events]
    return frozenset(story.wording.stem(word.lower) for row in rows for word in row)
