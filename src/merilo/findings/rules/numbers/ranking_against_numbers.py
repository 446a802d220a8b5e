"""An order that its own numbers contradict."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from merilo.findings.mends.choice import open_to
from merilo.findings.mends.figures import exchanged
from merilo.findings.rule import Slip, rule
from merilo.findings.story import Story, Telling
from merilo.findings.told.abreast import set_abreast
from merilo.findings.told.growth import misdirected
from merilo.findings.told.orders import Order, founded_earlier, orders, than_before
from merilo.findings.told.parts import scaled_like
from merilo.findings.told.rankings import least_first, race_times, ranked
from merilo.findings.told.rivals import belied
from merilo.findings.told.than import more_than_another
from merilo.model import Quantity
from merilo.text.words import Word

MOST_WORDS = 10  # between two numbers that are held against each other
MOST_BETWEEN = 12  # words between two times of a race


@rule("ranking-against-numbers", severity="warning")
def ranking_against_numbers(story: Story) -> Iterator[Slip]:
    """The text puts one number ahead of others, or says that it rose or fell, and the numbers say the opposite.

    So does a number called the most or the least of a list in which another one is more, or less; and of two times of
    a race the one ahead is the shorter. So do "the second longest after" another that is shorter, "the oldest" of a
    list of years, the winner with fewer votes, and a name that is said to have the most, to be the longer or the
    faster, or to be ahead of another, behind or between figures that give more to the other. Silent where the two
    count different things, or the sentence denies it.
    """
    yield from (_out_of_order(story, each) for each in (*founded_earlier(story), *than_before(story)))
    yield from (_out_of_order(story, Order(one.span, other.span)) for one, other in misdirected(story))
    yield from (_out_of_order(story, Order(own.figure.span, other.figure.span)) for own, other in belied(story))
    yield from (_out_of_order(story, Order(*each)) for each in (*more_than_another(story), *set_abreast(story)))
    for telling in story.tellings:
        if telling.marks & {"wrong", "if"}:
            continue
        yield from _first_of_a_list(story, telling)
        yield from _first_home(story, telling)
        yield from (_out_of_order(story, each) for each in orders(story, telling))
        if "not" in telling.marks or least_first(story, telling):
            continue
        for left, right in pairwise(telling.quantities):
            if not _one_unit(story, left, right) or left.value == right.value or left.high or right.high:
                continue
            between = telling.between(left.span.end, right.span.start)
            said = _said(story, telling, left, between)
            if (
                said
                and (scaled_like(story, left, right).value > right.value) != (said == "more")
                and _alike(story, left, right)
            ):
                facts = {"here": story.said(left.span), "there": story.said(right.span)}
                yield open_to(Slip((left.span, right.span), facts, confidence=0.7), exchanged(story, left, right))


def _out_of_order(story: Story, order: Order) -> Slip:
    facts = {"here": story.said(order.first), "there": story.said(order.other)}
    return Slip((order.first, order.other), facts, confidence=0.7)


def _first_of_a_list(story: Story, telling: Telling) -> Iterator[Slip]:
    """The busiest with 8,200, followed by one with 9,100."""
    for each in ranked(story, telling):
        own = each.quantity
        more = [q for q in each.others if q.value > own.value]
        less = [q for q in each.others if q.value < own.value]
        beyond = more if each.rank == "most" else less if each.rank == "least" else more if less else []
        if beyond and beyond[0].bound == "exact":
            facts = {"here": story.said(own.span), "there": story.said(beyond[0].span)}
            yield Slip((own.span, beyond[0].span), facts, confidence=0.7)


def _first_home(story: Story, telling: Telling) -> Iterator[Slip]:
    """In a race who is ahead has the shorter time: "2:01.46, ahead of Tot in 2:01.32"."""
    for left, right in pairwise(race_times(story, telling)):
        between = telling.between(left.span.end, right.span.start)
        if sum(word.is_word for word in between) > MOST_BETWEEN or any(word.text in ".;:" for word in between):
            continue
        ahead_of, behind = _to_whom(story, "ahead", between), _to_whom(story, "behind", between)
        if ahead_of != behind and (left.seconds > right.seconds) == ahead_of and left.seconds != right.seconds:
            facts = {"here": story.said(left.span), "there": story.said(right.span)}
            yield Slip((left.span, right.span), facts, confidence=0.7)


def _said(story: Story, telling: Telling, left: Quantity, between: Sequence[Word]) -> str | None:
    """What the words say of the first number against the second: "more", "less", or nothing."""
    signs = story.wording.signs
    if len(between) > MOST_WORDS:
        return None
    ahead = telling.around(left.span, 5, 0)
    if any(hit.last == len(ahead) for hit in signs["from"].find(ahead)) and any(signs["to"].find(between[:2])):
        up, down = any(signs["up"].find(ahead)), any(signs["down"].find(ahead))
        return "less" if up and not down else "more" if down and not up else None
    if any(word.text in ".;:" for word in between) or any(signs["to"].find(between)):
        return None  # "from around 9,000 to fewer than 700"
    ahead_of, behind = _to_whom(story, "ahead", between), _to_whom(story, "behind", between)
    return None if ahead_of == behind else "more" if ahead_of else "less"


def _to_whom(story: Story, sign: str, between: Sequence[Word]) -> bool:
    """Such a word stands there, and a name or nothing but the number comes behind it."""
    for hit in story.wording.signs[sign].find(between):
        behind = between[hit.last :]
        if not behind or any(word.is_capital for word in behind):
            return True
    return False


def _one_unit(story: Story, left: Quantity, right: Quantity) -> bool:
    """Both have one unit, or the first leaves it to the second: "from 2.40 to 2.20 euros", not "9, a third of all"."""
    bare = left.unit is None and left.noun is None
    in_words = right.unit == "%" and not any(letter.isdecimal() for letter in right.span.of(story.text))
    return left.unit == right.unit or (bare and not in_words)


def _alike(story: Story, left: Quantity, right: Quantity) -> bool:
    """Both count the same kind of thing, as far as the text names it."""
    if left.unit is not None or left.noun is None or right.noun is None:
        return left.unit is not None or (left.noun is None and right.noun is None) or right.noun is None
    stem = story.wording.stem
    return stem(left.noun.of(story.text).lower()) == stem(right.noun.of(story.text).lower())
