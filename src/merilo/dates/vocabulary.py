"""The words of time of one language, looked up token by token.

`resources/<language>/dates.yaml` holds them as category -> code -> words. A word may be written with its endings,
"недељ|а|е|и|у" for недеља, недеље, недељи and недељу (nothing between two bars is the bare stem), and a `*` at its end
stands for any ending. People leave out accents: čćšžđëç are also found as ccszdec, but never the other way round.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import product
from typing import Any

from merilo.dates.meaning import Calendar, Clock, Length, Often, Step, Vague
from merilo.resources import load

Lists = dict[str, dict[str, list[str]]]
BARE = str.maketrans({"č": "c", "ć": "c", "š": "s", "ž": "z", "ë": "e", "ç": "c", "đ": "dj"})
# Letters that look alike stand for one another in texts typed or scanned with the wrong alphabet.
ALIKE = str.maketrans("aeopcyxjikmth", "аеорсухјікмтн")
MIXED = re.compile("[\u0400-\u04ff][a-z]|[a-z][\u0400-\u04ff]")
PLAIN = str.maketrans({"ё": "е", "’": "'", "ʼ": "'", "`": "'", "‑": "-", "\u0301": None, "ѝ": "и"})


@dataclass(frozen=True, slots=True)
class Entry:
    """What follows the first word of an entry, and what the whole stands for."""

    rest: tuple[str, ...]
    symbol: str
    value: Any
    stem: str = ""  # the first word, where any ending may follow


@dataclass(slots=True)
class Vocabulary:
    """Entries by first word; stems by their first three letters; habits are how the language writes dates."""

    whole: dict[str, list[Entry]] = field(default_factory=dict)
    stems: dict[str, list[Entry]] = field(default_factory=dict)
    habits: frozenset[str] = frozenset()
    doubtful: frozenset[str] = frozenset()
    adjectives: frozenset[str] = frozenset()
    short_days: frozenset[str] = frozenset()
    short_words: frozenset[str] = frozenset()  # what takes a full stop of its own
    tense: dict[str, frozenset[str]] = field(default_factory=dict)
    tense_stems: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def at(self, keys: Sequence[str], first: int) -> Iterator[tuple[int, str, Any]]:
        """Yield (last token, symbol, value) of every entry that begins at a token."""
        key = keys[first]
        for entry in self.whole.get(key, ()):
            if not entry.rest or _follows(keys, first + 1, entry.rest):
                yield first + 1 + len(entry.rest), entry.symbol, entry.value
        for entry in self.stems.get(key[:3], ()):
            if key.startswith(entry.stem) and (not entry.rest or _follows(keys, first + 1, entry.rest)):
                yield first + 1 + len(entry.rest), entry.symbol, entry.value

    def knows(self, key: str) -> bool:
        """Say whether any entry begins with this word."""
        return key in self.whole or any(key.startswith(entry.stem) for entry in self.stems.get(key[:3], ()))


def _follows(keys: Sequence[str], at: int, rest: tuple[str, ...]) -> bool:
    if at + len(rest) > len(keys):
        return False
    for offset, part in enumerate(rest):
        key = keys[at + offset]
        if not (key.startswith(part[:-1]) if part.endswith("*") else key == part):
            return False
    return True


def plain(lower: str) -> str:
    """Return a small-letter word as the lists spell it: one apostrophe, е for ё, no stress marks, one script."""
    if lower.isascii():
        return lower.replace("`", "'")
    lower = lower.translate(PLAIN)
    return lower.translate(ALIKE) if MIXED.search(lower) else lower


@cache
def vocabulary(profile: str) -> Vocabulary:
    """Return the words of time of a profile."""
    lists = load(profile, "dates", Lists)
    made = Vocabulary(
        habits=frozenset(lists.pop("habits", {})),
        doubtful=frozenset(word for words in lists.pop("doubtful", {}).values() for word in words),
    )
    months = lists.get("month_adjective", {}).values()
    made.adjectives = frozenset(form for words in months for word in words for form in spelt(word))
    short = lists.get("weekday_short", {}).values()
    made.short_days = frozenset(word for words in short for word in words)
    shorts = [*short, *lists.get("month_short", {}).values(), *lists.get("unit_short", {}).values()]
    years = [word for word in lists["glue"].get("yearword", []) if len(word) <= 3]
    made.short_words = frozenset(word for words in [*shorts, years] for word in words)
    for name, words in lists.pop("tense", {}).items():
        forms = {form for word in words for form in spelt(word)}
        made.tense[name] = frozenset(form for form in forms if not form.endswith("*"))
        made.tense_stems[name] = tuple(form[:-1] for form in forms if form.endswith("*"))
    hours = {form for kind in ("unit", "units") for word in lists[kind].get("H", []) for form in spelt(word)}
    clock = lists["glue"].pop("hour", [])
    # "Три часа" is three o'clock only after a preposition, "три часот" always.
    lists["glue"]["hourunit"] = [word for word in clock if word in hours]
    lists["glue"]["hour"] = [word for word in clock if word not in hours]
    # Недеља is Sunday and a week: "прошле недеље, 5. марта" names no weekday.
    days = {form for words in lists["weekday"].values() for word in words for form in spelt(word)}
    weeks = {form for word in lists["unit"]["W"] for form in spelt(word)}
    lists["glue"]["weekish"] = sorted(days & weeks)
    prefixes = lists.pop("number_prefix", {})
    adjectives = lists.pop("unit_adjective", {})
    for category, codes in lists.items():
        for code, words in codes.items():
            symbol, value = terminal(category, code)
            for word in words:
                for form in spelt(word):
                    _add(made, form, symbol, value)
                    if category.startswith("month") and "month_first" in made.habits:
                        _add(made, form, "MF", value)
                    if category == "unit" and "no_article" in made.habits:
                        _add(made, form, "U1", value)
    for unit, words in adjectives.items():
        for form in (form for word in words for form in spelt(word)):
            _add(made, form, "UNITADJ", unit)
            for count, starts in prefixes.items():
                for start in starts:
                    _add(made, start + form, "LEN", Length(unit, float(count)))
    return made


def _add(made: Vocabulary, form: str, symbol: str, value: Any) -> None:
    for written in {plain(form.lower()), plain(form.lower()).translate(BARE)}:
        first, *rest = _words(written)
        stem = first[:-1] if first.endswith("*") else ""
        table, key = (made.stems, stem[:3]) if stem else (made.whole, first)
        entry = Entry(tuple(rest), symbol, value, stem)
        if entry not in table.setdefault(key, []):
            table[key].append(entry)


def _words(written: str) -> list[str]:
    """Split an entry as running text is split into tokens: hyphens and full stops stand alone."""
    return written.replace("-", " - ").replace(".", " . ").split()


def spelt(written: str) -> Iterator[str]:
    """Yield the forms of an entry written with its endings."""
    choices = []
    for word in str(written).split(" "):
        stem, *endings = word.split("|")
        choices.append([stem + ending for ending in endings] or [stem])
    for choice in product(*choices):
        yield " ".join(choice)


def terminal(category: str, code: str) -> tuple[str, Any]:
    """Return the grammar's symbol and value for an entry of a category."""
    if category == "glue":
        return code, code
    if category == "deictic":
        return "DEICTIC", _deictic(code)
    if category == "clock":
        return "CLOCKWORD", Clock(int(code[:2]), int(code[2:] or 0))
    build = TERMINALS.get(category)
    return (category.upper(), build(code)) if build else (category.upper(), code)


def _deictic(code: str) -> Step | Calendar:
    """Read a code such as D-1 (yesterday), D-1TNI (last night), Y+1 (next year), D+1@then (the day after)."""
    code, _, anchor = code.partition("@")
    code, _, part = code.partition("T")
    unit = code.rstrip("+-0123456789")
    return Step(unit, int(code[len(unit) :]), "then" if anchor == "then" else "now", part or None, whole=True)


def _number(code: str) -> float:
    return float("nan") if code == "X" else float(code)


TERMINALS: dict[str, Any] = {
    "month": int,
    "month_short": int,
    "month_adjective": int,
    "weekday": int,
    "weekday_short": int,
    "weekdays": int,
    "number": _number,
    "ordinal": int,
    "day_number": int,
    "decade": int,
    "year_start": float,
    "vague": Vague,
    "often": Often,
    "length": lambda code: Length(code.lstrip("PX0123456789."), float(code.strip("PXYMWDHINCEQ") or "nan")),
}
