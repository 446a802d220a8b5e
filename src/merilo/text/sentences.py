"""Sentences: where one ends and the next begins, in nine languages, headlines and broken lines included."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

import regex

from merilo.model import Span
from merilo.resources import load
from merilo.text.paragraphs import paragraphs

LONGEST = 1000
"""A longer sentence is cut, in code points: lists and broken machine text must not reach the later stages whole."""

# Stops with whatever closes after them; a footnote mark such as [3] counts as closing.
STOP = re.compile(r"[.!?…。！？‽]++(?:[\"'”’“‘»«›‹)\]}]|\[\d{1,3}\])*+")
# A picture after a sentence belongs to it, with the mark that closes behind it: "We won! 🚗".
PICTURE = regex.compile(
    r"(?:[ \u00a0]?[\p{Emoji_Presentation}\u2600-\u27bf][\ufe0f\u200d\p{Emoji_Modifier}]*+)++[\"'”’“»«‹›)\]}]*+"
)
TOKEN = re.compile(r"[^\s\"'„“”‚‘’«»‹›()\[\]{}/—–]+\Z")
DOTTED = re.compile(r"(?:[^\W\d_]{1,3}\.)+[^\W\d_]{1,3}\Z")
ROMAN = re.compile(r"[IVXLCDM]+\Z")
OPENERS = "\"'„“”‚‘’«»‹›([{¿¡"
DASHES = "-–—―−"
REACH = 48
NONE = ("\0",)  # an ending that no word has


@dataclass(frozen=True, slots=True)
class Abbreviations:
    """The word list `abbreviations` of a profile, all in small letters and without their last point.

    `titles` stand before a name and never end a sentence; `numbered` only before a figure; `inner` rarely end one;
    `final` often do. `starters` are words that, with a capital, show that a new sentence begins.
    `ordinals` is True where "5." means "fifth"; behind `quantities` ("only 5.") it means five all the same, and so it
    does before a noun with an article at its end (`definite`), for that article would stand at the ordinal.
    """

    titles: frozenset[str]
    numbered: frozenset[str]
    inner: frozenset[str]
    final: frozenset[str]
    starters: frozenset[str]
    ordinals: bool
    quantities: frozenset[str] = frozenset()
    definite: frozenset[str] = frozenset()


@cache
def abbreviations(profile: str) -> Abbreviations:
    """Return the abbreviations of a profile."""
    listed: Abbreviations = load(profile, "abbreviations", Abbreviations)
    return listed


def sentences(text: str, profile: str) -> tuple[Span, ...]:
    """Return the sentences of a text: trimmed, in order, not overlapping, covering all that is not white space."""
    rules = abbreviations(profile)
    return tuple(
        piece
        for paragraph in paragraphs(text)
        for sentence in _split(text, paragraph, rules)
        for piece in _cut(text, sentence)
    )


def _split(text: str, paragraph: Span, rules: Abbreviations) -> Iterator[Span]:
    start = paragraph.start
    for stop in STOP.finditer(text, paragraph.start, paragraph.end):
        end = stop.end()
        if picture := PICTURE.match(text, end, paragraph.end):
            end = picture.end()
        if end >= paragraph.end or end <= start:
            continue
        following = _skip_space(text, end, paragraph.end)
        if following == end:
            if not _is_glued(text, start, stop.start(), end):
                continue
        elif text[following] in OPENERS and text[following + 1 : following + 2].isspace():
            # A closing mark set off by a space, as in «text. »
            end, following = following + 1, _skip_space(text, following + 1, paragraph.end)
        if _ends(text, start, stop.start(), end, following, paragraph.end, rules):
            yield Span(start, end)
            start = following
    if start < paragraph.end:
        yield Span(start, paragraph.end)


def _skip_space(text: str, at: int, limit: int) -> int:
    while at < limit and text[at].isspace():
        at += 1
    return at


def _is_glued(text: str, start: int, stop: int, end: int) -> bool:
    """Say whether a space was forgotten: "kraja.Novi", but not "Index.hr" or "3.5"."""
    before, after = text[max(start, stop - 3) : stop], text[end : end + 3]
    return (
        len(before) == 3
        and before.islower()
        and before.isalpha()
        and len(after) == 3
        and after[0].isupper()
        and after[1:].isalpha()
        and after[1:].islower()
    )


def _ends(text: str, start: int, stop: int, end: int, following: int, limit: int, rules: Abbreviations) -> bool:
    """Say whether the stop at `stop`, closed by `end`, ends the sentence; the next word stands at `following`."""
    if following >= limit:
        return False
    head, dashed = following + 2 * text.startswith(",,", following, limit), False
    while head < limit and (text[head] in OPENERS or text[head] in DASHES or text[head].isspace()):
        dashed = dashed or text[head] in DASHES
        head += 1
    if head >= limit:
        return False
    first = text[head]
    if first.islower() or first in ".,;:!?…%)]}":
        return False
    bare = text[stop] == "." and end == stop + 1
    if dashed and text[following] in DASHES and not bare and text[end - 1] not in ".!?…":
        return False  # “We won.” – John Smith
    if not bare:
        return True
    return _point_ends(text, start, stop, head, limit, rules)


def _point_ends(text: str, start: int, stop: int, head: int, limit: int, rules: Abbreviations) -> bool:
    """The same for a bare full stop before a capital, a figure or a sign."""
    found = TOKEN.search(text[max(start, stop - REACH) : stop])
    if found is None:
        return True
    as_written = found.group()
    token = as_written.lower()
    first = text[head]
    starter = _word_at(text, head, limit) in rules.starters
    counts = text[max(start, stop - len(token) - 2) : stop - len(token)].strip().isdigit()
    if _with_word_before(text, start, stop, token) & rules.final:
        return True
    if token in rules.titles and not counts:
        return False
    if token in rules.final:
        return True
    if first.isdigit():
        if rules.ordinals and token.isdecimal() and len(token) <= 2:
            return False  # 12. 5. 1980.
        return token not in rules.numbered and token not in rules.inner and not _opens_list(start, stop, token)
    if token in rules.inner or DOTTED.match(token):
        return starter
    if token[-1].isdigit():
        starter = starter or _word_at(text, head, limit).endswith(tuple(rules.definite) or NONE)
        return _number_ends(text, start, stop, token, starter, rules)
    if len(token) == 1 and as_written.isupper():
        return starter and stop - start > 2
    if ROMAN.match(as_written) and rules.ordinals:
        return starter
    return True


def _with_word_before(text: str, start: int, stop: int, token: str) -> frozenset[str]:
    """Return the abbreviation with the word before it, for "и др." and "т. д."."""
    before = text[max(start, stop - len(token) - 6) : stop - len(token)].split()
    return frozenset((f"{before[-1].lower()} {token}",)) if before else frozenset()


def _number_ends(text: str, start: int, stop: int, token: str, starter: bool, rules: Abbreviations) -> bool:
    if _opens_list(start, stop, token):
        return False
    if not rules.ordinals or not token.replace(".", "").isdigit():
        return True
    if starter:
        return stop - start > len(token) + 4
    before = text[max(start, stop - REACH) : stop - len(token)].lower().split()
    if not rules.quantities.isdisjoint(before[-2:]):
        return True
    digits = token.rsplit(".", 1)[-1]
    # "Na 5. Kongresu", "u 2024. Vlada": an ordinal; a year far into its sentence more often ends it.
    return len(digits) > 2 and text.count(" ", max(start, stop - 4 * REACH), stop) > 2


def _opens_list(start: int, stop: int, token: str) -> bool:
    """Say whether the number is all that the sentence has so far: "1. Prices rose"."""
    return stop - start <= len(token) + 1 and len(token) <= 5


def _word_at(text: str, head: int, limit: int) -> str:
    end = head
    while end < limit and end < head + 24 and (text[end].isalpha() or text[end] in "'’-"):
        end += 1
    return text[head:end].lower()


def _cut(text: str, sentence: Span) -> Iterator[Span]:
    """Cut what is too long: behind the last semicolon, comma or space that keeps a piece within bounds."""
    start = sentence.start
    while sentence.end - start > LONGEST:
        end = _cut_at(text, start)
        yield Span(start, end)
        start = _skip_space(text, end, sentence.end)
    if start < sentence.end:
        yield Span(start, sentence.end)


def _cut_at(text: str, start: int) -> int:
    least, most = start + LONGEST // 2, start + LONGEST
    for mark in (";", ":", ",", " "):
        at = text.rfind(mark, least, most)
        if at >= 0:
            return _trimmed(text, at + 1)
    return _trimmed(text, most)


def _trimmed(text: str, end: int) -> int:
    while text[end - 1].isspace():
        end -= 1
    return end
