"""What somebody said before, beside what they say now, for the room of people."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from merilo.matches.alike import meaning_name
from merilo.matches.turned import Earlier, Said, earlier, parts_of, said
from merilo.model import Span
from merilo.speech import say
from merilo_desk.engine.thread import asked, encoder


@dataclass(frozen=True, slots=True)
class Kept:
    """A statement as the desk keeps it: its number, words, language, and what `sentences_meant` returned of it."""

    number: int
    words: str
    language: str
    meaning: bytes


@dataclass(frozen=True, slots=True)
class Before:
    """An earlier statement: its number, how strong a candidate, why; and the sentences that meet, in pieces.

    A piece is a stretch of words and whether it is one of those that part.
    """

    number: int
    score: float
    reasons: tuple[str, ...]
    here: tuple[tuple[str, bool], ...]
    there: tuple[tuple[str, bool], ...]


def sentences_meant(rows: Sequence[tuple[str, str]]) -> tuple[str, list[bytes]]:
    """Return the encoder's name and what each text (words, language) means; ("", []) where there is no encoder."""

    def work() -> tuple[str, list[bytes]]:
        using = encoder()
        if using is None or not rows:
            return "", []
        return meaning_name(using), [said(*row, using).vectors.astype("float16").tobytes() for row in rows]

    return asked(work)


def encoder_name() -> str:
    """Return the name under which meanings are kept now; "" where there is no encoder."""
    return asked(lambda: meaning_name(using) if (using := encoder()) is not None else "")


def said_before(now: Kept, before: Sequence[Kept], speaking: str, top: int = 5) -> list[Before]:
    """Return the earlier statements that `now` may go against, the likeliest first, told in a language."""
    known = [each for each in before if _read(each) is not None]
    mine = _read(now)
    if mine is None:
        return []
    found = earlier(mine, [read for each in known if (read := _read(each)) is not None], top)
    return [_told(each, known[each.place].number, speaking) for each in found]


def _told(each: Earlier, number: int, speaking: str) -> Before:
    ours = [*(pair.here for pair in each.opposed), *(gap.here_span for gap in each.differences if gap.here_span)]
    theirs = [
        *(pair.there for pair in each.opposed),
        *(gap.there_span for gap in each.differences if gap.there_span),
    ]
    told = tuple(say(reason, speaking) for reason in each.reasons)
    return Before(number, each.score, told, _pieces(each.here, ours), _pieces(each.there, theirs))


def _pieces(text: str, spans: Sequence[Span]) -> tuple[tuple[str, bool], ...]:
    pieces: list[tuple[str, bool]] = []
    at = 0
    for span in sorted(spans):
        if span.start < at:
            continue
        pieces += [(text[at : span.start], False), (span.of(text), True)]
        at = span.end
    return tuple(each for each in [*pieces, (text[at:], False)] if each[0])


def _read(kept: Kept) -> Said | None:
    parts = parts_of(kept.words, kept.language)
    flat = np.frombuffer(bytes(kept.meaning), np.float16)
    if not parts or not len(flat) or len(flat) % len(parts):
        return None
    return Said(parts, kept.language, flat.reshape(len(parts), -1).astype(np.float32))
