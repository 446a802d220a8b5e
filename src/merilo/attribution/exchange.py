"""Questions and answers of an interview whose turns bear no names: dashes, or paragraphs that end as questions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import regex

from merilo.attribution.cues import Tongue
from merilo.model import Attribution, Reading, Span
from merilo.text.paragraphs import paragraphs
from merilo.text.words import words

FEWEST = 2  # questions of an interview in dashes; without any dash it needs one more, and a lead that announces it
LONGEST = 90  # words of a question
ASKED = 2 / 3  # of the turns of the one who asks, so many end in a question mark
DASHED = regex.compile(r"[–—―-]\s+(?=[\p{Lu}„“”\"«\d])")
INSIDE = regex.compile(r"[?!.…][»”“\"]?\s+(?=[–—―-]\s+[\p{Lu}\d«„])")  # «— Сколько? — Двадцать.»
# A reporter's sentence: a quotation, and behind its comma or dash who said it.
QUOTING = regex.compile(r"[«„“\"][^«»„“”\"\n]{20,}(?:[»“”\"],?|,[»“”\"])\s*[–—-]?\s*\p{Ll}")
ENDING = "”“\"»'’)* "


@dataclass(frozen=True, slots=True)
class Turn:
    """What one of the two says without a break; `asks` is who of them."""

    span: Span
    asks: bool


@dataclass(frozen=True, slots=True)
class _Piece:
    """A paragraph, or a part of one that its own dash opens."""

    start: int
    end: int
    dashed: bool
    question: bool
    length: int
    told: bool = False


def exchange(reading: Reading, tongue: Tongue) -> tuple[Turn, ...]:
    """Return the turns of an interview without names, in order; nothing where the text is none.

    A dash opens a turn, and paragraphs without one go on with it. Where only the questions, or only the answers, have
    dashes, or neither, the question marks part them.
    """
    text = reading.article.text
    if any(mark.speaker for mark in reading.article.landmarks):
        return ()
    pieces = _below_headline(list(_pieces(text)), text)
    both = sum(one.dashed and one.question and two.dashed for one, two in pairwise(pieces))
    mixed = sum(one.question and one.dashed != two.dashed for one, two in pairwise(pieces))
    if max(both, mixed) >= FEWEST:
        turns = _by_dashes(pieces) if both >= mixed else _by_questions(pieces)
    elif _announced(text, pieces, tongue):
        turns = _by_questions(pieces)
    else:
        return ()
    asking = [turn for turn in turns if turn.asks]
    ends = sum(text[: turn.span.end].rstrip(ENDING).endswith("?") for turn in asking)
    return tuple(turns) if len(asking) >= FEWEST and ends >= ASKED * len(asking) else ()


def exchanged(turns: Sequence[Turn]) -> Iterator[Attribution]:
    """Yield the turns as words of people whom only the reading of the whole text can name."""
    for turn in turns:
        yield Attribution((turn.span,), mode="direct", stance="asks" if turn.asks else "asserts")


def _pieces(text: str) -> Iterator[_Piece]:
    for paragraph in paragraphs(text):
        start = paragraph.start
        if DASHED.match(text, start):
            for cut in INSIDE.finditer(text, start, paragraph.end):
                yield _piece(text, start, cut.end())
                start = cut.end()
        yield _piece(text, start, paragraph.end)


def _below_headline(pieces: Sequence[_Piece], text: str) -> Sequence[_Piece]:
    """Leave a headline out that is a question with its answer, where the article has questions of its own."""
    first = next((part.end for part in paragraphs(text)), 0)
    rest = [each for each in pieces if each.start >= first]
    above = len(pieces) - len(rest)
    return rest if above > 1 and sum(each.question for each in rest) >= FEWEST else pieces


def _piece(text: str, start: int, end: int) -> _Piece:
    mark = DASHED.match(text, start, end)
    begin = mark.end() if mark else start
    inside = text[begin:end].rstrip()
    question = inside.rstrip(ENDING).endswith("?")
    told = mark is None and QUOTING.search(inside) is not None
    return _Piece(begin, begin + len(inside), mark is not None, question, len(inside.split()), told)


def _by_dashes(pieces: Sequence[_Piece]) -> list[Turn]:
    """Return turns that take turns at every dash, from the first question on to the last dash.

    What a reporter tells in between is nobody's turn; a question comes behind it.
    """
    first = next(at for at, each in enumerate(pieces) if each.dashed and each.question)
    last = max(at for at, each in enumerate(pieces) if each.dashed)
    made: list[Turn] = []
    told = False
    for each in pieces[first : last + 1]:
        told = not each.dashed and (told or each.told)
        if each.dashed:
            made.append(Turn(Span(each.start, each.end), asks=not made or not made[-1].asks))
        elif not told:
            made[-1] = Turn(Span(made[-1].span.start, each.end), made[-1].asks)
    return made


def _by_questions(pieces: Sequence[_Piece]) -> list[Turn]:
    """Return turns of which every paragraph that ends as a question is one, and what follows it the answer."""
    asking = [at for at, each in enumerate(pieces) if _asks(pieces, at)]
    if sum(pieces[at + 1].dashed and not pieces[at].dashed for at in asking) * 2 > len(asking):
        # Only answers have dashes: what has none and stands before one is a remark of the one who asks.
        inner = range(asking[0], len(pieces) - 1)
        asking = [
            at for at in inner if not pieces[at].dashed and pieces[at + 1].dashed and pieces[at].length <= LONGEST
        ]
    made: list[Turn] = []
    for number, at in enumerate(asking):
        until = asking[number + 1] if number + 1 < len(asking) else at + 2
        made.append(Turn(Span(pieces[at].start, pieces[at].end), asks=True))
        if until > at + 1:
            made.append(Turn(Span(pieces[at + 1].start, pieces[until - 1].end), asks=False))
    return made


def _asks(pieces: Sequence[_Piece], at: int) -> bool:
    """Say whether a piece is a question of the one who asks: its dress is not that of the answer behind it."""
    each = pieces[at]
    if each.length > LONGEST or at + 1 >= len(pieces) or (at and pieces[at - 1].question):
        return False
    return each.question


def _announced(text: str, pieces: Sequence[_Piece], tongue: Tongue) -> bool:
    """Say whether an interview is announced before its first question, and questions enough follow."""
    asking = [at for at, each in enumerate(pieces) if _asks(pieces, at)]
    if len(asking) <= FEWEST or asking[0] == 0:
        return False
    row = words(text, Span(0, pieces[asking[0] - 1].end))
    return any(tongue.interviewing.at(row, at) is not None for at in range(len(row)))
