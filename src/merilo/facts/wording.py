"""The word lists by which a text is held against a table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from merilo.facts.rows import keys_of, profile_of
from merilo.names.gazetteer import gazetteer
from merilo.names.titles import former_prefixes
from merilo.resources import PROFILES, load
from merilo.text.lexicon import Hit, Lexicon
from merilo.text.words import Word, words

LOCAL = frozenset({"mayor", "governor"})
TOWN = "? "  # ahead of the consonants of a town that no list knows


@dataclass(frozen=True, slots=True)
class Listed:
    """`facts.yaml`: offices and their fields by code, and the words that change nothing, or everything."""

    offices: Mapping[str, list[str]]
    fields: Mapping[str, list[str]]
    plain: list[str]
    unlike: list[str]
    population: list[str]
    then: list[str]
    after_death: list[str]
    held: list[str]
    begun: list[str]
    denied: list[str]


@dataclass(frozen=True, slots=True)
class Told:
    """The part of `findings.yaml` that is of use here: words for events, and for ages."""

    events: Mapping[str, list[str]]
    signs: Mapping[str, list[str]]


@dataclass(frozen=True, slots=True)
class Wording:
    """What `facts.yaml` lists of a profile, ready to be looked up."""

    offices: Lexicon[str]
    fields: Lexicon[str]
    plain: Lexicon[str]
    unlike: Lexicon[str]
    population: Lexicon[str]
    then: Lexicon[str]
    after_death: Lexicon[str]
    held: Lexicon[str]
    begun: Lexicon[str]
    denied: Lexicon[str]
    events: Lexicon[str]
    years_old: Lexicon[str]
    aged: Lexicon[str]
    year_unit: Lexicon[str]
    auxiliaries: frozenset[str]


@cache
def wording(profile: str) -> Wording:
    """Return the words of a profile."""
    listed, told = load(profile, "facts", Listed), load(profile, "findings", Told)
    return Wording(
        offices=_by_code(listed.offices),
        fields=_by_code(listed.fields),
        plain=_flat(listed.plain),
        unlike=_flat(listed.unlike),
        population=_flat(listed.population),
        then=_flat(listed.then),
        after_death=_flat(listed.after_death),
        held=_flat(listed.held),
        begun=_flat(listed.begun),
        denied=_flat(listed.denied),
        events=_by_code({name: told.events[name] for name in ("born", "died", "founded")}),
        years_old=_flat(told.signs["years_old"]),
        aged=_flat(told.signs["aged"]),
        year_unit=_flat(told.signs["year_unit"]),
        auxiliaries=frozenset(told.signs["verb_with"]),
    )


def _by_code(listed: Mapping[str, list[str]]) -> Lexicon[str]:
    return Lexicon({word: code for code, entries in listed.items() for word in entries})


def _flat(entries: Sequence[str]) -> Lexicon[str]:
    return Lexicon(dict.fromkeys(entries, ""))


@dataclass(frozen=True, slots=True)
class Office:
    """What an office is: its kind, its field and its country, each "" where it is not told.

    `plain` is False where words stand by it that may make it another office: of a party, a club, a company.
    """

    kind: str
    field: str = ""
    country: str = ""
    plain: bool = True


def office_at(row: Sequence[Word], at: int, profile: str) -> Hit[str] | None:
    """Return the office whose head word begins at `row[at]`, also behind ex- and the like in the same word."""
    hit = wording(profile).offices.at(row, at)
    for prefix in former_prefixes(profile) if hit is None else ():
        if row[at].lower.startswith(prefix) and len(row[at].lower) > len(prefix) + 3:
            bare = row[at].lower[len(prefix) :].lstrip("-‑")
            behind = (Word(row[at].start, row[at].end, bare, bare), *row[at + 1 : at + 5])
            if found := wording(profile).offices.at(behind, 0):
                return Hit(at, at + found.last, found.entry)
    return hit


def office_in(row: Sequence[Word], first: int, last: int, profile: str) -> Office | None:
    """Read the office that the words `row[first:last]` name, the head word at `first` or later; None for none."""
    lists = wording(profile)
    kind = field = country = ""
    plain = True
    at = first
    while at < last:
        word = row[at]
        place = gazetteer(profile).at(row, at) if word.is_word else None
        if not kind and (office := office_at(row, at, profile)):
            kind, at = office.entry, office.last
        elif place is not None and place.type == "LOC" and place.last <= last:
            country, at = (place.code if len(place.code) == 2 else f"{place.code} {place.name}"), place.last
        elif other := lists.unlike.at(row, at):
            plain, at = False, other.last
        elif not country and is_of_a_town(row, at, kind):
            country, at = TOWN + min(keys_of(word.text, profile_of(word.text, profile)), default=""), at + 1
        elif found := lists.fields.at(row, at):
            field, at = found.entry, found.last
        elif change := lists.plain.at(row, at):
            at = change.last
        else:
            plain = plain and not word.is_word
            at += 1
    return Office(kind, field, country, plain) if kind else None


def is_of_a_town(row: Sequence[Word], at: int, kind: str) -> bool:
    """Say whether a word is the town of a mayor, which no list need know."""
    return kind in LOCAL and row[at].is_word and row[at].is_capital


@cache
def office_of(objects: tuple[str, ...]) -> Office | None:
    """Return the office that a row of a table names, in whatever language it does."""
    best: Office | None = None
    for written in objects:
        row = words(written)
        for profile in PROFILES:
            found = office_in(row, 0, len(row), profile)
            if found and (best is None or (bool(found.country), found.plain) > (bool(best.country), best.plain)):
                best = found
    return best


def same_office(told: Office, tabled: Office) -> bool:
    """Say whether a text surely speaks of the office in the table, as far as it tells what office it means."""
    if told.kind != tabled.kind or not told.plain:
        return False
    if told.country and tabled.country and told.country != tabled.country:
        return False
    if told.country.startswith(TOWN) and not tabled.country:
        return False
    return not (told.field or tabled.field) or told.field == tabled.field
