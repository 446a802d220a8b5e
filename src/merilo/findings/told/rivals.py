"""Names with a figure each, and what a sentence says of one of them against the others: "Hull is the longer"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from merilo.findings.story import BREAKS, Story, Telling, once
from merilo.findings.told.orders import bare_figures, of_one_measure, one_name
from merilo.findings.wording import marks
from merilo.model import Quantity, Span
from merilo.text.numerals import read_number, table
from merilo.text.words import Word

OWN = 8  # words from a name to its figure
BACK = 3  # sentences before a claim in which the figures may stand
SECONDS = {"hours": 3600, "minutes": 60}
LOWER = 6  # letters of a word in small letters that may be made from a name: пермская
NEW = 1  # words that a claim of a victory may bring in
KINDS = (
    "greater_words", "lesser_words", "faster_words", "slower_words", "more_words", "fewer_words", "came_top",
)  # fmt: skip
MORE = frozenset({"greater_words", "faster_words", "more_words", "came_top"})
TIMED = "time"  # the unit of how long somebody took
FEW = 2
SHORT = 4  # words of a clause that leaves its name to the next
THAN = 2  # words from "than" to the name that it is of


@dataclass(frozen=True, slots=True)
class Rival:
    """A name and the figure that a sentence gives to it."""

    telling: Telling
    name: Word
    figure: Quantity


@dataclass(frozen=True, slots=True)
class Claim:
    """What a clause says: by words of which `kind`; `more` where its subject has the higher figure."""

    words: tuple[Word, ...]
    said: Span
    more: bool
    kind: str


def belied(story: Story) -> Iterator[tuple[Rival, Rival]]:
    """Yield the name of which a claim is made with another one whose figure belies it."""
    told = {telling.index: list(_rivals(story, telling)) for telling in story.tellings}
    for telling in story.tellings:
        if telling.marks & {"wrong", "if"}:
            continue
        pool = [each for at in range(telling.index - BACK, telling.index + 1) for each in told.get(at, ())]
        if len({each.figure.span for each in pool}) < FEW:
            continue
        for claim in _claims(story, telling):
            ahead = [each for each in pool if each.figure.span.end <= claim.said.start]
            found = _against(story, claim, ahead)
            if found:
                yield found
                break


def _rivals(story: Story, telling: Telling) -> Iterator[Rival]:
    """The figures of a sentence, each with every name that stands between the figure before and it."""
    last = telling.span.start
    for figure in sorted(_figures(story, telling), key=lambda each: each.span):
        ahead = [w for w in telling.words if last <= w.start and w.end <= figure.span.start][-OWN:]
        stop = max((at + 1 for at, word in enumerate(ahead) if word.text in ".;:!?"), default=0)
        for word in ahead[stop:]:
            if _is_name(story, telling, word):
                yield Rival(telling, word, figure)
        last = figure.span.end


def _is_name(story: Story, telling: Telling, word: Word) -> bool:
    if not word.is_capital or len(word.text) < 3 or word.lower in story.wording.stop:
        return False
    return (
        word is not telling.words[0]
        or any(m.span.start == word.start for m in telling.mentions)
        or _is_known(story, word)
    )


def _is_known(story: Story, word: Word) -> bool:
    """A word that opens a sentence is a name where one stands elsewhere in the text."""
    return word.lower in _in_capitals(story)


@once
def _in_capitals(story: Story) -> frozenset[str]:
    """The words in capitals that do not open a sentence."""
    return frozenset(word.lower for telling in story.tellings for word in telling.words[1:] if word.is_capital)


def _figures(story: Story, telling: Telling) -> Iterator[Quantity]:
    timed = list(_lengths(story, telling))
    yield from timed
    unit = TIMED if timed else None
    for quantity in (*telling.quantities, *bare_figures(telling)):
        if quantity.high is None and quantity.value and not any(quantity.span.overlaps(each.span) for each in timed):
            # "38 minutes, Jan 41": the second leaves its minutes to the first.
            seconds = unit and quantity.unit is None and quantity.noun is None
            yield Quantity(quantity.span, quantity.value * 60, None, TIMED) if seconds else quantity


def _lengths(story: Story, telling: Telling) -> Iterator[Quantity]:
    """How long somebody took: "52 minutes", "49 minutes and 30 seconds"."""
    signs, numerals = story.wording.signs, table(story.profile)
    for time in telling.times:
        if time.type != "DURATION":
            continue
        row = telling.between(time.span.start, time.span.end)
        at = next((at for at, word in enumerate(row) if read_number(row, at, numerals)), None)
        number = read_number(row, at, numerals) if at is not None else None
        if number is None or number.last >= len(row):
            continue
        for sign, seconds in SECONDS.items():
            if signs[sign].at(row, number.last) is not None:
                yield Quantity(time.span, number.value * seconds, None, TIMED)


def _claims(story: Story, telling: Telling) -> Iterator[Claim]:
    """The clauses of a sentence that hold a word such as "longer", "most" or "won", and no figure."""
    signs = story.wording.signs
    taken = [*(each.span for each in telling.quantities), *(each.span for each in telling.times)]
    start = 0
    for end in [
        *(at for at, word in enumerate(telling.words) if word.text in BREAKS or word.text in ".!?"),
        len(telling.words),
    ]:
        clause = telling.words[start:end]
        start = end + 1
        if len(clause) < FEW or not story.wording.negations.isdisjoint(word.lower for word in clause):
            continue
        if len(clause) <= SHORT:
            # "As the slower, Toni ..."
            name = next(iter(telling.words[start:]), None)
            clause = (*clause, name) if name is not None and name.is_capital else clause
        span = Span(clause[0].start, clause[-1].end)
        if any(span.overlaps(each) for each in taken):
            continue
        for kind in KINDS:
            hit = next(iter(signs[kind].find(clause)), None)
            if hit is not None:
                yield Claim(clause, Span(clause[hit.first].start, clause[hit.last - 1].end), kind in MORE, kind)


def _against(story: Story, claim: Claim, pool: Sequence[Rival]) -> tuple[Rival, Rival] | None:
    """The one rival that the claim names, and one whose figure says the opposite."""
    own = _subject(story, claim, pool)
    if own is None or not _of_their_figures(story, claim, pool):
        return None
    others = [
        each
        for each in pool
        if each.figure.span != own.figure.span
        and not one_name(each.name, own.name)
        and of_one_measure(story, each.telling, own.figure, each.figure)
    ]
    timed = own.figure.unit == TIMED
    units = {each.figure.unit for each in (own, *others)}
    if claim.kind in ("greater_words", "lesser_words") and not units - {None, "%", TIMED}:
        return None  # "the bigger" of two towns with so many trees each
    if claim.kind in ("faster_words", "slower_words") and not timed and "up" not in _signs_of(story, pool):
        return None
    more = claim.more != (timed and claim.kind in ("faster_words", "slower_words", "came_top"))
    if claim.kind == "came_top" and not timed and not _are_points(story, pool):
        return None
    if claim.kind == "came_top" and marks(story.wording, claim.words) & {"other", "again", "change"}:
        return None  # in the second round
    beyond = [each for each in others if each.figure.value != own.figure.value]
    beyond = [each for each in beyond if (each.figure.value > own.figure.value) == more]
    if len({each.figure.span for each in others}) > 1 and not _is_utmost(story, claim):
        beyond = beyond if len(beyond) == len(others) else []
    return (own, beyond[-1]) if beyond else None


def _subject(story: Story, claim: Claim, pool: Sequence[Rival]) -> Rival | None:
    """The rival whom the clause names; of two, the one that does not stand behind "than"."""
    named: list[Rival] = []
    for at, word in enumerate(claim.words):
        if len(word.text) < 3 or not (word.is_capital or len(word.text) >= LOWER):
            continue
        known = next((each for each in pool if one_name(each.name, word)), None)
        if known is not None and not any(known.figure.span == each.figure.span for each in named):
            than = claim.words[max(0, at - THAN) : at]
            if not any(
                hit.last == len(than) for sign in ("from", "of") for hit in story.wording.signs[sign].find(than)
            ):
                named.append(known)
    return named[0] if len(named) == 1 else None


def _of_their_figures(story: Story, claim: Claim, pool: Sequence[Rival]) -> bool:
    """The claim is of what the figures count: it brings in nothing of its own."""
    names = [each.name for each in pool]
    row = [
        word
        for word in claim.words
        if not claim.said.holds(word.span)
        and not any(
            word.is_capital or len(word.text) >= LOWER for _ in (1,) if any(one_name(name, word) for name in names)
        )
    ]
    known = frozenset(stem for each in pool for stem in story.stems_of(each.telling.words))
    counted = frozenset(
        story.wording.stem(each.figure.noun.of(story.text).lower().split()[-1]) for each in pool if each.figure.noun
    )
    told = story.stems_of(row)
    room = NEW if claim.kind == "came_top" or told & counted else 0
    return len(told - known) <= room


def _signs_of(story: Story, pool: Sequence[Rival]) -> set[str]:
    return {sign for each in pool for sign in ("up", "down") if any(story.wording.signs[sign].find(each.telling.words))}


def _are_points(story: Story, pool: Sequence[Rival]) -> bool:
    row = [word for each in pool for word in each.telling.words]
    return any(story.wording.signs["polled"].find(row))


def _is_utmost(story: Story, claim: Claim) -> bool:
    """It says the most or the least of all, and not only more than another."""
    signs = story.wording.signs
    return claim.kind == "came_top" or any(
        any(signs[sign].find(claim.words)) for sign in ("most", "least", "superlative")
    )
