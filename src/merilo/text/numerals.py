"""Numbers in words and figures: "two hundred and fifty", „двеста и педесет“, "2,5 milijarde"."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache

from merilo.resources import load
from merilo.text.figures import figure, spaced
from merilo.text.lexicon import Lexicon
from merilo.text.words import Word

Forms = dict[str, tuple[str, ...]]
DECADES = frozenset(("те", "х"))  # endings of „90-те“ and «90-х», which are years


@dataclass(frozen=True, slots=True)
class Numerals:
    """The word list `numerals` of a profile; the keys of its tables are the values.

    `cardinals` are the numbers below 1,000; `scales` the forms of thousand and more behind a number; `alone` those that
    mean one of it by themselves; `marks` are short forms that stand behind figures only; `joiners` stand inside a
    number from `joins_from` up ("and"); `halves` add one half ("and a half"); `approximations` are "some ten";
    `fractions` are written "2/3"; `ones` mean one or merely "a"; `ordinals` never count; `decimal` is the decimal mark;
    `glued` is True where "dvadesetpet" may be one word; `ordinal_articles` make an ordinal of a number ("e gjashtë");
    `suffixes` are endings that figures bear behind a hyphen where they count: „46-те деца“, "12-ero"; `articles` mean
    about one before a scale ("a hundred").
    """

    decimal: str
    cardinals: Forms
    scales: Forms
    alone: Forms
    marks: Forms
    joiners: tuple[str, ...]
    joins_from: int
    halves: tuple[str, ...]
    approximations: Forms
    fractions: Forms
    ones: tuple[str, ...]
    ordinals: tuple[str, ...]
    glued: bool
    ordinal_articles: tuple[str, ...] = ()
    suffixes: tuple[str, ...] = ()
    articles: tuple[str, ...] = ()
    fractions_alone: Forms = field(default_factory=dict)
    leads_to_fraction: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number read: `last` is the index after its last word; `high` ends a range within one word ("два-три").

    `scale` is what its last word multiplied by: a million in "2.5 million", 1 where there is none.
    """

    value: float
    last: int
    spelled: bool
    high: float | None = None
    about: bool = False
    scale: float = 1.0
    one: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """The numerals of a profile, ready to look up."""

    decimal: str
    values: Mapping[str, float]
    scales: Mapping[str, float]
    alone: frozenset[str]
    marks: Mapping[str, float]
    joiners: frozenset[str]
    joins_from: int
    halves: Lexicon[bool]
    phrases: Lexicon[float]
    approximations: Mapping[str, float]
    fractions: Lexicon[float]
    fractions_alone: Lexicon[float]
    leads_to_fraction: frozenset[str]
    ones: frozenset[str]
    ordinals: Lexicon[bool]
    ordinal_articles: frozenset[str]
    suffixes: frozenset[str]
    articles: frozenset[str]


@cache
def table(profile: str) -> Table:
    """Return the numerals of a profile."""
    listed: Numerals = load(profile, "numerals", Numerals)
    single = {form: value for form, value in _flat(listed.cardinals) if " " not in form}
    if listed.glued:
        single = dict(_glued(single, listed.joiners)) | single
    alone = dict(_flat(listed.alone))
    return Table(
        decimal=listed.decimal,
        values=single,
        scales=dict(_flat(listed.scales)) | alone,
        alone=frozenset(alone),
        marks=dict(_flat(listed.marks)),
        joiners=frozenset(listed.joiners),
        joins_from=listed.joins_from,
        halves=Lexicon(dict.fromkeys(listed.halves, True)),
        phrases=Lexicon({form: value for form, value in _flat(listed.cardinals) if " " in form}),
        approximations=dict(_flat(listed.approximations)),
        fractions=Lexicon(dict(_flat(listed.fractions))),
        fractions_alone=Lexicon(dict(_flat(listed.fractions_alone))),
        leads_to_fraction=frozenset(listed.leads_to_fraction),
        ones=frozenset(listed.ones),
        ordinals=Lexicon(dict.fromkeys(listed.ordinals, True)),
        ordinal_articles=frozenset(listed.ordinal_articles),
        suffixes=frozenset(listed.suffixes),
        articles=frozenset(listed.articles),
    )


def _flat(forms: Forms) -> Iterator[tuple[str, float]]:
    for key, written in forms.items():
        over, _, under = key.partition("/")
        value = float(over) / float(under) if under else float(over)
        for form in written:
            yield form, value


def _glued(single: Mapping[str, float], joiners: Sequence[str]) -> Iterator[tuple[str, float]]:
    for tens, value in single.items():
        if 20 <= value < 100 and value % 10 == 0:
            for unit, more in single.items():
                if 1 <= more <= 9:
                    for joiner in ("", *joiners):
                        yield tens + joiner + unit, value + more


def number_at(row: Sequence[Word], index: int, profile: str) -> tuple[float, int] | None:
    """Return the value of the number that begins at a word and the index after its last word, or None.

    Figures and words alike; "2.5 million" is 2500000.0.
    """
    found = read_number(row, index, table(profile))
    return None if found is None else (found.value, found.last)


def read_number(row: Sequence[Word], at: int, words: Table) -> Numeral | None:
    """Return the number that begins at a word with all that is known of how it is written, or None."""
    if row[at].text[0].isdecimal():
        return _in_figures(row, at, words)
    lower = row[at].lower
    if lower in words.approximations:
        return _scaled(row, Numeral(words.approximations[lower], at + 1, True, about=True), words)
    phrase = words.phrases.at(row, at)
    if phrase is not None:
        return _scaled(row, Numeral(phrase.entry, phrase.last, True), words)
    if "-" in lower:
        pair = _hyphenated(row, at, words)
        if pair is not None:
            return pair
    return _in_words(row, at, words)


def _in_figures(row: Sequence[Word], at: int, words: Table) -> Numeral | None:
    grouped = spaced(row, at, words.decimal) if words.decimal == "," else None
    if grouped is not None:
        return _scaled(row, Numeral(grouped[0], grouped[1], False), words)
    value = figure(row[at].text, words.decimal)
    if value is None:
        return None
    return _scaled(row, Numeral(value, at + (3 if _bears_an_ending(row, at, words) else 1), False), words)


def _bears_an_ending(row: Sequence[Word], at: int, words: Table) -> bool:
    """Say whether figures bear an ending of those that count; „90-те“ are years as often."""
    if at + 2 >= len(row) or row[at + 1].text not in "-‑–" or row[at + 2].lower not in words.suffixes:
        return False
    decade = len(row[at].text) == 2 and row[at].text[1] == "0" and row[at + 2].lower in DECADES
    return row[at].end == row[at + 1].start and row[at + 1].end == row[at + 2].start and not decade


def _scaled(row: Sequence[Word], number: Numeral, words: Table) -> Numeral:
    """Multiply by a scale word or its short form behind the number; "and a half" may stand between or behind."""
    value, at = number.value, number.last
    half = words.halves.at(row, at) if at < len(row) and value < 1000 else None
    if half is not None:
        value, at = value + 0.5, half.last
    scale, last = _scale(row, at, number.spelled, words)
    if scale is None:
        return replace(number, value=value, last=at)
    half = words.halves.at(row, last) if last < len(row) and value == number.value else None
    if half is not None:
        value, last = value + 0.5, half.last
    high = None if number.high is None else number.high * scale
    return Numeral(value * scale, last, number.spelled, high, number.about, scale)


def _scale(row: Sequence[Word], at: int, spelled: bool, words: Table) -> tuple[float | None, int]:
    """Return the scale a word stands for and the word after it; the point of "млн." belongs to it inside a sentence."""
    if at >= len(row):
        return None, at
    scale = words.scales.get(row[at].lower)
    if scale is not None and scale > 100:
        further = words.scales.get(row[at + 1].lower, 0.0) if at + 1 < len(row) else 0.0
        return (scale * further, at + 2) if further > scale else (scale, at + 1)
    mark = None if spelled else words.marks.get(row[at].lower)
    if mark is None and _is_m_of_money(row, at):
        mark = 1e6
    if mark is None:
        return None, at
    pointed = at + 2 < len(row) and row[at + 1].text == "." and row[at + 1].start == row[at].end
    return mark, at + 1 + pointed


def _is_m_of_money(row: Sequence[Word], at: int) -> bool:
    """Say whether a word is the m of "$5m", which are millions and no metres."""
    return row[at].lower == "m" and row[at].start == row[at - 1].end and at > 1 and row[at - 2].text in ("€", "$", "£")


def _hyphenated(row: Sequence[Word], at: int, words: Table) -> Numeral | None:
    first, _, second = row[at].lower.partition("-")
    low, high = words.values.get(first), words.values.get(second)
    if low is None or high is None:
        return None
    if 20 <= low < 100 and low % 10 == 0 and 1 <= high <= 9:
        return _in_words(row, at, words)
    return _scaled(row, Numeral(low, at + 1, True, high=high), words) if low < high else None


def _value(lower: str, words: Table) -> float | None:
    value = words.values.get(lower)
    if value is None and "-" in lower:
        tens, _, unit = lower.partition("-")
        high, low = words.values.get(tens, 0.0), words.values.get(unit, 0.0)
        if 20 <= high < 100 and high % 10 == 0 and 1 <= low <= 9:
            return high + low
    return value


def _in_words(row: Sequence[Word], at: int, words: Table) -> Numeral | None:
    total, current, room, ceiling = 0.0, 0.0, 1000.0, float("inf")
    last = here = at
    parts = 0
    while here < len(row):
        step = here
        if parts and row[here].lower in words.joiners and here + 1 < len(row):
            if not total and current < words.joins_from:
                break
            step = here + 1
        lower = row[step].lower
        scale = words.scales.get(lower)
        if scale is not None and (scale >= 1000 or current):
            if scale == 100 and 0 < current < 10 and step == here:
                current, room = current * 100, 100.0
            elif 1000 <= scale < ceiling and (lower in words.alone or (current and step == here)):
                total, current, room, ceiling = total + (current or 1.0) * scale, 0.0, min(scale, 1000.0), scale
            else:
                break
        else:
            value = 1.0 if step == at and _is_loose_one(row, at, words) else _value(lower, words)
            if value is None or value >= room or (parts and value == 0):
                break
            current, room = current + value, _room(value)
        parts += 1
        here = last = step + 1
    if not parts:
        return None
    one = parts == 1 and row[at].lower in words.ones
    about = parts == 2 and row[at].lower in words.articles
    if not total and current < 1000:
        return _scaled(row, Numeral(current, last, True, about=about, one=one), words)
    half = words.halves.at(row, last) if not current and last < len(row) else None
    if half is not None:
        return Numeral(total + ceiling / 2, half.last, True, scale=ceiling)
    return Numeral(total + current, last, True, about=about, scale=1.0 if current else ceiling)


def _is_loose_one(row: Sequence[Word], at: int, words: Table) -> bool:
    """ "A hundred" is about one."""
    return row[at].lower in words.articles and at + 1 < len(row) and row[at + 1].lower in words.scales


def _room(value: float) -> float:
    """Return below what the next word of the number must stay: "two hundred" leaves room for 99, "twenty" for 9."""
    if value >= 100:
        return 100.0 if value % 100 == 0 else 0.0
    return 10.0 if value >= 20 and value % 10 == 0 else 0.0
