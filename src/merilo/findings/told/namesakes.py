"""Where a text itself says that two people of one surname are two."""

from __future__ import annotations

from merilo.findings.story import Story, Telling
from merilo.findings.told.people import Named, people_of, surname_key
from merilo.text.numerals import read_number, table

PAIR = 2
LEAST = 3  # letters of a stem


def told_as_two(story: Story, left: Named, right: Named) -> bool:
    """Say whether the text calls two of one surname namesakes or no kin, or both by that surname at once.

    It does so wherever the surname stands, or in a sentence right behind that names nobody.
    """
    key = surname_key(story, left.row[-1])
    for telling in story.tellings:
        behind = any(telling.index - each.telling.index == 1 for each in (left, right))
        borne = [
            at for at, word in enumerate(telling.words) if word.is_capital and _is_key(surname_key(story, word), key)
        ]
        if (
            (borne or (behind and not people_of(story, telling)))
            and _parted(story, telling)
            and not _of_others(story, telling, key, left, right)
        ):
            return True
        if any(_are_counted(story, telling, at) for at in borne):
            return True
    return False


def _is_key(stem: str, key: str) -> bool:
    """One surname, or its plural: "Hyka", "dy Hykat"."""
    return stem == key or (len(key) >= LEAST and stem.startswith(key) and len(stem) - len(key) <= PAIR)


def _of_others(story: Story, telling: Telling, key: str, left: Named, right: Named) -> bool:
    """It names two of the surname, and the pair is not these two."""
    given = {
        story.wording.stem(named.row[0].lower)
        for named in people_of(story, telling)
        if len(named.row) > 1 and surname_key(story, named.row[-1]) == key
    }
    return len(given) >= PAIR and not {story.wording.stem(each.row[0].lower) for each in (left, right)} <= given


def _parted(story: Story, telling: Telling) -> bool:
    """It says "namesake", or that somebody is no relative."""
    signs = story.wording.signs
    if any(signs["namesakes"].find(telling.words)):
        return True
    return "not" in telling.marks and any(signs["relatives"].find(telling.words))


def _are_counted(story: Story, telling: Telling, at: int) -> bool:
    """Two or more of the surname: "the two Kolevs", "both Kolevs"."""
    if not at:
        return False
    before = telling.words[at - 1 : at]
    number = read_number(before, 0, table(story.profile))
    return any(story.wording.signs["both_of"].find(before)) or (number is not None and number.value >= PAIR)
