"""One event, two places."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

from babel import Locale

from merilo.findings.mends.choice import Side, decided
from merilo.findings.mends.copying import instead
from merilo.findings.rule import Slip, rule
from merilo.findings.story import Story, Telling
from merilo.findings.told.happenings import (
    EXCUSES,
    OF_A_PERSON,
    ONCE,
    Happening,
    chronicled_kinds,
    events_near,
    explicit,
    own_stems,
)
from merilo.findings.told.matter import explained, meets, pairs, shared_stems
from merilo.model import Mention

UNBENT = frozenset({"en", "mk", "bg"})  # languages whose names take no cases


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
        if _is_town(story, mention, countries) and (near := list(events_near(telling, mention.span)))
    ]
    chronicled = chronicled_kinds((each.event, each.place.entity) for each in told if each.place)
    for left, right in pairs((each.event, each) for each in told if each.event not in chronicled):
        if left.place is None or right.place is None or left.telling.index == right.telling.index:
            continue
        if left.place.entity in right.telling.places or right.place.entity in left.telling.places:
            continue
        if left.place.entity == right.place.entity or frozenset((left.place.entity, right.place.entity)) in beside:
            continue
        if not explained(left.telling, right.telling, EXCUSES) and _one_time_and_matter(story, left, right):
            facts = {"here": story.said(left.span), "there": story.said(right.span)}
            slip = Slip((left.span, right.span), facts, confidence=0.6)
            if _in_one_case(story, left, right):
                ours, theirs = (
                    Side(_times_told(told, here), instead(story, here.span, there.span))
                    for here, there in ((left, right), (right, left))
                )
                slip = decided(slip, ours, theirs)
            yield slip


def _in_one_case(story: Story, left: Happening, right: Happening) -> bool:
    """Both places stand behind the same word, or in a language whose names have no cases."""
    ahead = [happening.telling.around(happening.span, 1, 0) for happening in (left, right)]
    return story.reading.article.language in UNBENT or bool(
        ahead[0] and ahead[1] and ahead[0][0].lower == ahead[1][0].lower
    )


def _times_told(told: Sequence[Happening], here: Happening) -> int:
    return sum(
        each.event == here.event and bool(each.place and here.place and each.place.entity == here.place.entity)
        for each in told
    )


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
    own = own_stems(story, one) | own_stems(story, other)
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
