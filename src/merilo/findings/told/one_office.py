"""Whether two offices named in one story are one: the same words, "the same museum", fewer words, or "who runs it"."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from merilo.findings.story import Story, once
from merilo.findings.told.people import QUOTES, Named
from merilo.findings.told.roles import Office, akin
from merilo.model import Span
from merilo.text.words import words

REACH = 4  # words behind "who runs" among which the house stands


@dataclass(frozen=True, slots=True)
class Held:
    """An office, and who is named with it."""

    office: Office
    by: Named


def is_named_again(story: Story, first: Held, last: Held, held: Sequence[Held]) -> bool:
    """Say whether a later office is an earlier one named in other words: "director of the same museum".

    It looks back to the nearest office of its kind alone; one unit may have several officers or spokesmen.
    """
    ours = [each for each in held if akin(each.office.head, last.office.head) and _is_between(each, first, last)]
    many = any(story.wording.signs["many_hold"].find([last.office.word]))
    if ours or many or not akin(first.office.head, last.office.head):
        return False
    if last.office.is_same:
        bare = not first.office.field
        return bare or _meet(first.office, last.office) or not _is_told_before(story, last)
    return _is_shortened(story, first, last)


def chiefs(story: Story, held: Sequence[Held]) -> list[Held]:
    """Return those who are at the head of a house: directors, managers, head teachers."""
    return [each for each in held if any(story.wording.signs["house_heads"].find([each.office.word]))]


def runs_the_house(story: Story, chief: Held, other: Named) -> bool:
    """Say whether a clause behind a name gives somebody the house of which another one is the chief.

    "Ana Holm, who runs the house", beside "the director Ivan Petrov".
    """
    signs = story.wording.signs
    if not chiefs(story, [chief]):
        return False
    row = [word for word in other.telling.words if word.start >= other.mention.span.end]
    if not row or row[0].text != ",":
        return False
    hit = next(signs["runs_it"].find(row[1:]), None)
    if hit is None or hit.first:
        return False
    behind = row[1 + hit.last : 1 + hit.last + REACH]
    stop = next((at for at, word in enumerate(behind) if not word.is_word), len(behind))
    house = next(signs["the_house"].find(behind[:stop]), None)
    if house is None or house.last != stop or any(word.is_capital for word in behind[:stop]):
        return False  # "Who leads the Varda company": a house with a name of its own may be another
    return not any(word.text in QUOTES for word in behind[stop : stop + 1])


def _is_between(each: Held, first: Held, last: Held) -> bool:
    return first.office.span.end <= each.office.span.start and each.office.span.end <= last.office.span.start


def _meet(one: Office, other: Office) -> bool:
    return any(akin(left, right) for left in one.before | one.behind for right in other.before | other.behind)


def _is_told_before(story: Story, last: Held) -> bool:
    """The house of an office stands in the text before it: it may be that house, and no other one."""
    first = last.office.span.start
    ahead = [stem for stem, at in _first_told(story).items() if at < first]
    return any(akin(word, each) for word in last.office.behind for each in ahead)


@once
def _first_told(story: Story) -> Mapping[str, int]:
    """The stems of all words, each with the first place where it stands."""
    row = (word for telling in reversed(story.tellings) for word in reversed(telling.words))
    return {story.wording.stem(word.lower): word.start for word in row if word.is_word}


def _is_shortened(story: Story, first: Held, last: Held) -> bool:
    """ "The director of the Tilbury museum", later "the director of the museum"; no other place is named between."""
    long, short = first.office.field, last.office.field
    stem = story.wording.stem
    if len(short) != 1 or len(long) != 2 or _names_a_place_between(story, first, last):
        return False
    left, right = long
    same_left, same_right = (akin(stem(word.lower), stem(short[0].lower)) for word in long)
    if same_right and not same_left:
        # The town or kind of a house before it; a municipality before its own name.
        if not short[0].is_capital:
            return True
        return any(story.wording.signs["township"].find([left]))
    placed = story.wording.signs["in"].find(words(story.text, Span(left.end, right.start)))
    return same_left and not same_right and not short[0].is_capital and any(placed)


def _names_a_place_between(story: Story, first: Held, last: Held) -> bool:
    tellings = story.tellings[first.by.telling.index : last.by.telling.index + 1]
    return any(
        mention.type in ("LOC", "ORG")
        and mention.span.start >= first.office.span.end
        and not mention.span.overlaps(last.office.span)
        for telling in tellings
        for mention in telling.mentions
    )
