"""Quotation marks where they stand: each sign with what it may do there, apostrophes and inch signs left out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

import regex

from merilo.model import Span
from merilo.resources import load

# Two single marks or two commas stand for a double mark where people have no other key.
MARK = regex.compile(r"''|‘‘|’’|``|(?<![\w,]),,(?=[^\s,])|[\"„“”‟«»‚‘’‛'‹›「」『』＂]")
SINGLES = frozenset("'‚‘’‛")
OPENING, CLOSING = frozenset("„“‟«‚‘‛‹「『") | {",,", "``", "‘‘"}, frozenset("”»’›」』") | {"’’"}
# What may close what.
PARTNERS = {
    '"': {'"', "”", "“", "＂", "''"}, "＂": {"＂"}, "''": {"''", '"'},
    "``": {"''", "``", '"'}, "‘‘": {"’’"}, "’’": {"’’"},
    "„": {"“", "”", '"', "''", "‟", "«", "»", "„"}, ",,": {"''", "“", "”", '"'}, "‟": {"”", '"'},
    "“": {"”", '"', "“"}, "”": {"”", '"', "“"},
    "‚": {"‘", "’", "'"}, "‘": {"’", "'"}, "’": {"’", "'"}, "'": {"'", "’"}, "‛": {"’", "'"},
    "«": {"»"}, "»": {"«", "»"}, "‹": {"›"}, "›": {"‹", "›"}, "「": {"」"}, "『": {"』"}, "」": {"」"}, "』": {"』"},
}  # fmt: skip
BEFORE_OPENING = frozenset("([{<—–-−/=:;,+*_|~#")
AFTER_CLOSING = frozenset(".,;:!?)]}>…—–-−/*_|~")
CURRENCY_AND_SIGNS = frozenset("([{<$€£¥₽₴#@№§+-−–—¿¡*&%_")
FEET = regex.compile(r"\d\s?['’′‘]\s?\d{1,2}\Z")


@dataclass(frozen=True, slots=True)
class Mark:
    """A quotation mark: whether its surroundings show that it opens, or that it closes (both, or neither, may be)."""

    start: int
    end: int
    text: str
    opens: bool
    closes: bool
    glued: bool
    """Letters or figures stand at both sides."""
    doubtful: bool = False
    """What follows shows that it is none: 15" behind a figure, the workers' behind an s."""

    @property
    def single(self) -> bool:
        """Say whether it is a single mark, which may turn out to be an apostrophe."""
        return self.text in SINGLES


@dataclass(frozen=True, slots=True)
class Quotation:
    """The word list `quotation`: `elisions` are words that lost their beginning to an apostrophe ('em, 'cause)."""

    elisions: frozenset[str]


@cache
def _elisions(profile: str) -> frozenset[str]:
    listed: Quotation = load(profile, "quotation", Quotation)
    return listed.elisions


def marks(text: str, paragraph: Span, profile: str) -> tuple[Mark, ...]:
    """Return the quotation marks of a paragraph, in order."""
    return tuple(_second_look(text, list(_seen(text, paragraph, _elisions(profile)))))


def _seen(text: str, paragraph: Span, elisions: frozenset[str]) -> Iterator[Mark]:
    opened_at = -1
    for found in MARK.finditer(text, paragraph.start, paragraph.end):
        start, end, sign = found.start(), found.end(), found.group()
        left = text[start - 1] if start > paragraph.start else " "
        right = text[end] if end < paragraph.end else " "
        glued = left.isalnum() and right.isalnum()
        after_opening = left.isspace() or left in BEFORE_OPENING or opened_at == start
        opens = after_opening and (
            right.isalnum()
            or right in CURRENCY_AND_SIGNS
            or right in PARTNERS
            or text.startswith(("...", "…"), end)
        )  # fmt: skip
        closes = not left.isspace() and left not in "([{" and (
            right.isspace() or right in AFTER_CLOSING or right in PARTNERS
        )  # fmt: skip
        if sign in SINGLES:
            if glued or _is_apostrophe(text, start, end, elisions):
                continue
            opens = opens and not right.isspace()
        elif left.isdigit() and FEET.search(text[max(paragraph.start, start - 6) : start]):
            continue
        if opens:
            opened_at = end
        yield Mark(start, end, sign, opens, closes, glued)


def _is_apostrophe(text: str, start: int, end: int, elisions: frozenset[str]) -> bool:
    """Say whether a single mark stands for letters left out: '90s, 'em, rock 'n' roll."""
    if text[end : end + 2].isdigit() and not text[end + 2 : end + 3].isdigit():
        return True
    stop = end
    while stop < len(text) and stop < end + 8 and text[stop].isalpha():
        stop += 1
    if text[end:stop].lower() in elisions:
        return True
    return text[start - 1 : start] in ("n", "N") and text[start - 2 : start - 1] in ("'", "’", "‘")


def _second_look(text: str, row: list[Mark]) -> Iterator[Mark]:
    """Settle what needs the rest of the paragraph: inch signs by parity, plural possessives by what follows."""
    odd, later = False, ""
    settled: list[Mark] = []
    for mark in reversed(row):
        before, goes_on = text[mark.start - 1 : mark.start], text[mark.end : mark.end + 1] == " "
        goes_on = goes_on and text[mark.end + 1 : mark.end + 2].islower()
        if mark.single:
            doubtful = mark.text in "'’" and before == "s" and goes_on and not mark.opens and later == "closes"
            later = later if doubtful else "opens" if mark.opens else "closes"
        else:
            doubtful = mark.text == '"' and before.isdigit() and goes_on and odd
            odd = odd != (mark.text == '"' and not doubtful)
        settled.append(replace(mark, doubtful=True) if doubtful else mark)
    return reversed(settled)
