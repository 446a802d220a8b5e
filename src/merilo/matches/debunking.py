"""Whether a text that repeats a claim says that it is not so: then it has not repeated it."""

from __future__ import annotations

from functools import cache

import msgspec

from merilo.matches.tongue import profile_of
from merilo.model import Span
from merilo.resources import load
from merilo.text.lexicon import Lexicon
from merilo.text.words import words


class Debunking(msgspec.Struct, frozen=True):
    """The word list `debunking` of a profile."""

    not_so: tuple[str, ...]


def says_not_so(text: str, language: str = "other") -> Span | None:
    """Return the first words of a text that call something false ("a myth", "не е точно"), or None.

    The text is to be short: the sentence of a claim, those beside it, a headline. What is called false is not looked
    at: who would rather accuse nobody wrongly than somebody rightly, takes any such word for a denial.
    """
    row = words(text)
    for hit in _lexicon(profile_of(text, language)).find(row):
        return Span(row[hit.first].span.start, row[hit.last - 1].span.end)
    return None


@cache
def _lexicon(profile: str) -> Lexicon[bool]:
    return Lexicon(dict.fromkeys(load(profile, "debunking", Debunking).not_so, True))
