"""One office, two holders."""

from __future__ import annotations

from collections.abc import Iterator

from merilo.findings.rule import Slip, rule
from merilo.findings.story import Story
from merilo.findings.told.matter import pairs
from merilo.findings.told.people import Named, people, surname_key
from merilo.model import Span


@rule("title-two-people", severity="warning")
def title_two_people(story: Story) -> Iterator[Slip]:
    """An office that one person holds, with its town or its field, is given to two people.

    Silent where one of them is the former, acting, deputy, elected or next one.
    """
    offices = story.wording.signs["offices"]
    held = []
    for each in people(story):
        whole = (*each.intro_words,)
        if any(offices.find(whole)) and len(each.intro) >= 2 and "past_office" not in each.telling.marks:
            held.append((each.intro, each))
    for left, right in pairs(held):
        if left.mention.entity != right.mention.entity and not _share_a_word(story, left, right):
            title = story.said(Span(left.intro_words[0].start, left.intro_words[-1].end))
            facts = {
                "title": title,
                "here": story.said(left.mention.span),
                "there": story.said(right.mention.span),
            }
            yield Slip((left.mention.span, right.mention.span), facts, confidence=0.65)


def _share_a_word(story: Story, left: Named, right: Named) -> bool:
    return bool({surname_key(story, word) for word in left.row} & {surname_key(story, word) for word in right.row})
