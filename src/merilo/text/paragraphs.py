"""Paragraphs: stretches between line breaks that mean something, with hard-wrapped lines joined again."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from merilo.model import Span

LINE = re.compile(r"[^\n\r\v\f\x85\u2028\u2029]+")
BULLETS = frozenset("-•*·▪●◦–—■□►→✓")
STOPS = frozenset('.!?:;…“”"»)')
# A text was wrapped by a machine when nearly all its inner line breaks stand where the next word no longer fitted.
WIDEST, NARROWEST, SLACK, BREAKS, SHARE = 130, 40, 6, 3, 0.8
RUNS_ON = 25
"""A line at least this long goes on in the next where that begins with a small letter."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line that is not blank, without the white space at either side."""

    start: int
    end: int
    width: int
    """Length with its indent, without trailing white space."""
    first: int
    """Length of its first word."""
    after_blank: bool


def paragraphs(text: str) -> tuple[Span, ...]:
    """Return the paragraphs of a text, trimmed of white space, in order; they cover all that is not white space.

    A blank line always parts two paragraphs. A single line break does too (headlines, list lines, one paragraph a
    line), unless the text was hard-wrapped there, or a long line goes on with a small letter.
    """
    lines = list(_lines(text))
    if not lines:
        return ()
    width = _wrap_width(lines)
    found: list[Span] = []
    start = lines[0].start
    for before, after in pairwise(lines):
        if not _runs_on(text, before, after, width):
            found.append(Span(start, before.end))
            start = after.start
    found.append(Span(start, lines[-1].end))
    return tuple(found)


def _lines(text: str) -> Iterator[Line]:
    end = 0
    for found in LINE.finditer(text):
        line = found.group()
        body = line.strip()
        if not body:
            continue
        start = found.start() + len(line) - len(line.lstrip())
        breaks = LINE.sub("", text[end : found.start()].replace("\r\n", "\n"))
        end = start + len(body)
        first = body.split(None, 1)[0] if len(body) <= WIDEST else body[:WIDEST].split(None, 1)[0]
        yield Line(start, end, end - found.start(), len(first), len(breaks) > 1 or breaks == "\u2029")


def _wrap_width(lines: Sequence[Line]) -> int | None:
    """Return the width the text was hard-wrapped at, or None where it was not."""
    width = max(line.width for line in lines)
    inner = [pair for pair in pairwise(lines) if not pair[1].after_blank]
    if width > WIDEST or len(inner) < BREAKS:
        return None
    full = sum(_was_full(before, after, width) for before, after in inner)
    return width if full >= SHARE * len(inner) else None


def _was_full(before: Line, after: Line, width: int) -> bool:
    """Say whether the next line's first word no longer fitted on the line before."""
    return before.width >= NARROWEST and before.width + 1 + after.first > width - SLACK


def _runs_on(text: str, before: Line, after: Line, width: int | None) -> bool:
    if after.after_blank:
        return False
    opening = text[after.start]
    if width is not None and _was_full(before, after, width):
        return opening not in BULLETS or opening in "-–—"
    return opening.islower() and before.width >= RUNS_ON and text[before.end - 1] not in STOPS
