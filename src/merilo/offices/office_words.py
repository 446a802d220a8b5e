"""The words that tell when an office was held, by language."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache

from merilo.resources import load
from merilo.text.lexicon import Lexicon

Words = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Signs:
    """The part of the word list `findings` that is wanted here: from when, until when, taking and leaving an office."""

    signs: dict[str, Words] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class TermList:
    """The word list `terms` of a profile, as written.

    `holds` stand before an office that somebody has ("is", "as"), `held` before one of the past, `fills` for one that
    is not named again ("held the post"); `ends` before the last day alone; `mandates` are what an office is held for,
    `lasting` what may stand before them and before a length of time.
    """

    holds: Words = ()
    held: Words = ()
    fills: Words = ()
    ends: Words = ()
    mandates: Words = ()
    lasting: Words = ()


@dataclass(frozen=True, slots=True)
class TermWords:
    """The words, ready to be looked up in."""

    holds: Lexicon[bool]
    held: Lexicon[bool]
    fills: Lexicon[bool]
    ends: Lexicon[bool]
    mandates: Lexicon[bool]
    lasting: Lexicon[bool]
    begin: Lexicon[bool]
    since: Lexicon[bool]
    until: Lexicon[bool]
    took: Lexicon[bool]
    left: Lexicon[bool]
    became: Lexicon[bool]
    offices: Lexicon[bool]


@cache
def term_words(profile: str) -> TermWords:
    """Return the words that tell when an office was held.

    Raises:
        MissingWords: the profile has no list `terms`.
    """
    own = load(profile, "terms", TermList)
    signs = load(profile, "findings", Signs).signs
    return TermWords(
        holds=_all(own.holds),
        held=_all(own.held),
        fills=_all(own.fills),
        ends=_all(own.ends),
        mandates=_all(own.mandates),
        lasting=_all(own.lasting),
        begin=_all(signs["from"]),
        since=_all(signs["since"]),
        until=_all(signs["until"]),
        took=_all(signs["took_over"]),
        left=_all(signs["left_office"]),
        became=_all(signs["became"]),
        offices=_all(signs["offices"]),
    )


def _all(entries: Iterable[str]) -> Lexicon[bool]:
    return Lexicon(dict.fromkeys(entries, True))
