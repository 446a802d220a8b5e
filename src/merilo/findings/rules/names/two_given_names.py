"""One person, two given names."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from merilo.findings.mends.choice import Side, decided
from merilo.findings.mends.copying import instead
from merilo.findings.rule import Slip, rule
from merilo.findings.story import Story
from merilo.findings.told.matter import pairs
from merilo.findings.told.people import Named, described, near_marks, office_of, part_of, people, surname_key, two_names
from merilo.findings.told.spellings import misspelt
from merilo.model import Fix
from merilo.names.inflect import lemmas
from merilo.text.words import words


@rule("two-given-names", severity="warning")
def two_given_names(story: Story) -> Iterator[Slip]:
    """One surname and one office go with two given names.

    The same holds where both are described in the same words. Silent about husbands and wives, brothers and other kin,
    and where one of the two held the office before.
    """
    full = [each for each in people(story) if len(each.row) == 2 and not each.row[1].text.isupper()]
    for left, right in pairs((surname_key(story, each.row[-1]), each) for each in full):
        one, other = left.row[0].lower, right.row[0].lower
        if _one_given(story, one, other) or "kin" in left.telling.marks | right.telling.marks:
            continue
        if "past_office" in near_marks(story, left) | near_marks(story, right):
            continue
        if _beside(story, left) or _beside(story, right):
            continue
        if misspelt(one, other) or _one_person(story, left, right):
            slip = two_names(story, left.mention.span, right.mention.span, 0.7)
            ours, theirs = _renamed(story, left, right), _renamed(story, right, left)
            yield decided(slip, Side(_times_told(full, left), ours), Side(_times_told(full, right), theirs))


def _one_person(story: Story, left: Named, right: Named) -> bool:
    """They hold one office, or are described in the same words, of which one is right before both names or two are."""
    if office_of(story, left) & office_of(story, right):
        return True
    shared = described(story, left) & described(story, right)
    nearest = [story.stems_of(named.intro_words[-1:]) for named in (left, right)]
    shared = shared - story.common
    return len(shared) >= 2 or bool(shared & nearest[0] & nearest[1]) or _in_one_part(story, left, right)


def _in_one_part(story: Story, left: Named, right: Named) -> bool:
    """One is called what the other is: "the director of the theatre, Conrad Finch", "Walter Finch, director of ..."."""
    ours, theirs = (story.entities.get(each.mention.entity) for each in (left, right))
    genders = {each.gender for each in (ours, theirs) if each and each.gender}
    return len(genders) < 2 and part_of(story, left).meets(part_of(story, right))


def _renamed(story: Story, slip: Named, right: Named) -> Fix | None:
    """The one given name in the place of the other, where both stand in one case: their surnames are the same."""
    if slip.row[1].lower != right.row[1].lower:
        return None
    return instead(story, slip.row[0].span, right.row[0].span)


def _times_told(full: Sequence[Named], named: Named) -> int:
    return sum(each.row[0].lower[:4] == named.row[0].lower[:4] and _alike(each, named) for each in full)


def _alike(left: Named, right: Named) -> bool:
    return left.row[1].lower[:4] == right.row[1].lower[:4]


def _one_given(story: Story, one: str, other: str) -> bool:
    """The two are forms of one name: cases, an initial, a short form."""
    short, long = sorted((one, other), key=len)
    if len(short) < 3 or story.wording.stem(one) == story.wording.stem(other):
        return True
    return long.startswith(short[:-1]) or bool(lemmas(one, story.profile) & lemmas(other, story.profile))


def _beside(story: Story, named: Named) -> bool:
    """The sentence names somebody else of the same surname beside: two of one family."""
    last = surname_key(story, named.row[-1])
    others = [m for m in named.telling.mentions if m.type == "PER" and m.span != named.mention.span]
    return any(surname_key(story, row[-1]) == last for m in others if len(row := words(story.text, m.span)) > 1)
