"""A proposal: words that no text has, who made them, and what in them the claim does not bear out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

import regex

from merilo.model import Phrase
from merilo.speech import say

Kind = Literal["split", "plain", "translation"]
KINDS: tuple[Kind, ...] = ("split", "plain", "translation")
FIGURE = regex.compile(r"\d+(?:[.,\u00a0\u202f ]\d{3})*(?:[.,]\d+)?")
NAME = regex.compile(r"(?<=[\p{L}\d,;:)»”’\"“]\s)\p{Lu}[\p{L}’'-]+")
STEM = 4  # letters by which two forms of a name agree


@dataclass(frozen=True, slots=True)
class Proposal:
    """Words proposed by a language model: one part of a claim, the claim free of its context, or a translation of it.

    `added` are figures and names that neither the claim nor its context has, `lost` figures of the claim that are not
    in the proposal: either is a reason to look twice. `str()` gives the words with their mark, never bare.
    """

    kind: Kind
    words: str
    language: str
    model: str
    added: tuple[str, ...] = ()
    lost: tuple[str, ...] = ()

    def marked(self, language: str = "en") -> str:
        """Return the words with who proposed them, and what to beware of, in the language of the reader."""
        facts: dict[str, str | int | float] = {"words": self.words, "model": self.model}
        told = [say(Phrase(f"proposals.{self.kind}", facts), language)]
        if self.added:
            told.append(say(Phrase("proposals.added", {"what": ", ".join(self.added)}), language))
        if self.lost:
            told.append(say(Phrase("proposals.lost", {"what": ", ".join(self.lost)}), language))
        return " ".join(told)

    def __str__(self) -> str:
        return self.marked()


def figures(text: str) -> dict[str, str]:
    """Return the figures of a text, by their digits alone: "1.200" and "1,200" are one, "3,5" and "3.5" too."""
    return {_digits(found.group()): found.group() for found in FIGURE.finditer(text)}


def _digits(figure: str) -> str:
    return regex.sub(r"\D", "", figure).lstrip("0") or "0"


def added(words: str, known: str, *, names: bool) -> tuple[str, ...]:
    """Return the figures, and if asked the names, of proposed words that what is known does not have."""
    have = figures(known)
    fresh = [figure for digits, figure in figures(words).items() if digits not in have]
    if names:
        stems = {word[:STEM].casefold() for word in regex.findall(r"\p{L}+", known)}
        fresh += [name for name in NAME.findall(words) if name[:STEM].casefold() not in stems]
    return tuple(dict.fromkeys(fresh))


def lost(claim: str, proposed: Iterable[str]) -> tuple[str, ...]:
    """Return the figures of a claim that none of the proposed words has."""
    have = {digits for words in proposed for digits in figures(words)}
    return tuple(figure for digits, figure in figures(claim).items() if digits not in have)
