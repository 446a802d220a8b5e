"""One office, two holders."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from merilo.findings.rule import Slip, rule
from merilo.findings.story import Story
from merilo.findings.told.people import Named, people, surname_key
from merilo.findings.told.roles import Office, is_of_another_time, offices_of

MOST = 60  # people with an office; more of them are a list of a government


@rule("title-two-people", severity="warning")
def title_two_people(story: Story) -> Iterator[Slip]:
    """An office that one person holds, with its town or its field, is given to two people.

    The office may stand before the name ("harbour master Colin Yeo") or behind it ("Ana Holm, head of the forestry
    office,"). Silent where one of them is anywhere the former, acting, deputy, elected or next one, and about offices
    without a field: two presidents may be of two countries.
    """
    held: list[tuple[Office, Named]] = []
    past: set[str] = set()
    for each in people(story):
        if is_of_another_time(story, each):
            past |= {each.mention.entity, surname_key(story, each.row[-1])}
        held += [(office, each) for office in offices_of(story, each) if office.before or office.behind]
    for (office, left), (other, right) in combinations(held[:MOST], 2):
        if left.telling is right.telling or not office.is_one_with(other):
            continue
        keys = [{each.mention.entity, surname_key(story, each.row[-1])} for each in (left, right)]
        if left.mention.entity == right.mention.entity or _share_a_word(story, left, right):
            continue
        if not (keys[0] | keys[1]) & past:
            facts = {
                "title": story.said(office.span),
                "here": story.said(left.mention.span),
                "there": story.said(right.mention.span),
            }
            yield Slip((left.mention.span, right.mention.span), facts, confidence=0.65)


def _share_a_word(story: Story, left: Named, right: Named) -> bool:
    return bool({surname_key(story, word) for word in left.row} & {surname_key(story, word) for word in right.row})
