"""The model's own tokeniser: the likeliest way to cut words into the pieces of its vocabulary.

A SentencePiece unigram model never cuts across a space, so words are cut one by one and remembered. Reading the
vocabulary takes a tenth of a second and cutting a word microseconds; the general-purpose tokeniser libraries need
several times longer to start.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import regex

from merilo.encoder.weights import Vocabulary

BEFORE = "▁"  # stands for the space before a word
UNKNOWN_PENALTY = 10.0  # below the worst piece, as SentencePiece does
REMEMBERED = 60_000
LONGEST_WORD = 400  # longer runs without a space are cut in stretches, so that a megabyte of them is not remembered
WORD = regex.compile(rf"[^ ]{{1,{LONGEST_WORD}}}")

Cut = tuple[tuple[int, ...], tuple[int, ...]]


@dataclass(frozen=True, slots=True)
class Tokens:
    """Pieces of a text: their numbers in the vocabulary, and the letters each one covers (half-open)."""

    ids: list[int]
    starts: list[int]
    ends: list[int]


@dataclass(slots=True)
class Unigram:
    """A vocabulary ready to cut words with."""

    pieces: dict[str, int]
    scores: list[float]
    unknown: int
    longest: int
    floor: float
    remembered: dict[str, Cut] = field(default_factory=dict)

    @classmethod
    def of(cls, vocabulary: Vocabulary) -> Unigram:
        """Make one of a vocabulary; the pieces that only the model uses (<s>, <mask> ...) match no text."""
        pieces = dict(zip(vocabulary.pieces, range(len(vocabulary.pieces)), strict=True))
        for number in (0, 1, 2, 3, len(vocabulary.pieces) - 1):
            pieces.pop(vocabulary.pieces[number], None)
        floor = float(vocabulary.scores.min()) - UNKNOWN_PENALTY
        return cls(pieces, vocabulary.scores.tolist(), vocabulary.unknown, max(map(len, pieces)), floor)

    def cut(self, text: str) -> Tokens:
        """Cut a text whose only space is U+0020."""
        ids: list[int] = []
        starts: list[int] = []
        ends: list[int] = []
        remembered = self.remembered
        after = -1
        for found in WORD.finditer(text):
            word, at = found.group(), found.start()
            if at != after:  # not the second stretch of an endless word
                word, at = BEFORE + word, at - 1
            known = remembered.get(word)
            if known is None:
                if len(remembered) >= REMEMBERED:
                    remembered.clear()
                known = remembered[word] = self._best(word)
            numbers, ends_in_word = known
            ids.extend(numbers)
            begin = at
            for end in ends_in_word:
                starts.append(begin)
                begin = at + end
                ends.append(begin)
            if ends_in_word and found.start() != at:
                first = len(starts) - len(ends_in_word)
                starts[first] = at + 1
            after = found.end()
        return Tokens(ids, starts, ends)

    def _best(self, word: str) -> Cut:
        """Return the likeliest pieces of a word, and where in it each ends (Viterbi over the pieces)."""
        size, get, scores = len(word), self.pieces.get, self.scores
        best = [0.0] + [-1e30] * size
        came: list[tuple[int, int]] = [(0, 0)] * (size + 1)  # where the piece that ends here began, and its number
        for start in range(size):
            so_far = best[start]
            for end in range(start + 1, min(size, start + self.longest) + 1):
                number = get(word[start:end])
                if number is not None and so_far + scores[number] > best[end]:
                    best[end], came[end] = so_far + scores[number], (start, number)
            if so_far + self.floor > best[start + 1]:
                best[start + 1], came[start + 1] = so_far + self.floor, (start, self.unknown)
        numbers: list[int] = []
        ends: list[int] = []
        at = size
        while at:
            start, number = came[at]
            if number == self.unknown and numbers and numbers[-1] == self.unknown:
                pass  # neighbouring unknown letters are one unknown piece
            else:
                numbers.append(number)
                ends.append(at)
            at = start
        return tuple(reversed(numbers)), tuple(reversed(ends))
