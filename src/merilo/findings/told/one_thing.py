"""One thing told twice: whether two numbers count the same thing, weighed from everything that the words give away.

No single sign decides. What speaks for one thing (the same word counted, the same befallen, likeness of the clauses,
"all 42" behind a number given before, digits in another order) and what speaks against it (another year, place or day,
"rose to", a part) are numbers of one small linear score, whose weights stand in `models/one_thing`.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache, cached_property
from itertools import combinations
from typing import Literal

from rapidfuzz.distance import Levenshtein

from merilo.findings.sense import Weights, weights_of
from merilo.findings.story import Story, once
from merilo.findings.told.counts import PEOPLE, Count, disagree, is_round
from merilo.findings.told.divisions import permuted
from merilo.findings.told.matter import apart, shared_stems
from merilo.findings.told.swapped import one_word
from merilo.findings.wording import marks
from merilo.model import Span
from merilo.text.numerals import number_at
from merilo.text.words import Word, words

NEAR = 5  # words on either side of a number that tell of it
WINDOW = 4  # words on either side in which one may tell why it differs
OPENING = 6  # words of a sentence in which "ten years earlier" may stand
LATELY = timedelta(days=200)
ARTICLES = {
    "mk": ("тте", "ината", "цата", "шесте", "мте", "рите", "вете", "оте", "стате", "стете", "ините", "адите", "оните"),
    "bg": ("тте", "мата", "ината", "мте", "рите", "вете", "оте", "стате", "адите", "оните"),
}
DEFINITE_PLURALS = ("at", "ët", "et", "it", "ut")  # of an Albanian noun behind a number
DEFINITE_AHEAD = {"mk": "ите", "bg": "ите"}  # of an adjective ahead of one
LISTS = 2  # other shares in the two sentences
LARGE = 100  # a number from here on that comes again is the same
LEAD = 1  # sentence: the headline is none, or the first
SMALL = 12  # numbers up to here come again by chance

NAMES = (
    "like_clause", "like_near", "like_noun", "noun_same", "people", "noun_none", "kind_same", "kind_differs",
    "shared", "covered", "names", "again", "another", "change", "growth", "compare", "other", "part", "total", "wrong",
    "if", "apart", "earlier", "people_differ", "many", "small", "bound", "permuted", "one_key", "ratio", "percent",
    "measured", "quoted", "near_shared", "told_often", "accounted", "beside", "asked",
    "round", "lead", "distance",
)  # fmt: skip


FARTHEST = 3  # times; numbers so far apart count two things
LIKE_NOUNS = 0.45  # likeness of two words for what is counted
UNLIKE = 0.3  # likeness of two words for what is counted, below which they are of two things
SURE = 0.25  # below the threshold; from here on two counts are two things
MOST = 60  # counts of a text that are held against each other


@dataclass(frozen=True)
class Twice:
    """Two counts of one story, and what speaks for their being one."""

    story: Story
    left: Count
    right: Count
    rivals: int  # different other values of what may be the same thing
    found: Sequence[Count] = ()  # all of them

    @cached_property
    def numbers(self) -> tuple[float, ...]:
        """What the words give away, in the order of `NAMES`."""
        return tuple(float(value) for value in (*self._likeness(), *self._words(), *self._signs(), *self._figures()))

    def _likeness(self) -> tuple[float, ...]:
        story, left, right = self.story, self.left, self.right
        ours, theirs = left.quantity.span, right.quantity.span
        return (
            story.likeness(left.telling, left.telling.clause(ours), right.telling, right.telling.clause(theirs)) or 0.0,
            story.likeness(
                left.telling, left.telling.around(ours, NEAR, NEAR), right.telling,
                right.telling.around(theirs, NEAR, NEAR),
            ) or 0.0,
            story.likeness(left.telling, noun_words(left), right.telling, noun_words(right)) or 0.0,
        )  # fmt: skip

    def _words(self) -> tuple[float, ...]:
        left, right = self.left, self.right
        but = frozenset({left.noun, right.noun})
        shared = shared_stems(self.story, left.about, right.telling.stems, but)
        shared |= shared_stems(self.story, left.telling.stems, right.about, but)
        least = max(1, min(len(left.about), len(right.about)))
        both = left.telling.people | left.telling.places, right.telling.people | right.telling.places
        return (
            same_noun(left, right),
            left.is_people and right.is_people,
            left.noun is None or right.noun is None,
            left.kind is not None and left.kind == right.kind,
            left.kind is not None and right.kind is not None and left.kind != right.kind,
            min(4, len(shared)),
            min(1.0, len(shared) / least),
            bool(both[0] & both[1]),
        )

    def _signs(self) -> tuple[float, ...]:
        story, pair = self.story, (self.left, self.right)
        windows = [each.telling.around(each.quantity.span, WINDOW, WINDOW) for each in pair]
        near = marks(story.wording, windows[0]) | marks(story.wording, windows[1])
        clauses = self.left.marks | self.right.marks
        another = story.wording.signs["another"]
        ours, theirs = (each.telling.people for each in pair)
        return (
            any(given_before(story, each) for each in pair),
            any(any(another.find(each.telling.around(each.quantity.span, 6, 3))) for each in pair),
            "change" in clauses,
            "growth" in near,
            "compare" in near,
            ("other" in near) + ("other" in clauses),
            "part" in clauses,
            "total" in near,
            "wrong" in clauses,
            "if" in clauses,
            apart(self.left.telling, self.right.telling),
            of_another_time(story, self.left) != of_another_time(story, self.right),
            bool(ours and theirs and not ours & theirs),
        )

    def _figures(self) -> tuple[float, ...]:
        left, right = self.left.quantity, self.right.quantity
        low, high = sorted((abs(left.value), abs(right.value)))
        windows = [
            self.story.stems_of(each.telling.around(each.quantity.span, 3, 3)) & each.telling.stems
            for each in (self.left, self.right)
        ]
        but = {self.left.noun, self.right.noun}
        return (
            math.log1p(self.rivals),
            low <= SMALL,
            left.bound != "exact" or right.bound != "exact",
            permuted(left.value, right.value) and high > SMALL,
            one_key(low, high),
            min(2.0, math.log(high / low)) if low else 2.0,
            left.unit in ("%", "pp"),
            left.unit is not None and left.unit not in ("%", "pp"),
            self.left.telling.quoted or self.right.telling.quoted,
            min(3, len((windows[0] & windows[1]) - but)),
            *self._others(),
        )

    def _others(self) -> tuple[float, ...]:
        """What the other numbers of the story say: one of the two told again, or by how much they differ."""
        pair, unit = (self.left, self.right), self.left.quantity.unit
        others = [each for each in self.found if each.quantity.unit == unit and each not in pair]
        values = {
            each.quantity.value
            for each in self.found
            if each not in pair
            and (
                each.quantity.value > LARGE
                or (each.quantity.unit == unit and (unit or any(_may_be(each, one) for one in pair)))
            )
        }
        ours, theirs = (each.quantity.value for each in pair)
        beside = sum(1 for each in others if each.telling in (self.left.telling, self.right.telling))
        asked = self.story.wording.signs["asked"]
        return (
            (ours in values) != (theirs in values),
            any(abs(ours - theirs) == value or ours + theirs == value for value in {e.quantity.value for e in others}),
            min(3, beside),
            any(any(asked.find(each.telling.around(each.quantity.span, OPENING, 3))) for each in pair),
            all(is_round(each) for each in (ours, theirs)),
            min(each.telling.index for each in pair) <= LEAD,
            math.log(max(1, abs(self.left.telling.index - self.right.telling.index))),
        )


Kind = Literal["counts", "lengths", "ages"]


@cache
def weights(kind: Kind) -> Weights:
    """Load the weights for a kind of number, once."""
    return weights_of(kind)


def twice(story: Story, found: Sequence[Count], kind: Kind = "counts") -> Iterator[tuple[Count, Count]]:
    """Yield the pairs of counts that are one thing by their score and cannot both hold; nothing without an encoder."""
    if story.sense is None:
        return
    known = weights(kind)
    for pair in candidates(story, found):
        if of_another_time(story, pair.left) != of_another_time(story, pair.right):
            continue
        if known.score(pair.numbers) < known.threshold or (kind == "counts" and _given_between(pair)):
            continue
        if _hold_together(pair) if kind == "counts" else not dict(zip(NAMES, pair.numbers, strict=True))["total"]:
            yield pair.left, pair.right


def _given_between(pair: Twice) -> bool:
    """The second number is one that the text has given since the first: there it is held against that one."""
    value, since, until = pair.right.quantity.value, pair.left.telling.index, pair.right.telling.index
    return value > SMALL and any(
        each.quantity.value == value and since < each.telling.index < until for each in pair.found
    )


def _hold_together(pair: Twice) -> bool:
    """Whatever the score, two unlike things counted need a word in common, or one goes back to one given before."""
    told = dict(zip(NAMES, pair.numbers, strict=True))
    if told["kind_differs"] or (told["percent"] and told["beside"] >= LISTS):
        return False  # the dead and the injured; the shares of two polls side by side
    unlike = pair.left.noun and pair.right.noun and not told["noun_same"] and told["like_noun"] < UNLIKE
    return not unlike or bool(told["shared"] or told["again"] or told["names"])


def parted(story: Story, found: Sequence[Count]) -> frozenset[tuple[Span, Span]]:
    """Return the pairs of counts that are two things by their score, whatever else they look like."""
    if story.sense is None:
        return frozenset()
    known = weights("counts")
    return frozenset(
        (pair.left.quantity.span, pair.right.quantity.span)
        for pair in candidates(story, found)
        if known.score(pair.numbers) < known.threshold - SURE
    )


def candidates(story: Story, found: Sequence[Count]) -> Iterator[Twice]:
    """Yield the pairs that may be one thing at all: measured alike, near in size, and of like words."""
    kept = found[:MOST]
    for left, right in combinations(kept, 2):
        ours, theirs = left.quantity, right.quantity
        if left.telling.index == right.telling.index or ours.unit != theirs.unit or not disagree(ours, theirs):
            continue
        low, high = sorted((abs(ours.value), abs(theirs.value)))
        if low <= 1 or high > FARTHEST * low or not (ours.unit or _counted_alike(story, left, right, low, high)):
            continue
        rivals = {
            each.quantity.value
            for each in kept
            if each.quantity.unit == ours.unit and (ours.unit or _may_be(each, left) or same_noun(each, right))
        }
        yield Twice(story, left, right, len(rivals - {ours.value, theirs.value}), kept)


def _may_be(one: Count, other: Count) -> bool:
    return same_noun(one, other) or (one.kind is not None and one.kind == other.kind)


def _counted_alike(story: Story, left: Count, right: Count, low: float, high: float) -> bool:
    if _may_be(left, right):
        return True
    if are_votes(story, left) != are_votes(story, right):
        return False
    if permuted(low, high) and high > SMALL:
        return True
    ours, theirs = noun_words(left), noun_words(right)
    return bool(ours and theirs) and (story.likeness(left.telling, ours, right.telling, theirs) or 0) > LIKE_NOUNS


def same_noun(left: Count, right: Count) -> bool:
    """Say whether two counts name the same thing by one word; "people" is a word like any other here."""
    if left.noun is None or right.noun is None:
        return False
    if PEOPLE in (left.noun, right.noun):
        return left.noun == right.noun
    return one_word(left.noun, right.noun)


def noun_words(count: Count) -> Sequence[Word]:
    """Return the word that says what is counted."""
    noun = count.quantity.noun
    if noun is None:
        return ()
    return count.telling.between(noun.start, noun.end)


def are_votes(story: Story, count: Count) -> bool:
    """Say whether votes are counted: those who cast them are others, however like the numbers are."""
    return any(story.wording.signs["polled"].find(noun_words(count)))


def given_before(story: Story, count: Count) -> bool:
    """Say whether a number stands under "all", "those", "its" or an article of its own: it has been given before."""
    ahead = count.telling.around(count.quantity.span, 2, 0)
    if any(hit.last == len(ahead) for hit in story.wording.signs["the_same"].find(ahead)):
        return True
    return _with_article(story, count.quantity.span) or _definite(story, count, ahead)


def _definite(story: Story, count: Count, ahead: Sequence[Word]) -> bool:
    """The word counted bears the article behind the number, "25 derrat"; or the one ahead of it, „новите 14 села“."""
    language = story.reading.article.language
    behind = count.telling.around(count.quantity.span, 0, 1)
    if language == "sq":
        first = behind[0].lower if behind else ""
        return count.quantity.value > 1 and first.endswith(DEFINITE_PLURALS) and first not in story.wording.stop
    ends = DEFINITE_AHEAD.get(language)
    word = ahead[-1].lower if ahead else ""
    return ends is not None and len(word) > len(ends) + 2 and word.endswith(ends)


def of_another_time(story: Story, count: Count) -> bool:
    """Say whether a count is of a time well before the text, or of years: "ten years earlier", "in two decades"."""
    published = story.reading.article.published or latest(story)
    clause, row = count.telling.clause(count.quantity.span), count.telling.words
    signs = story.wording.signs
    if any(signs["before"].find(row[:OPENING])) and any(signs["length_Y"].find(row[:OPENING])):
        return True
    near = {word.start for word in (*clause, *row[:OPENING])}
    for time in count.telling.times:
        if time.span.start not in near or time.span.overlaps(count.quantity.span):
            continue
        if published and time.type == "DATE" and time.latest is not None and time.latest < published - LATELY:
            return True
        if time.type == "DURATION" and time.value[:1] == "P" and time.value.endswith(("Y", "DE", "CE")):
            return True
    return False


@once
def latest(story: Story) -> date | None:
    """Return the last day of the years that the text writes out: a text without a day of its own is not older."""
    years = [t.latest for t in story.reading.times if t.latest and t.written and t.written[0] and t.type == "DATE"]
    return max(years, default=None)


def _with_article(story: Story, span: Span) -> bool:
    """The figures or the words bear the article: 168-те, 127-ях, деветте."""
    written = span.of(story.text)
    if not any(letter.isdecimal() for letter in written):
        endings = ARTICLES.get(story.reading.article.language, ())
        number = number_at(words(story.text, span), 0, story.profile)
        return number is not None and any(
            word.lower.endswith(endings) for word in words(story.text, span)[: number[1]] if endings
        )
    rest = story.text[span.start : span.end + 4].lstrip("0123456789. \xa0")
    return rest[:1] in "-–" and rest[1:3].isalpha()


def one_key(low: float, high: float) -> bool:
    """Say whether one digit parts two figures of the same length, both of more than one digit."""
    left, right = f"{low:.10g}", f"{high:.10g}"
    return len(left) == len(right) > 1 and Levenshtein.distance(left, right) == 1
