"""A number given before: "all twelve counts", „46-те деца“, where the text has given another for the same before it.

What a number under "all", "those" or an article goes back to is the only one that the text has given for such things.
It need not be counted in the same word: children are pupils, and vehicles cars.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from rapidfuzz.distance import Prefix

from merilo.findings.story import Story, once
from merilo.findings.told.counts import NOT_BEFALLING, Count, counts, disagree
from merilo.findings.told.divisions import permuted
from merilo.findings.told.headline import in_captions, in_headline
from merilo.findings.told.matter import apart, shared_stems
from merilo.findings.told.one_thing import (
    FARTHEST,
    are_votes,
    given_before,
    noun_words,
    of_another_time,
    one_key,
    same_noun,
)
from merilo.findings.wording import marks
from merilo.text.numerals import table

LEAST = 3  # "both" and "all two" go back to other things
REACH = 200  # numbers before and behind that one may go back to; a story with more is a table of them
BEHIND = 3  # words behind a number in which that what it counts stands
NEAR, SHARE = 2, 0.12  # so far a slip of the hand is off
BACK = 3  # sentences to the count that a number without a word goes back to
TIMES = 1.6  # so far apart they may be
SHARED = 2  # stems of the two sentences, where it is farther off
ROOT = 4  # letters in which two forms of a word agree
ALIKE = 0.6  # likeness of two words for what is counted
HARMED = frozenset({"dead", "injured", "missing", "arrested", "evacuated", "rescued", "infected", "homeless"})
EXCUSED = frozenset({"part", "other", "change", "compare", "wrong", "if", "total", "moved"})


@dataclass(frozen=True, slots=True)
class _Plain:
    """An exact whole number of the running text with the kinds of things that it may count."""

    count: Count
    kinds: frozenset[str]

    def is_of_one_kind(self, story: Story, other: _Plain) -> bool:
        """Say whether two counts may be of one thing by the words they count: the same, of one kind, or alike."""
        left, right = self.count, other.count
        if same_noun(left, right) or self.kinds & other.kinds:
            return True
        if are_votes(story, left) != are_votes(story, right):
            return False  # who voted is not what was cast
        ours, theirs = noun_words(left), noun_words(right)
        return bool(ours and theirs) and (story.likeness(left.telling, ours, right.telling, theirs) or 0) > ALIKE


def given_again(story: Story, found: Sequence[Count]) -> Iterator[tuple[Count, Count]]:
    """Yield the numbers that go back to the only one given for such things before, and are not that one."""
    plain = [_Plain(each, kinds_counted(story, each)) for each in found if _is_plain(story, each)]
    for at, last in enumerate(plain):
        later = last.count
        if later.quantity.value < LEAST or _goes_on(story, later):
            continue
        near = [each for each in plain[max(0, at - REACH) : at] if each.count.telling.index < later.telling.index]
        earlier = [each.count for each in near if each.is_of_one_kind(story, last)]
        if not earlier and (given_before(story, later) or _is_called_so(story, later)):
            # "Seven people were hurt", "all nine injured"
            before = [each.count for each in near]
            earlier = [each for each in before if _befell(each, later)] or _unnamed(before, later)
        back = given_before(story, later) or _of_so_many(story, later) or _by_what_befell(story, later, earlier)
        if not back and not any(_told_of(story, each, later) for each in earlier):
            continue
        values = {each.quantity.value for each in earlier}
        if len(values) != 1 or _made_of(story, last, plain[max(0, at - REACH) : at + REACH]):
            continue
        first = earlier[-1]
        if values & {quantity.value for quantity in later.telling.quantities}:
            continue  # "it had spoken of 27 injured; the number rose to 34"
        if _may_slip(story, first, later) and not _accounted_for(story, first, later):
            yield first, later


def _of_so_many(story: Story, count: Count) -> bool:
    """The sentence begins with what is taken from them: "Of the eight matches", «Из восьми матчей»."""
    ahead = [word for word in count.telling.words if word.end <= count.quantity.span.start]
    return len(ahead) <= BEHIND - 1 and any(not hit.first for hit in story.wording.signs["of"].find(ahead))


def _by_what_befell(story: Story, later: Count, earlier: Sequence[Count]) -> bool:
    """They are called by what befell them alone, as those before: "the families of nine killed"."""
    if not _is_called_so(story, later):
        return False
    near = marks(story.wording, later.telling.clause(later.quantity.span)) & EXCUSED
    return not near and any(_befell(each, later) and not apart(each.telling, later.telling) for each in earlier)


def _is_called_so(story: Story, count: Count) -> bool:
    """What befell them stands right behind the number: „девет убијених“."""
    behind = count.telling.around(count.quantity.span, 0, 2)
    return count.kind in HARMED and any(hit.first <= 1 for hit in story.wording.counted.find(behind))


def _befell(left: Count, right: Count) -> bool:
    return left.kind is not None and left.kind == right.kind and left.kind not in NOT_BEFALLING


def _unnamed(before: Sequence[Count], later: Count) -> list[Count]:
    """The counts before, where "all ten" says by no word what it counts, or the only count before did not."""
    near = [
        each for each in before if later.telling.index - each.telling.index <= BACK and each.quantity.value >= LEAST
    ]
    values = {each.quantity.value for each in near}
    if len(values) != 1 or (later.noun is not None and any(each.noun is not None for each in near)):
        return []
    low, high = sorted((*values, later.quantity.value))
    unlike = {each.kind for each in near} - {None, later.kind} if later.kind else frozenset()
    return near if high <= TIMES * low and not unlike else []


def kinds_counted(story: Story, count: Count) -> frozenset[str]:
    """Return the kinds of things among the few words behind a number."""
    behind = [w for w in count.telling.clause(count.quantity.span) if w.start >= count.quantity.span.end][:BEHIND]
    return frozenset(name for hit in story.wording.alike.find(behind) for name in hit.entry)


def _told_of(story: Story, first: Count, later: Count) -> bool:
    """The words behind a number say what was told of those before: "seven cars burned", "of nine burned vehicles"."""
    behind = [w for w in later.telling.clause(later.quantity.span) if w.start >= later.quantity.span.end][:BEHIND]
    nouns = {first.noun, later.noun}
    told = story.stems_of(behind) & later.telling.stems
    return any(
        Prefix.similarity(one, other) >= max(ROOT, min(len(one), len(other)) - 1)
        for one in told
        for other in first.telling.stems
        if other not in nouns and one not in {first.noun} and other not in story.common
    ) and not same_noun(first, later)


def _is_plain(story: Story, count: Count) -> bool:
    quantity = count.quantity
    if quantity.unit is not None or quantity.bound != "exact" or quantity.value != int(quantity.value):
        return False
    return not in_headline(story, quantity.span) and not in_captions(story, quantity.span)


def _goes_on(story: Story, count: Count) -> bool:
    """A relative clause says which are meant: "the 46 children that come by bus"; or a whole, "five of the victims"."""
    behind = count.telling.around(count.quantity.span, 0, BEHIND + 2)
    return any(story.wording.signs["that"].find(behind)) or any(story.wording.signs["of"].find(behind[:1]))


def _made_of(story: Story, later: _Plain, near: Sequence[_Plain]) -> bool:
    """The text gives the number elsewhere for such things, or two others that make it."""
    others = [each for each in near if each is not later]
    rest = {
        each.count.quantity.value for each in others if each.count.noun is None or each.is_of_one_kind(story, later)
    }
    value = later.count.quantity.value
    return value in rest or any((value - one in rest and value != 2 * one) or value + one in rest for one in rest)


def _places(count: Count) -> frozenset[str]:
    """The places named in the clause of a count."""
    row = count.telling.clause(count.quantity.span)
    return frozenset(
        m.entity for m in count.telling.mentions if m.type == "LOC" and row[0].start <= m.span.start < row[-1].end
    )


def _accounted_for(story: Story, first: Count, later: Count) -> bool:
    """By how many they differ, the text says as well: "five have left"."""
    off = abs(first.quantity.value - later.quantity.value)
    return and_one_more(story, first, off) or any(
        each is not first and each is not later and _is_near(each, first, later)
        for each in _by_value(story).get(off, ())
    )


def _is_near(count: Count, first: Count, later: Count) -> bool:
    """A number of what befell others, or of other things far off, makes no difference between the two."""
    if count.kind is not None and count.kind == first.kind:
        return True
    if same_noun(count, first) or same_noun(count, later) or count.noun is None or count.is_people:
        return True
    return any(abs(count.telling.index - each.telling.index) <= 1 for each in (first, later))


@once
def _by_value(story: Story) -> Mapping[float, list[Count]]:
    found: dict[float, list[Count]] = defaultdict(list)
    for each in counts(story):
        found[each.quantity.value].append(each)
    return found


def and_one_more(story: Story, first: Count, off: float) -> bool:
    """Say whether one more is told behind a number: "two men and a woman" are three."""
    behind = first.telling.around(first.quantity.span, 0, BEHIND + 2)
    ands = [hit.last for hit in story.wording.signs["and"].find(behind)]
    ones = table(story.profile).ones
    return off == 1 and any(
        at < len(behind) and (behind[at].lower in ones or behind[at].lower in ("a", "an")) for at in ands
    )


def _excuses(story: Story, count: Count) -> frozenset[str]:
    """What may explain the number near it; "more", "other" and the like where they stand right beside it."""
    beside, near = (count.telling.around(count.quantity.span, reach, reach) for reach in (2, 4))
    return (marks(story.wording, near) - {"other"}) | (marks(story.wording, beside) & {"other"})


def _may_slip(story: Story, first: Count, later: Count) -> bool:
    """No word parts the two, and the later number is a slip of the first, or the sentences have more in common."""
    ours, theirs = (_places(each) for each in (first, later))
    if (ours and theirs and not ours & theirs) or of_another_time(story, first) != of_another_time(story, later):
        return False
    left, right = (_excuses(story, each) for each in (first, later))
    # "Nine false contracts", "all eleven false contracts": it is the things that are false.
    if (left | right) & (EXCUSED - (left & right & {"wrong"})):
        return False
    if not disagree(first.quantity, later.quantity):
        return False
    low, high = sorted((first.quantity.value, later.quantity.value))
    if permuted(low, high) or one_key(low, high) or high - low <= max(NEAR, SHARE * high):
        return True
    if high > FARTHEST * low:
        return False  # five bones, and the eighteen people who dug
    if later.noun is None or first.noun is None:
        return True
    but = frozenset({first.noun, later.noun})
    return len(shared_stems(story, first.telling.stems, later.telling.stems, but)) >= SHARED
