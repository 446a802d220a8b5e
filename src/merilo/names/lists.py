"""The word lists of this room as they stand in `resources/<language>/{names,titles,places,bodies}.yaml`."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache

from merilo.resources import load


@dataclass(frozen=True)
class GivenNames:
    """Given names by gender, endings of surnames and adjectives, how names change, which stand for each other, and
    words that open sentences. `aged` are endings of words that tell somebody's age and may open one as well:
    "Četrdesetogodišnji Kovačević"; `patronymics` are endings of names by the father; `residents` live somewhere and
    are no part of the place's name; `behind` stand behind a name and are none of it (MP, PhD).
    """

    men: str
    women: str
    surnames: dict[str, str]
    paradigms: list[str]
    alike: list[str]
    particles: str
    openers: str
    adjectives: str
    aged: str = ""
    patronymics: str = ""
    residents: str = ""
    behind: str = ""


@dataclass(frozen=True)
class Titles:
    """Words that announce a person, what says whether an office is still held, and what offices are of (`governs`)."""

    m: list[str]
    f: list[str]
    address: list[str]
    address_m: list[str]
    address_f: list[str]
    former: list[str]
    acting: list[str]
    future: list[str]
    he: list[str]
    she: list[str]
    kin: list[str]
    never: list[str]
    former_prefix: list[str] = field(default_factory=list)
    governs: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Places:
    """Places by code, words that open or close the name of a place, prepositions of place, endings of peoples."""

    places: dict[str, list[str]]
    heads: list[str]
    heads_after: list[str]
    within: str
    folk: str
    directions: list[str]
    of_places: str
    as_adjectives: str
    demonyms: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Bodies:
    """Bodies by code, words that open or close the name of a body, what may follow in small letters, media, things.

    `outlets` announce a publication, `firms` a firm or society in quotation marks, `stations` begin its name;
    `purposed` bodies are named by what they are `purpose`.
    """

    known: dict[str, list[str]]
    heads: list[str]
    fields: list[str]
    joiners: list[str]
    company: list[str]
    media: list[str]
    things: list[str]
    stops: list[str]
    conjunctions: list[str]
    events: dict[str, list[str]]
    heads_after: list[str] = field(default_factory=list)
    outlets: list[str] = field(default_factory=list)
    firms: list[str] = field(default_factory=list)
    stations: list[str] = field(default_factory=list)
    purposed: list[str] = field(default_factory=list)
    purpose: list[str] = field(default_factory=list)


@cache
def given_names(profile: str) -> GivenNames:
    """The names of a profile."""
    found: GivenNames = load(profile, "names", GivenNames)
    return found


@cache
def titles(profile: str) -> Titles:
    """The titles of a profile."""
    found: Titles = load(profile, "titles", Titles)
    return found


@cache
def places(profile: str) -> Places:
    """The places of a profile."""
    found: Places = load(profile, "places", Places)
    return found


@cache
def bodies(profile: str) -> Bodies:
    """The bodies of a profile."""
    found: Bodies = load(profile, "bodies", Bodies)
    return found


@cache
def word_set(words: str) -> frozenset[str]:
    """Split a block of words and put them in small letters."""
    return frozenset(words.lower().split())
