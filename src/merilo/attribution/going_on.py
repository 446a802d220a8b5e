"""Quotations that stand by themselves and go on with what somebody said in the sentence before."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from merilo.attribution.cues import Tongue
from merilo.attribution.lines import DASHES, Line
from merilo.model import Attribution, Reading, Span
from merilo.text.words import words as words_of

NEAR = 80  # characters between an attribution and a quotation that goes on with it
JOINED = 1  # words outside quotation marks that a sentence may have and still be the quotation going on
FEW = 14  # words of a sentence between the two that tells of nobody else
NOBODY = ("impersonal", "their_words", "citing", "according", "initial")  # kinds of cues with nobody who goes on


def loose(line: Line) -> tuple[Span, ...]:
    """Return the quotations of a line that is nothing else."""
    if line.inner or not line.quotes:
        return ()
    outside = sum(word.is_word for at, word in enumerate(line.row) if at not in line.quotes)
    return () if outside > JOINED else tuple(quote.span for _, quote in sorted(line.quotes.items()))


@dataclass(slots=True)
class Thread:
    """What was told last, held back while quotations may go on with it; and who spoke before a sentence in between."""

    reading: Reading
    tongue: Tongue
    last: Attribution | None = None
    heard: Attribution | None = None

    def on(self, line: Line, made: Sequence[Attribution], quoted: tuple[Span, ...]) -> Iterator[Attribution]:
        """Take what the next line tells, or its quotations where it is nothing else; yield what is told to its end."""
        last, heard = self.last, self.heard
        theirs = bool(quoted) and not self._told_inside(quoted)
        if theirs and last is not None and self._follows(last, line):
            *rest, self.last = self._gone_on(last, quoted)
            yield from rest
            return
        if quoted:
            made = [_spoken_on(heard, quoted) if theirs and heard is not None else Attribution(quoted, mode="direct")]
        if made:
            *rest, after = made
            yield from self.on_to(None)
            yield from rest
            self.last = after
        else:
            passes = last is not None and self._goes_by(line, last)
            yield from self.on_to(None)
            self.heard = last if passes else None

    def on_to(self, said: Attribution | None) -> Iterator[Attribution]:
        """Yield what is held back, and hold something else, or nothing."""
        if self.last is not None:
            yield self.last
        self.last, self.heard = said, None

    def _follows(self, before: Attribution, line: Line) -> bool:
        """Say whether nothing but the rest of a sentence stands between an attribution and a line."""
        between = self.reading.article.text[_end(before) : max(_end(before), line.span.start)]
        return len(between) < NEAR and between.count("\n") <= (2 if before.mode == "direct" else 0)

    def _told_inside(self, quotes: Sequence[Span]) -> bool:
        """Say whether a quotation says inside its own marks whose it is: «Мы ждём, — добавила Лапина. — Уже год»."""
        for span in quotes:
            row = words_of(self.reading.article.text, span)
            for at, word in enumerate(row[:-1]):
                if word.text in DASHES and any(
                    self.tongue.cues.at(row, k) is not None for k in range(at + 1, min(at + 3, len(row)))
                ):
                    return True
        return False

    def _gone_on(self, before: Attribution, quotes: tuple[Span, ...]) -> list[Attribution]:
        """Return an attribution and the quotations that go on with it.

        They are one where he only goes on to say so; what is quoted behind a denial or a demand is neither denied nor
        demanded: „Одбацио је оптужбе да ... „Ништа нисмо крили.““
        """
        row = () if before.cue is None else words_of(self.reading.article.text, before.cue)
        demands = any(self.tongue.demands.at(row, at) is not None for at in range(len(row)))
        if before.mode == "direct" or before.cue is None or (before.stance == "asserts" and not demands):
            return [replace(before, content=before.content + quotes)]
        return [before, _spoken_on(before, quotes)]

    def _goes_by(self, line: Line, told: Attribution) -> bool:
        """Say whether a short sentence stands between somebody's words and his quotation, and tells of nobody else.

        „Не занима је, каже, колико ће ко добити. Хоће само да чује истину. „Нека неко призна.““
        """
        row, tongue, text = line.row, self.tongue, self.reading.article.text
        if tongue.bare or line.inner or line.cues or told.cue is None or told.carriers or row[-1].text in "?!":
            return False
        if "\n" in text[_end(told) : line.span.end] or sum(word.is_word for word in row) > FEW:
            return False
        cue = words_of(text, told.cue)
        kinds = {hit.entry for at in range(len(cue)) if (hit := tongue.cues.at(cue, at)) is not None}
        return bool(kinds) and not kinds & {*NOBODY} and not any(_is_other(line, at, tongue) for at in range(len(row)))


def _is_other(line: Line, at: int, tongue: Tongue) -> bool:
    """Say whether a word of a line may be somebody else."""
    word = line.row[at]
    known = word.lower in tongue.persons or word.lower in tongue.pronouns
    return known or (word.is_capital and at > 0) or word.text[0].isdigit()


def _end(told: Attribution) -> int:
    return max(span.end for span in (*told.content, told.cue, told.source) if span is not None)


def _spoken_on(before: Attribution, quotes: tuple[Span, ...]) -> Attribution:
    """Return quotations as said by whoever spoke before, by the verb with which he did."""
    return replace(before, content=quotes, mode="direct", stance="asserts", hedged=False)
