"""What changed between two texts, as pieces that a reader can follow: whole words, never single letters."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

WORDS = re.compile(r"\s+|\w+|[^\w\s]")
# Stretches of one text that are longer are compared paragraph by paragraph first: words alone would take too long.
LONG = 4_000


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text that stayed, came in or went out."""

    kind: Literal["same", "new", "gone"]
    text: str


def difference(old: str, new: str) -> list[Piece]:
    """Return the pieces that lead from an old text to a new one, in reading order."""
    if len(old) + len(new) > LONG:
        pieces = [piece for part in _by_paragraph(old, new) for piece in part]
    else:
        pieces = list(_by_word(old, new))
    return _joined(pieces)


def _by_paragraph(old: str, new: str) -> Iterator[Iterator[Piece]]:
    before, after = re.split(r"(?<=\n)", old), re.split(r"(?<=\n)", new)
    for what, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if what == "equal":
            yield iter([Piece("same", "".join(before[a:b]))])
        else:
            yield _by_word("".join(before[a:b]), "".join(after[c:d]))


def _by_word(old: str, new: str) -> Iterator[Piece]:
    before, after = WORDS.findall(old), WORDS.findall(new)
    for what, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if what == "equal":
            yield Piece("same", "".join(before[a:b]))
            continue
        if b > a:
            yield Piece("gone", "".join(before[a:b]))
        if d > c:
            yield Piece("new", "".join(after[c:d]))


def _joined(pieces: list[Piece]) -> list[Piece]:
    """Put changes together that only a blank keeps apart, so that a changed phrase reads as one."""
    joined: list[Piece] = []
    gone = new = ""

    def flush() -> None:
        nonlocal gone, new
        joined.extend(Piece(kind, text) for kind, text in (("gone", gone), ("new", new)) if text)  # type: ignore[arg-type]
        gone = new = ""

    for at, piece in enumerate(pieces):
        if piece.kind == "gone":
            gone += piece.text
        elif piece.kind == "new":
            new += piece.text
        elif not piece.text.strip() and "\n" not in piece.text and (gone or new) and at + 1 < len(pieces):
            gone, new = gone + piece.text, new + piece.text
        else:
            flush()
            joined.append(piece)
    flush()
    return joined
