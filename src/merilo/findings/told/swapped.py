"""Two figures for one thing that look like a slip of the hand: 127 houses here, "all 172 houses" there.

Two different counts of one thing rarely have the same digits in another order, so that such a pair needs less in common
around it than any other two numbers before it is worth a word.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from merilo.findings.story import Story, Telling
from merilo.findings.told.counts import PEOPLE, Count, disagree
from merilo.findings.told.divisions import permuted
from merilo.findings.told.matter import apart, pairs, shared_stems
from merilo.findings.wording import marks
from merilo.model import Quantity
from merilo.text.words import Word

DENIED = frozenset({"wrong", "if"})
OUTGROWN = DENIED | {"change", "moved", "again", "compare", "growth", "part"}
WINDOW = 3  # words on either side of a number in which one may tell why it differs
VOWELS = frozenset("aeiouyëаеиоуыэюяіїєёъьй")
PEOPLE_MORE = 1.0  # what the sentences must share where only "people" are counted
LARGE = 100
SURE_OF_KINSHIP = 2  # consonants that two forms of one word share


def swapped(story: Story, found: Sequence[Count]) -> Iterator[tuple[Count, Count]]:
    """Yield the pairs of counts of one thing whose figures have the same digits in another order."""
    keyed = [(tuple(sorted(f"{each.quantity.value:.10g}")), each) for each in found if _telling(each.quantity)]
    for left, right in pairs(keyed):
        if left.quantity.unit != right.quantity.unit or not permuted(left.quantity.value, right.quantity.value):
            continue
        if disagree(left.quantity, right.quantity) and _one_thing(story, left, right):
            yield left, right


def _telling(quantity: Quantity) -> bool:
    return quantity.value > 11 and quantity.value == int(quantity.value) and quantity.bound != "range"


def _one_thing(story: Story, left: Count, right: Count) -> bool:
    if left.telling.index == right.telling.index or apart(left.telling, right.telling):
        return False
    one = _one_noun(story, left, right) or _surely_swapped(left, right)
    if not one or contrasted(story, left.telling, right.telling):
        return False
    if any(any(story.wording.signs["remaining"].find(each.telling.words)) for each in (left, right)):
        return False  # "thirteen proved it, and the rest were sent down"
    again = [_named_before(story, each) for each in (left, right)]
    for count, same in zip((left, right), again, strict=True):
        near = _window(count)
        if not same and _of_another(story, count):
            return False
        if marks(story.wording, near) & (DENIED if same else OUTGROWN):
            return False
    ours, theirs = left.telling.people, right.telling.people
    enough = (0.5 if ours and theirs and not ours & theirs else 0.0) + (PEOPLE_MORE if left.is_people else 0.0)
    return _in_common(story, left, right) + sum(again) >= enough


def _in_common(story: Story, left: Count, right: Count) -> float:
    """What the two sentences share besides the thing counted; what the whole text is about counts for half."""
    but = frozenset({left.noun, right.noun} - {None})
    shared = shared_stems(story, left.telling.stems, right.telling.stems, but)
    topic = (left.telling.stems & right.telling.stems & story.common) - but
    names = (left.telling.people | left.telling.places) & (right.telling.people | right.telling.places)
    return len(shared) + 0.5 * len(topic) + 0.5 * len(names)


def _window(count: Count) -> tuple[Word, ...]:
    return count.telling.around(count.quantity.span, WINDOW, WINDOW)


def _of_another(story: Story, count: Count) -> bool:
    """ "Another", "a second" or the like stands ahead of the number in its clause, or right behind it."""
    clause, span = count.telling.clause(count.quantity.span), count.quantity.span
    ahead, behind = [w for w in clause if w.end <= span.start], [w for w in clause if w.start >= span.end]
    another = story.wording.signs["another"]
    return any(another.find(ahead)) or any(another.find(behind[:WINDOW]))


def _named_before(story: Story, count: Count) -> bool:
    """The number stands under "all", "those" or the like: it has been given before."""
    ahead = count.telling.around(count.quantity.span, 2, 0)
    return any(hit.last == len(ahead) for hit in story.wording.signs["the_same"].find(ahead))


def contrasted(story: Story, left: Telling, right: Telling) -> bool:
    """One is told of the old and one of the new."""
    newer, older = story.wording.signs["newer"], story.wording.signs["older"]
    for one, other in ((left, right), (right, left)):
        if any(newer.find(one.words)) and any(older.find(other.words)):
            return True
    return False


def _one_noun(story: Story, left: Count, right: Count) -> bool:
    if left.kind and right.kind and left.kind != right.kind:
        return False
    if left.quantity.unit is not None:
        return True
    if left.noun is None or right.noun is None:
        return bool(left.kind and left.kind == right.kind)
    if PEOPLE in (left.noun, right.noun):
        return left.noun == right.noun
    return one_word(left.noun, right.noun)


def _surely_swapped(left: Count, right: Count) -> bool:
    """Three digits or more, and one name in both sentences: whatever they count, 182 is 281."""
    values = [each.quantity.value for each in (left, right)]
    names = (left.telling.people | left.telling.places) & (right.telling.people | right.telling.places)
    return min(values) >= LARGE and bool(names) and (left.kind is None or left.kind == right.kind)


def one_word(left: str, right: str) -> bool:
    """Say whether two stems may be of one word: alike but for vowels that come and go, кресел and кресло."""
    if left == right:
        return True
    ours, theirs = (left[0] + "".join(each for each in stem[1:] if each not in VOWELS) for stem in (left, right))
    short, long = sorted((ours, theirs), key=len)
    return long.startswith(short) and len(short) >= SURE_OF_KINSHIP and len(long) - len(short) <= 1
