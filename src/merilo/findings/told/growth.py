"""By how much a text says that a count grew or fell, and the two counts that it grew from and to."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from rapidfuzz.distance import Prefix

from merilo.findings.story import BREAKS, Story, Telling
from merilo.findings.told.orders import of_one_measure
from merilo.findings.told.parts import scaled_like
from merilo.findings.told.shares import Share, fits, shares_of
from merilo.model import Quantity, Span
from merilo.text.words import Word

BACK = 3  # sentences before a growth in which its two counts may stand
FEW = 2  # counts that such sentences may hold
BESIDE = 5  # words from "rose" to its share
TIMES = {"doubled": 2.0, "tripled": 3.0, "halved": 0.5}
NEAR = 0.12  # by how much of it a figure may miss the double of another and still be that
ABOUT = 0.5  # and where the text says "nearly" or "more than"
LOOSE = 6  # points by which a share may miss there
EXACT = 1e-6
ROOT = 4  # letters that two words about one thing have in common, at least
LITTLE = 3  # letters of a word that tells of nothing


@dataclass(frozen=True, slots=True)
class Growth:
    """What is said of a growth, the counts before and after, and by how many per cent they differ."""

    said: Span
    before: Quantity
    after: Quantity
    right: float


def misreckoned(story: Story) -> Iterator[Growth]:
    """Yield what is said of a growth that its two counts do not make."""
    for telling in story.tellings:
        if telling.marks & {"wrong", "if"}:
            continue
        for share, rising, span in _by_a_share(story, telling):
            pair = _counts(story, telling, span)
            if pair and (pair[0].value < pair[1].value) == rising and _of_them(story, telling, span, pair):
                made = 100 * abs(pair[1].value - pair[0].value) / pair[0].value
                room = LOOSE if _hedged(story, telling, share.span) or _is_about(pair) else 0
                if not fits(share, made) and abs(share.value - made) > room:
                    yield Growth(share.span, *pair, made)
        for times, span in _so_many_times(story, telling):
            pair = _counts(story, telling, span)
            if pair and (pair[0].value < pair[1].value) == (times > 1) and _of_them(story, telling, span, pair):
                slack = ABOUT if _hedged(story, telling, span) or _is_about(pair) else NEAR
                made = pair[1].value / pair[0].value
                if abs(made - times) > slack * times:
                    yield Growth(span, *pair, 100 * abs(made - 1))


def misdirected(story: Story) -> Iterator[tuple[Quantity, Quantity]]:
    """Yield two counts that are said to have risen by what they fell, or the reverse: "180, now 150. Up by 30"."""
    for telling in story.tellings:
        if telling.marks & {"wrong", "if", "compare", "not"}:
            continue
        for quantity, rising in _by_a_difference(story, telling):
            pair = _counts(story, telling, quantity.span)
            if pair is None or (pair[0].value < pair[1].value) == rising or quantity in pair:
                continue
            if abs(abs(pair[0].value - pair[1].value) - quantity.value) < EXACT and quantity.unit in (
                None,
                pair[0].unit,
            ):
                yield pair


def _by_a_difference(story: Story, telling: Telling) -> Iterator[tuple[Quantity, bool]]:
    """Counts right behind a word that says rise or fall: "up by 30", "a fall of 200"."""
    signs = story.wording.signs
    for quantity in telling.quantities:
        ahead = telling.around(quantity.span, FEW + 1, 0)
        rises, falls = (any(signs[sign].find(ahead)) for sign in ("up", "down"))
        to = any(hit.last == len(ahead) for hit in signs["to"].find(ahead))
        if _is_count(quantity) and rises != falls and not to:
            yield quantity, rises


def _is_about(pair: tuple[Quantity, Quantity]) -> bool:
    """Of "some 18,000" nothing is reckoned to a point."""
    return any(each.bound in ("about", "at-least") for each in pair)


def _hedged(story: Story, telling: Telling, span: Span) -> bool:
    return any(story.wording.signs["more_than_so"].find(telling.around(span, 3, 0)))


def _by_a_share(story: Story, telling: Telling) -> Iterator[tuple[Share, bool, Span]]:
    """Shares beside a word that says rise or fall, and whether it rises: "a fall of 40 per cent", "up by a third"."""
    signs = story.wording.signs
    for share in shares_of(story, telling):
        clause = telling.clause(share.span)
        ahead = [w for w in clause if w.end <= share.span.start]
        behind = [w for w in clause if w.start >= share.span.end][:FEW]
        # "It fell to 40 per cent" tells what was left.
        if any(hit.last == len(ahead) for hit in signs["to"].find(ahead)):
            continue
        for row in (ahead[-BESIDE:], behind):
            hits = [(sign, hit) for sign in ("up", "down") for hit in signs[sign].find(row)]
            if len({sign for sign, _ in hits}) == 1:
                sign, hit = hits[-1]
                first, last = sorted((Span(row[hit.first].start, row[hit.last - 1].end), share.span))
                yield share, sign == "up", Span(first.start, last.end)
                break


def _so_many_times(story: Story, telling: Telling) -> Iterator[tuple[float, Span]]:
    for sign, times in TIMES.items():
        for hit in story.wording.signs[sign].find(telling.words):
            yield times, Span(telling.words[hit.first].start, telling.words[hit.last - 1].end)


def _counts(story: Story, telling: Telling, span: Span) -> tuple[Quantity, Quantity] | None:
    """The count before a growth and the one after: "from 80 to 100", or the only two that are told ahead of it."""
    own = _from_to(story, telling)
    if own is not None:
        return own
    ahead: list[tuple[Telling, Quantity]] = []
    for each in story.tellings[max(0, telling.index - BACK) : telling.index + 1]:
        found = _from_to(story, each)
        if found is not None:
            ahead = [(each, found[0]), (each, found[1])]
            continue
        ahead += [(each, q) for q in each.quantities if _is_count(q) and q.span.end <= span.start]
    if len(ahead) != FEW:
        return None
    (first, before), (second, after) = ahead
    if _from_to(story, first) == (before, after):
        return before, after
    if first is second and _is_compared(story, first, before, after):
        return after, before  # "1,127 came, compared with 2,706 the year before"
    dated = bool(first.times or second.times)
    return (
        (before, after)
        if dated and before.value != after.value and of_one_measure(story, first, before, after)
        else None
    )


def _is_compared(story: Story, telling: Telling, left: Quantity, right: Quantity) -> bool:
    between = telling.between(left.span.end, right.span.start)
    compared = any(hit.last >= len(between) - 1 for hit in story.wording.signs["compared_with"].find(between))
    return compared and left.value != right.value and of_one_measure(story, telling, left, right)


def _from_to(story: Story, telling: Telling) -> tuple[Quantity, Quantity] | None:
    signs = story.wording.signs
    for left, right in pairwise([q for q in telling.quantities if q.unit != "%"]):
        between = telling.between(left.span.end, right.span.start)
        ahead = telling.around(left.span, FEW, 0)
        to = next(iter(signs["to"].find(between[: FEW + 1])), None)
        led = any(hit.last == len(ahead) for hit in signs["from"].find(ahead))
        if to is not None and to.last == len(between) and led and left.high is None and left.value != right.value:
            one = left.unit == right.unit or (left.unit is None and left.noun is None)
            return (scaled_like(story, left, right), right) if one and left.value else None
    return None


def _is_count(quantity: Quantity) -> bool:
    return quantity.unit not in ("%", "pp", "×") and quantity.high is None and quantity.value > 1


def _of_them(story: Story, telling: Telling, span: Span, pair: tuple[Quantity, Quantity]) -> bool:
    """What grew is what the two count: the clause brings in nothing else ahead of the growth, or right behind it."""
    if _from_to(story, telling) == pair:
        return True
    if telling.times and not any(telling.span.holds(each.span) for each in pair):
        return False  # "in ten years the number has doubled"
    clause = _clause(story, telling, span)
    bare = not _matter(story, [w for w in clause if w.start < span.end], telling)
    if bare and not any(telling.span.holds(each.span) for each in pair):
        # "The price of steel, which goes abroad, rose by 19 per cent": what rose stands ahead of the comma.
        clause = [w for w in telling.words if w.start < span.end]
    ahead = [w for w in clause if w.start < span.end]
    behind = [w for w in telling.words if w.start >= span.end][:FEW]
    if len(behind) == FEW and any(story.wording.signs[sign].at(behind, 0) for sign in ("in", "of", "where")):
        ahead.append(behind[1])  # a rise of 20 per cent in revenue
    before = story.tellings[max(0, telling.index - BACK) : telling.index + 1]
    known = [w for each in before for w in each.words if not (each is telling and w.start >= clause[0].start)]
    return all(_is_known(story, word, known) for word in _matter(story, ahead, telling))


def _clause(story: Story, telling: Telling, span: Span) -> Sequence[Word]:
    """The clause of a growth, behind the last "that"."""
    start = max((at + 1 for at, w in enumerate(telling.words) if w.text in BREAKS and w.end <= span.start), default=0)
    row = [w for w in telling.words[start:] if w.start < span.end]
    first = max((hit.last for sign in ("that", "says_that") for hit in story.wording.signs[sign].find(row)), default=0)
    return row[first:] if first < len(row) else row


def _matter(story: Story, row: Sequence[Word], telling: Telling) -> list[Word]:
    """The words of a row that tell of something: no growth, no number, no time, no measure of how much."""
    signs = story.wording.signs
    taken = [*(q.span for q in telling.quantities), *(t.span for t in telling.times)]
    kinds = ("up", "down", *TIMES, "number_of", "intensifier", "more_than_so", "every", "one_in")
    hits = [hit for sign in kinds for hit in signs[sign].find(row)]
    said = {at for hit in hits for at in range(hit.first, hit.last)}
    return [
        word
        for at, word in enumerate(row)
        if word.is_word and at not in said and len(word.text) > LITTLE and word.lower not in story.wording.stop
        if not any(span.holds(word.span) for span in taken)
    ]


def _is_known(story: Story, word: Word, known: Sequence[Word]) -> bool:
    """The word was told before, in whatever form; people may be counted by any word for them."""
    stem = story.wording.stem(word.lower)
    if any(Prefix.similarity(stem, story.wording.stem(w.lower)) >= max(ROOT, len(stem) - 2) for w in known):
        return True
    people = story.wording.given.people
    kinds = {name for hit in story.wording.alike.find((word,)) for name in hit.entry}
    if word.lower not in people and not kinds:
        return False
    theirs = {name for hit in story.wording.alike.find(known) for name in hit.entry}
    return bool(kinds & theirs) or any(w.lower in people for w in known)
