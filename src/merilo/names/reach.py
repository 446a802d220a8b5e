"""How far a name reaches: over the field of a ministry, a firm's mark, a number, a country, the rest of an address."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from merilo.names.gazetteer import Known, field_words, gazetteer, given_gender, head_words
from merilo.names.inflect import forms
from merilo.names.lists import bodies, given_names, places
from merilo.names.runs import CLOSING
from merilo.names.titles import title_at
from merilo.text.words import Word

LONGEST_BODY = 12
LONGEST_QUOTED = 8
QUOTES = frozenset("„“”\"«»‘’'")


def reach(row: Sequence[Word], known: Known, profile: str) -> int:
    """Return where a listed name ends when what follows belongs to it: a number, a firm's mark, a country, a body."""
    end = known.last
    if known.type == "MISC" and end + 1 < len(row) and row[end].text in "-–—" and row[end + 1].text.isdigit():
        end += 2  # Северный поток — 2
    if end < len(row) and known.type != "LOC" and row[end].lower in company_marks() and row[end].is_capital:
        return end + 1  # Nord Stream 2 AG
    if known.type == "ORG" and known.code.islower() and end < len(row):
        country = gazetteer(profile).at(row, end)
        if country is not None and country.type == "LOC" and row[end].is_capital:
            return country.last  # МИД России, Sud BiH
        return site_end(row, end)
    endings = tuple(places(profile).as_adjectives.split())
    adjective = bool(endings) and known.last == known.first + 1 and row[known.first].lower.endswith(endings)
    if adjective and end < len(row) and not row[end].is_capital and row[end].lower in head_words(profile):
        return extend(row, end + 1, profile)  # Bugarska vojska
    return end


def extend(row: Sequence[Word], end: int, profile: str) -> int:
    """Return where the name of a body that reaches `end` ends: over words of its field and capitalised words."""
    joiners, conjunctions = frozenset(bodies(profile).joiners), frozenset(bodies(profile).conjunctions)
    heads = head_words(profile)
    whole, stems = field_words(profile)
    purpose, purposed = purposes(profile)
    adjectives = tuple(given_names(profile).adjectives.split())
    start = end - 1
    limit = min(len(row), end + LONGEST_BODY)
    sure = end
    while end < limit:
        word = row[end]
        if not word.is_word:
            quoted = _closing(row, end)
            if quoted:
                sure = quoted
            break
        if word.is_capital:
            if row[end - 1].lower in conjunctions:
                break  # A ministry and somebody else.
            before = row[end - 1]
            bare = before.lower not in joiners and not (before.is_capital and not is_a_given_name(word, profile))
            known = gazetteer(profile).at(row, end)
            if bare and known is None:
                break
            if title_at(row, end, profile) is not None:
                break
            end = known.last if known is not None and known.type == "LOC" else end + 1  # Bosne i Hercegovine
            sure = end
        elif word.lower in joiners:
            end += 1
        elif row[end - 1].lower in purpose and row[start].lower in purposed:
            # Agency for roads: whatever it is for, with the adjectives of it.
            end += 1
            if not (adjectives and word.lower.endswith(adjectives)):
                sure = end
        elif word.lower in whole or word.lower in heads or (stems and word.lower.startswith(stems)):
            end += 1
            sure = end
        else:
            break
    return sure


def _closing(row: Sequence[Word], at: int) -> int:
    """Return where a short title in quotation marks that opens at `at` is closed, or 0."""
    if row[at].text in QUOTES and at + 1 < len(row) and row[at + 1].is_capital:
        for end in range(at + 2, min(len(row), at + LONGEST_QUOTED)):
            if row[end].text in CLOSING:
                return end + 1
    return 0


def site_end(row: Sequence[Word], at: int) -> int:
    """Return where the address of a site ends (Index.hr), or `at` where there is none."""
    if at + 1 < len(row) and row[at].text == "." and row[at].start == row[at - 1].end == row[at + 1].start - 1:
        tail = row[at + 1]
        if tail.text.islower() and tail.text.isascii() and len(tail.text) <= 4:
            return at + 2
    return at


@cache
def purposes(profile: str) -> tuple[frozenset[str], frozenset[str]]:
    """Return the word that tells a body's purpose (for), and the bodies that are named by it, in every form."""
    told = bodies(profile)
    return frozenset(told.purpose), frozenset(form for head in told.purposed for form in forms(head, profile))


@cache
def company_marks() -> frozenset[str]:
    """AG, Ltd and the like, in small letters: they stand in texts of every language."""
    return frozenset(mark.lower() for mark in bodies("en").company)


def is_a_given_name(word: Word, profile: str) -> bool:
    """Say whether a word is a given name."""
    return given_gender(word.lower, profile) is not None
