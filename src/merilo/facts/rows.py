"""The nouns of a fact table: rows, what was refused, and the whole."""

from __future__ import annotations

import calendar
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal, get_args

from merilo.dates.interval import Interval
from merilo.model import Phrase
from merilo.names.compare import keys
from merilo.text.words import words

Relation = Literal["office", "born", "died", "population", "result", "founded", "capital"]
RELATIONS: frozenset[str] = frozenset(get_args(Relation))


@dataclass(frozen=True, slots=True)
class Row:
    """One dated fact. `number` is its line (or record) in `file`, counted as a text editor or a list counts, from 1.

    `forms` are all the ways to write the subject, the subject itself first; `objects` those of the object. `since` and
    `until` are the days on which it may have begun and ended, None where the table does not say; a birth, a death, a
    founding or a count has its day in `since`. `value` is a count in `unit`.
    """

    number: int
    file: str
    forms: tuple[str, ...]
    relation: Relation
    objects: tuple[str, ...] = ()
    since: Interval | None = None
    until: Interval | None = None
    value: float | None = None
    unit: str = ""
    source: str = ""

    @property
    def subject(self) -> str:
        """Whom or what the fact is about."""
        return self.forms[0]

    @property
    def object(self) -> str:
        """What it says of the subject, or "" where the relation says it all."""
        return self.objects[0] if self.objects else ""


@dataclass(frozen=True, slots=True)
class Refused:
    """A line that is no fact, and why, in a sentence for whoever keeps the table."""

    number: int
    file: str
    because: Phrase


@dataclass(frozen=True, slots=True)
class Facts:
    """A table of facts, looked up by name; `refused` are the lines that were left out.

    `known_to` says of each file which is the newest day it speaks of: a term without an end is believed until then.
    """

    rows: tuple[Row, ...] = ()
    refused: tuple[Refused, ...] = ()
    by_key: Mapping[str, tuple[int, ...]] = field(default_factory=dict, repr=False, compare=False)
    known_to: Mapping[str, date] = field(default_factory=dict, repr=False, compare=False)


def facts_of(rows: Iterable[Row], refused: Iterable[Refused] = ()) -> Facts:
    """Put rows into a table that finds them by any word of any form of their subject."""
    kept = tuple(rows)
    index: dict[str, list[int]] = {}
    for at, row in enumerate(kept):
        for key in {key for form in row.forms for key in keys_of(form, profile_of(form))}:
            index.setdefault(key, []).append(at)
    newest: dict[str, date] = {}
    for row in kept:
        for day in (row.since, row.until):
            if day is not None:
                newest[row.file] = max(newest.get(row.file, day.first), day.first)
    return Facts(kept, tuple(refused), {key: tuple(found) for key, found in index.items()}, newest)


def joined(tables: Iterable[Facts]) -> Facts:
    """Put several tables into one."""
    many = tuple(tables)
    return facts_of((row for each in many for row in each.rows), (one for each in many for one in each.refused))


def keys_of(name: str, profile: str) -> frozenset[str]:
    """Return what a name is looked up by: the consonants of each of its words, in whatever script and case."""
    return frozenset(key for word in words(name) if word.is_word for key in keys(word.lower, profile))


def profile_of(form: str, beside: str = "en") -> str:
    """Return the profile to read a form with: that of the text `beside` it in one script, else a neighbour's."""
    cyrillic = any("\u0400" <= letter <= "\u052f" for letter in form)
    beside_cyrillic = beside in ("mk", "sr", "bg", "ru", "uk", "bs-Cyrl")
    if cyrillic == beside_cyrillic:
        return beside
    return "mk" if cyrillic else "en"


def day_of(written: str) -> Interval:
    """Return the days that "2017", "2017-05" or "2017-05-31" may mean.

    Raises:
        ValueError: it is none of the three, or no calendar has that day.
    """
    parts = written.strip().split("-")
    if not 1 <= len(parts) <= 3 or not all(part.isascii() and part.isdecimal() for part in parts) or len(parts[0]) != 4:
        raise ValueError(written)
    year = int(parts[0])
    if len(parts) == 1:
        return Interval(date(year, 1, 1), date(year, 12, 31))
    month = int(parts[1])
    if len(parts) == 3:
        day = date(year, month, int(parts[2]))
        return Interval(day, day)
    if not 1 <= month <= 12:
        raise ValueError(written)
    return Interval(date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1]))


def said(interval: Interval | None) -> str:
    """Return an interval as the table would write it, "" for none."""
    if interval is None:
        return ""
    if interval.days == 1:
        return interval.first.isoformat()
    whole_year = (interval.first.month, interval.last.month) == (1, 12)
    return f"{interval.first.year:04}" if whole_year else f"{interval.first:%Y-%m}"
