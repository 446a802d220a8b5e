"""A whole told in one sentence and its parts in the next ones."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from merilo.findings.story import Story, Telling
from merilo.findings.told.divisions import LARGE, LIKELY, Division, is_dated, is_part, is_remaining, slack
from merilo.findings.told.parts import words_between
from merilo.model import Quantity

BACK = 2  # sentences before the first part in which the whole may stand
LONG = 2  # sentences in which the parts may stand
NEAR_MISS = 0.15  # of the whole, by which a list of parts may miss it where nothing says that it is whole
FEW = 2  # and by how many
LISTED = 3
MILLION = 1e6
APART = 8  # words between two parts of one list
OPENING = 4  # words of a sentence among which "they were" stands


def spread(story: Story) -> Iterator[Division]:
    """Yield wholes with the parts that the sentences behind them list."""
    for telling in story.tellings:
        total = _alone(telling)
        if total is None or telling.marks & {"if", "wrong", "compare"}:
            continue
        at = next(
            (each.index for each in story.tellings[telling.index + 1 : telling.index + 1 + BACK] if _counts(each)), None
        )
        if at is None:
            continue
        for length in range(LONG, 0, -1):
            found = _listed(story, total, story.tellings[at : at + length])
            if found:
                yield found
                break


def _alone(telling: Telling) -> Quantity | None:
    counts = _counts(telling)
    exact = len(counts) == 1 and counts[0].bound == "exact" and counts[0].high is None
    return counts[0] if exact and counts[0].value > FEW else None


def _counts(telling: Telling) -> list[Quantity]:
    return [q for q in telling.quantities if q.unit not in ("%", "pp", "×")]


def _listed(story: Story, total: Quantity, tellings: Sequence[Telling]) -> Division | None:
    parts: list[Quantity] = []
    for telling in tellings:
        own: list[Quantity] = []
        for quantity in _counts(telling):
            own.append(_scaled(quantity, [*parts, *own]))
        if not own or telling.marks & {"change", "growth", "if", "wrong"} - _harmless(story, telling, own):
            return None
        if any(q.bound != "exact" or q.high is not None or not _of_its_size(total, q) for q in own):
            return None
        if is_dated(telling, own) or any(words_between(telling, a.span, b.span) > APART for a, b in pairwise(own)):
            return None
        parts += own
    last = tellings[-1]
    rest = is_remaining(story, last, parts[-1])
    off = abs(sum(part.value for part in parts) - total.value)
    within = LIKELY[0] <= sum(part.value for part in parts) / total.value <= LIKELY[1]
    if not within or len(parts) < FEW or max(part.value for part in parts) >= total.value:
        return None
    if rest and len(parts) >= LISTED and len(tellings) > 1 and not _of_another(story, total, parts):
        return Division(last, total, tuple(parts), closed=True)
    if len(tellings) > 1 or any(story.wording.signs["nay"].find(last.words)):
        return None
    opening = last.words[:OPENING]
    if any(story.wording.signs["they_were"].find(opening)) and _of_kinds(story, total, parts):
        return Division(last, total, tuple(parts), closed=True)
    near = off <= max(NEAR_MISS * total.value, FEW)
    whose = any(hit.first == 0 for hit in story.wording.signs["of_whom"].find(opening))
    if len(parts) >= LISTED and near and ("part" not in last.marks or whose):
        return Division(last, total, tuple(parts), closed=True) if _of_one(story, last, total, parts) else None
    return None


def _of_another(story: Story, total: Quantity, parts: Sequence[Quantity]) -> bool:
    """The parts make a figure that the text gives before this one: they are of that whole."""
    made = sum(part.value for part in parts)
    room = slack(story, (total, *parts))
    before = (q for t in story.tellings for q in t.quantities if q.span.end <= total.span.start)
    return any(_of_one_unit(q, total) and abs(q.value - made) <= room for q in before)


def _of_one_unit(one: Quantity, other: Quantity) -> bool:
    return one.unit == other.unit or (None in (one.unit, other.unit) and other.value >= MILLION)


def _of_its_size(total: Quantity, part: Quantity) -> bool:
    """It is measured as the whole is, or not at all; of millions no part is a bare handful."""
    return part.unit in (None, total.unit) and (total.value < MILLION or part.value >= LARGE)


def _of_one(story: Story, telling: Telling, total: Quantity, parts: Sequence[Quantity]) -> bool:
    return all(is_part(story, telling, total, part) for part in parts)


def _of_kinds(story: Story, total: Quantity, parts: Sequence[Quantity]) -> bool:
    """People of several kinds, all of whom are people: "seven men and four women"."""
    people = story.wording.given.people
    nouns = [each.noun.of(story.text).lower() if each.noun else "" for each in (total, *parts)]
    return all(noun in people for noun in nouns) and len(set(nouns[1:])) == len(parts)


def _harmless(story: Story, telling: Telling, own: Sequence[Quantity]) -> set[str]:
    """Words of change behind the list say nothing of it: "five from Novi, and so a new class was opened"."""
    last = own[-1].span.end
    named = [mention.span for mention in telling.mentions]
    ahead = [w for w in telling.words if w.start < last and not any(span.holds(w.span) for span in named)]
    found = {name for hit in story.wording.marks.find(ahead) for name in hit.entry}
    return {"change", "growth"} - found


def _scaled(quantity: Quantity, before: Sequence[Quantity]) -> Quantity:
    """Give a bare part the size of the one before: "30 million, the town 8"."""
    for scale in (1e9, 1e6):
        if before and quantity.unit is None and before[-1].value >= scale and quantity.value < LARGE:
            return replace(quantity, value=quantity.value * scale)
    return quantity
