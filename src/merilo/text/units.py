"""Units of measure and money, and the words around a number that say what it is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from merilo.model import Bound
from merilo.resources import load
from merilo.text.lexicon import Lexicon

# Signs and codes that are the same in every language.
SIGNS: Mapping[str, str] = {
    "€": "EUR", "$": "USD", "£": "GBP", "¥": "JPY", "₽": "RUB", "₴": "UAH", "₺": "TRY",
    "₹": "INR", "₪": "ILS", "₩": "KRW",
    "%": "%", "‰": "‰", "×": "×",
}  # fmt: skip
CODES = frozenset({
    "EUR", "USD", "GBP", "CHF", "MKD", "RSD", "BAM", "HRK", "ALL", "BGN", "RUB", "UAH", "TRY", "HUF", "RON", "PLN",
    "CZK", "SEK", "NOK", "DKK", "JPY", "CNY", "CAD", "AUD", "BTC",
})  # fmt: skip
SYMBOLS: Mapping[str, str] = {
    "km": "km", "m": "m", "cm": "cm", "mm": "mm", "m²": "m2", "m2": "m2", "km²": "km2", "km2": "km2", "m³": "m3",
    "m3": "m3", "kg": "kg", "g": "g", "dag": "dag", "mg": "mg", "t": "t", "ha": "ha", "l": "L",
    "dl": "dL", "cl": "cL", "ml": "mL", "hl": "hL", "kw": "kW",
    "mw": "MW", "gw": "GW", "kwh": "kWh", "mwh": "MWh", "gwh": "GWh", "twh": "TWh", "kv": "kV", "mb": "MB", "gb": "GB",
    "tb": "TB", "mbps": "Mbit/s", "hz": "Hz", "khz": "kHz", "mhz": "MHz", "ghz": "GHz", "db": "dB", "km/h": "km/h",
    "kmh": "km/h", "mph": "mph",
    "°c": "°C", "°f": "°F", "° c": "°C", "° f": "°F", "°": "°",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Units:
    """The word list `units`: `units` by canonical name; `money_before` are currencies that may stand before the number.

    `durations`, `months` and `clock` make a number part of a time; after `labels` it is a name ("Article 12");
    `at` stands before a time of day.
    """

    units: dict[str, tuple[str, ...]]
    money_before: dict[str, tuple[str, ...]]
    durations: tuple[str, ...]
    months: tuple[str, ...]
    clock: tuple[str, ...]
    labels: tuple[str, ...]
    at: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Bounds:
    """The word list `bounds`: what limits a number, joins two to a range, or stands between it and what it counts.

    `before` and `after` map "about", "at-least", "at-most" to phrases; `between` with `between_and`, and `to`, make
    ranges; `change` is "from", which makes of "from 10 to 15" two numbers; `partitives` are "of the"; `uncounted` are
    words that no number counts; `adjectives` are endings of words that stand before the noun, `plurals` those of nouns
    in a language whose adjectives show nothing.
    """

    before: dict[Bound, tuple[str, ...]]
    after: dict[Bound, tuple[str, ...]]
    between: tuple[str, ...]
    between_and: tuple[str, ...]
    to: tuple[str, ...]
    change: tuple[str, ...]
    partitives: tuple[str, ...]
    uncounted: tuple[str, ...]
    adjectives: tuple[str, ...]
    plurals: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Surroundings:
    """Both word lists of a profile, ready to look up."""

    units: Lexicon[str]
    money_before: Lexicon[str]
    durations: Lexicon[bool]
    months: Lexicon[bool]
    clock: Lexicon[bool]
    labels: Lexicon[bool]
    at: frozenset[str]
    before: Lexicon[Bound]
    longest_before: int
    after: Lexicon[Bound]
    between: frozenset[str]
    between_and: frozenset[str]
    to: Lexicon[bool]
    change: frozenset[str]
    partitives: Lexicon[bool]
    uncounted: frozenset[str]
    adjectives: tuple[str, ...]
    plurals: tuple[str, ...]


@cache
def surroundings(profile: str) -> Surroundings:
    """Return what may stand around a number in a profile."""
    units: Units = load(profile, "units", Units)
    bounds: Bounds = load(profile, "bounds", Bounds)
    fixed = dict(SYMBOLS) | {code.lower(): code for code in CODES} | dict(SIGNS)
    before: dict[str, Bound] = {form: bound for bound, forms in bounds.before.items() for form in forms}
    money = {form: code for code, forms in units.money_before.items() for form in forms}
    return Surroundings(
        units=Lexicon(fixed | {form: unit for unit, forms in units.units.items() for form in forms}),
        money_before=Lexicon(
            {code.lower(): code for code in CODES}
            | {sign: code for sign, code in SIGNS.items() if len(code) == 3}
            | money
        ),
        durations=_set(units.durations),
        months=_set(units.months),
        clock=_set(units.clock),
        labels=_set(units.labels),
        at=frozenset(units.at),
        before=Lexicon(before),
        longest_before=max(len(form.split()) for form in before),
        after=Lexicon({form: bound for bound, forms in bounds.after.items() for form in forms}),
        between=frozenset(bounds.between),
        between_and=frozenset(bounds.between_and),
        to=_set((*bounds.to, "–", "—", "-", "−")),
        change=frozenset(bounds.change),
        partitives=_set(bounds.partitives),
        uncounted=frozenset(bounds.uncounted),
        adjectives=bounds.adjectives,
        plurals=bounds.plurals,
    )


def _set(forms: Sequence[str]) -> Lexicon[bool]:
    return Lexicon(dict.fromkeys(forms, True))
