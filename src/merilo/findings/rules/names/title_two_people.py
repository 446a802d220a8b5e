"""One office, two holders."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from merilo.findings.rule import Slip, rule
from merilo.findings.story import Story
from merilo.findings.told.one_office import Held, chiefs, is_named_again, runs_the_house
from merilo.findings.told.people import Named, people, surname_key
from merilo.findings.told.roles import is_of_another_time, offices_of

MOST = 60  # people with an office; more of them are a list of a government


@rule("title-two-people", severity="warning")
def title_two_people(story: Story) -> Iterator[Slip]:
    """An office that one person holds, with its town or its field, is given to two people.

    The office may stand before the name ("harbour master Colin Yeo") or behind it ("Ana Holm, head of the forestry
    office,"). Silent where one of them is anywhere the former, acting, deputy, elected or next one, where one sentence
    names the two side by side, each with such an office, and about offices without a field: two presidents may be of
    two countries. A later office may be named in other words: "director of
    the same museum", "of the museum" where it was of the Tilbury museum, "Ana Holm, who runs the house".
    """
    held: list[Held] = []
    past: set[str] = set()
    everybody = people(story)
    for each in everybody:
        if is_of_another_time(story, each):
            past |= _keys(story, each)
        held += [Held(office, each) for office in offices_of(story, each)]
    held = held[:MOST]
    together = {
        frozenset((left.by.mention.entity, right.by.mention.entity))
        for left, right in combinations(held, 2)
        if left.by.telling is right.by.telling
    }
    for left, right in combinations(held, 2):
        if frozenset((left.by.mention.entity, right.by.mention.entity)) in together:
            continue  # "the foreign minister Holm met the foreign minister of Ardland, Pike"
        named = left.office.field and right.office.field and left.office.is_one_with(right.office)
        if named or is_named_again(story, left, right, held):
            yield from _told(story, left, right.by, past)
    for chief in held:
        for other in everybody:
            if (
                runs_the_house(story, chief, other)
                and len({each.by.mention.entity for each in chiefs(story, held)}) == 1
            ):
                yield from _told(story, chief, other, past)


def _told(story: Story, held: Held, other: Named, past: set[str]) -> Iterator[Slip]:
    """Yield the two who hold one office, the earlier first, unless they may be one or held it one after another."""
    left, right = sorted((held.by, other), key=lambda each: each.mention.span.start)
    if (
        left.telling is right.telling
        or left.mention.entity == right.mention.entity
        or _share_a_word(story, left, right)
    ):
        return
    if not (_keys(story, left) | _keys(story, right)) & past:
        facts = {
            "title": story.said(held.office.span),
            "here": story.said(left.mention.span),
            "there": story.said(right.mention.span),
        }
        yield Slip((left.mention.span, right.mention.span), facts, confidence=0.65)


def _keys(story: Story, named: Named) -> set[str]:
    return {named.mention.entity, surname_key(story, named.row[-1])}


def _share_a_word(story: Story, left: Named, right: Named) -> bool:
    return bool({surname_key(story, word) for word in left.row} & {surname_key(story, word) for word in right.row})
