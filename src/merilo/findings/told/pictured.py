"""What the words under a picture show: more than the text counts, or somebody else in the same act."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from merilo.findings.story import Story, Telling
from merilo.findings.told.counts import Count, counts
from merilo.findings.told.headline import in_captions, in_headline
from merilo.findings.told.matter import apart, explained
from merilo.findings.told.named_again import are_two, places_of
from merilo.findings.told.one_thing import of_another_time, same_noun
from merilo.findings.told.people import Named, of_one_gender, people, surname_key
from merilo.findings.told.roles import akin
from merilo.model import Mention

LEAST = 2
FARTHEST = 4  # times; what a picture shows so much more of is something else
SHARED_THERE = 2  # and those that tell of one act at two places
SHARED = 3  # stems of a caption and a sentence that tell of one act
WINNER = 3  # words between a winner and the name
MOST = 40  # captions with a number, a person or a place: more are a gallery
EXCUSES = frozenset({"other", "moved", "wrong", "if", "again", "change", "total"})


def more_than_told(story: Story) -> Iterator[tuple[Count, Count]]:
    """Yield a count of a caption that is more than the only one that the text gives for such things."""
    found = [each for each in counts(story) if each.noun and each.quantity.unit is None]
    found = [each for each in found if each.quantity.bound == "exact" and not in_headline(story, each.quantity.span)]
    captions = (each for each in found if in_captions(story, each.quantity.span) and not each.is_people)
    for caption in islice(captions, MOST):
        told = [each for each in found if each is not caption and same_noun(each, caption)]
        values = {each.quantity.value for each in told}
        if len(values) != 1 or in_captions(story, told[0].quantity.span):
            continue
        few, many = told[0].quantity.value, caption.quantity.value
        if not LEAST <= few < many <= FARTHEST * few or explained(told[0].telling, caption.telling, EXCUSES):
            continue
        if not apart(told[0].telling, caption.telling) and not of_another_time(story, caption):
            yield caption, told[0]


def somebody_else(story: Story) -> Iterator[tuple[Mention, Mention]]:
    """Yield a name of a caption that the text does not know, with the one of whom the text tells the same.

    They won, or the sentence shares some words with the caption, or both have one given name.
    """
    full = [named for named in people(story) if len(named.row) > 1]
    body = [named for named in full if not in_captions(story, named.mention.span)]
    body = [named for named in body if not in_headline(story, named.mention.span)]
    known = {surname_key(story, named.row[-1]) for named in body}
    captions = (each for each in full if in_captions(story, each.mention.span))
    for below in islice(captions, MOST):
        surname = surname_key(story, below.row[-1])
        if any(akin(surname, each) for each in known):
            continue
        if below.telling.marks & EXCUSES or "kin" in below.telling.marks:
            continue
        same = [each for each in body if _is_same(story, below, each)]
        if len({each.mention.entity for each in same}) == 1:
            yield below.mention, same[0].mention


def elsewhere(story: Story) -> Iterator[tuple[Mention, Mention]]:
    """Yield a place of a caption that the text does not know, with the one where the text tells the same."""
    told = [(telling, list(places_of(story, telling))) for telling in story.tellings]
    known = dict.fromkeys(m for _, row in told for m in row if not in_captions(story, m.span))
    captions = (each for each in told if any(in_captions(story, m.span) for m in each[1]))
    for caption, row in islice(captions, MOST):
        below = [m for m in row if in_captions(story, m.span)]
        if len(below) != 1 or caption.marks & EXCUSES or not all(are_two(story, below[0], each) for each in known):
            continue
        for telling, where in told:
            if telling is caption or in_headline(story, telling.span) or len(where) != 1:
                continue
            if telling.marks & EXCUSES or where[0] not in known or telling.people - caption.people:
                continue
            stems = caption.stems & telling.stems
            if len(stems) >= SHARED_THERE:
                yield below[0], where[0]
                break


def _is_same(story: Story, below: Named, above: Named) -> bool:
    if not of_one_gender(story, below, above) or len(above.telling.people) != 1 or len(below.telling.people) != 1:
        return False
    if explained(above.telling, below.telling, EXCUSES):
        return False
    stems = below.telling.stems & above.telling.stems - story.common
    given = [story.wording.stem(each.row[0].lower) for each in (below, above)]
    begun = [surname_key(story, each.row[-1])[:LEAST] for each in (below, above)]
    if akin(*given) and begun[0] == begun[1] and stems:
        return True
    won = _has_won(story, below.telling, below) and _has_won(story, above.telling, above)
    return len(stems) >= SHARED or won


def _has_won(story: Story, telling: Telling, named: Named) -> bool:
    """The sentence says that somebody won, or calls the one named the winner."""
    if any(hit.entry == "won" for hit in telling.events):
        return True
    beside = telling.around(named.mention.span, WINNER, WINNER)
    return any(story.wording.signs["winner"].find(beside))
