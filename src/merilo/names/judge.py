"""Names by rules: which capitalised stretches are names, where they begin and end, and of what kind they are."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache

import regex

from merilo.model import MentionType
from merilo.names.gazetteer import (
    Known,
    closing_words,
    field_words,
    gazetteer,
    given_gender,
    head_words,
    is_people,
    place_heads,
    place_tails,
    surname_gender,
    world_name,
)
from merilo.names.inflect import lemmas
from merilo.names.lists import given_names, places, word_set
from merilo.names.outlets import Title, known_by, named
from merilo.names.reach import QUOTES, company_marks, extend, is_a_given_name, reach, site_end
from merilo.names.runs import CLOSING, Run, is_name_like, is_shouted, openers, runs, stops
from merilo.names.titles import title_at
from merilo.text.lexicon import Lexicon
from merilo.text.words import Word

ROMAN = regex.compile(r"[IVXLCМХ]+")


@dataclass(frozen=True, slots=True)
class Guess:
    """A name that the rules see: `row[first:last]`, its kind, how sure (0 to 1).

    `code` and `name` are what the lists have for it, if they know it: the code is the same in every language.
    """

    first: int
    last: int
    type: MentionType
    sure: float
    code: str = ""
    name: str = ""


@dataclass(frozen=True, slots=True)
class Evidence:
    """What the whole text shows: names where a capital means something, words in small letters, and publications."""

    names: frozenset[str]
    small: frozenset[str]
    outlets: dict[str, tuple[Title, ...]] = field(default_factory=dict)


def evidence(rows: Sequence[Sequence[Word]], profile: str) -> Evidence:
    """Gather the evidence of a text from the words of its sentences."""
    names: set[str] = set()
    small: set[str] = set()
    for row in rows:
        small.update(word.lower for word in row if word.is_word and not word.is_capital)
        if is_shouted(row, profile):
            continue
        for run in runs(row, profile):
            for word in row[run.first + run.doubtful : run.last]:
                names |= lemmas(word.lower, profile)
    return Evidence(frozenset(names), frozenset(small), known_by(rows, profile))


def guesses(row: Sequence[Word], profile: str, seen: Evidence) -> Iterator[Guess]:
    """Yield the names in the words of one sentence, in order, none overlapping another."""
    shouted = is_shouted(row, profile)
    outlets = [] if shouted else named(row, profile, seen.outlets)
    reached = 0
    for stretch in _around(runs(row, profile), outlets):
        if isinstance(stretch, Guess):
            if stretch.first >= reached:
                reached = stretch.last
                yield stretch
            continue
        run = stretch
        if run.last <= reached:
            continue
        if run.first < reached:
            run = Run(reached, run.last, False)
        for guess in _in_run(row, run, profile, seen):
            reached = max(reached, guess.last)
            if not shouted or guess.sure >= 0.8:
                yield guess


def _around(found: Sequence[Run], outlets: Sequence[tuple[int, int]]) -> Iterator[Run | Guess]:
    """Yield the publications and what is left of the runs before, between and behind them, in order."""
    rest = [Guess(first, last, "ORG", 0.96) for first, last in outlets]
    for run in found:
        first, doubtful = run.first, run.doubtful
        while rest and rest[0].first < run.last:
            outlet = rest.pop(0)
            if first < outlet.first:
                yield Run(first, outlet.first, doubtful)
            yield outlet
            first, doubtful = max(first, outlet.last), False
        if first < run.last:
            yield Run(first, run.last, doubtful)
    yield from rest


def _in_run(row: Sequence[Word], run: Run, profile: str, seen: Evidence) -> Iterator[Guess]:
    at, last = run.first, run.last
    titled = _titled_before(row, at, profile)
    while at < last and _is_opener(row, at, last, run.doubtful, profile):
        at += 1
    doubtful = run.doubtful and at == run.first
    while at < last:
        stop = stops(profile).at(row, at)
        if stop is not None and title_at(row, at, profile) is None and gazetteer(profile).at(row, at) is None:
            at = stop.last
            continue
        listed = _listed(row, at, last, profile, doubtful)
        if listed is not None:
            yield listed
            at, titled, doubtful = listed.last, False, False
            continue
        title = title_at(row, at, profile)
        if title is not None and not (title.last == last and at > run.first):
            at, titled, doubtful = title.last, True, False
            continue
        end = at + 1
        while end < last and not _breaks(row, at, end, last, profile):
            end += 1
        guess = _unknown(row, at, end, profile, seen, titled, doubtful)
        if guess is not None:
            yield guess
        at, titled, doubtful = max(end, guess.last if guess else end), False, False


def _is_opener(row: Sequence[Word], at: int, last: int, doubtful: bool, profile: str) -> bool:
    aged = tuple(given_names(profile).aged.split())
    if doubtful and aged and row[at].lower.endswith(aged):
        return True
    if row[at].lower not in openers(profile) or _listed(row, at, last, profile, doubtful) is not None:
        return False
    return doubtful or given_gender(row[at].lower, profile) is None


def _breaks(row: Sequence[Word], first: int, at: int, last: int, profile: str) -> bool:
    """Say whether another name begins at `at`, inside an unknown stretch that began at `first`."""
    if given_gender(row[first].lower, profile) is not None and at == first + 1:
        return False  # Jack London
    if row[at].lower in head_words(profile) and at > first and row[at].lower not in closing_words(profile):
        return True
    if title_at(row, at, profile) is not None:
        return True
    known = gazetteer(profile).at(row, at)
    return known is not None and (known.last <= last or known.last - known.first > 1)


def _listed(row: Sequence[Word], at: int, last: int, profile: str, doubtful: bool) -> Guess | None:
    """Return the known name or the body that begins here, the longer of the two."""
    known = gazetteer(profile).at(row, at)
    after = gazetteer(profile).at(row, at + 1) if at + 1 < last else None
    if after is not None and after.type == "LOC" and (known is None or known.last <= at + 1):
        if row[at].lower in place_heads(profile):
            # Rijeka Una begins a sentence; but Republika Koreja is the name.
            first = after.first if doubtful else at
            return Guess(first, after.last, "LOC", 0.9, after.code if doubtful else "", after.name if doubtful else "")
        if _directions(profile).at(row, at) is not None:
            return Guess(at, after.last, "LOC", 0.9)
    if known is not None and _is_given(row, known, last, profile):
        known = None
    if known is not None and doubtful and known.last == at + 1 and row[at].lower in openers(profile):
        known = None
    body = _body(row, at, profile)
    if known is None or (body is not None and body.last > known.last):
        return body
    end = reach(row, known, profile)
    if end > known.last:
        kind: MentionType = "ORG" if known.type == "LOC" or row[end - 1].lower in company_marks() else known.type
        return Guess(known.first, end, kind, 0.9)
    return Guess(known.first, end, known.type, 0.95, known.code, known.name)


def _is_given(row: Sequence[Word], known: Known, last: int, profile: str) -> bool:
    """Say whether a place is the given name of somebody here: Sofia Petrova."""
    at = known.first
    if known.last != at + 1 or known.last >= last or given_gender(row[at].lower, profile) is None:
        return False
    after = row[at + 1]
    return after.is_capital and gazetteer(profile).at(row, at + 1) is None and after.lower not in head_words(profile)


def _body(row: Sequence[Word], at: int, profile: str) -> Guess | None:
    if row[at].lower not in head_words(profile):
        return None
    end = extend(row, at + 1, profile)
    return Guess(at, end, "ORG", 0.85) if end > at + 1 else None


@cache
def _directions(profile: str) -> Lexicon[bool]:
    return Lexicon(dict.fromkeys(places(profile).directions, True))


@cache
def _within(profile: str) -> frozenset[str]:
    return word_set(places(profile).within)


@cache
def _demonyms(profile: str) -> Lexicon[bool]:
    return Lexicon(dict.fromkeys(places(profile).demonyms, True))


def _titled_before(row: Sequence[Word], at: int, profile: str) -> bool:
    for back in (1, 2):
        first = at - back
        if first >= 0:
            hit = title_at(row, first, profile)
            if hit is not None and hit.last == at:
                return True
    return False


def _unknown(
    row: Sequence[Word], first: int, last: int, profile: str, seen: Evidence, titled: bool, doubtful: bool
) -> Guess | None:
    """Judge a stretch of capitalised words that no list knows whole."""
    if (
        doubtful
        and last - first > 1
        and row[first].lower in seen.small
        and given_gender(row[first].lower, profile) is None
    ):
        first, doubtful = first + 1, False
    if (
        doubtful
        and last - first > 2
        and is_a_given_name(row[first + 1], profile)
        and not is_a_given_name(row[first], profile)
    ):
        first, doubtful = first + 1, False  # Film Jasmile Žbanić
    while last - first > 1 and row[first].lower in field_words(profile)[0]:
        first += 1  # Ministri i Financave Hekuran Murati
    while first < last and (demonym := _demonyms(profile).at(row, first)) is not None:
        first, doubtful = min(demonym.last, last), False
    part = [word for word in row[first:last] if word.is_word]
    if not part:
        return None
    if last - first > 1 and row[last - 1].lower in closing_words(profile):
        return Guess(first, extend(row, last, profile), "ORG", 0.85)
    if row[first].lower in place_heads(profile) or (
        last - first > 1 and row[last - 1].lower in _place_tails(row[last - 1], profile)
    ):
        return None if last - first == 1 else Guess(first, last, "LOC", 0.8)
    if titled:
        return Guess(first, last, "PER", 0.9)
    if len(part) == 1:
        return _single(row, first, last, profile, seen, doubtful)
    given = given_gender(part[0].lower, profile)
    if given is not None:
        return Guess(first, last, "PER", 0.9)
    if _quoted(row, first, last):
        return Guess(first, last, "ORG", 0.5)
    if surname_gender(part[-1].lower, profile) is not None:
        return Guess(first, last, "PER", 0.7)
    if all(word.text.isupper() and len(word.text) > 3 for word in part):
        return None  # A shout, not a name.
    if any(word.text.isupper() and len(word.text) > 1 for word in part):
        return Guess(first, last, "ORG", 0.5)
    if _foreign(part, profile):
        return Guess(first, last, "ORG", 0.5)
    return Guess(first, last, "PER", 0.5)


def _single(row: Sequence[Word], first: int, last: int, profile: str, seen: Evidence, doubtful: bool) -> Guess | None:
    word = row[first]
    if len(word.text) == 1 or (ROMAN.fullmatch(word.text) and len(word.text) <= 5):
        return None
    if not doubtful and last < len(row) and not row[last].is_capital and row[last].lower in head_words(profile):
        return Guess(first, extend(row, last + 1, profile), "ORG", 0.7)  # Pravosudnog saveta, Bugarska vojska
    site = site_end(row, last)
    if site > last:
        return Guess(first, site, "ORG", 0.8)
    if _is_acronym(word.text):
        return Guess(first, last, "ORG", 0.7) if 2 <= len(word.text) <= 7 else None
    adjective = tuple(given_names(profile).adjectives.split())
    if adjective and word.lower.endswith(adjective) and given_gender(word.lower, profile) is None:
        # Fiskalnog odbora, Единния пазар: the head of a longer thing written small, unless it is a surname in -ski.
        goes_on = last < len(row) and row[last].is_word
        if goes_on or surname_gender(word.lower, profile) is None:
            return None
    if word.lower in head_words(profile):
        return None if doubtful and word.lower not in seen.names else Guess(first, last, "ORG", 0.4)
    if doubtful:
        unseen = word.lower not in seen.small
        told = _sure_surname(word, profile) or (unseen and seen.names & lemmas(word.lower, profile))
        named = unseen and len(word.text) > 3 and is_a_given_name(word, profile)
        if not told and not named:
            return None
    if given_gender(word.lower, profile) is not None:
        return Guess(first, last, "PER", 0.7)
    if _quoted(row, first, last):
        return Guess(first, last, "ORG", 0.5)
    if is_people(word.lower, profile):
        return None
    world = world_name(word.lower, profile)
    if world is not None:
        return Guess(first, last, world[0], 0.8, world[1])
    if _foreign([word], profile) or any(letter.isupper() for letter in word.text.partition("-")[0][1:]):
        return Guess(first, last, "ORG", 0.5)
    if first > 0 and row[first - 1].lower in _within(profile):
        return Guess(first, last, "LOC", 0.5)
    if surname_gender(word.lower, profile) is not None:
        return Guess(first, last, "PER", 0.6)
    return Guess(first, last, "PER", 0.3)


def _place_tails(word: Word, profile: str) -> frozenset[str]:
    """Words that close a place's name; those of English in any text, for John Street is one everywhere."""
    return place_tails("en") if word.text.isascii() and word.is_capital else place_tails(profile)


def _sure_surname(word: Word, profile: str) -> bool:
    """Say whether the ending of a word is one that only surnames have, wherever it stands."""
    endings = tuple(given_names(profile).surnames.get("sure", "").split())
    return bool(endings) and len(word.lower) > 5 and word.lower.endswith(endings)


def _is_acronym(text: str) -> bool:
    head, _, tail = text.partition("-")
    return head.isupper() and (not tail or text.isupper() or (tail.islower() and len(tail) <= 4 and len(head) > 1))


def _quoted(row: Sequence[Word], first: int, last: int) -> bool:
    return first > 0 and last < len(row) and row[first - 1].text in QUOTES and row[last].text in CLOSING


def _foreign(part: Sequence[Word], profile: str) -> bool:
    """Say whether the words are in Latin while the language is written in Cyrillic: mostly firms and media."""
    own = next(iter(openers(profile)))
    return own > "\u0400" and all(word.text[0] < "\u0250" for word in part) and is_name_like(part[0])
