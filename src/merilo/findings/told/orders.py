"""Orders told by rank or by year: "the second longest after the Wey", "the oldest, built in 1840"; a winner's votes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from rapidfuzz.distance import Prefix

from merilo.findings.story import Story, Telling
from merilo.findings.told.rankings import ALIKE, alike
from merilo.model import Quantity, Span
from merilo.text.words import Word

NEXT = 2  # sentences in which the figures of a rank may stand
CLOSE = 3  # words from "second" to "longest", and from "longest" to "after"
OWN = 5  # words from a name to its figure
REACH = 10  # words from "the oldest" to its year
APART = 8  # words from one year of a list to the next
BEFORE = 3  # words from "built in" to a year
VOTES = 6  # words from "the winner" to the votes
YEAR = re.compile(r"1[0-9]\d\d|20\d\d")
ENDING = 2  # letters by which two forms of a name may differ
ROOT = 3


@dataclass(frozen=True, slots=True)
class Order:
    """Two figures of which the text says that the first comes before the other, and which say the opposite."""

    first: Span
    other: Span


def orders(story: Story, telling: Telling) -> Iterator[Order]:
    """Yield what a sentence puts in an order that its figures, or those of the next sentences, contradict."""
    yield from _second_after(story, telling)
    yield from _by_years(story, telling)
    yield from _winner(story, telling)


def founded_earlier(story: Story) -> Iterator[Order]:
    """ "Thorley, founded in 1881, is the oldest in the county", and elsewhere: "Winstead, founded in 1868"."""
    told = [(telling, *each) for telling in story.tellings for each in _of_a_year(story, telling)]
    for telling, name, year in told:
        behind = [w for w in telling.words if w.start >= year.end][: CLOSE + 1]
        if not any(story.wording.signs["oldest"].find(behind)):
            continue
        for _other, whose, older in told:
            if not one_name(name, whose) and int(older.text) < int(year.text):
                yield Order(year.span, older.span)


def than_before(story: Story) -> Iterator[Order]:
    """ "The longest cave has 1,900 metres. Shorter than it, Pike goes on for 2,300." """
    signs = story.wording.signs
    for before, telling in pairwise(story.tellings):
        if len(before.quantities) != 1 or len(telling.quantities) != 1 or telling.marks & {"not", "wrong", "if"}:
            continue
        first, second = before.quantities[0], telling.quantities[0]
        if first.unit != second.unit or first.unit in (None, "%") or first.high or second.high:
            continue
        for kind in ("greater_words", "lesser_words"):
            for hit in signs[kind].find(telling.words):
                than = hit.last < len(telling.words) and signs["than_it"].at(telling.words, hit.last)
                more = kind == "greater_words"
                if than and first.value != second.value and (second.value > first.value) != more:
                    yield Order(second.span, first.span)


def _of_a_year(story: Story, telling: Telling) -> Iterator[tuple[Word, Word]]:
    """Names that a comma parts from when they were founded: "Winstead, founded in 1868"."""
    row = telling.words
    for at in range(len(row) - 2):
        if not (row[at].is_capital and row[at + 1].text == ","):
            continue
        hit = story.wording.signs["made_in"].at(row, at + 2)
        year = next((w for w in row[hit.last : hit.last + 2] if YEAR.fullmatch(w.text)), None) if hit else None
        if year is not None:
            yield row[at], year


def _second_after(story: Story, telling: Telling) -> Iterator[Order]:
    """ "The Ardle is the second longest river after the Wey. The Wey is 61 kilometres long, the Ardle 74." """
    signs, row = story.wording.signs, telling.words
    for nth in signs["nth_2"].find(row):
        ranked = row[nth.last : nth.last + CLOSE]
        least = any(signs["least"].find(ranked))
        if not (least or any(signs["most"].find(ranked)) or any(signs["by_measure"].find(ranked))):
            continue
        after = next(
            (hit for hit in signs["after_rank"].find(row) if nth.last < hit.first <= nth.last + 2 * CLOSE + 1), None
        )
        ahead = _name(story, row[after.last : after.last + 2]) if after else None
        own = _name(story, row[: nth.first])
        if ahead is None or own is None:
            continue
        first, second = (_figure(story, telling, name) for name in (ahead, own))
        if first is None or second is None or not of_one_measure(story, telling, first, second):
            continue
        if first.value != second.value and (first.value < second.value) != least:
            yield Order(first.span, second.span)


def of_one_measure(story: Story, telling: Telling, left: Quantity, right: Quantity) -> bool:
    """Say whether two figures are of one kind, or one leaves its measure to the other: "61 km long, the Ardle 74"."""
    if left.unit != right.unit and None in (left.unit, right.unit):
        bare = left if left.unit is None else right
        return bare.noun is None and max(left.value, right.value) <= ALIKE * min(left.value, right.value)
    return alike(story, telling, left, right)


def _name(story: Story, row: Sequence[Word]) -> Word | None:
    known = story.wording.stop
    return next((w for w in row if w.is_capital and len(w.text) >= ROOT and w.lower not in known), None)


def one_name(left: Word, right: Word) -> bool:
    """Say whether two words are forms of one name."""
    one, other = left.lower, right.lower
    return Prefix.similarity(one, other) >= max(ROOT, min(len(one), len(other)) - ENDING)


def _figure(story: Story, telling: Telling, name: Word) -> Quantity | None:
    """The figure that stands behind a name, in the sentence or in the next ones."""
    for each in story.tellings[telling.index : telling.index + NEXT + 1]:
        for quantity in (*each.quantities, *bare_figures(each)):
            ahead = each.around(quantity.span, OWN, 0)
            named = [at for at, word in enumerate(ahead) if word.is_capital and len(word.text) >= ROOT]
            if named and one_name(ahead[named[-1]], name) and not any(w.text in ".;:!?" for w in ahead[named[-1] :]):
                return quantity
    return None


def bare_figures(telling: Telling) -> Iterator[Quantity]:
    """Yield the figures right behind a name, which are no quantity by themselves: "the Ardle 74"."""
    taken = [*(q.span for q in telling.quantities), *(time.span for time in telling.times)]
    for left, right in pairwise(telling.words):
        if left.is_capital and right.text.isdecimal() and not any(span.overlaps(right.span) for span in taken):
            yield Quantity(right.span, float(right.text), None, None, None, "exact")


def _by_years(story: Story, telling: Telling) -> Iterator[Order]:
    """ "The oldest is Thorn's: it was built in 1840, Lamb's in 1822": of a list of years the first is its own."""
    signs, row = story.wording.signs, telling.words
    years = [w for w in row if YEAR.fullmatch(w.text) and not any(q.span.holds(w.span) for q in telling.quantities)]
    for sign in ("oldest", "youngest"):
        for hit in signs[sign].find(row):
            last = row[hit.last - 1].end
            listed = [w for w in years if w.start >= last]
            if len(listed) < 2 or sum(1 for w in row if last <= w.start < listed[0].start) > REACH:
                continue
            if not any(signs["made_in"].find([w for w in row if w.end <= listed[0].start][-BEFORE:])):
                continue
            for left, right in pairwise(listed):
                between = [w for w in row if left.end <= w.start < right.start]
                if len(between) > APART or not any(w.is_capital for w in between):
                    break
                if int(right.text) != int(listed[0].text) and (int(right.text) < int(listed[0].text)) == (
                    sign == "oldest"
                ):
                    yield Order(listed[0].span, right.span)
                    break


def _winner(story: Story, telling: Telling) -> Iterator[Order]:
    """ "The winner got 4,112 votes, and Gray, who came second, 4,211." """
    signs, row = story.wording.signs, telling.words
    polled = [q for q in telling.quantities if q.noun and any(signs["polled"].find(_words(row, q.noun)))]
    for hit in signs["winner"].find(row):
        last = row[hit.last - 1].end
        own = next((q for q in telling.quantities if q.span.start >= last), None)
        if own is None or own not in polled or sum(1 for w in row if last <= w.start < own.span.start) > VOTES:
            continue
        others = [q for q in telling.quantities if q.span.start >= own.span.end and alike(story, telling, own, q)]
        between = [w for w in row if others and own.span.end <= w.start < others[0].span.start]
        behind = [w for w in row if others and w.start >= others[0].span.end][:CLOSE]
        second = any(signs["second_place"].find(between)) or any(signs["second_place"].find(behind))
        if others and second and others[0].value > own.value:
            yield Order(own.span, others[0].span)


def _words(row: Sequence[Word], span: Span) -> list[Word]:
    return [word for word in row if span.holds(word.span)]
