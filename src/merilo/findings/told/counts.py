"""One count in its sentence: what is counted, what befell it, and whether two numbers count the same thing."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from operator import attrgetter

from rapidfuzz.distance import Prefix

from merilo.findings.rule import Slip
from merilo.findings.story import Story, Telling, once, one_script
from merilo.findings.told.matter import EXPLAINED, apart, pairs, shared_stems
from merilo.findings.wording import marks
from merilo.model import Quantity, Span
from merilo.text.lexicon import Hit
from merilo.text.words import Word, words

CLOSE = 0.03  # "nearly 500" and 487 are one count: values this near may be rounding
ROUNDED = 0.15  # and these, where the text says "about"
FARTHEST = 3  # times; numbers so far apart count two things, unless they count the dead or the like
FARTHEST_DEAD = 15
SHARED_BY_MANY = 4  # stems that two clauses of such a text must share
MANY = 4  # different values under one word; a text with more of them counts many things, not one
PEOPLE = "*"  # stands for "people", "persons", "others", whatever the word
BESIDE = 4  # words on either side of a number in which "needed" may stand
EXCEEDED = 5  # words from a difference to what is exceeded
OPENING = 6  # words of a sentence that begins with "of the pupils,"
NOT_BEFALLING = frozenset({"attended", "hired"})


@dataclass(frozen=True, slots=True)
class Count:
    """A quantity in its sentence: what it counts and the words of its clause.

    `kind` is what befell those who are counted ("dead"), `noun` the stem of the word counted, `about` the stems of
    the clause without that word.
    """

    telling: Telling
    quantity: Quantity
    kind: str | None
    noun: str | None
    about: frozenset[str]
    marks: frozenset[str]

    @property
    def is_people(self) -> bool:
        """Say whether the word counted is only "people" or the like."""
        return self.noun == PEOPLE


@dataclass(frozen=True, slots=True)
class _Clause:
    """A clause read once for all the numbers in it: the stems of its words with their places, and what befell whom."""

    row: tuple[Word, ...]
    stems: tuple[tuple[int, str], ...]
    befallen: tuple[Hit[str], ...]
    marks: frozenset[str]

    @classmethod
    def of(cls, story: Story, telling: Telling, row: tuple[Word, ...]) -> _Clause:
        stems = tuple((word.start, stem) for word in row for stem in story.stems_of((word,)) & telling.stems)
        return cls(row, stems, tuple(story.wording.counted.find(row)), marks(story.wording, row))

    def about(self, quantity: Quantity) -> frozenset[str]:
        """Return the stems of the clause without those of the number and of what it counts."""
        first, last = quantity.span.start, quantity.span.end
        last = max(last, quantity.noun.end) if quantity.noun else last
        return frozenset(stem for at, stem in self.stems if not first <= at < last)


@once
def counts(story: Story) -> tuple[Count, ...]:
    """Return every quantity of the story with what it counts."""
    found = []
    for telling in story.tellings:
        clause: _Clause | None = None
        for quantity in telling.quantities:
            if quantity.high is not None:
                continue
            row = telling.clause(quantity.span)
            if clause is None or clause.row != row:
                clause = _Clause.of(story, telling, row)
            noun = _noun(story, quantity)
            about = clause.about(quantity) - ({noun} if noun else set())
            found.append(Count(telling, quantity, _kind(clause, quantity), noun, about, clause.marks))
    return tuple(found)


def _noun(story: Story, quantity: Quantity) -> str | None:
    if quantity.noun is None:
        return None
    row = words(story.text, quantity.noun)
    if story.reading.article.script == "Cyrl" and any(one_script(word) is not word for word in row):
        return None  # a unit or a word that a converter has half turned into another script
    lower = quantity.noun.of(story.text).lower()
    if lower in story.wording.given.people:
        return PEOPLE
    befallen = story.wording.counted.at(words(lower), 0)
    if lower in story.wording.stop or (befallen is not None and befallen.entry not in NOT_BEFALLING):
        return None
    return story.wording.stem(lower.split()[-1])


def _kind(clause: _Clause, quantity: Quantity) -> str | None:
    """What befell those counted: the nearest such word within a few words of the number, in its clause."""
    if quantity.unit is not None:
        return None
    ahead = bisect_right(clause.row, quantity.span.start, key=attrgetter("end"))
    behind = bisect_left(clause.row, quantity.span.end, key=attrgetter("start"))
    near: tuple[int, str] | None = None
    for hit in clause.befallen:
        between = max(0, ahead - hit.last) + max(0, hit.first - behind)
        # Right behind the number is the plain order ("12 injured"); ahead of it is the less usual one.
        cost = between * 2 + (1 if clause.row[hit.last - 1].end <= quantity.span.start else 0)
        if near is None or cost < near[0]:
            near = (cost, hit.entry)
    return near[1] if near and near[0] <= 14 else None


def disagree(left: Quantity, right: Quantity) -> bool:
    """Say whether two values of one count cannot both hold, roundings and bounds allowed for."""
    if "range" in (left.bound, right.bound) or left.value == right.value:
        return False
    low, high = sorted((left, right), key=lambda quantity: quantity.value)
    if low.bound == "at-least" or high.bound == "at-most":
        return False
    slack = ROUNDED if "about" in (left.bound, right.bound) else CLOSE
    if high.value - low.value <= slack * high.value and (is_round(low.value) or is_round(high.value)):
        return False
    return "about" not in (left.bound, right.bound) or high.value - low.value > ROUNDED * high.value


def is_round(value: float) -> bool:
    """Say whether a figure looks rounded: of two digits and noughts, or with a fraction."""
    digits = f"{value:.6g}".replace(".", "").strip("0")
    return (len(digits) <= 2 and value >= 100) or value != int(value)


def same_count(story: Story, left: Count, right: Count, *, many: bool = False) -> bool:
    """Say whether two numbers count the same thing of the same event, as far as the words tell.

    `many` says that the text has a number of such counts, of different battles or quarters: then it takes more.
    """
    if left.telling.index == right.telling.index or apart(left.telling, right.telling):
        return False
    if (left.marks | right.marks) & (EXPLAINED | {"compare", "part"}):
        return False
    but = frozenset({left.noun, right.noun} - {None})
    shared = shared_about(story, left, right, but)
    names = (left.telling.people | left.telling.places) & (right.telling.people | right.telling.places)
    low, high = sorted((left.quantity.value, right.quantity.value))
    if left.kind and left.kind == right.kind and left.kind not in NOT_BEFALLING:
        if high > FARTHEST_DEAD * low:
            return False
        but = but | _befallen(story, left) | _befallen(story, right)
        shared = shared_stems(story, left.telling.stems, right.telling.stems, but)
        nouns = {left.noun, right.noun} - {None, PEOPLE}
        if len(nouns) > 1 or (nouns and left.noun != right.noun and PEOPLE in (left.noun, right.noun)):
            return False
        if many:
            return len(shared) >= SHARED_BY_MANY
        return bool(names or _events(left) & _events(right) or shared)
    if not _one_noun(left.noun, right.noun) or left.kind != right.kind:
        return False
    if left.telling.people and right.telling.people and not left.telling.people & right.telling.people:
        return False
    least = min(len(left.about), len(right.about))
    if left.quantity.unit == "%":
        return len(shared) >= 4 and len(shared) >= 0.75 * least
    if high >= FARTHEST * low or (many and len(shared) < SHARED_BY_MANY):
        return False
    return len(shared) + min(1, len(names)) >= 2 and len(shared) >= 0.5 * least


def shared_about(story: Story, left: Count, right: Count, but: frozenset[str | None]) -> frozenset[str]:
    """Return the stems that the clause of one shares with the sentence of the other, the larger of the two sets."""
    but = but | _befallen(story, left) | _befallen(story, right)
    one = shared_stems(story, left.about, right.telling.stems, but)
    other = shared_stems(story, left.telling.stems, right.about, but)
    return max(one, other, key=len)


def _befallen(story: Story, count: Count) -> frozenset[str]:
    """The stems of the words that tell what befell those counted: they are the question, not the answer."""
    row = count.telling.words
    return frozenset(
        story.wording.stem(word.lower)
        for hit in story.wording.counted.find(row)
        for word in row[hit.first : hit.last]
        if hit.entry not in NOT_BEFALLING
    )


def _one_noun(left: str | None, right: str | None) -> bool:
    if left is None or right is None:
        return False
    # Cases may change the last letters of a stem: винтовок, винтовки.
    alike = Prefix.similarity(left, right)
    return alike >= min(len(left), len(right)) or (alike >= 5 and max(len(left), len(right)) - alike <= 2)


def is_difference(story: Story, count: Count) -> bool:
    """Say whether a number is by how much one thing exceeds another: "£1.9m above the £46.4m agreed"."""
    quantity = count.quantity
    last = quantity.noun.end if quantity.noun and quantity.noun.end > quantity.span.end else quantity.span.end
    behind = [word for word in count.telling.words if word.start >= last][:EXCEEDED]
    if not any(story.wording.signs["exceeding"].find(behind[:1])):
        return False
    # Above what: a figure, or "than".
    return any(word.text[0].isdecimal() for word in behind) or "compare" in marks(story.wording, behind)


def is_needed(story: Story, count: Count) -> bool:
    """Say whether a number is how many it takes: "18 votes were needed"."""
    return any(story.wording.signs["needed"].find(count.telling.around(count.quantity.span, BESIDE, BESIDE)))


def is_part(story: Story, count: Count, whole: Count) -> bool:
    """Say whether the sentence deals out a whole before the number: "Of the children, 46 come by bus"."""
    ahead = [word for word in count.telling.words if word.end <= count.quantity.span.start][:OPENING]
    first = next((hit for hit in story.wording.signs["of"].find(ahead) if hit.first == 0), None)
    comma = next((at for at, word in enumerate(ahead) if word.text == ","), None)
    if first is None or comma is None:
        return False
    if whole.quantity.unit is not None and whole.quantity.unit == count.quantity.unit:
        return True  # "Of the sum awarded, 20,000 euros"
    named, of = ahead[first.last : comma], words(story.text, whole.quantity.noun) if whole.quantity.noun else ()
    kinds = [{name for hit in story.wording.alike.find(row) for name in hit.entry} for row in (named, of)]
    return whole.noun in story.stems_of(named) or bool(kinds[0] & kinds[1])


def _events(count: Count) -> frozenset[str]:
    return frozenset(hit.entry for hit in count.telling.events) - {"killed", "died", "arrested"}


def conflicts(story: Story) -> Iterator[tuple[Count, Count]]:
    """Yield the pairs of counts that count one thing and cannot both hold."""
    keyed = [
        ((each.quantity.unit, each.kind or (each.noun or "")[:4]), each)
        for each in counts(story)
        if each.kind or each.noun
    ]
    values: dict[object, set[float]] = {}
    for key, each in keyed:
        values.setdefault(key, set()).add(each.quantity.value)
    many = {key for key, different in values.items() if len(different) > MANY}
    grown = _told_to_change(story)
    for (key, left), (_, right) in pairs((key, (key, each)) for key, each in keyed):
        if not disagree(left.quantity, right.quantity) or _slipped(left, right):
            continue
        if {(left.kind, left.quantity.value), (right.kind, right.quantity.value)} & grown:
            continue
        if same_count(story, left, right, many=key in many):
            yield left, right


def _told_to_change(story: Story) -> frozenset[tuple[str | None, float]]:
    """What befell people, with the numbers to which the text says that it rose or that it came in all."""
    found: set[tuple[str | None, float]] = set()
    kinds = frozenset(each.kind for each in counts(story) if each.kind not in NOT_BEFALLING | {None})
    for each in counts(story):
        near = each.telling.around(each.quantity.span, 4, 3)
        if any(story.wording.signs["up"].find(near)) or "total" in marks(story.wording, near):
            found |= {(kind, each.quantity.value) for kind in ({each.kind} if each.kind else kinds)}
    return frozenset(found)


def _slipped(left: Count, right: Count) -> bool:
    low, high = sorted((left.quantity.value, right.quantity.value))
    return low > 0 and high / low in (1e3, 1e6, 1e9)


def times_told(story: Story, count: Count) -> int:
    """Return how often the text gives this very number for what is counted, or for those whom the same befell."""
    quantity = count.quantity
    return sum(
        each.quantity.value == quantity.value and each.quantity.unit == quantity.unit and _one_thing(each, count)
        for each in counts(story)
    )


def _one_thing(left: Count, right: Count) -> bool:
    if left.quantity.unit is not None or _one_noun(left.noun, right.noun):
        return True
    return left.kind is not None and left.kind == right.kind


def both_told(story: Story, left: Count, right: Count) -> Slip:
    """Return the slip of two counts, each quoted with the word it counts."""
    spans = tuple(_with_noun(each.quantity) for each in (left, right))
    return Slip(spans, {"here": story.said(spans[0]), "there": story.said(spans[1])}, confidence=0.75)


def _with_noun(quantity: Quantity) -> Span:
    if quantity.noun is None or quantity.noun.end <= quantity.span.end:
        return quantity.span
    return Span(quantity.span.start, quantity.noun.end)
