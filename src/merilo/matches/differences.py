"""Where a claim and an earlier fact check part: number, unit, date, place, person, negation; with both sides' words.

What only one side says is no difference: a post tells more than a claim, or less. Both must say something, and not the
same thing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from merilo.matches.facts import Facts
from merilo.model import Answer, Difference, DifferenceKind, Quantity, Span, TimeRef
from merilo.names.compare import Form, same_name

MONEY_LENGTH = 3


def differences(here: Facts, there: Facts) -> tuple[Difference, ...]:
    """Return what differs between the claim that was asked about and the one that was checked, in its order."""
    found = [*_quantities(here, there), *_times(here, there), *_names(here, there), *_negation(here, there)]
    return tuple(sorted(found, key=lambda each: each.here_span.start if each.here_span else 0))


def _difference(kind: DifferenceKind, here: Facts, there: Facts, ours: Span, theirs: Span) -> Difference:
    return Difference(kind, ours.of(here.text), theirs.of(there.text), ours, theirs)


def _quantities(here: Facts, there: Facts) -> Iterator[Difference]:
    ours = [each for each in here.quantities if not any(_agree(each, other) for other in there.quantities)]
    theirs = [each for each in there.quantities if not any(_agree(other, each) for other in here.quantities)]
    for mine in ours:
        other = next((each for each in theirs if _same_measure(mine, each, here, there)), None)
        if other is not None:
            theirs.remove(other)
            yield _difference("number", here, there, mine.span, other.span)
            continue
        other = next((each for each in theirs if _other_unit(mine, each)), None)
        if other is not None:
            theirs.remove(other)
            yield _difference("unit", here, there, mine.span, other.span)


def _agree(mine: Quantity, other: Quantity) -> bool:
    if mine.unit != other.unit and (mine.unit and other.unit):
        return False
    low, high = mine.value, mine.high if mine.high is not None else mine.value
    other_low, other_high = other.value, other.high if other.high is not None else other.value
    slack = 0.02 if "about" not in (mine.bound, other.bound) else 0.1
    return low <= other_high * (1 + slack) and other_low <= high * (1 + slack)


def _same_measure(mine: Quantity, other: Quantity, here: Facts, there: Facts) -> bool:
    """Say whether two numbers measure the same: one unit, or, for plain counts, nothing that tells them apart."""
    if mine.unit or other.unit:
        return mine.unit == other.unit
    if mine.noun is None or other.noun is None or here.profile.split("-")[0] != there.profile.split("-")[0]:
        return True
    left, right = (span.of(text).lower()[:4] for span, text in ((mine.noun, here.text), (other.noun, there.text)))
    return left == right or min(len(here.quantities), len(there.quantities)) == 1


def _other_unit(mine: Quantity, other: Quantity) -> bool:
    return mine.unit is not None and other.unit is not None and mine.unit != other.unit and mine.value == other.value


def _times(here: Facts, there: Facts) -> Iterator[Difference]:
    ours = [each for each in here.times if not any(_overlap(each, other) for other in there.times)]
    theirs = [each for each in there.times if not any(_overlap(other, each) for other in here.times)]
    if not any(_overlap(mine, other) for mine in here.times for other in there.times):
        for mine, other in zip(ours, theirs, strict=False):
            yield _difference("date", here, there, mine.span, other.span)


def _overlap(mine: TimeRef, other: TimeRef) -> bool:
    if mine.earliest is None or mine.latest is None or other.earliest is None or other.latest is None:
        return mine.value == other.value
    return mine.earliest <= other.latest and other.earliest <= mine.latest


def _names(here: Facts, there: Facts) -> Iterator[Difference]:
    for types, kind in ((("LOC",), "place"), (("PER", "ORG"), "person")):
        ours = _unmet(here.names, there.names, types)
        theirs = _unmet(there.names, here.names, types)
        if not ours or not theirs:
            continue
        # One name in the place of another is a difference; a list of names against another is only another story.
        if len(ours) <= 2 and len(theirs) <= 2 and (kind == "place" or _swapped(here, there, len(ours), len(theirs))):
            for (mine, left), (other, right) in zip(ours, theirs, strict=False):
                if left.type == right.type:
                    yield _difference("place" if kind == "place" else "person", here, there, mine, other)


def _swapped(here: Facts, there: Facts, ours: int, theirs: int) -> bool:
    return ours == 1 == theirs or bool(here.quantities and there.quantities)


def _unmet(
    mine: Sequence[tuple[Span, Form]], others: Sequence[tuple[Span, Form]], types: Sequence[str]
) -> list[tuple[Span, Form]]:
    """Return the names, each once, for which no name of the other side is or may be the same."""
    found: list[tuple[Span, Form]] = []
    for span, form in mine:
        if form.type not in types:
            continue
        if any(same_name(form, other) is not Answer.NO for _, other in (*others, *found)):
            continue
        found.append((span, form))
    return found


def _negation(here: Facts, there: Facts) -> Iterator[Difference]:
    ours, theirs = here.denials, there.denials
    if len(ours) % 2 == len(theirs) % 2 or max(len(ours), len(theirs)) > 1:
        return
    yield Difference(
        "negation",
        ours[0].of(here.text) if ours else "",
        theirs[0].of(there.text) if theirs else "",
        ours[0] if ours else None,
        theirs[0] if theirs else None,
    )
