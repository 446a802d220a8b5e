"""A long sentence may hold several claims: cut it where each part says something checkable of its own."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence

from merilo.claims.signs import Signs
from merilo.model import Span
from merilo.text.words import Word

FEWEST_WORDS = 4
VERBS = ("verb", "change", "cause", "stand", "commit", "ours", "expect", "future")
CORES = ("change", "compare", "cause", "stand", "commit", "expect")
COMMAS = ",–—:"
SHORT = 5  # letters of an auxiliary
AHEAD = 4  # cues of a clause among which its verb must be
UNSURE = ("да", "da")  # a "that" which joins infinitives too
CLOSING = '“”"»’'
OPENING = "„“”\"«»'‘’($€£#"


def parts(whole: Signs) -> tuple[Span, ...]:
    """Return the spans of the claims in a stretch: the stretch itself where it cannot be cut.

    A cut falls at a semicolon, before a joining word or a relative clause, and after one, and at a comma that a clause
    of its own follows; and only where both sides have a verb and something checkable, so "19 women, 11 men and 6
    children" stays whole. After a "that" said again
    ("that three are open and that a fourth will be") stands a clause, whether its verb is known or not.
    """
    found: list[Span] = []
    rest = whole
    for at in _joints(whole):
        if at <= rest.span.start:
            continue
        left, right = trimmed(rest, rest.span.start, at), trimmed(rest, at, rest.span.end)
        if left is None or right is None:
            continue
        again, first, second = _that_again(rest, left, right), rest.within(left), rest.within(right)
        if stands_alone(first, clause=again) and stands_alone(second, joined=True, clause=again):
            found.append(left)
            rest = second
    found.append(rest.span)
    return tuple(found)


def stretches(whole: Signs, told: Sequence[Span]) -> tuple[Span, ...]:
    """Return a sentence as what people said in it and what the text says around that, without the words that tell
    who said it; the sentence itself where nothing is told.

    Args:
        whole: the signs of the sentence.
        told: what was said, as spans inside the sentence; they may stand one inside another.
    """
    told = [span for span in told if _is_clause(whole, span)]
    if not told:
        return (_without_opinion(whole),)
    edges = sorted({whole.span.start, whole.span.end, *(edge for span in told for edge in (span.start, span.end))})
    found: list[Span] = []
    for start, end in itertools.pairwise(edges):
        said = any(span.start <= start and end <= span.end for span in told)
        span = trimmed(whole, start, end, without_that=said)
        if span is None:
            continue
        part = whole.within(span)
        if _innermost(start, end, told):
            whole_of_it = part.length >= 2
        else:  # what somebody said around what another said in it may have a verb that no list knows
            whole_of_it = stands_alone(part) or (said and bool(part.quantities) and part.length >= FEWEST_WORDS)
        if whole_of_it:
            found.append(span)
    return tuple(found)


def _is_clause(whole: Signs, span: Span) -> bool:
    """Say whether reported words are a clause of their own, and not the object of a verb ("accused him of ...")."""
    part = whole.within(span)
    if _is_quoted(whole, span):
        return part.length > 1
    opened = any("that" in cue.classes and cue.span.start == span.start for cue in whole.of("that"))
    if part.length < FEWEST_WORDS or not (opened or _acts(part) or part.quantities):
        return False  # what a "that" opens has a verb, known or not
    before = [word for word in whole.row if word.start < span.start]
    if not before or not before[-1].is_word or not _starts_word(part):
        return True
    return any(
        cue.span.start == span.start if "that" in cue.classes else cue.span.end == before[-1].end
        for cue in whole.of("that", "tell")
    )


def _is_quoted(whole: Signs, span: Span) -> bool:
    """Say whether reported words open their sentence and close with a quotation mark, the speaker after them."""
    inside = [word for word in whole.row if word.end <= span.end]
    return (
        span.start == whole.span.start and len(inside) > 1 and inside[-1].text in CLOSING and whole.span.end > span.end
    )


def _starts_word(part: Signs) -> bool:
    return bool(part.row) and part.row[0].is_word


def _without_opinion(whole: Signs) -> Span:
    """Return a sentence without the "I think that" it opens with, where what follows can stand alone."""
    if not whole.cues or "think" not in whole.cues[0].classes or whole.row[0].start != whole.cues[0].span.start:
        return whole.span
    rest = trimmed(whole, whole.cues[0].span.end, whole.span.end)
    return rest if rest and whole.within(rest).quantities else whole.span


def _innermost(start: int, end: int, told: Sequence[Span]) -> bool:
    return any(span.start == start and span.end == end for span in told)


def stands_alone(part: Signs, *, joined: bool = False, clause: bool = False) -> bool:
    """Say whether a part has a verb and something checkable; where it is `joined` to one before it, the verb must not
    lie in a relative clause ("... and the woman who accused him"). A `clause` has a verb, known or not."""
    if joined and _only_relates(part):
        return False
    checkable = bool(part.quantities) or part.has(*CORES) or (clause and part.has("future"))
    return part.length + len(part.quantities) >= FEWEST_WORDS and (clause or _acts(part)) and checkable


def _that_again(whole: Signs, left: Span, right: Span) -> bool:
    """Say whether a "that" joins two parts, which then are clauses both.

    „да“ and "da" join infinitives too, unless an auxiliary follows them at once („да је“, „да ће“).
    """
    thats = {cue.span.start for cue in whole.of("that") if "which" not in cue.classes}
    row = whole.row[whole.place(left.end) : whole.place(right.start)]
    between = [word for word in row if word.start in thats]
    aids = [cue.span for cue in whole.of("verb", "future") if cue.span.start == right.start]
    helped = any(span.end - span.start <= SHORT for span in aids)
    return any(helped or word.lower not in UNSURE for word in between)


def _only_relates(part: Signs) -> bool:
    """Say whether a relative clause comes before the first verb; one that opens the part is what was cut off."""
    which = next((cue.span.start for cue in part.of("which")), None)
    verb = next((cue.span.start for cue in part.of(*VERBS)), None)
    return which is not None and verb is not None and part.row[0].start < which < verb and "," not in _marks(part, verb)


def _marks(part: Signs, until: int) -> set[str]:
    return {word.text for word in part.row if word.start < until and not word.is_word}


def _acts(part: Signs) -> bool:
    """Say whether there is a verb that is not part of a figure ("two hundred" ends like one)."""
    return any(
        cue.classes.intersection(VERBS) and not any(cue.span.overlaps(each.span) for each in part.quantities)
        for cue in part.cues
    )


def _joints(whole: Signs) -> Iterator[int]:
    """Yield the offsets at which a sentence might be cut."""
    joins = {cue.span.start for cue in whole.of("join")}
    whichs = {cue.span.start for cue in whole.of("which")}
    thats = {cue.span.start for cue in whole.of("that")}
    inside = False  # a relative clause has been opened and its comma has not come yet
    for word, *ahead in zip(whole.row, whole.row[1:], whole.row[2:], strict=False):
        follows = ahead[0].start in joins
        relates = word.text in COMMAS and any(each.start in whichs for each in ahead)
        again = word.text == "," and ahead[0].start in thats
        clause = word.text == "," and not inside and _clause_follows(whole, word.end)
        if word.text == ";" or follows or relates or again or clause or (inside and word.text == ","):
            yield ahead[0].start if follows and word.text not in COMMAS else word.start
        inside = relates or (inside and word.text != ",")


def _clause_follows(whole: Signs, at: int) -> bool:
    """Say whether what follows a comma, up to the next, is a clause with its own subject, verb and figure or change.

    "Wages rose by 12 percent" is one; "of which 620 million went to the bridge" tells more of the figure before.
    """
    row = whole.row[whole.place(at) :]
    close = next((word.start for word in row[1:] if word.text in COMMAS), whole.span.end)
    if not row or not row[0].is_word or close <= row[0].start:
        return False
    part = whole.within(Span(row[0].start, close))
    first = part.cues[0] if part.cues else None
    if first is None or part.has("of_them", "tell") or "which" in first.classes:
        return False
    led = first.span.start == row[0].start and first.classes.intersection((*VERBS, "join", "that", "compare"))
    return (
        not led
        and bool(part.quantities)
        and stands_alone(part)
        and any(cue.classes.intersection(VERBS) for cue in part.cues[:AHEAD])
    )


def trimmed(whole: Signs, start: int, end: int, *, without_that: bool = True) -> Span | None:
    """Return a stretch without the marks, joining words and "that" at its edges; None where nothing is left."""
    row = whole.row[whole.place(start) : whole.place(end)]
    first = 0
    while first < len(row) and (not _begins(row[first]) or _is_loose(whole, row[first], without_that)):
        first += 1
    last = len(row)
    while last > first and row[last - 1].text in ",;:–—-":
        last -= 1
    return Span(row[first].start, row[last - 1].end) if last > first else None


def _is_loose(whole: Signs, word: Word, without_that: bool) -> bool:
    """Say whether a word joins, and may be left out at an edge; the first of a sentence ("And ...") may not."""
    cue = whole.cue_at(word.start)
    if cue is None or word.start == whole.span.start:
        return False
    return "join" in cue.classes or (without_that and "that" in cue.classes and "which" not in cue.classes)


def _begins(word: Word) -> bool:
    return word.text[0].isalnum() or word.text in OPENING
