"""Two counts of one word in neighbouring sentences, between which no word makes a difference.

In 620 untouched articles no such pair counted two things: whoever counts others says so ("another", "of them", "rose
to", another place or day), or builds the two sentences alike.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from merilo.findings.story import Story
from merilo.findings.told.counts import PEOPLE, Count, disagree
from merilo.findings.told.matter import apart
from merilo.findings.told.one_thing import FARTHEST, of_another_time, same_noun
from merilo.findings.told.restated import BUILT_ALIKE
from merilo.findings.told.swapped import contrasted
from merilo.findings.wording import marks

LEAST = 3  # "two players" and "three players" are of two things as often
WINDOW = 4  # words on either side of a number in which one may tell why it differs
REACH = 12  # counts behind one, among which the other may stand
AHEAD = 6  # and before it, where "another" may stand
PARTED = frozenset({"change", "growth", "compare", "other", "part", "total", "wrong", "if", "moved"})


def side_by_side(story: Story, found: Sequence[Count]) -> Iterator[tuple[Count, Count]]:
    """Yield the counts of one word, not far from each other, that stand in two sentences side by side."""
    for at, left in enumerate(found):
        for right in found[at + 1 : at + 1 + REACH]:
            if right.telling.index - left.telling.index > 1:
                break
            if right.telling.index != left.telling.index and _one_thing(story, left, right):
                yield left, right


def _one_thing(story: Story, left: Count, right: Count) -> bool:
    if PEOPLE in (left.noun, right.noun) or not same_noun(left, right) or left.kind != right.kind:
        return False
    pair = (left.quantity, right.quantity)
    if any(each.unit is not None or each.bound != "exact" or each.value < LEAST for each in pair):
        return False
    low, high = sorted(each.value for each in pair)
    if high > FARTHEST * low or not disagree(*pair) or apart(left.telling, right.telling):
        return False
    if any(_set_apart(story, each) for each in (left, right)) or (left.telling.quoted and right.telling.quoted):
        return False
    # Two sentences built alike set two things against each other: "The old hall has 300 seats. The new hall has 400".
    clauses = [each.telling.clause(each.quantity.span) for each in (left, right)]
    like = story.likeness(left.telling, clauses[0], right.telling, clauses[1])
    return like is not None and like < BUILT_ALIKE and not contrasted(story, left.telling, right.telling)


def _set_apart(story: Story, count: Count) -> bool:
    near = marks(story.wording, count.telling.around(count.quantity.span, WINDOW, WINDOW))
    another = story.wording.signs["another"].find(count.telling.around(count.quantity.span, AHEAD, LEAST))
    others = sum(1 for each in count.telling.quantities if each.unit is None)
    if any(story.wording.signs["of"].find(count.telling.around(count.quantity.span, 0, 1))):
        return True  # "five of the victims"
    told = near | (count.marks & {"change", "part", "wrong", "if"})
    return bool(told & PARTED) or any(another) or others > 1 or of_another_time(story, count)
