"""One count, two numbers."""

from __future__ import annotations

from collections.abc import Iterator

from merilo.findings.mends.counts import mended
from merilo.findings.rule import Slip, rule
from merilo.findings.story import Story
from merilo.findings.told.again import and_one_more, given_again
from merilo.findings.told.beside import side_by_side
from merilo.findings.told.counts import Count, conflicts, counts, is_difference, is_needed, is_part
from merilo.findings.told.headline import in_captions, in_headline
from merilo.findings.told.one_thing import parted, twice
from merilo.findings.told.people import QUOTES
from merilo.findings.told.swapped import swapped

VOTE = 3  # numbers of a whole vote
OF = 3  # words behind a number that may say "of the"


@rule("count-two-values", severity="warning")
def count_two_values(story: Story) -> Iterator[Slip]:
    """One count has two values in two places of the text, told alike or with the same digits in another order.

    With the encoder, a score over everything that the words give away has the last word: likeness of the clauses, "all
    42" behind a number given before, the words counted, names and days. A number that goes back to the only one given
    for such things is held against it, also where they are counted in other words (pupils, "all the children"); and so
    are two counts of one word side by side, between which no word makes a difference. Silent where a word explains it:
    the number rose to or fell to, was updated, is another one, at least, about, so many more than another; or where the
    two sentences name different places or days.
    """
    found = counts(story)
    two = parted(story, found)
    again = [*given_again(story, found), *side_by_side(story, found)]
    surely = {(left.quantity.span, right.quantity.span) for left, right in again}
    for left, right in (*conflicts(story), *swapped(story, found), *twice(story, found), *again):
        spans = (left.quantity.span, right.quantity.span)
        if any(of(story, each) for each in (left, right) for of in (is_difference, is_needed)):
            continue
        if _by_two_names(story, left, right) or _of_two_votes(story, left, right):
            continue
        if any(_in_a_name(story, each) for each in (left, right)) or _voted_otherwise(left, right):
            continue
        if is_part(story, left, right) or is_part(story, right, left) or _is_some(story, left, right):
            continue
        if (spans in two and spans not in surely) or any(
            in_captions(story, span) or in_headline(story, span) for span in spans
        ):
            continue
        yield mended(story, left, right)


def _by_two_names(story: Story, left: Count, right: Count) -> bool:
    """What is counted bears two names: 34 Conservatives, 19 Liberals."""
    nouns = [each.quantity.noun.of(story.text) for each in (left, right) if each.quantity.noun]
    return len(nouns) == 2 and all(noun[0].isupper() for noun in nouns) and left.noun != right.noun


def _of_two_votes(story: Story, left: Count, right: Count) -> bool:
    """Each stands in a whole vote of its own: "103 against, 92 for and 11 abstained", "88 for, 109 against and 9"."""
    voted = [{q.value for q in each.telling.quantities if q.unit is None} for each in (left, right)]
    nay = all(any(story.wording.signs["nay"].find(each.telling.words)) for each in (left, right))
    return nay and all(len(values) >= VOTE for values in voted) and not voted[0] & voted[1]


def _voted_otherwise(left: Count, right: Count) -> bool:
    """Other words stand in quotation marks right behind the two: 92 „за“, 9 „въздържали се“."""
    behind = [each.telling.around(each.quantity.span, 0, 2) for each in (left, right)]
    quoted = [row[1].lower for row in behind if len(row) > 1 and row[0].text in QUOTES and row[1].is_word]
    return len(set(quoted)) > 1


def _in_a_name(story: Story, count: Count) -> bool:
    """The number ends a name in quotation marks: the company „Спирки 21“."""
    span = count.quantity.span
    ahead, behind = count.telling.around(span, 2, 0), count.telling.around(span, 0, 1)
    marked = len(ahead) > 1 and ahead[0].text in QUOTES and ahead[1].is_capital
    return marked and bool(behind) and behind[0].text in QUOTES


def _is_some(story: Story, left: Count, right: Count) -> bool:
    """The smaller number is of some of them ("six of the injured", "70 of the buses"), or one more makes the larger."""
    low, high = sorted((left, right), key=lambda each: each.quantity.value)
    behind = low.telling.around(low.quantity.span, 0, OF)
    some = any(hit.first == 0 for hit in story.wording.signs["of"].find(behind))
    off = high.quantity.value - low.quantity.value
    return some or and_one_more(story, low, off) or _is_made_up(low, high, off)


def _is_made_up(low: Count, high: Count, off: float) -> bool:
    """What the smaller number lacks stands beside it: "four trains, and five more by June" are nine.

    Or it is taken from the larger: "eight children, but three of them had a cold" are five.
    """
    taken = [each for each in high.telling.quantities if each.span > high.quantity.span and each.unit is None]
    if "part" in high.telling.marks and any(each.value == off for each in taken):
        return low.telling is not high.telling
    beside = [each for each in low.telling.quantities if each.span != low.quantity.span and each.unit is None]
    return low.telling is not high.telling and any(each.value == off for each in beside)
