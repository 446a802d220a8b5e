"""Titles: the words that announce a person, and whether the office is still held."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal

from merilo.model import Tenure
from merilo.names.lists import titles
from merilo.resources import load
from merilo.text.lexicon import Hit, Lexicon
from merilo.text.words import Word

Standing = Literal["office", "address", "kin", "none"]

BEFORE = 4  # words before an office that may say how it is held: „ushtruesi i detyrës së drejtorit“


@dataclass(frozen=True, slots=True)
class Sort:
    """What a title says: "f" only where its form is a woman's; an address (Mr, г-дин) and kin are no office."""

    gender: Literal["f", "m", ""]
    standing: Standing


@cache
def title_words(profile: str) -> Lexicon[Sort]:
    """Titles and forms of address of a profile."""
    listed = titles(profile)
    entries: dict[str, Sort] = {}
    for word in listed.m:
        entries[word] = Sort("", "office")
    for word in listed.f:
        entries[word] = Sort("f", "office")
    for word in listed.kin:
        if word in entries:
            entries[word] = Sort(entries[word].gender, "kin")
    for word in listed.address:
        entries[word] = Sort("", "address")
    for word in listed.address_m:
        entries[word] = Sort("m", "address")
    for word in listed.address_f:
        entries[word] = Sort("f", "address")
    for word in listed.never:
        entries[word] = Sort("", "none")
    return Lexicon(entries)


@cache
def addresses(profile: str) -> frozenset[str]:
    """Forms of address that are words of their own: Mr, zonja, госпођа; "dr." and the like are looked up as titles."""
    return frozenset(word for word in addressing(profile) if len(word) > 2)


@cache
def addressing(profile: str) -> frozenset[str]:
    """All words of address, the short ones among them: Ms, г-ѓа."""
    listed = titles(profile)
    words = (*listed.address, *listed.address_m, *listed.address_f)
    return frozenset(word.lower() for word in words if word.isalpha())


@cache
def tenure_words(profile: str) -> Lexicon[Tenure]:
    """Words that say that an office is no longer, not yet, or only for the time being held."""
    listed = titles(profile)
    entries: dict[str, Tenure] = {}
    groups: Iterable[tuple[Tenure, list[str]]] = (
        ("future", listed.future),
        ("acting", listed.acting),
        ("former", listed.former),
    )
    for held, words in groups:
        for word in words:
            entries[word] = held
    return Lexicon(entries)


@dataclass(frozen=True, slots=True)
class Sayings:
    """The part of the word list `cues` that is wanted here: verbs of saying, and prepositions."""

    says: tuple[str, ...]
    prepositions: tuple[str, ...] = ()


@cache
def sayings(profile: str) -> Lexicon[bool]:
    """Verbs of saying: where one stands, an office is somebody who speaks."""
    return Lexicon(dict.fromkeys(load(profile, "cues", Sayings).says, True))


@cache
def leading_words(profile: str) -> frozenset[str]:
    """Prepositions, behind which an office may stand: "written by the deputy secretary, Marian Holt"."""
    return frozenset(load(profile, "cues", Sayings).prepositions)


@cache
def governed(profile: str) -> Lexicon[bool]:
    """What an office may be of, in small letters between it and its bearer's name: директорка на болницата X."""
    return Lexicon(dict.fromkeys(titles(profile).governs, True))


@cache
def former_prefixes(profile: str) -> tuple[str, ...]:
    """What makes an office a former one when it stands before it in the same word: ex-, ish-, экс-."""
    return tuple(sorted(titles(profile).former_prefix, key=len, reverse=True))


def title_at(row: Sequence[Word], at: int, profile: str) -> Hit[Sort] | None:
    """Return the title that begins at a word, also behind ex- and the like; the full stop of an abbreviation too."""
    lexicon = title_words(profile)
    hit = lexicon.at(row, at)
    if hit is None:
        for prefix in former_prefixes(profile):
            if row[at].lower.startswith(prefix) and len(row[at].lower) > len(prefix) + 3:
                bare = row[at].lower[len(prefix) :].lstrip("-‑")
                hit = lexicon.at((Word(row[at].start, row[at].end, bare, bare),), 0)
                if hit is not None:
                    hit = Hit(at, at + 1, hit.entry)
                    break
    if hit is None or hit.entry.standing == "none":
        return None
    if hit.last < len(row) and row[hit.last].text == "." and len(row[hit.last - 1].text) <= 4:
        return Hit(hit.first, hit.last + 1, hit.entry)
    return hit


def tenure_at(row: Sequence[Word], title: int, profile: str) -> Tenure:
    """Return how the office named at `row[title]` is held, from its prefix and the words around it."""
    word = row[title].lower
    if any(word.startswith(prefix) and len(word) > len(prefix) + 3 for prefix in former_prefixes(profile)):
        return "former"
    lexicon = tenure_words(profile)
    for at in range(max(0, title - BEFORE), title):
        hit = lexicon.at(row, at)
        if hit is not None and all(each.is_word or each.text in "-." for each in row[hit.last : title]):
            return hit.entry
    after = lexicon.at(row, title + 1) if title + 1 < len(row) else None  # „kryetarja e atëhershme“
    return after.entry if after is not None and not row[title + 1].is_capital else "now"
