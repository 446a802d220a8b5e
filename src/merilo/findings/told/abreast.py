"""Two names of which a clause puts one above the other, and the figures that the text gives to both shortly before."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from merilo.findings.story import Story, Telling
from merilo.findings.told.rankings import ALIKE
from merilo.findings.told.stretches import lengths, width
from merilo.findings.wording import marks
from merilo.model import Mention, Quantity, Span
from merilo.text.words import Word

BACK = 3  # sentences before a claim in which the figures may stand
SUBJECT = 10  # words from a name to "ahead of"
OBJECT = 3  # and from there to the other name
REACH = 14  # words from a figure to the name that it belongs to
COMPARED = 6  # words from a length to "longer", and from there to the other
SIDES = (("puts_ahead", True), ("puts_behind", False))
MORE = (("more_words", True), ("fewer_words", False))
OF_A_YEAR = "year "
YEAR = 2  # the width of one
SILENT = frozenset({"wrong", "if", "not"})


@dataclass(frozen=True, slots=True)
class Claim:
    """One name, by its entity, is said to have more than another, or less."""

    first: str
    other: str
    more: bool
    at: int


def set_abreast(story: Story) -> Iterator[tuple[Span, Span]]:
    """Yield the figures of two names where the text says the opposite: "That put Ardea ahead of Borea"."""
    for telling in story.tellings:
        for claim in _claims(story, telling):
            found = _belied(story, telling, claim)
            if found:
                yield found
                break
        yield from _longer(story, telling)


def _claims(story: Story, telling: Telling) -> Iterator[Claim]:
    signs, row = story.wording.signs, telling.words
    for sign, more in SIDES:
        for hit in signs[sign].find(row):
            before = _names(telling, row[max(0, hit.first - SUBJECT) : hit.first])
            after = _names(telling, row[hit.last : hit.last + OBJECT])
            if before and after and _is_said(story, telling, row[hit.first], row[hit.last - 1]):
                yield Claim(before[-1].entity, after[0].entity, more, row[hit.first].start)
    for sign, more in MORE:
        for hit in signs[sign].find(row):
            behind = row[hit.last : hit.last + 2 * REACH]
            than = next(
                (h for h in signs["than_word"].find(behind) if _names(telling, behind[h.last :][:OBJECT])), None
            )
            if than is None:
                continue
            first = _names(telling, behind[: than.first]) or _names(
                telling, row[max(0, hit.first - SUBJECT) : hit.first]
            )
            after = _names(telling, behind[than.last : than.last + OBJECT])
            if (
                len({m.entity for m in first}) == 1
                and after
                and _is_said(story, telling, row[hit.first], behind[than.last - 1])
            ):
                yield Claim(first[0].entity, after[0].entity, more, row[hit.first].start)


def _names(telling: Telling, row: Sequence[Word]) -> list[Mention]:
    """The names that begin in a row of words, and the years: "last year was ahead of 2011"."""
    starts = {word.start for word in row}
    named = [m for m in telling.mentions if m.span.start in starts]
    return sorted([*named, *(m for m in _years(telling) if m.span.start in starts)], key=lambda m: m.span)


def _years(telling: Telling) -> Iterator[Mention]:
    for time in telling.times:
        if time.type == "DATE" and time.earliest and time.latest and width(time) == YEAR:
            yield Mention(time.span, "MISC", f"{OF_A_YEAR}{time.earliest.year}")


def _is_said(story: Story, telling: Telling, first: Word, last: Word) -> bool:
    """No figure stands between the two, no word takes it back, and it is of no other day than the sentence."""
    around = (*telling.clause(first.span), *telling.between(first.start, last.end))
    if marks(story.wording, around) & SILENT:
        return False
    low = max((w.end for w in telling.words if w.text in ";.(" and w.end <= first.start), default=telling.span.start)
    near = [q for q in telling.quantities if low <= q.span.start and abs(q.span.start - last.end) < 60]
    return not [q for q in near if q.span.start > first.start]


def _belied(story: Story, telling: Telling, claim: Claim) -> tuple[Span, Span] | None:
    """The nearest figures of both, where they say the opposite; None where others bear the claim out."""
    found: list[tuple[int, bool, tuple[Span, Span]]] = []
    for ours, theirs, shared in _pairs(story, telling, claim):
        if ours.value != theirs.value:
            found.append((shared, (ours.value > theirs.value) == claim.more, (ours.span, theirs.span)))
    if not found:
        return None
    best = max(shared for shared, _, _ in found)
    likely = [each for each in found if each[0] == best]
    return None if any(fits for _, fits, _ in likely) else likely[-1][2]


def _pairs(story: Story, telling: Telling, claim: Claim) -> Iterator[tuple[Quantity, Quantity, int]]:
    """Yield the figures that one sentence, or two by their names ahead, give to both, and how like the claim it is."""
    back = 0 if telling.quantities else BACK  # a sentence with figures of its own speaks of those
    pool = story.tellings[max(0, telling.index - back) : telling.index + 1]
    told = story.stems_of(telling.clause(Span(claim.at, claim.at + 1))) if telling.words else frozenset()
    of_years = claim.first.startswith(OF_A_YEAR)
    ahead: dict[str, list[tuple[Quantity, Telling]]] = {}
    for each in pool:
        # "Up to 3.5 million" is what it had once.
        figures = [q for q in each.quantities if q.bound in ("exact", "about")]
        figures = [q for q in figures if each is not telling or q.span.end <= claim.at]
        shared = len(each.stems & told) if each is not telling else 0
        for owned in _owned(each, figures, of_years):
            ours, theirs = owned.get(claim.first), owned.get(claim.other)
            if ours and theirs and _comparable(ours, theirs):
                yield ours, theirs, shared
                break
        for name, figure in _ahead_of(each, figures, of_years).items():
            ahead.setdefault(name, []).append((figure, each))
    for ours, one in ahead.get(claim.first, ()):
        for theirs, other in ahead.get(claim.other, ()):
            if one is not other and _comparable(ours, theirs):
                yield ours, theirs, 0


def _comparable(ours: Quantity, theirs: Quantity) -> bool:
    low, high = sorted((ours.value, theirs.value))
    return ours.unit == theirs.unit and low > 0 and high <= ALIKE * low


def _owned(telling: Telling, figures: Sequence[Quantity], of_years: bool) -> Iterator[dict[str, Quantity]]:
    """Whose the figures may be: by the names ahead of them, behind them, or ahead of some and behind the others."""
    ahead, behind = _ahead_of(telling, figures, of_years), _behind(telling, figures, of_years)
    taken = {figure.span for figure in ahead.values()}
    yield ahead
    yield behind
    yield {name: figure for name, figure in behind.items() if figure.span not in taken} | ahead


def _ahead_of(telling: Telling, figures: Sequence[Quantity], of_years: bool) -> dict[str, Quantity]:
    """Each figure by the one name between it and the figure before: "Borea had 3.2 million, Ardea 3.1"."""
    found: dict[str, Quantity] = {}
    last = telling.span.start
    for figure in figures:
        row = telling.between(last, figure.span.start)[-REACH:]
        names = [m for m in _names(telling, row) if m.entity.startswith(OF_A_YEAR) == of_years]
        if len({m.entity for m in names}) == 1 and names[0].entity not in found:
            found[names[0].entity] = figure
        last = figure.span.end
    return found


def _behind(telling: Telling, figures: Sequence[Quantity], of_years: bool) -> dict[str, Quantity]:
    """Each figure by the one name between it and the next: "41 per cent want Markova, and 35 Doneva"."""
    found: dict[str, Quantity] = {}
    for at, figure in enumerate(figures):
        end = figures[at + 1].span.start if at + 1 < len(figures) else telling.span.end
        row = telling.between(figure.span.end, end)[:REACH]
        names = [m for m in _names(telling, row) if m.entity.startswith(OF_A_YEAR) == of_years]
        if len({m.entity for m in names}) == 1 and names[0].entity not in found:
            found[names[0].entity] = figure
    return found


def _longer(story: Story, telling: Telling) -> Iterator[tuple[Span, Span]]:
    """ "The new term of a month is longer than that of 60 days until now"."""
    long = sorted({each.span: each for each in lengths(story, telling)}.values(), key=lambda each: each.span)
    if len(long) != 2 or telling.marks & SILENT:
        return
    left, right = long
    between = telling.between(left.span.end, right.span.start)
    for sign, more in (("greater_words", True), ("lesser_words", False)):
        for hit in story.wording.signs[sign].find(between):
            than = any(
                each.first <= 1
                for kind in ("than_word", "from", "of")
                for each in story.wording.signs[kind].find(between[hit.last :])
            )
            near = (
                hit.first <= COMPARED
                and len(between) - hit.last <= COMPARED
                and not any(w.text in ",;:" for w in between)
            )
            off = left.days - right.days
            if than and near and abs(off) > max(left.slack, right.slack) and (off > 0) != more:
                yield left.span, right.span
                return
