"""Where a claim and an earlier fact check part: number, unit, date, place, person, negation; with both sides' words.

What only one side says is no difference: a post tells more than a claim, or less. Both must say something, and not the
same thing.
"""

from __future__ import annotations

from collections.abc import Iterator

from merilo.matches.facts import Facts
from merilo.matches.sound import city_of, ratio, sound
from merilo.model import Answer, Difference, DifferenceKind, MentionType, Quantity, Span, TimeRef
from merilo.names.compare import Form, same_name

# From here on two names from two languages may be one name (share of letters, 0 to 100).
SOUNDS_ALIKE = 65


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
    kinds: tuple[tuple[MentionType, DifferenceKind], ...] = (("LOC", "place"), ("PER", "person"), ("ORG", "person"))
    for type, kind in kinds:
        if type == "ORG" and _language(here) != _language(there):
            continue  # the names of bodies are translated, and prove nothing across languages
        ours = _unmet(here, there, type)
        theirs = _unmet(there, here, type)
        # One name in the place of another is a difference; a list of names against another is only another story.
        if 0 < len(ours) <= 2 and 0 < len(theirs) <= 2 and (type == "LOC" or len(ours) == 1 == len(theirs)):
            for mine, other in zip(ours, theirs, strict=False):
                yield _difference(kind, here, there, mine, other)


def _language(facts: Facts) -> str:
    return facts.profile.split("-")[0]


def _unmet(mine: Facts, others: Facts, type: MentionType) -> list[Span]:
    """Return the names of a type, each once, for which no name of the other side is or may be the same."""
    found: list[tuple[Span, Form]] = []
    known = [(form, span.of(others.text)) for span, form in others.names]
    for span, form in mine.names:
        if form.type != type:
            continue
        words = span.of(mine.text)
        told = [(earlier, place.of(mine.text)) for place, earlier in found]
        if any(_may_be(form, words, other, theirs, mine, others) for other, theirs in known):
            continue
        if any(_may_be(form, words, earlier, before, mine, mine) for earlier, before in told):
            continue
        found.append((span, form))
    return [span for span, _ in found]


def _is_country(form: Form) -> bool:
    return form.code is not None and len(form.code) == 2 and form.code.isupper()


def _may_be(left: Form, ours: str, right: Form, theirs: str, here: Facts, there: Facts) -> bool:
    """Say whether two names are or may be one: by their codes, their words, how they sound, or as cities do."""
    if left.code and left.code == right.code:
        return True
    if _is_country(left) and _is_country(right):
        return False  # only countries have one code in all languages
    if same_name(left, right) is not Answer.NO:
        return True
    ours_key, theirs_key = (sound(name) for name in (ours, theirs))
    if _language(here) != _language(there) and ratio(ours_key, theirs_key) >= SOUNDS_ALIKE:
        return True
    city = city_of(ours, here.profile)
    return city is not None and city == city_of(theirs, there.profile)


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
