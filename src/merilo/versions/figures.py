"""What in a sentence a translation must keep: its numbers, dates, days of the week and denials."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal, TypeVar

import regex

from merilo.matches.facts import denials
from merilo.model import Mention, Quantity, Reading, Span, TimeRef
from merilo.resources import load, profile
from merilo.text.lexicon import Lexicon
from merilo.text.words import words

DIGITS = regex.compile(r"(?<![\d\p{L}])\d+(?:[.,:\u00a0\u202f ]\d{3}(?!\d))*(?:[.,:]\d+)?(?!\d)")
MONTH = regex.compile(r"^(?:\d{4}|XXXX)-(\d\d)")
YEARS = range(1400, 2101)


@dataclass(frozen=True, slots=True)
class Listed:
    """The part of `findings.yaml` that is of use here: the days of the week, and words that deny."""

    days: list[list[str]]
    marks: Mapping[str, list[str]]


@dataclass(frozen=True, slots=True)
class Negators:
    """`versions.yaml`: the words that turn a statement round, and those that may stand for one in another language."""

    turning: list[str]
    hidden: list[str]


@dataclass(frozen=True, slots=True)
class Figure:
    """A number, a month or a day of the week. `sure` are its values, `loose` what its digits may also mean."""

    kind: Literal["number", "date", "month", "weekday"]
    span: Span
    sure: frozenset[float]
    loose: frozenset[float] = frozenset()
    unit: str | None = None
    written: bool = True  # in digits
    scaled: bool = False  # "1.5 million"

    def meets(self, other: Figure) -> bool:
        """Say whether the other may say the same."""
        if (self.kind in ("month", "weekday")) != (other.kind in ("month", "weekday")):
            return self.kind == "month" and bool(self.sure & other.loose)
        if self.kind in ("month", "weekday") and self.kind != other.kind:
            return False
        if self.sure & other.sure or (not (self.scaled and other.scaled) and self._near(other)):
            return True
        if self.scaled and other.scaled:
            return False
        return bool((self.sure | self.loose) & (other.sure | other.loose))

    def _near(self, other: Figure) -> bool:
        """Say whether rounding alone parts the two: 1,499,800 and 1.5 million."""
        return (self.scaled or other.scaled) and any(
            abs(a - b) <= 0.02 * max(a, b) for a in self.sure for b in other.sure
        )


@dataclass(frozen=True, slots=True)
class Side:
    """One passage of one text: its figures, its names, the words that turn it round and any that may."""

    text: str
    profile: str
    spans: tuple[Span, ...]
    figures: tuple[Figure, ...]
    names: tuple[Mention, ...]
    turning: tuple[Span, ...]
    denying: bool


@cache
def _days(code: str) -> Lexicon[int]:
    listed = load(code, "findings", Listed).days
    return Lexicon({word: number for number, forms in enumerate(listed, start=1) for word in forms})


@cache
def _turning(code: str) -> Lexicon[str]:
    return Lexicon(dict.fromkeys(load(code, "versions", Negators).turning, ""))


@cache
def _hidden(code: str) -> Lexicon[str]:
    marks = load(code, "findings", Listed).marks.get("not", [])
    return Lexicon(dict.fromkeys([*load(code, "versions", Negators).hidden, *marks], ""))


def side_of(reading: Reading, sentences: Sequence[int]) -> Side:
    """Read a passage, given by the numbers of its sentences."""
    article = reading.article
    code = profile(article.language, article.script)
    spans = tuple(reading.sentences[at] for at in sentences)
    figures: list[Figure] = []
    turning: list[Span] = []
    denying = False
    for span in spans:
        figures += _figures(reading, span, code)
        row = words(article.text, span)
        turning += [Span(row[hit.first].start, row[hit.last - 1].end) for hit in _turning(code).find(row)] + [
            word.span for word in row if code == "en" and word.lower.endswith(("n't", "n’t"))
        ]
        denying = denying or bool(turning) or next(_hidden(code).find(row), None) is not None
        denying = denying or bool(denials(span.of(article.text), code))
    names = tuple(each for span in spans for each in inside(reading.mentions, span))
    return Side(article.text, code, spans, tuple(figures), names, tuple(turning), denying)


def _figures(reading: Reading, span: Span, code: str) -> Iterator[Figure]:
    text = reading.article.text
    times = [each for each in inside(reading.times, span) if each.type in ("DATE", "TIME")]
    taken: list[Span] = []
    for each in inside(reading.quantities, span):
        digits = {value for found in DIGITS.finditer(each.span.of(text)) for value in readings_of(found.group())}
        sure = frozenset({each.value, *([each.high] if each.high is not None else [])})
        taken.append(each.span)
        yield Figure(
            "number", each.span, sure, frozenset(digits), each.unit, bool(digits), bool(digits) and not sure & digits
        )
    for found in DIGITS.finditer(text, span.start, span.end):
        place = Span(*found.span())
        if any(place.overlaps(other) for other in taken):
            continue
        values = frozenset(readings_of(found.group()))
        year = found.group().isdecimal() and len(found.group()) == 4 and int(found.group()) in YEARS
        dated = year or any(time.span.overlaps(place) for time in times)
        # 3 p.m. is 15 hours.
        clock = any(time.type == "TIME" and time.span.overlaps(place) for time in times)
        hours = frozenset(value + 12 for value in values if clock and value <= 12)
        yield Figure("date" if dated else "number", place, values, values | hours)
    for time in times:
        month = MONTH.match(time.value)
        letters = any(part.isalpha() and len(part) > 2 for part in regex.split(r"[\W\d]+", time.span.of(text)))
        named = bool(time.written and time.written[1]) or not time.relative
        if month and letters and named and not time.offset:
            yield Figure("month", time.span, frozenset({float(month[1])}), frozenset({float(month[1])}))
    row = words(text, span)
    for hit in _days(code).find(row):
        yield Figure("weekday", row[hit.first].span, frozenset({float(hit.entry)}))


def readings_of(digits: str) -> set[float]:
    """Return what a run of digits may mean in one language or another: "1.234" is 1234 or 1.234."""
    bare = regex.sub(r"[\u00a0\u202f ]", "", digits)
    found = {float(regex.sub(r"[.,:]", "", bare))}
    whole, mark, part = bare.rpartition("," if "," in bare and bare.rfind(",") > bare.rfind(".") else ".")
    if mark:
        found.add(float(f"{regex.sub(r'[.,:]', '', whole) or '0'}.{part}") if part.isdecimal() else found.copy().pop())
    if ":" in bare or (mark and len(part) == 2):
        # A time of day, or a score: its parts count.
        found |= {float(piece) for piece in regex.split(r"[.,:]", bare) if piece}
    return found


T = TypeVar("T", Quantity, TimeRef, Mention)


def inside(found: Sequence[T], span: Span) -> list[T]:
    """Return those that lie in a span; they stand in the order of the text."""
    at = bisect_left(found, span.start, key=lambda each: each.span.start)
    kept: list[T] = []
    while at < len(found) and found[at].span.start < span.end:
        if found[at].span.end <= span.end:
            kept.append(found[at])
        at += 1
    return kept
