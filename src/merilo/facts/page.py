"""A reading laid out for the table: its sentences as words, with who is in them and when they happen."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from merilo.dates.interval import Interval
from merilo.facts.rows import Facts, Row
from merilo.facts.who import Known, known
from merilo.facts.wording import Wording, wording
from merilo.model import Finding, Mention, Phrase, Quantity, Reading, Span, TimeRef
from merilo.resources import profile
from merilo.text.words import Word, words

# A date farther from a sentence than this, in characters, is not taken for its own.
NEAR = 800


@dataclass(frozen=True, slots=True)
class Line:
    """One sentence. `when` is the one day or stretch it is dated, None for none or several; `around` are the dates of
    its whole paragraph, of which any may be meant."""

    span: Span
    words: tuple[Word, ...]
    mentions: tuple[Mention, ...]
    times: tuple[TimeRef, ...]
    quantities: tuple[Quantity, ...]
    when: Interval | None
    around: tuple[Interval, ...]

    @property
    def people(self) -> tuple[Mention, ...]:
        """The names of persons in it."""
        return tuple(each for each in self.mentions if each.type == "PER")


@dataclass(frozen=True, slots=True)
class Leaf:
    """A reading with what the table knows of those who are in it."""

    reading: Reading
    text: str
    profile: str
    words: Wording
    published: Interval | None
    lines: tuple[Line, ...]
    known: Mapping[str, Known]
    known_to: Mapping[str, date]

    def finding(self, rule: str, span: Span, row: Row, confidence: float, **told: str | int | float) -> Finding:
        """Make the finding whose sentence is `facts.<rule>`, and which names its row."""
        facts: dict[str, str | int | float] = {**told, "row": row.number, "file": row.file}
        return Finding(f"fact-{rule}", (span,), Phrase(f"facts.{rule}", facts), "warning", confidence)


def leaf_of(reading: Reading, facts: Facts) -> Leaf:
    """Lay out the sentences that have somebody in them of whom the table knows."""
    article = reading.article
    code = profile(article.language, article.script)
    day = Interval(article.published, article.published) if article.published else None
    about = known(reading, facts)
    return Leaf(reading, article.text, code, wording(code), day, tuple(_lines(reading, about)), about, facts.known_to)


def _lines(reading: Reading, about: Mapping[str, Known]) -> Iterator[Line]:
    if not about:
        return
    text = reading.article.text
    mentions = sorted(reading.mentions, key=lambda each: each.span.start)
    times = sorted(reading.times, key=lambda each: each.span.start)
    quantities = sorted(reading.quantities, key=lambda each: each.span.start)
    for span in reading.sentences:
        inside = _inside(mentions, span)
        if not any(each.entity in about for each in inside):
            continue
        dated = _inside(times, span)
        paragraph = _paragraph(text, span)
        here = {each for time in dated if (each := days_of(time))}
        yield Line(
            span,
            words(text, span),
            tuple(inside),
            tuple(dated),
            tuple(_inside(quantities, span)),
            next(iter(here)) if len(here) == 1 else None,
            tuple({each for time in _inside(times, paragraph) if (each := days_of(time))}),
        )


def _paragraph(text: str, span: Span) -> Span:
    """Return the paragraph around a sentence, as far as it is near."""
    least, most = max(0, span.start - NEAR), min(len(text), span.end + NEAR)
    first, last = text.rfind("\n", least, span.start), text.find("\n", span.end, most)
    return Span(first + 1 if first >= 0 else least, last if last >= 0 else most)


T = TypeVar("T", Mention, TimeRef, Quantity)


def _inside(found: Sequence[T], span: Span) -> list[T]:
    first = bisect_left(found, span.start, key=lambda each: each.span.start)
    return [each for each in found[first : bisect_right(found, span.end, key=lambda each: each.span.start)]
            if each.span.end <= span.end]  # fmt: skip


def days_of(time: TimeRef) -> Interval | None:
    """Return the days of a date that is given, None for durations, sets and dates that cannot be placed."""
    if time.type not in ("DATE", "TIME") or time.earliest is None or time.latest is None or time.impossible:
        return None
    return Interval(time.earliest, time.latest) if time.earliest <= time.latest else None
