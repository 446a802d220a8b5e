"""Which points of a programme promise something."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import regex

from merilo.model import Reading, Span
from merilo.pledges.details import Pledge, detailed
from merilo.pledges.lists import Words, word_list
from merilo.resources import profile
from merilo.text.words import Word, words

# What stands before a point of a list: a dash, a dot, "1.", "1.2.", "a)".
BULLET = regex.compile(r"^\s*(?:[-–—•▪●◦*✓☑→]+|\d{1,3}(?:\.\d{1,3})*[.)]|\p{L}\))\s*")
FEWEST, MOST = 3, 70
# Words after the beginning of a point, or after a colon near it ("By 2029: renewal of ..."), that may open it.
NEAR = 2
# So many words make a sentence of what is to come a promise where nothing in it is counted.
ENOUGH = 6
# Shorter words only look as if they ended in a future.
LONG_ENOUGH = 6
COLON = regex.compile(r"^[^:.!?]{2,40}:\s")


def pledges(reading: Reading) -> tuple[Pledge, ...]:
    """Return the promises of a programme, in the order of the text.

    `reading` has its claims, times, quantities and mentions filled in.
    """
    return tuple(detailed(span, reading) for span in _points(reading))


def _points(reading: Reading) -> Iterator[Span]:
    article = reading.article
    seen = word_list(profile(article.language, article.script))
    promised = [claim.span for claim in reading.claims if claim.kind == "promise"]
    for sentence in reading.sentences:
        point = _without_reason(_bare(sentence, article.text), article.text, seen)
        row = words(article.text, point)
        counted = _counted(point, reading)
        if _told(row, seen, counted) or point.of(article.text).endswith("?"):
            continue
        inside = [_bare(span, article.text) for span in promised if sentence.holds(span)]
        if inside:
            # Of parts that lie in one another the wider one is the promise.
            wider = [s for s in inside if not any(o != s and o.holds(s) for o in inside)]
            yield from (_without_reason(each, article.text, seen) for each in wider)
        elif FEWEST <= len(row) <= MOST and _promises(point, point.start > sentence.start, counted, reading, seen):
            yield point


def _counted(point: Span, reading: Reading) -> bool:
    """Say whether a point names a figure or a day."""
    spans = [each.span for each in reading.quantities] + [each.span for each in reading.times]
    return any(point.holds(span) for span in spans)


def _told(row: Sequence[Word], seen: Words, counted: bool) -> bool:
    """Say whether a sentence tells of somebody's promise, or says what one values and nothing that can be counted."""
    if any(seen.reported.at(row, at) for at in range(len(row))):
        return True
    return not counted and any(seen.hollow.at(row, at) for at in range(len(row)))


def _promises(point: Span, listed: bool, counted: bool, reading: Reading, seen: Words) -> bool:
    """Say whether a point that the claims room takes for none is a promise all the same."""
    text = point.of(reading.article.text)
    colon = COLON.match(text)
    row = words(reading.article.text, Span(point.start + (colon.end() if colon else 0), point.end))
    if any(seen.opens.at(row, at) for at in range(min(NEAR, len(row)))) and (listed or _reads_as_point(text)):
        return True
    if listed and counted and not _past(point, reading):
        return True
    to_come = any(seen.future.at(row, at) or _ends(word, seen) for at, word in enumerate(row))
    return to_come and (counted or len(row) >= ENOUGH)


def _ends(word: Word, seen: Words) -> bool:
    return len(word.lower) >= LONG_ENOUGH and word.lower.endswith(seen.ends)


def _past(point: Span, reading: Reading) -> bool:
    """Say whether every day that a point names lies before the programme itself."""
    published = reading.article.published
    days = [time.latest for time in reading.times if point.holds(time.span)]
    return published is not None and bool(days) and all(day is not None and day < published for day in days)


def _without_reason(point: Span, text: str, seen: Words) -> Span:
    """Return a point up to where it begins to say why."""
    row = words(text, point)
    for at in range(ENOUGH, len(row)):
        if row[at - 1].text in {",", "–", "—"} and seen.reasons.at(row, at):
            return Span(point.start, row[at - 1].start)
    return point


def _bare(span: Span, text: str) -> Span:
    """Return a point without the dash, dot or number that stands before it, and without blanks at its end."""
    bullet = BULLET.match(span.of(text))
    start = span.start + (bullet.end() if bullet and bullet.end() < span.end - span.start else 0)
    return Span(start, start + max(1, len(text[start : span.end].rstrip())))


def _reads_as_point(text: str) -> bool:
    """Say whether a line without a bullet is a point: it does not go on for several clauses like a told sentence."""
    return text.count(",") <= 2 and len(text) <= 240
