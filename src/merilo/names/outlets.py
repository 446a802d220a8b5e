"""Publications that the text announces as such: the portal "Glasnik 24", Radio Bistra; then their bare names too."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache

from babel import Locale

from merilo.names.gazetteer import gazetteer, head_words
from merilo.names.inflect import forms, lemmas
from merilo.names.lists import bodies
from merilo.names.reach import QUOTES, is_a_given_name
from merilo.names.runs import CLOSING, openers, stops
from merilo.names.titles import title_at
from merilo.text.words import Word

LONGEST = 5  # words of a name in quotation marks
ROUND_THE_CLOCK = "24"  # the number that names of publications bear more often than any other

Title = tuple[frozenset[str], ...]
Stretch = tuple[int, int]


def announced(row: Sequence[Word], profile: str) -> Iterator[Stretch]:
    """Yield (first, last) of the publications that a word before them announces, and of quoted names with a number."""
    nouns, stations = _nouns(profile)
    for at, word in enumerate(row):
        if word.text in QUOTES:
            last = _quoted(row, at)
            if last > at + 2 and row[last - 1].text.isdigit() and len(row[last - 1].text) <= 3:
                yield at + 1, last
        if at + 1 == len(row) or word.lower not in nouns:
            if at + 1 < len(row) and word.lower in firm_words(profile) and (last := _quoted(row, at + 1)):
                yield at + 2, last
            continue
        if word.lower in stations and (word.is_capital or profile != "en"):
            last = _quoted(row, at + 1)
            last = last + 1 if last else _bare(row, at + 1, profile, station=True)
            if last:
                yield at, last
        elif last := _quoted(row, at + 1):
            yield at + 2, last
        elif last := _bare(row, at + 1, profile):
            yield at + 1, last


def known_by(rows: Sequence[Sequence[Word]], profile: str) -> dict[str, tuple[Title, ...]]:
    """Return what each word may begin: the names of publications announced in a text, longest first."""
    found: set[Title] = set()
    numbered: Counter[Title] = Counter()
    for row in rows:
        found.update(_title(row[first:last], profile) for first, last in announced(row, profile))
        for at in range(len(row) - 1):
            if row[at + 1].text == ROUND_THE_CLOCK and _opens(row, at, profile) and _numbered(row, at + 1, profile):
                numbered[_title(row[at : at + 2], profile)] += 1
    found.update(title for title, times in numbered.items() if times > 1)
    table: dict[str, list[Title]] = {}
    for title in sorted((title for title in found if title), key=len, reverse=True):
        for word in title[0]:
            table.setdefault(word, []).append(title)
    return {word: tuple(titles) for word, titles in table.items()}


def named(row: Sequence[Word], profile: str, known: dict[str, tuple[Title, ...]]) -> list[Stretch]:
    """Return (first, last) of the publications in a sentence, in order, none overlapping another."""
    found = list(announced(row, profile)) if known else []
    for at, word in enumerate(row):
        if not word.is_capital:
            continue
        for title in next((known[lemma] for lemma in lemmas(word.lower, profile) if lemma in known), ()):
            last = at + len(title)
            # One word alone may be any word, unless it stands in quotation marks as a name does.
            alone = len(title) == 1 and not (
                at and row[at - 1].text in QUOTES and last < len(row) and row[last].text in CLOSING
            )
            if last <= len(row) and not alone and _fits(row[at:last], title, profile):
                found.append((at, last))
                break
    apart: list[Stretch] = []
    for first, last in sorted(found, key=lambda each: (each[0], -each[1])):
        if not apart or first >= apart[-1][1]:
            apart.append((first, last))
    return apart


def _fits(part: Sequence[Word], title: Title, profile: str) -> bool:
    return all(lemmas(word.lower, profile) & names for word, names in zip(part, title, strict=True))


def _title(part: Sequence[Word], profile: str) -> Title:
    return tuple(lemmas(word.lower, profile) for word in part if word.text not in QUOTES)


def _quoted(row: Sequence[Word], at: int) -> int:
    """Return where a short name in quotation marks that open at `at` ends, or 0."""
    if row[at].text not in QUOTES or at + 1 == len(row) or not row[at + 1].is_capital:
        return 0
    for end in range(at + 2, min(len(row), at + LONGEST + 2)):
        if row[end].text in CLOSING:
            return end
        if not (row[end].is_word or row[end].text.isdigit()):
            return 0
    return 0


def _bare(row: Sequence[Word], at: int, profile: str, *, station: bool = False) -> int:
    """Return where a name without quotation marks that begins at `at` ends, or 0; a station may bear a given name."""
    alone = station and not (at + 1 < len(row) and row[at + 1].is_capital)
    if not _opens(row, at, profile, person=alone):
        return 0
    end = at + 1
    while end < len(row) and row[end].is_capital and _opens(row, end, profile):
        end += 1
    return end + 1 if _numbered(row, end, profile) else end


def _opens(row: Sequence[Word], at: int, profile: str, *, person: bool = False) -> bool:
    """Say whether an unknown name may begin here: a capital, and no person, place, title, body or day of the week."""
    word = row[at]
    if not word.is_word or not word.is_capital or word.lower in openers(profile) or word.lower in head_words(profile):
        return False
    if word.lower in _months(profile) or word.lower in _nouns(profile)[0]:
        return False
    if not person and is_a_given_name(word, profile):
        return False
    return title_at(row, at, profile) is None and stops(profile).at(row, at) is None and not _has(row, at, profile)


def _has(row: Sequence[Word], at: int, profile: str) -> bool:
    known = gazetteer(profile).at(row, at)
    return known is not None and known.type != "LOC"


def _numbered(row: Sequence[Word], at: int, profile: str) -> bool:
    """Say whether the number at `at` belongs to the name before it, and begins no date, clock or count of its own."""
    if at >= len(row) or not row[at].text.isdigit() or len(row[at].text) > 3:
        return False
    if at + 1 == len(row):
        return True
    after = row[at + 1]
    if after.text in ".:%" and at + 2 < len(row):
        return False
    return after.lower not in _months(profile) and not after.is_capital


@cache
def _nouns(profile: str) -> tuple[frozenset[str], frozenset[str]]:
    """Return the words that announce a publication in every form, and those of them that are part of its name."""
    told = bodies(profile)
    inflected = (lambda word: {word}) if profile == "sq" else (lambda word: forms(word, profile))
    stations = frozenset(form for word in told.stations for form in inflected(word))
    return stations | frozenset(form for word in told.outlets for form in inflected(word)), stations


@cache
def firm_words(profile: str) -> frozenset[str]:
    """Return the words that announce a firm or society whose name stands in quotation marks, in every form."""
    inflected = (lambda word: {word}) if profile == "sq" else (lambda word: forms(word, profile))
    return frozenset(form for word in bodies(profile).firms for form in inflected(word))


@cache
def _months(profile: str) -> frozenset[str]:
    months = Locale.parse(profile.replace("-", "_")).months if profile else {}
    return frozenset(
        str(name).lower() for kind in months.values() for width in kind.values() for name in width.values()
    )
