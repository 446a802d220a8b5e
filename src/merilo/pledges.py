"""Promises in a programme: each point that says what will be done, with its measure, deadline and who is to do it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache

import regex

from merilo.model import Quantity, Reading, Span, TimeRef
from merilo.resources import load, profile
from merilo.text.lexicon import Lexicon
from merilo.text.words import words

# What stands before a point of a list: a dash, a dot, "1.", "1.2.", "a)".
BULLET = regex.compile(r"^\s*(?:[-–—•▪●◦*✓☑→]+|\d{1,3}(?:\.\d{1,3})*[.)]|\p{L}\))\s*")
FEWEST, MOST = 3, 70
# Words after the beginning of a point, or after a colon near it ("By 2029: renewal of ..."), that may open it.
NEAR = 2
COLON = regex.compile(r"^[^:.!?]{2,40}:\s")


@dataclass(frozen=True, slots=True)
class Pledges:
    """The word list `pledges`: words that open a point which promises something."""

    opens: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Pledge:
    """One promise: its span, and what would show that it was kept.

    `deadline` is the last day by which it was promised, `measure` the first figure that counts something, `body`
    whoever is named as the one to do it; each None where the text does not say. A promise with neither measure nor
    deadline is `vague`: nobody could tell whether it was kept.
    """

    span: Span
    measure: Quantity | None = None
    deadline: date | None = None
    body: Span | None = None

    @property
    def vague(self) -> bool:
        """Say whether nothing in it could be measured or dated."""
        return self.measure is None and self.deadline is None


def pledges(reading: Reading) -> tuple[Pledge, ...]:
    """Return the promises of a programme, in the order of the text.

    `reading` has its claims, times, quantities and mentions filled in.
    """
    return tuple(_made(span, reading) for span in _points(reading))


def _points(reading: Reading) -> Iterator[Span]:
    article = reading.article
    lexicon = _lexicon(profile(article.language, article.script))
    promised = [claim.span for claim in reading.claims if claim.kind == "promise"]
    for sentence in reading.sentences:
        inside = [_bare(span, article.text) for span in promised if sentence.holds(span)]
        if inside:
            # Of parts that lie in one another the wider one is the promise.
            yield from (s for s in inside if not any(o != s and o.holds(s) for o in inside))
            continue
        point = _bare(sentence, article.text)
        text = point.of(article.text)
        colon = COLON.match(text)
        row = words(article.text, Span(point.start + (colon.end() if colon else 0), point.end))
        opens = any(lexicon.at(row, at) for at in range(min(NEAR, len(row))))
        if opens and FEWEST <= len(row) <= MOST and (point.start > sentence.start or _reads_as_point(text)):
            yield point


def _bare(span: Span, text: str) -> Span:
    """Return a point without the dash, dot or number that stands before it, and without blanks at its end."""
    bullet = BULLET.match(span.of(text))
    start = span.start + (bullet.end() if bullet and bullet.end() < span.end - span.start else 0)
    return Span(start, start + max(1, len(text[start : span.end].rstrip())))


def _reads_as_point(text: str) -> bool:
    """Say whether a line without a bullet is a point: it does not go on for several clauses like a told sentence."""
    return text.count(",") <= 2 and len(text) <= 240


def _made(span: Span, reading: Reading) -> Pledge:
    times = [each for each in reading.times if span.holds(each.span)]
    figures = [
        each
        for each in reading.quantities
        if span.holds(each.span) and not any(time.span.overlaps(each.span) for time in times)
    ]
    body = next((each.span for each in reading.mentions if each.type == "ORG" and span.holds(each.span)), None)
    return Pledge(span, figures[0] if figures else None, _deadline(times, reading.article.published), body)


def _deadline(times: list[TimeRef], published: date | None) -> date | None:
    """Return the last day that the point names, unless it lies before the programme itself."""
    days = [time.latest for time in times if time.latest and time.type in {"DATE", "TIME"}]
    later = [day for day in days if published is None or day > published]
    return max(later, default=None)


@cache
def _lexicon(name: str) -> Lexicon[bool]:
    return Lexicon(dict.fromkeys(load(name, "pledges", Pledges).opens, True))
