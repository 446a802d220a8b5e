"""One event, two places."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from itertools import combinations

from merilo.findings.mends.choice import Side, decided
from merilo.findings.mends.copying import instead
from merilo.findings.rule import Slip, rule
from merilo.findings.story import Story, Telling
from merilo.findings.told.event_again import in_another_town
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
from merilo.findings.told.lands import lands
from merilo.findings.told.matter import dated, explained, meets, pairs, shared_stems
from merilo.findings.told.named_again import are_two, named_again
from merilo.findings.told.roles import akin
from merilo.findings.told.towns import far_apart, located
from merilo.findings.told.venues import Venue, venues
from merilo.model import Mention, Span, TimeRef

MONTH, DAY = 31, 1  # days
SHARED = 2  # stems of two sentences about one day
ALIKE, SOMEWHAT = 0.4, 0.3  # likeness of two sentences about one day
MOST = 60  # places of a text that are held against each other
UNBENT = frozenset({"en", "mk", "bg"})  # languages whose names take no cases


@rule("event-two-places", severity="warning")
def event_two_places(story: Story) -> Iterator[Slip]:
    """One event is told as having been in two places: in two towns far from each other, or in two halls on one day.

    Its noun may bring it back with another town: "the parade in Rushden", "after the parade in Oxford".

    Silent about countries, regions and streets, since a town lies in one or has them, where the two places stand side
    by side, and where it was moved or another one of its kind is told.
    """
    countries = lands(story.profile)
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
        if left.telling.places & right.telling.places:
            continue  # "derailed near Ogulin, the line to Rijeka is closed", "between Ogulin and Josipdol"
        if left.place.entity == right.place.entity or frozenset((left.place.entity, right.place.entity)) in beside:
            continue
        if not _may_be_two(story, left.place, right.place) or not are_two(story, left.place, right.place):
            continue  # "under Olshansk", "the Olshansk road"
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
    yield from _on_one_day(story, told)
    yield from _named_again(story, countries, beside)
    for one, other in in_another_town(story):
        if frozenset((one.entity, other.entity)) not in beside:
            yield Slip((one.span, other.span), {"here": story.said(one.span), "there": story.said(other.span)}, 0.6)


def _named_again(story: Story, countries: frozenset[str], beside: Collection[frozenset[str]]) -> Iterator[Slip]:
    """An event that the text has placed is named again, with another town right behind its name."""
    said: set[Span] = set()
    for left, right in named_again(story):
        ours, theirs = left.place, right.place
        if frozenset((ours.entity, theirs.entity)) in beside or theirs.span in said:
            continue
        if are_two(story, ours, theirs) and all(_is_town(story, each, countries) for each in (ours, theirs)):
            said.add(theirs.span)
            facts = {"here": story.said(ours.span), "there": story.said(theirs.span)}
            yield Slip((ours.span, theirs.span), facts, confidence=0.6)


def _on_one_day(story: Story, told: Sequence[Happening]) -> Iterator[Slip]:
    """What is told of one day in much the same words was at two places: in two towns, in two halls."""
    found = [venue for telling in story.tellings for venue in venues(story, telling)]
    found += [
        Venue(each.telling, each.place.span, story.stems_of([w for w in each.telling.words if each.span.holds(w.span)]))
        for each in told
        if each.place is not None and located(story, each.place)
    ]
    said: set[tuple[int, int]] = set()
    for left, right in combinations(sorted(found, key=lambda each: each.span)[:MOST], 2):
        if left.telling is right.telling or not _clash(story, left, right):
            continue
        pair = (left.telling.index, right.telling.index)
        if pair in said or explained(left.telling, right.telling, EXCUSES):
            continue
        if _on_a_day(left.telling, right.telling) and _is_one(story, left, right):
            said.add(pair)
            facts = {"here": story.said(left.span), "there": story.said(right.span)}
            yield Slip((left.span, right.span), facts, confidence=0.6)


def _is_one(story: Story, left: Venue, right: Venue) -> bool:
    """Both sentences share two words or counts, or the encoder finds them alike; of both together less is enough."""
    shared = len(_told_in_both(story, left, right))
    alike = story.likeness(left.telling, left.telling.words, right.telling, right.telling.words) or 0.0
    return shared >= SHARED or alike >= ALIKE or (shared > 0 and alike >= SOMEWHAT)


def _clash(story: Story, left: Venue, right: Venue) -> bool:
    """Both are towns, far apart, or neither is, and nothing of the one is in the sentence of the other."""
    ours, theirs = (located(story, Mention(each.span, "LOC", "")) for each in (left, right))
    if ours or theirs:
        return far_apart(ours, theirs)
    if not left.stems or not right.stems:
        return False
    words_of = [story.stems_of(each.telling.words) for each in (left, right)]
    return not any(akin(one, other) for one in left.stems for other in words_of[1]) and not any(
        akin(one, other) for one in right.stems for other in words_of[0]
    )


def _on_a_day(left: Telling, right: Telling) -> bool:
    """Both are dated, and on one day: a month may hold the day of the other."""
    ours, theirs = ([t for t in dated(each.times) if _width(t) <= MONTH] for each in (left, right))
    return any(meets(a, b) and min(_width(a), _width(b)) <= DAY for a in ours for b in theirs)


def _width(time: TimeRef) -> int:
    return (time.latest - time.earliest).days if time.latest and time.earliest else MONTH + 1


def _told_in_both(story: Story, left: Venue, right: Venue) -> frozenset[str]:
    """The stems of both sentences, without their dates and places."""
    rows = []
    for each in (left, right):
        out = [each.span, *(time.span for time in each.telling.times)]
        rows.append(story.stems_of([w for w in each.telling.words if not any(s.overlaps(w.span) for s in out)]))
    counts = [{each.value for each in place.telling.quantities} for place in (left, right)]
    return (rows[0] & rows[1]) - story.common | {str(count) for count in counts[0] & counts[1]}


def _may_be_two(story: Story, left: Mention, right: Mention) -> bool:
    """Two towns that lie far from each other, or two unknown names: a street has its town."""
    ours, theirs = located(story, left), located(story, right)
    return far_apart(ours, theirs) or not (ours or theirs)


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
