"""One event told twice: with two dates, or in two places."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache

from babel import Locale

from merilo.findings.events import explained, meets, pairs, shared_stems
from merilo.findings.rule import Slip, rule
from merilo.findings.story import Story, Telling
from merilo.model import Mention, Span, TimeRef
from merilo.text.lexicon import Hit
from merilo.text.words import words

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
NEAR, SOON = 45, 10  # days
MANY = 3  # dates or places of one kind of event; a text with more of them is a chronicle, and tells of many such events
EXCUSES = frozenset({"other", "moved", "wrong", "if", "again"})


@dataclass(frozen=True, slots=True)
class Happening:
    """An event of one kind, and the date or the place given with it."""

    telling: Telling
    event: str
    span: Span
    time: TimeRef | None = None
    place: Mention | None = None


def _hits(telling: Telling, span: Span) -> Iterator[tuple[int, str]]:
    """Yield the events near a span: how many words away, and which."""
    for hit in telling.events:
        away = _distance(telling, hit, span)
        if away <= REACH:
            yield away, hit.entry


def _distance(telling: Telling, hit: Hit[str], span: Span) -> int:
    first, last = telling.words[hit.first].start, telling.words[hit.last - 1].end
    low, high = (last, span.start) if last <= span.start else (span.end, first)
    return sum(1 for w in telling.words if low <= w.start < high)


def explicit(story: Story, time: TimeRef) -> bool:
    """Say whether a date is written out, not reckoned from another, and no longer than a year."""
    if time.type not in ("DATE", "TIME") or time.impossible:
        return False
    if time.mod is not None and time.type == "DATE":
        return False
    if time.earliest is None or time.latest is None or (time.latest - time.earliest).days > 366:
        return False
    row = words(story.text, time.span)
    if not time.relative and time.type == "DATE":
        return any(word.text[0].isdecimal() for word in row)
    # "12 March" takes its year from elsewhere, and is still written out; "12 days ago" is not.
    day = str(time.earliest.day)
    lengths = [story.wording.signs[f"length_{unit}"] for unit in "DWMY"]
    clock = {word.start - 1 for word in row if word.text == ":"} | {word.end for word in row if word.text == ":"}
    days = [word for word in row if word.text == day and word.start not in clock and word.end - 1 not in clock]
    return bool(days) and not any(any(each.find(row)) for each in lengths)


@rule("event-two-dates", severity="warning")
def event_two_dates(story: Story) -> Iterator[Slip]:
    """One event is told with two dates that cannot both hold.

    Silent where it was moved, comes every year, is another one, or where one date is said to be wrong.
    """
    told = [
        Happening(telling, min(near)[1], time.span, time=time)
        for telling in story.tellings
        for time in telling.times
        if explicit(story, time) and (near := list(_hits(telling, time.span)))
    ]
    chronicled = _chronicled((each.event, each.time.earliest) for each in told if each.time)
    for left, right in pairs((each.event, each) for each in told):
        if left.time is None or right.time is None or left.telling.index == right.telling.index:
            continue
        if meets(left.time, right.time) or explained(left.telling, right.telling, EXCUSES):
            continue
        if left.event not in ONCE and _days_between(left.time, right.time) > NEAR:
            continue
        if _one_event(story, left, right, 3 if left.event in chronicled else 2):
            facts = {"here": story.said(left.span), "there": story.said(right.span)}
            yield Slip((left.span, right.span), facts, confidence=0.75)


def _days_between(left: TimeRef, right: TimeRef) -> int:
    starts = [day for time in (left, right) for day in (time.earliest or date.min,)]
    return abs((starts[0] - starts[1]).days)


def _chronicled(told: Iterable[tuple[str, object]]) -> frozenset[str]:
    """Return the kinds of events that come at many dates or places."""
    where: dict[str, set[object]] = defaultdict(set)
    for event, at in told:
        where[event].add(at)
    return frozenset(event for event, different in where.items() if len(different) > MANY)


def _one_event(story: Story, left: Happening, right: Happening, least_shared: int) -> bool:
    """The two sentences share who or what it happened to: so many stems, or in a short sentence a third of them."""
    one, other = left.telling, right.telling
    if one.places and other.places and not one.places & other.places:
        return False
    if left.event in OF_A_PERSON and (one.people or other.people):
        return bool(one.people & other.people)
    own = _own_stems(story, one) | _own_stems(story, other)
    shared = shared_stems(story, one.stems, other.stems, own)
    names = (one.people & other.people) | (one.places & other.places)
    if left.event in DISASTERS and left.time and right.time and _days_between(left.time, right.time) <= SOON:
        # Two disasters of one kind to one thing within days would be told as two ("another", "a second").
        return bool(names or (one.stems & other.stems) - own)
    least = max(1, min(len(one.stems - own), len(other.stems - own)))
    if least_shared > 2:
        return len(shared) >= least_shared and len(shared) / least >= 0.5
    return len(shared) >= 2 or len(shared) / least >= 0.34 or (bool(names) and len(shared) >= 1)


def _own_stems(story: Story, telling: Telling) -> frozenset[str | None]:
    """The stems of the event words themselves."""
    rows = [telling.words[hit.first : hit.last] for hit in telling.events]
    return frozenset(story.wording.stem(word.lower) for row in rows for word in row)


@rule("event-two-places", severity="warning")
def event_two_places(story: Story) -> Iterator[Slip]:
    """One event is told as having been in two places.

    Silent about countries and regions, since a town lies in one of them, and where the two places stand side by side.
    """
    countries = _countries(story.profile)
    beside = {
        frozenset((one.entity, other.entity))
        for telling in story.tellings
        for one in telling.mentions
        for other in telling.mentions
        if one.type == other.type == "LOC" and one.entity != other.entity
    }
    told = [
        Happening(telling, min(near)[1], mention.span, place=mention)
        for telling in story.tellings
        for mention in _places(story, telling)
        if _is_town(story, mention, countries) and (near := list(_hits(telling, mention.span)))
    ]
    chronicled = _chronicled((each.event, each.place.entity) for each in told if each.place)
    for left, right in pairs((each.event, each) for each in told if each.event not in chronicled):
        if left.place is None or right.place is None or left.telling.index == right.telling.index:
            continue
        if left.place.entity in right.telling.places or right.place.entity in left.telling.places:
            continue
        if left.place.entity == right.place.entity or frozenset((left.place.entity, right.place.entity)) in beside:
            continue
        if not explained(left.telling, right.telling, EXCUSES) and _one_time_and_matter(story, left, right):
            facts = {"here": story.said(left.span), "there": story.said(right.span)}
            yield Slip((left.span, right.span), facts, confidence=0.6)


def _places(story: Story, telling: Telling) -> Iterator[Mention]:
    """Yield the places of a sentence, and the capitalised words behind "in" of which nobody knows what they are."""
    row = telling.words
    behind_in = {row[at + 1].start for at in range(len(row) - 1) if story.wording.signs["in"].at(row, at) is not None}
    # A name behind "in" is a place, whatever the name finder took it for.
    yield from (m for m in telling.mentions if m.type == "LOC" or m.span.start in behind_in)
    for at in range(len(row) - 1):
        after = row[at + 1]
        if not (after.is_capital and len(after.text) > 3) or after.start not in behind_in:
            continue
        if not any(m.span.overlaps(after.span) for m in telling.mentions):
            yield Mention(after.span, "LOC", f"~{story.wording.stem(after.lower)}")


def _one_time_and_matter(story: Story, left: Happening, right: Happening) -> bool:
    one, other = left.telling, right.telling
    own = _own_stems(story, one) | _own_stems(story, other)
    shared = shared_stems(story, one.stems, other.stems, own)
    if left.event in OF_A_PERSON and (one.people or other.people):
        return bool(one.people & other.people) and left.event in ONCE
    days = [time for time in one.times if explicit(story, time)]
    others = [time for time in other.times if explicit(story, time)]
    same_day = any(meets(a, b) for a in days for b in others)
    if days and others and not same_day:
        return False
    least = max(1, min(len(one.stems - own), len(other.stems - own)))
    return len(shared) >= (1 if same_day else 2) and len(shared) / least >= (0.25 if same_day else 0.5)


def _is_town(story: Story, mention: Mention, countries: frozenset[str]) -> bool:
    entity = story.entities.get(mention.entity)
    names = [mention.span.of(story.text), *((entity.name, *entity.variants) if entity else ())]
    return not any(name.lower() in countries for name in names)


@cache
def _countries(profile: str) -> frozenset[str]:
    locale = Locale.parse(profile.replace("-", "_"))
    return frozenset(str(name).lower() for name in locale.territories.values())
