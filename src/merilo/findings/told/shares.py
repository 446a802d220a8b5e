"""Shares of a whole: in per cent, in words ("one in four"), and as two counts of which one is a part of the other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from merilo.findings.story import Story, Telling
from merilo.findings.told.parts import words_between
from merilo.findings.told.swapped import one_word
from merilo.model import Quantity, Span
from merilo.text.numerals import read_number, table
from merilo.text.words import Word

WITHIN = 7  # words between the two counts of a pair
LEADING = 4  # words between a count and the share that says it again
FEW = 2
PLACES = range(2, 11)  # "every second" to "every tenth"


@dataclass(frozen=True, slots=True)
class Pair:
    """Two counts of which the text says that one is a part of the other: "45 of the 180 passengers"."""

    part: Quantity
    whole: Quantity

    @property
    def share(self) -> float:
        """The part in per cent of the whole."""
        return 100 * self.part.value / self.whole.value


@dataclass(frozen=True, slots=True)
class Share:
    """A share in per cent; `loose` where it is only about so much, as a share in words is."""

    span: Span
    value: float
    loose: bool


def plain(telling: Telling) -> list[Quantity]:
    """Return the counts of a sentence that have no unit and are no range."""
    return [q for q in telling.quantities if q.unit is None and q.high is None]


def paired(story: Story, telling: Telling) -> Iterator[Pair]:
    """Yield the counts of a sentence of which one is said to be a part of the other."""
    of, of_whom = story.wording.signs["of"], story.wording.signs["of_whom"]
    row = plain(telling)
    for first, second in pairwise(row):
        between = telling.between(first.span.end, second.span.start)
        near = len(between) <= 6
        if near and any(of.find(between)) and not any(of_whom.find(between)) and first.value < second.value:
            yield Pair(first, second)
        elif second.value >= first.value:
            continue
        elif _divided(story, telling, first, second, between):
            yield Pair(second, first)


def _divided(story: Story, telling: Telling, whole: Quantity, part: Quantity, between: Sequence[Word]) -> bool:
    """The whole comes first: "of the 180 on board, 45", "320 people, 80 of them", "120 bolts: 30"."""
    of_whom = story.wording.signs["of_whom"]
    if any(of_whom.find(between[-4:])) or any(hit.first == 0 for hit in of_whom.find(_behind(telling, part))):
        return True
    if any(w.text == ":" for w in between):
        return len(between) <= WITHIN
    return _behind_of(story, telling, whole) and (len(between) <= WITHIN or any(w.text in ",;" for w in between))


def _behind_of(story: Story, telling: Telling, whole: Quantity) -> bool:
    ahead = telling.around(whole.span, 2, 0)
    signs = story.wording.signs
    return any(hit.last >= len(ahead) - 1 for sign in (signs["of"], signs["from"]) for hit in sign.find(ahead))


def _behind(telling: Telling, quantity: Quantity) -> tuple[Word, ...]:
    return telling.around(quantity.span, 0, 3)


def shares_of(story: Story, telling: Telling) -> list[Share]:
    """Return the shares of a sentence in order: those in per cent, fractions in words, "one in five", "every fifth"."""
    found = [
        Share(q.span, q.value, not story.text[q.span.start].isdecimal() and q.bound == "about")
        for q in telling.quantities
        if q.unit == "%" and q.high is None and q.bound in ("exact", "about")
    ]
    return sorted([*found, *_in_words(story, telling)], key=lambda share: share.span)


def _in_words(story: Story, telling: Telling) -> Iterator[Share]:
    row, signs, numerals = telling.words, story.wording.signs, table(story.profile)
    ones = numerals.ones | {"one", "1"}
    for at in range(len(row) - 1):
        every = signs["every"].at(row, at)
        if every is not None and every.last < len(row):
            for nth in PLACES:
                hit = signs[f"nth_{nth}"].at(row, every.last)
                if hit is not None:
                    yield Share(Span(row[at].start, row[hit.last - 1].end), 100 / nth, loose=True)
                    break
        if row[at].lower in ones:
            # "one in five", "one tenant in five"
            for joint in range(at + 1, min(at + 3, len(row) - 1)):
                hit = signs["one_in"].at(row, joint)
                number = read_number(row, hit.last, numerals) if hit and hit.last < len(row) else None
                if number is not None and number.value in (*PLACES, 20, 100) and not number.one:
                    yield Share(Span(row[at].start, row[number.last - 1].end), 100 / number.value, loose=True)
                    break


def joined(story: Story, telling: Telling, left: Span, right: Span) -> bool:
    """Say whether the second of two shares says the first again: "a third, or 34 per cent", "a third (34 per cent)"."""
    between = telling.between(left.end, right.start)
    if len(between) > 5 or any(w.text in ".;" for w in between):
        return False
    if between and (between[-1].text == "(" or (len(between) == 1 and between[0].text in "–—")):
        return True
    return any(hit.last >= len(between) - 1 for hit in story.wording.signs["that_is"].find(between))


def led_to(story: Story, telling: Telling, left: Span, right: Span) -> bool:
    """Say whether "that is", "which makes" or the like stands between two places, close to the second."""
    between = telling.between(left.end, right.start)
    return any(hit.last >= len(between) - 3 for hit in story.wording.signs["that_is"].find(between))


def said_in_per_cent(story: Story, before: Telling | None, telling: Telling, share: Span) -> Iterator[Pair]:
    """Yield the pairs of a count that "or", "that is" leads to its share with the counts of which it may be a part.

    "150 samples were sent, and 45, that is 30 per cent, were positive": the whole stands ahead of it, here or in the
    sentence before, and nothing says "of".
    """
    row = [q for q in shareable(telling) if q.span.end <= share.start]
    if not row or words_between(telling, row[-1].span, share) > LEADING:
        return
    part = row[-1]
    if part.value <= (1 if part.unit else FEW) or not led_to(story, telling, part.span, share):
        return
    wholes = [q for q in row[:-1] if q.value > part.value and q.unit == part.unit]
    if not wholes and before is not None:
        wholes = [q for q in shareable(before) if q.value > part.value and q.unit == part.unit]
    yield from (Pair(part, whole) for whole in reversed(wholes))


def followed_by_count(story: Story, before: Telling | None, telling: Telling, share: Span) -> Iterator[Pair]:
    """Yield the pairs of a share that its part or its whole stands right behind, with what was counted before.

    "150,000 cars, 90 per cent of which, or 95,000, went abroad": the part behind "or", the whole ahead. "Six were kept
    there. That is 40 per cent of the 47 on board": the whole behind "of", the part before.
    """
    behind = [q for q in shareable(telling) if q.span.start >= share.end]
    if not behind or words_between(telling, share, behind[0].span) > LEADING + FEW:
        return
    near, between = behind[0], telling.between(share.end, behind[0].span.start)
    ahead = [q for q in shareable(telling) if q.span.end <= share.start]
    if led_to(story, telling, share, near.span) and near.value > FEW:
        of = any(story.wording.signs[sign].find(between) for sign in ("of_whom", "of"))
        whole = next((q for q in reversed(ahead) if q.value > near.value and q.unit == near.unit), None)
        if of and whole is not None:
            yield Pair(near, whole)
    elif not ahead and before is not None and said_again(story, telling):
        of = any(hit.first == 0 and hit.last == len(between) for hit in story.wording.signs["of"].find(between))
        parts = [q for q in shareable(before) if FEW <= q.value < near.value and q.unit == near.unit]
        if of and telling.index - before.index == 1:
            yield from (Pair(part, near) for part in parts)


def shareable(telling: Telling) -> list[Quantity]:
    """Return the counts and amounts of a sentence of which one may be a part of another: no shares, no ranges."""
    return [q for q in telling.quantities if q.unit not in ("%", "pp", "×") and q.high is None]


def is_of(story: Story, telling: Telling, share: Span, whole: Quantity) -> bool:
    """Say whether a share is told of what a whole counts: "40 per cent of the villages"."""
    if whole.noun is None:
        return False
    noun = story.wording.stem(whole.noun.of(story.text).lower().split()[-1])
    return any(one_word(story.wording.stem(word.lower), noun) for word in telling.around(share, 0, 3) if word.is_word)


def said_again(story: Story, telling: Telling) -> bool:
    """Say whether a sentence begins by saying the one before it anew: "That is ..."."""
    start = [w for w in telling.words if w.is_word][:4]
    return any(hit.first <= 1 for hit in story.wording.signs["that_is"].find(start))


def fits(share: Share, right: float) -> bool:
    """Say whether a share may be `right`, given how it is rounded."""
    # Rounded to the next share in words: "a third" is anything from 28 to 39, "one in ten" from 8 to 12.
    slack = max(2.0, 0.18 * right) if share.loose else 1.05
    return abs(share.value - right) <= slack


def near(telling: Telling, counts: Sequence[Span], share: Span, most: int) -> bool:
    """Say whether a share stands with at most so many words between it and the counts."""
    return any(words_between(telling, *sorted((span, share))) <= most for span in counts)
