"""Where a passage and its translation part: numbers, dates, denials, and names."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from merilo.matches.sound import ratio, sound
from merilo.model import Answer, DifferenceKind, Mention, Phrase, Severity, Span
from merilo.names.compare import Form, same_name
from merilo.names.gazetteer import gazetteer
from merilo.text.words import words
from merilo.versions.figures import Figure, Side

# A number up to here may be written as an ordinal, a word or not at all: it is missed only where another stands.
SMALL = 100
# A number in words up to here is often none: "one", "both", "a second".
FEW = 2
# From here on two names of two languages may be one name (share of letters, 0 to 100).
SOUNDS_ALIKE = 60
# A passage less alike than this is a free rendering: what it leaves out proves nothing.
CLOSE = 0.8
# Below this many words, or with one side this much longer, a denial is not looked for.
LEAST_WORDS = 4
LONGER = 1.9
# A longer sentence is often turned in translation: "remained unbeaten" becomes "did not lose". Then it is a note.
FREE_FROM = 16


@dataclass(frozen=True, slots=True)
class Variation:
    """One thing in which a translation parts from its original; spans count in each text, None where one has nothing.

    `passages` are the sentences it stands in, of the original and of the translation.
    """

    kind: DifferenceKind
    here: Span | None
    there: Span | None
    passages: tuple[tuple[Span, ...], tuple[Span, ...]]
    message: Phrase
    severity: Severity
    confidence: float


def differ(left: Side, right: Side, alike: float = 1.0) -> Iterator[Variation]:
    """Yield what differs between a passage and its translation; `alike` is the cosine of the two."""
    yield from _figures(left, right, close=alike >= CLOSE)
    yield from _negation(left, right, close=alike >= CLOSE)
    yield from _names(left, right)


def _figures(left: Side, right: Side, *, close: bool) -> Iterator[Variation]:
    ours = [each for each in left.figures if not any(each.meets(other) for other in right.figures)]
    theirs = [each for each in right.figures if not any(other.meets(each) for other in left.figures)]
    ours, theirs = [e for e in ours if _counts(e)], [e for e in theirs if _counts(e)]
    for mine in list(ours):
        # What is written in the same way, and measured in the same unit, is the likelier counterpart.
        likely = sorted(theirs, key=lambda each: (each.written != mine.written, each.unit != mine.unit))
        other = next((each for each in likely if _instead(mine, each)), None)
        if other is not None:
            ours.remove(mine)
            theirs.remove(other)
            yield _varied("number" if mine.kind == "number" else "date", left, right, mine.span, other.span)
    if close:
        for mine in ours:
            if _large(mine):
                yield _varied("number" if mine.kind == "number" else "date", left, right, mine.span, None)
        for other in theirs:
            if _large(other):
                yield _varied("number" if other.kind == "number" else "date", left, right, None, other.span)


def _counts(figure: Figure) -> bool:
    return figure.written or max(figure.sure) > FEW


def _large(figure: Figure) -> bool:
    return figure.written and figure.kind in ("number", "date") and max(figure.sure) > SMALL


def _instead(mine: Figure, other: Figure) -> bool:
    """Say whether one stands where the other should: the same kind, and no measure turned into another."""
    kinds = {mine.kind, other.kind}
    if kinds & {"month", "weekday"} and len(kinds) > 1:
        return False
    return mine.unit == other.unit or mine.unit is None or other.unit is None


def _varied(kind: DifferenceKind, left: Side, right: Side, here: Span | None, there: Span | None) -> Variation:
    facts = {"here": here.of(left.text) if here else "", "there": there.of(right.text) if there else ""}
    entry = kind if here and there else f"{kind}-dropped" if here else f"{kind}-added"
    sure = 0.8 if here and there else 0.65
    return Variation(kind, here, there, (left.spans, right.spans), Phrase(f"versions.{entry}", facts), "warning", sure)


def _negation(left: Side, right: Side, *, close: bool) -> Iterator[Variation]:
    lengths = [sum(word.is_word for span in side.spans for word in words(side.text, span)) for side in (left, right)]
    if not close or min(lengths) < LEAST_WORDS or max(lengths) > LONGER * min(lengths):
        return
    if left.turning and not right.denying:
        yield _varied_denial(left, right, left.turning[0], None, long=max(lengths) >= 2 * FREE_FROM)
    elif right.turning and not left.denying:
        yield _varied_denial(left, right, None, right.turning[0], long=max(lengths) >= FREE_FROM)


def _varied_denial(left: Side, right: Side, here: Span | None, there: Span | None, *, long: bool) -> Variation:
    facts = {"here": here.of(left.text) if here else "", "there": there.of(right.text) if there else ""}
    entry = "negation-dropped" if here else "negation-added"
    passages = (left.spans, right.spans)
    phrase = Phrase(f"versions.{entry}", facts)
    severity: Severity = "note" if long else "warning"
    return Variation("negation", here, there, passages, phrase, severity, 0.4 if long else 0.6)


def _names(left: Side, right: Side) -> Iterator[Variation]:
    """One person in the place of another; names of places and bodies are translated, and prove less."""
    ours, theirs = _unmet(left, right), _unmet(right, left)
    if len(ours) == 1 == len(theirs):
        facts = {"here": ours[0].span.of(left.text), "there": theirs[0].span.of(right.text)}
        place = ours[0].span, theirs[0].span
        yield Variation("person", *place, (left.spans, right.spans), Phrase("versions.name", facts), "note", 0.5)


def _unmet(mine: Side, others: Side) -> list[Mention]:
    people = {each.entity: each for each in reversed(mine.names) if each.type == "PER"}
    known = [(each, _form(each, others)) for each in others.names]
    return [each for each in people.values() if not any(_may_be(each, mine, *other, others) for other in known)]


def _form(name: Mention, side: Side) -> Form:
    row = [word for word in words(side.text, name.span) if word.is_word]
    known = gazetteer(side.profile).at(row, 0) if row else None
    parts = tuple(word.lower for word in row) or (name.span.of(side.text).lower(),)
    return Form(parts, name.type, side.profile, known.code if known and known.last == len(row) else "")


def _may_be(name: Mention, side: Side, other: Mention, form: Form, theirs: Side) -> bool:
    if same_name(_form(name, side), form) is not Answer.NO:
        return True
    ours_key, theirs_key = sound(name.span.of(side.text)), sound(other.span.of(theirs.text))
    return ratio(ours_key, theirs_key) >= SOUNDS_ALIKE
