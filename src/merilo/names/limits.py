"""Where names begin and end: stretches that the tagger cut short, cut in two, or took a mere adjective for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

from merilo.names.gazetteer import gazetteer, head_words
from merilo.names.inflect import forms
from merilo.names.lists import bodies, given_names
from merilo.names.reach import QUOTES, extend
from merilo.names.titles import addressing
from merilo.text.words import Word

PER, ORG, LOC = 0, 1, 2
LONGEST_QUOTED = 4  # words of a name in quotation marks
Stretch = tuple[int, int, int]  # first word, the word after the last, kind


def mended(row: Sequence[Word], found: Sequence[Stretch], profile: str) -> Iterator[Stretch]:
    """Yield the stretches of a sentence with their limits mended, in order, none overlapping another."""
    reached = 0
    for first, last, kind in _whole_in_marks(row, [*_with_initials(row, found)], profile):
        if last <= reached:
            continue
        first = max(first, reached)
        if last - first > 1 and row[last - 1].text == "." and row[last - 2].text.isdigit():
            last -= 1  # the full stop of the sentence: ... the Fokker 50.
        while kind == PER and last - first > 2 and row[last - 1].text in _behind_names(profile):
            last -= 1  # Jeane Freeman MSP
        whole = _body(row, first, last, kind, profile)
        if whole is not None:
            reached = whole[1]
            yield whole
        elif not _names_nothing(row, first, last, kind, profile):
            reached = last
            yield first, last, kind


def _with_initials(row: Sequence[Word], found: Sequence[Stretch]) -> Iterator[Stretch]:
    """Join an initial to the surname behind its full stop: А. Кубилюс, J. K. Rowling."""
    held: Stretch | None = None
    for stretch in found:
        first, last, kind = stretch
        joins = held is not None and held[2] == kind == PER and first == held[1] + 1 and row[held[1]].text == "."
        if held is not None and joins and len(row[held[1] - 1].text) == 1:
            held = (held[0], last, kind)
            continue
        if held is not None:
            yield held
        held = stretch
    if held is not None:
        yield held


def _whole_in_marks(row: Sequence[Word], found: Sequence[Stretch], profile: str) -> Iterator[Stretch]:
    """Join two stretches that fill a pair of quotation marks: „Дневник Плус“ is one name, a body's if either is."""
    at = 0
    while at < len(found):
        first, last, kind = found[at]
        if at + 1 < len(found) and found[at + 1][0] == last:
            _, end, other = found[at + 1]
            if first and end < len(row) and row[first - 1].text in QUOTES and row[end].text in QUOTES:
                last, kind = end, ORG if ORG in (kind, other) else kind
                at += 1
        if kind != PER and (close := _filled(row, first, last, kind, profile)):
            last, kind = close, ORG if kind == LOC else kind
        yield first, last, kind
        at += 1


def _filled(row: Sequence[Word], first: int, last: int, kind: int, profile: str) -> int:
    """Return where the marks close around a name whose rest is in small letters: „Напоителни системи“; 0 where none do.

    A place alone may begin anybody's words, so that it must be announced: телеграм-канал «Ветланск онлайн».
    """
    if not first or row[first - 1].text not in QUOTES or (last < len(row) and row[last].text in QUOTES):
        return 0
    close = next((at for at in range(last, min(len(row), first + LONGEST_QUOTED)) if not row[at].is_word), 0)
    if not close or row[close].text not in QUOTES or row[close].text in "„«":
        return 0
    announced = first > 1 and row[first - 2].lower in announcing(profile)
    return close if kind != LOC or announced else 0


@cache
def announcing(profile: str) -> frozenset[str]:
    """Return the words, in every form, that a publication or a firm in quotation marks follows."""
    told = bodies(profile)
    return frozenset(form for head in (*told.outlets, *told.firms, *told.stations) for form in forms(head, profile))


def _body(row: Sequence[Word], first: int, last: int, kind: int, profile: str) -> Stretch | None:
    """Return a body whose head the tagger left out: an adjective with a capital, its noun in small letters.

    At the beginning of a sentence the capital means nothing, so that there the tagger must have seen a body itself.
    """
    if kind == PER or last - first > 1 or last >= len(row) or row[last].is_capital:
        return None
    if not _is_adjective(row[first], profile) or row[last].lower not in head_words(profile):
        return None
    if kind != ORG and first == 0:
        return None
    return first, extend(row, last + 1, profile), ORG


def _names_nothing(row: Sequence[Word], first: int, last: int, kind: int, profile: str) -> bool:
    """Say whether a stretch is one word that is no name alone: a firm's mark, or an adjective that no list knows."""
    word = row[first]
    if last - first == 1 and kind == PER and word.lower in addressing(profile):
        return True  # "Ms" whose name was found by itself
    if last - first > 1 or kind == PER:
        return False
    if word.text in _marks(profile):
        return True
    goes_on = last < len(row) and row[last].is_word and not row[last].is_capital
    return goes_on and _is_adjective(word, profile) and gazetteer(profile).at(row, first) is None


def _is_adjective(word: Word, profile: str) -> bool:
    endings = tuple(given_names(profile).adjectives.split())
    return bool(endings) and len(word.text) > 4 and not word.text.isupper() and word.lower.endswith(endings)


@cache
def _behind_names(profile: str) -> frozenset[str]:
    """The letters of a seat, an honour or a degree behind a name, as they are written."""
    return frozenset(given_names(profile).behind.split())


@cache
def _marks(profile: str) -> frozenset[str]:
    """The marks of firms, as they are written: ПАО, ТОВ, d.o.o."""
    return frozenset(mark for mark in bodies(profile).company if not mark.istitle())  # Holding may be a firm's name
