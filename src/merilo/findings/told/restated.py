"""An amount that a text gives again: its digits, and the words by which it goes back to the amount before."""

from __future__ import annotations

from rapidfuzz.distance import Prefix

from merilo.findings.story import Story
from merilo.findings.told.counts import Count
from merilo.findings.told.matter import shared_stems
from merilo.findings.told.one_thing import given_before
from merilo.model import Quantity

BUILT_ALIKE = 0.5  # likeness of two clauses from which on they are told in the same way
AHEAD = 3  # words before an amount that say what it is: "the loss of"
OPENING = 4  # words of a sentence in which "such" goes back
ROOT = 3  # letters in which a noun and its verb agree at the least: loss, lost


def telling_digits(quantity: Quantity) -> str:
    """Return the digits of a value without its size: 4.6 million and 4.6 billion have the same."""
    return f"{quantity.value:.6e}".partition("e")[0].rstrip("0").replace(".", "")


def is_restated(story: Story, first: Count, later: Count) -> bool:
    """Say whether an amount goes back to one given before it.

    It does behind "all", "those" or an article, before "which is how much", in "a fifth of", or where the noun that it
    is of comes from a word told of the first: "lost £3bn ... the loss of".
    """
    ahead = later.telling.around(later.quantity.span, AHEAD, 0)
    if any(story.wording.signs["another"].find(ahead)):
        return False
    if given_before(story, later) or is_such(story, later) or _is_how_much(story, later) or _is_whole(story, later):
        return True
    if later.telling.index == first.telling.index:
        return False
    told = story.stems_of(ahead[-2:]) & later.telling.stems
    return any(
        Prefix.similarity(one, other) >= max(ROOT, min(len(one), len(other)) - 1)
        for one in told
        for other in first.telling.stems
    )


def is_such(story: Story, count: Count) -> bool:
    """Say whether the sentence begins with "such" or "that much" ahead of the amount."""
    opening = [word for word in count.telling.words if word.end <= count.quantity.span.start][:OPENING]
    return any(story.wording.signs["such"].find(opening))


def _is_how_much(story: Story, count: Count) -> bool:
    """ "Seven million, which is what was signed": „колку што е потпишано“, "koliko je potpisano"."""
    behind = count.telling.around(count.quantity.span, 0, 2)
    return len(behind) > 1 and behind[0].text == "," and any(story.wording.signs["how_much"].find(behind[1:]))


def _is_whole(story: Story, count: Count) -> bool:
    """A share of the amount is told in its sentence: "of the three million a fifth"."""
    ahead = count.telling.around(count.quantity.span, 1, 0)
    shares = any(q.unit == "%" and not q.span.overlaps(count.quantity.span) for q in count.telling.quantities)
    return shares and any(story.wording.signs["of"].find(ahead))


def set_against(story: Story, left: Count, right: Count) -> bool:
    """Two sentences built alike that share hardly a word: the roof costs so many euros, the garden so many dollars."""
    clauses = [each.telling.clause(each.quantity.span) for each in (left, right)]
    like = story.likeness(left.telling, clauses[0], right.telling, clauses[1])
    if like is None or like < BUILT_ALIKE:
        return False
    return len(shared_stems(story, left.telling.stems, right.telling.stems, stems_within(story, left, right))) < 2


def stems_within(story: Story, left: Count, right: Count) -> frozenset[str | None]:
    """Return the stems of the words of the amounts themselves, their units among them."""
    inside = [w for each in (left, right) for w in each.telling.words if each.quantity.span.holds(w.span)]
    return frozenset(story.wording.stem(word.lower) for word in inside)
